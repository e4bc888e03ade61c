"""What a picture may be before anything of it is decoded."""

from __future__ import annotations

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from desktop.screens.review.decoding import image_of


def _written(form: str) -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(form.encode())).write(image)
    return bytes(QByteArray(buffer.data()).data())


def _png_that_says(wide: int, high: int) -> bytes:
    """A PNG whose head promises so many pixels; its data are never reached."""
    head = b"IHDR" + struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    check = struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + check


@pytest.mark.parametrize("form", ["jpeg", "png"])
def test_what_the_platform_takes_is_shown(form: str) -> None:
    image = image_of(_written(form))

    assert (image.width(), image.height()) == (40, 30)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        _written("bmp"),
    ],
    ids=["nothing", "svg", "bmp"],
)
def test_anything_else_is_no_picture(data: bytes) -> None:
    assert image_of(data).isNull()


def test_a_flood_of_pixels_is_not_decoded() -> None:
    assert image_of(_png_that_says(60_000, 60_000)).isNull()
