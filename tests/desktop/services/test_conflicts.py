"""Which ways out an item has, why one is missing, and which conflicts are soft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Role, Verdict
from desktop.services import reviewing
from desktop.services.conflicts import Prospects, Way, prospects
from desktop.store.records import OutboxState
from server_stub.services import applying
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER, DAY

if TYPE_CHECKING:
    from desktop.store.records import OutboxItem
    from tests.support.desk import Desk
    from tests.support.town import Town

YEAR_OF_PRACTICE = Period(date(2025, 8, 1), date(2026, 7, 31))
ELEVEN_MONTHS = Period(date(2025, 9, 1), date(2026, 7, 31))
EVERY_WAY = (Way.REVIEW_AGAIN, Way.ADOPT_SERVER, Way.KEEP_MINE)


def colleague(town: Town) -> Desk:
    """The assistant at a device of their own, synced."""
    desk = town.desk(ASSISTANT, "b")
    desk.sync()
    return desk


def decides(desk: Desk, material_id: int, verdict: Verdict, period: Period | None = None) -> None:
    """Let somebody decide, and let the server know."""
    remark = "请补充学历证明" if verdict in {Verdict.RETURNED, Verdict.REFUSED} else ""
    desk.decide(material_id, verdict, remark=remark, period=period)
    assert desk.sync().ok


def item_of(desk: Desk) -> OutboxItem:
    """Send what waits and return the last item that comes back."""
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok
    return desk.outbox()[-1]


def seen_by(desk: Desk, item: OutboxItem) -> Prospects:
    """Return what can become of an item, with the material as it is here."""
    dossier = desk.replica.queries.dossier(item.material_id)
    return prospects(desk.workspace, item, dossier)


def test_what_is_not_to_be_settled_has_no_way_out(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.DEFERRED, at_once=False)
    assert seen_by(desk, desk.outbox()[0]) == Prospects()
    reviewing.send_now(workspace=desk.workspace)
    desk.sync()
    [done] = desk.replica.outbox.items(frozenset({OutboxState.APPLIED}))
    assert seen_by(desk, done) == Prospects()


def test_a_colleagues_deferral_leaves_every_way_open(desk: Desk, wang: int, town: Town) -> None:
    decides(colleague(town), wang, Verdict.DEFERRED)
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    assert seen_by(desk, item_of(desk)) == Prospects(EVERY_WAY)


def test_a_colleagues_request_for_changes_is_taken_back_first(
    desk: Desk, wang: int, town: Town
) -> None:
    decides(colleague(town), wang, Verdict.RETURNED)
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    assert seen_by(desk, item_of(desk)) == Prospects(EVERY_WAY)


def test_over_an_approval_leads_a_second_look_alone(desk: Desk, wang: int, town: Town) -> None:
    decides(colleague(town), wang, Verdict.APPROVED, YEAR_OF_PRACTICE)
    desk.decide(wang, Verdict.DEFERRED)
    item = item_of(desk)
    found = seen_by(desk, item)
    assert found.ways == (Way.REVIEW_AGAIN, Way.ADOPT_SERVER)
    assert (found.keep_code, found.again_code) == ("already_approved", "")
    county = town.desk(COUNTY_OFFICER, "c")
    county.sync()
    decides(county, wang, Verdict.APPROVED)
    desk.sync()
    found = seen_by(desk, item)
    assert found.ways == (Way.ADOPT_SERVER,)
    assert found.again_code == "already_approved"


def test_other_months_are_for_the_manager_of_the_unit(desk: Desk, wang: int, town: Town) -> None:
    decides(colleague(town), wang, Verdict.APPROVED, YEAR_OF_PRACTICE)
    desk.decide(wang, Verdict.APPROVED, period=ELEVEN_MONTHS)
    item = item_of(desk)
    assert item.code == "period_differs"
    found = seen_by(desk, item)
    assert (found.keep_code, found.soft) == ("period_differs", False)


def test_a_refusal_is_the_end(desk: Desk, wang: int, town: Town) -> None:
    decides(colleague(town), wang, Verdict.REFUSED)
    desk.decide(wang, Verdict.DEFERRED)
    found = seen_by(desk, item_of(desk))
    assert found == Prospects((Way.ADOPT_SERVER,), keep_code="final", again_code="final")


def test_new_content_wants_a_second_look(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
        applying.resubmit(unit, wang, details={"school": "另一医学院"})
    found = seen_by(desk, item_of(desk))
    assert found.ways == (Way.REVIEW_AGAIN, Way.ADOPT_SERVER)
    assert (found.keep_code, found.soft) == ("content_changed", False)


def test_a_withdrawn_material_is_offered_again_once_it_is_handed_in(
    desk: Desk, wang: int, town: Town
) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
    item = item_of(desk)
    found = seen_by(desk, item)
    assert found == Prospects((Way.ADOPT_SERVER,), "not_submitted", "not_submitted")
    with town.units.writing() as unit:
        applying.resubmit(unit, wang)
    desk.sync()
    found = seen_by(desk, item)
    assert (found.ways, found.soft, found.ready_again) == (EVERY_WAY, True, True)


def test_who_left_the_unit_is_out_of_reach(desk: Desk, wang: int, town: Town) -> None:
    assistant = colleague(town)
    desk.decide(wang, Verdict.DEFERRED)
    reviewing.remove_from_unit(
        workspace=assistant.workspace, material_id=wang, seen=assistant.seen(wang), reason="离职"
    )
    reviewing.send_now(workspace=assistant.workspace)
    assistant.sync()
    item = item_of(desk)
    found = Prospects((Way.ADOPT_SERVER,), keep_code="unbound", again_code="unbound")
    assert seen_by(desk, item) == found
    elsewhere = prospects(desk.workspace, replace(item, code="decided"), None)
    assert (elsewhere.keep_code, elsewhere.again_code) == ("not_found", "not_found")


def test_somebody_bound_to_another_unit_is_not_removed_from_this_one(
    desk: Desk, wang: int, town: Town
) -> None:
    decides(colleague(town), wang, Verdict.DEFERRED)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="离职"
    )
    item = item_of(desk)
    assert seen_by(desk, item) == Prospects(EVERY_WAY)
    moved = replace(desk.dossier(wang), organization_id=7)
    assert prospects(desk.workspace, item, moved).keep_code == "unbound"


def test_a_retraction_goes_again_as_long_as_there_is_something_to_retract(
    desk: Desk, wang: int, town: Town
) -> None:
    decides(desk, wang, Verdict.APPROVED, YEAR_OF_PRACTICE)
    assistant = colleague(town)
    reviewing.retract(workspace=assistant.workspace, material_id=wang, seen=assistant.seen(wang))
    reviewing.send_now(workspace=assistant.workspace)
    assistant.sync()
    reviewing.retract(workspace=desk.workspace, material_id=wang, seen=desk.seen(wang))
    item = item_of(desk)
    found = seen_by(desk, item)
    assert found == Prospects((Way.ADOPT_SERVER,), "nothing_to_retract", "nothing_to_retract")
    decides(assistant, wang, Verdict.APPROVED, YEAR_OF_PRACTICE)
    desk.sync()
    assert seen_by(desk, item) == Prospects(EVERY_WAY)


def test_what_is_parked_can_only_be_put_away(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    town.clock.now += 31 * DAY
    found = seen_by(desk, item_of(desk))
    assert found == Prospects((Way.PUT_AWAY,), "window_closed", "window_closed")


def test_what_was_rejected_can_be_mended_while_the_material_is_here(
    desk: Desk, wang: int, town: Town
) -> None:
    decides(colleague(town), wang, Verdict.DEFERRED)
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    rejected = replace(item_of(desk), state=OutboxState.REJECTED, code="period_invalid")
    found = seen_by(desk, rejected)
    assert found.ways == (Way.REVIEW_AGAIN, Way.PUT_AWAY)
    assert prospects(desk.workspace, rejected, None).ways == (Way.PUT_AWAY,)


def test_who_may_not_review_any_more_settles_nothing_anew(
    desk: Desk, wang: int, town: Town
) -> None:
    decides(colleague(town), wang, Verdict.DEFERRED)
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    item = item_of(desk)
    context = desk.workspace.context.model_copy(update={"roles": (Role.HR,)})
    found = prospects(replace(desk.workspace, context=context), item, desk.dossier(wang))
    assert (found.ways, found.keep_code) == ((Way.ADOPT_SERVER,), "not_permitted")


def test_soft_is_what_moved_in_number_alone(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
        applying.resubmit(unit, wang)
    item, dossier = item_of(desk), desk.dossier(wang)
    assert seen_by(desk, item) == Prospects(EVERY_WAY, soft=True)
    harder = (
        replace(item, verdict=Verdict.REFUSED),
        replace(item, state=OutboxState.PARKED),
    )
    assert not any(prospects(desk.workspace, one, dossier).soft for one in harder)
    assert not prospects(desk.workspace, item, None).soft
    refused = (*dossier.chain[:-1], replace(dossier.chain[-1], status=ReviewStatus.REFUSED))
    assert not prospects(desk.workspace, item, replace(dossier, chain=refused)).soft


def test_nothing_is_settled_on_data_that_is_behind_the_server(
    desk: Desk, wang: int, town: Town
) -> None:
    decides(colleague(town), wang, Verdict.DEFERRED)
    before = desk.dossier(wang)
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    found = prospects(desk.workspace, item_of(desk), before)
    assert (found.keep_code, found.soft) == ("behind", False)


def test_the_same_verdict_by_somebody_else_is_soft_and_needs_no_second_one(
    desk: Desk, wang: int, town: Town
) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
        applying.resubmit(unit, wang)
    item = item_of(desk)
    decides(colleague(town), wang, Verdict.APPROVED, YEAR_OF_PRACTICE)
    desk.sync()
    found = seen_by(desk, item)
    assert (found.soft, found.keep_code) == (True, "same_verdict")
    assert not seen_by(desk, replace(item, period=ELEVEN_MONTHS)).soft
