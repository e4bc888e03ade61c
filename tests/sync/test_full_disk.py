"""I18: a full disk is said by name, leaves nothing partial, and work goes on once there is room.

On a small file system where the user may mount one; elsewhere the databases themselves get no page
more.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from desktop.domain.errors import ExpectedError, StorageFullError
from desktop.domain.review import Verdict
from desktop.store.records import OutboxState
from server_stub.services import audit
from server_stub.storage.models import Decision
from tests.support.small_disk import SmallDisk, small_disk
from tests.support.small_world import MANAGER
from tests.sync import invariants
from tests.sync.model import PERSON_OF, Opinion, World
from tests.sync.network import NO_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sync.backstage import Stage

DEFERRED = Opinion(Verdict.DEFERRED)
MATERIALS = 30


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk | None]:
    with small_disk(tmp_path / "small") as disk:
        yield disk


@contextmanager
def opened(stage: Stage, folder: Path, data: Path) -> Iterator[World]:
    """A world with its devices in one folder and its server in another, everybody synced."""
    world = World(stage, folder, data=data)
    try:
        for _n in range(MATERIALS):
            world.apply_for()
        for name in PERSON_OF:
            world.sync(name)
        yield world
    finally:
        world.close()


@contextmanager
def full_at_the_device(world: World, disk: SmallDisk | None) -> Iterator[None]:
    """Leave no room for the devices."""
    database = world.devices["a"].desk.replica._database
    if disk is None:
        database.writer.execute("VACUUM")  # no free pages are left inside the file either
        database.writer.pragma("max_page_count", 1)
    else:
        disk.fill()
    yield
    if disk is None:
        database.writer.pragma("max_page_count", NO_LIMIT)
    else:
        disk.free()


@contextmanager
def full_at_the_server(world: World, disk: SmallDisk | None) -> Iterator[None]:
    """Leave no room for the server."""
    world.units.narrow = True
    if disk is not None:
        world.units.narrow = False
        disk.fill()
    yield
    world.units.narrow = False
    if disk is not None:
        disk.free()


def decide_until_full(world: World) -> int:
    """Decide on one material after the other until the disk takes no more; count what was saved."""
    for saved, material in enumerate(world.devices["a"].desk.ids()):
        try:
            world.decide("a", material, DEFERRED)
        except StorageFullError:
            return saved
    raise AssertionError("the disk never was full")


def test_a_device_says_that_its_disk_is_full_and_goes_on_later(
    stage: Stage, tmp_path: Path, disk: SmallDisk | None
) -> None:
    with opened(stage, tmp_path / "small", tmp_path / "server") as world:
        replica = world.devices["a"].desk.replica
        with full_at_the_device(world, disk):
            saved = decide_until_full(world)
            assert len(world.devices["a"].keys()) == saved
            for _n in range(MATERIALS):
                world.apply_for()
            before = replica.meta.cursor
            failures = world.sync("a").failures
            assert [error.code for error in failures] == ["storage_full"]
            assert replica.meta.cursor == before
            assert replica.check()
            invariants.hold(world)
        for material in world.devices["a"].desk.ids()[saved : saved + 3]:
            world.decide("a", material, DEFERRED)
        invariants.at_rest(world)
        assert len(world.devices["a"].keys()) == saved + 3
        assert len(world.devices["a"].desk.ids()) == 2 * MATERIALS


def test_a_new_generation_that_finds_no_room_leaves_the_old_one(
    stage: Stage, tmp_path: Path, disk: SmallDisk | None
) -> None:
    with opened(stage, tmp_path / "small", tmp_path / "server") as world:
        device = world.devices["a"]
        ids = device.desk.ids()
        world.make_backup()
        world.lose_all_since_backup()
        with full_at_the_device(world, disk):
            report = world.sync("a")
            assert [error.code for error in report.failures] == ["storage_full"]
            assert device.desk.ids() == ids
            assert device.desk.replica.check()
        assert world.sync("a").resynced
        invariants.at_rest(world)


def test_who_loses_the_right_while_the_disk_is_full_keeps_the_words_and_no_data(
    stage: Stage, tmp_path: Path, disk: SmallDisk | None
) -> None:
    with opened(stage, tmp_path / "small", tmp_path / "server") as world:
        device = world.devices["a"]
        world.decide("a", device.desk.ids()[0], DEFERRED)
        world.grant(MANAGER, revoked=True)
        with full_at_the_device(world, disk):
            world.sync("a")
            assert len(device.keys()) == 1
        world.sync("a")
        assert device.desk.ids() == []
        assert device.desk.replica.check()
        invariants.hold(world)


@pytest.mark.allow_warnings  # the server says that its disk is full
def test_a_server_that_is_full_judges_nothing_and_loses_nothing(
    stage: Stage, tmp_path: Path, disk: SmallDisk | None
) -> None:
    with opened(stage, tmp_path, tmp_path / "small" / "server") as world:
        desk = world.devices["a"].desk
        with full_at_the_server(world, disk):
            refused: ExpectedError | None = None
            for material in desk.ids():
                world.decide("a", material, DEFERRED)
                world.clock.advance(301)
                failures = world.sync("a").failures
                refused = failures[0] if failures else None
                invariants.hold(world)
                if refused is not None:
                    break
            assert refused is not None
            assert refused.code == "server_storage_full"
            states = {item.state for item in desk.outbox()}
            assert states <= {OutboxState.QUEUED, OutboxState.SENT}
            with world.units.reading() as unit:
                assert audit.verify(unit) == ()
        invariants.at_rest(world)
        with world.units.reading() as unit:
            count = unit.session.execute(select(func.count()).select_from(Decision)).scalar_one()
        assert count == len(world.devices["a"].saved)
