"""A page of the change feed on its way from bytes to rows."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from desktop.contract.pages import PageText
from desktop.domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.contract.sync import ChangesPage
    from desktop.remote.transport import Reply


ROWS_AT_ONCE: Final = 1000
"""Materials of a part of a page: what lies in memory as rows at one time."""


class Page:
    """A page that came; `head` tells where the next one begins, the rows cost a hundredfold.

    Args:
        reply: The server's answer.

    Attributes:
        head: The page, its materials perhaps still missing.

    Raises:
        RefusedError: `answer_malformed`, from `parts` too.
    """

    def __init__(self, reply: Reply) -> None:
        self._status = reply.status
        with self._refusing():
            self._text = PageText(reply.body)
        self.head = self._text.head

    def parts(self) -> Iterator[ChangesPage]:
        """Yield the page in parts, every row checked; what is no material comes with the first."""
        parts = self._text.parts(ROWS_AT_ONCE)
        while True:
            with self._refusing(), _without_collecting():
                part = next(parts, None)
            if part is None:
                return
            yield part

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except ValidationError:
            # The cause quotes what came, perhaps personal data: it must not reach a log.
            raise RefusedError("answer_malformed", status=self._status) from None


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking rows while they are being made.

    None of them is garbage, and looking for it took as long as parsing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
