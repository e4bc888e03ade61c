"""Pages of a list, for those who prefer them to continuous scrolling."""

from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.inputs import Combo, TextField
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.theme import Theme

PAGE_SIZES: Final = (10, 20, 50, 100)
_SHOWN: Final = 3


class PageButton(PaintedButton):
    """The number of a page."""

    def __init__(self, theme: Theme, number: int) -> None:
        """A checkable button."""
        super().__init__(theme, f"{number:,}")
        self.number = number
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """At least square."""
        side = self.theme.size("control_small")
        return QSize(max(side, self.theme.advance(self.text()) + 12), side)

    def draw(self, ink: Ink) -> None:
        """Soft fill on the current page."""
        rect, on = self.box_rect(), self.isChecked()
        if on or self.is_hovered:
            radius = self.theme.radius("control")
            ink.box(rect, fill="accent_soft" if on else "hover", radius=radius)
        colour = "accent_text" if on else "text_2"
        ink.text(rect, self.text(), colour=colour, align=CENTRE)
        if self.has_ring:
            ink.ring(rect, self.theme.radius("control"))


class Pager(QWidget):
    """共 N 条, pages, page size, 跳至. Pages count from 1.

    Signals:
        page_chosen: The person wants another page; carries its number.
        page_size_chosen: The person wants another size; the page is 1 again.
    """

    page_chosen = Signal(int)
    page_size_chosen = Signal(int)

    def __init__(self, theme: Theme, unit: str = "", parent: QWidget | None = None) -> None:
        """`unit` is the word counted (条 unless given)."""
        super().__init__(parent)
        self._theme = theme
        self._unit = unit or self.tr("条")
        self._total = 0
        self._page = 1
        self._count = Label(role="caption")
        self._before = IconButton(theme, "chevron_left", self.tr("上一页"))
        self._after = IconButton(theme, "chevron_right", self.tr("下一页"))
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(4)
        sizes = [(str(n), self.tr("%1 条/页").replace("%1", str(n))) for n in PAGE_SIZES]
        self._size = Combo(sizes, name=self.tr("每页条数"))
        self._jump = TextField(text="1")
        self._jump.setAccessibleName(self.tr("跳至页"))
        self._jump.setValidator(QIntValidator(1, 10_000_000, self))
        self._jump.setFixedWidth(theme.px(48))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self._before)
        line.addLayout(self._numbers)
        line.addWidget(self._after)
        line.addSpacing(8)
        line.addWidget(self._size)
        line.addSpacing(8)
        before, _here, after = self.tr("跳至 %1 页").partition("%1")
        line.addWidget(Label(before.strip(), "caption"))
        line.addWidget(self._jump)
        line.addWidget(Label(after.strip(), "caption"))
        self._before.clicked.connect(self._go_back)
        self._after.clicked.connect(self._go_on)
        self._size.chosen.connect(self._resize)
        self._jump.returnPressed.connect(self._leap)
        self._build()

    @property
    def page_size(self) -> int:
        """Rows on a page."""
        return int(self._size.current_key())

    @property
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return max(-(-self._total // self.page_size), 1)

    @property
    def page(self) -> int:
        """The current page, from 1."""
        return self._page

    def set_state(self, total: int, page: int = 1) -> None:
        """Show a total and a page; a page past the end becomes the last."""
        self._total = total
        self._page = min(max(page, 1), self.pages)
        self._build()

    def set_page_size(self, size: int) -> None:
        """Show one of `PAGE_SIZES` without a signal."""
        self._size.set_current(str(size))
        self.set_state(self._total, self._page)

    def _go(self, page: int) -> None:
        page = min(max(page, 1), self.pages)
        if page != self._page:
            self._page = page
            self._build()
            self.page_chosen.emit(page)

    def _build(self) -> None:
        while (entry := self._numbers.takeAt(0)) is not None:
            if widget := entry.widget():
                widget.hide()
                widget.deleteLater()
        last = 0
        for number in shown_pages(self._page, self.pages):
            if number > last + 1:
                self._numbers.addWidget(Label("…", "caption"))
            button = PageButton(self._theme, number)
            button.setChecked(number == self._page)
            button.clicked.connect(self._clicked)
            self._numbers.addWidget(button)
            last = number
        total = self.tr("共 %1 %2").replace("%1", f"{self._total:,}")
        self._count.setText(total.replace("%2", self._unit))
        self._before.setEnabled(self._page > 1)
        self._after.setEnabled(self._page < self.pages)
        self._jump.setText(str(self._page))

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, PageButton):
            self._go(button.number)
            button.setChecked(button.number == self._page)

    @Slot()
    def _go_back(self) -> None:
        self._go(self._page - 1)

    @Slot()
    def _go_on(self) -> None:
        self._go(self._page + 1)

    @Slot()
    def _leap(self) -> None:
        self._go(int(self._jump.text()))
        self._jump.setText(str(self._page))

    @Slot(str)
    def _resize(self, _key: str) -> None:
        self.set_state(self._total)
        self.page_size_chosen.emit(self.page_size)


def shown_pages(page: int, pages: int) -> list[int]:
    """The numbers worth showing: first, last, and three around the current page."""
    start = min(max(page - 1, 1), max(pages - _SHOWN + 1, 1))
    near = range(start, min(start + _SHOWN, pages + 1))
    return sorted({1, pages, *near})
