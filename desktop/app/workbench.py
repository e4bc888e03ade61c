"""An open workspace with everything around it: lanes, exchange, pages, shell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.app.exchange import Exchange
from desktop.app.jobs import ThreadJobs
from desktop.app.prefetch import Prefetch
from desktop.domain.organizations import is_administrative
from desktop.domain.review import ReviewLevel, ReviewStatus
from desktop.screens.authorization.page import AuthorizationPage
from desktop.screens.confirmation_code.page import CodePage
from desktop.screens.home.presenter import HomePresenter
from desktop.screens.home.view import HomePage
from desktop.screens.hub import ChangeHub
from desktop.screens.outbox.page import OutboxPage
from desktop.screens.packs.page import PacksPage
from desktop.screens.parked.page import ParkedPage
from desktop.screens.ports import Lane
from desktop.screens.review.page import ReviewPage
from desktop.screens.settings.page import SettingsPage
from desktop.screens.settings.ports import About
from desktop.screens.shell.pages import PageEntry, PageKey
from desktop.screens.shell.presenter import ShellPresenter
from desktop.screens.shell.tree_presenter import TreePresenter
from desktop.screens.shell.view import ShellView
from desktop.services import adopting, browsing, reviewing
from desktop.store.filters import MaterialFilter

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from desktop.app.settings import SettingsFile
    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.widgets.theme import Theme
    from desktop.services.workspace import Workspace
    from desktop.store.records import OutboxItem, OutboxTotals
    from desktop.sync.report import SyncReport

_AGE_MS = 30_000


class Workbench(QObject):
    """Holds an open workspace and shows it.

    Signals:
        data_noted: Time of the last sync (or None) and the number of dossiers that can be
            reviewed offline, after every run of the exchange.
        exchanged: The `SyncReport` of a run.
    """

    data_noted = Signal(object, int)
    exchanged = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        *,
        loop: asyncio.AbstractEventLoop,
        guard: Callable[[Exception], None],
        theme: Theme,
        settings: SettingsFile,
        version: str,
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self._theme, self._settings, self._version = theme, settings, version
        self.jobs = ThreadJobs(loop, guard=guard)
        self.hub = ChangeHub(self)
        self.exchange = Exchange(workspace, self.jobs, self.hub, self)
        self.exchange.finished.connect(self._after_run)
        self.prefetch = Prefetch(workspace, self.jobs, self.hub, settings, self)
        self.exchange.finished.connect(self.prefetch.after_sync)
        self.prefetch.watch_network()
        self._scope = workspace.context.organization_path
        self._frame: QObject | None = None
        self._presenter: ShellPresenter | None = None
        self._ages = QTimer(self)
        self._ages.setInterval(_AGE_MS)
        self._ages.start()
        self.shell = self.build_shell()

    @property
    def waiting(self) -> int:
        """Operations that have not left yet, as last read."""
        return self._presenter.waiting if self._presenter is not None else 0

    def build_shell(self) -> ShellView:
        """Make pages and shell anew, in the language and looks of now."""
        if self._frame is not None:
            self._frame.deleteLater()
        frame = self._frame = QObject(self)
        workspace, jobs, hub = self.workspace, self.jobs, self.hub
        presenter = self._presenter = ShellPresenter(workspace, jobs, hub, frame)
        tree = None
        if workspace.context.level is not ReviewLevel.UNIT:
            tree = TreePresenter(workspace, jobs, hub, frame)
            tree.scope_chosen.connect(self._note_scope)
            tree.refresh()
        shell = self.shell = ShellView(self._theme, presenter, tree, self._pages(frame))
        session = workspace.session
        shell.header.show_person(session.person, workspace.context, session.contexts)
        shell.sync_wanted.connect(self.exchange.run)
        shell.restore_layout(self._settings.layout("shell"))
        self.exchange.facts_changed.connect(presenter.set_facts)
        self.exchange.finished.connect(presenter.refresh)
        self.prefetch.tell(presenter.set_prefetch)
        self._ages.timeout.connect(presenter.say_again)
        presenter.set_facts(self.exchange.facts)
        presenter.refresh()
        shell.set_scope(self._scope)
        if presenter.year is not None:
            shell.set_year(presenter.year)
        return shell

    def send_now(
        self, *, on_sent: Callable[[], None], on_failed: Callable[[ExpectedError], None]
    ) -> None:
        """End every grace time and run until all is sent; one of the callbacks tells how it went.

        A run that was under way already may end without what was released after it began, so the
        outbox itself is asked.
        """

        def run() -> None:
            self.exchange.finished.connect(finished)
            self.exchange.run()

        def finished(report: SyncReport) -> None:
            self.exchange.finished.disconnect(finished)
            if report.failures:
                on_failed(report.failures[0])
            else:
                self.jobs.run(
                    Lane.READ,
                    partial(browsing.outbox_totals, workspace=self.workspace),
                    owner=self,
                    on_success=counted,
                )

        def counted(totals: OutboxTotals) -> None:
            if totals.queued or totals.sent:
                run()
            else:
                on_sent()

        def released(changes: Changes) -> None:
            self.hub.publish(changes)
            run()

        self.jobs.run(
            Lane.WRITE,
            partial(reviewing.send_now, workspace=self.workspace),
            owner=self,
            on_success=released,
            on_error=on_failed,
        )

    def stop(self) -> None:
        """Begin nothing more; `finish` waits for what is under way."""
        if layout := self.shell.save_layout():
            self._settings.keep_layout("shell", layout)
        self._ages.stop()
        self.prefetch.stop()
        self.exchange.stop()
        self.jobs.discard()

    def finish(self) -> None:
        """Wait for the lanes and close the local data; may be called from any thread."""
        self.jobs.wait()
        self.workspace.replica.close()

    def _pages(self, frame: QObject) -> list[PageEntry]:
        workspace, jobs, hub, theme = self.workspace, self.jobs, self.hub, self._theme
        home = HomePage(theme, HomePresenter(workspace, jobs, hub, frame))
        home.packs_wanted.connect(partial(self._show_page, PageKey.PACKS))
        self.prefetch.tell(home.show_prefetch)
        review = self._review = ReviewPage(workspace, jobs, hub, theme)
        packs = self._packs = self._packs_page()
        review.list_presenter.filter_changed.connect(packs.set_listed)
        home.status_wanted.connect(self._show_status)
        home.outbox_wanted.connect(partial(self._show_page, PageKey.OUTBOX))
        home.authorization_wanted.connect(partial(self._show_page, PageKey.AUTHORIZATION))
        home.code_wanted.connect(partial(self._show_page, PageKey.CONFIRMATION_CODE))
        authorization = AuthorizationPage(workspace, jobs, hub, theme)
        authorization.sync_wanted.connect(self.exchange.run)
        authorization.said.connect(self._say)
        authorization.set_facts(self.exchange.facts)
        self.exchange.facts_changed.connect(authorization.set_facts)
        outbox = OutboxPage(workspace, jobs, hub, theme)
        outbox.sync_wanted.connect(self.exchange.run)
        outbox.material_wanted.connect(self._show_material)
        outbox.mending_wanted.connect(self._mend)
        outbox.set_facts(self.exchange.facts)
        self.exchange.facts_changed.connect(outbox.set_facts)
        about = About(self._version, str(self._settings.folder))
        settings = SettingsPage(workspace, jobs, self._settings, about, theme)
        entries = [
            PageEntry(key=PageKey.HOME, widget=home),
            PageEntry(key=PageKey.REVIEW, widget=review),
            PageEntry(key=PageKey.AUTHORIZATION, widget=authorization),
            PageEntry(key=PageKey.OUTBOX, widget=outbox),
            PageEntry(key=PageKey.PACKS, widget=packs),
            PageEntry(key=PageKey.SETTINGS, widget=settings, at_end=True),
        ]
        if not is_administrative(workspace.context.organization_kind):
            code = CodePage(workspace, jobs, hub, theme)
            code.said.connect(self._say)
            entries.insert(3, PageEntry(key=PageKey.CONFIRMATION_CODE, widget=code))
        if adopting.may_answer(workspace=workspace):
            entries.insert(-2, PageEntry(key=PageKey.PARKED, widget=self._parked_page()))
        return entries

    def _packs_page(self) -> PacksPage:
        page = PacksPage(self.workspace, self.jobs, self.hub, self._theme)
        page.pack_wanted.connect(self._show_filter)
        page.outbox_wanted.connect(partial(self._show_page, PageKey.OUTBOX))
        page.said.connect(self._say)
        page.answer_taken.connect(self.exchange.note_answer)
        page.pause_wanted.connect(self.prefetch.pause)
        page.resume_wanted.connect(self.prefetch.resume)
        self.prefetch.tell(page.show_prefetch)
        return page

    def _parked_page(self) -> ParkedPage:
        page = ParkedPage(self.workspace, self.jobs, self.hub, self._theme)
        page.sync_wanted.connect(self.exchange.run)
        page.material_wanted.connect(self._show_material)
        page.counted.connect(self._count_parked)
        page.said.connect(self._say)
        page.set_facts(self.exchange.facts)
        self.exchange.facts_changed.connect(page.set_facts)
        return page

    @Slot(int)
    def _count_parked(self, count: int) -> None:
        self.shell.rail.set_badge(PageKey.PARKED, count)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.shell.toast.show_message(sentence)

    @Slot(int)
    def _show_material(self, material_id: int) -> None:
        self.shell.show_page(PageKey.REVIEW)
        self._review.open_material(material_id)

    @Slot(object)
    def _mend(self, item: OutboxItem) -> None:
        """Open a material with what was typed into an action that failed."""
        self.shell.show_page(PageKey.REVIEW)
        self._review.mend(item)

    def _show_page(self, key: PageKey) -> None:
        self.shell.show_page(key)

    @Slot(str)
    def _show_status(self, status: str) -> None:
        year = self._presenter.year if self._presenter is not None else None
        self._show_filter(
            MaterialFilter(
                statuses=frozenset({ReviewStatus(status)}),
                organization_path=self._scope,
                year=year,
            )
        )

    @Slot(object)
    def _show_filter(self, chosen: MaterialFilter) -> None:
        """Open the list with a filter."""
        self._review.show_filter(chosen)
        self.shell.show_page(PageKey.REVIEW)

    @Slot(str, str)
    def _note_scope(self, path: str, name: str) -> None:
        self._scope = path
        self._packs.set_scope_name(name)

    def _note_data(self, data: tuple[int | None, int]) -> None:
        self.data_noted.emit(*data)

    @Slot(object)
    def _after_run(self, report: SyncReport) -> None:
        self.exchanged.emit(report)
        self.jobs.run(
            Lane.READ,
            partial(_read_data, self.workspace),
            owner=self,
            on_success=self._note_data,
        )


def _read_data(workspace: Workspace) -> tuple[int | None, int]:
    """Return when the data were last synced, and how many dossiers can be reviewed offline."""
    state = browsing.state(workspace=workspace)
    batch = workspace.current_batch
    year = batch.year if batch is not None else None
    return state.last_sync_at, browsing.reviewable_offline(workspace=workspace, year=year)
