"""Three people, three devices, one server, and a network that loses what it carries.

Hypothesis draws what the people, the applicants, the administrators and the network do; after every
step the invariants of the sync hold. The numbers I1, I2 … are those of the sync's specification.
The client's whole core and the server's whole application run; only sockets are left out.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, update

from desktop.contract import routes
from desktop.contract.operations import OperationKind, Outcome
from desktop.contract.sync import ChangesPage, Digest
from desktop.domain.errors import ExpectedError, RuleViolationError
from desktop.domain.practice_period import Period
from desktop.domain.review import REMARK_REQUIRED, ReviewStatus, Verdict
from desktop.services import reviewing
from desktop.store.records import Draft, OutboxState
from desktop.sync import pull
from server_stub.app import create_app, open_units
from server_stub.services import applying
from server_stub.services.materials import statuses_of
from server_stub.settings import Settings
from server_stub.storage.models import Applied, Decision, Grant, Meta
from tests.support import small_world
from tests.support.desk import Desk, sign_in
from tests.support.in_process import Fault, InProcess, Inside, in_process
from tests.support.server import Clock
from tests.support.small_world import (
    ASSISTANT,
    COUNTY_OFFICER,
    HEALTH_CENTRE,
    HOSPITAL,
    MANAGER,
    NOW,
    confirmation_code,
)

if TYPE_CHECKING:
    import pytest

    from desktop.remote.transport import Call, Reply
    from desktop.store.records import OutboxItem
    from server_stub.services.unit import Units

PEOPLE = (MANAGER, ASSISTANT, COUNTY_OFFICER)
LEVELS = {MANAGER: "unit", ASSISTANT: "unit", COUNTY_OFFICER: "county"}
PERIODS = (Period(date(2025, 8, 1), date(2026, 7, 31)), Period(date(2025, 8, 1), date(2026, 1, 31)))
TERMINAL = frozenset(OutboxState) - {OutboxState.QUEUED, OutboxState.SENT, OutboxState.CANCELLED}
MOST_MATERIALS = 9

people = st.sampled_from(PEOPLE)
faults = st.lists(
    st.sampled_from([Fault.NONE, Fault.NONE, Fault.LOST_REQUEST, Fault.LOST_REPLY, Fault.DOUBLED]),
    max_size=4,
)


@dataclass(frozen=True)
class Opinion:
    """What a reviewer thinks; the period counts with an approval of the unit only."""

    verdict: Verdict
    period: Period


opinions = st.builds(
    Opinion,
    verdict=st.sampled_from([Verdict.APPROVED, *Verdict]),
    period=st.sampled_from([PERIODS[0], *PERIODS]),
)


class KilledError(BaseException):
    """The client's process is gone; nothing of ours catches this."""


class Carrier(InProcess):
    """A way to the server that also remembers which digest belongs to which cursor."""

    def __init__(self, inside: Inside, clock: Clock, digests: dict[str, Digest]) -> None:
        super().__init__(inside, clock)
        self.digests = digests

    def exchange(self, call: Call) -> Reply:
        """Carry a call and look at the answer."""
        reply = super().exchange(call)
        if call.path == routes.CHANGES:
            page = json.loads(reply.body)
            if page["digest"] is not None:
                self.digests[page["next"]] = Digest(**page["digest"])
        return reply


class Exchange(RuleBasedStateMachine):
    """The model: what was saved where, what was final once, and who may act."""

    template: ClassVar[Path]
    inside: ClassVar[Inside]
    app: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        shutil.copytree(self.template, self.folder / "server")
        self.clock = Clock(NOW)
        self.units: Units = open_units(Settings(data=self.folder / "server"), self.clock)
        self.stack.callback(self.units.database.close)
        self.app.state.units = self.units
        self.digests: dict[str, Digest] = {}
        self.saved: dict[int, list[str]] = {person: [] for person in PEOPLE}
        self.drafts: dict[int, dict[int, str]] = {person: {} for person in PEOPLE}
        self.materials: list[int] = []
        self.refused: set[int] = set()
        self.judged: set[str] = set()
        self.desks: dict[int, Desk] = {}

    @initialize(offsets=st.tuples(*[st.sampled_from([0, 0, -90_000, 90_000])] * 3))
    def open_the_desks(self, offsets: tuple[int, ...]) -> None:
        """Everybody signs in; the devices' clocks are anything but right (I13)."""
        for person, offset, device in zip(PEOPLE, offsets, "abc", strict=True):
            desk = Desk(
                folder=self.folder / f"desk{person}",
                carrier=Carrier(self.inside, self.clock, self.digests),
                tokens=sign_in(self.units, person, device * 32),
                device_id=device * 32,
                clock=_Skewed(self.clock, offset),
            )
            self.stack.callback(desk.close)
            self.desks[person] = desk
        for unit in (*[HOSPITAL] * 5, HEALTH_CENTRE):
            self.submit(unit)
        for person in PEOPLE:
            self._watched_sync(person, [])

    def teardown(self) -> None:
        """End everything."""
        self.stack.close()

    # ------------------------------------------------------------------- what happens

    @precondition(lambda self: len(self.materials) < MOST_MATERIALS)
    @rule(unit=st.sampled_from([HOSPITAL, HEALTH_CENTRE]))
    def somebody_applies(self, unit: int) -> None:
        """Somebody hands in a new material."""
        self.submit(unit)

    def submit(self, unit: int) -> None:
        """Hand in a material."""
        with self.units.writing() as work:
            name = f"考生{len(self.materials)}"
            self.materials.append(small_world.apply_for(work, name, unit))

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
        material_id = self._choose(person, data)
        if material_id is not None:
            self._decide(person, material_id, said, hasty=hasty)

    @rule(person=people, data=st.data(), said=opinions, lost=faults)
    def decide_and_sync(
        self, person: int, data: st.DataObject, said: Opinion, lost: list[Fault]
    ) -> None:
        """Somebody decides, and it leaves at once."""
        material_id = self._choose(person, data)
        if material_id is not None:
            self._decide(person, material_id, said, hasty=True)
            self._watched_sync(person, lost)

    @rule(data=st.data(), one=opinions, other=opinions, lost=faults)
    def two_decide(
        self, data: st.DataObject, one: Opinion, other: Opinion, lost: list[Fault]
    ) -> None:
        """Two people of the unit decide on the same material, neither knowing of the other."""
        material_id = self._choose(MANAGER, data)
        if material_id is None or material_id not in self.desks[ASSISTANT].ids():
            return
        self._decide(MANAGER, material_id, one, hasty=True)
        self._decide(ASSISTANT, material_id, other, hasty=True)
        self._watched_sync(ASSISTANT, lost)
        self._watched_sync(MANAGER, [])

    def _decide(self, person: int, material_id: int, said: Opinion, *, hasty: bool) -> None:
        """Decide where the rules on this side let one."""
        verdict = said.verdict
        confirmed = verdict is Verdict.APPROVED and LEVELS[person] == "unit"
        try:
            self.desks[person].decide(
                material_id,
                verdict,
                remark="理由" if verdict in REMARK_REQUIRED else "",
                period=said.period if confirmed else None,
                at_once=hasty,
            )
        except RuleViolationError:
            return
        self.drafts[person].pop(material_id, None)
        self._note_saved(person, material_id)

    @rule(person=people, data=st.data(), remove=st.booleans())
    def take_further(self, person: int, data: st.DataObject, remove: bool) -> None:
        """Somebody retracts, or removes a person from the unit."""
        material_id = self._choose(person, data)
        if material_id is None:
            return
        desk = self.desks[person]
        before = self._keys(desk)
        queued = [item for item in desk.outbox(material_id) if item.state is OutboxState.QUEUED]
        try:
            act = _remove if remove else _retract
            act(desk, material_id)
        except RuleViolationError:
            return
        if self._keys(desk) == before:
            self._note_taken_back(person, queued)
        else:
            self._note_saved(person, material_id)

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
        self._note_taken_back(person, same)

    @rule(person=people, data=st.data(), text=st.sampled_from(["写了一半", "再想想"]))
    def type(self, person: int, data: st.DataObject, text: str) -> None:
        """Somebody leaves a sentence unfinished."""
        material_id = self._choose(person, data)
        if material_id is not None:
            draft = Draft(material_id, None, text, None, NOW)
            reviewing.save_draft(workspace=self.desks[person].workspace, draft=draft)
            self.drafts[person][material_id] = text

    @rule(person=people, lost=faults)
    def sync(self, person: int, lost: list[Fault]) -> None:
        """A device talks to the server through a bad network."""
        self._watched_sync(person, lost)

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
            self._watched_sync(person, lost)
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
            self._settle(person)
        for person in PEOPLE:
            self._sees_the_truth(person)

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
            assert self._keys(desk) == set(self.saved[person])
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

    # ---------------------------------------------------------------------- how it is done

    def _choose(self, person: int, data: st.DataObject) -> int | None:
        ids = self.desks[person].ids()
        return data.draw(st.sampled_from(ids)) if ids else None

    @staticmethod
    def _keys(desk: Desk) -> set[str]:
        return {item.key for item in desk.replica.outbox.items(frozenset(OutboxState))}

    def _note_saved(self, person: int, material_id: int) -> None:
        new = self._keys(self.desks[person]) - set(self.saved[person])
        assert len(new) == 1, material_id
        self.saved[person] += new

    def _note_taken_back(self, person: int, items: list[OutboxItem]) -> None:
        for item in items:
            if item.kind is OperationKind.DECIDE:
                self.drafts[person][item.material_id] = item.remark

    def _watched_sync(self, person: int, lost: list[Fault]) -> None:
        """Sync, and judge every decision that appeared at the server on its own (I6, I7)."""
        desk = self.desks[person]
        carrier = desk.carrier
        assert isinstance(carrier, Carrier)
        carrier.faults.clear()
        carrier.faults.extend(lost)
        try:
            desk.sync()
        finally:
            carrier.faults.clear()
            self._judge_the_judge(person)

    def _judge_the_judge(self, person: int) -> None:
        with self.units.reading() as work:
            columns = (
                Decision.key,
                Decision.person_id,
                Decision.status,
                Decision.rev,
                Decision.content_hash,
            )
            rows = work.session.execute(select(*columns)).all()
            rights = select(Grant).where(Grant.person_id == person, Grant.revoked_at.is_(None))
            entitled = work.session.scalars(rights).first() is not None
        revs = {row.key: row.rev for row in rows}
        for row in rows:
            if row.key in self.judged:
                continue
            self.judged.add(row.key)
            assert row.person_id == person
            assert entitled
            if row.status == "applied":
                body = self._sent(person, row.key)
                expect = body["expect"]
                seen = expect["rev"] if "rev" in expect else revs[expect["after"]]
                assert row.rev == seen + 1
                assert "rev" not in expect or row.content_hash == expect["content_hash"]

    def _sent(self, person: int, key: str) -> dict[str, Any]:
        with self.desks[person].replica._database.read() as tables:
            row = tables.one("SELECT body FROM outbox WHERE key = ?", (key,))
        assert row is not None
        body: dict[str, Any] = json.loads(row[0])
        return body

    def _settle(self, person: int) -> None:
        desk = self.desks[person]
        for _try in range(6):
            self.clock.advance(301)
            self._watched_sync(person, [])
            if not [i for i in desk.outbox() if i.state in {OutboxState.QUEUED, OutboxState.SENT}]:
                return
            reviewing.send_now(workspace=desk.workspace)
        message = "the outbox does not settle"
        raise AssertionError(message)

    def _sees_the_truth(self, person: int) -> None:
        desk = self.desks[person]
        self._watched_sync(person, [])
        workspace = desk.workspace
        try:
            page = workspace.api.changes(workspace.context, "", 2000)
        except ExpectedError:
            assert desk.ids() == []
            return
        assert isinstance(page, ChangesPage)
        assert page.digest == desk.replica.feed.digest()
        assert desk.ids() == sorted(row[0] for row in page.materials)
        for row in page.materials:
            dossier = desk.dossier(row[0])
            statuses = {level.value: status for level, _organization, status in row[18]}
            expected = statuses.get(LEVELS[person], ReviewStatus.NOT_REACHED)
            shown = (dossier.seq, dossier.rev, dossier.content_hash, dossier.phone)
            assert shown == (row[1], row[2], row[16], row[9])
            assert dossier.server_status is expected
            assert dossier.own_status is expected


class _Skewed(Clock):
    """A clock that runs with another one, and is wrong."""

    def __init__(self, right: Clock, offset: float) -> None:
        super().__init__(offset)
        self._right = right

    def __call__(self) -> float:
        """Return the wrong time."""
        return self._right() + self.now


def _remove(desk: Desk, material_id: int) -> None:
    seen = desk.seen(material_id)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=material_id, seen=seen, reason="离职"
    )


def _retract(desk: Desk, material_id: int) -> None:
    reviewing.retract(
        workspace=desk.workspace, material_id=material_id, seen=desk.seen(material_id)
    )


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
