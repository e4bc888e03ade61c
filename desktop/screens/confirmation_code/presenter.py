"""The own institution's 单位确认码, from the local data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.organizations import is_administrative
from desktop.screens.ports import Lane
from desktop.services import browsing

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace


class CodePresenter(QObject):
    """Reads the code; administrative units have none.

    Signals:
        code_read: The code; empty where the local data have none yet.
    """

    code_read = Signal(str)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        hub.changed.connect(self._note)

    @property
    def organization_name(self) -> str:
        """Name of the own institution."""
        return self._workspace.context.organization_name

    @property
    def has_code(self) -> bool:
        """Whether an institution of this kind has a code at all."""
        return not is_administrative(self._workspace.context.organization_kind)

    @Slot()
    def refresh(self) -> None:
        """Read the code."""
        if self.has_code:
            self._jobs.run(
                Lane.READ,
                partial(_read_code, self._workspace),
                owner=self,
                on_success=self.code_read.emit,
            )

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes.organizations:
            self.refresh()


def _read_code(workspace: Workspace) -> str:
    own = workspace.context.organization_id
    tree = browsing.organizations(workspace=workspace)
    return next((node.confirmation_code for node in tree if node.id == own), "")
