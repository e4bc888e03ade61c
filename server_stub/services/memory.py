"""What a server process remembers between requests."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from server_stub.storage.feed import Totals

_REMEMBERED: Final = 64


class FeedMemory:
    """Totals of scopes at a sequence number: they hold until the next change, so none is wrong."""

    def __init__(self) -> None:
        self._totals: OrderedDict[str, tuple[int, Totals]] = OrderedDict()
        self._lock = Lock()

    def recall(self, last: int, scope: str, read: Callable[[], Totals]) -> Totals:
        """Return the totals of a scope as of `last`, reading them once."""
        known = self._known(scope)
        if known is not None and known[0] == last:
            return known[1]
        totals = read()
        with self._lock:
            self._totals[scope] = last, totals
            self._totals.move_to_end(scope)
            while len(self._totals) > _REMEMBERED:
                self._totals.popitem(last=False)
        return totals

    def size(self, last: int, scope: str, read: Callable[[], Totals]) -> int:
        """Return about how many materials a scope holds: as of some earlier change, if known."""
        known = self._known(scope)
        totals = self.recall(last, scope, read) if known is None else known[1]
        return totals.materials

    def _known(self, scope: str) -> tuple[int, Totals] | None:
        with self._lock:
            return self._totals.get(scope)
