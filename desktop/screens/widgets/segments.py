"""The segmented control that a reviewer decides with: key cap, icon, word."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.tips import plain_tip

_INSET: Final = 8
_WORD_GAP: Final = 4
_ICON_GAP: Final = 6


@dataclass(frozen=True, slots=True)
class SegmentOption:
    """One decision: key of its state (chooses icon and colour) and its word."""

    key: str
    word: str


class Segment(PaintedButton):
    """One part of the control."""

    def __init__(self, theme: Theme, option: SegmentOption, number: int) -> None:
        """`number` is the digit that chooses it."""
        super().__init__(theme, option.word)
        self.option = option
        self._digit = str(number)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_reason("")

    def set_reason(self, reason: str) -> None:
        """Say why the decision is closed, or with "" how to choose it."""
        hint = f"{self.text()} ({self._digit} · Alt+{self._digit})"
        self.setToolTip(plain_tip(reason or hint))

    def sizeHint(self) -> QSize:
        """Room for the bold word, so that choosing moves nothing."""
        theme = self.theme
        width = 2 * _INSET + theme.size("kbd") + _ICON_GAP + theme.size("icon") + _WORD_GAP
        return QSize(width + theme.advance(self.text(), weight=600), theme.size("segment"))

    def draw(self, ink: Ink) -> None:
        """Fill and line when chosen, cap, icon, word."""
        theme, rect, on = self.theme, self.box_rect(), self.isChecked()
        look, radius = theme.status(self.option.key), theme.radius("soft")
        family = look.family
        live = self.isEnabled()
        colour = f"{family}_fg" if live else "text_disabled"
        if on:
            ink.box(rect, fill=f"{family}_bg", line=f"{family}_fg", radius=radius, width=2)
        elif self.is_hovered:
            ink.box(rect.adjusted(2, 2, -2, -2), fill="hover", radius=theme.radius("control"))
        self._draw_cap(ink, colour if on else "text_2", f"{family}_line" if on else "border")
        x = _INSET + theme.size("kbd") + _ICON_GAP
        side = theme.size("icon")
        ink.icon(x, (rect.height() - side) / 2, look.icon, side, colour, filled=on)
        words = rect.adjusted(x + side + _WORD_GAP, 0, 0, 0)
        tone = colour if on or not live else "text"
        ink.text(words, self.text(), colour=tone, weight=600 if on else 0)
        if self.has_ring:
            ink.ring(rect, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave digits and arrows to the control."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _draw_cap(self, ink: Ink, colour: str, line: str) -> None:
        side = self.theme.size("kbd")
        cap = QRectF(_INSET, (self.height() - side) / 2, side, side)
        fill = "surface" if self.isChecked() else "surface_sunken"
        ink.box(cap, fill=fill, line=line, radius=self.theme.radius("xs"))
        tone = colour if self.isEnabled() else "text_disabled"
        ink.text(cap, self._digit, "badge", colour=tone, align=Qt.AlignmentFlag.AlignHCenter)


class Segments(QWidget):
    """A decision to choose with 1, 2, 3… or Alt+1, 2, 3…; nothing is chosen at the start.

    Signals:
        chosen: The person chose; carries the option's key.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, options: Sequence[SegmentOption], parent: QWidget | None = None
    ) -> None:
        """The options from left to right."""
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._parts: dict[str, Segment] = {}
        self._shortcuts: list[QShortcut] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for number, option in enumerate(options, start=1):
            part = self._parts[option.key] = Segment(theme, option, number)
            part.clicked.connect(partial(self._choose, option.key))
            part.toggled.connect(self._repaint)
            self._group.addButton(part)
            line.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def listen_in(self, scope: QWidget) -> None:
        """Let digits and Alt+digits choose while the focus is anywhere inside `scope`.

        A text field that has the focus keeps the plain digits; Alt+digit works there too.
        """
        for number, key in enumerate(self._parts, start=1):
            for keys in (str(number), f"Alt+{number}"):
                shortcut = QShortcut(QKeySequence(keys), scope)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self.choose, key))
                self._shortcuts.append(shortcut)

    def current(self) -> str:
        """Key of the decision, or "" while none is chosen."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark a decision, or none with "", without a signal."""
        self._group.setExclusive(False)
        for name, part in self._parts.items():
            part.setChecked(name == key)
        self._group.setExclusive(True)

    def choose(self, key: str) -> None:
        """Choose as a click does, if that decision is open."""
        part = self._parts[key]
        if self.isEnabled() and part.isEnabled():
            part.setChecked(True)
            self.chosen.emit(key)

    def set_allowed(self, keys: Sequence[str], reason: str = "") -> None:
        """Leave only these decisions open; `reason` becomes the tooltip of the others."""
        for key, part in self._parts.items():
            part.setEnabled(key in keys)
            part.set_reason("" if key in keys else reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, left and right move the focus between the parts."""
        parts = list(self._parts.values())
        digit = event.text()
        if digit.isdigit() and 0 < int(digit) <= len(parts):
            self.choose(parts[int(digit) - 1].option.key)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = -1 if event.key() == Qt.Key.Key_Left else 1
            at = next((at for at, part in enumerate(parts) if part.hasFocus()), 0)
            parts[(at + step) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Outline and the lines between parts; none beside the chosen one."""
        rect = QRectF(self.rect())
        with Ink.on(self, self._theme) as ink:
            ink.box(rect, fill="surface", line="control_line", radius=self._theme.radius("soft"))
            parts = list(self._parts.values())
            for before, after in pairwise(parts):
                if not before.isChecked() and not after.isChecked():
                    ink.upright(after.x(), 8, rect.height() - 16, "border_strong")

    def _choose(self, key: str, _checked: object = None) -> None:
        self.chosen.emit(key)

    @Slot(bool)
    def _repaint(self, _checked: bool) -> None:
        self.update()
