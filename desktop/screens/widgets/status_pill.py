"""One look per state, painted by the same code in lists and in details.

A state is its key (see `status` in tokens.json); the word comes from the caller, because texts
belong to `screens/texts.py`.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.painting import painting
from desktop.screens.widgets.theme import Theme

_INSET: Final = 7
_GAP: Final = 3
_BARE_GAP: Final = 4
_END: Final = 10


class PillPainter:
    """Paints pills and bare states; whole pills are kept as pixmaps until the theme changes."""

    def __init__(self, theme: Theme) -> None:
        """Follow the theme. No signal: painters come and go with every detail that is shown."""
        self._theme = theme
        self._pixmaps: dict[tuple[str, str, bool, float], QPixmap] = {}
        self._generation = theme.generation

    def width(self, word: str, *, bare: bool = False) -> int:
        """Width of the pill, or of icon and word without the pill."""
        icon = self._theme.size("icon_small")
        text = self._theme.advance(word, "caption")
        return icon + _BARE_GAP + text + 1 if bare else _INSET + icon + _GAP + text + _END

    def pixmap(self, key: str, word: str, dpr: float, *, bare: bool = False) -> QPixmap:
        """The state painted once for this device ratio."""
        if self._generation != self._theme.generation:
            self._generation = self._theme.generation
            self._pixmaps.clear()
        entry = (key, word, bare, dpr)
        found = self._pixmaps.get(entry)
        if found is None:
            found = self._pixmaps[entry] = self._paint(key, word, dpr, bare=bare)
        return found

    def paint(self, painter: QPainter, rect: QRectF, key: str, word: str, *, bare: bool) -> None:
        """Paint at the left of `rect`, centred vertically."""
        dpr = painter.device().devicePixelRatioF()
        pixmap = self.pixmap(key, word, dpr, bare=bare)
        height = self._theme.size("pill")
        painter.drawPixmap(int(rect.x()), int(rect.y() + (rect.height() - height + 1) / 2), pixmap)

    def _paint(self, key: str, word: str, dpr: float, *, bare: bool) -> QPixmap:
        theme = self._theme
        width, height = self.width(word, bare=bare), theme.size("pill")
        pixmap = QPixmap(round(width * dpr), round(height * dpr))
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        with painting(pixmap) as painter:
            self._draw(Ink(theme, dpr, painter), key, word, bare=bare)
        return pixmap

    def _draw(self, ink: Ink, key: str, word: str, *, bare: bool) -> None:
        theme, look = self._theme, self._theme.status(key)
        height, icon, family = theme.size("pill"), theme.size("icon_small"), look.family
        rect = QRectF(0, 0, self.width(word, bare=bare), height)
        x = 0 if bare else _INSET
        if not bare:
            ink.box(rect, fill=f"{family}_bg", line=f"{family}_line", radius=height / 2)
        colour = f"{family}_fg"
        ink.icon(x, (height - icon) / 2, look.icon, icon, colour, filled=look.filled)
        start = x + icon + (_BARE_GAP if bare else _GAP)
        ink.text(rect.adjusted(start, 0, 0, 0), word, "caption", colour=colour)


class StatusPill(Painted):
    """A state in a detail or a card: icon, word and colour; with `bare`, without the pill."""

    def __init__(
        self,
        theme: Theme,
        key: str = "pending",
        word: str = "",
        *,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show state `key` with the caller's word."""
        super().__init__(theme, parent)
        self._painter = PillPainter(theme)
        self._key, self._word, self._bare = key, word, bare
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(key, word)

    def set_status(self, key: str, word: str) -> None:
        """Show another state."""
        self._key, self._word = key, word
        self.setAccessibleName(word)
        self.restyle()

    def status(self) -> str:
        """The key of the state shown."""
        return self._key

    def sizeHint(self) -> QSize:
        """The pill's own size."""
        width = self._painter.width(self._word, bare=self._bare)
        return QSize(width, self.theme.size("pill"))

    def draw(self, ink: Ink) -> None:
        """Draw the pill."""
        rect = QRectF(self.rect())
        self._painter.paint(ink.painter, rect, self._key, self._word, bare=self._bare)
