"""The column beside the facts: 导航, 审核进度, 实习进度."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.domain.businesses import FORMS, FormSection
from desktop.domain.practice_period import (
    CellState,
    Period,
    PeriodOwner,
    length_of,
    month_cells,
    total,
)
from desktop.domain.review import ReviewStatus, TimelineKind
from desktop.screens import texts, times
from desktop.screens.review import hints
from desktop.screens.review.side_links import SideLinks
from desktop.screens.widgets.base import KeptSize
from desktop.screens.widgets.cards import SectionTitle
from desktop.screens.widgets.month_bar import LegendRow, MonthBar, MonthState
from desktop.screens.widgets.timeline import StepState, Timeline, TimelineStep
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.practice_period import MonthCell
    from desktop.domain.review import ReviewLevel
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Dossier, PracticeItem, TimelineItem

_CELLS: Final = {
    CellState.EMPTY: MonthState.OPEN,
    CellState.OTHER_UNIT: MonthState.OTHER,
    CellState.OVERLAP: MonthState.OTHER,
    CellState.CONFIRMED_HERE: MonthState.CONFIRMED,
    CellState.THIS_DECISION: MonthState.CHOSEN,
}


PICTURES: Final = "pictures"
"""Key of the place of 附件图片, beside the form's sections."""


class SideView(QWidget):
    """Where to go, what happened, how much practice is confirmed.

    Signals:
        section_chosen: A place of the detail was chosen; carries its key.
    """

    section_chosen = Signal(str)

    def __init__(self, theme: Theme, business: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = FORMS[business]
        self._dossier: Dossier | None = None
        self._own_level: ReviewLevel | None = None
        self._cut_off = date.max
        self._chosen: Period | None = None
        self.links = SideLinks(
            theme,
            [
                (FormSection.PERSONAL.value, texts.section_text(FormSection.PERSONAL)),
                (FormSection.APPLICATION.value, texts.section_text(FormSection.APPLICATION)),
                (FormSection.EDUCATION.value, texts.section_text(FormSection.EDUCATION)),
                (PICTURES, self.tr("附件图片")),
            ],
        )
        self.links.chosen.connect(self.section_chosen)
        self.timeline = Timeline(theme)
        self.months = MonthBar(theme)
        self._legend = QVBoxLayout()
        self._legend.setSpacing(4)
        self._months_title = SectionTitle(self.tr("实习进度"))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(16, 14, 12, 14)
        self._whole.setSpacing(8)
        self._whole.addWidget(SectionTitle(self.tr("导航")))
        self._whole.addWidget(self.links)
        self._whole.addSpacing(8)
        self._whole.addWidget(SectionTitle(self.tr("审核进度")))
        self._whole.addWidget(self.timeline)
        self._whole.addSpacing(8)
        self._whole.addWidget(self._months_title)
        self._whole.addWidget(self.months)
        self._whole.addLayout(self._legend)
        self._whole.addStretch(1)

    def in_scroll_area(self) -> QScrollArea:
        """Return a column of the design's width that scrolls this view."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self)
        self.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        KeptSize(area, self._theme, width="detail_side")
        return area

    def show_dossier(self, dossier: Dossier, own_level: ReviewLevel, cut_off: date) -> None:
        """Show a dossier's history as the own level sees it."""
        self._dossier, self._own_level, self._cut_off = dossier, own_level, cut_off
        self._note_places(dossier)
        steps = [timeline_step(item) for item in dossier.timeline]
        self.timeline.set_steps([*steps, *self._coming(dossier)])
        self._show_months()

    @Slot(object)
    def show_period(self, period: Period | None) -> None:
        """Show the period in hand in the month bar, live."""
        if period != self._chosen:
            self._chosen = period
            self._show_months()

    def _note_places(self, dossier: Dossier) -> None:
        for section in FormSection:
            changed = sum(
                field.section is section and field.key in dossier.changed_fields
                for field in self._form
            )
            note = self.tr("%1 处已改").replace("%1", str(changed)) if changed else ""
            self.links.set_note(section.value, note, warns=True)
        count = len(dossier.pictures)
        note = self.tr("%1 张").replace("%1", str(count)) if count else ""
        self.links.set_note(PICTURES, note)

    def _coming(self, dossier: Dossier) -> list[TimelineStep]:
        steps = []
        for step in dossier.chain:
            title = texts.review_level_text(step.level)
            word = texts.status_text(step.status)
            if step.status is ReviewStatus.PENDING:
                own = step.level is self._own_level
                if own and dossier.outbox is not None and dossier.own_status is not step.status:
                    continue
                meta = self.tr("本级") if own else ""
                steps.append(TimelineStep(StepState.NOW, title, word, step.status.value, meta))
            elif step.status is ReviewStatus.NOT_REACHED:
                steps.append(TimelineStep(StepState.FUTURE, title, word, step.status.value))
        return steps

    def _show_months(self) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        chosen = self._chosen
        if chosen is not None and chosen.end < chosen.start:
            chosen = None
        own = [item for item in dossier.practice if item.own]
        others = [item for item in dossier.practice if not item.own]
        cells = month_cells(
            {
                PeriodOwner.OTHER_UNIT: [item.period for item in others],
                PeriodOwner.THIS_UNIT: [item.period for item in own],
                PeriodOwner.THIS_DECISION: [chosen] if chosen is not None else [],
            },
            self._cut_off,
        )
        counted = [item.period for item in others]
        counted += [chosen] if chosen is not None else [item.period for item in own]
        self._show_bar(cells, counted)
        self._show_legend(others, own, chosen)

    def _show_bar(self, cells: Sequence[MonthCell], counted: list[Period]) -> None:
        months = total(counted).months
        self.months.set_months(
            [_CELLS[cell.state] for cell in cells],
            f"{cells[0].year}-{cells[0].month:02d}",
            f"{cells[-1].year}-{cells[-1].month:02d}",
            self.tr("%1 / 12 个月").replace("%1", str(months)),
        )

    def _show_legend(
        self, others: list[PracticeItem], own: list[PracticeItem], chosen: Period | None
    ) -> None:
        while self._legend.count():
            item = self._legend.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in others:
            self._add_legend(MonthState.OTHER, each.organization_name, each.period)
        if chosen is not None:
            self._add_legend(MonthState.CHOSEN, self.tr("本单位（本次确认）"), chosen)
            return
        for each in own:
            self._add_legend(MonthState.CONFIRMED, self.tr("本单位（已确认）"), each.period)

    def _add_legend(self, state: MonthState, word: str, period: Period) -> None:
        legend = LegendRow(self._theme, state, word, hints.length_text(length_of(period)))
        legend.setToolTip(plain_tip(f"{word} {period.start} — {period.end}"))
        self._legend.addWidget(legend)


def timeline_step(item: TimelineItem) -> TimelineStep:
    """Return an entry of 审核进度 as the timeline shows it."""
    meta = f"{item.person_name} · {times.moment_text(item.at)[5:]}".strip(" ·")
    remark = item.remark
    if item.kind is TimelineKind.DECIDED and item.level is not None and item.verdict is not None:
        return TimelineStep(
            StepState.DONE,
            texts.review_level_text(item.level),
            texts.verdict_text(item.verdict),
            item.verdict.value,
            f"{meta} · {texts.outbox_state_text('queued')}" if item.pending else meta,
            remark,
        )
    return TimelineStep(StepState.DONE, texts.timeline_text(item.kind), meta=meta, remark=remark)
