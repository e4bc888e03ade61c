"""Pages of the feed, one after another, applied whole."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.contract import routes
from desktop.domain.errors import NotReachableError
from desktop.domain.review import Verdict
from desktop.remote import pages as remote_pages
from desktop.sync import pull as pulling
from desktop.sync.parts import StoppedError
from desktop.sync.pull import pages, rows_of
from tests.support.small_world import ASSISTANT
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from desktop.remote.transport import Call, Reply
    from tests.support.desk import Desk
    from tests.support.town import Town


@pytest.fixture
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page hold three rows."""
    monkeypatch.setattr(pulling, "PAGE_ROWS", 3)


@pytest.fixture(params=[2, 5, 100])
def _short_parts(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let a part of a page hold few materials."""
    monkeypatch.setattr(pulling, "ROWS_AT_ONCE", request.param)
    monkeypatch.setattr(remote_pages, "ROWS_AT_ONCE", request.param)


def apply_all(town: Town, count: int) -> list[int]:
    return [town.apply_for(f"考生{n}") for n in range(count)]


@pytest.mark.usefixtures("_short_pages")
def test_a_pull_of_many_pages_comes_whole(desk: Desk, wang: int, town: Town) -> None:
    ids = apply_all(town, 10)
    report = desk.sync()
    assert report.ok
    assert report.pulled >= 10
    assert not report.resynced
    assert desk.ids() == [wang, *ids]


@pytest.mark.usefixtures("_short_pages")
def test_a_first_sync_of_many_pages_comes_whole(town: Town) -> None:
    ids = apply_all(town, 10)
    desk = town.desk()
    assert desk.sync().ok
    assert desk.ids() == ids


@pytest.mark.usefixtures("_short_parts")
def test_a_long_page_comes_in_parts_and_whole(desk: Desk, wang: int, town: Town) -> None:
    ids = apply_all(town, 5)
    report = desk.sync()
    assert report.ok
    assert not report.resynced
    assert desk.ids() == [wang, *ids]
    other = town.desk(ASSISTANT, "b")
    assert other.sync().ok
    assert other.ids() == [wang, *ids]


@pytest.mark.usefixtures("_short_pages")
def test_half_a_pull_is_never_seen(desk: Desk, wang: int, town: Town) -> None:
    ids = apply_all(town, 10)
    calls = []

    def breaking_off(call: Call) -> Reply | None:
        if call.path == routes.CHANGES:
            calls.append(call)
            if len(calls) == 3:
                raise NotReachableError
        return None

    carrier_of(desk).instead = breaking_off
    before = desk.replica.meta.cursor
    assert not desk.sync().ok
    assert desk.ids() == [wang]
    assert desk.replica.meta.cursor == before
    assert desk.sync().ok
    assert desk.ids() == [wang, *ids]


@pytest.mark.usefixtures("_short_pages")
def test_half_a_first_sync_is_never_seen(town: Town) -> None:
    ids = apply_all(town, 10)
    desk = town.desk()
    calls = []

    def breaking_off(call: Call) -> Reply | None:
        if call.path == routes.CHANGES:
            calls.append(call)
            if len(calls) == 4:
                raise NotReachableError
        return None

    carrier_of(desk).instead = breaking_off
    assert not desk.sync().ok
    assert desk.ids() == []
    desk.reopen()
    assert desk.sync().ok
    assert desk.ids() == ids


@pytest.mark.usefixtures("_short_pages")
def test_what_changes_meanwhile_comes_at_the_end(town: Town) -> None:
    ids = apply_all(town, 8)
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    desk = town.desk()
    calls = []

    def meanwhile(call: Call) -> Reply | None:
        if call.path == routes.CHANGES:
            calls.append(call)
            if len(calls) == 3:
                assistant.decide(ids[0], Verdict.DEFERRED, remark="等单位证明")
                assistant.sync()
        return None

    carrier_of(desk).instead = meanwhile
    assert desk.sync().ok
    assert desk.dossier(ids[0]).timeline[-1].remark == "等单位证明"


@pytest.mark.usefixtures("_short_pages")
def test_a_closing_program_stops_between_two_pages(desk: Desk, town: Town) -> None:
    apply_all(town, 10)
    parts = desk.workspace.engine._parts
    with closing(pages(parts, "")) as coming:
        assert rows_of(next(coming)) > 0
        desk.workspace.engine.stop()
        with pytest.raises(StoppedError):
            next(coming)
