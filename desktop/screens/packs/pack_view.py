"""One 离线任务包 as a card: how much lies here, until when, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.screens.prefetch_words import sentences, size_text
from desktop.screens.times import moment_text
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card
from desktop.screens.widgets.labels import ElidedLabel, Label, Paragraph, Tag
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import PackCard

WHOLE: Final = 100


class Meter(QWidget):
    """A figure with its line below."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = Label("", "strong")
        self.line = ProgressLine(theme)
        self._title = title
        head = row(Label(title, "label"), None, self.figure)
        self.setLayout(column(head, self.line, gap=6))

    def show_share(self, words: str, share: float, *, active: bool = False) -> None:
        """Show a figure and its share of 0.0 to 1.0."""
        self.figure.setText(words)
        self.line.set_active(active=active)
        self.line.set_share(share)
        self.line.setAccessibleName(f"{self._title} {words}")


class PackView(Card):
    """The card.

    Signals:
        opened: 打开: show its dossiers; carries the key.
        renewed: 更新: choose its dossiers anew.
        removed: 删除.
    """

    opened = Signal(str)
    renewed = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme, self.key = theme, key
        self.name = ElidedLabel(theme, "", "section")
        self.state = Tag(theme, "", "neutral")
        self.open_button = Button(theme, self.tr("打开"), ButtonKind.LINK)
        self.renew_button = Button(theme, self.tr("更新"), ButtonKind.LINK)
        self.remove_button = Button(theme, self.tr("删除"), ButtonKind.DANGER_LINK)
        self.buttons = (self.open_button, self.renew_button, self.remove_button)
        self.ready = Meter(theme, self.tr("离线可审"))
        self.pictures = Meter(theme, self.tr("图片"))
        self.facts = ElidedLabel(theme, "", "caption")
        self.note = Paragraph(theme, " ", role="caption", tone="modify_fg")
        self._arrange()

    def show_card(self, card: PackCard, *, active: bool) -> None:
        """Show a pack; `active` while its pictures are coming."""
        self.name.set_text(card.name)
        self._show_state(card)
        ready = card.ready / card.materials if card.materials else 1.0
        growing = active and card.ready < card.materials and not card.ended
        words = f"{card.ready:,} / {card.materials:,}"
        self.ready.show_share(words, ready, active=growing)
        percent = f"{card.cached:,} / {card.wanted:,} · {card.percent} %"
        self.pictures.show_share(percent, card.percent / WHOLE, active=growing)
        self.facts.set_text(self._facts(card))
        note = self._note(card)
        self.note.set_text(note or " ")
        self.note.setVisible(bool(note))
        for button in self.buttons:
            button.setAccessibleName(f"{button.text()} {card.name}")

    def _arrange(self) -> None:
        self.open_button.clicked.connect(self._open)
        self.renew_button.clicked.connect(self._renew)
        self.remove_button.clicked.connect(self._remove)
        for button in self.buttons:
            button.set_size("control_small")
        acts = row(*self.buttons, gap=4)
        head = row(self.name, self.state, None)
        head.addLayout(acts)
        self.body.addLayout(head)
        meters = row(gap=24)
        meters.addWidget(self.ready, 1)
        meters.addWidget(self.pictures, 1)
        self.body.addLayout(meters)
        self.body.addLayout(column(self.facts, self.note, gap=2))

    def _show_state(self, card: PackCard) -> None:
        if card.ended:
            self.state.set_text(self.tr("已过期"), "rejected")
        elif card.ready == card.materials:
            self.state.set_text(self.tr("已备齐"), "passed")
        else:
            self.state.set_text(self.tr("未备齐"), "modify")

    def _facts(self, card: PackCard) -> str:
        until = moment_text(card.expires_at)
        pattern = self.tr("{size} · 有效期至 {until} · {at} 选定")
        if card.ended:
            pattern = self.tr("{size} · 已于 {until} 过期 · {at} 选定")
        at = moment_text(card.renewed_at)
        return pattern.format(size=size_text(card.size), until=until, at=at)

    def _note(self, card: PackCard) -> str:
        parts = []
        if card.ended:
            parts.append(self.tr("图片不再保留；需要时按“更新”重新备齐。"))
        if card.dropped:
            words = self.tr("{n} 份已移出您的管理范围，不在包中了。")
            parts.append(words.format(n=f"{card.dropped:,}"))
        if card.unknown and not card.ended:
            words = self.tr("{n} 份有哪些图片还不知道，联网后查询。")
            parts.append(words.format(n=f"{card.unknown:,}"))
        if card.refused:
            words = self.tr("{n} 张图片服务器没有给出，打开材料时会再试。")
            parts.append(words.format(n=f"{card.refused:,}"))
        return sentences(parts)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.key)

    @Slot()
    def _renew(self) -> None:
        self.renewed.emit(self.key)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.key)
