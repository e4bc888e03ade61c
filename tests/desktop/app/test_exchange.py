"""An answer of the file courier counts like a run: it renews the lease, or ends a right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.exchange import Exchange
from desktop.app.jobs import ThreadJobs
from desktop.domain.errors import SignInRequiredError
from desktop.screens.hub import ChangeHub
from desktop.services.couriering import ImportReport
from tests.support.small_world import DAY, NOW

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from desktop.sync.report import SyncReport
    from tests.support.desk import Desk


@pytest.fixture
def exchange(qloop: asyncio.AbstractEventLoop, desk: Desk) -> Iterator[Exchange]:
    jobs = ThreadJobs(qloop, guard=_fail)
    exchange = Exchange(desk.workspace, jobs, ChangeHub())
    yield exchange
    exchange.stop()
    jobs.close()


def _fail(error: Exception) -> None:
    raise error


@pytest.fixture
def heard(exchange: Exchange) -> list[SyncReport]:
    heard: list[SyncReport] = []
    exchange.finished.connect(heard.append)
    return heard


def answer(**changed: object) -> ImportReport:
    return ImportReport(number=1, requested_at=NOW, answered_at=NOW, **changed)  # type: ignore[arg-type] # its own fields


async def test_the_lease_of_an_answer_is_kept(
    exchange: Exchange, desk: Desk, heard: list[SyncReport]
) -> None:
    known = desk.workspace.session.offline_lease_until
    exchange.note_answer(answer(lease_until=known + DAY))
    exchange.note_answer(answer(lease_until=known - DAY))
    exchange.note_answer(answer())
    leases = [report.session and report.session.offline_lease_until for report in heard]
    assert leases == [known + DAY, known, None]
    assert all(report.ok for report in heard)


async def test_an_answer_may_end_the_right_to_the_data(
    exchange: Exchange, heard: list[SyncReport]
) -> None:
    ended = SignInRequiredError("account_disabled")
    exchange.note_answer(answer(wiped=True, failures=(ended,), lease_until=NOW))
    assert [(report.wiped, report.session) for report in heard] == [(True, None)]
    assert heard[0].failures == (ended,)
