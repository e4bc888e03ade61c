"""What the settings screen asks of the server and of the local data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.screens import texts
from desktop.screens.ports import Lane
from desktop.services import browsing, signing_in

if TYPE_CHECKING:
    from desktop.contract.session import ServerInfo
    from desktop.domain.errors import ExpectedError
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class GraceTimes:
    """For how many seconds an action can be taken back before it leaves."""

    usual: int
    refused: int


class SettingsPresenter(QObject):
    """Asks when somebody looks.

    Signals:
        server_read: The `ServerInfo` of the server in use.
        server_missed: A sentence why it did not answer.
        state_read: The `ReplicaState`.
    """

    server_read = Signal(object)
    server_missed = Signal(str)
    state_read = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs

    @property
    def device_id(self) -> str:
        """This device."""
        return self._workspace.device_id

    @property
    def grace(self) -> GraceTimes:
        """The grace times that the server proposes."""
        limits = self._workspace.session.limits
        return GraceTimes(limits.grace_seconds, limits.grace_seconds_refused)

    @Slot()
    def refresh(self) -> None:
        """Ask the server what it is, and the local data how large they are."""
        self._jobs.run(
            Lane.NETWORK,
            partial(signing_in.check_server, api=self._workspace.api),
            owner=self,
            on_success=self._take_server,
            on_error=self._miss_server,
        )
        self._jobs.run(
            Lane.READ,
            partial(browsing.state, workspace=self._workspace),
            owner=self,
            on_success=self.state_read.emit,
        )

    def _take_server(self, info: ServerInfo) -> None:
        self.server_read.emit(info)

    def _miss_server(self, error: ExpectedError) -> None:
        self.server_missed.emit(texts.problem_text(error))
