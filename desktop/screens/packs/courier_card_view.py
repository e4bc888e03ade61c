"""One act of the file courier as a card: what it does, its button, its progress, its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.screens.widgets.banner import BannerKind
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card, Pane
from desktop.screens.widgets.labels import ElidedLabel, IconLabel, Label, Paragraph
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from desktop.screens.packs.courier_words import CourierResult
    from desktop.screens.widgets.theme import Theme

_ICONS: Final = {
    BannerKind.GOOD: ("checkmark_circle", "passed_fg", True),
    BannerKind.WARN: ("warning", "modify_fg", True),
    BannerKind.ERROR: ("error_circle", "rejected_fg", True),
    BannerKind.INFO: ("info", "accent_text", False),
    BannerKind.OFFLINE: ("cloud_off", "text_2", False),
}


class ResultPane(Pane):
    """What became of a file, until the next one.

    Signals:
        outbox_wanted: 去发件箱.
    """

    outbox_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("sunken")
        self.icon = IconLabel(theme, "info")
        self.title = ElidedLabel(theme, "", "strong")
        self.text = Paragraph(theme, " ", role="caption")
        self.path = ElidedLabel(theme, "", "caption", tone="text_3", middle=True)
        self.link = Button(theme, self.tr("去发件箱"), ButtonKind.LINK)
        self.link.set_size("control_small")
        self.link.clicked.connect(self.outbox_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(8)
        line.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(row(self.title, None, self.link), self.text, self.path, gap=4)
        line.addLayout(words, 1)

    def show_result(self, result: CourierResult) -> None:
        """Show how it went."""
        icon, colour, filled = _ICONS[result.kind]
        self.icon.set_icon(icon, colour, filled=filled)
        self.title.set_text(result.title)
        self.text.set_text(result.text or " ")
        self.path.set_text(result.path)
        self.path.setVisible(bool(result.path))
        self.link.setVisible(result.to_outbox)
        self.setAccessibleName(f"{result.title} {result.text}")


class CourierCard(Card):
    """The card.

    Signals:
        acted: The button was pressed.
        cancelled: 取消 was pressed while the act is under way.
        outbox_wanted: The result's link was pressed.
    """

    acted = Signal()
    cancelled = Signal()
    outbox_wanted = Signal()

    def __init__(self, theme: Theme, title: str, button: Button) -> None:
        super().__init__(title)
        self.button = button
        self.note = Paragraph(theme, " ", role="caption")
        self.options = row(gap=8)
        self.progress = ProgressLine(theme)
        self.progress.set_active(active=True)
        self.count = Label("", "caption")
        self.cancel = Button(theme, self.tr("取消"), ButtonKind.LINK)
        self.cancel.set_size("control_small")
        self.cancel.clicked.connect(self.cancelled)
        self.button.clicked.connect(self.acted)
        self.result = ResultPane(theme)
        self.result.outbox_wanted.connect(self.outbox_wanted)
        self.result.hide()
        self._busy = QWidget()
        line = row(gap=8)
        line.addWidget(self.progress, 1)
        line.addWidget(self.count)
        line.addWidget(self.cancel)
        self._busy.setLayout(line)
        self._busy.hide()
        self.body.addWidget(self.note)
        self.body.addLayout(self.options)
        foot = row(self.button, None)
        self.body.addLayout(foot)
        self.body.addWidget(self._busy)
        self.body.addWidget(self.result)

    def set_note(self, text: str) -> None:
        """Say what would happen now."""
        self.note.set_text(text)

    def set_busy(self, *, busy: bool) -> None:
        """The act is under way, or over."""
        self.button.set_busy(busy=busy)
        self._busy.setVisible(busy)
        if busy:
            self.result.hide()
            self.show_progress(0, 0)

    def show_progress(self, done: int, whole: int) -> None:
        """Show how far it is; nothing is known with `whole` 0."""
        self.progress.set_share(done / whole if whole else 0.0)
        self.count.setText(f"{done:,} / {whole:,}" if whole else "")

    def show_result(self, result: CourierResult) -> None:
        """Show what became of the file."""
        self.result.show_result(result)
        self.result.show()
