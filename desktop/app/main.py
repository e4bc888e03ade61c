"""The program's start: a window first, everything else after its first paint."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.app import platform_windows
from desktop.app.crash import Guard, LogFile
from desktop.app.garbage import UiThreadCollector
from desktop.app.interrupts import Interrupts
from desktop.app.jobs import event_loop
from desktop.app.language import Language
from desktop.app.settings import LANGUAGES, THEMES, SettingsFile
from desktop.app.single_instance import SingleInstance
from desktop.screens.shell.window_view import MainWindow
from desktop.screens.sign_in.splash_view import SplashView
from desktop.screens.widgets.icons import app_icon
from desktop.screens.widgets.theme import Theme, ThemeMode, apply_theme

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from desktop.app.container import Container

_IN_USE: Final = 3
_UNUSABLE: Final = 4
_SETTLED_MS: Final = 5000
"""By then all modules are loaded, and no collection needs to look at them again."""


@dataclass(frozen=True, slots=True)
class Options:
    """The command line.

    Attributes:
        server: Address of the server for this run; empty takes the kept one.
        profile: Folder of the profile.
        language: Language to switch to, or empty.
        theme: Theme to switch to, or empty.
    """

    server: str
    profile: Path
    language: str
    theme: str


class Program(QObject):
    """One run: what stands before the first paint, and the container after it."""

    def __init__(
        self, application: QApplication, loop: asyncio.AbstractEventLoop, options: Options
    ) -> None:
        super().__init__()
        self._loop, self._options = loop, options
        self.settings = SettingsFile(options.profile / "settings.json")
        if options.language:
            self.settings.change(language=options.language)
        if options.theme:
            self.settings.change(theme=options.theme)
        current = self.settings.current
        self.guard = Guard()
        self.language = Language(application)
        self.language.use(current.language)
        self.theme = Theme(
            mode=ThemeMode(current.theme),
            scale=current.font_percent / 100,
            compact=current.compact,
        )
        apply_theme(application, self.theme)
        self.window = MainWindow()
        self.window.restore_layout(self.settings.layout("window"))
        self.window.show_view(SplashView(self.theme))
        self.container: Container | None = None

    def start(self) -> None:
        """Show the window; go on once it is painted."""
        self.window.show()
        QTimer.singleShot(0, self._load)

    @Slot()
    def close(self) -> None:
        """End the program as closing the window does."""
        if self.container is not None:
            self.container.close()
        else:
            self._loop.stop()

    @Slot()
    def _load(self) -> None:
        """Import and wire the rest."""
        from desktop.app.container import Container  # noqa: PLC0415 - after the first paint
        from desktop.app.profile import Profile  # noqa: PLC0415 - the same

        self.container = Container(
            profile=Profile(self._options.profile),
            settings=self.settings,
            theme=self.theme,
            language=self.language,
            window=self.window,
            guard=self.guard,
            loop=self._loop,
            server=self._options.server,
        )
        self.container.closed.connect(self._loop.stop)
        self.container.start()


def parsed(arguments: Sequence[str]) -> Options:
    """Return the options of a command line; a wrong one ends the program."""
    parser = argparse.ArgumentParser(prog="desktop", description="卫生人才机构端")
    parser.add_argument("--server", default="", help="address of the server")
    parser.add_argument("--profile", type=Path, default=None, help="folder of the profile")
    parser.add_argument("--lang", choices=LANGUAGES, default="", help="language")
    parser.add_argument("--theme", choices=THEMES, default="", help="theme")
    found = parser.parse_args(arguments)
    profile = found.profile or platform_windows.default_profile()
    return Options(found.server, profile, found.lang, found.theme)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    platform_windows.use_utf8_streams()
    options = parsed(sys.argv[1:] if arguments is None else arguments)
    if platform_windows.is_network_folder(options.profile):
        print("the profile must lie on a local disk; see --profile", file=sys.stderr)  # noqa: T201 - before any window
        return _UNUSABLE
    options.profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    instance = SingleInstance(options.profile)
    if not instance.acquire():
        print("the program is running already with this profile", file=sys.stderr)  # noqa: T201 - the same
        return _IN_USE
    log = LogFile(options.profile / "log")
    try:
        return _run(options)
    finally:
        log.close()
        instance.release()


def _run(options: Options) -> int:
    platform_windows.claim_taskbar_identity()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication(sys.argv[:1])
    application.setApplicationName("TalentDesk")
    application.setWindowIcon(app_icon())
    application.setQuitOnLastWindowClosed(False)
    loop = event_loop(application)
    collector = UiThreadCollector()
    program = Program(application, loop, options)
    QTimer.singleShot(_SETTLED_MS, collector.settle)
    interrupts = Interrupts()
    interrupts.interrupted.connect(program.close)
    program.guard.install()
    try:
        program.start()
        loop.run_forever()
    finally:
        program.guard.uninstall()
        interrupts.close()
        collector.close()
        loop.close()
    return 0
