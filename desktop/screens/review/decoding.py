"""Pictures from bytes: the formats that the platform takes, and no more pixels than it takes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS: Final = 50_000_000
"""About five times a scanned page at 300 dpi; decoded it is 200 MB."""

_FORMATS: Final = {b"\xff\xd8\xff": b"jpeg", b"\x89PNG\r\n\x1a\n": b"png"}
"""By the first bytes: what a file calls itself proves nothing."""


def image_of(data: bytes) -> QImage:
    """Return the picture, or a null one where the bytes are none that we show.

    Size and format are looked at before anything is decoded (security 27 and 29).
    """
    form = next((name for magic, name in _FORMATS.items() if data.startswith(magic)), None)
    if form is None:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    return reader.read()
