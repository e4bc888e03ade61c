"""What a person did on this device is neither lost nor doubled, and always in one visible state."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import apsw
import pytest

from desktop.contract.operations import (
    AfterKey,
    CurrentState,
    Outcome,
    OutcomeCode,
    OutcomeStatus,
    RemoveFromUnit,
    Retract,
    Reveal,
    RevealedField,
    SeenVersion,
)
from desktop.domain.errors import RuleViolationError, StorageFullError
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, TimelineKind, Verdict
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.records import OutboxState, OutboxTotals, Resolution
from tests.desktop.store.world import (
    NOW,
    ORGANIZATIONS,
    decide,
    decision,
    material,
    open_replica,
    page,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.records import Dossier, ListRow
    from desktop.store.replica import Replica

YEAR = Period(date(2025, 8, 1), date(2026, 7, 31))


@pytest.fixture(autouse=True)
def _materials(replica: Replica) -> None:
    rows = [material(n) for n in range(1, 9)]
    replica.feed.apply([page(rows, organizations=ORGANIZATIONS)], "a", NOW)


def row_of(replica: Replica, material_id: int) -> ListRow:
    return replica.queries.rows([material_id])[0]


def dossier_of(replica: Replica, material_id: int) -> Dossier:
    dossier = replica.queries.dossier(material_id)
    assert dossier is not None
    return dossier


def key(number: int) -> str:
    return str(UUID(int=number))


def judged(number: int, status: OutcomeStatus, **parts: object) -> Outcome:
    return Outcome.model_validate({"key": UUID(int=number), "status": status, **parts})


def keys_due(replica: Replica, now: int = NOW, limit: int = 200, size: int = 1 << 20) -> list[int]:
    bodies = replica.outbox.due(now, limit, size)
    return [UUID(json.loads(body)["key"]).int for body in bodies]


def decide_all(replica: Replica, remark: str) -> None:
    for number in range(1, 9):
        decide(replica, decision(number, number).model_copy(update={"remark": remark}))


def removal(number: int, material_id: int, after: int | None = None) -> RemoveFromUnit:
    return RemoveFromUnit(
        key=UUID(int=number),
        material_id=material_id,
        client_at=NOW,
        expect=AfterKey(after=UUID(int=after))
        if after
        else SeenVersion(rev=1, content_hash="0" * 16),
        reason="已离职",
    )


def test_a_decision_is_seen_at_once_everywhere(replica: Replica) -> None:
    operation = decision(1, 3, Verdict.APPROVED, YEAR)
    looked_at = dossier_of(replica, 3).seen()
    changes = replica.outbox.add(operation, looked_at, NOW + 60)

    assert changes.materials == {3}
    assert changes.outbox
    assert row_of(replica, 3).status is ReviewStatus.APPROVED
    assert row_of(replica, 3).outbox_state == "queued"
    totals = replica.queries.totals(MaterialFilter(text="文静"))
    assert totals.by_status[ReviewStatus.APPROVED] == 1
    assert replica.queries.organizations()[0].pending == 7
    dossier = dossier_of(replica, 3)
    assert dossier.own_status is ReviewStatus.APPROVED
    assert dossier.server_status is ReviewStatus.PENDING
    last = dossier.timeline[-1]
    assert (last.pending, last.kind, last.verdict) == (True, TimelineKind.DECIDED, Verdict.APPROVED)
    assert last.period == YEAR
    assert last.organization_name == "示例县人民医院"
    assert dossier.outbox is not None
    assert dossier.outbox.seen == looked_at
    assert replica.check()


def test_a_decision_can_be_taken_back_until_it_leaves(replica: Replica) -> None:
    decide(replica, decision(1, 3))
    latest = replica.outbox.latest_cancellable(NOW)
    assert latest is not None
    assert latest.key == key(1)

    replica.outbox.cancel(key(1))
    assert row_of(replica, 3).status is ReviewStatus.PENDING
    assert row_of(replica, 3).outbox_state == ""
    cancelled = replica.outbox.item(key(1))
    assert cancelled is not None
    assert cancelled.state is OutboxState.CANCELLED
    assert cancelled.resolution is Resolution.TAKEN_BACK
    assert cancelled.remark == "请补盖单位公章"
    assert replica.outbox.latest_cancellable(NOW) is None

    decide(replica, decision(2, 3))
    replica.outbox.mark_sent([key(2)])
    with pytest.raises(RuleViolationError) as refused:
        replica.outbox.cancel(key(2))
    assert refused.value.code == "already_sent"
    with pytest.raises(RuleViolationError):
        replica.outbox.cancel(key(99))


def test_a_second_thought_replaces_the_first(replica: Replica) -> None:
    decide(replica, decision(1, 3, Verdict.APPROVED))
    decide(replica, decision(2, 3, Verdict.RETURNED))
    assert row_of(replica, 3).status is ReviewStatus.RETURNED
    first = replica.outbox.item(key(1))
    assert first is not None
    assert (first.state, first.resolution) == (OutboxState.CANCELLED, Resolution.REPLACED)
    assert keys_due(replica) == [2]


def test_a_thought_after_sending_stands_beside_the_first(replica: Replica) -> None:
    decide(replica, decision(1, 3, Verdict.DEFERRED))
    replica.outbox.mark_sent([key(1)])
    later = decision(2, 3, Verdict.RETURNED).model_copy(
        update={"expect": AfterKey(after=UUID(int=1))}
    )
    decide(replica, later)
    assert row_of(replica, 3).status is ReviewStatus.RETURNED
    assert [item.key for item in replica.outbox.open_items(3)] == [key(1), key(2)]
    assert keys_due(replica) == [1, 2]


def test_what_follows_another_never_leaves_before_it(replica: Replica) -> None:
    decide(replica, decision(1, 3), NOW + 60)
    decide(replica, removal(2, 3, after=1), NOW)
    assert keys_due(replica) == []
    assert keys_due(replica, NOW + 60) == [1, 2]
    assert keys_due(replica, NOW + 60, limit=1) == [1]

    with pytest.raises(RuleViolationError) as refused:
        replica.outbox.cancel(key(1))
    assert refused.value.code == "followed_by_another"
    with pytest.raises(RuleViolationError):
        decide(replica, decision(3, 3, Verdict.RETURNED))
    assert row_of(replica, 3).status is ReviewStatus.APPROVED

    replica.outbox.cancel(key(2))
    replica.outbox.cancel(key(1))
    assert keys_due(replica, NOW + 60) == []


def test_grace_and_retry_times_are_respected_and_can_be_ended(replica: Replica) -> None:
    for number in (1, 2, 3):
        decide(replica, decision(number, number), NOW + 10 * number)
    assert replica.outbox.next_due_at() == NOW + 10
    assert keys_due(replica, NOW + 10) == [1]
    replica.outbox.postpone([key(1)], NOW + 300, "not_reachable")
    assert keys_due(replica, NOW + 30) == [2, 3]
    assert replica.outbox.totals().failed == 1

    replica.outbox.release(key(1))
    assert keys_due(replica, NOW) == [1]
    replica.outbox.release()
    assert keys_due(replica, NOW) == [1, 2, 3]


def test_a_batch_is_bounded_in_count_and_bytes(replica: Replica) -> None:
    for number in range(1, 6):
        decide(replica, decision(number, number))
    assert keys_due(replica, limit=3) == [1, 2, 3]
    one = len(replica.outbox.due(NOW, 1, 1 << 20)[0])
    assert keys_due(replica, size=2 * one + 5) == [1, 2]
    assert keys_due(replica, size=10) == [1]


def test_what_is_under_way_is_not_claimed_again(replica: Replica) -> None:
    for number in range(1, 6):
        decide(replica, decision(number, number))
    replica.outbox.add(removal(6, 1, after=1), dossier_of(replica, 1).seen(), NOW)
    first = replica.outbox.claim(NOW, 3, 1 << 20)
    ahead = replica.outbox.claim(NOW, 3, 1 << 20, [one.key for one in first])

    assert [UUID(one.key).int for one in (*first, *ahead)] == [1, 2, 3, 4, 5]
    assert replica.outbox.sent_keys() == [key(n) for n in range(1, 6)]


def test_what_did_not_leave_is_queued_again(replica: Replica) -> None:
    for number in range(1, 5):
        decide(replica, decision(number, number))
    replica.outbox.mark_sent([key(4)])
    claimed = replica.outbox.claim(NOW, 200, 1 << 20)
    decide(replica, decision(5, 2, Verdict.RETURNED))
    replica.outbox.record_outcomes([judged(1, OutcomeStatus.APPLIED, rev=2)], NOW)
    assert replica.outbox.give_back(claimed).outbox

    states = {UUID(item.key).int: item.state for item in replica.outbox.items(frozenset())}
    # For 2 a second thought waits already; 4 may have been carried by an earlier request.
    assert states == {1: "applied", 2: "sent", 3: "queued", 4: "sent", 5: "queued"}


def test_what_was_sent_into_the_dark_is_known_after_a_restart(
    replica: Replica, tmp_path: Path
) -> None:
    decide(replica, decision(1, 3))
    decide(replica, decision(2, 4))
    replica.outbox.mark_sent([key(1)])
    replica.close()

    again = open_replica(tmp_path)
    assert again.outbox.sent_keys() == [key(1)]
    assert keys_due(again) == [1, 2]
    item = again.outbox.item(key(1))
    assert item is not None
    assert item.attempts == 1
    again.close()


def test_an_applied_decision_stays_in_sight_until_the_row_brings_it(replica: Replica) -> None:
    decide(replica, decision(1, 3))
    replica.outbox.mark_sent([key(1)])
    replica.outbox.record_outcomes([judged(1, OutcomeStatus.APPLIED, rev=2, seq=50)], NOW)
    assert row_of(replica, 3).status is ReviewStatus.APPROVED
    assert row_of(replica, 3).outbox_state == ""
    assert dossier_of(replica, 3).timeline[-1].pending

    replica.feed.apply([page([material(3, seq=50, rev=2, status="approved")])], "b", NOW)
    assert row_of(replica, 3).status is ReviewStatus.APPROVED
    assert not dossier_of(replica, 3).timeline[-1].pending

    replica.feed.apply([page([material(3, seq=60, rev=3, status="pending")])], "c", NOW)
    assert row_of(replica, 3).status is ReviewStatus.PENDING


def test_a_conflict_shows_the_servers_state_and_waits_for_a_person(replica: Replica) -> None:
    decide(replica, decision(1, 3, Verdict.APPROVED, YEAR))
    replica.outbox.mark_sent([key(1)])
    current = CurrentState(rev=4, status="returned", decided_by="张三", decided_at=NOW)
    outcome = judged(1, OutcomeStatus.CONFLICT, code=OutcomeCode.DECIDED, current=current)
    replica.outbox.record_outcomes([outcome], NOW)

    assert row_of(replica, 3).status is ReviewStatus.PENDING
    assert row_of(replica, 3).outbox_state == "conflict"
    (item,) = replica.outbox.open_items()
    assert (item.state, item.code, item.current) == (OutboxState.CONFLICT, "decided", current)
    assert (item.verdict, item.period, item.remark) == (Verdict.APPROVED, YEAR, "请补盖单位公章")
    assert item.seen.details["school"] == "值5"
    assert (item.material_name, item.organization_name) == ("王文静", "示例县人民医院")

    replica.outbox.resolve(key(1), Resolution.ADOPTED_SERVER, NOW + 9)
    assert replica.outbox.open_items() == []
    assert row_of(replica, 3).outbox_state == ""
    (kept,) = replica.outbox.items(frozenset({OutboxState.CONFLICT}))
    assert (kept.resolution, kept.resolved_at) == (Resolution.ADOPTED_SERVER, NOW + 9)


def test_the_most_urgent_of_several_states_is_listed(replica: Replica) -> None:
    decide(replica, decision(1, 3))
    replica.outbox.record_outcomes([judged(1, OutcomeStatus.CONFLICT)], NOW)
    decide(replica, removal(2, 3))
    assert row_of(replica, 3).outbox_state == "conflict"
    replica.outbox.resolve(key(1), Resolution.KEPT_MINE, NOW)
    assert row_of(replica, 3).outbox_state == "queued"


def test_a_judgement_is_never_overwritten(replica: Replica) -> None:
    decide(replica, decision(1, 3))
    replica.outbox.record_outcomes([judged(1, OutcomeStatus.REJECTED, field="/period")], NOW)
    replica.outbox.record_outcomes([judged(1, OutcomeStatus.APPLIED, rev=2)], NOW)
    replica.outbox.record_outcomes([judged(77, OutcomeStatus.APPLIED)], NOW)
    replica.outbox.mark_sent([key(1)])
    item = replica.outbox.item(key(1))
    assert item is not None
    assert (item.state, item.field) == (OutboxState.REJECTED, "/period")
    assert not replica.outbox.record_outcomes([], NOW)


def test_a_retraction_makes_the_material_wait_again(replica: Replica) -> None:
    replica.feed.apply([page([material(3, seq=20, rev=2, status="approved")])], "b", NOW)
    retract = Retract(
        key=UUID(int=1),
        material_id=3,
        client_at=NOW,
        expect=SeenVersion(rev=2, content_hash="0" * 16),
        remark="看错了",
    )
    decide(replica, retract)
    assert row_of(replica, 3).status is ReviewStatus.PENDING
    (item,) = replica.outbox.open_items(3)
    assert (item.verdict, item.remark) == (None, "看错了")
    assert dossier_of(replica, 3).timeline[-1].kind is TimelineKind.RETRACTED


def test_a_removal_keeps_the_status_and_shows_in_the_timeline(replica: Replica) -> None:
    decide(replica, removal(1, 3))
    assert row_of(replica, 3).status is ReviewStatus.PENDING
    assert dossier_of(replica, 3).timeline[-1].kind is TimelineKind.REMOVED_FROM_UNIT
    assert dossier_of(replica, 3).timeline[-1].remark == "已离职"


def test_notes_of_reveals_are_sent_but_are_nobodys_work(replica: Replica) -> None:
    for number, field in ((1, RevealedField.PHONE), (2, RevealedField.ID_NUMBER), (3, "phone")):
        note = Reveal(
            key=UUID(int=number), material_id=3, client_at=NOW, field=RevealedField(field)
        )
        decide(replica, note)
    assert keys_due(replica) == [1, 2, 3]
    assert replica.outbox.open_items() == []
    assert replica.outbox.totals() == OutboxTotals()
    assert replica.outbox.latest_cancellable(NOW) is None
    assert row_of(replica, 3).outbox_state == ""


def test_totals_count_open_items_by_state(replica: Replica) -> None:
    for number in range(1, 7):
        decide(replica, decision(number, number))
    replica.outbox.mark_sent([key(1)])
    replica.outbox.record_outcomes(
        [
            judged(2, OutcomeStatus.CONFLICT),
            judged(3, OutcomeStatus.PARKED),
            judged(4, OutcomeStatus.REJECTED),
            judged(5, OutcomeStatus.CONCURRED),
        ],
        NOW,
    )
    assert replica.outbox.totals() == OutboxTotals(
        queued=1, sent=1, conflict=1, parked=1, rejected=1, failed=0, oldest_client_at=NOW
    )
    assert len(replica.outbox.items(frozenset())) == 6
    assert len(replica.outbox.items(frozenset(), limit=2)) == 2
    assert replica.outbox.decided_since(NOW) == 6


def test_two_queued_decisions_on_one_material_cannot_exist(replica: Replica) -> None:
    decide(replica, decision(1, 3))
    with pytest.raises(apsw.ConstraintError), replica._database.write() as tables:
        tables.run(
            "INSERT INTO outbox(key, kind, material_id, body, fingerprint, seen, client_at,"
            " not_before) SELECT 'x', kind, material_id, body, fingerprint, seen, 0, 0 FROM outbox"
        )


def test_a_decision_outlives_the_material(replica: Replica) -> None:
    decide(replica, decision(1, 3))
    replica.feed.begin_generation()
    replica.feed.load(page([material(5)]))
    replica.feed.finish_generation("b", NOW)
    (item,) = replica.outbox.open_items()
    assert item.material_name == "王文静"
    assert keys_due(replica) == [1]
    replica.outbox.record_outcomes([judged(1, OutcomeStatus.CONFLICT, code="unbound")], NOW)
    assert replica.outbox.open_items()[0].code == "unbound"


def test_a_full_disk_records_nothing_and_says_so(replica: Replica) -> None:
    size = replica._database.writer.pragma("page_count")
    replica._database.writer.pragma("max_page_count", size)
    with pytest.raises(StorageFullError):
        decide_all(replica, remark="补" * 500)
    saved = replica.outbox.open_items()
    shown = replica.queries.first_page(MaterialFilter(), MaterialSort(), 10)
    assert {item.material_id for item in saved} == {
        row.id for row in shown if row.status is ReviewStatus.APPROVED
    }
    assert len(saved) < 8
    assert replica.check()
