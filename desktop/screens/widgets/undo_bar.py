"""What was just done and can still be taken back: docked below the list, never over a row."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.countdown import Countdown
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.labels import ElidedLabel, IconLabel, KeyCap, Label
from desktop.screens.widgets.theme import Theme

_SIDE: Final = 30
_TURN: Final = 360 * 16
_TOP: Final = 90 * 16


class CountdownRing(Painted):
    """A ring that empties, with the seconds inside."""

    def __init__(self, theme: Theme, countdown: Countdown, parent: QWidget | None = None) -> None:
        """Follow a countdown that somebody else starts."""
        super().__init__(theme, parent)
        self._left = countdown
        countdown.changed.connect(self.restyle)
        countdown.finished.connect(self.restyle)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square that grows with the font."""
        side = self.theme.px(_SIDE)
        return QSize(side, side)

    def draw(self, ink: Ink) -> None:
        """Track, arc, seconds."""
        rect = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter = ink.painter
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.colour("passed_line"), 2.5))
        painter.drawEllipse(rect)
        painter.setPen(QPen(self.theme.colour("chart_passed"), 2.5))
        painter.drawArc(rect, _TOP, round(_TURN * self._left.share_left))
        seconds = str(self._left.seconds_left)
        ink.text(QRectF(self.rect()), seconds, "badge", colour="text", align=CENTRE)


class UndoBar(Pane):
    """Icon, person, decision, a sentence, the ring, 撤销 and Ctrl Z.

    Signals:
        undo_requested: The person takes it back; the bar hides.
        expired: The grace time is over; the bar hides.
    """

    undo_requested = Signal()
    expired = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        countdown: Countdown | None = None,
        listens: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """With `listens`, Ctrl+Z in the same window works while the bar is visible."""
        super().__init__("bar", parent)
        self._theme = theme
        self.countdown = countdown or Countdown(parent=self)
        self._icon = IconLabel(theme, "checkmark_circle", filled=True)
        self._name = ElidedLabel(theme)
        self._word = Label()
        self._sentence = ElidedLabel(theme, role="caption")
        undo = Button(theme, self.tr("撤销"), ButtonKind.LINK)
        undo.clicked.connect(self._undo)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._word)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(head)
        words.addWidget(self._sentence)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        line.addWidget(self._icon)
        line.addLayout(words, 1)
        line.addWidget(CountdownRing(theme, self.countdown))
        line.addWidget(undo)
        line.addWidget(KeyCap(theme, "Ctrl Z"))
        self._shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._shortcut.setEnabled(listens)
        self._shortcut.activated.connect(self._undo)
        self.countdown.changed.connect(self._show_left)
        self.countdown.finished.connect(self._expire)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def show_done(self, name: str, key: str, word: str, seconds: float, total: float = 0) -> None:
        """Offer to take back decision `key` (spoken as `word`) on `name` for `seconds` more."""
        look = self._theme.status(key)
        self._icon.set_icon(look.icon, f"{look.family}_fg", filled=True)
        self._name.set_text(name)
        self._word.setText(word)
        self._word.set_tone(f"{look.family}_fg")
        self.setAccessibleName(f"{name} {word}")
        self.countdown.start(seconds, total=total)
        self.show()

    def dismiss(self) -> None:
        """Hide without a signal, because another place took it back or sent it."""
        self.countdown.stop()
        self.hide()

    @Slot()
    def _undo(self) -> None:
        if self.countdown.is_running:
            self.dismiss()
            self.undo_requested.emit()

    @Slot()
    def _expire(self) -> None:
        self.hide()
        self.expired.emit()

    @Slot(int)
    def _show_left(self, seconds: int) -> None:
        text = self.tr("%1 秒后发出，之前可撤销").replace("%1", str(seconds))
        self._sentence.set_text(text)

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._theme.size("undo_bar"))
