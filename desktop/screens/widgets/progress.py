"""Shares and progress: a thin line, and a bar of several parts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.theme import Theme


class ProgressLine(Painted):
    """A line that fills from the left: green, or blue while something is under way."""

    def __init__(self, theme: Theme, width: int = 0, parent: QWidget | None = None) -> None:
        """`width` in design pixels fixes the width; 0 takes what there is."""
        super().__init__(theme, parent)
        self._wish = width
        self._share = 0.0
        self._active = False
        across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Show 0.0 to 1.0."""
        self._share = min(max(share, 0.0), 1.0)
        self.setAccessibleName(f"{round(self._share * 100)} %")
        self.update()

    def set_active(self, *, active: bool) -> None:
        """Say whether something is under way right now."""
        self._active = active
        self.update()

    def share(self) -> float:
        """What is shown."""
        return self._share

    def sizeHint(self) -> QSize:
        """Six pixels high."""
        return QSize(self.theme.px(self._wish or 96), self.theme.size("progress"))

    def draw(self, ink: Ink) -> None:
        """Track and filling."""
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        ink.box(rect, fill="surface_sunken", radius=radius)
        if self._share:
            rect.setWidth(max(rect.width() * self._share, rect.height()))
            ink.box(rect, fill="accent" if self._active else "chart_passed", radius=radius)


class StackedBar(Painted):
    """Parts of a whole side by side, in chart colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Empty until `set_parts`."""
        super().__init__(theme, parent)
        self._parts: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[tuple[int, str]]) -> None:
        """Pairs of amount and colour token."""
        self._parts = tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:
        """Ten pixels high."""
        return QSize(self.theme.px(240), 10)

    def draw(self, ink: Ink) -> None:
        """Draw the parts inside round ends."""
        rect = QRectF(self.rect())
        total = sum(amount for amount, _colour in self._parts)
        path = QPainterPath()
        path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        ink.painter.setClipPath(path)
        ink.box(rect, fill="surface_sunken")
        x = 0.0
        for amount, colour in self._parts:
            if amount:
                width = rect.width() * amount / total
                ink.box(QRectF(x, 0, max(width - 2, 1), rect.height()), fill=colour)
                x += width
