"""How answers of the server become rows: deltas and their stage.

A delta is applied in one transaction with its cursor and the outcomes of the push before it, so the
replica is always some state of the server and never half of a pull.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.contract.pages import PageText, text_of
from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import BugError
from desktop.store.connection import FOLD_SOON
from desktop.store.delta import Delta
from desktop.store.ledger import read_digest, refresh_shown
from desktop.store.loading import Loading, drop_former_generations, drop_other_generations
from desktop.store.rows import MaterialEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from desktop.contract.operations import Outcome
    from desktop.contract.sync import ChangesPage, Digest
    from desktop.domain.review import ReviewLevel
    from desktop.store.connection import Database, Tables
    from desktop.store.meta import Meta
    from desktop.store.outbox import Outbox


STAGED_ROWS: Final = 1000
"""Materials that lie in memory at one time when a staged page is read."""


class Feed:
    """Writes what the change feed brings.

    Args:
        database: The replica's file.
        meta: Where the cursor lies.
        outbox: Records outcomes in the same transaction.
        level: Own review level.
        sweep: Erases the pictures of materials that left the scope.
    """

    def __init__(
        self,
        database: Database,
        meta: Meta,
        outbox: Outbox,
        level: ReviewLevel,
        sweep: Callable[[], object],
    ) -> None:
        self._database = database
        self._meta = meta
        self._outbox = outbox
        self._encoder = MaterialEncoder(level)
        self._sweep = sweep
        self._loading: Loading | None = None

    def stage(self, page: ChangesPage) -> None:
        """Keep a page of an unfinished pull on disk, so that a long pull needs no memory."""
        with self._database.write(durable=False) as tables:
            tables.run("INSERT INTO inbox(page) VALUES (?)", (text_of(page),))

    def staged(self) -> Iterator[ChangesPage]:
        """Read the staged pages in order."""
        last = -1
        while True:
            with self._database.read() as tables:
                row = tables.one("SELECT n, page FROM inbox WHERE n > ? ORDER BY n", (last,))
            if row is None:
                return
            last = row[0]
            yield from PageText(row[1]).parts(STAGED_ROWS)

    def clear_stage(self) -> None:
        """Forget what an interrupted pull staged."""
        with self._database.write(durable=False) as tables:
            tables.run("DELETE FROM inbox")

    def apply(
        self,
        pages: Iterable[ChangesPage],
        cursor: str,
        now: int,
        outcomes: Sequence[Outcome] = (),
    ) -> Changes:
        """Apply rows, exits, push outcomes and the cursor in one transaction; clears the stage.

        Args:
            pages: The pages of one pull in order; `staged()` may be among them.
            cursor: Position after the last page.
            now: Epoch seconds, kept as the time of the last sync.
            outcomes: What the server made of operations that were sent before the pull; only they
                have to wait for the disk, the rest can be had again.
        """
        with self._database.write(durable=bool(outcomes), fold_at=FOLD_SOON) as tables:
            changes = self._outbox.record_outcomes(outcomes, now)
            delta = Delta(tables, self._encoder, first=not self._meta.cursor)
            for page in pages:
                delta.apply(page)
            changes |= delta.finish()
            self._note_sync(tables, cursor, now)
        if delta.left:
            self._sweep()
        return changes

    def begin_generation(self) -> None:
        """Start a fresh generation beside the one that is read; drops a half-loaded one."""
        with self._database.write(durable=False) as tables:
            drop_other_generations(tables)
            self._loading = Loading(self._database, tables.generation + 1, self._encoder)
            self._loading.begin()

    def prepare(self, page: ChangesPage) -> None:
        """Make a page ready to be loaded, on a thread beside the one that loads."""
        self._under_construction().prepare(page)

    def load(self, page: ChangesPage) -> None:
        """Append a page to the generation under construction; nobody sees it yet."""
        self._under_construction().load(page)

    def finish_generation(self, cursor: str, now: int) -> Changes:
        """Build the indexes and swap generations; outbox and drafts stay.

        Args:
            cursor: Position after the last loaded page.
            now: Epoch seconds, kept as the time of the last sync.
        """
        loading = self._under_construction()
        loading.build()
        with self._database.write(fold_at=FOLD_SOON) as tables:
            tables.generation = loading.generation
            refresh_shown(tables)
            self._meta.set("generation", str(loading.generation))
            self._note_sync(tables, cursor, now)
        self._loading = None
        self._sweep()
        drop_former_generations(self._database)
        return Changes(
            all_materials=True,
            outbox=True,
            organizations=True,
            authorizations=True,
            attachments=True,
            notices=True,
        )

    def digest(self) -> Digest:
        """Return count and sum over (kind, id, seq) of the rows that are read."""
        with self._database.read() as tables:
            return read_digest(tables)

    def mark_opened(self, material_id: int) -> Changes:
        """Note that a person opened the dossier: it is no longer `unseen`."""
        with self._database.write(durable=False) as tables:
            tables.run(
                "UPDATE material$ SET flags = flags & ~4 WHERE id = ? AND flags & 4",
                (material_id,),
            )
            if tables.connection.changes():
                return Changes(materials=frozenset({material_id}))
        return NOTHING

    def _note_sync(self, tables: Tables, cursor: str, now: int) -> None:
        self._meta.cursor = cursor
        self._meta.last_sync_at = now
        tables.run("DELETE FROM inbox")

    def _under_construction(self) -> Loading:
        if self._loading is None:
            raise BugError("no generation is under construction")
        return self._loading
