"""How answers of the server become rows: deltas, generations, digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.contract.operations import Outcome
    from desktop.contract.sync import ChangesPage, Digest
    from desktop.domain.changes import Changes
    from desktop.store.connection import Database


class Feed:
    """Writes what the change feed brings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stage(self, page: ChangesPage) -> None:
        """Keep a page of an unfinished pull on disk, so that a long pull needs no memory."""
        raise NotImplementedError

    def staged(self) -> Iterator[ChangesPage]:
        """Read the staged pages in order."""
        raise NotImplementedError

    def clear_stage(self) -> None:
        """Forget what an interrupted pull staged."""
        raise NotImplementedError

    def apply(
        self,
        pages: Iterable[ChangesPage],
        cursor: str,
        now: int,
        outcomes: Sequence[Outcome] = (),
    ) -> Changes:
        """Apply rows, exits, push outcomes and the cursor in one transaction; clears the stage."""
        raise NotImplementedError

    def begin_generation(self) -> None:
        """Start a fresh generation beside the one that is read; drops a half-loaded one."""
        raise NotImplementedError

    def load(self, page: ChangesPage) -> None:
        """Append a page to the generation under construction; nobody sees it yet."""
        raise NotImplementedError

    def finish_generation(self, cursor: str, now: int) -> Changes:
        """Build the indexes and swap generations; outbox and drafts stay."""
        raise NotImplementedError

    def digest(self) -> Digest:
        """Return count and sum over (kind, id, seq) of the rows that are read."""
        raise NotImplementedError

    def mark_opened(self, material_id: int) -> Changes:
        """Note that a person opened the dossier: it is no longer `unseen`."""
        raise NotImplementedError
