"""What holds in the model at any time; the numbers are those of `docs/sync.md`.

`after_exchange` looks at one device right after it talked to the server, `hold` at everything after
any step, `at_rest` once nothing is under way.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.contract.operations import OperationKind
from desktop.contract.sync import DIGEST_MODULUS, Digest
from desktop.domain.review import ReviewStatus, TimelineKind, Verdict
from server_stub.services import audit
from server_stub.services.actors import SignedIn, actor_in
from server_stub.services.materials import dossier_of, statuses_of
from server_stub.services.refusals import Refusal
from server_stub.storage import feed
from server_stub.storage.migrate import epoch, rev_floor
from server_stub.storage.models import Applied, Decision, Grant, Material, Organization
from tests.support import small_world

if TYPE_CHECKING:
    from sqlalchemy import Row

    from server_stub.services.materials import Dossier as ServerDossier
    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor
    from tests.sync.model import Device, World

WAITS = frozenset({"queued", "sent"})
ACTS = {
    OperationKind.DECIDE: TimelineKind.DECIDED,
    OperationKind.RETRACT: TimelineKind.RETRACTED,
    OperationKind.REMOVE_FROM_UNIT: TimelineKind.REMOVED_FROM_UNIT,
}


def after_exchange(world: World, device: Device) -> None:
    """Look at a device that has just talked to the server."""
    judge_the_judge(world)
    replica = device.desk.replica
    state = (replica.meta.cursor, replica.feed.digest())
    if state[0] and state[0] != device.state[0]:
        with world.units.reading() as unit:
            actor = _actor(unit, device)
            assert actor is not None, "I7: nothing is read without a right"
            totals = feed.all_totals(unit.session, actor)
            digest = Digest(count=totals.count, total=totals.total % DIGEST_MODULUS)
            assert state[1] == digest, "I10, I11: cursor and data belong together"
            _compare_rows(unit, actor, device)
    elif state[0]:
        assert state == device.state, "I11: no row changes without the cursor"
    device.state = state
    assert world.heals == 0, "I8: what came piece by piece never had to be healed"


def _compare_rows(unit: Unit, actor: Actor, device: Device) -> None:
    """I8, I9: what lies here is what is in scope, found in another way than the feed's."""
    path = actor.organization_path
    theirs = {
        (row.id, row.seq, row.rev)
        for row in unit.session.execute(select(Material.__table__))
        if row.organization_path.startswith(path)
    }
    places = {
        (row.id, row.seq, row.path)
        for row in unit.session.execute(select(Organization.__table__))
        if row.path.startswith(path) or path.startswith(row.path)
    }
    with device.desk.replica._database.read() as tables:
        ours = set(tables.all("SELECT id, seq, rev FROM material$"))
        known = set(tables.all("SELECT id, seq, path FROM organization$"))
    assert ours == theirs, "I8, I9: materials of the scope, and no others"
    assert known == places, "I8, I9: organizations of the scope, and no others"
    with device.desk.replica._pictures.read() as tables:
        pictured = {row[0] for row in tables.all("SELECT DISTINCT material_id FROM used_by")}
    waiting = {item.material_id for item in device.desk.outbox()}
    assert pictured <= {row[0] for row in ours} | waiting, "I9: pictures leave with the material"


def judge_the_judge(world: World) -> None:
    """Look at every decision that appeared at the server since the last look."""
    with world.units.reading() as unit:
        rows = unit.session.execute(select(Decision.__table__).order_by(Decision.id)).all()
        floor = rev_floor(unit.session)
        revs = {row.key: row.rev for row in rows}
        assert len(revs) == len(rows), "I1: each key has at most one effect"
        for row in rows:
            if row.key in world.judged:
                continue
            world.judged.add(row.key)
            device = next(one for one in world.devices.values() if row.key in one.saved)
            assert row.person_id == device.person
            assert _has_right(unit, device.person), "I7: no effect without a right"
            if row.status == "applied":
                _judge_finality(world, row)
                _judge_version(unit, device, row, revs, floor)
                _judge_order(unit, row)


def _judge_finality(world: World, row: Row[Any]) -> None:
    """I5: 审核不通过 is absorbing; only the binding to the unit may end after it."""
    ends_binding = row.kind == OperationKind.REMOVE_FROM_UNIT
    assert row.material_id not in world.refused or ends_binding, "I5: nothing after a refusal"
    if row.verdict == Verdict.REFUSED:
        world.refused.add(row.material_id)


def _judge_version(
    unit: Unit, device: Device, row: Row[Any], revs: dict[str, int], floor: int
) -> None:
    """I6: no verdict lands on content, unit or revision that its author did not see."""
    with device.desk.replica._database.read() as tables:
        (body,) = tables.one("SELECT body FROM outbox WHERE key = ?", (row.key,)) or (b"{}",)
    expect = json.loads(body)["expect"]
    seen = expect["rev"] if "rev" in expect else revs[expect["after"]]
    assert row.rev == max(seen, floor) + 1, "I6: the revision that its author saw"
    if "rev" not in expect:
        return
    assert row.content_hash == expect["content_hash"], "I6: the content that its author saw"
    dossier = small_world.dossier_at(unit, row.material_id)
    history = [
        (one[0], one[1], one[4], one[5])
        for one in dossier.timeline
        if one[1] != TimelineKind.ALSO_REVIEWED
    ]
    entry = (row.decided_at, ACTS[row.kind], row.person_name, row.verdict)
    before = [history[:n] for n, one in enumerate(history) if one == entry]
    assert device.seen[row.key] in before, "I6: the history that its author saw"


def _judge_order(unit: Unit, row: Row[Any]) -> None:
    """I15: the decisions of a material are those of a serial order."""
    statement = select(Decision.rev, Decision.seq).where(
        Decision.material_id == row.material_id, Decision.status == "applied"
    )
    numbers = unit.session.execute(statement.order_by(Decision.id)).all()
    assert list(numbers) == sorted(numbers), "I15: one after the other"
    assert len({one.rev for one in numbers}) == len(numbers), "I15: none beside another"


def forget_the_lost(world: World) -> None:
    """A backup was put back: what came after it is not there, and may come again."""
    with world.units.reading() as unit:
        world.judged = set(unit.session.scalars(select(Decision.key)))
        world.refused &= _refused(unit)


def _refused(unit: Unit) -> set[int]:
    return {
        row.id
        for row in unit.session.scalars(select(Material))
        if ReviewStatus.REFUSED in statuses_of(dossier_of(row)).values()
    }


def hold(world: World) -> None:
    """Look at everything."""
    judge_the_judge(world)
    with world.units.reading() as unit:
        statement = select(Applied.person_id, Applied.key, Applied.result)
        stored = {
            (row.person_id, row.key): json.loads(row.result)
            for row in unit.session.execute(statement)
        }
        now = epoch(unit.session)
        refused = _refused(unit)
    assert world.refused <= refused, "I5: a refusal stays"
    for device in world.devices.values():
        assert device.keys() == device.saved, "I3, I4, I12: the outbox holds what was saved"
        for material_id, text in device.drafts.items():
            draft = device.desk.replica.drafts.get(material_id)
            assert draft is not None, "I12: drafts stay"
            assert draft.remark == text, "I12: drafts stay as they are"
        _compare_outcomes(device, stored, now)


def _compare_outcomes(
    device: Device, stored: dict[tuple[int, str], dict[str, Any]], now: str
) -> None:
    """I2: what is shown is the stored outcome, so success never looks like failure."""
    replica = device.desk.replica
    clock = device.desk.workspace.now
    with replica._database.read() as tables:
        rows = tables.all("SELECT key, state, outcome, resolution, not_before FROM outbox")
        known = tables.one("SELECT value FROM meta WHERE key = 'epoch'")
    for key, state, shown, resolution, not_before in rows:
        outcome = stored.get((device.person, key))
        if state not in {"queued", "cancelled"}:
            assert not_before <= clock, "N5: nothing leaves before its grace time ends"
        if state in {"queued", "cancelled"}:
            assert outcome is None, "I2: taken back means that it never left"
        elif state != "sent" and known == (now,) and resolution in {None, "settled"}:
            assert outcome is not None, "I2: nothing is shown that the server did not say"
            assert state == outcome["status"], "I2: the outcome that the server stored"
            assert json.loads(shown) == outcome, "I2: word for word"


def at_rest(world: World) -> None:
    """Let everything settle; then everybody sees the truth, in full."""
    for name in world.devices:
        world.settle(name)
    for name, device in world.devices.items():
        report = world.sync(name)
        with world.units.reading() as unit:
            actor = _actor(unit, device)
            if actor is None:
                assert device.desk.ids() == [], "I9: who has no right has no data"
                continue
            assert report.ok, report.failures
            assert device.desk.replica.meta.epoch == epoch(unit.session), "I17: no gap is served"
            for row in unit.session.scalars(select(Material)):
                if row.organization_path.startswith(actor.organization_path):
                    _compare_dossier(device, actor, dossier_of(row))
            assert audit.verify(unit) == (), "I16: the audit is whole"
    hold(world)


def _compare_dossier(device: Device, actor: Actor, theirs: ServerDossier) -> None:
    ours = device.desk.dossier(theirs.id)
    statuses = {step.level: step.status for step in theirs.chain}
    expected = statuses.get(actor.level, ReviewStatus.NOT_REACHED)
    shown = (ours.seq, ours.rev, ours.content_hash, ours.phone, ours.chain)
    assert shown == (
        theirs.seq,
        theirs.rev,
        theirs.content_hash,
        theirs.phone,
        theirs.chain,
    ), "I8: the dossier as the server has it"
    assert ours.server_status is expected, "I8: the status of the own level"
    assert ours.own_status is expected, "I8: nothing is laid over it any more"


def _actor(unit: Unit, device: Device) -> Actor | None:
    signed_in = SignedIn(0, device.person, "", device.name * 32, "", 0)
    context = device.desk.workspace.context
    try:
        return actor_in(unit, signed_in, f"{context.organization_id}-{context.business}")
    except Refusal:
        return None


def _has_right(unit: Unit, person: int) -> bool:
    rights = select(Grant).where(Grant.person_id == person, Grant.revoked_at.is_(None))
    return unit.session.scalars(rights).first() is not None
