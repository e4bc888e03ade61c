"""I4: what was said to be saved is there after the power went, at whatever moment that was."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from contextlib import closing
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest
import sqlalchemy
from sqlalchemy import select, text

from desktop.contract import routes
from desktop.domain.businesses import PROBATION_BUSINESS
from desktop.domain.review import ReviewLevel, Verdict
from desktop.services import reviewing
from desktop.store.connection import Database, Tables
from desktop.store.records import OutboxState
from desktop.store.replica import Replica
from server_stub.app import open_units
from server_stub.services import audit
from server_stub.settings import Settings
from server_stub.storage import engine
from server_stub.storage.models import Applied, Decision
from tests.support import recorded_driver
from tests.support.desk import KEY
from tests.support.power_cut import Deed, Disk, Kept, recorded
from tests.support.server import Clock
from tests.support.small_world import NOW
from tests.support.town import carrier_of, found, open_town
from tests.sync.model import Opinion, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy.engine.interfaces import DBAPIConnection

    from desktop.remote.transport import Call, Reply
    from tests.support.desk import Desk
    from tests.support.town import Town
    from tests.sync.backstage import Stage

MOMENTS = 40
EVERY_STATE = frozenset(OutboxState)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_town(tmp_path, founded=found(tmp_path / "founded")) as town:
        for n in range(4):
            town.apply_for(f"考生{n}")
        yield town


def decide(desk: Desk, disk: Disk, material_id: int, verdict: Verdict) -> None:
    """Decide, and note what the person is told."""
    before = {item.key for item in desk.replica.outbox.items(EVERY_STATE)}
    desk.decide(material_id, verdict)
    (key,) = {item.key for item in desk.replica.outbox.items(EVERY_STATE)} - before
    disk.note(("saved", key))


def take_back(desk: Desk, disk: Disk, material_id: int) -> None:
    """Take the last decision back; its words become a draft."""
    reviewing.take_back_last(workspace=desk.workspace)
    disk.note(("drafted", material_id))


def exchange(desk: Desk, disk: Disk) -> None:
    """Sync, and note which operations left and which got their answer."""

    def on_the_way(call: Call) -> Reply | None:
        if call.path == routes.DECISIONS:
            for item in json.loads(call.body)["items"]:
                disk.note(("left", item["key"]))
        return None

    carrier_of(desk).instead = on_the_way
    assert desk.sync().ok
    for item in desk.replica.outbox.items(frozenset({OutboxState.APPLIED})):
        disk.note(("applied", item.key))


def work(town: Town, disk: Disk) -> None:
    """A morning at a desk: a first sync, decisions, deltas, a new generation, a second start."""
    desk = town.desk()
    exchange(desk, disk)
    for material_id, verdict in ((1, Verdict.DEFERRED), (2, Verdict.DEFERRED)):
        decide(desk, disk, material_id, verdict)
    exchange(desk, disk)
    decide(desk, disk, 3, Verdict.DEFERRED)
    desk.replica.meta.cursor = ""  # the server asks for a new generation
    exchange(desk, disk)
    desk.reopen()
    decide(desk, disk, 4, Verdict.DEFERRED)
    take_back(desk, disk, 4)


def cut_everywhere(town: Town, folder: Path) -> Counter[Deed]:
    """Work while everything is written down, and look at what many power cuts would leave."""
    random = Random(20_261_118)
    with recorded(folder / "desk-1-a") as disk:
        work(town, disk)
        town.desks.pop().close()
    moments = disk.moments()
    telling = {n for n in moments if disk.entries[n - 1].deed in {Deed.SYNC, Deed.NOTE}}
    for moment in sorted({*random.sample(moments, MOMENTS), *telling}):
        for kept in (random.choice([Kept.SOME, Kept.ALL]), Kept.NOTHING):
            to = folder / "after-the-cut"
            disk.image(moment, kept, random, to)
            look_at(to, disk.known_at(moment))
            shutil.rmtree(to)
    return Counter(one.deed for one in disk.entries)


def test_what_was_saved_survives_a_power_cut_at_any_moment(town: Town, tmp_path: Path) -> None:
    deeds = cut_everywhere(town, tmp_path)
    assert deeds[Deed.WRITE] > 500
    assert deeds[Deed.SYNC] > 20


def test_a_commit_that_does_not_wait_for_the_disk_would_be_found(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Database.write

    def hasty(
        database: Database, *, durable: bool = True, fold_at: int = 1_000
    ) -> AbstractContextManager[Tables]:
        return write(database, durable=False, fold_at=fold_at)

    monkeypatch.setattr(Database, "write", hasty)
    with pytest.raises(AssertionError, match="I4: saved is saved"):
        cut_everywhere(town, tmp_path)


def cut_the_server_everywhere(
    stage: Stage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Counter[Deed]:
    """Let a server judge while its disk is recorded, and look at what power cuts would leave."""
    random = Random(20_261_118)
    recording = partial(sqlalchemy.create_engine, module=recorded_driver)
    with recorded(folder / "server", stage.template) as disk, monkeypatch.context() as patched:
        patched.setattr(engine, "create_engine", recording)
        with closing(World(stage, folder)) as world:
            for verdict in (Verdict.DEFERRED, Verdict.RETURNED):
                for material_id in [world.apply_for() for _n in range(3)]:
                    world.sync("a")
                    world.decide("a", material_id, Opinion(verdict))
                world.sync("a")
                for key in world.devices["a"].saved:
                    disk.note(("applied", key))
    moments = disk.moments()
    telling = {n for n in moments if disk.entries[n - 1].deed in {Deed.SYNC, Deed.NOTE}}
    for moment in sorted({*random.sample(moments, MOMENTS), *telling}):
        for kept in (random.choice([Kept.SOME, Kept.ALL]), Kept.NOTHING):
            to = folder / "after-the-cut"
            disk.image(moment, kept, random, to)
            look_at_the_server(to, disk.known_at(moment))
            shutil.rmtree(to)
    return Counter(one.deed for one in disk.entries)


def look_at_the_server(folder: Path, known: list[tuple[str, str]]) -> None:
    """Start the server on what the disk kept."""
    units = open_units(Settings(data=folder), Clock(NOW))
    with closing(units.database), units.reading() as unit:
        assert unit.session.execute(text("PRAGMA quick_check")).scalar_one() == "ok"
        assert audit.verify(unit) == (), "I16: the audit is whole"
        for model in (Applied, Decision):
            stored = {*unit.session.scalars(select(model.key))}
            assert {key for _what, key in known} <= stored, "I2: what was answered is there"


def test_what_the_server_answered_survives_a_power_cut_at_any_moment(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds = cut_the_server_everywhere(stage, tmp_path, monkeypatch)
    assert deeds[Deed.WRITE] > 100
    assert deeds[Deed.SYNC] > 15


def test_a_server_that_does_not_wait_for_the_disk_would_be_found(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = engine._prepare_sqlite

    def hasty(connection: DBAPIConnection, record: object) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA synchronous=NORMAL")

    monkeypatch.setattr(engine, "_prepare_sqlite", hasty)
    with pytest.raises(AssertionError, match="I2: what was answered is there"):
        cut_the_server_everywhere(stage, tmp_path, monkeypatch)


def look_at(folder: Path, known: list[tuple[str, object]]) -> None:
    """Start the program on what the disk kept."""
    replica = Replica.open(
        folder / "replica.db", KEY, level=ReviewLevel.UNIT, business=PROBATION_BUSINESS
    )
    try:
        assert replica.check()
        states = {item.key: item.state for item in replica.outbox.items(EVERY_STATE)}
        left_alone = {OutboxState.QUEUED, OutboxState.CANCELLED}
        for what, which in known:
            if what == "saved":
                assert which in states, "I4: saved is saved"
            elif what == "left":
                assert states[str(which)] not in left_alone, "N5: what left cannot be taken back"
            elif what == "applied":
                assert states[str(which)] is OutboxState.APPLIED, "I2: an answer stays"
            else:
                assert replica.drafts.get(int(str(which))) is not None, "I12: the words stay"
    finally:
        replica.close()
