"""Ctrl+C and SIGTERM end the program as closing its window does."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

if TYPE_CHECKING:
    from types import FrameType


class Interrupts(QObject):
    """Turns a signal of the operating system into one of Qt's.

    Python runs its handlers only between two of its own instructions, and Qt's loop has none: the
    number of the signal travels over a socket that wakes the loop.

    Signals:
        interrupted: The program shall end.
    """

    interrupted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._before_fd = signal.set_wakeup_fd(self._writer.fileno())
        self._before = {
            number: signal.signal(number, _noted) for number in (signal.SIGINT, signal.SIGTERM)
        }

    def close(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before_fd)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _wake(self) -> None:
        self._reader.recv(64)
        self.interrupted.emit()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The number went over the socket already."""
