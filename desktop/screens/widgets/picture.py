"""A picture of a window with the dialogs that stand over it, for the tour and for tests."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.screens.widgets.painting import painting


def picture_of(window: QWidget) -> QPixmap:
    """What a person sees: the window, its open dialogs and popups at their places."""
    pixmap = window.grab()
    with painting(pixmap) as painter:
        for other in QApplication.topLevelWidgets():
            over = isinstance(other, QDialog) or other.windowType() is Qt.WindowType.Popup
            if other is not window and other.isVisible() and over:
                place = other.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
                painter.drawPixmap(place, other.grab())
    return pixmap
