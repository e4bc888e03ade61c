"""A QR code: always dark on white with its quiet zone, faded with 刷新 over it when expired."""

from typing import Final

import segno
from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.theme import Theme

_QUIET: Final = 4
_FRAME: Final = 12


class QrPanel(Painted):
    """A code to scan. Not inverted in the dark theme: phones could not read it.

    Signals:
        refresh_clicked: The person wants a new code.
    """

    refresh_clicked = Signal()

    def __init__(
        self, theme: Theme, name: str, *, side: int = 200, parent: QWidget | None = None
    ) -> None:
        """`side` is the code with its quiet zone, in design pixels; `name` says what it is for."""
        super().__init__(theme, parent)
        self._side = side
        self._expired = False
        self._image = QImage()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._refresh = Button(theme, self.tr("刷新"), icon="arrow_sync", parent=self)
        self._refresh.clicked.connect(self.refresh_clicked)
        self._refresh.hide()
        theme.changed.connect(self._place)

    @property
    def is_expired(self) -> bool:
        """Whether the code no longer works."""
        return self._expired

    def set_code(self, text: str) -> None:
        """Show a fresh code for `text`."""
        rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
        image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        dark = QColor(self.theme.tokens.themes["light"]["text"])
        for y, row in enumerate(rows):
            for x, bit in enumerate(row):
                if bit:
                    image.setPixelColor(x, y, dark)
        self._image = image
        self.set_expired(expired=False)

    def set_expired(self, *, expired: bool) -> None:
        """Fade the code and offer 刷新."""
        self._expired = expired
        self._refresh.setVisible(expired)
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Code, quiet zone, frame."""
        side = max(self.theme.px(self._side), self._side) + 2 * _FRAME
        return QSize(side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep 刷新 in the middle."""
        super().resizeEvent(event)
        self._place()

    def draw(self, ink: Ink) -> None:
        """White card, code in whole device pixels, veil."""
        rect = QRectF(self.rect())
        ink.box(rect, line="border", radius=self.theme.radius("card"))
        white = rect.adjusted(1, 1, -1, -1)
        painter = ink.painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawRoundedRect(white, self.theme.radius("card") - 1, self.theme.radius("card") - 1)
        if self._image.isNull():
            return
        count = self._image.width()
        module = int((rect.width() - 2 * _FRAME) * ink.dpr / (count + 2 * _QUIET)) / ink.dpr
        side = module * count
        at = round((rect.width() - side) / 2 * ink.dpr) / ink.dpr
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QRectF(at, at, side, side), self._image)
        if self._expired:
            veil = QColor(Qt.GlobalColor.white)
            veil.setAlphaF(0.82)
            painter.setBrush(veil)
            painter.drawRect(white.adjusted(8, 8, -8, -8))

    @Slot()
    def _place(self) -> None:
        size = self._refresh.sizeHint()
        self._refresh.resize(size)
        x, y = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        self._refresh.move(x, y)
