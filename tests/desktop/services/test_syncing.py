"""Exchange with the server, as the screens call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services import syncing
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from tests.support.desk import Desk


def test_offline_is_no_exception(desk: Desk) -> None:
    carrier_of(desk).away = True
    report = syncing.sync(workspace=desk.workspace)
    assert [error.code for error in report.failures] == ["not_reachable"]


def test_progress_reaches_who_asks(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    syncing.sync(workspace=desk.workspace, progress=lambda got, of: told.append((got, of)))
    assert told == [(0, 0)]
