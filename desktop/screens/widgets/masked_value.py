"""A sensitive value: masked, with an eye that shows it for thirty seconds and leaves a trace."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.countdown import Countdown
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.theme import Theme

REVEAL_SECONDS: Final = 30


class MaskedValue(QWidget):
    """Shows 4219**********0018; the eye asks, `reveal` answers.

    The widget never holds the plain value while it is masked.

    Signals:
        reveal_requested: The eye was clicked. The owner writes the audit entry and then calls
            `reveal` with the plain value.
        hidden_again: The value is masked again, by time or by the eye.
    """

    reveal_requested = Signal()
    hidden_again = Signal()

    def __init__(
        self,
        theme: Theme,
        masked: str,
        *,
        name: str = "",
        countdown: Countdown | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what the value is (证件号码), for screen readers."""
        super().__init__(parent)
        self._masked = masked
        self._name = name
        self._left = countdown or Countdown(parent=self)
        self._left.changed.connect(self._show_left)
        self._left.finished.connect(self.hide_value)
        self._value = Label(masked)
        self._eye = IconButton(theme, "eye", self.tr("显示 30 秒（会记入审计）"))
        self._note = Label(role="caption")
        self._eye.clicked.connect(self._toggle)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._value)
        line.addWidget(self._eye)
        line.addWidget(self._note)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._speak()

    @property
    def is_revealed(self) -> bool:
        """Whether the plain value is on the screen."""
        return self._left.is_running

    def text(self) -> str:
        """What is on the screen."""
        return self._value.text()

    def set_masked(self, masked: str) -> None:
        """Show another value, masked."""
        self._masked = masked
        self.hide_value()

    def reveal(self, plain: str) -> None:
        """Show the plain value for 30 seconds."""
        self._value.setText(plain)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._eye.set_icon("eye_off")
        self._eye.setCheckable(True)
        self._eye.setChecked(True)
        self._eye.set_name(self.tr("立即遮盖"))
        self._left.start(REVEAL_SECONDS)
        self._speak()

    @Slot()
    def hide_value(self) -> None:
        """Mask again at once."""
        was_shown = self._value.text() != self._masked
        self._left.stop()
        self._value.setText(self._masked)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._eye.setChecked(False)
        self._eye.setCheckable(False)
        self._eye.set_icon("eye")
        self._eye.set_name(self.tr("显示 30 秒（会记入审计）"))
        self._note.setText("")
        self._speak()
        if was_shown:
            self.hidden_again.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is off the screen is masked."""
        super().hideEvent(event)
        if self.is_revealed:
            self.hide_value()

    @Slot()
    def _toggle(self) -> None:
        if self.is_revealed:
            self.hide_value()
        else:
            self._eye.setChecked(False)
            self.reveal_requested.emit()

    @Slot(int)
    def _show_left(self, seconds: int) -> None:
        self._note.setText(self.tr("%1 秒后遮盖 · 已记审计").replace("%1", str(seconds)))

    def _speak(self) -> None:
        self.setAccessibleName(f"{self._name} {self._value.text()}".strip())
