"""Whole runs of the exchange, against the real server."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from desktop.contract import routes
from desktop.contract.sync import ChangesPage, RowKind
from desktop.domain.errors import NotReachableError, RefusedError, SignInRequiredError
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from desktop.remote.transport import Reply
from desktop.services import browsing, reviewing
from desktop.store.records import Draft, OutboxState
from server_stub.services import applying
from server_stub.storage.models import Meta
from tests.support.in_process import Fault
from tests.support.small_world import (
    ASSISTANT,
    COUNTY_OFFICER,
    HEALTH_CENTRE,
    NOW,
    OTHER_HOSPITAL,
    confirmation_code,
)
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.remote.transport import Call
    from tests.support.desk import Desk
    from tests.support.town import Town

YEAR_OF_PRACTICE = Period(date(2025, 8, 1), date(2026, 7, 31))


def forget_the_session(desk: Desk) -> None:
    """Let the next run ask for the session again."""
    desk.workspace.engine._session_at = None


# ------------------------------------------------------------------------------- the road


def test_a_decision_made_offline_arrives_once_and_opens_the_next_level(
    town: Town, desk: Desk, wang: int
) -> None:
    carrier_of(desk).away = True
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    report = desk.sync()
    assert isinstance(report.failures[0], NotReachableError)
    assert desk.outbox()[0].state is OutboxState.QUEUED
    desk.reopen()
    assert desk.dossier(wang).own_status is ReviewStatus.APPROVED
    carrier_of(desk).away = False
    assert desk.sync().pushed == 1
    assert desk.sync().pushed == 0
    assert not desk.outbox()
    assert desk.dossier(wang).server_status is ReviewStatus.APPROVED
    county = town.desk(COUNTY_OFFICER, "c")
    county.sync()
    assert county.dossier(wang).own_status is ReviewStatus.PENDING
    assert county.dossier(wang).practice[0].period == YEAR_OF_PRACTICE


def test_a_quiet_run_asks_once_and_changes_nothing(desk: Desk) -> None:
    carrier_of(desk).heard.clear()
    report = desk.sync()
    assert carrier_of(desk).heard == [f"GET {routes.CHANGES}"]
    assert report.ok
    assert report.pulled == 0
    assert not report.changes.materials
    assert not report.changes.all_materials


def test_the_first_run_renews_the_lease(desk: Desk) -> None:
    state = browsing.state(workspace=desk.workspace)
    assert state.lease_until == NOW + 14 * 86_400
    assert state.last_sync_at == NOW


def test_a_later_run_renews_it_again(desk: Desk, town: Town) -> None:
    town.clock.now += 601
    report = desk.sync()
    assert report.session is not None
    assert browsing.state(workspace=desk.workspace).lease_until == NOW + 601 + 14 * 86_400


def test_progress_is_told(town: Town) -> None:
    town.apply_for("王小明")
    desk = town.desk()
    told: list[tuple[int, int]] = []
    desk.workspace.engine.run(lambda got, of: told.append((got, of)))
    assert told[-1][0] == told[-1][1]
    assert told[-1][0] > 1


# --------------------------------------------------------------------------- lost messages


@pytest.mark.parametrize("fault", [Fault.LOST_REPLY, Fault.LOST_REQUEST])
def test_whatever_is_lost_a_decision_counts_once(
    desk: Desk, wang: int, town: Town, fault: Fault
) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    carrier_of(desk).faults.extend([Fault.NONE, fault])
    report = desk.sync()
    assert not report.ok
    assert desk.outbox()[0].state is OutboxState.SENT
    assert desk.outbox()[0].attempts == 1
    assert report.next_try_at is not None
    town.clock.now = report.next_try_at
    assert desk.sync().pushed == 1
    assert [entry[1] for entry in town.dossier(wang).timeline].count("decided") == 1
    assert desk.dossier(wang).server_status is ReviewStatus.APPROVED
    assert not desk.outbox()


def test_a_doubled_request_counts_once(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    carrier_of(desk).faults.extend([Fault.NONE, Fault.DOUBLED])
    assert desk.sync().ok
    assert [entry[1] for entry in town.dossier(wang).timeline].count("decided") == 1


def test_after_a_kill_the_fate_is_asked_for_and_nothing_sent_again(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    carrier_of(desk).faults.extend([Fault.NONE, Fault.LOST_REPLY])
    desk.sync()
    desk.reopen()
    carrier_of(desk).heard.clear()
    desk.sync()
    assert f"POST {routes.DECISION_RESULTS}" in carrier_of(desk).heard
    assert f"POST {routes.DECISIONS}" not in carrier_of(desk).heard
    assert not desk.outbox()


def test_failures_in_a_row_wait_longer_and_longer(desk: Desk) -> None:
    carrier_of(desk).away = True
    waits = []
    for _ in range(12):
        report = desk.sync()
        assert report.next_try_at is not None
        waits.append(report.next_try_at - NOW)
    assert max(waits[8:]) > 30
    assert max(waits) <= 301
    carrier_of(desk).away = False
    assert desk.sync().next_try_at is None


# ------------------------------------------------------------------------- what is refused


def test_the_server_asks_for_patience(desk: Desk) -> None:
    def busy(_call: Call) -> Reply | None:
        raise RefusedError("busy", status=503, retry_after=120.0)

    carrier_of(desk).instead = busy
    report = desk.sync()
    assert report.next_try_at == NOW + 121


def test_a_client_that_is_too_old_keeps_everything(desk: Desk, wang: int) -> None:
    def too_old(_call: Call) -> Reply | None:
        raise RefusedError("upgrade_required", status=426)

    desk.decide(wang, Verdict.DEFERRED)
    carrier_of(desk).instead = too_old
    report = desk.sync()
    assert report.failures[0].code == "upgrade_required"
    assert desk.dossier(wang).own_status is ReviewStatus.DEFERRED
    assert len(desk.outbox()) == 1


def test_a_disabled_account_loses_the_data_and_keeps_its_work(
    desk: Desk, wang: int, town: Town
) -> None:
    desk.decide(wang, Verdict.DEFERRED, remark="等单位证明")
    draft = Draft(wang, Verdict.RETURNED, "写了一半", None, NOW)
    desk.replica.drafts.save(draft)
    town.disable(1)
    report = desk.sync()
    assert isinstance(report.failures[0], SignInRequiredError)
    assert report.wiped
    assert report.changes.all_materials
    assert desk.ids() == []
    assert [item.remark for item in desk.outbox()] == ["等单位证明"]
    assert desk.replica.drafts.get(wang) == draft


def test_an_expired_session_wipes_nothing(desk: Desk, wang: int) -> None:
    def expired(_call: Call) -> Reply | None:
        raise SignInRequiredError("session_expired")

    carrier_of(desk).instead = expired
    report = desk.sync()
    assert not report.wiped
    assert desk.ids() == [wang]


def test_who_lost_the_rights_loses_the_data_and_what_was_decided_is_parked(
    desk: Desk, wang: int, town: Town
) -> None:
    desk.decide(wang, Verdict.DEFERRED, remark="等单位证明")
    town.revoke(1)
    report = desk.sync()
    assert report.wiped
    assert desk.ids() == []
    parked = desk.outbox()[0]
    assert parked.state is OutboxState.PARKED
    assert parked.code == "not_permitted"
    assert town.dossier(wang).timeline[-1][1] == "submitted"


def test_a_wrong_clock_is_reported(desk: Desk) -> None:
    assert desk.sync().skew_seconds == 0
    inner = desk.workspace.engine._parts
    object.__setattr__(inner, "clock", lambda: NOW + 400)
    assert desk.sync().skew_seconds == 400


# ----------------------------------------------------------------------------- coming anew


def test_a_server_restored_from_a_backup_is_read_anew(desk: Desk, wang: int, town: Town) -> None:
    draft = Draft(wang, Verdict.RETURNED, "写了一半", None, NOW)
    desk.decide(wang, Verdict.DEFERRED, at_once=False)
    desk.replica.drafts.save(draft)
    with town.units.writing() as unit:
        unit.session.execute(update(Meta).where(Meta.name == "epoch").values(value="0" * 16))
    before = desk.replica.meta.generation
    report = desk.sync()
    assert report.ok
    assert report.resynced
    assert not report.healed
    assert desk.replica.meta.generation > before
    assert desk.dossier(wang).own_status is ReviewStatus.DEFERRED
    assert desk.replica.drafts.get(wang) == draft


def test_a_cursor_that_is_too_old_starts_anew(desk: Desk, wang: int, town: Town) -> None:
    with town.units.writing() as unit:
        meta = update(Meta).where(Meta.name == "oldest_cursor")
        unit.session.execute(meta.values(value="999999"))
    carrier_of(desk).instead = forgetting(town)
    report = desk.sync()
    assert report.resynced
    assert desk.ids() == [wang]


def forgetting(town: Town) -> Callable[[Call], Reply | None]:
    """Let the server forget its limit once it has refused the old cursor."""
    calls = 0

    def hook(call: Call) -> Reply | None:
        nonlocal calls
        if call.path == routes.CHANGES:
            calls += 1
            if calls == 2:
                with town.units.writing() as unit:
                    meta = update(Meta).where(Meta.name == "oldest_cursor")
                    unit.session.execute(meta.values(value="0"))
        return None

    return hook


def test_a_cursor_of_another_server_starts_anew(desk: Desk, wang: int) -> None:
    desk.replica.meta.cursor = "bm90LW91cnM"
    report = desk.sync()
    assert report.resynced
    assert desk.ids() == [wang]


def test_a_scope_that_changes_while_it_is_read_is_read_again(town: Town) -> None:
    town.apply_for("王小明")
    desk = town.desk()
    refused = []

    def once(call: Call) -> Reply | None:
        if call.path == routes.CHANGES and not refused:
            refused.append(call)
            raise RefusedError("scope_changed", status=410)
        return None

    carrier_of(desk).instead = once
    assert desk.sync().ok
    assert len(desk.ids()) == 1


def test_another_refusal_of_the_first_read_is_told(town: Town) -> None:
    desk = town.desk()

    def ill(call: Call) -> Reply | None:
        if call.path == routes.CHANGES:
            raise RefusedError("internal", status=500)
        return None

    carrier_of(desk).instead = ill
    report = desk.sync()
    assert [error.code for error in report.failures] == ["internal"]
    assert report.resynced


def test_a_replica_that_differs_is_healed_and_it_is_told(desk: Desk, wang: int) -> None:
    with desk.replica.write():
        lose_a_row(desk, wang)
    report = desk.sync()
    assert report.ok
    assert report.healed
    assert desk.ids() == [wang]


def lose_a_row(desk: Desk, material_id: int) -> None:
    """Do what no code of ours does: lose a row of the replica."""
    page = ChangesPage(
        exits=[(RowKind.MATERIAL, material_id, 10**6)],
        next=desk.replica.meta.cursor,
        has_more=False,
        server_time=NOW,
    )
    desk.replica.feed.apply([page], page.next, NOW)


def test_a_server_that_miscounts_is_told_and_not_read_for_ever(desk: Desk, town: Town) -> None:
    def miscount(call: Call) -> Reply | None:
        if call.path != routes.CHANGES:
            return None
        reply = town.inside.answer(call)
        body = reply.body.replace(b'"count":', b'"count":1')
        return Reply(reply.status, reply.headers, body)

    carrier_of(desk).instead = miscount
    report = desk.sync()
    assert report.resynced
    assert [error.code for error in report.failures] == ["replica_differs"]


# ------------------------------------------------------------------------------ the others


def test_what_others_decide_arrives(desk: Desk, wang: int, town: Town) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(wang, Verdict.DEFERRED, remark="等单位证明")
    assistant.sync()
    assert wang in desk.sync().changes.materials
    assert desk.dossier(wang).own_status is ReviewStatus.DEFERRED
    assert desk.dossier(wang).timeline[-1].remark == "等单位证明"


def test_who_leaves_the_unit_leaves_the_list(desk: Desk, wang: int, town: Town) -> None:
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    reviewing.send_now(workspace=desk.workspace)
    desk.sync()
    with town.units.writing() as unit:
        applying.join_unit(unit, wang, confirmation_code(HEALTH_CENTRE))
    desk.sync()
    assert desk.ids() == []


def test_nobody_sees_the_neighbours(desk: Desk, wang: int, town: Town) -> None:
    town.apply_for("邻县考生", OTHER_HOSPITAL)
    desk.sync()
    assert desk.ids() == [wang]


# --------------------------------------------------------------------------------- running


def test_two_runs_never_overlap(desk: Desk, wang: int, town: Town) -> None:
    li = town.apply_for("李小红")
    desk.sync()
    desk.decide(wang, Verdict.DEFERRED)
    desk.decide(li, Verdict.DEFERRED)
    together = threading.Barrier(2)

    def run(_n: int) -> int:
        together.wait(5)
        return desk.sync().pushed

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, range(2))) == [0, 2]


def test_a_closing_program_stops_the_run(desk: Desk) -> None:
    desk.workspace.engine.stop()
    report = desk.sync()
    assert [error.code for error in report.failures] == ["stopped"]
