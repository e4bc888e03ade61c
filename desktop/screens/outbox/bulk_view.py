"""Several items at once: what the ticked ones allow, and how it went."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot

from desktop.screens.outbox.reading import Way
from desktop.screens.problem_texts import rule_words
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card, Pane
from desktop.screens.widgets.labels import Label, Paragraph
from desktop.screens.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.screens.outbox.reading import Bulk, Settled
    from desktop.screens.widgets.theme import Theme

_NAMED: Final = 6
"""So many items that were left are named one by one."""


class BulkBar(Pane):
    """Stands above the list while something is ticked; says what it would do before it does it.

    Signals:
        settle_wanted: Keys of soft conflicts, and the `Way` to go.
        dismissed: Nothing shall be ticked any more.
    """

    settle_wanted = Signal(object, object)
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._bulk: Bulk | None = None
        self.words = Label("", "label", wrap=True)
        self.adopt = Button(theme, "")
        self.keep = Button(theme, "")
        self.dismiss = Button(theme, self.tr("取消选择"), ButtonKind.LINK)
        for button in (self.adopt, self.keep, self.dismiss):
            button.set_size("control_small")
        self.adopt.clicked.connect(partial(self._settle, Way.ADOPT_SERVER))
        self.keep.clicked.connect(partial(self._settle, Way.KEEP_MINE))
        self.dismiss.clicked.connect(self.dismissed)
        buttons = row(self.adopt, self.keep, None, self.dismiss, gap=8)
        self.setLayout(column(self.words, buttons, gap=6, margins=(16, 8, 12, 8)))
        self.hide()

    def show_bulk(self, bulk: Bulk) -> None:
        """Say what the ticked items allow; nothing ticked hides the bar."""
        self._bulk = bulk
        self.setVisible(bool(bulk.chosen))
        words = self.tr("已选 {n} 项：{soft} 项内容和结论没有实质变化，可一起处理")
        text = words.format(n=bulk.chosen, soft=len(bulk.adopt))
        if bulk.hard:
            text += self.tr("；{hard} 项要逐项对照，批量时会跳过").format(hard=bulk.hard)
        self.words.setText(text)
        self.adopt.setText(self.tr("全部采用服务器（{n}）").format(n=len(bulk.adopt)))
        self.keep.setText(self.tr("全部仍按我的决定（{n}）").format(n=len(bulk.keep)))
        self.adopt.setEnabled(bool(bulk.adopt))
        self.keep.setEnabled(bool(bulk.keep))
        for button in (self.adopt, self.keep):
            button.restyle()

    def _settle(self, way: Way, _checked: object = None) -> None:
        if self._bulk is not None:
            keys = self._bulk.keep if way is Way.KEEP_MINE else self._bulk.adopt
            self.settle_wanted.emit(keys, way)


class BulkResult(Card):
    """How a bulk act went, item by item where one was left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(12, 8, 8, 8)
        self.body.setSpacing(4)
        self.words = Label("", "strong", wrap=True)
        close = Button(theme, self.tr("知道了"), ButtonKind.LINK)
        close.clicked.connect(self._close)
        self.body.addLayout(row(self.words, None, close))
        self._theme = theme
        self.lines: list[Paragraph] = []
        self.hide()

    def show_settled(self, settled: Settled) -> None:
        """Say it."""
        for old in self.lines:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        text = self.tr("已处理 {n} 项").format(n=settled.done)
        if settled.left:
            text += self.tr("，{m} 项没有处理").format(m=len(settled.left))
        self.words.setText(text)
        named = [f"{one.name}：{rule_words(one.code)}" for one in settled.left[:_NAMED]]
        if len(settled.left) > _NAMED:
            named.append(self.tr("另有 {n} 项").format(n=len(settled.left) - _NAMED))
        self.lines = [Paragraph(self._theme, line, role="caption", tone="text_2") for line in named]
        for shown in self.lines:
            self.body.addWidget(shown)
        self.show()

    @Slot()
    def _close(self) -> None:
        self.hide()
