"""The moving half of a `RecordTable`: row backgrounds, hover, clicks on links, codes and boxes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.screens.widgets.cells import CellKind, Column
from desktop.screens.widgets.painting import painting
from desktop.screens.widgets.table_delegate import CellDelegate, cell_of
from desktop.screens.widgets.theme import Theme

_BAR: Final = 3


class RowView(QTableView):
    """Rows of cells. Use `RecordTable`; this half only paints and listens to the mouse.

    Signals:
        row_activated: Enter or double click on a row.
        link_activated: A link was clicked; carries the index and the link's id.
        check_toggled: The box of a row was clicked, or Space; carries the row. The model changes.
        code_copied: A code was copied by a click; carries it.
    """

    row_activated = Signal(int)
    link_activated = Signal(QModelIndex, str)
    check_toggled = Signal(int)
    code_copied = Signal(str)

    def __init__(
        self, theme: Theme, columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        """The columns are fixed; their widths are not."""
        super().__init__(parent)
        self.theme = theme
        self.columns = tuple(columns)
        self.check_column = next(
            (at for at, column in enumerate(columns) if column.kind is CellKind.CHECK), -1
        )
        self._rows_model: QAbstractItemModel | None = None
        self._cells = CellDelegate(theme, self)
        self.setItemDelegate(self._cells)
        self._set_up_view()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; its columns are those of the constructor."""
        super().setModel(model)
        self._rows_model = model

    @property
    def has_model(self) -> bool:
        """Whether rows can be asked for."""
        return self._rows_model is not None

    def reset(self) -> None:
        """Lay out at once: Qt would do it in the first paint, which then has to paint twice."""
        super().reset()
        self.executeDelayedItemsLayout()

    def current_row(self) -> int:
        """The current row, or -1."""
        return self.currentIndex().row()

    def update_row(self, row: int) -> None:
        """Paint a row anew."""
        self.viewport().update(self._row_rect(row))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the row and the link under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Links, codes and boxes answer to a click."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self._click(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the row, unless it hits a box or a link."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        kind = cell_of(self.model(), index.row(), index.column()).kind
        if kind not in {CellKind.CHECK, CellKind.LINKS}:
            self.row_activated.emit(index.row())

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the hovered row when the mouse goes."""
        if event.type() == QEvent.Type.Leave:
            self._set_hover(-1, "")
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Row backgrounds, cells, then lines and the bar of the current row."""
        rows = self._rows_in(event.rect()) if self.has_model else range(0)
        self._cells.current_row = self.current_row()
        with painting(self.viewport()) as painter:
            for row in rows:
                if colour := self._row_colour(row):
                    painter.fillRect(self._row_rect(row), self.theme.colour(colour))
        super().paintEvent(event)
        with painting(self.viewport()) as painter:
            self._paint_lines(painter, rows)

    def _paint_lines(self, painter: QPainter, rows: range) -> None:
        line = self.theme.colour("border")
        for row in rows:
            rect = self._row_rect(row)
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, line)
        if self._cells.current_row in rows:
            rect = self._row_rect(self._cells.current_row)
            accent = self.theme.colour("accent")
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height() - 1, accent)

    def _set_up_view(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)

    def _rows_in(self, rect: QRect) -> range:
        first = self.rowAt(rect.top())
        if first < 0:
            return range(0)
        last = self.rowAt(rect.bottom())
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def _row_rect(self, row: int) -> QRect:
        width = self.viewport().width()
        return QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))

    def _row_colour(self, row: int) -> str:
        if row == self._cells.current_row or self._is_checked(row):
            return "selection"
        return "hover" if row == self._cells.hovered_row else ""

    def _is_checked(self, row: int) -> bool:
        if self.check_column < 0:
            return False
        return cell_of(self.model(), row, self.check_column).checked is True

    def _hover(self, point: QPoint) -> None:
        index = self.indexAt(point)
        link, hand = "", False
        if index.isValid():
            cell = cell_of(self.model(), index.row(), index.column())
            link = self._cells.link_at(self.visualRect(index), cell, point)
            hand = bool(link) or cell.kind is CellKind.CHECK or (cell.copies and bool(cell.text))
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._set_hover(index.row(), link)

    def _set_hover(self, row: int, link: str) -> None:
        before = self._cells.hovered_row
        if (row, link) == (before, self._cells.hovered_link):
            return
        self._cells.hovered_row, self._cells.hovered_link = row, link
        for each in {before, row} - {-1}:
            self.update_row(each)

    def _click(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if not index.isValid():
            return
        cell = cell_of(self.model(), index.row(), index.column())
        if link := self._cells.link_at(self.visualRect(index), cell, point):
            self.link_activated.emit(index, link)
        elif cell.kind is CellKind.CHECK:
            self.check_toggled.emit(index.row())
        elif cell.kind is CellKind.CODE and cell.copies and cell.text:
            QGuiApplication.clipboard().setText(cell.text)
            self.code_copied.emit(cell.text)
