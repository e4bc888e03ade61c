"""What stands in the window until the rest of the program is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.avatar import ProductMark
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import column

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop.screens.widgets.theme import Theme


class SplashView(QWidget):
    """Mark and name on the page's colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        mark = ProductMark(theme, side=56)
        name = Label(self.tr("卫生人才机构端"), "page")
        self.text = Label(self.tr("正在打开…"), "caption")
        whole = column(None, mark, name, self.text, None, gap=12)
        for widget in (mark, name, self.text):
            whole.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(whole)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page's own colour."""
        with Ink.on(self, self._theme) as ink:
            ink.box(QRectF(self.rect()), fill="bg")
