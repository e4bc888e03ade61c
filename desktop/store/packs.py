"""离线任务包: named sets of materials whose pictures are fetched first and stay until they expire.

A pack names materials by id and has no generation: it outlives a resync. A material that leaves the
scope drops out, and the pack counts how many did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.changes import Changes
from desktop.domain.errors import RuleViolationError
from desktop.store.connection import numbers, select
from desktop.store.filter_json import filter_json, read_filter
from desktop.store.rows import PICTURES_NONE, pictures_json, read_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from desktop.contract.sync import PictureEntry
    from desktop.store.connection import Database, Row, Tables
    from desktop.store.filters import MaterialFilter

CHANGED: Final = Changes(packs=True)

_COLUMNS: Final = "key, name, chosen, made_at, renewed_at, expires_at, ended, dropped"
_MEMBERS: Final = """
pack AS p JOIN pack_material AS pm ON pm.pack = p.key
LEFT JOIN manifest$ AS f ON f.id = pm.material_id
"""
_WANTED: Final = select(
    "pm.material_id, coalesce(f.pictures, pm.pictures)",
    f"{_MEMBERS} WHERE NOT p.ended AND (?1 IS NULL OR p.key = ?1)"
    " ORDER BY p.made_at, p.key, pm.material_id DESC",
)
_UNKNOWN: Final = select(
    "DISTINCT pm.material_id",
    f"{_MEMBERS} WHERE NOT p.ended AND f.id IS NULL AND pm.pictures IS NULL"
    " ORDER BY pm.material_id DESC LIMIT ?",
)
_OF_PACK: Final = select("coalesce(f.pictures, pm.pictures)", f"{_MEMBERS} WHERE p.key = ?")


class Pack(NamedTuple):
    """A pack.

    Attributes:
        key: Random, hexadecimal.
        name: What the person calls it.
        chosen: The filter that it was made of; 更新 evaluates it again.
        made_at: When it was made; all times are epoch seconds.
        renewed_at: When its materials were chosen last.
        expires_at: Until when its pictures stay.
        ended: It has expired, and its pictures may go like any other.
        dropped: Materials that left the scope since they were chosen.
    """

    key: str
    name: str
    chosen: MaterialFilter
    made_at: int
    renewed_at: int
    expires_at: int
    ended: bool
    dropped: int


class PackStock(NamedTuple):
    """How much of a pack lies here.

    Attributes:
        materials: Dossiers in the pack.
        ready: Those whose pictures all lie here, so that they can be reviewed offline.
        wanted: Pictures of them all, each counted once.
        cached: Those that lie here.
        size: Bytes of the pictures, here or not.
        unknown: Dossiers of which it is not known yet which pictures they have.
        refused: Pictures that are among the refused ones.
    """

    materials: int
    ready: int
    wanted: int
    cached: int
    size: int
    unknown: int
    refused: int


class Packs:
    """The packs of this context."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, pack: Pack, material_ids: Sequence[int]) -> Changes:
        """Keep a new pack with its materials."""
        with self._database.write() as tables:
            tables.run(
                f"INSERT INTO pack({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - ours
                (*pack[:2], filter_json(pack.chosen), *pack[3:]),
            )
            _put_members(tables, pack.key, material_ids)
        return CHANGED

    def renew(self, key: str, material_ids: Sequence[int], now: int, expires_at: int) -> Changes:
        """Choose the materials of a pack anew; it lives again if it had expired.

        Raises:
            RuleViolationError: `pack_gone`.
        """
        with self._database.write() as tables:
            tables.run(
                "UPDATE pack SET renewed_at = ?, expires_at = ?, ended = 0, dropped = 0"
                " WHERE key = ?",
                (now, expires_at, key),
            )
            if not tables.connection.changes():
                raise RuleViolationError("pack_gone")
            tables.run(
                "DELETE FROM pack_material WHERE pack = ? AND material_id NOT IN carray(?)",
                (key, numbers(material_ids)),
            )
            _put_members(tables, key, material_ids)
        return CHANGED

    def remove(self, key: str) -> Changes:
        """Forget a pack; its pictures stay until others need the room."""
        with self._database.write() as tables:
            tables.run("DELETE FROM pack WHERE key = ?", (key,))
            tables.run("DELETE FROM pack_material WHERE pack = ?", (key,))
        return CHANGED

    def end(self, now: int) -> Changes:
        """Note which packs have expired."""
        with self._database.read() as tables:
            late = tables.number(
                "SELECT count(*) FROM pack WHERE NOT ended AND expires_at <= ?", (now,)
            )
        if not late:
            return Changes()
        with self._database.write() as tables:
            tables.run("UPDATE pack SET ended = 1 WHERE expires_at <= ?", (now,))
        return CHANGED

    def sweep(self) -> Changes:
        """Let materials drop out that are not here any more; their packs count them.

        Before the first sync of a generation nothing is here, and that says nothing of anything.
        """
        with self._database.write() as tables:
            synced = tables.number("SELECT count(*) FROM meta WHERE key = 'cursor' AND value <> ''")
            gone = synced and tables.all(
                "SELECT pack, count(*) FROM pack_material"
                " WHERE material_id NOT IN (SELECT id FROM material$) GROUP BY pack"
            )
            if not gone:
                return Changes()
            tables.many(
                "UPDATE pack SET dropped = dropped + ? WHERE key = ?",
                [(count, key) for key, count in gone],
            )
            tables.run(
                "DELETE FROM pack_material WHERE material_id NOT IN (SELECT id FROM material$)"
            )
        return CHANGED

    def all(self) -> list[Pack]:
        """Return the packs, the newest first."""
        with self._database.read() as tables:
            rows = tables.all(select(_COLUMNS, "pack ORDER BY made_at DESC, key"))
        return [_pack(row) for row in rows]

    def get(self, key: str) -> Pack:
        """Return a pack.

        Raises:
            RuleViolationError: `pack_gone`.
        """
        with self._database.read() as tables:
            row = tables.one(select(_COLUMNS, "pack WHERE key = ?"), (key,))
        if row is None:
            raise RuleViolationError("pack_gone")
        return _pack(row)

    def stock(
        self, key: str, is_cached: Callable[[str], bool], refused: Container[str] = ()
    ) -> PackStock:
        """Return how much of a pack lies here.

        Args:
            key: The pack.
            is_cached: Tells whether a picture lies here.
            refused: Pictures that the server did not give.
        """
        materials = ready = unknown = 0
        sizes: dict[str, int] = {}
        with self._database.read() as tables:
            for (body,) in tables.run(_OF_PACK, (key,)):
                materials += 1
                if body is None:
                    unknown += 1
                    continue
                pictures = read_pictures(body)
                sizes.update((one[1], one[2]) for one in pictures)
                ready += all(is_cached(one[1]) for one in pictures)
        cached = sum(is_cached(sha256) for sha256 in sizes)
        missed = sum(sha256 in refused for sha256 in sizes)
        size = sum(sizes.values())
        return PackStock(materials, ready, len(sizes), cached, size, unknown, missed)

    def unknown(self, limit: int) -> list[int]:
        """Return materials of living packs whose pictures are not known, the newest first."""
        with self._database.read() as tables:
            return [row[0] for row in tables.run(_UNKNOWN, (limit,))]

    def note_pictures(self, material_id: int, pictures: Iterable[PictureEntry]) -> Changes:
        """Keep which pictures a material outside the queue has; none where they may not be seen."""
        with self._database.write(durable=False) as tables:
            tables.run(
                "UPDATE pack_material SET pictures = ? WHERE material_id = ?",
                (pictures_json(pictures), material_id),
            )
        return CHANGED

    def wanted(self, tables: Tables, key: str | None = None) -> Iterator[tuple[int, str, int]]:
        """Yield material, SHA-256 and size of the pictures of living packs, oldest pack first.

        Args:
            tables: A snapshot of the replica.
            key: Only of this pack.
        """
        for material_id, body in tables.run(_WANTED, (key,)):
            for one in read_pictures(body or PICTURES_NONE):
                yield material_id, one[1], one[2]


def _put_members(tables: Tables, key: str, material_ids: Iterable[int]) -> None:
    """Add materials, and keep which pictures they have beyond their time in the queue."""
    tables.many(
        "INSERT OR IGNORE INTO pack_material(pack, material_id) VALUES (?, ?)",
        [(key, material_id) for material_id in material_ids],
    )
    tables.run(
        "UPDATE pack_material SET pictures = f.pictures FROM manifest$ AS f"
        " WHERE pack = ? AND f.id = material_id",
        (key,),
    )


def _pack(row: Row) -> Pack:
    key, name, chosen, made_at, renewed_at, expires_at, ended, dropped = row
    return Pack(
        key, name, read_filter(chosen), made_at, renewed_at, expires_at, bool(ended), dropped
    )
