"""Pictures come ahead of time by themselves, and every pause has a reason and a way on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from desktop.app.jobs import ThreadJobs
from desktop.app.prefetch import Prefetch
from desktop.app.settings import SettingsFile
from desktop.screens.hub import ChangeHub
from desktop.screens.prefetch_words import Pause, PrefetchFacts
from desktop.services import browsing, packing
from desktop.store.filters import MaterialFilter
from desktop.sync.report import SyncReport
from tests.support.town import carrier_of
from tests.support.waiting import until

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.remote.transport import Call
    from tests.support.desk import Desk
    from tests.support.town import Town

PICTURES = {"portrait": bytes(70_000), "diploma": bytes(range(250)) * 300}


@pytest.fixture
def desk(town: Town) -> Desk:
    """The manager's desk with a dossier of two pictures."""
    town.apply_with_pictures("李小红", PICTURES)
    desk = town.desk()
    assert desk.sync().ok
    return desk


@pytest.fixture
def store(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def hub() -> ChangeHub:
    return ChangeHub()


@pytest.fixture
def prefetch(
    qloop: asyncio.AbstractEventLoop, desk: Desk, store: SettingsFile, hub: ChangeHub
) -> Iterator[Prefetch]:
    guarded: list[Exception] = []
    jobs = ThreadJobs(qloop, guard=guarded.append)
    prefetch = Prefetch(desk.workspace, jobs, hub, store)
    yield prefetch
    prefetch.stop()
    jobs.close()
    assert not guarded, guarded


def cached(desk: Desk) -> int:
    return browsing.state(workspace=desk.workspace).pictures_cached


def slow(desk: Desk) -> None:
    desk.workspace.downloads.note(64 << 10, 60)


async def test_after_a_sync_everything_comes_and_the_pages_hear_of_it(
    prefetch: Prefetch, desk: Desk
) -> None:
    told: list[PrefetchFacts] = []
    prefetch.tell(told.append)
    prefetch.after_sync(SyncReport())
    await until(lambda: cached(desk) == 2)
    await until(lambda: told[-1] == PrefetchFacts())
    assert PrefetchFacts(running=True) in told


async def test_once_all_is_here_a_sync_without_news_looks_for_nothing(
    prefetch: Prefetch, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefetch.wake()
    await until(lambda: cached(desk) == 2)
    await until(lambda: not prefetch.facts.running)
    looked: list[bool] = []
    monkeypatch.setattr(desk.replica.attachments, "plan", partial(looked.append, True))
    prefetch.after_sync(SyncReport())
    await until(lambda: not prefetch.facts.running)
    assert not looked


async def test_a_new_pack_is_fetched_without_waiting_for_a_sync(
    prefetch: Prefetch, desk: Desk, hub: ChangeHub
) -> None:
    assert not prefetch.facts.running
    expires_at = packing.default_expiry(workspace=desk.workspace)
    hub.publish(
        packing.make(
            workspace=desk.workspace, name="包", chosen=MaterialFilter(), expires_at=expires_at
        )
    )
    await until(lambda: cached(desk) == 2)


async def test_a_metered_network_pauses_until_somebody_insists(
    prefetch: Prefetch, desk: Desk
) -> None:
    prefetch.set_metered(True)
    prefetch.wake()
    assert prefetch.facts.pause is Pause.METERED
    prefetch.wake()
    assert cached(desk) == 0
    prefetch.resume()
    await until(lambda: cached(desk) == 2)
    assert prefetch.facts.pause is None


async def test_the_setting_lets_pictures_come_over_any_network(
    prefetch: Prefetch, desk: Desk, store: SettingsFile
) -> None:
    prefetch.set_metered(True)
    assert prefetch.facts.pause is Pause.METERED
    store.change(only_unmetered=False)
    await until(lambda: cached(desk) == 2)
    assert prefetch.facts.pause is None


async def test_another_network_ends_the_pause(prefetch: Prefetch, desk: Desk) -> None:
    prefetch.set_metered(True)
    prefetch.wake()
    prefetch.set_metered(False)
    await until(lambda: cached(desk) == 2)


async def test_a_slow_link_pauses_and_is_tried_again(prefetch: Prefetch, desk: Desk) -> None:
    slow(desk)
    prefetch.wake()
    await until(lambda: prefetch.facts.pause is Pause.SLOW)
    assert cached(desk) == 0
    assert prefetch._again.isActive()
    prefetch._again.timeout.emit()
    await until(lambda: cached(desk) == 2)
    await until(lambda: prefetch.facts == PrefetchFacts())


async def test_a_person_pauses_and_goes_on(prefetch: Prefetch, desk: Desk) -> None:
    prefetch.pause()
    assert prefetch.facts.pause is Pause.PERSON
    prefetch.after_sync(SyncReport())
    prefetch._again.timeout.emit()
    assert prefetch.facts.pause is Pause.PERSON
    prefetch.resume()
    await until(lambda: cached(desk) == 2)


async def test_a_pause_in_the_middle_keeps_what_came(prefetch: Prefetch, desk: Desk) -> None:
    desk.workspace.downloads.note_loss()
    pieces: list[Call] = []

    def pause_at_first(call: Call) -> None:
        pieces.append(call)
        if len(pieces) == 1:
            prefetch._stop.set()

    carrier_of(desk).instead = pause_at_first
    prefetch.wake()
    prefetch.pause()
    await until(lambda: not prefetch.facts.running)
    assert prefetch.facts.pause is Pause.PERSON
    assert cached(desk) == 0
    carrier_of(desk).instead = lambda _call: None
    prefetch.resume()
    await until(lambda: cached(desk) == 2)


async def test_a_full_disk_stops_it_with_a_reason(prefetch: Prefetch, desk: Desk) -> None:
    writer = desk.replica._pictures.writer
    writer.pragma("max_page_count", writer.pragma("page_count") + 4)
    prefetch.wake()
    await until(lambda: prefetch.facts.pause is Pause.DISK_FULL)
    writer.pragma("max_page_count", 1 << 20)
    prefetch.resume()
    await until(lambda: cached(desk) == 2)


async def test_offline_it_waits_for_the_next_sync(prefetch: Prefetch, desk: Desk) -> None:
    carrier_of(desk).away = True
    prefetch.wake()
    await until(lambda: not prefetch.facts.running)
    assert prefetch.facts == PrefetchFacts()
    carrier_of(desk).away = False
    prefetch.after_sync(SyncReport())
    await until(lambda: cached(desk) == 2)


async def test_the_quota_of_the_settings_is_in_force(
    prefetch: Prefetch, desk: Desk, store: SettingsFile
) -> None:
    usage = desk.replica.attachments.usage
    await until(lambda: usage().quota == 4 << 30)
    store.change(picture_gigabytes=2)
    await until(lambda: usage().quota == 2 << 30)
    assert prefetch.facts == PrefetchFacts()


async def test_after_the_end_nothing_begins(prefetch: Prefetch, desk: Desk, hub: ChangeHub) -> None:
    stopped = Prefetch(desk.workspace, prefetch._jobs, hub, prefetch._settings)
    stopped.stop()
    stopped.wake()
    assert not stopped.facts.running
