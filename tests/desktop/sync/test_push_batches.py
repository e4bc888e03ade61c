"""The outbox on its way in batches: ill and full servers, operations nobody understands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop.contract import routes
from desktop.domain.errors import NotReachableError, RefusedError
from desktop.domain.review import ReviewStatus, Verdict
from desktop.remote.transport import Reply
from desktop.services import reviewing
from desktop.store.records import OutboxState
from tests.support.in_process import Fault
from tests.support.no_space import no_space
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.remote.transport import Call
    from desktop.store.outbox import Claimed
    from tests.support.desk import Desk
    from tests.support.town import Town


def batches(desk: Desk) -> list[int]:
    """Write down how long the batches are that leave a desk."""
    lengths: list[int] = []
    before = carrier_of(desk).instead

    def hook(call: Call) -> Reply | None:
        if call.path == routes.DECISIONS:
            lengths.append(len(json.loads(call.body)["items"]))
        return before(call)

    carrier_of(desk).instead = hook
    return lengths


def fill(desk: Desk, town: Town, count: int) -> list[int]:
    ids = [town.apply_for(f"考生{n}") for n in range(count)]
    desk.sync()
    for material_id in ids:
        desk.decide(material_id, Verdict.DEFERRED)
    return ids


def leave_in_batches_of(count: int, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.sync.push.BATCH_ITEMS", count)
    desk.reopen()


def refuse(*codes: tuple[str, int]) -> Callable[[Call], Reply | None]:
    """Refuse the next batches with these codes."""
    left = list(codes)

    def hook(call: Call) -> Reply | None:
        if call.path == routes.DECISIONS and left:
            code, status = left.pop(0)
            raise RefusedError(code, status=status)
        return None

    return hook


def test_a_batch_that_is_too_large_is_halved(desk: Desk, town: Town) -> None:
    fill(desk, town, 5)
    carrier_of(desk).instead = refuse(("too_large", 413))
    lengths = batches(desk)
    assert desk.sync().pushed == 5
    assert lengths == [5, 2, 3]


def test_a_server_that_takes_fewer_gets_fewer(
    desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(desk, town, 5)
    monkeypatch.setattr("server_stub.services.sessions.BATCH_ITEMS", 2)
    lengths = batches(desk)
    assert desk.sync().pushed == 5
    assert lengths == [2, 2, 1]


def test_one_operation_nobody_understands_does_not_hold_up_the_others(
    desk: Desk, town: Town
) -> None:
    ids = fill(desk, town, 5)

    def spoilt(call: Call) -> Reply | None:
        if call.path == routes.DECISIONS and f'"material_id":{ids[3]},'.encode() in call.body:
            raise RefusedError("malformed", status=422)
        return None

    carrier_of(desk).instead = spoilt
    report = desk.sync()
    assert report.ok
    assert report.pushed == 5
    rejected = desk.outbox()
    assert [(item.material_id, item.state, item.code) for item in rejected] == [
        (ids[3], OutboxState.REJECTED, "malformed")
    ]


def test_an_operation_that_the_contract_refuses_is_rejected(
    desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(desk, town, 3)
    claim = desk.replica.outbox.claim

    def of_a_later_version(
        now: int, limit: int, size: int, besides: Iterable[str]
    ) -> list[Claimed]:
        mark = f'"material_id":{ids[1]},'.encode()
        spoilt = mark + b'"later":1,'
        waiting = claim(now, limit, size, besides)
        return [one._replace(body=one.body.replace(mark, spoilt)) for one in waiting]

    monkeypatch.setattr(desk.replica.outbox, "claim", of_a_later_version)
    assert desk.sync().pushed == 3
    assert [(item.material_id, item.code) for item in desk.outbox()] == [(ids[1], "malformed")]


def test_a_refusal_that_nobody_is_to_blame_for_ends_the_push(desk: Desk, town: Town) -> None:
    fill(desk, town, 2)
    carrier_of(desk).instead = refuse(("rate_limited", 429))
    report = desk.sync()
    assert [error.code for error in report.failures] == ["rate_limited"]
    assert {item.state for item in desk.outbox()} == {OutboxState.SENT}
    assert desk.sync().pushed == 2


@pytest.mark.allow_warnings
def test_what_a_full_server_did_not_take_waits_and_says_why(desk: Desk, town: Town) -> None:
    ids = [town.apply_for(f"考生{n}") for n in range(20)]
    desk.sync()
    for material_id in ids:
        desk.decide(material_id, Verdict.RETURNED, remark="请补充" * 100)
    with no_space(town.units.database):
        report = desk.sync()
    assert [error.code for error in report.failures] == ["server_storage_full"]
    assert report.next_try_at is not None
    assert report.next_try_at > desk.workspace.now + 60
    waiting = desk.outbox()
    assert {(item.state, item.last_error) for item in waiting} == {
        (OutboxState.SENT, "server_storage_full")
    }
    assert {item.next_try_at for item in waiting} == {desk.workspace.now + 60}
    town.clock.now = report.next_try_at
    assert desk.sync().pushed == 20
    assert not desk.outbox()


def test_an_ill_server_gets_less_at_once_until_it_is_well(desk: Desk, town: Town) -> None:
    fill(desk, town, 8)
    carrier_of(desk).instead = refuse(("internal", 500), ("internal", 500))
    lengths = batches(desk)
    for _ in range(3):
        desk.sync()
        town.clock.advance(400)
    assert lengths == [8, 4, 2, 4, 2]
    assert not desk.outbox()


def test_an_operation_that_makes_the_server_stumble_waits_alone(desk: Desk, town: Town) -> None:
    ids = fill(desk, town, 2)

    def stumble(call: Call) -> Reply | None:
        if call.path == routes.DECISIONS and f'"material_id":{ids[0]},'.encode() in call.body:
            raise RefusedError("internal", status=500)
        return None

    carrier_of(desk).instead = stumble
    for _ in range(2):
        report = desk.sync()
        assert report.next_try_at is not None
        town.clock.now = report.next_try_at + 1000
    left = desk.outbox()
    assert [item.material_id for item in left] == [ids[0]]
    assert left[0].last_error == "internal"
    assert left[0].next_try_at is not None


def test_the_server_is_not_there_any_more(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    carrier_of(desk).faults.extend([Fault.NONE, Fault.SERVER_AWAY])
    report = desk.sync()
    assert isinstance(report.failures[0], NotReachableError)
    assert desk.sync().pushed == 1


def test_an_answer_for_other_keys_is_no_answer(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.DEFERRED)

    def confused(call: Call) -> Reply | None:
        if call.path == routes.DECISIONS:
            return Reply(200, {}, b'{"results":[]}')
        return None

    carrier_of(desk).instead = confused
    assert not desk.sync().ok
    assert desk.outbox()[0].state is OutboxState.SENT


def test_an_outbox_longer_than_a_batch_leaves_in_several(
    desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_in_batches_of(20, desk, monkeypatch)
    fill(desk, town, 25)
    lengths = batches(desk)
    assert desk.sync().pushed == 25
    assert lengths == [20, 5]


def test_what_is_taken_back_just_before_it_leaves_stays_here(
    desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_in_batches_of(2, desk, monkeypatch)
    ids = fill(desk, town, 5)
    taken = desk.outbox(ids[4])[0].key

    def take_back(call: Call) -> Reply | None:
        if call.path == routes.DECISIONS:
            carrier_of(desk).instead = lambda _call: None
            reviewing.take_back(workspace=desk.workspace, key=taken)
        return None

    carrier_of(desk).instead = take_back
    assert desk.sync().pushed == 4
    assert desk.dossier(ids[4]).server_status is ReviewStatus.PENDING
    assert not desk.outbox()


def test_a_batch_that_did_not_leave_can_be_taken_back(
    desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_in_batches_of(2, desk, monkeypatch)
    ids = fill(desk, town, 4)
    carrier_of(desk).faults.extend([Fault.NONE, Fault.LOST_REQUEST])
    assert not desk.sync().ok
    states = [item.state for item in desk.outbox()]
    assert states == [OutboxState.SENT] * 2 + [OutboxState.QUEUED] * 2
    reviewing.take_back(workspace=desk.workspace, key=desk.outbox(ids[3])[0].key)
    town.clock.advance(400)
    assert desk.sync().pushed == 3
    assert desk.dossier(ids[3]).server_status is ReviewStatus.PENDING


def test_what_follows_waits_for_its_parent_even_where_batches_are_claimed_ahead(
    desk: Desk, wang: int, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_in_batches_of(1, desk, monkeypatch)
    desk.decide(wang, Verdict.DEFERRED)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    reviewing.send_now(workspace=desk.workspace)
    lengths = batches(desk)
    assert desk.sync().pushed == 2
    assert lengths == [1, 1]
    assert town.dossier(wang).timeline[-1][1] == "removed_from_unit"
