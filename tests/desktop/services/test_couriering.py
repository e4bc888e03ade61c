"""The file courier: decisions leave by file, answers come by file, nothing is lost or doubled."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import select

from desktop.contract import routes
from desktop.contract.operations import OutcomeStatus
from desktop.domain.errors import RefusedError, RuleViolationError
from desktop.domain.practice_period import Period
from desktop.domain.review import Verdict
from desktop.services import couriering
from desktop.store.records import OutboxState
from desktop.sync.courier_notes import read_notes
from server_stub.storage.courier import CourierDevice
from tests.support.courier import by_file, effects, export, judged, taken_in
from tests.support.small_world import ASSISTANT, DAY, MANAGER
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from tests.support.desk import Desk
    from tests.support.town import Town

PERIOD: Final = Period(date(2025, 9, 1), date(2026, 8, 31))
PICTURE: Final = b"\xff\xd8\xff" + bytes(range(256)) * 40


def test_a_decision_goes_out_and_its_outcome_comes_back(
    town: Town, isolated: Desk, wang: int
) -> None:
    isolated.decide(wang, Verdict.APPROVED, period=PERIOD)
    li = town.apply_for("李晓华")

    report = export(isolated)
    assert (report.operations, report.left, report.number) == (1, 0, 1)
    assert isolated.outbox(wang)[0].state is OutboxState.SENT
    back = taken_in(isolated, judged(town, report))

    assert back.ok
    assert back.settled == 1
    assert back.outcomes == {OutcomeStatus.APPLIED: 1}
    assert not back.notice
    assert isolated.outbox() == []
    assert isolated.ids() == [wang, li]
    assert isolated.dossier(wang).rev == town.dossier(wang).rev
    assert effects(town) == 1


def test_what_left_by_file_cannot_be_taken_back(isolated: Desk, wang: int) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    export(isolated)
    (item,) = isolated.outbox(wang)
    with pytest.raises(RuleViolationError) as error:
        isolated.replica.outbox.cancel(item.key)
    assert error.value.code == "already_sent"


def test_who_is_in_the_grace_time_stays_and_is_counted(isolated: Desk, wang: int) -> None:
    isolated.decide(wang, Verdict.DEFERRED, at_once=False)
    state = couriering.state(workspace=isolated.workspace)
    assert (state.due, state.waiting) == (0, 1)
    report = export(isolated)
    assert (report.operations, report.left) == (0, 1)
    assert isolated.outbox(wang)[0].state is OutboxState.QUEUED


@pytest.mark.parametrize("order", list(permutations(("file", "online", "import"))))
def test_one_decision_by_file_and_online_in_every_order_has_one_effect(
    town: Town, desk: Desk, wang: int, order: tuple[str, ...]
) -> None:
    desk.decide(wang, Verdict.APPROVED, period=PERIOD)
    report = export(desk)
    steps = {
        "file": lambda: judged(town, report),
        "online": desk.sync,
        "import": lambda: taken_in(desk, judged(town, report)),
    }
    for step in order:
        assert steps[step]()
    desk.sync()

    assert effects(town) == 1
    (item,) = desk.replica.outbox.items(frozenset({OutboxState.APPLIED}))
    assert item.material_id == wang
    assert desk.dossier(wang).rev == town.dossier(wang).rev
    assert desk.replica.check()


def test_a_lost_answer_is_made_good_by_the_next_round(
    town: Town, isolated: Desk, wang: int
) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    judged(town, export(isolated, "lost"))

    back = by_file(town, isolated, "second")

    assert back.settled == 1
    assert isolated.outbox() == []
    assert effects(town) == 1


def test_an_answer_taken_in_twice_changes_nothing(town: Town, isolated: Desk, wang: int) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    answer = judged(town, export(isolated))
    taken_in(isolated, answer)
    again = taken_in(isolated, answer)
    assert again.notice == "courier_taken_in"
    assert again.ok
    assert isolated.replica.check()


def test_an_old_answer_after_a_newer_one_changes_nothing(
    town: Town, isolated: Desk, wang: int
) -> None:
    old = judged(town, export(isolated, "first"))
    li = town.apply_for("李晓华")
    by_file(town, isolated, "second")
    cursor = isolated.replica.meta.cursor

    late = taken_in(isolated, old)

    assert late.notice == "courier_superseded"
    assert isolated.ids() == [wang, li]
    assert isolated.replica.meta.cursor == cursor


def test_an_old_answer_after_an_online_sync_changes_nothing(
    town: Town, desk: Desk, wang: int
) -> None:
    old = judged(town, export(desk))
    li = town.apply_for("李晓华")
    assert desk.sync().ok
    late = taken_in(desk, old)
    assert late.notice == "courier_superseded"
    assert desk.ids() == [wang, li]


def test_two_requests_from_the_same_spot_are_both_taken(
    town: Town, isolated: Desk, wang: int
) -> None:
    monday = export(isolated, "monday")
    li = town.apply_for("李晓华")
    first = judged(town, monday)
    tuesday = export(isolated, "tuesday")
    chen = town.apply_for("陈一")
    second = judged(town, tuesday)

    assert taken_in(isolated, first).rows > 0
    assert isolated.ids() == [wang, li]
    back = taken_in(isolated, second)

    assert not back.notice
    assert isolated.ids() == [wang, li, chen]
    assert isolated.replica.check()


def test_a_conflict_comes_back_by_file(town: Town, isolated: Desk, wang: int) -> None:
    other = town.desk(ASSISTANT, device="b")
    assert other.sync().ok
    isolated.decide(wang, Verdict.DEFERRED)
    other.decide(wang, Verdict.RETURNED, remark="照片不清")
    assert other.sync().ok

    back = by_file(town, isolated)

    assert back.outcomes == {OutcomeStatus.CONFLICT: 1}
    (item,) = isolated.outbox(wang)
    assert (item.state, item.code) == (OutboxState.CONFLICT, "decided")


def test_who_lost_the_right_is_parked_and_holds_no_data(
    town: Town, isolated: Desk, wang: int
) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    town.revoke(MANAGER)

    back = by_file(town, isolated)

    assert back.outcomes == {OutcomeStatus.PARKED: 1}
    assert back.wiped
    assert [error.code for error in back.failures] == ["not_permitted"]
    assert isolated.ids() == []
    assert isolated.outbox(wang)[0].state is OutboxState.PARKED


def test_a_disabled_account_is_told_in_the_sealed_answer(
    town: Town, isolated: Desk, wang: int
) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    town.disable(MANAGER)

    back = by_file(town, isolated)

    assert [error.code for error in back.failures] == ["account_disabled"]
    assert back.settled == 0
    assert back.wiped
    assert isolated.outbox(wang)[0].state is OutboxState.SENT
    assert effects(town) == 0


def test_a_late_bad_news_does_not_erase_newer_data(town: Town, desk: Desk, wang: int) -> None:
    town.revoke(MANAGER)
    bad_news = judged(town, export(desk))
    town.restore(MANAGER)
    town.apply_for("李晓华")
    assert desk.sync().ok

    late = taken_in(desk, bad_news)

    assert (late.wiped, late.notice) == (False, "courier_superseded")
    assert wang in desk.ids()


def test_a_revoked_device_is_told_and_registers_anew_online(
    town: Town, desk: Desk, wang: int
) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    with town.units.writing() as unit:
        for device in unit.session.scalars(select(CourierDevice)):
            device.revoked_at = unit.now

    back = by_file(town, desk)
    assert [error.code for error in back.failures] == ["courier_revoked"]
    assert (back.settled, back.wiped) == (0, False)
    assert desk.ids() == [wang]

    assert desk.sync().ok
    assert effects(town) == 1
    assert by_file(town, desk, "again").ok


def test_a_request_is_taken_for_a_week(town: Town, isolated: Desk, wang: int) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    report = export(isolated)
    assert report.expires_at == town.clock.now + 7 * DAY
    town.clock.advance(7 * DAY + 1)

    back = taken_in(isolated, judged(town, report))

    assert [error.code for error in back.failures] == ["courier_expired"]
    assert effects(town) == 0
    assert by_file(town, isolated, "fresh").settled == 1


def test_an_answer_beyond_its_lease_is_refused(town: Town, isolated: Desk, wang: int) -> None:
    answer = judged(town, export(isolated))
    town.clock.advance(15 * DAY)
    with pytest.raises(RuleViolationError) as error:
        taken_in(isolated, answer)
    assert error.value.code == "courier_answer_expired"


def test_an_answer_renews_the_lease_and_an_older_one_never_shortens_it(
    town: Town, isolated: Desk, wang: int
) -> None:
    first = judged(town, export(isolated, "first"))
    town.clock.advance(3 * DAY)
    back = by_file(town, isolated, "second")
    assert back.lease_until == town.clock.now + 14 * DAY
    assert taken_in(isolated, first).lease_until == back.lease_until


def test_a_first_sync_goes_by_file_where_the_replica_is_empty(town: Town, wang: int) -> None:
    desk = town.desk()
    couriering.register_device(workspace=desk.workspace)
    carrier_of(desk).away = True
    seen: list[tuple[int, int]] = []

    answer = judged(town, export(desk))
    back = couriering.import_answer(
        workspace=desk.workspace,
        path=answer,
        progress=lambda done, whole: seen.append((done, whole)),
    )

    assert back.resynced
    assert desk.ids() == [wang]
    assert seen[-1][0] == back.rows
    assert desk.replica.check()


def test_a_cursor_that_is_worth_nothing_brings_everything_anew(
    town: Town, isolated: Desk, wang: int
) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    isolated.replica.meta.cursor = "bm9uZQ"
    back = by_file(town, isolated)
    assert back.resynced
    assert isolated.ids() == [wang]
    assert isolated.outbox() == []


def test_rows_that_do_not_add_up_are_left_out_and_asked_for_anew(
    town: Town, isolated: Desk, wang: int
) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    li = town.apply_for("李晓华")
    cursor = isolated.replica.meta.cursor
    with isolated.replica._database.write() as tables:
        tables.run("UPDATE digest$ SET total = total + 1")

    with pytest.raises(RuleViolationError) as error:
        by_file(town, isolated)
    assert error.value.code == "courier_differs"
    assert isolated.replica.meta.cursor == cursor
    assert isolated.ids() == [wang]
    assert isolated.outbox() == []

    assert by_file(town, isolated, "again").resynced
    assert isolated.ids() == [wang, li]
    assert isolated.replica.check()
    assert not by_file(town, isolated, "third").resynced


def test_pictures_of_the_queue_and_of_new_dossiers_come_along(town: Town, desk: Desk) -> None:
    li = town.apply_with_pictures("李晓华", {"portrait": PICTURE})
    assert desk.sync().ok
    carrier_of(desk).away = True
    chen = town.apply_with_pictures("陈一", {"portrait": PICTURE + b"2"})
    assert couriering.state(workspace=desk.workspace).missing == 1

    report = export(desk)
    assert report.pictures == 1
    back = taken_in(desk, judged(town, report))

    assert back.pictures == 2
    for material, data in ((li, PICTURE), (chen, PICTURE + b"2")):
        (picture,) = desk.dossier(material).pictures
        assert desk.replica.attachments.get(picture.sha256) == data


def test_the_keys_are_registered_once_and_anew_with_a_new_history(town: Town, wang: int) -> None:
    desk = town.desk()
    assert not couriering.state(workspace=desk.workspace).registered
    with pytest.raises(RuleViolationError) as error:
        export(desk)
    assert error.value.code == "courier_not_registered"
    desk.sync()
    assert couriering.state(workspace=desk.workspace).registered
    notes = read_notes(desk.replica.meta)
    assert notes is not None
    carrier_of(desk).heard.clear()
    desk.sync()
    assert carrier_of(desk).heard == [f"GET {routes.CHANGES}"]
    assert desk.replica.meta.get("courier") == notes.model_dump_json()


def test_where_the_server_cannot_register_the_sync_goes_on(town: Town, wang: int) -> None:
    desk = town.desk()

    def refuse(call: object) -> None:
        if getattr(call, "path", "") == routes.COURIER_DEVICE:
            raise RefusedError("internal", status=500)

    carrier_of(desk).instead = refuse
    assert desk.sync().ok
    assert not couriering.state(workspace=desk.workspace).registered
