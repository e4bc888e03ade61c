"""A whole new generation beside the one that is read, swapped in one transaction."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop.sync.pull import Pulled, pages, rows_of

if TYPE_CHECKING:
    from desktop.sync.parts import Parts, Progress


def resync(parts: Parts, progress: Progress | None = None) -> Pulled:
    """Load everything from the start of the feed; outbox and drafts stay as they are.

    Until the swap, screens go on with the old generation; a load that breaks off is dropped by the
    next one.
    """
    replica = parts.replica
    replica.feed.begin_generation()
    with closing(pages(parts, "", progress, replica.feed.prepare)) as coming:
        page = next(coming)
        replica.feed.load(page)
        rows = rows_of(page)
        for page in coming:
            replica.feed.load(page)
            rows += rows_of(page)
    return Pulled(replica.feed.finish_generation(page.next, parts.now), rows, page)
