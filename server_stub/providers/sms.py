"""Text messages: the protocol, and the bundled sender that keeps the last ones for the demo."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from desktop.domain.masking import mask_phone

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)

KEPT: Final = 100


@dataclass(frozen=True, slots=True)
class Message:
    """A 验证码 on its way to a phone; `sent_at` in epoch seconds."""

    phone: str
    code: str
    sent_at: int


class SmsSender(Protocol):
    """Sends 验证码."""

    def send_code(self, phone: str, code: str) -> None:
        """Send a code; a sender that cannot raises its own error."""

    def recent(self) -> list[Message]:
        """Return messages that a demo may show, the newest first; a real sender has none."""


class BundledSms:
    """Sends nothing: remembers the last messages in memory; the log never has a code.

    Args:
        clock: Seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._messages: deque[Message] = deque(maxlen=KEPT)

    def send_code(self, phone: str, code: str) -> None:
        """Keep the message for the demo inbox."""
        self._messages.appendleft(Message(phone, code, int(self._clock())))
        _log.info("a code went to the demo inbox for %s", mask_phone(phone))

    def recent(self) -> list[Message]:
        """Return the last messages, the newest first."""
        return list(self._messages)
