"""Buttons: primary, default, danger, link, ghost, icon-only; icon, key cap and busy state."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.tips import plain_tip

_TURN_MS: Final = 80
_TURN_DEGREES: Final = 30
_ICON_GAP: Final = 6


class ButtonKind(StrEnum):
    """What a button is for; one primary per area, at the right end."""

    PRIMARY = "primary"
    DEFAULT = "default"
    DANGER = "danger"
    DANGER_FILLED = "danger_filled"
    LINK = "link"
    DANGER_LINK = "danger_link"
    GHOST = "ghost"
    CANVAS = "canvas"


_FLAT: Final = frozenset(
    {ButtonKind.LINK, ButtonKind.DANGER_LINK, ButtonKind.GHOST, ButtonKind.CANVAS}
)
_WORDS: Final = {
    ButtonKind.PRIMARY: "text_on_accent",
    ButtonKind.DANGER_FILLED: "text_on_accent",
    ButtonKind.DANGER: "rejected_fg",
    ButtonKind.DANGER_LINK: "rejected_fg",
    ButtonKind.LINK: "accent_text",
    ButtonKind.CANVAS: "text_on_canvas",
    ButtonKind.GHOST: "text_2",
    ButtonKind.DEFAULT: "text",
}


class Button(PaintedButton):
    """A push button. `clicked` is the signal, as with every Qt button.

    `size` is the height: control, control_small or control_large.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: ButtonKind = ButtonKind.DEFAULT,
        *,
        icon: str = "",
        key_cap: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """A button that says the act; `key_cap` shows the shortcut inside the button."""
        super().__init__(theme, text, parent)
        self._kind, self._icon, self._cap = kind, icon, key_cap
        self._size = "control"
        self._role = "body"
        self._busy_text = ""
        self._width_before_busy = 0
        self._angle = 0
        self._turning = QTimer(self)
        self._turning.setInterval(_TURN_MS)
        self._turning.timeout.connect(self._turn)

    @property
    def kind(self) -> ButtonKind:
        """What the button is for."""
        return self._kind

    @property
    def is_busy(self) -> bool:
        """Whether the act is under way."""
        return bool(self._busy_text)

    def set_kind(self, kind: ButtonKind) -> None:
        """Change the look."""
        self._kind = kind
        self.restyle()

    def set_icon(self, name: str) -> None:
        """Change the icon; an empty name takes it away."""
        self._icon = name
        self.restyle()

    def set_size(self, size: str) -> None:
        """Change the height to another control token."""
        self._size = size
        self.restyle()

    def set_quiet(self) -> None:
        """Use the caption's size and colour, for bars."""
        self._role = "caption"
        self.restyle()

    def set_key_cap(self, text: str) -> None:
        """Show or, with an empty text, hide the key cap."""
        self._cap = text
        self.restyle()

    def set_busy(self, *, busy: bool) -> None:
        """While busy: same width, the icon turns, the word is 处理中…, clicks do nothing."""
        if busy == self.is_busy:
            return
        self._width_before_busy = self.sizeHint().width() if busy else 0
        self._busy_text = self.tr("处理中…") if busy else ""
        self.setEnabled(not busy)
        if busy:
            self._turning.start()
        else:
            self._turning.stop()
        self.restyle()

    def sizeHint(self) -> QSize:
        """Height of the size token; width of icon, words and key cap."""
        height = self.theme.size(self._size)
        width = self._content_width(self._icon) + 2 * self._inset()
        if self._busy_text:
            busy = self._content_width("arrow_sync") + 2 * self._inset()
            width = max(self._width_before_busy, busy)
        return QSize(max(width, self.theme.size("touch_target")), height)

    def draw(self, ink: Ink) -> None:
        """Box, icon, words, key cap, ring."""
        rect = self.box_rect()
        self._draw_box(ink, rect)
        icon = "arrow_sync" if self._busy_text else self._icon
        colour = self._colour()
        x = (rect.width() - self._content_width(icon)) / 2
        side = self.theme.size("icon")
        if icon:
            self._draw_icon(ink, QRectF(x, (rect.height() - side) / 2, side, side), icon, colour)
            x += side + (_ICON_GAP if self._words() else 0)
        weight = self._weight()
        words = QRectF(x, 0, rect.width() - x, rect.height())
        ink.text(words, self._words(), self._role, colour=colour, weight=weight)
        if self._kind in {ButtonKind.LINK, ButtonKind.DANGER_LINK} and self.is_hovered:
            width = self.theme.advance(self._words(), self._role, weight=weight)
            ink.hairline(x, rect.center().y() + self.theme.line("body") / 2 - 2, width, colour)
        if self._cap and not self._busy_text:
            x += self.theme.advance(self._words(), self._role, weight=weight) + self.theme.space(
                "1"
            )
            self._draw_cap(ink, x, rect.height() / 2)
        if self.has_ring:
            ink.ring(rect, self.theme.radius("control"))

    def hideEvent(self, event: QHideEvent) -> None:
        """A hidden button does not turn."""
        self._turning.stop()
        super().hideEvent(event)

    def _inset(self) -> int:
        if not self._words():
            return self.theme.space("half") + 2
        if self._kind in {ButtonKind.LINK, ButtonKind.DANGER_LINK}:
            return self.theme.space("half")
        return self.theme.space("1") if self._kind in _FLAT else 14

    def _weight(self) -> int:
        return 600 if self._kind in {ButtonKind.PRIMARY, ButtonKind.DANGER_FILLED} else 0

    def _words(self) -> str:
        return self._busy_text or self.text()

    def _content_width(self, icon: str) -> int:
        words = self._words()
        width = self.theme.advance(words, self._role, weight=self._weight()) if words else 0
        if icon:
            width += self.theme.size("icon") + (_ICON_GAP if words else 0)
        if self._cap and not self._busy_text:
            width += self.theme.space("1") + self._cap_width()
        return width

    def _cap_width(self) -> int:
        height = self.theme.size("kbd")
        return max(height, self.theme.advance(self._cap, "badge", weight=400) + 10)

    def _colour(self) -> str:
        if not self.isEnabled() and not self._busy_text:
            return "text_disabled"
        if self._kind is ButtonKind.GHOST and self.is_hovered:
            return "text"
        if self._role == "caption":
            return "text_3"
        return _WORDS[self._kind]

    def _fills(self) -> tuple[str, str]:
        """Fill and line of the box in the present state; empty names paint nothing."""
        idle = not self.isEnabled() and not self._busy_text
        if self._kind in _FLAT:
            return self._flat_fill(), ""
        if idle:
            solid = self._kind in {ButtonKind.PRIMARY, ButtonKind.DANGER_FILLED}
            return ("surface_sunken" if solid else "surface_alt"), "border"
        match self._kind:
            case ButtonKind.PRIMARY:
                fill = self._by_state("accent", "accent_hover", "accent_pressed")
                return fill, ""
            case ButtonKind.DANGER_FILLED:
                fill = self._by_state("danger", "danger_hover", "danger_hover")
                return fill, ""
            case ButtonKind.DANGER:
                return self._by_state("surface", "rejected_bg", "rejected_bg"), "rejected_line"
            case _:
                line = "control_line" if self.is_hovered else "border_strong"
                return self._by_state("surface", "hover", "pressed"), line

    def _flat_fill(self) -> str:
        match self._kind:
            case ButtonKind.GHOST:
                return self._by_state("", "hover", "pressed")
            case ButtonKind.CANVAS:
                return self._by_state("", "canvas_hover", "canvas_hover")
            case _:
                return ""

    def _by_state(self, rest: str, hover: str, pressed: str) -> str:
        if self.isDown() or self.isChecked():
            return pressed
        return hover if self.is_hovered else rest

    def _draw_box(self, ink: Ink, rect: QRectF) -> None:
        fill, line = self._fills()
        if fill or line:
            ink.box(rect, fill=fill, line=line, radius=self.theme.radius("control"))

    def _draw_icon(self, ink: Ink, rect: QRectF, icon: str, colour: str) -> None:
        painter = ink.painter
        painter.save()
        if self._busy_text:
            painter.translate(rect.center())
            painter.rotate(self._angle)
            painter.translate(-rect.center())
        ink.icon(rect.x(), rect.y(), icon, int(rect.width()), colour)
        painter.restore()

    def _draw_cap(self, ink: Ink, x: float, centre: float) -> None:
        height, width = self.theme.size("kbd"), self._cap_width()
        rect = QRectF(x, centre - height / 2, width, height)
        if self._weight():
            fill = "accent_pressed" if self.isEnabled() else "surface_alt"
            ink.box(rect, fill=fill, radius=self.theme.radius("xs"))
            start = QPointF(rect.x() + 5, rect.y())
            words = QRectF(start.x(), start.y(), width - 5, height)
            ink.text(words, self._cap, "badge", colour=self._colour(), weight=400)
        else:
            ink.key_cap(rect.right(), centre, self._cap)

    @Slot()
    def _turn(self) -> None:
        self._angle = (self._angle + _TURN_DEGREES) % 360
        self.update()


class IconButton(PaintedButton):
    """A square button with only an icon; its name and shortcut are in the tooltip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        colour: str = "text_2",
        canvas: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is tooltip and accessible name; `canvas` is for use over dark pictures."""
        super().__init__(theme, "", parent)
        self._icon, self._canvas = icon, canvas
        self._colour = "text_on_canvas" if canvas else colour
        self._size = "icon"
        self._alarm = False
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change tooltip and accessible name."""
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)

    def set_icon(self, icon: str, colour: str = "") -> None:
        """Show another icon."""
        self._icon = icon
        self._colour = colour or self._colour
        self.update()

    def set_large(self) -> None:
        """Use the 20 px drawing, for the header."""
        self._size = "icon_nav"
        self.restyle()

    def set_alarm(self, *, alarm: bool) -> None:
        """Show or hide the red dot that says "something new"."""
        self._alarm = alarm
        self.update()

    def sizeHint(self) -> QSize:
        """A click target of at least 28 px."""
        side = self.theme.size("control_small")
        return QSize(side, side)

    def draw(self, ink: Ink) -> None:
        """Hover fill, icon, dot, ring."""
        rect = self.box_rect()
        if fill := self._fill():
            ink.box(rect, fill=fill, radius=self.theme.radius("control"))
        side = self.theme.size(self._size)
        colour = self._colour if self.isEnabled() else "text_disabled"
        x, y = (rect.width() - side) / 2, (rect.height() - side) / 2
        ink.icon(x, y, self._icon, side, colour)
        if self._alarm:
            centre = QPointF(x + side - 2, y + 2)
            ink.disc(centre, 5.5, fill="surface")
            ink.disc(centre, 3.5, fill="danger")
        if self.has_ring:
            ink.ring(rect, self.theme.radius("control"))

    def _fill(self) -> str:
        if self.isDown() or self.isChecked():
            return "canvas_hover" if self._canvas else "pressed"
        if self.is_hovered:
            return "canvas_hover" if self._canvas else "hover"
        return ""
