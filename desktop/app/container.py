"""The composition root: everything concrete is made here, once, and handed down."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.app.closing import Closing
from desktop.app.credentials import SessionTokens, open_secrets
from desktop.app.dialogs import ask_before_closing, show_crash
from desktop.app.entrance import Entrance
from desktop.app.gateway import ServerGateway
from desktop.app.idle import IdleWatch
from desktop.app.jobs import ThreadJobs
from desktop.app.kept_work import KeptWork
from desktop.app.workbench import Workbench
from desktop.domain.errors import ExpectedError, ReplicaLockedError, SignInRequiredError
from desktop.screens.ports import Lane
from desktop.screens.shell.pages import PageKey
from desktop.screens.sign_in.presenter import SignInPresenter
from desktop.screens.sign_in.splash_view import SplashView
from desktop.screens.sign_in.view import SignInView
from desktop.screens.texts import problem_text
from desktop.screens.widgets.banner import BannerKind
from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.theme import ThemeMode
from desktop.services import signing_in

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from desktop.app.crash import Guard
    from desktop.app.entrance import Admission
    from desktop.app.language import Language
    from desktop.app.profile import Profile
    from desktop.app.settings import SettingsFile
    from desktop.screens.shell.window_view import MainWindow
    from desktop.screens.widgets.theme import Theme
    from desktop.services.workspace import Workspace
    from desktop.sync.report import SyncReport

VERSION: Final = "0.1.0"


class Container(QObject):
    """Leads from the sign-in card to a workbench and back.

    Signals:
        closed: Nothing is open any more; the program may end.
    """

    closed = Signal()

    def __init__(  # noqa: PLR0913 - the parts made before the first paint
        self,
        *,
        profile: Profile,
        settings: SettingsFile,
        theme: Theme,
        language: Language,
        window: MainWindow,
        guard: Guard,
        loop: asyncio.AbstractEventLoop,
        server: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`server` replaces the kept address for this run."""
        super().__init__()
        self._profile, self._settings, self._theme = profile, settings, theme
        self._language, self._window, self._guard = language, window, guard
        self._loop, self._clock = loop, clock
        self._jobs = ThreadJobs(loop, guard=guard.take)
        self._closing = Closing()
        self.gateway = ServerGateway(
            server or settings.current.server,
            device_id=profile.device_id,
            tokens=SessionTokens(),
            clock=clock,
            on_server=self._keep_server,
            kept=settings.current.server,
        )
        secrets, wait = open_secrets(profile.space), self._closing.wait
        self._kept_work = KeptWork(profile, secrets, self._jobs, before_open=wait, clock=clock)
        self.entrance = Entrance(
            profile=profile,
            secrets=secrets,
            gateway=self.gateway,
            jobs=self._jobs,
            before_open=wait,
            clock=clock,
        )
        self.workbench: Workbench | None = None
        self.sign_in: SignInView | None = None
        self._presenter: SignInPresenter | None = None
        self._lasting = True
        self._watch = IdleWatch(parent=self)
        self._watch.idle.connect(self.lock)
        self._watch.minute_passed.connect(self.check_lease)
        self.entrance.opened.connect(self._open)
        settings.changed.connect(self._apply_settings)
        window.close_requested.connect(self.close)
        guard.expected.connect(self._show_expected)
        guard.crashed.connect(partial(show_crash, theme, window))

    def start(self) -> None:
        """Show the sign-in card."""
        self.show_sign_in()

    def show_sign_in(self, problem: ExpectedError | None = None) -> None:
        """Show a fresh card, with the reason why the person is here again."""
        try:
            self.gateway.use_kept(self._settings.current.server)
        except ExpectedError as error:
            problem = error
        self._presenter = SignInPresenter(self.gateway, self._jobs, parent=self)
        view = self.sign_in = SignInView(self._theme, self._presenter, version=VERSION)
        view.language_switched.connect(self._switch_language)
        self._presenter.signed_in.connect(self.entrance.signed_in)
        self.entrance.attach(view)
        self._kept_work.show_on(view)
        self._window.show_view(view)
        if problem is not None:
            view.show_notice(BannerKind.WARN, problem_text(problem))
        self._presenter.start()
        view.show_phone()

    @Slot()
    def sign_in_again(self) -> None:
        """Leave the workbench for the card; the local data stay as they are."""
        self._leave_workbench()
        self.show_sign_in()

    @Slot()
    def sign_out(self) -> None:
        """End the session and lock the local data (decision 32)."""
        api = self.gateway.api
        self._profile.lock()
        self._leave_workbench()
        self.show_sign_in()
        work = partial(signing_in.sign_out, api=api)
        self._jobs.run(Lane.NETWORK, work, owner=self, on_error=_ignore)

    @Slot(str)
    def switch_context(self, key: str) -> None:
        """Open another context of the same person."""
        if self.workbench is None:
            return
        contexts = self.workbench.workspace.session.contexts
        context = next((one for one in contexts if one.key == key), None)
        if context is None or context == self.workbench.workspace.context:
            return
        self._leave_workbench()
        self.entrance.switch(context)

    @Slot()
    def check_lease(self) -> None:
        """Lock the local data once they are older than the server allows."""
        if self.workbench is None or self._clock() <= self.entrance.lease_until:
            return
        self._profile.lock()
        self._leave_workbench()
        self.show_sign_in(ReplicaLockedError("lease_over"))

    @Slot()
    def lock(self) -> None:
        """Nobody was there for a while: show the card, which opens the local data again."""
        if self.workbench is not None:
            _close_dialogs(self._window)
            self._leave_workbench()
            self.show_sign_in(ReplicaLockedError("idle"))

    @Slot()
    def close(self) -> None:
        """End the program; where decisions wait to be sent, ask first."""
        if self.workbench is not None and self.workbench.waiting:
            ask_before_closing(
                self.workbench,
                self._theme,
                self._window,
                lasting=self._lasting,
                on_close=self.shut_down,
            )
        else:
            self.shut_down()

    @Slot()
    def shut_down(self) -> None:
        """End the program without asking; what waits in the outbox stays there."""
        self._settings.keep_layout("window", self._window.save_layout())
        _close_dialogs(self._window)
        self._window.hide()
        self._leave_workbench(show=False)
        self._jobs.close()
        self._closing.wait()
        self.gateway.close()
        self._window.close_now()
        self.closed.emit()

    @Slot(object, object)
    def _open(self, workspace: Workspace, admission: Admission) -> None:
        self.sign_in = self._presenter = None
        self._lasting = admission.lasting
        self.gateway.keep()
        workbench = self.workbench = Workbench(
            workspace,
            loop=self._loop,
            guard=self._guard.take,
            theme=self._theme,
            settings=self._settings,
            version=VERSION,
        )
        _apply_grace(self._settings, workbench)
        workbench.exchanged.connect(self._note_report, Qt.ConnectionType.QueuedConnection)
        workbench.data_noted.connect(self._profile.note_data)
        self._show_shell(PageKey.HOME)
        workbench.exchange.start()
        self._watch.start()

    def _show_shell(self, page: PageKey) -> None:
        workbench = self.workbench
        if workbench is None:
            return
        shell = workbench.shell
        shell.sign_in_wanted.connect(self.sign_in_again)
        shell.header.context_chosen.connect(self.switch_context)
        shell.header.sign_out_wanted.connect(self.sign_out)
        self._window.show_view(shell)
        shell.show_page(page)

    def _leave_workbench(self, *, show: bool = True, erase: bool = False) -> None:
        """Stop the workbench; its lanes end in the background, and the account where it is over."""
        workbench, self.workbench = self.workbench, None
        self._watch.stop()
        if workbench is None:
            return
        workbench.stop()
        if show:
            self._window.show_view(SplashView(self._theme))
        steps = [workbench.finish]
        if erase and (over := self.entrance.admission) is not None:
            steps.append(partial(self._kept_work.end, over))
        self._closing.begin(*steps)

    @Slot(object)
    def _note_report(self, report: SyncReport) -> None:
        if report.session is not None:
            self.entrance.renew_session(report.session)
        ended = next((one for one in report.failures if isinstance(one, SignInRequiredError)), None)
        if report.wiped:
            self._profile.lock()
            over = ended is not None and ended.code == "account_disabled"
            self._leave_workbench(erase=over)
            self.show_sign_in(ended or next(iter(report.failures), None))
        elif report.session and self.workbench and self.workbench.workspace.renew(report.session):
            self._rebuild()

    @Slot()
    def _apply_settings(self) -> None:
        current = self._settings.current
        self._theme.set_mode(ThemeMode(current.theme))
        self._theme.set_scale(current.font_percent / 100)
        self._theme.set_compact(compact=current.compact)
        _apply_grace(self._settings, self.workbench)
        if self._language.use(current.language):
            self._rebuild()

    def _rebuild(self) -> None:
        """Make the view in front anew, in the language of now."""
        if self.workbench is not None:
            page = self.workbench.shell.current
            self.workbench.build_shell()
            self._show_shell(page)
        elif self.sign_in is not None:
            self.show_sign_in()

    @Slot()
    def _switch_language(self) -> None:
        other = "zh" if self._settings.current.language == "en" else "en"
        self._settings.change(language=other)

    def _keep_server(self, address: str) -> None:
        self._settings.change(server=address)

    @Slot(object)
    def _show_expected(self, error: ExpectedError) -> None:
        """Say an expected error that no screen took."""
        if self.workbench is not None:
            self.workbench.shell.toast.show_message(problem_text(error), "failed")
        elif self.sign_in is not None:
            self.sign_in.show_notice(BannerKind.ERROR, problem_text(error))


def _apply_grace(settings: SettingsFile, workbench: Workbench | None) -> None:
    """Let the next action wait as long as the person chose."""
    if workbench is not None:
        workbench.workspace.grace_seconds = settings.current.grace_seconds
        workbench.workspace.grace_seconds_refused = settings.current.grace_seconds_refused


def _ignore(_error: ExpectedError) -> None:
    """The session ends at the server by itself; here it has ended already."""


def _close_dialogs(window: MainWindow) -> None:
    for dialog in window.findChildren(Dialog):
        dialog.hide()
