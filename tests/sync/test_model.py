"""Whatever happens, nothing is lost, doubled or overruled.

Hypothesis draws what the people, the applicants, the administrators, the network and the disks do;
after every step the invariants of `tests.sync.invariants` hold. `TALENT_DESK_MODEL_EXAMPLES` asks
for more stories than a usual run tells.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desktop.domain.review import Verdict
from desktop.sync import pull, push
from tests.support.small_world import HOSPITAL
from tests.sync import invariants
from tests.sync.backstage import UNITS, Stage
from tests.sync.model import PEOPLE, PERIODS, PERSON_OF, Opinion, World
from tests.sync.network import Accident

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES: Final = int(os.environ.get("TALENT_DESK_MODEL_EXAMPLES", "25"))
STEPS: Final = 30
MOST_MATERIALS: Final = 9
MOST_COMMITS: Final = 40

devices = st.sampled_from(tuple(PERSON_OF))
people = st.sampled_from(PEOPLE)
units = st.sampled_from((HOSPITAL, *UNITS))
accidents = st.lists(st.sampled_from([Accident.NONE, Accident.NONE, *Accident]), max_size=4)
opinions = st.builds(
    Opinion,
    verdict=st.sampled_from([Verdict.APPROVED, *Verdict]),
    period=st.sampled_from([PERIODS[0], *PERIODS]),
)


class Exchange(RuleBasedStateMachine):
    """What may happen."""

    stage: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.materials: list[int] = []

    @initialize(offsets=st.tuples(*[st.sampled_from([0, 0, -90_000, 90_000])] * 4))
    def open_the_desks(self, offsets: Sequence[int]) -> None:
        """Everybody signs in; the devices' clocks are anything but right (I13)."""
        self.world = World(self.stage, self.folder, offsets)
        self.stack.callback(self.world.close)
        self.materials = [self.world.apply_for(unit) for unit in (*[HOSPITAL] * 4, UNITS[1])]
        for name in PERSON_OF:
            self.world.sync(name)

    def teardown(self) -> None:
        """End everything."""
        self.stack.close()

    def choose(self, name: str, data: st.DataObject) -> int | None:
        ids = self.world.devices[name].desk.ids()
        return data.draw(st.sampled_from(ids)) if ids else None

    # ------------------------------------------------------------------- at the server

    @precondition(lambda self: len(self.materials) < MOST_MATERIALS)
    @rule(unit=units)
    def somebody_applies(self, unit: int) -> None:
        """Somebody hands in a new material."""
        self.materials.append(self.world.apply_for(unit))

    @rule(
        data=st.data(),
        what=st.sampled_from(["withdraw", "resubmit", "join", "phone"]),
        unit=units,
        school=st.sampled_from(["甲", "乙"]),
    )
    def applicant(self, data: st.DataObject, what: str, unit: int, school: str) -> None:
        """An applicant does what applicants do."""
        material_id = data.draw(st.sampled_from(self.materials))
        self.world.applicant(material_id, what, unit, school)

    @rule(person=people, revoked=st.sampled_from([True, False, False]))
    def rights_come_and_go(self, person: int, revoked: bool) -> None:
        """An administrator grants and revokes."""
        self.world.grant(person, revoked=revoked)

    @rule(is_open=st.sampled_from([True, True, False]))
    def window(self, is_open: bool) -> None:
        """The review window closes, and opens again."""
        self.world.window(is_open=is_open)

    @rule(organization=units)
    def move(self, organization: int) -> None:
        """An institution gets another superior."""
        self.world.move(organization)

    @rule()
    def departures_are_forgotten(self) -> None:
        """The server compacts; old cursors are gone."""
        self.world.compact()

    @rule(restores=st.sampled_from([False, False, True]))
    def backup(self, restores: bool) -> None:
        """The server is backed up, or lost and restored."""
        if not restores:
            self.world.make_backup()
        elif self.world.backup is not None:
            self.world.lose_all_since_backup()
            self.materials = self.world.material_ids()

    @rule()
    def held_back_requests_arrive(self) -> None:
        """What overtook itself on the way arrives after all."""
        self.world.deliver_held()

    @rule()
    def time_passes(self) -> None:
        """Grace times end."""
        self.world.clock.advance(700)

    # -------------------------------------------------------------------- at the devices

    @rule(name=devices, data=st.data(), said=opinions, hasty=st.booleans())
    def decide(self, name: str, data: st.DataObject, said: Opinion, hasty: bool) -> None:
        """Somebody decides on what is on the own screen."""
        material_id = self.choose(name, data)
        if material_id is not None:
            self.world.decide(name, material_id, said, hasty=hasty)

    @rule(name=devices, said=opinions, lost=accidents)
    def decide_on_all(self, name: str, said: Opinion, lost: list[Accident]) -> None:
        """Somebody works through the whole queue, and it leaves in several batches."""
        for material_id in self.world.devices[name].desk.ids():
            self.world.decide(name, material_id, said)
        self.world.sync(name, lost)

    @rule(name=devices, data=st.data(), said=opinions, lost=accidents)
    def decide_and_sync(
        self, name: str, data: st.DataObject, said: Opinion, lost: list[Accident]
    ) -> None:
        """Somebody decides, and it leaves at once."""
        material_id = self.choose(name, data)
        if material_id is not None:
            self.world.decide(name, material_id, said)
            self.world.sync(name, lost)

    @rule(
        names=st.sampled_from(["ac", "ba", "cb", "ca"]),
        data=st.data(),
        one=opinions,
        other=opinions,
        lost=accidents,
    )
    def two_decide(
        self, names: str, data: st.DataObject, one: Opinion, other: Opinion, lost: list[Accident]
    ) -> None:
        """Two devices of the unit decide on the same material, neither knowing of the other."""
        material_id = self.choose(names[0], data)
        if material_id is None or material_id not in self.world.devices[names[1]].desk.ids():
            return
        self.world.decide(names[0], material_id, one)
        self.world.decide(names[1], material_id, other)
        self.world.sync(names[1], lost)
        self.world.sync(names[0])

    @rule(name=devices, data=st.data(), remove=st.booleans())
    def take_further(self, name: str, data: st.DataObject, remove: bool) -> None:
        """Somebody retracts, or removes a person from the unit."""
        material_id = self.choose(name, data)
        if material_id is not None:
            self.world.take_further(name, material_id, remove=remove)

    @rule(name=devices)
    def take_back(self, name: str) -> None:
        """Ctrl+Z."""
        self.world.take_back(name)

    @rule(name=devices, data=st.data(), text=st.sampled_from(["写了一半", "再想想"]))
    def type(self, name: str, data: st.DataObject, text: str) -> None:
        """Somebody leaves a sentence unfinished."""
        material_id = self.choose(name, data)
        if material_id is not None:
            self.world.type(name, material_id, text)

    @rule(name=devices, lost=accidents)
    def sync(self, name: str, lost: list[Accident]) -> None:
        """A device talks to the server through a bad network."""
        self.world.sync(name, lost)

    @rule(name=devices, lost=accidents, at=st.integers(0, MOST_COMMITS))
    def sync_and_die(self, name: str, lost: list[Accident], at: int) -> None:
        """A device dies in the middle, at one of its commits, and starts again."""
        self.world.sync_and_die(name, at, lost)

    @rule(name=devices)
    def sync_on_a_full_disk(self, name: str) -> None:
        """A device finds its disk full for a while (I18)."""
        self.world.sync_on_a_full_disk(name)

    @rule()
    def quiesce(self) -> None:
        """The network is well again: everything settles, and everybody sees the truth."""
        invariants.at_rest(self.world)

    @invariant()
    def all_holds(self) -> None:
        """What `tests.sync.invariants` says."""
        if self.materials:
            invariants.hold(self.world)


@pytest.fixture
def small_helpings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pull need several pages, and a push several batches."""
    monkeypatch.setattr(pull, "PAGE_ROWS", 3)
    monkeypatch.setattr(push, "BATCH_ITEMS", 2)


@pytest.mark.parametrize("anew", [False, True], ids=["changes", "new_generation"])
def test_a_device_may_die_at_every_commit_of_an_exchange(
    stage: Stage, tmp_path: Path, anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "BATCH_ITEMS", 2)
    with closing(World(stage, tmp_path)) as world:
        commits, dies = 0, True
        while dies:
            materials = [world.apply_for() for _n in range(1 if anew else 5)]
            world.sync("a")
            for material in materials:
                world.decide("a", material, Opinion(Verdict.DEFERRED))
            world.apply_for()
            if anew:
                world.begin_anew()
            dies = world.sync_and_die("a", commits)
            invariants.hold(world)
            commits += dies
        assert commits > (20 if anew else 4)
        invariants.at_rest(world)


@pytest.mark.usefixtures("small_helpings")
@pytest.mark.allow_warnings  # a server that dies says so
@pytest.mark.timeout(0)
def test_whatever_happens_nothing_is_lost_doubled_or_overruled(stage: Stage) -> None:
    Exchange.stage = stage
    run_state_machine_as_test(
        Exchange,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
