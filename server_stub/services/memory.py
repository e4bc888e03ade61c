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
        self._totals: OrderedDict[tuple[str, int, str], Totals] = OrderedDict()
        self._lock = Lock()

    def recall(self, name: str, last: int, scope: str, read: Callable[[], Totals]) -> Totals:
        """Return the totals `name` of a scope as of `last`, reading them once."""
        key = (name, last, scope)
        with self._lock:
            known = self._totals.get(key)
        if known is not None:
            return known
        totals = read()
        with self._lock:
            self._totals[key] = totals
            while len(self._totals) > _REMEMBERED:
                self._totals.popitem(last=False)
        return totals
