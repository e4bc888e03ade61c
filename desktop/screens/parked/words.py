"""A parked opinion in words: what was meant, why it had no effect, what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.contract.operations import OperationKind, OutcomeCode
from desktop.contract.parked import ParkedChoice, Since
from desktop.screens import texts
from desktop.screens.replies import reply_text
from desktop.screens.widgets.banner import BannerKind

if TYPE_CHECKING:
    from desktop.contract.operations import PracticePeriod
    from desktop.contract.parked import ParkedItem, ParkedResult
    from desktop.screens.parked.reading import Shown

translate = QCoreApplication.translate

_REASONS: Final = {
    OutcomeCode.NOT_PERMITTED: QT_TRANSLATE_NOOP(
        "parked", "意见到服务器时，{who} 已没有审核权限，所以没有生效。"
    ),
    OutcomeCode.OUT_OF_SCOPE: QT_TRANSLATE_NOOP(
        "parked", "意见到服务器时，材料已不在 {who} 的管理范围，所以没有生效。"
    ),
    OutcomeCode.WINDOW_CLOSED: QT_TRANSLATE_NOOP(
        "parked", "{who} 的意见在审核期之外才到服务器，所以没有生效。"
    ),
}
_SINCE: Final = {
    Since.NOTHING: (
        BannerKind.GOOD,
        QT_TRANSLATE_NOOP("parked", "材料仍是作者当时所见的版本。"),
    ),
    Since.REVIEW: (
        BannerKind.WARN,
        QT_TRANSLATE_NOOP("parked", "作者看过之后，材料又有了新的审核。"),
    ),
    Since.CONTENT: (
        BannerKind.WARN,
        QT_TRANSLATE_NOOP("parked", "作者看过之后，考生改过资料，请看过最新资料再决定。"),
    ),
    Since.UNKNOWN: (
        BannerKind.INFO,
        QT_TRANSLATE_NOOP("parked", "不能比较作者当时所见与现在的资料。"),
    ),
}
_REFUSED: Final = {
    OutcomeCode.CONTENT_CHANGED: QT_TRANSLATE_NOOP(
        "parked", "考生刚改过资料，没有采纳。请看过最新资料再决定。"
    ),
    OutcomeCode.DECIDED: QT_TRANSLATE_NOOP("parked", "本级刚有了另一个结论，没有采纳。"),
    OutcomeCode.FINAL: QT_TRANSLATE_NOOP("parked", "已有“审核不通过”，不能再采纳别的结论。"),
    OutcomeCode.WITHDRAWN: QT_TRANSLATE_NOOP("parked", "考生已撤回申报，没有采纳。"),
    OutcomeCode.UNBOUND: QT_TRANSLATE_NOOP("parked", "材料已不归该单位审核，没有采纳。"),
    OutcomeCode.OUT_OF_SCOPE: QT_TRANSLATE_NOOP("parked", "材料已不在您的范围，没有采纳。"),
    OutcomeCode.NOT_REACHED: QT_TRANSLATE_NOOP("parked", "下级还没有审核通过，没有采纳。"),
    OutcomeCode.PERIOD_DIFFERS: QT_TRANSLATE_NOOP(
        "parked", "本级已审核通过，但实习时间不同，没有采纳。"
    ),
    OutcomeCode.WINDOW_CLOSED: QT_TRANSLATE_NOOP("parked", "现在不在审核期内，只有上级可以采纳。"),
}


def act_text(item: ParkedItem) -> str:
    """Return what was meant: 审核通过, or 从单位移除."""
    if item.verdict is not None:
        return texts.verdict_text(item.verdict)
    return texts.operation_text(item.kind)


def name_text(item: ParkedItem) -> str:
    """Return whose material it is, as far as the asker may know."""
    if item.material is not None:
        return item.material.name
    return translate("parked", "不在范围内")


def period_text(period: PracticePeriod | None) -> str:
    """Return 实习时间 from day to day, or an empty text."""
    return f"{period.start} — {period.end}" if period is not None else ""


def reason_text(item: ParkedItem) -> str:
    """Return why the opinion had no effect."""
    words = _REASONS.get(item.code)
    if words is None:
        return texts.outcome_text(item.code)
    return translate("parked", str(words)).format(who=item.author_name)


def since_words(shown: Shown) -> tuple[BannerKind, str]:
    """Return what happened to the material since its author saw it, and how much that matters."""
    if shown.item.reply is not None:
        return BannerKind.GOOD, reply_text(shown.item.reply)
    if shown.item.material is not None and not shown.is_fresh:
        return BannerKind.INFO, translate("parked", "正在取得最新资料，取得后才能采纳。")
    kind, words = _SINCE[shown.item.since]
    return kind, translate("parked", str(words))


def why_not(item: ParkedItem, own_organization: int) -> str:
    """Return why an answer is not the asker's to give; an empty text where nothing is missing."""
    if item.reply is not None or ParkedChoice.ADOPT in item.may:
        return ""
    if not item.may:
        if item.organization_id == own_organization:
            return translate("parked", "审核期之外的意见由上级处理。")
        return translate("parked", "这是您本人的意见，不能由您自己在上级处理。")
    if item.kind is not OperationKind.DECIDE:
        return translate("parked", "撤回和移除不能采纳：请打开材料，按现在的情况处理。")
    if item.material is None:
        return translate("parked", "材料已不在您的范围，不能采纳。")
    return translate("parked", "材料已不归该单位审核，不能采纳。")


def refused_text(result: ParkedResult) -> str:
    """Return why an answer had no effect."""
    if result.reply is not None:
        return reply_text(result.reply)
    words = _REFUSED.get(result.code)
    if words is not None:
        return translate("parked", str(words))
    if result.field:
        return translate("parked", "意见缺少备注或实习时间，不能采纳：请打开材料，自己审核。")
    return texts.outcome_text(result.code)
