"""已同步 is said only when nothing waits, failed or conflicts."""

from __future__ import annotations

import itertools

import pytest

from desktop.domain.errors import (
    ExpectedError,
    NotReachableError,
    RefusedError,
    ReplyLostError,
    SignInRequiredError,
)
from desktop.screens.shell.status import (
    BannerTopic,
    SyncFacts,
    SyncState,
    banner_topics,
    sync_state,
    to_look_at,
    waiting,
)
from desktop.store.records import OutboxTotals

OFFLINE = NotReachableError()
EXPIRED = SignInRequiredError("session_expired")
OLD = RefusedError("upgrade_required", status=426)
BROKEN = RefusedError("internal", status=500)


@pytest.mark.parametrize(
    ("totals", "facts", "state"),
    [
        (OutboxTotals(), SyncFacts(), SyncState.SYNCED),
        (OutboxTotals(), SyncFacts(running=True), SyncState.SENDING),
        (OutboxTotals(sent=1), SyncFacts(), SyncState.SENDING),
        (OutboxTotals(queued=1), SyncFacts(running=True), SyncState.QUEUED),
        (OutboxTotals(queued=1), SyncFacts(failures=(OFFLINE,)), SyncState.OFFLINE),
        (OutboxTotals(), SyncFacts(failures=(ReplyLostError(),)), SyncState.OFFLINE),
        (OutboxTotals(queued=1, failed=1), SyncFacts(failures=(OFFLINE,)), SyncState.OFFLINE),
        (OutboxTotals(queued=1, failed=1), SyncFacts(), SyncState.FAILED),
        (OutboxTotals(), SyncFacts(failures=(BROKEN,)), SyncState.FAILED),
        (OutboxTotals(), SyncFacts(failures=(EXPIRED,)), SyncState.FAILED),
        (OutboxTotals(rejected=1), SyncFacts(failures=(OFFLINE,)), SyncState.FAILED),
        (OutboxTotals(parked=1), SyncFacts(), SyncState.FAILED),
        (OutboxTotals(conflict=1, rejected=1), SyncFacts(failures=(OFFLINE,)), SyncState.CONFLICT),
    ],
)
def test_the_chip_shows_the_worst(totals: OutboxTotals, facts: SyncFacts, state: SyncState) -> None:
    assert sync_state(totals, facts) is state


def test_synced_is_never_said_while_anything_is_open() -> None:
    fields = ("queued", "sent", "conflict", "parked", "rejected", "failed")
    for counts in itertools.product((0, 1), repeat=len(fields)):
        totals = OutboxTotals(**dict(zip(fields, counts, strict=True)))
        said = sync_state(totals, SyncFacts()) is SyncState.SYNCED
        assert said is (not any(counts[:5]) and not totals.failed)


@pytest.mark.parametrize(
    ("failures", "skew", "lease", "topics"),
    [
        ((), 0, None, []),
        ((), 0, 10_000_000, []),
        ((OFFLINE,), 0, None, [BannerTopic.OFFLINE]),
        ((OFFLINE,), 0, 3_600, [BannerTopic.LEASE, BannerTopic.OFFLINE]),
        ((EXPIRED,), 0, None, [BannerTopic.SIGN_IN]),
        ((OLD,), 400, 3_600, [BannerTopic.UPGRADE, BannerTopic.LEASE]),
        ((BROKEN,), -400, None, [BannerTopic.SKEW, BannerTopic.TROUBLE]),
        ((), 200, None, []),
    ],
)
def test_at_most_two_banners_the_most_urgent_first(
    failures: tuple[ExpectedError, ...],
    skew: int,
    lease: int | None,
    topics: list[BannerTopic],
) -> None:
    facts = SyncFacts(failures=failures, skew_seconds=skew)
    assert banner_topics(facts, lease_until=lease, now=0) == topics


def test_what_waits_for_the_server_is_told_from_what_waits_for_a_person() -> None:
    totals = OutboxTotals(queued=3, sent=2, conflict=1, parked=1, rejected=1)
    assert waiting(totals) == 5
    assert to_look_at(totals) == 3


def test_trouble_is_what_neither_signing_in_nor_upgrading_mends() -> None:
    assert SyncFacts(failures=(OFFLINE, BROKEN)).trouble is BROKEN
    assert SyncFacts(failures=(EXPIRED, BROKEN)).trouble is None
    assert SyncFacts(failures=(OFFLINE,)).trouble is None
