"""One picture on a dark canvas: zoom at the mouse, drag, rotate, brighten, pan by keyboard."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.theme import Theme

SMALLEST_ZOOM: Final = 0.1
LARGEST_ZOOM: Final = 8.0
ZOOM_STEP: Final = 1.25
_PAN_STEP: Final = 48
_MARGIN: Final = 8
_QUARTER: Final = 90
_VEIL: Final = 0.6


@dataclass(frozen=True, slots=True)
class Look:
    """How the panes show their pictures; panes that share a `SharedLook` show alike.

    Attributes:
        zoom: Times the size that fits the pane; 1.0 fits.
        across, down: How far the picture's middle is from the pane's, as shares of the picture.
        brightness: -1.0 black to 1.0 white; 0 leaves the picture as it is.
    """

    zoom: float = 1.0
    across: float = 0.0
    down: float = 0.0
    brightness: float = 0.0


class SharedLook(QObject):
    """A look that one or more panes follow.

    Signals:
        changed: The look is another.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Fitting, in the middle, untouched."""
        super().__init__(parent)
        self.look = Look()

    def zoom_by(self, factor: float) -> None:
        """Zoom in or out, within 10 % to 800 % of fitting."""
        zoom = min(max(self.look.zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._set(replace(self.look, zoom=zoom))

    def move_by(self, across: float, down: float) -> None:
        """Move by shares of the picture."""
        look = self.look
        self._set(replace(look, across=look.across + across, down=look.down + down))

    def set_brightness(self, brightness: float) -> None:
        """Brighten or darken."""
        self._set(replace(self.look, brightness=min(max(brightness, -1.0), 1.0)))

    def fit(self) -> None:
        """Show the whole picture in the middle."""
        self._set(replace(self.look, zoom=1.0, across=0.0, down=0.0))

    def _set(self, look: Look) -> None:
        if look != self.look:
            self.look = look
            self.changed.emit()


class ImagePane(Painted):
    """A picture. Wheel or Ctrl+wheel zooms, dragging and arrows move, double click fits.

    Signals:
        activated: The pane was clicked or got the focus.
    """

    activated = Signal()

    def __init__(
        self, theme: Theme, shared: SharedLook | None = None, parent: QWidget | None = None
    ) -> None:
        """Panes with the same `shared` zoom and move together."""
        super().__init__(theme, parent)
        self.shared = shared or SharedLook(self)
        self._pixmap = QPixmap()
        self._turns = 0
        self._drag: QPointF | None = None
        self._note = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.shared.changed.connect(self._redraw)

    @property
    def has_image(self) -> bool:
        """Whether there is a picture."""
        return not self._pixmap.isNull()

    @property
    def percent(self) -> int:
        """Size on the screen in percent of the picture's own pixels."""
        if not self.has_image:
            return 100
        return round(self._scale() * 100)

    @property
    def turns(self) -> int:
        """Quarter turns clockwise, 0 to 3."""
        return self._turns

    def set_image(self, image: QImage | None, name: str = "", note: str = "") -> None:
        """Show a picture, or with None only `note` (没有图片). Rotation starts anew."""
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self._turns = 0
        self._note = note
        self.setAccessibleName(name or note)
        self.update()

    def rotate(self, quarters: int) -> None:
        """Turn by quarters, clockwise when positive."""
        self._turns = (self._turns + quarters) % 4
        self.update()

    def sizeHint(self) -> QSize:
        """A usable canvas; it takes what there is."""
        return QSize(self.theme.px(320), self.theme.px(320))

    def minimumSizeHint(self) -> QSize:
        """As small as a list of thumbnails leaves it."""
        return QSize(120, 120)

    def draw(self, ink: Ink) -> None:
        """Canvas, picture, brightness."""
        painter, rect = ink.painter, QRectF(self.rect())
        ink.box(rect, fill="canvas")
        if not self.has_image:
            ink.text(rect, self._note, colour="canvas_text_2", align=CENTRE)
            return
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(self._transform(), combine=True)
        whole = QRectF(self._pixmap.rect())
        painter.drawPixmap(whole, self._pixmap, whole)
        brightness = self.shared.look.brightness
        if brightness:
            colour = QColor(Qt.GlobalColor.white if brightness > 0 else Qt.GlobalColor.black)
            colour.setAlphaF(abs(brightness) * _VEIL)
            painter.fillRect(whole, colour)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse."""
        factor = ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP
        self._zoom_at(event.position(), factor)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._drag = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.activated.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture."""
        if self._drag is not None:
            self._move_pixels(event.position() - self._drag)
            self._drag = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End dragging."""
        self._drag = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Fit, or show the picture's own pixels if it fits already."""
        if self.shared.look.zoom == 1.0 and self.has_image:
            self.shared.zoom_by(1 / self._fit_scale())
        else:
            self.shared.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, + and - zoom, 0 fits, R turns."""
        steps = {
            Qt.Key.Key_Left: QPointF(_PAN_STEP, 0),
            Qt.Key.Key_Right: QPointF(-_PAN_STEP, 0),
            Qt.Key.Key_Up: QPointF(0, _PAN_STEP),
            Qt.Key.Key_Down: QPointF(0, -_PAN_STEP),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._move_pixels(steps[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.shared.zoom_by(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.shared.zoom_by(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.shared.fit()
        elif key == Qt.Key.Key_R:
            self.rotate(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit follows the pane."""
        super().resizeEvent(event)
        self.update()

    def _turned_size(self) -> QSize:
        size = self._pixmap.size()
        return size.transposed() if self._turns % 2 else size

    def _fit_scale(self) -> float:
        size = self._turned_size()
        wide = (self.width() - 2 * _MARGIN) / max(size.width(), 1)
        high = (self.height() - 2 * _MARGIN) / max(size.height(), 1)
        return max(min(wide, high), 0.01)

    def _scale(self) -> float:
        return self._fit_scale() * self.shared.look.zoom

    def _transform(self) -> QTransform:
        scale, look, size = self._scale(), self.shared.look, self._turned_size()
        middle = QRectF(self.rect()).center()
        x = middle.x() + look.across * size.width() * scale
        y = middle.y() + look.down * size.height() * scale
        transform = QTransform()
        transform.translate(x, y)
        transform.rotate(self._turns * _QUARTER)
        transform.scale(scale, scale)
        transform.translate(-self._pixmap.width() / 2, -self._pixmap.height() / 2)
        return transform

    def _move_pixels(self, distance: QPointF) -> None:
        if not self.has_image:
            return
        size, scale = self._turned_size(), self._scale()
        wide, high = size.width() * scale, size.height() * scale
        self.shared.move_by(distance.x() / wide, distance.y() / high)

    def _zoom_at(self, point: QPointF, factor: float) -> None:
        before = self.shared.look.zoom
        self.shared.zoom_by(factor)
        real = self.shared.look.zoom / before
        self._move_pixels((point - QRectF(self.rect()).center()) * (1 - real))

    @Slot()
    def _redraw(self) -> None:
        self.update()
