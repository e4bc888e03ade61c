"""Pictures ahead of time, in the background: when they come, when they pause, and why."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

from desktop.screens.ports import Lane
from desktop.screens.prefetch_words import Pause, PrefetchFacts
from desktop.services import fetching, packing
from desktop.services.fetching import End, Helping

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.settings import SettingsFile
    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace
    from desktop.sync.report import SyncReport

BUDGET: Final = 4 << 20
"""Bytes of pictures fetched ahead at once; between two helpings meters move and a sync may run."""

AGAIN_MS: Final = 5 * 60_000
"""After a pause for a slow link or a full disk it is tried again."""

_GIGABYTE: Final = 1 << 30

_PAUSES: Final = {End.SLOW: Pause.SLOW, End.DISK_FULL: Pause.DISK_FULL}


class Prefetch(QObject):
    """Fetches what the queue and the task packs lack, until nothing is missing.

    A person can pause it and let it go on; going on also means to go on over a slow or metered link
    until the program ends. Where the system cannot tell whether a network is metered, it is not.

    Signals:
        facts_changed: `PrefetchFacts`.
    """

    facts_changed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        hub: ChangeHub,
        settings: SettingsFile,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is fetched before `wake`; the quota of the settings is in force at once."""
        super().__init__(parent)
        self._workspace, self._jobs, self._hub = workspace, jobs, hub
        self._facts = PrefetchFacts()
        self._settings = settings
        self._metered = False
        self._insists = False
        self._wanted = False
        self._complete = False
        self._stop = Event()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._try_again)
        hub.changed.connect(self._note)
        settings.changed.connect(self._follow_settings)
        self._gigabytes = 0
        self._follow_settings()

    @property
    def facts(self) -> PrefetchFacts:
        """How it stands."""
        return self._facts

    def tell(self, listener: Callable[[PrefetchFacts], None]) -> None:
        """Tell a page how it stands, now and whenever that changes."""
        listener(self._facts)
        self.facts_changed.connect(listener)

    def watch_network(self) -> None:
        """Learn from the system whether the network is metered."""
        if not QNetworkInformation.loadDefaultBackend():
            return
        information = QNetworkInformation.instance()
        if information.supports(QNetworkInformation.Feature.Metered):
            information.isMeteredChanged.connect(self.set_metered)
            self.set_metered(information.isMetered())

    @Slot(bool)
    def set_metered(self, metered: bool) -> None:
        """The network is, or no longer is, paid for by volume."""
        self._metered = metered
        self._reconsider()

    @Slot()
    def _follow_settings(self) -> None:
        self._reconsider()
        wanted = self._settings.current.picture_gigabytes
        if wanted != self._gigabytes:
            self._gigabytes = wanted
            size = wanted * _GIGABYTE
            self._jobs.run(
                Lane.WRITE,
                partial(fetching.set_quota, workspace=self._workspace, size=size),
                owner=self,
                on_success=self._requoted,
            )

    @Slot(object)
    def after_sync(self, report: SyncReport) -> None:
        """The server was reached, so there may be news."""
        changes = report.changes
        if changes.attachments or changes.packs or changes.all_materials:
            self._complete = False
        if report.ok:
            self.wake()

    @Slot()
    def wake(self) -> None:
        """Fetch what is missing; during a helping, once more after it."""
        self._wanted = True
        if self._facts.running or self._facts.pause is not None or self._stop.is_set():
            return
        if self._is_metered:
            self._say(pause=Pause.METERED)
            return
        self._wanted = False
        self._say(running=True)
        self._jobs.run(
            Lane.NETWORK,
            partial(_help, self._workspace, self._stop, insist=self._insists, idle=self._complete),
            owner=self,
            on_success=self._take,
            on_error=self._fail,
        )

    @Slot()
    def pause(self) -> None:
        """The person wants the line for other things."""
        self._insists = False
        self._again.stop()
        self._stop.set()
        self._say(pause=Pause.PERSON, running=self._facts.running)

    @Slot()
    def resume(self) -> None:
        """The person wants the pictures, whatever the link costs."""
        self._complete = False
        self._insists = True
        self._workspace.downloads.forget()
        self._go_on()

    def stop(self) -> None:
        """Begin nothing more, and end what runs at its next piece."""
        self._stop.set()
        self._again.stop()
        self._hub.changed.disconnect(self._note)
        self._settings.changed.disconnect(self._follow_settings)

    @property
    def _is_metered(self) -> bool:
        only = self._settings.current.only_unmetered
        return self._metered and only and not self._insists

    def _reconsider(self) -> None:
        if self._facts.pause is Pause.METERED and not self._is_metered:
            self._go_on()
        elif self._is_metered and self._facts.pause is None:
            self._stop.set()
            self._say(pause=Pause.METERED, running=self._facts.running)

    @Slot()
    def _try_again(self) -> None:
        if self._facts.pause in _PAUSES.values():
            self._workspace.downloads.forget()
            self._go_on()

    def _go_on(self) -> None:
        self._again.stop()
        self._stop = Event()
        self._say(running=self._facts.running)
        self.wake()

    def _take(self, helping: Helping) -> None:
        self._complete = helping.end is End.DONE and not helping.left_out
        pause = self._facts.pause or _PAUSES.get(helping.end)
        if pause in _PAUSES.values():
            self._again.start()
        self._say(pause=pause, left_out=helping.left_out)
        self._hub.publish(helping.changes)
        if helping.end is End.MORE or self._wanted:
            self.wake()

    def _fail(self, _error: ExpectedError) -> None:
        """Pictures are a convenience: the next sync tries again and says what is wrong."""
        self._say(pause=self._facts.pause, left_out=self._facts.left_out)

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes.packs:
            self._complete = False
            self.wake()

    def _requoted(self, changes: Changes) -> None:
        self._complete = False
        self._hub.publish(changes)
        if self._wanted or self._facts.left_out:
            self.wake()

    def _say(
        self, *, pause: Pause | None = None, running: bool = False, left_out: int | None = None
    ) -> None:
        self._facts = PrefetchFacts(
            running=running,
            pause=pause,
            left_out=self._facts.left_out if left_out is None else left_out,
            refused=len(self._workspace.downloads.refused),
        )
        self.facts_changed.emit(self._facts)


def _help(workspace: Workspace, stop: Event, *, insist: bool, idle: bool) -> Helping:
    """Let expired packs go, and fetch a helping unless it is known that nothing is missing."""
    ended = packing.end_expired(workspace=workspace)
    if idle:
        return Helping(ended, End.DONE)
    helping = fetching.prefetch(workspace=workspace, budget=BUDGET, stop=stop.is_set, insist=insist)
    return helping._replace(changes=helping.changes | ended)
