"""A page of the change feed on its way from bytes to rows."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from desktop.contract.pages import PageText
from desktop.domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.contract.sync import ChangesPage
    from desktop.remote.transport import Reply


class Page:
    """A page that came; `head` tells where the next one begins, `read` costs a hundred times more.

    Args:
        reply: The server's answer.

    Attributes:
        head: The page, its materials perhaps still missing.

    Raises:
        RefusedError: `answer_malformed`, from `read` too.
    """

    def __init__(self, reply: Reply) -> None:
        self._status = reply.status
        with self._refusing():
            self._text = PageText(reply.body)
        self.head = self._text.head

    def read(self) -> ChangesPage:
        """Return the whole page, every row checked."""
        with self._refusing(), _without_collecting():
            return self._text.read()

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
