"""Puts the demo into an empty database, in one transaction."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select

from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import PROBATION_BUSINESS
from desktop.domain.masking import mask_phone
from server_stub.demo import opinions
from server_stub.demo.albums import Album
from server_stub.demo.authorizations import build_authorizations
from server_stub.demo.batches import DAY, build_batches, closing_after
from server_stub.demo.chance import chance
from server_stub.demo.notices import build_notices
from server_stub.demo.organizations import build_tree
from server_stub.demo.people import build_cast
from server_stub.demo.scenario import Scenario, Told, World
from server_stub.services import audit
from server_stub.services.authorization_codes import keep_code
from server_stub.services.materials import columns, content_hash
from server_stub.storage import sequence
from server_stub.storage.models import (
    Authorization,
    Batch,
    Grant,
    Material,
    Meta,
    Notice,
    Organization,
    Person,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from _typeshed import DataclassInstance
    from sqlalchemy.orm import InstrumentedAttribute

    from server_stub.demo.authorizations import AuthorizationSeed
    from server_stub.demo.organizations import Tree
    from server_stub.demo.people import Cast
    from server_stub.services.unit import Unit
    from server_stub.storage.base import Base

USUAL_COUNT: Final = 1_200
MOST: Final = 1_000_000
SEED: Final = 20_260_301

_MARK: Final = "demo"
_CHUNK: Final = 5_000
_NEAR_PICTURES: Final = 400
_FAR_PICTURES: Final = 60
"""So many dossiers have pictures, in the story's county this year and elsewhere."""

_MONTHS_REQUIRED: Final = 12
_GRANTED_BEFORE: Final = 200 * 24 * 3600
_ADULT_YEARS: Final = 28


class SeedRefusedError(Exception):
    """The demo is not for this database: it is no demo server's, or it has data already."""


def is_empty(unit: Unit) -> bool:
    """Tell whether nothing is in the database yet."""
    return unit.session.execute(select(Organization.id).limit(1)).first() is None


def is_demo(unit: Unit) -> bool:
    """Tell whether the database holds a demo."""
    return unit.session.get(Meta, _MARK) is not None


def keep_window_open(unit: Unit) -> None:
    """Let the current review of an old demo go on for some days, so that it can be played again."""
    current = select(Batch).where(Batch.current, Batch.window_closes_at < unit.now + 2 * DAY)
    for batch in unit.session.scalars(current):
        batch.window_closes_at = closing_after(unit.now)


def load(unit: Unit, *, count: int = USUAL_COUNT, seed: int = SEED) -> None:
    """Load the demo as of the unit's time.

    Args:
        unit: Writing unit of work.
        count: How many materials.
        seed: Another seed makes another demo.

    Raises:
        SeedRefusedError: Not a demo, or not empty.
    """
    if not unit.settings.demo:
        raise SeedRefusedError("demo data load into a demo server only")
    if not is_empty(unit):
        raise SeedRefusedError("demo data load into an empty database only")
    _Loader(unit, seed).load(count)


class _Loader:
    def __init__(self, unit: Unit, seed: int) -> None:
        self._unit = unit
        self._random = chance(seed)

    def load(self, count: int) -> None:
        now = self._unit.now
        batches = build_batches(now)
        tree = build_tree(self._random)
        authorizations = build_authorizations(self._random, tree, now)
        active = {
            one.organization_id
            for one in authorizations
            if one.state is AuthorizationState.ACTIVATED and one.business == PROBATION_BUSINESS
        }
        newest = date(batches[-1].year - _ADULT_YEARS, 1, 1)
        cast = build_cast(self._random, tree, active, newest)
        self._insert(Batch, [self._batch_row(_row(one)) for one in batches])
        self._organizations(tree)
        self._people(cast)
        self._authorizations(authorizations, cast)
        self._notices(batches[-1].year)
        world = World(tree, cast, batches, now)
        self._materials(world, count)
        opinions.park(self._unit, world)
        self._go_on_counting(Organization.id, Person.id)
        self._unit.session.add(Meta(name=_MARK, value=str(count)))
        event = audit.Event("demo.loaded", 0, details={"materials": count})
        audit.append(self._unit, event)

    def _batch_row(self, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "business": PROBATION_BUSINESS, "months_required": _MONTHS_REQUIRED}

    def _organizations(self, tree: Tree) -> None:
        numbers = sequence.take(self._unit.session, len(tree.organizations))
        rows = [
            {**_row(organization), "seq": seq}
            for organization, seq in zip(tree.organizations, numbers, strict=True)
        ]
        self._insert(Organization, rows)

    def _people(self, cast: Cast) -> None:
        self._insert(Person, [{**_row(person), "disabled_at": None} for person in cast.people])
        granted_at = self._unit.now - _GRANTED_BEFORE
        rows = [
            {**grant._asdict(), "granted_at": granted_at, "revoked_at": None}
            for grant in cast.grants
        ]
        self._insert(Grant, rows)

    def _authorizations(self, seeds: Sequence[AuthorizationSeed], cast: Cast) -> None:
        managers = cast.managers()
        numbers = sequence.take(self._unit.session, len(seeds))
        rows = []
        for seed, seq in zip(seeds, numbers, strict=True):
            row = _row(seed)
            code = row.pop("code")
            kept = keep_code(self._unit.providers.keys, code) if code else None
            is_active = seed.state is AuthorizationState.ACTIVATED
            manager = managers[seed.organization_id] if is_active else None
            row |= {
                "seq": seq,
                "code_hmac": kept.hmac if kept else None,
                "code_encrypted": kept.encrypted if kept else None,
                "manager_id": manager.id if manager else None,
                "manager_name": manager.name if manager else "",
                "manager_phone": mask_phone(manager.phone) if manager else "",
            }
            rows.append(row)
        self._insert(Authorization, rows)

    def _notices(self, year: int) -> None:
        notices = build_notices(self._unit.now, year)
        numbers = sequence.take(self._unit.session, len(notices))
        rows = [
            {**notice._asdict(), "seq": seq} for notice, seq in zip(notices, numbers, strict=True)
        ]
        self._insert(Notice, rows)

    def _materials(self, world: World, count: int) -> None:
        numbers = sequence.take(self._unit.session, count)
        scenario = Scenario(self._random, world, count=count, seq_before=numbers.start - 1)
        rows = self._material_rows(scenario, world, count)
        while chunk := list(islice(rows, _CHUNK)):
            self._insert_fast(chunk)

    def _material_rows(
        self, scenario: Scenario, world: World, count: int
    ) -> Iterator[dict[str, Any]]:
        album, choice = Album(), _PictureChoice(world.tree, world.batches[-1].year, count)
        for one in scenario.materials():
            if not isinstance(one, Told):
                yield one
                continue
            if choice.takes(one):
                one.dossier.pictures = [list(p.entry) for p in album.pictures_of(one)]
                one.dossier.content_hash = content_hash(one.dossier)
            yield columns(one.dossier)
        for picture in album.all():
            self._unit.providers.blobs.put(picture.data)

    def _go_on_counting(self, *ids: InstrumentedAttribute[int]) -> None:
        """Tell PostgreSQL which numbers are taken; SQLite looks for itself."""
        session = self._unit.session
        if session.get_bind().dialect.name == "sqlite":
            return
        for column in ids:
            sequence_of = func.pg_get_serial_sequence(column.class_.__tablename__, "id")
            session.execute(select(func.setval(sequence_of, func.max(column))))

    def _insert(self, model: type[Base], rows: list[dict[str, Any]]) -> None:
        if rows:
            self._unit.session.execute(insert(model), rows)

    def _insert_fast(self, rows: list[dict[str, Any]]) -> None:
        """Insert without SQLAlchemy's work per row; the values are what the driver takes."""
        connection = self._unit.session.connection()
        compiled = insert(Material).compile(dialect=connection.dialect, column_keys=list(rows[0]))
        order = getattr(compiled, "positiontup", None)
        if order is None:
            connection.exec_driver_sql(str(compiled), rows)
        else:
            tuples = [tuple(row[name] for name in order) for row in rows]
            connection.exec_driver_sql(str(compiled), tuples)


def _row(seed: DataclassInstance) -> dict[str, Any]:
    """Return the fields of a seed; `asdict` would copy every value deeply."""
    return {field.name: getattr(seed, field.name) for field in fields(seed)}


class _PictureChoice:
    """Chooses who has pictures: this year's people of the story's county, and some others."""

    def __init__(self, tree: Tree, year: int, count: int) -> None:
        self._county_path = tree.county.path
        self._year = year
        self._near, self._far = _NEAR_PICTURES, _FAR_PICTURES
        self._every = max(1, count // _FAR_PICTURES)

    def takes(self, told: Told) -> bool:
        is_near = told.workplace.path.startswith(self._county_path)
        if told.is_lead:
            return True
        if is_near and told.dossier.year == self._year:
            self._near -= 1
            return self._near >= 0
        if told.dossier.id % self._every:
            return False
        self._far -= 1
        return self._far >= 0
