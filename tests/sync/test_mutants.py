"""The model finds bugs: every mutant of `tests.sync.mutants` does harm in a story and is found.

Without a mutant the same stories end well. A mutant that survives is a hole in the model.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pytest

from desktop.domain.review import Verdict
from desktop.sync import pull
from tests.support.small_world import HEALTH_CENTRE, HOSPITAL, MANAGER
from tests.sync import invariants
from tests.sync.model import PERSON_OF, Opinion, World
from tests.sync.mutants import MUTANTS
from tests.sync.network import Accident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.sync.backstage import Stage

    Story = Callable[[World, int], None]

APPROVED, DEFERRED, RETURNED, REFUSED = (Opinion(one) for one in Verdict)
REPLY_LOST: Final = (Accident.NONE, Accident.LOST_REPLY)
PICTURE: Final = b"not really a picture"


def somebody_lost_the_right(world: World, material: int) -> None:
    world.decide("a", material, DEFERRED)
    world.grant(MANAGER, revoked=True)
    world.sync("a")


def two_decide_and_one_refuses(world: World, material: int) -> None:
    world.decide("a", material, REFUSED)
    world.decide("c", material, APPROVED)
    world.sync("a")
    world.sync("c")


def two_decide(world: World, material: int) -> None:
    world.decide("a", material, DEFERRED)
    world.decide("c", material, APPROVED)
    world.sync("a")
    world.sync("c")


def a_reply_is_lost(world: World, material: int) -> None:
    world.decide("a", material, DEFERRED)
    world.sync("a", REPLY_LOST)
    invariants.hold(world)
    world.sync("a")


def a_decision_arrives(world: World, material: int) -> None:
    world.decide("a", material, DEFERRED)
    world.sync("a")


def a_history_is_lost_and_another_begins(world: World, material: int) -> None:
    world.make_backup()
    world.decide("a", material, DEFERRED)
    world.sync("a")
    world.sync("c")
    world.decide("c", material, APPROVED)
    world.lose_all_since_backup()
    world.clock.advance(60)
    world.sync("b")
    world.decide("b", material, DEFERRED)
    world.sync("b")
    world.sync("c")


def a_decision_is_lost_with_its_history(world: World, material: int) -> None:
    world.make_backup()
    world.decide("a", material, DEFERRED)
    world.sync("a")
    world.lose_all_since_backup()
    world.sync("a")
    world.sync("a")


def a_device_dies_in_every_commit(world: World, _material: int) -> None:
    deaths = 0
    world.apply_for()
    while world.sync_and_die("a", deaths):
        invariants.hold(world)
        world.apply_for()
        deaths += 1
    assert deaths > 2


def an_institution_moves(world: World, _material: int) -> None:
    world.move(HOSPITAL)
    world.sync("d")


def somebody_leaves_the_unit(world: World, _material: int) -> None:
    material = world.apply_for(picture=PICTURE)
    world.sync("a")
    attachments = world.devices["a"].desk.replica.attachments
    attachments.put(sha256(PICTURE).hexdigest(), material, PICTURE)
    world.take_further("a", material, remove=True)
    world.settle("a")


def a_cursor_is_gone(world: World, material: int) -> None:
    world.decide("a", material, APPROVED)
    world.sync("a")
    world.sync("d")
    world.decide("d", material, DEFERRED, hasty=False)
    world.move(HEALTH_CENTRE)
    world.compact()
    world.sync("d")


def a_grace_time_runs(world: World, material: int) -> None:
    world.decide("a", material, DEFERRED, hasty=False)
    world.sync("a")


STORIES: Final[dict[str, tuple[Story, str]]] = {
    "no_authz": (somebody_lost_the_right, "I7"),
    "final_overwrite": (two_decide_and_one_refuses, "I5"),
    "no_version": (two_decide, "I6"),
    "no_dedupe": (a_reply_is_lost, "I1"),
    "replay_shown_as_conflict": (a_reply_is_lost, "I2"),
    "ack_before_commit": (a_decision_arrives, "I2"),
    "rev_used_twice": (a_history_is_lost_and_another_begins, "I6"),
    "move_without_departures": (an_institution_moves, "I8"),
    "cursor_first": (a_device_dies_in_every_commit, "I10"),
    "drop_exits": (an_institution_moves, "I8"),
    "no_sweep": (somebody_leaves_the_unit, "I9"),
    "resync_drops_outbox": (a_cursor_is_gone, "I12"),
    "forget_not_before": (a_grace_time_runs, "N5"),
    "late_mark": (a_reply_is_lost, "I2"),
    "epoch_ignored": (a_decision_is_lost_with_its_history, "I2"),
    "no_wipe": (somebody_lost_the_right, "I9"),
}
"""For each mutant a story in which it does harm, and the invariant that says so."""


@pytest.fixture
def world(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world in which everybody has synced."""
    monkeypatch.setattr(pull, "PAGE_ROWS", 3)
    world = World(stage, tmp_path)
    yield world
    world.close()


def tell(story: Story, world: World) -> None:
    """Tell a story from its beginning, and let everything settle at its end."""
    material = world.apply_for()
    for name in PERSON_OF:
        world.sync(name)
    story(world, material)
    invariants.hold(world)
    invariants.at_rest(world)


def test_every_mutant_has_its_story() -> None:
    assert list(STORIES) == list(MUTANTS)


@pytest.mark.parametrize("name", list(MUTANTS))
def test_a_mutant_is_found(name: str, world: World) -> None:
    story, invariant = STORIES[name]
    with MUTANTS[name](), pytest.raises(AssertionError, match=invariant):
        tell(story, world)


@pytest.mark.parametrize("story", {story: None for story, _invariant in STORIES.values()})
def test_without_a_mutant_the_story_ends_well(story: Story, world: World) -> None:
    tell(story, world)
