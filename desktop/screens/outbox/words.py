"""An item of the outbox in words: what, in which state, why, and what comes next."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.errors import ExpectedError
from desktop.screens import texts, times
from desktop.screens.problem_texts import ProblemWords, problem_words
from desktop.store.records import OutboxState, Resolution

if TYPE_CHECKING:
    from desktop.domain.practice_period import Period
    from desktop.store.records import OutboxItem

translate = QCoreApplication.translate

_RESOLVED: Final = {
    Resolution.TAKEN_BACK: ("cancelled", QT_TRANSLATE_NOOP("outbox", "已撤回")),
    Resolution.REPLACED: ("cancelled", QT_TRANSLATE_NOOP("outbox", "已被后一次取代")),
    Resolution.ADOPTED_SERVER: ("cancelled", QT_TRANSLATE_NOOP("outbox", "已采用服务器")),
    Resolution.KEPT_MINE: ("applied", QT_TRANSLATE_NOOP("outbox", "已按我的决定重发")),
    Resolution.REVIEWED_AGAIN: ("applied", QT_TRANSLATE_NOOP("outbox", "已重新审核")),
    Resolution.PUT_AWAY: ("cancelled", QT_TRANSLATE_NOOP("outbox", "已收起")),
}
_LOOKS: Final = {
    OutboxState.QUEUED: "queued",
    OutboxState.SENT: "sending",
    OutboxState.APPLIED: "applied",
    OutboxState.CONCURRED: "applied",
    OutboxState.CONFLICT: "conflict",
    OutboxState.PARKED: "parked",
    OutboxState.REJECTED: "failed",
    OutboxState.CANCELLED: "cancelled",
}
_SECONDS_SHOWN: Final = 120
"""Longer waits are told in minutes."""

_MINUTE: Final = 60


class Line(NamedTuple):
    """How the way to the server is: why the last exchange ended early, and when the next one is.

    Attributes:
        error: What ended the last exchange, or None.
        next_try_at: Epoch seconds of the next one, or None.
    """

    error: ExpectedError | None = None
    next_try_at: int | None = None


class StateWords(NamedTuple):
    """Key of the look and the word of a state."""

    status: str
    word: str


def is_failing(item: OutboxItem) -> bool:
    """Tell whether the item waits because its last attempt failed."""
    return item.state in {OutboxState.QUEUED, OutboxState.SENT} and bool(item.last_error)


def can_take_back(item: OutboxItem) -> bool:
    """Tell whether the item has certainly not left yet."""
    return item.state is OutboxState.QUEUED and item.resolved_at is None


def is_waiting(item: OutboxItem) -> bool:
    """Tell whether the item still has to reach the server."""
    return item.state in {OutboxState.QUEUED, OutboxState.SENT}


def act_text(item: OutboxItem) -> str:
    """Return what was done: 审核 · 审核通过."""
    act = texts.operation_text(item.kind)
    return f"{act} · {texts.verdict_text(item.verdict)}" if item.verdict is not None else act


def left_text(seconds: float) -> str:
    """Return a short wait in words: 42 秒, 9 分钟."""
    if seconds <= _SECONDS_SHOWN:
        return translate("outbox", "{n} 秒").format(n=max(1, ceil(seconds)))
    return translate("outbox", "{n} 分钟").format(n=ceil(seconds / _MINUTE))


def state_words(
    item: OutboxItem, now: float, *, ready_again: bool = False, soft: bool = False
) -> StateWords:
    """Return the state as a pill shows it; while an item can be taken back it counts down.

    Args:
        item: The item.
        now: Epoch seconds.
        ready_again: The applicant had withdrawn the material and has handed it in again.
        soft: The conflict can be settled together with others.
    """
    if item.resolution in _RESOLVED:
        status, word = _RESOLVED[item.resolution]
        return StateWords(status, translate("outbox", str(word)))
    if ready_again:
        return StateWords("pending", translate("outbox", "可重新处理"))
    if soft:
        return StateWords("conflict", translate("outbox", "冲突 · 可批量"))
    if is_failing(item):
        return StateWords("failed", translate("outbox", "发送失败"))
    if item.state is OutboxState.QUEUED and item.not_before > now:
        left = translate("outbox", "还可撤回 {left}").format(left=left_text(item.not_before - now))
        return StateWords("queued", left)
    return StateWords(_LOOKS[item.state], texts.outbox_state_text(item.state))


def reason_text(item: OutboxItem, now: float, line: Line) -> str:
    """Return why the item is where it is, and what comes next."""
    if item.resolution is not None:
        return _history_text(item)
    if not is_waiting(item):
        return texts.outcome_text(item.code)
    if item.state is OutboxState.QUEUED and item.not_before > now:
        words = translate("outbox", "还可撤回 {left}，到 {at} 自动发送；按 Ctrl+Z 也能撤回。")
        at = f"{times.local(item.not_before):%H:%M:%S}"
        return words.format(left=left_text(item.not_before - now), at=at)
    error = ExpectedError(item.last_error) if item.last_error else line.error
    if error is not None:
        why = problem_words(error).reason
        return str(ProblemWords("", why, next_try_text(item, now, line)))
    if item.state is OutboxState.QUEUED:
        return translate("outbox", "等待发送；离线时恢复连接后自动发送。")
    return translate("outbox", "已发出，正在等服务器的答复；答复没到也不会重复生效。")


def next_try_text(item: OutboxItem, now: float, line: Line) -> str:
    """Return when the item is tried next and how often it was: 12 秒后第 3 次尝试."""
    at = max(item.next_try_at or 0, line.next_try_at or 0)
    n = item.attempts + 1
    if at <= now:
        return translate("outbox", "马上第 {n} 次尝试。").format(n=n)
    words = translate("outbox", "{left}后第 {n} 次尝试。")
    return words.format(left=left_text(at - now), n=n)


def is_restless(item: OutboxItem) -> bool:
    """Tell whether the words of the item change with the time alone."""
    return is_waiting(item) and item.resolution is None


def period_text(period: Period | None) -> str:
    """Return 实习时间 from day to day, or an empty text."""
    return f"{period.start} — {period.end}" if period is not None else ""


def item_text(item: OutboxItem, now: float) -> str:
    """Return another item in a few words: 审核 · 审核通过（10:12，冲突）."""
    words = translate("outbox", "{act}（{at}，{state}）")
    at = times.short_moment_text(item.client_at, now)
    calm = state_words(item, max(now, item.not_before))
    return words.format(act=act_text(item), at=at, state=calm.word)


def _history_text(item: OutboxItem) -> str:
    at = times.moment_text(item.resolved_at) if item.resolved_at else ""
    if item.resolution is Resolution.SETTLED:
        return translate("outbox", "{at} {what}").format(at=at, what=texts.outcome_text(item.code))
    words = translate("outbox", "{at} {what}。")
    return words.format(at=at, what=state_words(item, 0).word)
