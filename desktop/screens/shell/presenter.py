"""What the frame around the pages says: sync state, counts, banners, age of the data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.errors import RuleViolationError
from desktop.domain.review import ReviewStatus
from desktop.screens.ports import Lane
from desktop.screens.prefetch_words import PrefetchFacts
from desktop.screens.shell.pages import PageKey
from desktop.screens.shell.status import (
    BannerTopic,
    SyncFacts,
    SyncState,
    Totals,
    banner_topics,
    sync_state,
    to_look_at,
    waiting,
)
from desktop.screens.texts import operation_text, problem_text, verdict_text
from desktop.screens.times import age_text, moment_text, short_moment_text
from desktop.services import browsing, reviewing

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace
    from desktop.store.records import OutboxItem


class BannerWords(NamedTuple):
    """A banner as the shell shows it; `link` is empty where nothing can be done."""

    topic: BannerTopic
    title: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class ShellStatus:
    """Everything that changes with a sync or an action.

    Attributes:
        state: State of the chip.
        chip: Its words.
        detail: Its counts.
        data_age: Left piece of the status bar.
        cache: What lies here, in words.
        cached_share: The same as a share.
        caching: Pictures are coming now.
        result: How the last exchange went.
        banners: At most two.
        badges: Count and alarm per page.
    """

    state: SyncState
    chip: str
    detail: str
    data_age: str
    cache: str
    cached_share: float
    caching: bool
    result: str
    banners: tuple[BannerWords, ...]
    badges: dict[PageKey, tuple[int, bool]]


class _Read(NamedTuple):
    """What one job reads."""

    totals: Totals
    pending: int
    last_sync_at: int | None
    lease_until: int | None
    materials: int
    pictures_cached: int
    pictures_wanted: int


class ShellPresenter(QObject):
    """Reads the state of the local data after every change and says it.

    Signals:
        status_changed: A `ShellStatus`.
        taken_back: A sentence says what Ctrl+Z took back.
        nothing_taken_back: A sentence says why it took nothing back.
    """

    status_changed = Signal(object)
    taken_back = Signal(str)
    nothing_taken_back = Signal(str)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._hub = workspace, jobs, hub
        self._facts = SyncFacts()
        self._prefetch = PrefetchFacts()
        self._read: _Read | None = None
        batch = workspace.current_batch
        self._year = batch.year if batch is not None else None
        hub.changed.connect(self._note)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the business, the newest first."""
        session, business = self._workspace.session, self._workspace.context.business
        return tuple(
            sorted({b.year for b in session.batches if b.business == business}, reverse=True)
        )

    @property
    def year(self) -> int | None:
        """The year that the pages show."""
        return self._year

    @property
    def waiting(self) -> int:
        """Operations that have not left yet, as last read."""
        return waiting(self._read.totals) if self._read is not None else 0

    def set_year(self, year: int) -> None:
        """Count another year."""
        self._year = year
        self.refresh()

    @Slot(object)
    def set_facts(self, facts: SyncFacts) -> None:
        """Take what the exchange with the server did; a first download is no resync."""
        had_data = self._read is not None and self._read.last_sync_at is not None
        self._facts = replace(facts, resynced=facts.resynced and had_data)
        self._say()

    @Slot(object)
    def set_prefetch(self, facts: PrefetchFacts) -> None:
        """Take how fetching pictures ahead stands."""
        self._prefetch = facts
        self._say()

    @Slot()
    def refresh(self) -> None:
        """Read the state of the local data."""
        self._jobs.run(
            Lane.READ,
            partial(_read, self._workspace, self._year),
            owner=self,
            on_success=self._show,
        )

    @Slot()
    def take_back(self) -> None:
        """Take the newest action back that has not left, wherever in the window one is."""
        self._jobs.run(
            Lane.WRITE,
            partial(_take_back, self._workspace),
            owner=self,
            on_success=self._taken_back,
            on_error=self._not_taken_back,
        )

    def _taken_back(self, taken: tuple[OutboxItem, Changes]) -> None:
        item, changes = taken
        self._hub.publish(changes)
        act = operation_text(item.kind)
        if item.verdict is not None:
            act = verdict_text(item.verdict)
        words = self.tr("已撤回 {name} 的{act}，填过的内容还在。")
        self.taken_back.emit(words.format(name=item.material_name, act=act))

    def _not_taken_back(self, error: ExpectedError) -> None:
        self.nothing_taken_back.emit(problem_text(error))

    @Slot()
    def say_again(self) -> None:
        """Say the same with the present time: ages grow while nothing happens."""
        self._say()

    def _show(self, read: _Read) -> None:
        self._read = read
        self._say()

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes:
            self.refresh()

    def _say(self) -> None:
        read = self._read
        if read is None:
            return
        state = sync_state(read.totals, self._facts)
        chip, detail = self._chip(state, read)
        share = read.pictures_cached / read.pictures_wanted if read.pictures_wanted else 1.0
        self.status_changed.emit(
            ShellStatus(
                state=state,
                chip=chip,
                detail=detail,
                data_age=self._data_age(read),
                cache=self._cache(read, share),
                cached_share=share,
                caching=self._prefetch.running,
                result=self._result(read),
                banners=self._banners(read),
                badges=_badges(read),
            )
        )

    def _chip(self, state: SyncState, read: _Read) -> tuple[str, str]:
        totals = read.totals
        queue = self.tr("待发 {n}").format(n=f"{waiting(totals):,}")
        match state:
            case SyncState.CONFLICT:
                words = self.tr("冲突 {n}").format(n=f"{totals.conflict:,}")
            case SyncState.FAILED:
                n = totals.rejected + totals.parked + totals.failed
                words = self.tr("失败 {n}").format(n=f"{n:,}") if n else self.tr("同步失败")
            case SyncState.OFFLINE:
                words = self.tr("离线")
            case SyncState.QUEUED:
                words, queue = queue, ""
            case SyncState.SENDING:
                first = read.last_sync_at is None
                words = self.tr("正在下载…") if first else self.tr("同步中…")
            case _:
                words = self._synced(read.last_sync_at)
        return words, queue

    def _synced(self, at: int | None) -> str:
        if at is None:
            return self.tr("尚未同步")
        return self.tr("已同步 {at}").format(at=short_moment_text(at, self._workspace.now))

    def _data_age(self, read: _Read) -> str:
        if read.last_sync_at is None:
            return self.tr("尚无离线数据")
        return self.tr("离线数据 {at}").format(at=moment_text(read.last_sync_at))

    def _cache(self, read: _Read, share: float) -> str:
        words = self.tr("材料 {n} 份 · 图片 {percent} % 已缓存")
        words = words.format(n=f"{read.materials:,}", percent=int(share * 100))
        if self._prefetch.pause is None or share >= 1:
            return words
        return self.tr("{words} · 预取已暂停").format(words=words)

    def _result(self, read: _Read) -> str:
        facts, now = self._facts, self._workspace.now
        if facts.running:
            return self.tr("正在同步…")
        if facts.failures:
            words = problem_text(facts.failures[0])
            if facts.next_try_at is not None and facts.next_try_at > now:
                at = short_moment_text(facts.next_try_at, now)
                again = self.tr("下次重试 {at}").format(at=at)
                return f"{words} {again}"
            return words
        if read.last_sync_at is None:
            return ""
        if facts.resynced:
            return self.tr("已重新同步：本机数据已与服务器重新对齐，发件箱和草稿没有变动")
        return self.tr("上次同步成功 · {age}").format(age=age_text(now - read.last_sync_at))

    def _banners(self, read: _Read) -> tuple[BannerWords, ...]:
        topics = banner_topics(self._facts, lease_until=read.lease_until, now=self._workspace.now)
        return tuple(self._banner(topic, read) for topic in topics)

    def _banner(self, topic: BannerTopic, read: _Read) -> BannerWords:
        match topic:
            case BannerTopic.UPGRADE:
                text = self.tr("服务器不再接受这个版本；已保存的审核不会丢失，升级后自动发送。")
                return BannerWords(topic, self.tr("需要升级"), text, "")
            case BannerTopic.SIGN_IN:
                text = self.tr("可以继续离线审核；重新登录后自动发送。")
                return BannerWords(topic, self.tr("登录已过期"), text, self.tr("重新登录"))
            case BannerTopic.LEASE:
                until = moment_text(read.lease_until or 0)
                text = self.tr("本机数据到 {until} 锁定，请在此之前联网同步一次。")
                title = self.tr("离线期限将到")
                return BannerWords(topic, title, text.format(until=until), self.tr("立即同步"))
            case BannerTopic.SKEW:
                minutes = abs(self._facts.skew_seconds) // 60
                text = self.tr("与服务器相差 {n} 分钟，时间显示可能不准，请校准系统时间。")
                return BannerWords(topic, self.tr("本机时间不对"), text.format(n=minutes), "")
            case BannerTopic.TROUBLE:
                trouble = self._facts.trouble
                text = problem_text(trouble) if trouble is not None else ""
                return BannerWords(topic, self.tr("同步没有完成"), text, self.tr("重试"))
            case _:
                text = self.tr("可以继续审核，恢复后自动发送 {n} 份。")
                n = waiting(read.totals)
                if not n:
                    text = self.tr("可以继续审核，恢复后自动发送。")
                title = self.tr("离线工作中")
                return BannerWords(topic, title, text.format(n=n), self.tr("立即重试"))


def _take_back(workspace: Workspace) -> tuple[OutboxItem, Changes]:
    item = browsing.latest_cancellable(workspace=workspace)
    if item is None:
        raise RuleViolationError("nothing_to_take_back")
    return item, reviewing.take_back(workspace=workspace, key=item.key)


def _read(workspace: Workspace, year: int | None) -> _Read:
    state = browsing.state(workspace=workspace)
    own = browsing.own_totals(workspace=workspace, year=year)
    return _Read(
        totals=browsing.outbox_totals(workspace=workspace),
        pending=own.by_status.get(ReviewStatus.PENDING, 0),
        last_sync_at=state.last_sync_at,
        lease_until=state.lease_until,
        materials=state.materials,
        pictures_cached=state.pictures_cached,
        pictures_wanted=state.pictures_wanted,
    )


def _badges(read: _Read) -> dict[PageKey, tuple[int, bool]]:
    alarming = to_look_at(read.totals)
    return {
        PageKey.REVIEW: (read.pending, False),
        PageKey.OUTBOX: (alarming or waiting(read.totals), bool(alarming)),
    }
