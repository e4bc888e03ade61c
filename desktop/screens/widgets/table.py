"""The table of the product: fast painting, links, check boxes, remembered columns, copying."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.screens.widgets.busy_line import BusyLine
from desktop.screens.widgets.cells import CellKind, Column
from desktop.screens.widgets.column_layout import ColumnChoices, column_order, fit_columns
from desktop.screens.widgets.row_view import RowView
from desktop.screens.widgets.table_delegate import cell_of
from desktop.screens.widgets.table_header import RecordHeader
from desktop.screens.widgets.theme import Theme


class RecordTable(RowView):
    """A list of records. The model answers `CELL_ROLE` (see `cells.py`).

    Keys: arrows, PageUp/PageDown, Home/End move; Enter opens; Space checks; Ctrl+C copies the
    selected rows as tab-separated text, as they are shown (masked values stay masked). Letters and
    digits go on to the page, which may use them as shortcuts.

    Signals:
        current_row_changed: Another row is current; -1 when none is.
        check_all_clicked: The box in the head was clicked.
        sort_requested: A head was clicked; carries the column's key and "descending".
        columns_changed: The person changed widths, order or visibility; save them.
        row_activated, link_activated, check_toggled, code_copied: See `RowView`.
    """

    current_row_changed = Signal(int)
    check_all_clicked = Signal()
    sort_requested = Signal(str, bool)
    columns_changed = Signal()

    def __init__(
        self, theme: Theme, columns: Sequence[Column], name: str, parent: QWidget | None = None
    ) -> None:
        """`name` is what is listed, for screen readers."""
        super().__init__(theme, columns, parent)
        self._choices = ColumnChoices()
        self._fitting = False
        self._head = RecordHeader(theme, self)
        self._busy = BusyLine(theme, self)
        self.setAccessibleName(name)
        self.setHorizontalHeader(self._head)
        self._head.set_columns(self.columns)
        self._head.sort_requested.connect(self.sort_requested)
        self._head.check_all_clicked.connect(self.check_all_clicked)
        self._head.sectionResized.connect(self._note_width)
        self._head.sectionMoved.connect(self._note_order)
        theme.changed.connect(self._restyle)
        self._restyle()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; its columns are those of the constructor."""
        super().setModel(model)
        if model is not None:
            self._fit()
            self.selectionModel().currentRowChanged.connect(self._tell_current)

    def set_current_row(self, row: int) -> None:
        """Make a row current and bring it into view."""
        index = self.model().index(row, 1 if self.check_column == 0 else 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def set_sort(self, key: str, *, descending: bool) -> None:
        """Show the arrow in the head; sorting itself is the model's."""
        self._head.set_sort(key, descending=descending)

    def set_all_checked(self, *, checked: bool | None) -> None:
        """Show the state of the box in the head."""
        self._head.set_all_checked(checked=checked)

    def set_loading(self, *, loading: bool) -> None:
        """Show a thin moving line under the head while old rows stay."""
        self._busy.set_busy(busy=loading)
        self._place_busy()

    def save_columns(self) -> bytes:
        """Widths, order and hidden columns, to be remembered per person."""
        return self._choices.to_bytes()

    def restore_columns(self, saved: bytes) -> None:
        """Take back what `save_columns` gave; unknown bytes give the default."""
        self._choices = ColumnChoices.from_bytes(saved)
        self._head.sectionMoved.disconnect(self._note_order)
        for place, key in enumerate(column_order(self.columns, self._choices.order)):
            at = next(at for at, column in enumerate(self.columns) if column.key == key)
            self._head.moveSection(self._head.visualIndex(at), place)
        self._head.sectionMoved.connect(self._note_order)
        self._fit()

    def columns_menu(self) -> QMenu:
        """A menu to show and hide columns; the first named column always stays."""
        menu = QMenu(self)
        for column in [column for column in self.columns if column.title][1:]:
            action = menu.addAction(column.title)
            action.setData(column.key)
            action.setCheckable(True)
            action.setChecked(column.key not in self._choices.hidden)
        menu.triggered.connect(self._toggle_column)
        return menu

    def copied_text(self) -> str:
        """The selected rows, shown columns only, tab-separated, one row a line."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        order = [self._head.logicalIndex(place) for place in range(self._head.count())]
        shown = [
            at
            for at in order
            if not self._head.isSectionHidden(at)
            and self.columns[at].kind not in {CellKind.CHECK, CellKind.LINKS}
        ]
        model = self.model()
        return "\n".join("\t".join(cell_of(model, row, at).text for at in shown) for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space and Ctrl+C are ours; letters go on to the page; the rest is Qt's."""
        row = self.current_row()
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if row >= 0:
                self.row_activated.emit(row)
        elif event.key() == Qt.Key.Key_Space:
            if row >= 0 and self.check_column >= 0:
                self.check_toggled.emit(row)
            else:
                event.ignore()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._fit()
        self._place_busy()

    def _fit(self) -> None:
        if not self.has_model:
            return
        room = self.viewport().width()
        widths = fit_columns(self.columns, self._choices, self.theme.scale, room)
        self._fitting = True
        for at, column in enumerate(self.columns):
            width = widths.get(column.key)
            self._head.setSectionHidden(at, width is None)
            if width is not None:
                self._head.resizeSection(at, width)
        self._fitting = False

    def _place_busy(self) -> None:
        self._busy.setGeometry(0, self._head.height(), self.width(), 2)
        self._busy.raise_()

    @Slot(QModelIndex, QModelIndex)
    def _tell_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        for index in (previous, current):
            if index.isValid():
                self.update_row(index.row())
        self.current_row_changed.emit(current.row())

    @Slot(int, int, int)
    def _note_width(self, at: int, _old: int, new: int) -> None:
        if self._fitting or not new or self.columns[at].stretch:
            return
        self._choices.widths[self.columns[at].key] = round(new / self.theme.scale)
        self._fit()
        self.columns_changed.emit()

    @Slot(int, int, int)
    def _note_order(self, _at: int, _old: int, _new: int) -> None:
        order = [self._head.logicalIndex(place) for place in range(self._head.count())]
        self._choices.order = [self.columns[at].key for at in order]
        self.columns_changed.emit()

    @Slot(QAction)
    def _toggle_column(self, action: QAction) -> None:
        self._choices.hidden ^= {str(action.data())}
        self._fit()
        self.columns_changed.emit()

    @Slot()
    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.theme.row_height())
        self._fit()
        self.viewport().update()
