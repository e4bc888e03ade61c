"""What a person reads about a file of the courier: what went out, what came in, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.contract.operations import OutcomeStatus
from desktop.domain.errors import RuleViolationError
from desktop.screens import texts
from desktop.screens.prefetch_words import sentences, size_text
from desktop.screens.times import date_text, moment_text
from desktop.screens.widgets.banner import BannerKind
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from desktop.domain.errors import ExpectedError
    from desktop.services.couriering import CourierState, ExportReport, ImportReport, RelayReport

_TO_LOOK_AT: Final = frozenset(
    {OutcomeStatus.CONFLICT, OutcomeStatus.PARKED, OutcomeStatus.REJECTED}
)


@dataclass(frozen=True, slots=True)
class CourierResult:
    """What became of a file.

    Attributes:
        kind: How it went.
        title: In a few words.
        text: The details, a few sentences.
        path: The file that lies ready, or an empty text.
        to_outbox: Something of it stands in the outbox.
    """

    kind: BannerKind
    title: str
    text: str
    path: str = ""
    to_outbox: bool = False


def state_text(state: CourierState) -> str:
    """Return what a request file would carry now."""
    translate = QCoreApplication.translate
    if not state.registered:
        return translate(
            "courier", "这台设备还没有向服务器登记。联网同步一次就会自动登记，之后才能用文件往来。"
        )
    if state.due:
        words = translate("courier", "将带出 {n} 份审核；带出后不能再直接撤回。")
        text = words.format(n=f"{state.due:,}")
    else:
        text = translate("courier", "没有待发的审核，只取回最新的材料和图片。")
    if not state.waiting:
        return text
    words = translate("courier", "另有 {n} 份还在撤回时间内，留在本机。")
    return sentences([text, words.format(n=f"{state.waiting:,}")])


def round_text(state: CourierState) -> str:
    """Return how far the last round came."""
    translate = QCoreApplication.translate
    if not state.requested:
        return translate("courier", "选择带回来的 .tdans 文件；重复导入没有影响。")
    if state.answered >= state.requested:
        words = translate("courier", "第 {n} 号请求的回执已导入。")
    else:
        words = translate("courier", "第 {n} 号请求的回执还没有导入。")
    return words.format(n=state.requested)


def written_result(report: ExportReport) -> CourierResult:
    """Return what a request file carries."""
    translate = QCoreApplication.translate
    words = translate(
        "courier", "带出 {n} 份审核，请求 {m} 张图片，{size}。请在 {until} 前送到能联网的机器上。"
    )
    text = words.format(
        n=f"{report.operations:,}",
        m=f"{report.pictures:,}",
        size=size_text(report.size),
        until=moment_text(report.expires_at),
    )
    if report.left:
        more = translate("courier", "还有 {n} 份留在本机，下次再带。")
        text = sentences([text, more.format(n=f"{report.left:,}")])
    title = translate("courier", "第 {n} 号请求已导出").format(n=report.number)
    return CourierResult(BannerKind.GOOD, title, text, str(report.path), bool(report.operations))


def taken_result(report: ImportReport) -> CourierResult:
    """Return what an answer file brought."""
    translate = QCoreApplication.translate
    title = translate("courier", "第 {n} 号请求的回执已导入").format(n=report.number)
    counts = [
        f"{texts.outbox_state_text(OutboxState(status))} {count:,}"
        for status, count in sorted(report.outcomes.items())
    ]
    outcomes = translate("courier", "{outcomes}。").format(outcomes=texts.listed(counts))
    parts = [outcomes] if counts else []
    if report.resynced:
        parts.append(translate("courier", "已换上一套全新的材料。"))
    elif report.rows:
        words = translate("courier", "更新 {n} 条数据。")
        parts.append(words.format(n=f"{report.rows:,}"))
    if report.pictures:
        words = translate("courier", "收到 {n} 张图片。")
        parts.append(words.format(n=f"{report.pictures:,}"))
    if report.notice:
        parts.append(texts.problem_text(RuleViolationError(report.notice)))
    if report.lease_until:
        words = translate("courier", "离线可用至 {at}。")
        parts.append(words.format(at=date_text(report.lease_until)))
    parts += [texts.problem_text(failure) for failure in report.failures]
    troubled = any(report.outcomes.get(status) for status in _TO_LOOK_AT)
    kind = BannerKind.WARN if troubled or not report.ok else BannerKind.GOOD
    return CourierResult(kind, title, sentences(parts), to_outbox=bool(report.settled))


def relayed_result(report: RelayReport) -> CourierResult:
    """Return where the answer for somebody lies."""
    translate = QCoreApplication.translate
    words = translate("courier", "回执 {size}，只有写出请求的那台设备能打开；请带回去导入。")
    title = translate("courier", "已上传，回执已保存")
    return CourierResult(
        BannerKind.GOOD, title, words.format(size=size_text(report.size)), str(report.path)
    )


def problem_result(error: ExpectedError, name: str) -> CourierResult:
    """Return what is wrong with a file: which one, why, and what helps."""
    title = QCoreApplication.translate("courier", "{name} 没有完成").format(name=name)
    return CourierResult(BannerKind.ERROR, title, texts.problem_text(error))
