"""Pictures for a comparison: from here, and those that are there now from the server too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.screens.ports import Lane
from desktop.screens.review.decoding import image_of
from desktop.services import browsing, fetching

if TYPE_CHECKING:
    from desktop.domain.errors import ExpectedError
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace


class PictureLoader(QObject):
    """Gets pictures off the UI thread.

    Signals:
        ready: SHA-256 and QImage of a picture (null: cannot be shown).
        missing: SHA-256 of a picture that is not to be had, and the sentence why; an empty one
            where it is simply not here (any more).
    """

    ready = Signal(str, QImage)
    missing = Signal(str, object)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs

    def want(self, sha256: str, material_id: int | None = None) -> None:
        """Ask for a picture.

        Args:
            sha256: The picture.
            material_id: The material that has it now, so that the server may be asked; None for a
                picture of the past, which only this device may still have.
        """
        self._jobs.run(
            Lane.READ,
            partial(_local, self._workspace, sha256),
            owner=self,
            on_success=partial(self._take, sha256, material_id),
        )

    def _take(self, sha256: str, material_id: int | None, image: QImage | None) -> None:
        if image is not None:
            self.ready.emit(sha256, image)
        elif material_id is None:
            self.missing.emit(sha256, None)
        else:
            self._jobs.run(
                Lane.NETWORK,
                partial(_remote, self._workspace, material_id, sha256),
                owner=self,
                on_success=partial(self.ready.emit, sha256),
                on_error=partial(self._miss, sha256),
            )

    def _miss(self, sha256: str, error: ExpectedError) -> None:
        self.missing.emit(sha256, error)


def _local(workspace: Workspace, sha256: str) -> QImage | None:
    data = browsing.picture(workspace=workspace, sha256=sha256)
    return None if data is None else image_of(data)


def _remote(workspace: Workspace, material_id: int, sha256: str) -> QImage:
    data = fetching.fetch_picture(workspace=workspace, material_id=material_id, sha256=sha256)
    return image_of(data)
