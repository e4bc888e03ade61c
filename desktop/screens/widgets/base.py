"""Base classes of everything that paints itself: theme, hover, keyboard focus ring."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.theme import Theme

KEYBOARD_FOCUS: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class Painted(QWidget):
    """A widget that paints itself with `Ink`. Subclasses write `draw` and `sizeHint`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Follow the theme."""
        super().__init__(parent)
        self.theme = theme
        theme.changed.connect(self.restyle)

    @Slot()
    def restyle(self) -> None:
        """Lay out and paint anew; subclasses extend it where they keep something derived."""
        self.updateGeometry()
        self.update()

    def draw(self, ink: Ink) -> None:
        """Paint the widget; the painter is ready and antialiased."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Open the ink and draw."""
        with Ink.on(self, self.theme) as ink:
            self.draw(ink)

    def minimumSizeHint(self) -> QSize:
        """A painted widget is as small as it says."""
        return self.sizeHint()


class PaintedButton(QAbstractButton):
    """A button that paints itself; a real button for keyboard, tests and screen readers."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        """Follow the theme; the text is the accessible name until another is set."""
        super().__init__(parent)
        self.theme = theme
        self._ring = False
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.restyle)

    @property
    def has_ring(self) -> bool:
        """Whether the keyboard brought the focus here."""
        return self._ring and self.hasFocus()

    @property
    def is_hovered(self) -> bool:
        """Whether the mouse is over the button and a click would do something."""
        return self.isEnabled() and self.underMouse()

    @Slot()
    def restyle(self) -> None:
        """Lay out and paint anew; subclasses extend it where they keep something derived."""
        self.updateGeometry()
        self.update()

    def draw(self, ink: Ink) -> None:
        """Paint the button; the painter is ready and antialiased."""
        raise NotImplementedError

    def box_rect(self) -> QRectF:
        """The whole widget as a float rectangle."""
        return QRectF(self.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Open the ink and draw."""
        with Ink.on(self, self.theme) as ink:
            self.draw(ink)

    def minimumSizeHint(self) -> QSize:
        """A painted button is as small as it says."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring only for focus by keyboard."""
        self._ring = event.reason() in KEYBOARD_FOCUS
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space does, as people expect on Windows."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for hover."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint when hover ends."""
        super().leaveEvent(event)
        self.update()


class KeptSize(QObject):
    """Keeps a widget at a measure of the design while the font scale changes; its child."""

    def __init__(
        self, widget: QWidget, theme: Theme, *, width: str | float = "", height: str = ""
    ) -> None:
        """Measures are names of size tokens; a width may also be design pixels."""
        super().__init__(widget)
        self._widget, self._theme = widget, theme
        self._width, self._height = width, height
        theme.changed.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        if isinstance(self._width, str):
            if self._width:
                self._widget.setFixedWidth(self._theme.size(self._width))
        else:
            self._widget.setFixedWidth(self._theme.px(self._width))
        if self._height:
            self._widget.setFixedHeight(self._theme.size(self._height))


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet looks at, and let it take effect."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
