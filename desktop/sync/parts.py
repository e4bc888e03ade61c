"""What push and pull share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, TypeAlias

from desktop.domain.errors import ExpectedError

if TYPE_CHECKING:
    from desktop.contract.session import Context
    from desktop.remote.api import Api
    from desktop.store.replica import Replica

Progress: TypeAlias = Callable[[int, int], None]
"""Called with rows got so far and rows to come in all (0 where unknown)."""


class StoppedError(ExpectedError):
    """The program is closing; whatever was under way goes on at the next start."""

    def __init__(self) -> None:
        """The code says it all."""
        super().__init__("stopped")


@dataclass(frozen=True, slots=True)
class Parts:
    """The two ends of the exchange, and in whose name it is made.

    Attributes:
        replica: The local end.
        api: The server's end.
        context: Institution and business.
        device_id: This device.
        clock: Epoch seconds.
        stopping: Set once the program closes.
    """

    replica: Replica
    api: Api
    context: Context
    device_id: str
    clock: Callable[[], float]
    stopping: Event = field(default_factory=Event)

    @property
    def now(self) -> int:
        """The current time in epoch seconds."""
        return int(self.clock())

    def go_on(self) -> None:
        """Give way to the end of the program between two steps.

        Raises:
            StoppedError: The program is closing.
        """
        if self.stopping.is_set():
            raise StoppedError
