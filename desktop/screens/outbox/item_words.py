"""What stands above an item that wants a look, and why a way out is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.contract.operations import OperationKind, OutcomeCode
from desktop.screens import texts, times
from desktop.screens.outbox.compare import opinion_of
from desktop.screens.outbox.words import act_text, item_text
from desktop.screens.prefetch_words import sentences
from desktop.screens.problem_texts import outcome_words, rule_words
from desktop.services.conflicts import Way
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from desktop.domain.review import ReviewLevel
    from desktop.screens.outbox.reading import Shown

translate = QCoreApplication.translate


class Said(NamedTuple):
    """A bold title and a sentence."""

    title: str
    text: str


def headline(shown: Shown, level: ReviewLevel, now: float) -> Said:
    """Return what happened to an open item that wants a look."""
    item = shown.item
    if item.state is OutboxState.PARKED:
        return Said(translate("outbox", "已收下，没有生效"), _parked_text(item.code))
    if item.state is OutboxState.REJECTED:
        return Said(translate("outbox", "需要改正"), texts.outcome_text(item.code))
    if shown.prospects.soft and not shown.prospects.ready_again:
        text = translate("outbox", "内容和图片与您审核时一样，也没有相反的结论；可以批量处理。")
        return Said(translate("outbox", "没有实质变化"), text)
    return _conflict(shown, level, now)


def _conflict(shown: Shown, level: ReviewLevel, now: float) -> Said:
    item = shown.item
    if item.code in {OutcomeCode.DECIDED, OutcomeCode.PERIOD_DIFFERS}:
        return _race(shown, level, now)
    if item.code == OutcomeCode.WITHDRAWN:
        return _withdrawn(shown)
    if item.code == OutcomeCode.PARENT and shown.parent is not None:
        words = translate("outbox", "这一步排在“{parent}”之后，前一步没有生效，所以这一步也没有。")
        title = translate("outbox", "前一步没有生效")
        return Said(title, words.format(parent=item_text(shown.parent, now)))
    return Said("", texts.outcome_text(item.code))


def missing_text(shown: Shown) -> str:
    """Return why 仍按我的决定 or 重新审核 is not offered, or an empty text."""
    item, found = shown.item, shown.prospects
    if item.state is not OutboxState.CONFLICT or not found.ways:
        return ""
    lines = []
    words = translate("outbox", "不能“{way}”：{why}")
    if Way.REVIEW_AGAIN not in found.ways and found.again_code != found.keep_code:
        again = way_title(shown, Way.REVIEW_AGAIN)
        lines.append(words.format(way=again, why=str(rule_words(found.again_code))))
    if Way.KEEP_MINE not in found.ways:
        keep = translate("outbox", "仍按我的决定")
        lines.append(words.format(way=keep, why=str(rule_words(found.keep_code))))
    return "\n".join(lines)


def way_title(shown: Shown, way: Way) -> str:
    """Return the name of a way out."""
    match way:
        case Way.REVIEW_AGAIN if shown.item.state is OutboxState.REJECTED:
            return translate("outbox", "改正后再提交")
        case Way.REVIEW_AGAIN if shown.item.kind is not OperationKind.DECIDE:
            return translate("outbox", "再看一次")
        case Way.REVIEW_AGAIN:
            return translate("outbox", "重新审核")
        case Way.KEEP_MINE:
            return translate("outbox", "仍按我的决定")
        case Way.ADOPT_SERVER:
            return translate("outbox", "采用服务器")
        case _:
            return translate("outbox", "收起")


def way_text(shown: Shown, way: Way) -> str:
    """Return what a way out does."""
    match way:
        case Way.REVIEW_AGAIN:
            return _again_text(shown)
        case Way.KEEP_MINE:
            if _standing(shown) == "returned" and shown.item.verdict is not None:
                return translate("outbox", "先撤回“允许修改”，再提交同样的结论；两步都记入进度。")
            return translate("outbox", "以现在的版本再提交一次同样的内容，写入审核进度。")
        case Way.ADOPT_SERVER:
            return translate("outbox", "放弃我的决定；备注留在发件箱的“已完成”里，可再取用。")
        case _:
            return translate("outbox", "移到“已完成”，内容仍保留在本机。")


def _again_text(shown: Shown) -> str:
    if shown.item.state is OutboxState.REJECTED:
        return translate("outbox", "打开审核栏，停在要改的地方；填过的都带入。")
    if shown.item.kind is not OperationKind.DECIDE:
        return translate("outbox", "打开最新资料，看过再决定要不要再做一次。推荐。")
    if _standing(shown) == "approved":
        return translate("outbox", "打开最新资料；要改结论，先撤回本级结论。备注已带入。")
    return translate("outbox", "打开最新资料，结论和备注已带入，看过再提交。推荐。")


def _standing(shown: Shown) -> str:
    return shown.dossier.server_status if shown.dossier is not None else ""


def _withdrawn(shown: Shown) -> Said:
    if shown.prospects.ready_again:
        ready = translate("outbox", "内容请重新看过；原来的结论和备注已为您留着。")
        return Said(translate("outbox", "考生已重新提交，可以重新处理"), ready)
    waits = translate("outbox", "这一项会留在待处理里，考生重新提交后自动提醒您。")
    return Said(translate("outbox", "考生已撤回这份材料"), waits)


def _parked_text(code: str) -> str:
    why = outcome_words(code).reason
    who = translate("outbox", "本单位业务管理人或上级可以在自己的客户端采用它；收起不影响他们。")
    return sentences([why, who])


def _race(shown: Shown, level: ReviewLevel, now: float) -> Said:
    item = shown.item
    person, at, status = opinion_of(item, shown.dossier, level)
    title = translate("outbox", "别人先审了这份材料")
    if status is None or at is None:
        return Said(title, texts.outcome_text(item.code))
    who = person or translate("outbox", "本级另一位审核人")
    device = item.current.device_name if item.current is not None else ""
    if device:
        title = translate("outbox", "您在另一台设备上已审核")
        who = translate("outbox", "您用“{device}”").format(device=device)
    words = translate("outbox", "{who} {at} 已提交“{theirs}”；您 {mine_at} 选了“{mine}”。{next}")
    both = translate("outbox", "两份备注都保留。")
    if item.code == OutcomeCode.PERIOD_DIFFERS:
        title = translate("outbox", "实习时间不同")
        both = outcome_words(item.code).next_step
    mine = texts.verdict_text(item.verdict) if item.verdict is not None else act_text(item)
    text = words.format(
        who=who,
        at=times.short_moment_text(at, now),
        theirs=texts.status_text(status),
        mine_at=times.short_moment_text(item.client_at, now),
        mine=mine,
        next=both,
    )
    return Said(title, text)
