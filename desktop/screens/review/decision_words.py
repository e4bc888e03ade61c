"""What a verdict will do, and why none can be given, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.review import ReviewStatus, Verdict

if TYPE_CHECKING:
    from desktop.store.records import Dossier

_REPLACES: Final = QT_TRANSLATE_NOOP("DecisionView", "已提交，尚未发出；重新选择会替换它")
_CONSEQUENCES: Final[dict[Verdict | None, object]] = {
    None: QT_TRANSLATE_NOOP("DecisionView", "按 1–4 选择审核状态"),
    Verdict.APPROVED: QT_TRANSLATE_NOOP("DecisionView", "通过后进入下一级审核"),
    Verdict.DEFERRED: QT_TRANSLATE_NOOP("DecisionView", "只做标记，稍后再审；本级其他人可以接着审"),
    Verdict.RETURNED: QT_TRANSLATE_NOOP("DecisionView", "考生修改并重新提交后再审，请写明要改什么"),
    Verdict.REFUSED: QT_TRANSLATE_NOOP("DecisionView", "不能撤销，也不能重新审核，请写明理由"),
}
_WAITING: Final = QT_TRANSLATE_NOOP("DecisionView", "本级已审核通过，等待同步。")
_RETRACTABLE: Final = QT_TRANSLATE_NOOP("DecisionView", "本级已审核通过；下一级处理之前可以撤回。")
_FINAL: Final = QT_TRANSLATE_NOOP("DecisionView", "已审核不通过：这是最终结论，不能再改。")
_OTHER: Final = QT_TRANSLATE_NOOP("DecisionView", "现在不能审核这份材料。")
_CLOSED: Final[dict[str, object]] = {
    "": "",
    "not_found": "",
    "not_permitted": QT_TRANSLATE_NOOP("DecisionView", "您在当前单位没有审核权限，只能查看。"),
    "not_reached": QT_TRANSLATE_NOOP(
        "DecisionView", "材料还没有到本级，下级审核通过后会出现在这里。"
    ),
    "not_submitted": QT_TRANSLATE_NOOP("DecisionView", "考生正在修改，重新提交后才能审核。"),
    "year_closed": QT_TRANSLATE_NOOP("DecisionView", "这是往年的材料，只能查看。"),
}


def consequence(verdict: Verdict | None, *, replaces: bool) -> str:
    """Return what a verdict will do; `replaces` where an own one still waits here."""
    words = _REPLACES if verdict is None and replaces else _CONSEQUENCES[verdict]
    return _translate(words)


def closed_text(code: str, dossier: Dossier | None) -> str:
    """Return why no verdict can be given, by the code of the broken rule."""
    if dossier is not None and code == "already_approved":
        return _translate(_RETRACTABLE if dossier.outbox is None else _WAITING)
    if dossier is not None and dossier.own_status is ReviewStatus.REFUSED:
        return _translate(_FINAL)
    return _translate(_CLOSED.get(code, _OTHER))


def _translate(words: object) -> str:
    return QCoreApplication.translate("DecisionView", str(words)) if words else ""
