"""Server to replica: what changed since the cursor, applied whole or not at all."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator

    from desktop.contract.sync import ChangesPage
    from desktop.domain.changes import Changes
    from desktop.remote.pages import Page
    from desktop.sync.parts import Parts, Progress

PAGE_ROWS: Final = 1000
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


def pages(parts: Parts, cursor: str, progress: Progress | None = None) -> Generator[ChangesPage]:
    """Yield the pages behind a cursor.

    While one is worked on, the next one is read and the one after it is on its way.

    Raises:
        RefusedError: 410 where the cursor is worth nothing any more.
        StoppedError: The program is closing.
    """

    def fetch(after: str) -> Page:
        parts.go_on()
        return parts.api.changes(parts.context, after, PAGE_ROWS)

    with ThreadPoolExecutor(1, "fetch") as fetcher, ThreadPoolExecutor(1, "read") as reader:

        def read(page: Page) -> tuple[ChangesPage, Future[Page] | None]:
            coming = fetcher.submit(fetch, page.head.next) if page.head.has_more else None
            return page.read(), coming

        def read_coming(fetched: Future[Page]) -> tuple[ChangesPage, Future[Page] | None]:
            return read(fetched.result())

        first = fetch(cursor)
        got, expected = 0, first.head.total
        page, coming = read(first)
        while True:
            parts.go_on()
            reading = reader.submit(read_coming, coming) if coming else None
            got += rows_of(page)
            if progress is not None:
                progress(got, max(expected, got))
            yield page
            if reading is None:
                return
            page, coming = reading.result()


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
        rows = rows_of(page)
        if not page.has_more:
            changes = feed.apply([page], page.next, parts.now)
            return Pulled(changes, rows, page)
        feed.clear_stage()
        feed.stage(page)
        for page in coming:
            feed.stage(page)
            rows += rows_of(page)
    changes = feed.apply(feed.staged(), page.next, parts.now)
    return Pulled(changes, rows, page)
