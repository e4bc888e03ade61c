"""Unexpected errors: into the log, and once before the person's eyes.

A windowed program has no console: everything goes to `log/desktop.log` in the profile. Messages of
exceptions may quote data, so the log keeps their type and place only (security 24).
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from typing import IO, TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler

from desktop.domain.errors import ExpectedError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

_LOG: Final = logging.getLogger("desktop")
_QT_LOG: Final = logging.getLogger("desktop.qt")
_BYTES: Final = 1_000_000
_FILES: Final = 3
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Guard(QObject):
    """Takes every failure that nobody else took.

    Signals:
        expected: An expected error without a taker: a banner or toast says it.
        crashed: An unexpected one, once per place: the type's name and where it happened.
    """

    expected = Signal(object)
    crashed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()

    def take(self, error: BaseException) -> None:
        """Log a failure and tell the person."""
        if isinstance(error, ExpectedError):
            _LOG.info("nobody took an expected error: %s", error.code)
            self.expected.emit(error)
            return
        place = _place(error.__traceback__)
        _LOG.error("unexpected %s\n%s", type(error).__name__, _stack(error))
        if place not in self._seen:
            self._seen.add(place)
            self.crashed.emit(type(error).__name__, place)

    def install(self) -> None:
        """Take what leaves slots, threads and the interpreter."""
        sys.excepthook = self._from_slot
        threading.excepthook = self._from_thread

    def uninstall(self) -> None:
        """Give the interpreter its own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _from_slot(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.take(error)

    def _from_thread(self, details: threading.ExceptHookArgs) -> None:
        if isinstance(details.exc_value, Exception):
            self.take(details.exc_value)


class LogFile:
    """The log of a profile, with Qt's messages and what the interpreter says when it dies."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / "desktop.log"
        self._handler = RotatingFileHandler(
            self.path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8"
        )
        self._handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
        )
        _LOG.addHandler(self._handler)
        _LOG.setLevel(logging.INFO)
        self._fatal: IO[str] = (folder / "fatal.log").open("a", encoding="utf-8")
        faulthandler.enable(self._fatal)
        qInstallMessageHandler(_log_qt)

    def close(self) -> None:
        """Stop logging to the file."""
        qInstallMessageHandler(None)
        faulthandler.disable()
        self._fatal.close()
        _LOG.removeHandler(self._handler)
        self._handler.close()


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    _QT_LOG.log(_LEVELS.get(kind, logging.WARNING), "%s", text)


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename.rpartition('desktop')[2]}:{frames[-1].lineno}" if frames else ""


def _stack(error: BaseException) -> str:
    """Return the stack without the exception's message."""
    return "".join(traceback.format_tb(error.__traceback__))
