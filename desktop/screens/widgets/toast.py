"""A short word that something is done and needs nothing: bottom right, four seconds."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Slot
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.countdown import Countdown
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.labels import IconLabel, Label
from desktop.screens.widgets.theme import Theme

TOAST_SECONDS: Final = 4
_MARGIN: Final = 24


class Toast(QWidget):
    """One toast of a window. Stays while the mouse is over it."""

    def __init__(
        self, theme: Theme, window: QWidget, *, countdown: Countdown | None = None
    ) -> None:
        """Float over `window`, above its status bar."""
        super().__init__(window)
        self._theme = theme
        self._left = countdown or Countdown(parent=self)
        self._icon = IconLabel(theme, "checkmark_circle", colour="passed_fg", filled=True)
        self._text = Label()
        self._seconds = Label(role="caption")
        close = IconButton(theme, "dismiss", self.tr("关闭"))
        close.clicked.connect(self.dismiss)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 8, 6)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addSpacing(12)
        line.addWidget(self._seconds)
        line.addWidget(close)
        self._left.changed.connect(self._show_left)
        self._left.finished.connect(self.hide)
        self._window = window
        window.installEventFilter(self)
        self.hide()

    def show_message(self, text: str, key: str = "applied") -> None:
        """Say `text` with the icon of state `key`; replaces what is being said."""
        look = self._theme.status(key)
        self._icon.set_icon(look.icon, f"{look.family}_fg", filled=True)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._left.start(TOAST_SECONDS)
        self._place()
        self.show()
        self.raise_()

    @Slot()
    def dismiss(self) -> None:
        """Hide at once."""
        self._left.stop()
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay."""
        super().enterEvent(event)
        self._left.stop()
        self._seconds.setText("")

    def leaveEvent(self, event: QEvent) -> None:
        """Begin anew."""
        super().leaveEvent(event)
        if self.isVisible():
            self._left.start(TOAST_SECONDS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface and line."""
        with Ink.on(self, self._theme) as ink:
            rect = QRectF(self.rect())
            radius = self._theme.radius("card")
            ink.box(rect, fill="surface", line="border_strong", radius=radius)

    @Slot(int)
    def _show_left(self, seconds: int) -> None:
        self._seconds.setText(self.tr("%1 秒").replace("%1", str(seconds)))

    def _place(self) -> None:
        window = self._window
        self.adjustSize()
        below = self._theme.size("status_bar") + self._theme.size("decision_bar") + 12
        bottom = window.height() - below - self.height()
        self.move(window.width() - self.width() - _MARGIN, bottom)
