"""Measured, elided and laid-out texts, kept between repaints.

Lists paint the same few thousand texts again and again; measuring them costs more than drawing.
"""

from math import ceil
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText

FontKey = tuple[str, int]
_LIMIT: Final = 20_000


class TextCache:
    """Three bounded tables; each is dropped whole when it is full."""

    def __init__(self) -> None:
        """Start empty."""
        self._widths: dict[tuple[str, FontKey], int] = {}
        self._elided: dict[tuple[str, FontKey, int], str] = {}
        self._static: dict[tuple[str, FontKey], QStaticText] = {}

    def clear(self) -> None:
        """Forget everything: after a change of font."""
        self._widths.clear()
        self._elided.clear()
        self._static.clear()

    def width(self, text: str, key: FontKey, metrics: QFontMetricsF) -> int:
        """Advance of the text, rounded up to whole logical pixels."""
        found = self._widths.get((text, key))
        if found is None:
            if len(self._widths) >= _LIMIT:
                self._widths.clear()
            found = self._widths[(text, key)] = ceil(metrics.horizontalAdvance(text))
        return found

    def elided(self, text: str, key: FontKey, metrics: QFontMetricsF, width: float) -> str:
        """The text, cut at the right with … where it is too wide."""
        if self.width(text, key, metrics) <= width:
            return text
        entry = (text, key, int(width))
        found = self._elided.get(entry)
        if found is None:
            if len(self._elided) >= _LIMIT:
                self._elided.clear()
            found = self._elided[entry] = metrics.elidedText(
                text, Qt.TextElideMode.ElideRight, width
            )
        return found

    def static(self, text: str, key: FontKey, font: QFont) -> QStaticText:
        """The text laid out once, for `QPainter.drawStaticText`."""
        found = self._static.get((text, key))
        if found is None:
            if len(self._static) >= _LIMIT:
                self._static.clear()
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(font=font)
            self._static[(text, key)] = found
        return found
