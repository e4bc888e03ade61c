"""The plain facts of an item that is no conflict: what, when, how often, what it is linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.screens import times
from desktop.screens.outbox.words import act_text, is_waiting, item_text, period_text
from desktop.screens.widgets.cards import Card, Fact, FactGrid
from desktop.screens.widgets.labels import Label, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.screens.outbox.reading import Shown
    from desktop.screens.widgets.theme import Theme


class FactsCard(Card):
    """Why it is where it is (`reason`, which may change with the time), facts and remark."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.reason = Paragraph(theme, "")
        self.facts = FactGrid(theme, columns=1, label_width=88)
        self._remark_title = Label(self.tr("审核备注"), "caption")
        self._remark = Paragraph(theme, "", tone="text")
        for part in (self.reason, self.facts, self._remark_title, self._remark):
            self.body.addWidget(part)

    def show_item(self, shown: Shown, now: float) -> None:
        """Show an item."""
        item = shown.item
        facts = [
            Fact("act", self.tr("事项"), act_text(item)),
            Fact("at", self.tr("提交于"), times.moment_text(item.client_at)),
        ]
        if item.period is not None:
            facts.append(Fact("period", self.tr("实习时间"), period_text(item.period)))
        if is_waiting(item):
            tried = self.tr("{n} 次").format(n=item.attempts)
            facts.append(Fact("attempts", self.tr("已发送"), tried))
        for key, word, other in (
            ("parent", self.tr("排在之后"), shown.parent),
            ("forerunner", self.tr("重发自"), shown.forerunner),
            ("successor", self.tr("已重发为"), shown.successor),
        ):
            if other is not None:
                facts.append(Fact(key, word, item_text(other, now)))
        self.facts.set_facts(facts)
        self._remark_title.setVisible(bool(item.remark))
        self._remark.setVisible(bool(item.remark))
        self._remark.set_text(item.remark)
