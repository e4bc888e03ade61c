"""The stage of the model: people, devices, a server, and what is known about them."""

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
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
)
from sqlalchemy import select

from desktop.contract import routes
from desktop.contract.operations import OperationKind
from desktop.contract.sync import ChangesPage, Digest
from desktop.domain.errors import ExpectedError, RuleViolationError
from desktop.domain.practice_period import Period
from desktop.domain.review import REMARK_REQUIRED, ReviewStatus, Verdict
from desktop.services import reviewing
from desktop.store.records import OutboxState
from server_stub.app import open_units
from server_stub.settings import Settings
from server_stub.storage.models import Decision, Grant
from tests.support import small_world
from tests.support.desk import Desk, sign_in
from tests.support.in_process import Fault, InProcess, Inside
from tests.support.server import Clock
from tests.support.small_world import (
    ASSISTANT,
    COUNTY_OFFICER,
    HEALTH_CENTRE,
    HOSPITAL,
    MANAGER,
    NOW,
)

if TYPE_CHECKING:
    from desktop.remote.transport import Call, Reply
    from desktop.store.records import OutboxItem
    from server_stub.services.unit import Units

PEOPLE = (MANAGER, ASSISTANT, COUNTY_OFFICER)
LEVELS = {MANAGER: "unit", ASSISTANT: "unit", COUNTY_OFFICER: "county"}
PERIODS = (Period(date(2025, 8, 1), date(2026, 7, 31)), Period(date(2025, 8, 1), date(2026, 1, 31)))
TERMINAL = frozenset(OutboxState) - {OutboxState.QUEUED, OutboxState.SENT, OutboxState.CANCELLED}


@dataclass(frozen=True)
class Opinion:
    """What a reviewer thinks; the period counts with an approval of the unit only."""

    verdict: Verdict
    period: Period


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


class Stage(RuleBasedStateMachine):
    """What was saved where, what was final once, and who may act."""

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
            self.watched_sync(person, [])

    def teardown(self) -> None:
        """End everything."""
        self.stack.close()

    def submit(self, unit: int) -> None:
        """Hand in a material."""
        with self.units.writing() as work:
            name = f"考生{len(self.materials)}"
            self.materials.append(small_world.apply_for(work, name, unit))

    def let_decide(self, person: int, material_id: int, said: Opinion, *, hasty: bool) -> None:
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
        self.note_saved(person, material_id)

    def choose(self, person: int, data: st.DataObject) -> int | None:
        ids = self.desks[person].ids()
        return data.draw(st.sampled_from(ids)) if ids else None

    @staticmethod
    def keys(desk: Desk) -> set[str]:
        return {item.key for item in desk.replica.outbox.items(frozenset(OutboxState))}

    def note_saved(self, person: int, material_id: int) -> None:
        new = self.keys(self.desks[person]) - set(self.saved[person])
        assert len(new) == 1, material_id
        self.saved[person] += new

    def note_taken_back(self, person: int, items: list[OutboxItem]) -> None:
        for item in items:
            if item.kind is OperationKind.DECIDE:
                self.drafts[person][item.material_id] = item.remark

    def watched_sync(self, person: int, lost: list[Fault]) -> None:
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

    def settle(self, person: int) -> None:
        desk = self.desks[person]
        for _try in range(6):
            self.clock.advance(301)
            self.watched_sync(person, [])
            if not [i for i in desk.outbox() if i.state in {OutboxState.QUEUED, OutboxState.SENT}]:
                return
            reviewing.send_now(workspace=desk.workspace)
        message = "the outbox does not settle"
        raise AssertionError(message)

    def sees_the_truth(self, person: int) -> None:
        desk = self.desks[person]
        self.watched_sync(person, [])
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


def remove_person(desk: Desk, material_id: int) -> None:
    seen = desk.seen(material_id)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=material_id, seen=seen, reason="离职"
    )


def retract(desk: Desk, material_id: int) -> None:
    reviewing.retract(
        workspace=desk.workspace, material_id=material_id, seen=desk.seen(material_id)
    )
