"""Painting in tokens: a thin layer over QPainter for widgets that draw themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Self

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.painting import painting
from desktop.screens.widgets.theme import Theme

LEFT: Final = Qt.AlignmentFlag.AlignLeft
RIGHT: Final = Qt.AlignmentFlag.AlignRight
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter


class Ink:
    """A painter that is active and knows the theme."""

    def __init__(self, theme: Theme, dpr: float, painter: QPainter) -> None:
        """Paint with `painter` on a device with ratio `dpr`; ending the painter is the caller's."""
        self.theme = theme
        self.dpr = dpr
        self.painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    @classmethod
    @contextmanager
    def on(cls, widget: QWidget, theme: Theme) -> Iterator[Self]:
        """Paint on a widget inside its paintEvent; ends the painter."""
        with painting(widget) as painter:
            yield cls(theme, widget.devicePixelRatioF(), painter)

    def box(
        self,
        rect: QRectF,
        *,
        fill: str = "",
        line: str = "",
        radius: float = 0,
        width: float = 1,
        dashed: bool = False,
    ) -> None:
        """A rounded box inside `rect`: the line never leaves it, so nothing moves on focus."""
        inset = width / 2 if line else 0.0
        self.painter.setBrush(self.theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        if line:
            pen = QPen(self.theme.colour(line), width)
            if dashed:
                pen.setStyle(Qt.PenStyle.DashLine)
            self.painter.setPen(pen)
        else:
            self.painter.setPen(Qt.PenStyle.NoPen)
        inner = rect.adjusted(inset, inset, -inset, -inset)
        self.painter.drawRoundedRect(inner, max(radius - inset, 0), max(radius - inset, 0))

    def hairline(self, x: float, y: float, length: float, colour: str = "border") -> None:
        """A horizontal line of one logical pixel (whole device pixels at any ratio)."""
        thick = max(1, int(self.dpr)) / self.dpr
        self._plain(QRectF(x, y, length, thick), self.theme.colour(colour))

    def upright(self, x: float, y: float, length: float, colour: str = "border") -> None:
        """A vertical line of one logical pixel."""
        thick = max(1, int(self.dpr)) / self.dpr
        self._plain(QRectF(x, y, thick, length), self.theme.colour(colour))

    def stroke(
        self, start: QPointF, end: QPointF, colour: str, width: float = 1, *, dotted: bool = False
    ) -> None:
        """A free line between two points."""
        pen = QPen(self.theme.colour(colour), width)
        if dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        self.painter.setPen(pen)
        self.painter.drawLine(start, end)

    def disc(self, centre: QPointF, radius: float, *, fill: str = "", line: str = "") -> None:
        """A filled or outlined circle."""
        edge = 1.5 if line else 0.0
        self.painter.setBrush(self.theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        self.painter.setPen(
            QPen(self.theme.colour(line), edge) if line else QPen(Qt.PenStyle.NoPen)
        )
        self.painter.drawEllipse(centre, radius - edge / 2, radius - edge / 2)

    def icon(
        self,
        x: float,
        y: float,
        name: str,
        size: int = 16,
        colour: str = "text_2",
        *,
        filled: bool = False,
    ) -> None:
        """An icon with its top left corner at (x, y), snapped to device pixels."""
        pixmap = self.theme.pixmap(name, size, colour, filled=filled, dpr=self.dpr)
        snapped = QPointF(round(x * self.dpr) / self.dpr, round(y * self.dpr) / self.dpr)
        self.painter.drawPixmap(snapped, pixmap)

    def text(
        self,
        rect: QRectF,
        text: str,
        role: str = "body",
        *,
        colour: str = "",
        weight: int = 0,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """One line of text, centred vertically, cut with … where it is too wide."""
        theme = self.theme
        text = theme.elided(text, rect.width() + 1, role, weight=weight)
        metrics = theme.metrics(role, weight=weight)
        x = rect.x()
        if align != LEFT:
            spare = rect.width() - theme.advance(text, role, weight=weight)
            x += spare if align == RIGHT else spare / 2
        y = rect.y() + (rect.height() - metrics.height()) / 2 + metrics.ascent()
        self.painter.setFont(theme.font(role, weight=weight))
        self.painter.setPen(theme.colour(colour or theme.tokens.types[role].colour))
        self.painter.drawText(QPointF(x, y), text)

    def key_cap(self, right: float, centre: float, text: str) -> float:
        """A key cap that ends at `right`; returns its width."""
        theme = self.theme
        height = theme.size("kbd")
        width = max(height, theme.advance(text, "badge", weight=400) + 8)
        rect = QRectF(right - width, centre - height / 2, width, height)
        self.box(rect, fill="surface_sunken", line="border", radius=theme.radius("xs"))
        self.hairline(rect.x() + 2, rect.bottom() - 1, width - 4, "border_strong")
        self.text(rect, text, "badge", colour="text_2", weight=400, align=CENTRE)
        return width

    def badge(self, right: float, centre: float, text: str, fill: str = "accent") -> float:
        """A count in a round badge that ends at `right`; returns its width."""
        theme = self.theme
        height = theme.size("badge")
        width = max(height + 2, theme.advance(text, "badge") + 10)
        rect = QRectF(right - width, centre - height / 2, width, height)
        self.box(rect, fill=fill, radius=height / 2)
        colour = "neutral_fg" if fill == "neutral_bg" else "text_on_accent"
        self.text(rect, text, "badge", colour=colour, align=CENTRE)
        return width

    def ring(self, rect: QRectF, radius: float) -> None:
        """The mark of keyboard focus, inside the widget's own box."""
        self.box(rect, line="focus", radius=radius, width=self.theme.size("focus_ring"))

    def _plain(self, rect: QRectF, colour: QColor) -> None:
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self.painter.fillRect(rect, colour)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
