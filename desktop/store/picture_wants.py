"""Which pictures are wanted: what to fetch next, what must stay, how much of the queue is here."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.review import ReviewStatus
from desktop.store.codes import STATUSES
from desktop.store.connection import numbers
from desktop.store.ledger import read_digest
from desktop.store.rows import read_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from desktop.store.connection import Database, Tables
    from desktop.store.packs import Packs

_OPENED: Final = """
SELECT DISTINCT picture.value ->> 1
FROM outbox, json_each(CAST(outbox.seen AS TEXT) -> 'pictures') AS picture
WHERE resolved_at IS NULL
"""
"""Pictures on which an open action of the outbox was made: a person may have to compare them."""

_QUEUE: Final = """
SELECT f.id, f.pictures FROM manifest$ AS f LEFT JOIN material$ AS m ON m.id = f.id
ORDER BY coalesce(m.cell & 7, 0) <> ?, f.id DESC
"""
"""What waits for the own level first, each in the usual order of the list."""


class Missing(NamedTuple):
    """A picture that is wanted and does not lie here; `size` is bytes."""

    material_id: int
    sha256: str
    size: int


class Plan(NamedTuple):
    """What to fetch ahead.

    Attributes:
        missing: Pictures to fetch, the most wanted first; with those that are here they fit.
        kept: Pictures that must not make room for them.
        left_out: Wanted pictures for which the quota has no room.
    """

    missing: list[Missing]
    kept: frozenset[bytes]
    left_out: int


class Coverage(NamedTuple):
    """Pictures of the queue: how many, how many of them here, and dossiers that have all.

    `unready` holds the other dossiers: they cannot be reviewed offline.
    """

    wanted: int
    cached: int
    complete: int
    unready: array[int]


class PictureWants:
    """Reads what the manifests, the task packs and the outbox want.

    Args:
        replica: The file with the manifests.
        packs: The 离线任务包: their pictures come first, and stay.
    """

    def __init__(self, replica: Database, packs: Packs) -> None:
        self._replica = replica
        self._packs = packs
        self._coverage = Coverage(0, 0, 0, array("q"))
        self._stand: tuple[int, ...] = ()

    def pinned(self) -> frozenset[bytes]:
        """Return the pictures that may not go: of living task packs and of open actions."""
        with self._replica.read() as tables:
            of_packs = {bytes.fromhex(sha256) for _, sha256, _ in self._packs.wanted(tables)}
            return frozenset(of_packs | _opened(tables))

    def plan(
        self,
        cached: Container[bytes],
        quota: int,
        size_of: Callable[[Iterable[bytes]], int],
    ) -> Plan:
        """Return what to fetch ahead: task packs first, then the queue in the order of the list.

        Nothing that is wanted more is thrown out for something that is wanted less: where the quota
        ends, the plan ends.

        Args:
            cached: Pictures that lie here.
            quota: Bytes to keep.
            size_of: Returns the bytes of some of the pictures that lie here.
        """
        missing: list[Missing] = []
        done: set[bytes] = set()
        left_out = 0
        with self._replica.read() as tables:
            opened = _opened(tables)
            kept, room = set(opened), quota - size_of(opened)
            for material_id, sha256, size in self._wanted(tables):
                key = bytes.fromhex(sha256)
                if key in done:
                    continue
                done.add(key)
                here = key in cached
                room -= 0 if here and key in opened else size
                if room < 0:
                    left_out += not here
                    continue
                kept.add(key)
                if not here:
                    missing.append(Missing(material_id, sha256, size))
        return Plan(missing, frozenset(kept), left_out)

    def of_pack(self, pack: str) -> list[Missing]:
        """Return the pictures of a living task pack, here or not, each once."""
        with self._replica.read() as tables:
            wanted = {one[1]: Missing(*one) for one in self._packs.wanted(tables, pack)}
        return list(wanted.values())

    def present(self, material_ids: array[int]) -> set[int]:
        """Return which of some materials are in the scope."""
        with self._replica.read() as tables:
            found = "SELECT id FROM material$ WHERE id IN carray(?)"
            return {row[0] for row in tables.run(found, (numbers(material_ids),))}

    def coverage(self, tables: Tables, cached: Container[bytes], changes: int) -> Coverage:
        """Return how much of the queue's pictures lies here.

        Args:
            tables: A snapshot of the replica.
            cached: Pictures that lie here.
            changes: Grows with every change of `cached`.
        """
        digest = read_digest(tables)
        stand = (tables.generation, digest.count, digest.total, changes)
        if stand == self._stand:
            return self._coverage
        wanted = here = complete = 0
        unready = array("q")
        for material_id, body in tables.run("SELECT id, pictures FROM manifest$"):
            found = [bytes.fromhex(picture[1]) in cached for picture in read_pictures(body)]
            wanted += len(found)
            here += sum(found)
            complete += all(found)
            if not all(found):
                unready.append(material_id)
        self._coverage = Coverage(wanted, here, complete, unready)
        self._stand = stand
        return self._coverage

    def _wanted(self, tables: Tables) -> Iterator[tuple[int, str, int]]:
        yield from self._packs.wanted(tables)
        for material_id, body in tables.run(_QUEUE, (STATUSES.of[ReviewStatus.PENDING],)):
            for _, sha256, size, _, _ in read_pictures(body):
                yield material_id, sha256, size


def _opened(tables: Tables) -> set[bytes]:
    """Return the pictures that the open actions of the outbox were made on."""
    return {bytes.fromhex(row[0]) for row in tables.run(_OPENED)}
