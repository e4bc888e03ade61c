"""The home page's numbers: deadline, pace, what to go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.changes import Changes
from desktop.domain.review import ReviewStatus
from desktop.screens.home.presenter import (
    DAY,
    DeadlineFacts,
    HomePresenter,
    HomeRead,
    Phase,
    Task,
    TaskKind,
    deadline_facts,
    tasks,
)
from desktop.screens.hub import ChangeHub
from desktop.services.browsing import Deadline, HomeSummary
from desktop.store.records import AuthorizationTotals, OutboxTotals, StatusTotals
from tests.support import small_world
from tests.support.desk import Desk
from tests.support.server import ReferenceServer
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.app.jobs import ThreadJobs

NOW = 1_795_000_000


def _window(*, pending: int = 0, pace: float = 0.0, opens: int = -5, closes: int = 6) -> Deadline:
    return Deadline(NOW + opens * DAY, NOW + closes * DAY, pending, pace)


def test_without_a_batch_there_is_no_deadline() -> None:
    assert deadline_facts(None, NOW) == DeadlineFacts(Phase.NONE)


def test_the_pace_tells_how_long_the_rest_takes() -> None:
    facts = deadline_facts(_window(pending=128, pace=43.0), NOW)
    assert (facts.phase, facts.days_left, facts.days_needed) == (Phase.OPEN, 6, 3)
    assert not facts.is_tight


def test_nobody_decided_yet_means_no_forecast() -> None:
    assert deadline_facts(_window(pending=128), NOW).days_needed is None


@pytest.mark.parametrize(
    ("pending", "pace", "closes", "tight"),
    [(128, 10.0, 6, True), (128, 43.0, 2, True), (0, 0.0, 1, False), (10, 43.0, 6, False)],
)
def test_a_deadline_is_tight_when_it_is_near_or_out_of_reach(
    pending: int, pace: float, closes: int, *, tight: bool
) -> None:
    facts = deadline_facts(_window(pending=pending, pace=pace, closes=closes), NOW)
    assert facts.is_tight is tight


def test_before_and_after_the_window() -> None:
    assert deadline_facts(_window(opens=2, closes=9), NOW).phase is Phase.BEFORE
    assert deadline_facts(_window(opens=2, closes=9), NOW).days_left == 2
    assert deadline_facts(_window(opens=-9, closes=-1), NOW).phase is Phase.CLOSED


def test_what_hurts_comes_first_and_nothing_empty_is_listed() -> None:
    own = StatusTotals(9, {ReviewStatus.PENDING: 5, ReviewStatus.RETURNED: 4})
    outbox = OutboxTotals(conflict=1, parked=2)
    summary = HomeSummary(own, AuthorizationTotals(0, 0, 0, 0, 0), outbox, None, ())
    assert tasks(summary, outbox) == [
        Task(TaskKind.CONFLICT, 1),
        Task(TaskKind.PARKED, 2),
        Task(TaskKind.PENDING, 5),
        Task(TaskKind.RETURNED, 4),
    ]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReferenceServer]:
    with ReferenceServer(tmp_path / "server") as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, server: ReferenceServer) -> Iterator[Desk]:
    from desktop.remote.transport import Transport  # noqa: PLC0415 - only this story needs a wire

    with server.units.writing() as unit:
        small_world.apply_for(unit, "李考生")
    carrier = Transport(server.url, clock=server.clock)
    tokens = server.sign_in(small_world.MANAGER)
    desk = Desk(tmp_path / "desk", carrier, tokens, "d" * 32, server.clock)
    yield desk
    desk.close()
    carrier.close()


async def test_the_page_reads_only_while_somebody_looks(desk: Desk, lanes: ThreadJobs) -> None:
    hub = ChangeHub()
    presenter = HomePresenter(desk.workspace, lanes, hub)
    reads: list[HomeRead] = []
    presenter.read.connect(reads.append)
    assert not presenter.is_administrative
    hub.publish(Changes(all_materials=True))
    presenter.set_shown(shown=True)
    await until(lambda: len(reads) == 1)
    assert reads[0].summary.own.by_status.get(ReviewStatus.PENDING, 0) == 0
    hub.publish(desk.sync().changes)
    await until(lambda: len(reads) == 2)
    assert reads[1].summary.own.by_status[ReviewStatus.PENDING] == 1
    presenter.set_year(small_world.YEAR - 1)
    await until(lambda: len(reads) == 3)
    assert reads[2].summary.own.by_status.get(ReviewStatus.PENDING, 0) == 0
    presenter.set_shown(shown=False)
    presenter.set_scope(small_world.PATHS[small_world.HOSPITAL])
    assert len(reads) == 3
