"""The 离线任务包 that the material list can be filtered by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.screens.ports import Lane
from desktop.services import packing
from desktop.store.filters import PackChoice

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace


class PackChoices(QObject):
    """Reads the packs again whenever one came, went or changed.

    Signals:
        changed: The packs, as a list of `PackChoice`.
    """

    changed = Signal(object)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        hub.changed.connect(self._note)

    @Slot()
    def refresh(self) -> None:
        """Read them."""
        self._jobs.run(
            Lane.READ,
            partial(_read, self._workspace),
            owner=self,
            on_success=self.changed.emit,
        )

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes.packs:
            self.refresh()


def _read(workspace: Workspace) -> list[PackChoice]:
    return [PackChoice(pack.key, pack.name) for pack in packing.packs(workspace=workspace)]
