"""When the client talks to the server: every half minute, when work is due, on reconnect, on F5."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

from desktop.screens.ports import Lane
from desktop.screens.shell.status import SyncFacts
from desktop.services import browsing, syncing
from desktop.store.records import OutboxState
from desktop.sync.report import SyncReport

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.couriering import ImportReport
    from desktop.services.workspace import Workspace

EVERY_SECONDS: Final = 30
_SOON_SECONDS: Final = 1
_SECOND: Final = 1000


class Exchange(QObject):
    """Drives the sync of one workspace.

    Signals:
        facts_changed: `SyncFacts` for the shell.
        finished: A run ended; carries its `SyncReport`.
        progressed: Rows got and rows to come; emitted on the thread of the run.
    """

    facts_changed = Signal(object)
    finished = Signal(object)
    progressed = Signal(int, int)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._hub = workspace, jobs, hub
        self._facts = SyncFacts()
        self._again = False
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.run)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self.run)
        self.progressed.connect(self._show_progress)
        hub.changed.connect(self._note)

    @property
    def facts(self) -> SyncFacts:
        """What the last run did."""
        return self._facts

    def start(self) -> None:
        """Begin: run at once, and look for the network's return."""
        if QNetworkInformation.loadDefaultBackend():
            information = QNetworkInformation.instance()
            information.reachabilityChanged.connect(self._note_network)
        self._schedule_due()
        self.run()

    @Slot()
    def run(self) -> None:
        """Run now; while a run is under way, once more after it."""
        if self._stopped:
            return
        if self._facts.running:
            self._again = True
            return
        self._timer.stop()
        self._say(SyncFacts(running=True, failures=self._facts.failures))
        self._jobs.run(
            Lane.NETWORK,
            partial(syncing.sync, workspace=self._workspace, progress=self.progressed.emit),
            owner=self,
            on_success=self._finish,
        )

    @Slot(object)
    def note_answer(self, report: ImportReport) -> None:
        """An answer of the file courier does what a run does, and renews the lease."""
        session = None
        if report.lease_until is not None and not report.wiped:
            known = self._workspace.session
            lease = max(report.lease_until, known.offline_lease_until)
            session = known.model_copy(update={"offline_lease_until": lease})
        self.finished.emit(
            SyncReport(failures=report.failures, session=session, wiped=report.wiped)
        )

    def stop(self) -> None:
        """Begin nothing more, and let a run that is under way end at its next step."""
        self._stopped = True
        self._timer.stop()
        self._due.stop()
        self._workspace.engine.stop()

    def _finish(self, report: SyncReport) -> None:
        self._say(
            SyncFacts(
                failures=report.failures,
                skew_seconds=report.skew_seconds,
                next_try_at=report.next_try_at,
                resynced=report.resynced,
            )
        )
        self._hub.publish(report.changes)
        self.finished.emit(report)
        again, self._again = self._again, False
        self._timer.start(self._pause(report, again=again) * _SECOND)
        self._schedule_due()

    def _pause(self, report: SyncReport, *, again: bool) -> int:
        if again and report.ok:
            return 0
        if report.next_try_at is not None:
            return max(_SOON_SECONDS, report.next_try_at - self._workspace.now)
        return EVERY_SECONDS

    def _say(self, facts: SyncFacts) -> None:
        self._facts = facts
        self.facts_changed.emit(facts)

    @Slot(int, int)
    def _show_progress(self, done: int, whole: int) -> None:
        if self._facts.running and whole:
            share = min(done / whole, 1.0)
            self._say(SyncFacts(running=True, failures=self._facts.failures, progress=share))

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes.outbox:
            self._schedule_due()

    @Slot(QNetworkInformation.Reachability)
    def _note_network(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability is not QNetworkInformation.Reachability.Disconnected:
            self.run()

    def _schedule_due(self) -> None:
        """Run when the grace time of the next operation ends."""
        self._jobs.run(
            Lane.READ,
            partial(_next_due, self._workspace),
            owner=self,
            on_success=self._wait_for_due,
        )

    def _wait_for_due(self, at: int | None) -> None:
        if at is None or self._stopped:
            self._due.stop()
            return
        if self._facts.failures:
            return  # the pause after a failure says when
        seconds = max(0, at - self._workspace.now)
        self._due.start(seconds * _SECOND)


def _next_due(workspace: Workspace) -> int | None:
    """Return when the next queued operation may leave, or None where none waits."""
    queued = browsing.outbox_items(workspace=workspace, states=(OutboxState.QUEUED,))
    times = [max(item.not_before, item.next_try_at or 0) for item in queued]
    return min(times, default=None)
