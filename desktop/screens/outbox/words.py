"""An item of the outbox in words: what, in which state, why, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.errors import ExpectedError
from desktop.screens import texts, times
from desktop.screens.problem_texts import ProblemWords
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


def state_words(item: OutboxItem) -> StateWords:
    """Return the state as a pill shows it."""
    if item.resolution in _RESOLVED:
        status, word = _RESOLVED[item.resolution]
        return StateWords(status, translate("outbox", str(word)))
    if is_failing(item):
        return StateWords("failed", translate("outbox", "发送失败"))
    return StateWords(_LOOKS[item.state], texts.outbox_state_text(item.state))


def reason_text(item: OutboxItem, now: int) -> str:
    """Return why the item is where it is, and what comes next."""
    if item.resolution is not None:
        return _history_text(item)
    if is_failing(item):
        words = texts.problem_text(ExpectedError(item.last_error))
        return str(ProblemWords("", words, _next_try(item, now)))
    if item.state is OutboxState.QUEUED:
        return _waiting_text(item, now)
    if item.state is OutboxState.SENT:
        return translate("outbox", "已发出，正在等服务器的答复；答复没到也不会重复生效。")
    return texts.outcome_text(item.code)


def period_text(period: Period | None) -> str:
    """Return 实习时间 from day to day, or an empty text."""
    return f"{period.start} — {period.end}" if period is not None else ""


def _waiting_text(item: OutboxItem, now: int) -> str:
    if item.not_before > now:
        words = translate("outbox", "{at} 之前可以撤回，之后自动发送。")
        return words.format(at=times.local(item.not_before).strftime("%H:%M:%S"))
    return translate("outbox", "等待发送；离线时恢复连接后自动发送。")


def _next_try(item: OutboxItem, now: int) -> str:
    if item.next_try_at is None:
        return ""
    if item.next_try_at <= now:
        return translate("outbox", "马上再试。")
    words = translate("outbox", "{at} 再试（已试 {n} 次）。")
    at = times.short_moment_text(item.next_try_at, now)
    return words.format(at=at, n=item.attempts)


def _history_text(item: OutboxItem) -> str:
    at = times.moment_text(item.resolved_at) if item.resolved_at else ""
    words = translate("outbox", "{at} {what}。")
    return words.format(at=at, what=state_words(item).word)
