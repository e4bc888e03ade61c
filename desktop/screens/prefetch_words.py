"""What the screens say about fetching pictures ahead, and about sizes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterable


class Pause(StrEnum):
    """Why nothing is fetched ahead although something is missing."""

    PERSON = "person"
    METERED = "metered"
    SLOW = "slow"
    DISK_FULL = "disk_full"


@dataclass(frozen=True, slots=True)
class PrefetchFacts:
    """How fetching ahead stands.

    Attributes:
        running: Pictures are coming now.
        pause: Why not, if it pauses.
        left_out: Wanted pictures for which the quota has no room.
        refused: Pictures that the server did not give, or gave damaged.
    """

    running: bool = False
    pause: Pause | None = None
    left_out: int = 0
    refused: int = 0


_PAUSES: Final[dict[Pause, object]] = {
    Pause.PERSON: QT_TRANSLATE_NOOP("prefetch", "预取已暂停"),
    Pause.METERED: QT_TRANSLATE_NOOP("prefetch", "预取已暂停：按流量计费的网络"),
    Pause.SLOW: QT_TRANSLATE_NOOP("prefetch", "预取已暂停：网速较慢"),
    Pause.DISK_FULL: QT_TRANSLATE_NOOP("prefetch", "预取已停止：磁盘已满，请清理磁盘后继续"),
}
_STEP: Final = 1024
_TEN: Final = 10


def pause_text(pause: Pause) -> str:
    """Return why nothing is fetched ahead."""
    return QCoreApplication.translate("prefetch", str(_PAUSES[pause]))


def prefetch_text(facts: PrefetchFacts, *, missing: int) -> str:
    """Return how fetching ahead stands, with `missing` pictures to come."""
    translate = QCoreApplication.translate
    if missing and facts.pause is not None:
        return pause_text(facts.pause)
    if missing and facts.running:
        return translate("prefetch", "正在预取，还差 {n} 张").format(n=f"{missing:,}")
    if facts.left_out:
        text = translate("prefetch", "图片配额已满，{n} 张没有预取；可在设置中调大")
        return text.format(n=f"{facts.left_out:,}")
    if missing and facts.refused:
        text = translate("prefetch", "服务器没有给出 {n} 张图片；打开材料时会再试")
        return text.format(n=f"{facts.refused:,}")
    if missing:
        return translate("prefetch", "还差 {n} 张，连上服务器后继续").format(n=f"{missing:,}")
    return translate("prefetch", "图片已备齐，断网也能审")


def sentences(parts: Iterable[str]) -> str:
    """Return sentences as one text, with what stands between two of them in the language."""
    pattern = QCoreApplication.translate("prefetch", "{text}{more}")
    whole = ""
    for part in parts:
        whole = pattern.format(text=whole, more=part) if whole and part else whole + part
    return whole


def size_text(size: int) -> str:
    """Return bytes as a person says them: 912 KB, 3.4 MB, 12 GB."""
    amount = size / _STEP
    for unit in ("KB", "MB", "GB"):
        if amount < _STEP or unit == "GB":
            rounded = f"{amount:.1f}" if 0 < amount < _TEN and unit != "KB" else f"{amount:,.0f}"
            return f"{rounded} {unit}"
        amount /= _STEP
    raise AssertionError(size)  # pragma: no cover - the last unit takes everything
