"""Three people, three devices, one server, and a network that loses what it carries.

Hypothesis draws what the people, the applicants, the administrators and the network do; after every
step the invariants of the sync hold. The numbers I1, I2 … are those of the sync's specification.
The client's whole core and the server's whole application run; only sockets are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, update

from desktop.contract.operations import Outcome
from desktop.domain.errors import RuleViolationError
from desktop.domain.review import ReviewStatus, Verdict
from desktop.services import reviewing
from desktop.store.records import Draft, OutboxState
from desktop.sync import pull
from server_stub.app import create_app, open_units
from server_stub.services import applying
from server_stub.services.materials import statuses_of
from server_stub.settings import Settings
from server_stub.storage.models import Applied, Decision, Grant, Meta
from tests.support import small_world
from tests.support.in_process import Fault, in_process
from tests.support.server import Clock
from tests.support.small_world import (
    ASSISTANT,
    HEALTH_CENTRE,
    HOSPITAL,
    MANAGER,
    NOW,
    confirmation_code,
)
from tests.sync.model import (
    PEOPLE,
    PERIODS,
    TERMINAL,
    KilledError,
    Opinion,
    Stage,
    remove_person,
    retract,
)

if TYPE_CHECKING:
    from pathlib import Path

MOST_MATERIALS = 9

people = st.sampled_from(PEOPLE)
faults = st.lists(
    st.sampled_from([Fault.NONE, Fault.NONE, Fault.LOST_REQUEST, Fault.LOST_REPLY, Fault.DOUBLED]),
    max_size=4,
)


opinions = st.builds(
    Opinion,
    verdict=st.sampled_from([Verdict.APPROVED, *Verdict]),
    period=st.sampled_from([PERIODS[0], *PERIODS]),
)


class Exchange(Stage):
    """What may happen, and what must hold."""

    # ------------------------------------------------------------------- what happens

    @precondition(lambda self: len(self.materials) < MOST_MATERIALS)
    @rule(unit=st.sampled_from([HOSPITAL, HEALTH_CENTRE]))
    def somebody_applies(self, unit: int) -> None:
        """Somebody hands in a new material."""
        self.submit(unit)

    @precondition(lambda self: self.materials)
    @rule(
        data=st.data(),
        what=st.sampled_from(["withdraw", "resubmit", "join", "phone"]),
        unit=st.sampled_from([HOSPITAL, HEALTH_CENTRE]),
        school=st.sampled_from(["甲", "乙"]),
    )
    def applicant(self, data: st.DataObject, what: str, unit: int, school: str) -> None:
        """An applicant does what applicants do, where the rules let them."""
        material_id = data.draw(st.sampled_from(self.materials))
        with self.units.writing() as work:
            try:
                if what == "withdraw":
                    applying.withdraw(work, material_id)
                elif what == "resubmit":
                    applying.resubmit(work, material_id, details={"school": school})
                elif what == "join":
                    applying.join_unit(work, material_id, confirmation_code(unit))
                else:
                    applying.change_phone(work, material_id, "13700137000")
            except RuleViolationError:
                return

    @rule(
        what=st.sampled_from(["revoke", "restore", "restore", "backup", "wait", "wait"]),
        person=people,
    )
    def the_world_goes_on(self, what: str, person: int) -> None:
        """Rights come and go, servers are restored from backups, grace times end."""
        if what == "wait":
            self.clock.advance(700)
            return
        with self.units.writing() as work:
            rights = update(Grant).where(Grant.person_id == person)
            epoch = update(Meta).where(Meta.name == "epoch")
            if what == "backup":
                work.session.execute(epoch.values(value=f"{len(self.digests):016}"))
            else:
                at = work.now if what == "revoke" else None
                work.session.execute(rights.values(revoked_at=at))

    @rule(person=people, data=st.data(), said=opinions, hasty=st.booleans())
    def decide(self, person: int, data: st.DataObject, said: Opinion, hasty: bool) -> None:
        """Somebody decides on what is on the own screen."""
        material_id = self.choose(person, data)
        if material_id is not None:
            self.let_decide(person, material_id, said, hasty=hasty)

    @rule(person=people, data=st.data(), said=opinions, lost=faults)
    def decide_and_sync(
        self, person: int, data: st.DataObject, said: Opinion, lost: list[Fault]
    ) -> None:
        """Somebody decides, and it leaves at once."""
        material_id = self.choose(person, data)
        if material_id is not None:
            self.let_decide(person, material_id, said, hasty=True)
            self.watched_sync(person, lost)

    @rule(data=st.data(), one=opinions, other=opinions, lost=faults)
    def two_decide(
        self, data: st.DataObject, one: Opinion, other: Opinion, lost: list[Fault]
    ) -> None:
        """Two people of the unit decide on the same material, neither knowing of the other."""
        material_id = self.choose(MANAGER, data)
        if material_id is None or material_id not in self.desks[ASSISTANT].ids():
            return
        self.let_decide(MANAGER, material_id, one, hasty=True)
        self.let_decide(ASSISTANT, material_id, other, hasty=True)
        self.watched_sync(ASSISTANT, lost)
        self.watched_sync(MANAGER, [])

    @rule(person=people, data=st.data(), remove=st.booleans())
    def take_further(self, person: int, data: st.DataObject, remove: bool) -> None:
        """Somebody retracts, or removes a person from the unit."""
        material_id = self.choose(person, data)
        if material_id is None:
            return
        desk = self.desks[person]
        before = self.keys(desk)
        queued = [item for item in desk.outbox(material_id) if item.state is OutboxState.QUEUED]
        try:
            act = remove_person if remove else retract
            act(desk, material_id)
        except RuleViolationError:
            return
        if self.keys(desk) == before:
            self.note_taken_back(person, queued)
        else:
            self.note_saved(person, material_id)

    @rule(person=people)
    def take_back(self, person: int) -> None:
        """Ctrl+Z."""
        desk = self.desks[person]
        waiting = [item for item in desk.outbox() if item.state is OutboxState.QUEUED]
        latest = desk.replica.outbox.latest_cancellable(desk.workspace.now)
        try:
            reviewing.take_back_last(workspace=desk.workspace)
        except RuleViolationError:
            return
        assert latest is not None
        same = [i for i in waiting if i.material_id == latest.material_id and i.n >= latest.n]
        self.note_taken_back(person, same)

    @rule(person=people, data=st.data(), text=st.sampled_from(["写了一半", "再想想"]))
    def type(self, person: int, data: st.DataObject, text: str) -> None:
        """Somebody leaves a sentence unfinished."""
        material_id = self.choose(person, data)
        if material_id is not None:
            draft = Draft(material_id, None, text, None, NOW)
            reviewing.save_draft(workspace=self.desks[person].workspace, draft=draft)
            self.drafts[person][material_id] = text

    @rule(person=people, lost=faults)
    def sync(self, person: int, lost: list[Fault]) -> None:
        """A device talks to the server through a bad network."""
        self.watched_sync(person, lost)

    @rule(person=people, lost=faults, commits=st.integers(0, 4))
    def sync_and_die(self, person: int, lost: list[Fault], commits: int) -> None:
        """A device dies in the middle, at one of its commits, and starts again."""
        desk = self.desks[person]
        left = commits

        def die() -> bool:
            nonlocal left
            left -= 1
            if left < 0:
                raise KilledError
            return False

        desk.replica._database.writer.set_commit_hook(die)
        try:
            self.watched_sync(person, lost)
        except KilledError:
            pass
        finally:
            desk.replica._database.writer.set_commit_hook(None)
        desk.reopen()

    @rule()
    def quiesce(self) -> None:
        """The network is well again: everything settles, and everybody sees the truth (I8)."""
        self.clock.advance(1000)
        for person in PEOPLE:
            self.settle(person)
        for person in PEOPLE:
            self.sees_the_truth(person)

    # ------------------------------------------------------------------- what must hold

    @invariant()
    def nothing_counts_twice(self) -> None:
        """I1: each key has at most one effect."""
        with self.units.reading() as work:
            keys = list(work.session.scalars(select(Decision.key)))
        assert len(keys) == len(set(keys))

    @invariant()
    def what_is_shown_is_what_the_server_said(self) -> None:
        """I2: a shown outcome is the stored one, so success never looks like failure."""
        with self.units.reading() as work:
            stored = {
                (row.person_id, row.key): Outcome.model_validate_json(row.result)
                for row in work.session.scalars(select(Applied))
            }
        for person, desk in self.desks.items():
            for item in desk.replica.outbox.items(TERMINAL):
                outcome = stored[person, item.key]
                assert (item.state.value, item.code) == (outcome.status.value, outcome.code.value)
            for item in desk.replica.outbox.items(frozenset({OutboxState.CANCELLED})):
                assert (person, item.key) not in stored  # taken back means that it never left

    @invariant()
    def nothing_that_was_saved_is_lost(self) -> None:
        """I3, I4, I12: outbox and drafts hold exactly what people put there."""
        for person, desk in self.desks.items():
            assert self.keys(desk) == set(self.saved[person])
            for material_id, text in self.drafts[person].items():
                draft = desk.replica.drafts.get(material_id)
                assert draft is not None
                assert draft.remark == text

    @invariant()
    def a_refusal_stays(self) -> None:
        """I5: 审核不通过 is absorbing."""
        for material_id in self.materials:
            with self.units.reading() as work:
                dossier = small_world.dossier_at(work, material_id)
            refused = ReviewStatus.REFUSED in statuses_of(dossier).values()
            assert refused or material_id not in self.refused
            if refused:
                self.refused.add(material_id)

    @invariant()
    def a_replica_is_always_a_state_of_the_server(self) -> None:
        """I10, I11: cursor and data belong together, never half a pull."""
        for desk in self.desks.values():
            cursor = desk.replica.meta.cursor
            if cursor:
                assert desk.replica.feed.digest() == self.digests[cursor]


@pytest.mark.timeout(900)
def test_whatever_happens_nothing_is_lost_doubled_or_overruled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "PAGE_ROWS", 3)
    template = tmp_path / "template"
    units = open_units(Settings(data=template), Clock(NOW))
    with units.writing() as work:
        small_world.settle(work)
    units.database.close()
    app = create_app(units)
    with in_process(app) as inside:
        Exchange.template, Exchange.inside, Exchange.app = template, inside, app
        run_state_machine_as_test(
            Exchange,
            settings=settings(
                max_examples=30,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
