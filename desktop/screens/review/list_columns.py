"""Columns of the material list, wide and beside a dossier (design measures: DESIGN.md 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.businesses import ApplicationCategory, ApplicationLevel
from desktop.domain.review import DECIDABLE_SUBMISSIONS, DECIDED_UPWARDS, ReviewStatus
from desktop.screens import texts
from desktop.screens.widgets.cells import CellKind, Column

if TYPE_CHECKING:
    from desktop.store.records import ListRow

VIEW: Final = "view"
REVIEW: Final = "review"


def is_open(row: ListRow) -> bool:
    """Tell whether the own level may still decide this row."""
    closed = DECIDED_UPWARDS | {ReviewStatus.NOT_REACHED}
    return row.submission in DECIDABLE_SUBMISSIONS and row.status not in closed


def wide_columns() -> list[Column]:
    """Return the columns of the list that has the page for itself."""
    translate = QCoreApplication.translate
    return [
        Column("name", translate("review_list", "姓名"), 92, sortable=True),
        Column("id_number", translate("review_list", "证件"), 148),
        Column("organization", translate("review_list", "单位"), 108, stretch=True, sortable=True),
        Column("level", translate("review_list", "申报级别"), 98, sortable=True),
        Column("category", translate("review_list", "申报类别"), 96, sortable=True),
        Column("submission", translate("review_list", "提交状态"), 108, sortable=True),
        Column(
            "status", translate("review_list", "审核状态"), 112, sortable=True, kind=CellKind.PILL
        ),
        Column("payment", translate("review_list", "缴费状态"), 84, drop=2, sortable=True),
        Column("submitted_at", translate("review_list", "提交时间"), 124, sortable=True),
        Column("updated_at", translate("review_list", "更新时间"), 104, drop=1, sortable=True),
        Column("hint", translate("review_list", "提示"), 82, kind=CellKind.HINT),
        Column("actions", translate("review_list", "操作"), 100, kind=CellKind.LINKS),
    ]


def narrow_columns() -> list[Column]:
    """Return the columns of the list beside a dossier."""
    translate = QCoreApplication.translate
    return [
        Column("name", translate("review_list", "姓名"), 88),
        Column("id_number", translate("review_list", "证件号码"), 156),
        Column("application", translate("review_list", "申报"), 88, stretch=True),
        Column("status", translate("review_list", "审核状态"), 108, kind=CellKind.PILL),
        Column("hint_icon", "", 28, kind=CellKind.HINT),
    ]


def application_text(level: ApplicationLevel, category: ApplicationCategory) -> str:
    """Return level and category in the few characters that the narrow list has."""
    short = texts.short_level_text(level)
    if level is ApplicationLevel.RURAL_ASSISTANT:
        return short
    translate = QCoreApplication.translate
    word = {
        ApplicationCategory.CLINICAL: translate("review_list", "临床"),
        ApplicationCategory.DENTAL: translate("review_list", "口腔"),
        ApplicationCategory.PUBLIC_HEALTH: translate("review_list", "公卫"),
        ApplicationCategory.INTEGRATED_MEDICINE: translate("review_list", "中西医"),
    }.get(category) or texts.category_text(category)
    return f"{short} · {word}"


def view_word() -> str:
    """Return the word of the link that opens a dossier."""
    return QCoreApplication.translate("review_list", "查看")


def review_word() -> str:
    """Return the word of the link that opens a dossier to decide it."""
    return QCoreApplication.translate("review_list", "审核")


def changed_word() -> str:
    """Return the hint of a dossier whose fields a resubmission changed."""
    return QCoreApplication.translate("review_list", "有改动")
