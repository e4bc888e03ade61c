"""The frame says what is true right now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import NotReachableError, RefusedError, SignInRequiredError
from desktop.domain.review import Verdict
from desktop.screens.hub import ChangeHub
from desktop.screens.shell.pages import PageKey
from desktop.screens.shell.presenter import ShellPresenter, ShellStatus
from desktop.screens.shell.status import BannerTopic, SyncFacts, SyncState
from desktop.screens.times import short_moment_text
from tests.support.small_world import DAY, YEAR
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.app.jobs import ThreadJobs
    from tests.support.desk import Desk


class Frame:
    """A presenter and what it said last."""

    def __init__(self, desk: Desk, lanes: ThreadJobs) -> None:
        self.hub = ChangeHub()
        self.presenter = ShellPresenter(desk.workspace, lanes, self.hub)
        self.said: list[ShellStatus] = []
        self.presenter.status_changed.connect(self.said.append)
        self.presenter.refresh()

    @property
    def last(self) -> ShellStatus:
        return self.said[-1]


@pytest.fixture
def frame(hospital: Desk, lanes: ThreadJobs) -> Frame:
    return Frame(hospital, lanes)


async def test_after_a_sync_everything_is_said_to_be_so(frame: Frame) -> None:
    await until(lambda: frame.said)
    assert frame.last.state is SyncState.SYNCED
    assert frame.last.chip.startswith("已同步")
    assert frame.last.detail == "待发 0"
    assert frame.last.data_age.startswith("离线数据 2026-11-")
    assert frame.last.cache == "材料 1 份 · 图片 100 % 已缓存"
    assert frame.last.result == "上次同步成功 · 刚刚"
    assert frame.last.badges[PageKey.REVIEW] == (1, False)
    assert frame.last.badges[PageKey.OUTBOX] == (0, False)


async def test_a_decision_changes_the_numbers_at_once(frame: Frame, hospital: Desk) -> None:
    await until(lambda: frame.said)
    material = hospital.ids()[0]
    changes = hospital.decide(material, Verdict.RETURNED, remark="请补交", at_once=False)
    frame.hub.publish(changes)
    await until(lambda: frame.last.state is SyncState.QUEUED)
    assert frame.last.chip == "待发 1"
    assert frame.last.badges[PageKey.REVIEW] == (0, False)
    assert frame.last.badges[PageKey.OUTBOX] == (1, False)
    assert frame.presenter.waiting == 1


async def test_offline_is_a_state_with_a_way_on(frame: Frame) -> None:
    await until(lambda: frame.said)
    now = frame.presenter._workspace.now
    frame.presenter.set_facts(SyncFacts(failures=(NotReachableError(),), next_try_at=now + 12))
    assert (frame.last.state, frame.last.chip) == (SyncState.OFFLINE, "离线")
    assert frame.last.result.startswith("连不上服务器。")
    assert f"下次重试 {short_moment_text(now + 12, now)}" in frame.last.result
    (banner,) = frame.last.banners
    assert banner.topic is BannerTopic.OFFLINE
    assert banner.link == "立即重试"


async def test_an_ended_session_asks_to_sign_in_again(frame: Frame) -> None:
    await until(lambda: frame.said)
    frame.presenter.set_facts(SyncFacts(failures=(SignInRequiredError("session_expired"),)))
    assert [(one.topic, one.link) for one in frame.last.banners] == [
        (BannerTopic.SIGN_IN, "重新登录")
    ]
    assert frame.last.chip == "同步失败"


async def test_a_wrong_clock_a_lease_and_an_old_version_are_said(
    frame: Frame, hospital: Desk
) -> None:
    await until(lambda: frame.said)
    frame.presenter.set_facts(SyncFacts(skew_seconds=-720))
    assert "12 分钟" in frame.last.banners[0].text
    old = RefusedError("upgrade_required", status=426)
    frame.presenter.set_facts(SyncFacts(failures=(old,)))
    assert frame.last.banners[0].title == "需要升级"
    frame.presenter.set_facts(SyncFacts())
    assert not frame.last.banners
    hospital.clock.advance(13.5 * DAY)
    frame.presenter.say_again()
    assert [one.title for one in frame.last.banners] == ["离线期限将到"]


async def test_a_run_under_way_is_said(frame: Frame) -> None:
    await until(lambda: frame.said)
    frame.presenter.set_facts(SyncFacts(running=True))
    assert (frame.last.state, frame.last.result) == (SyncState.SENDING, "正在同步…")


async def test_data_loaded_anew_are_said_to_be_so(frame: Frame) -> None:
    await until(lambda: frame.said)
    frame.presenter.set_facts(SyncFacts(resynced=True))
    assert frame.last.result.startswith("已重新同步：")
    frame.presenter.set_facts(SyncFacts())
    assert frame.last.result.startswith("上次同步成功")


async def test_a_first_download_is_no_resync(hospital: Desk, lanes: ThreadJobs) -> None:
    frame = Frame(hospital, lanes)
    frame.presenter.set_facts(SyncFacts(resynced=True))
    await until(lambda: frame.said)
    assert frame.last.result.startswith("上次同步成功")


async def test_another_year_is_counted(frame: Frame) -> None:
    await until(lambda: frame.said)
    assert frame.presenter.years == (YEAR, YEAR - 1)
    assert frame.presenter.year == YEAR
    frame.presenter.set_year(YEAR - 1)
    await until(lambda: frame.last.badges[PageKey.REVIEW] == (0, False))
