"""The honest state of synchronization: pure functions from facts to what the shell says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from desktop.domain.errors import NotReachableError, SignInRequiredError

if TYPE_CHECKING:
    from desktop.domain.errors import ExpectedError

LEASE_WARNING_SECONDS: Final = 24 * 3600
SKEW_WARNING_SECONDS: Final = 300


class SyncState(StrEnum):
    """States of the chip, the worst first."""

    CONFLICT = "conflict"
    FAILED = "failed"
    OFFLINE = "offline"
    QUEUED = "queued"
    SENDING = "sending"
    SYNCED = "synced"


class BannerTopic(StrEnum):
    """Conditions that last, the most urgent first."""

    UPGRADE = "upgrade"
    SIGN_IN = "sign_in"
    LEASE = "lease"
    SKEW = "skew"
    TROUBLE = "trouble"
    OFFLINE = "offline"


class Totals(Protocol):
    """What the state needs of the outbox (`desktop.store.records.OutboxTotals`)."""

    @property
    def queued(self) -> int:
        """Waiting here."""

    @property
    def sent(self) -> int:
        """On their way."""

    @property
    def conflict(self) -> int:
        """The server saw it otherwise."""

    @property
    def parked(self) -> int:
        """Handed to a superior."""

    @property
    def rejected(self) -> int:
        """Not accepted."""

    @property
    def failed(self) -> int:
        """Last attempt failed."""


@dataclass(frozen=True, slots=True)
class SyncFacts:
    """What the exchange with the server did, as the composition root knows it.

    Attributes:
        running: A run is under way.
        failures: What went wrong in the last run, in order.
        skew_seconds: Local clock minus server clock where it is off by more than five minutes.
        next_try_at: Epoch seconds of the next automatic run, or None.
        progress: Share of a first download, 0.0 to 1.0, or None where none runs.
        resynced: The last run loaded data anew that were here before.
    """

    running: bool = False
    failures: tuple[ExpectedError, ...] = field(default=())
    skew_seconds: int = 0
    next_try_at: int | None = None
    progress: float | None = None
    resynced: bool = False

    @property
    def is_offline(self) -> bool:
        """Whether the server could not be reached."""
        return any(isinstance(one, NotReachableError) for one in self.failures)

    @property
    def needs_sign_in(self) -> bool:
        """Whether signing in again is what helps."""
        return any(isinstance(one, SignInRequiredError) for one in self.failures)

    @property
    def needs_upgrade(self) -> bool:
        """Whether the server no longer takes this version."""
        return any(one.code == "upgrade_required" for one in self.failures)

    @property
    def trouble(self) -> ExpectedError | None:
        """A failure that is neither of the above."""
        if self.needs_sign_in or self.needs_upgrade:
            return None
        return next((one for one in self.failures if not isinstance(one, NotReachableError)), None)


def waiting(totals: Totals) -> int:
    """Return how many operations have not got their final answer."""
    return totals.queued + totals.sent


def to_look_at(totals: Totals) -> int:
    """Return how many operations wait for a person."""
    return totals.conflict + totals.parked + totals.rejected


def sync_state(totals: Totals, facts: SyncFacts) -> SyncState:
    """Return the worst of 冲突, 失败, 离线, 待发, 发送中, 已同步."""
    if totals.conflict:
        return SyncState.CONFLICT
    troubled = facts.needs_sign_in or facts.needs_upgrade or facts.trouble is not None
    if troubled or totals.rejected or totals.parked or (totals.failed and not facts.is_offline):
        return SyncState.FAILED
    if facts.is_offline:
        return SyncState.OFFLINE
    if totals.queued:
        return SyncState.QUEUED
    if totals.sent or facts.running:
        return SyncState.SENDING
    return SyncState.SYNCED


def banner_topics(facts: SyncFacts, *, lease_until: int | None, now: float) -> list[BannerTopic]:
    """Return what to say in banners, at most two, the most urgent first."""
    topics = []
    if facts.needs_upgrade:
        topics.append(BannerTopic.UPGRADE)
    if facts.needs_sign_in:
        topics.append(BannerTopic.SIGN_IN)
    if lease_until is not None and lease_until - now < LEASE_WARNING_SECONDS:
        topics.append(BannerTopic.LEASE)
    if abs(facts.skew_seconds) > SKEW_WARNING_SECONDS:
        topics.append(BannerTopic.SKEW)
    if facts.trouble is not None:
        topics.append(BannerTopic.TROUBLE)
    if facts.is_offline:
        topics.append(BannerTopic.OFFLINE)
    return topics[:2]
