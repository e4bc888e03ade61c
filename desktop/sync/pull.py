"""Server to replica: what changed since the cursor, applied whole or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.remote.pages import ROWS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from desktop.contract.sync import ChangesPage
    from desktop.domain.changes import Changes
    from desktop.remote.pages import Page
    from desktop.sync.parts import Parts, Progress

PAGE_ROWS: Final = 2000
"""Rows asked for at once."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought.

    Attributes:
        changes: What screens re-read.
        rows: Rows and exits applied.
        last: The last page; its digest is the server's view of the scope.
    """

    changes: Changes
    rows: int
    last: ChangesPage


def _leave(_page: ChangesPage) -> None:
    """Leave a page as it is."""


def pages(
    parts: Parts,
    cursor: str,
    progress: Progress | None = None,
    prepare: Callable[[ChangesPage], None] = _leave,
) -> Generator[ChangesPage]:
    """Yield the pages behind a cursor, long ones in parts.

    While one part is worked on, the next one is read and the page after it is on its way.

    Args:
        parts: The two ends.
        cursor: Where to begin.
        progress: Told of rows got and rows to come.
        prepare: Called with each part on the thread that reads.

    Raises:
        RefusedError: 410 where the cursor is worth nothing any more.
        StoppedError: The program is closing.
    """
    with ThreadPoolExecutor(1, "fetch") as fetcher, ThreadPoolExecutor(1, "read") as reader:
        coming, got, expected = _read(parts, cursor, fetcher, prepare), 0, 0
        page = next(coming, None)
        while page is not None:
            parts.go_on()
            goes_on = page.has_more or len(page.materials) >= ROWS_AT_ONCE
            reading = reader.submit(next, coming, None) if goes_on else None
            got, expected = got + rows_of(page), max(expected, page.total)
            if progress is not None:
                progress(got, max(expected, got))
            yield page
            page = reading.result() if reading else None


def _read(
    parts: Parts,
    cursor: str,
    fetcher: ThreadPoolExecutor,
    prepare: Callable[[ChangesPage], None],
) -> Iterator[ChangesPage]:
    """Yield the pages in parts, each ready; the page after is asked for before one is read."""

    def fetch(after: str) -> Page:
        parts.go_on()
        return parts.api.changes(parts.context, after, PAGE_ROWS)

    page = fetch(cursor)
    while True:
        coming = fetcher.submit(fetch, page.head.next) if page.head.has_more else None
        for part in page.parts():
            prepare(part)
            yield part
        if coming is None:
            return
        page = coming.result()


def rows_of(page: ChangesPage) -> int:
    """Return how many rows and exits a page brings."""
    return sum(
        len(part)
        for part in (
            page.materials,
            page.organizations,
            page.manifests,
            page.authorizations,
            page.notices,
            page.exits,
        )
    )


def pull(parts: Parts, progress: Progress | None = None) -> Pulled:
    """Fetch what changed and apply it with the cursor in one transaction.

    A pull of one page, the usual one, goes straight in; of several, the pages wait on the disk.
    """
    feed = parts.replica.feed
    with closing(pages(parts, parts.replica.meta.cursor, progress)) as coming:
        page = next(coming)
        if not page.has_more:
            whole = [page, *coming]
            changes = feed.apply(whole, page.next, parts.now)
            return Pulled(changes, sum(map(rows_of, whole)), page)
        feed.clear_stage()
        feed.stage(page)
        rows = rows_of(page)
        for page in coming:
            feed.stage(page)
            rows += rows_of(page)
    changes = feed.apply(feed.staged(), page.next, parts.now)
    return Pulled(changes, rows, page)
