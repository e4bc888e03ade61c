"""The head of a `RecordTable`: quiet words, the sort arrow after the word, one check box."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.screens.widgets.cells import CellKind, Column
from desktop.screens.widgets.ink import CENTRE, LEFT, RIGHT, Ink
from desktop.screens.widgets.table_delegate import INSET, paint_check
from desktop.screens.widgets.theme import Theme

_ALIGN: Final = {CellKind.NUMBER: RIGHT, CellKind.CHECK: CENTRE}


class RecordHeader(QHeaderView):
    """Paints itself in tokens.

    Signals:
        sort_requested: A sortable head was clicked; carries the column's key and whether the
            order is to be descending.
        check_all_clicked: The box in the head was clicked.
    """

    sort_requested = Signal(str, bool)
    check_all_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Columns come with `set_columns`."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._columns: tuple[Column, ...] = ()
        self._sorted = ""
        self._descending = False
        self._all: bool | None = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.size("touch_target"))
        self.sectionClicked.connect(self._clicked)
        theme.changed.connect(self._restyle)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Use these columns."""
        self._columns = tuple(columns)
        self.viewport().update()

    def set_sort(self, key: str, *, descending: bool) -> None:
        """Show by which column and in which order the rows are sorted."""
        self._sorted, self._descending = key, descending
        self.viewport().update()

    def set_all_checked(self, *, checked: bool | None) -> None:
        """Show the state of the box for all; None when some are checked."""
        self._all = checked
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """The head's height."""
        return QSize(super().sizeHint().width(), self._theme.size("table_head"))

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        """One head."""
        if at >= len(self._columns):
            return
        column, theme = self._columns[at], self._theme
        painter.save()
        ink = Ink(theme, painter.device().devicePixelRatioF(), painter)
        ink.box(rect.toRectF(), fill="surface_alt")
        ink.hairline(rect.x(), rect.bottom(), rect.width())
        if column.kind is CellKind.CHECK:
            side, centre = theme.size("check"), rect.center()
            box = QRect(centre.x() - side // 2 + 1, centre.y() - side // 2 + 1, side, side)
            paint_check(ink, box, checked=self._all)
        else:
            self._paint_word(ink, rect.toRectF().adjusted(INSET, 0, -INSET, 0), column)
        painter.restore()

    def _paint_word(self, ink: Ink, rect: QRectF, column: Column) -> None:
        on = column.key == self._sorted
        room = rect.adjusted(0, 0, -16 if on else 0, 0)
        tone, align = ("text" if on else "text_2"), _ALIGN.get(column.kind, LEFT)
        ink.text(room, column.title, "caption", colour=tone, align=align)
        if on:
            x = min(room.x() + self._theme.advance(column.title, "caption"), room.right()) + 2
            name = "arrow_sort_down" if self._descending else "arrow_sort_up"
            ink.icon(x, rect.center().y() - 7, name, 14, "text_2")

    @Slot(int)
    def _clicked(self, at: int) -> None:
        if at >= len(self._columns):
            return
        column = self._columns[at]
        if column.kind is CellKind.CHECK:
            self.check_all_clicked.emit()
        elif column.sortable:
            self.sort_requested.emit(
                column.key, not self._descending if column.key == self._sorted else False
            )

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.viewport().update()
