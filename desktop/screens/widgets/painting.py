"""A painter that always ends, also when painting fails halfway."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPaintDevice, QPainter


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Paint on a widget or picture.

    A painter that is still active when its device goes takes the process with it.
    """
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()
