"""A server that was restored from a backup gets again what it lost, and nobody notices a gap."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.contract import routes
from desktop.domain.errors import NotReachableError
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from desktop.services import resolving
from desktop.store.records import OutboxState, Resolution
from tests.support.backups import back_up, put_back
from tests.support.in_process import Fault
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.desk import Desk
    from tests.support.town import Town

YEAR_OF_PRACTICE = Period(date(2025, 8, 1), date(2026, 7, 31))
EVERY_STATE = frozenset(OutboxState)


def lose_all_since(town: Town, backup: Path) -> None:
    town.units = put_back(town.units, backup)
    town.app.state.units = town.units


def states(desk: Desk) -> list[tuple[OutboxState, str]]:
    items = desk.replica.outbox.items(EVERY_STATE)
    return [(item.state, item.code) for item in reversed(items)]


def test_a_lost_decision_is_handed_in_again(town: Town, desk: Desk, wang: int) -> None:
    backup = back_up(town.units, town.folder / "backup")
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    assert desk.sync().pushed == 1
    lose_all_since(town, backup)
    report = desk.sync()  # the feed tells of the new history …
    assert report.resynced
    assert desk.dossier(wang).own_status is ReviewStatus.APPROVED
    assert desk.dossier(wang).server_status is ReviewStatus.PENDING
    assert desk.sync().pushed == 1  # … and the next run compares
    assert states(desk) == [(OutboxState.APPLIED, "ok")]
    assert desk.dossier(wang).server_status is ReviewStatus.APPROVED
    county = town.desk(COUNTY_OFFICER, "c")
    county.sync()
    assert county.dossier(wang).own_status is ReviewStatus.PENDING


def test_what_the_backup_knows_is_not_asked_of_it_twice(town: Town, desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    desk.sync()
    lose_all_since(town, back_up(town.units, town.folder / "backup"))
    desk.sync()
    carrier_of(desk).heard.clear()
    assert desk.sync().pushed == 0
    assert f"POST {routes.DECISION_RESULTS}" in carrier_of(desk).heard
    assert f"POST {routes.DECISIONS}" not in carrier_of(desk).heard
    assert states(desk) == [(OutboxState.APPLIED, "ok")]
    carrier_of(desk).heard.clear()
    town.clock.advance(700)
    desk.sync()
    assert f"POST {routes.DECISION_RESULTS}" not in carrier_of(desk).heard


def test_a_lost_decision_that_came_too_late_is_shown_as_conflict_and_kept(
    town: Town, desk: Desk, wang: int
) -> None:
    backup = back_up(town.units, town.folder / "backup")
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    desk.sync()
    in_time = back_up(town.units, town.folder / "in-time")
    lose_all_since(town, backup)
    other = town.desk(ASSISTANT, "b")
    other.sync()
    other.decide(wang, Verdict.DEFERRED)
    other.sync()
    for _run in range(2):
        desk.sync()
    assert states(desk) == [(OutboxState.CONFLICT, "decided")]

    lose_all_since(town, in_time)  # a better backup was found after all
    for _run in range(2):
        desk.sync()
    assert states(desk) == [(OutboxState.APPLIED, "ok")]
    assert not desk.outbox()
    assert desk.dossier(wang).server_status is ReviewStatus.APPROVED


def test_what_a_person_resolved_stays_resolved(town: Town, desk: Desk, wang: int) -> None:
    backup = back_up(town.units, town.folder / "backup")
    other = town.desk(ASSISTANT, "b")
    other.sync()
    other.decide(wang, Verdict.DEFERRED)
    other.sync()
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    desk.sync()
    (item,) = desk.outbox()
    resolving.adopt_server(workspace=desk.workspace, key=item.key)
    lose_all_since(town, backup)
    for _run in range(2):
        desk.sync()
    (kept,) = desk.replica.outbox.items(EVERY_STATE)
    assert (kept.state, kept.resolution) == (OutboxState.CONFLICT, Resolution.ADOPTED_SERVER)
    assert town.dossier(wang).rev == 1


def test_a_chain_that_was_lost_comes_back_in_its_order(town: Town, desk: Desk, wang: int) -> None:
    backup = back_up(town.units, town.folder / "backup")
    for verdict in (Verdict.DEFERRED, Verdict.RETURNED):
        remark = "请补充" if verdict is Verdict.RETURNED else ""
        desk.decide(wang, verdict, remark=remark)
        desk.sync()
    lose_all_since(town, backup)
    for _run in range(2):
        desk.sync()
    assert states(desk) == [(OutboxState.APPLIED, "ok"), (OutboxState.CONFLICT, "decided")]
    assert desk.outbox()[0].remark == "请补充"


def test_who_cannot_ask_asks_the_next_time(town: Town, desk: Desk, wang: int) -> None:
    backup = back_up(town.units, town.folder / "backup")
    desk.decide(wang, Verdict.DEFERRED)
    desk.sync()
    lose_all_since(town, backup)
    desk.sync()
    carrier_of(desk).faults.extend([Fault.NONE, Fault.SERVER_AWAY])
    assert isinstance(desk.sync().failures[0], NotReachableError)
    assert states(desk) == [(OutboxState.APPLIED, "ok")]
    assert desk.sync().pushed == 1
