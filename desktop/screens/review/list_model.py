"""The item model of the material list: turns rows into cells, for any choice of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Signal, Slot

from desktop.domain.masking import mask_id_number
from desktop.domain.review import PaymentStatus, SubmissionStatus
from desktop.screens import texts, times
from desktop.screens.review import list_columns
from desktop.screens.widgets.cells import MISSING, Cell, CellKind, CellLink, CellModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from desktop.screens.review.list_rows import ListRows
    from desktop.screens.widgets.cells import Column
    from desktop.store.records import ListRow

_WAITING: Final = Cell()


class ListModel(CellModel):
    """Shows `ListRows` in the given columns.

    Signals:
        checks_changed: Another set of rows is chosen by check box.
    """

    checks_changed = Signal()

    def __init__(
        self, rows: ListRows, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._rows = rows
        self._makers = [_MAKERS[column.key] for column in columns]
        self._checked: set[int] = set()
        self._going = -1
        self._cells: dict[tuple[int, int], Cell] = {}
        rows.about_to_reset.connect(self._begin_reset)
        rows.was_reset.connect(self._end_reset)
        rows.rows_changed.connect(self._tell_rows)
        rows.count_about_to_change.connect(self._begin_count)
        rows.count_changed.connect(self._end_count)
        rows.row_about_to_go.connect(self._begin_removal)
        rows.row_gone.connect(self._end_removal)

    @property
    def checked_ids(self) -> frozenset[int]:
        """Ids of the rows that are ticked."""
        return frozenset(self._checked)

    def clear_checks(self) -> None:
        """Untick everything."""
        self._checked.clear()
        self._cells.clear()
        self._tell_rows(0, self._rows.count - 1)
        self.checks_changed.emit()

    @Slot(int)
    def toggle_check(self, at: int) -> None:
        """Tick or untick a row."""
        material_id = self._rows.id_at(at)
        if material_id is None:
            return
        self._checked ^= {material_id}
        self._tell_rows(at, at)
        self.checks_changed.emit()

    def count(self) -> int:
        """Return how many rows the result has."""
        return self._rows.count

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a place."""
        return self._cell(row, column)

    def _cell(self, at: int, column: int) -> Cell:
        place = (at, column)
        cell = self._cells.get(place)
        if cell is None:
            row = self._rows.row(at)
            if row is None:
                return _WAITING
            if self._columns[column].kind is CellKind.CHECK:
                cell = Cell(kind=CellKind.CHECK, checked=row.id in self._checked)
            else:
                cell = self._makers[column](row)
            if len(self._cells) > _KEPT_CELLS:
                self._cells.clear()
            self._cells[place] = cell
        return cell

    @Slot()
    def _begin_reset(self) -> None:
        self.beginResetModel()
        self._cells.clear()

    @Slot()
    def _end_reset(self) -> None:
        self.endResetModel()

    @Slot(int, int)
    def _tell_rows(self, first: int, last: int) -> None:
        width = len(self._columns)
        if (last - first + 1) * width > len(self._cells):
            self._cells = {key: c for key, c in self._cells.items() if not first <= key[0] <= last}
        else:
            for at in range(first, last + 1):
                for column in range(width):
                    self._cells.pop((at, column), None)
        if self._rows.count:
            last = min(last, self._rows.count - 1)
            self.dataChanged.emit(self.index(first, 0), self.index(last, width - 1))

    @Slot(int)
    def _begin_count(self, count: int) -> None:
        now = self._rows.count
        self._going = count - now
        if count > now:
            self.beginInsertRows(QModelIndex(), now, count - 1)
        else:
            self.beginRemoveRows(QModelIndex(), count, now - 1)

    @Slot()
    def _end_count(self) -> None:
        if self._going > 0:
            self.endInsertRows()
        else:
            self.endRemoveRows()

    @Slot(int)
    def _begin_removal(self, at: int) -> None:
        self.beginRemoveRows(QModelIndex(), at, at)
        self._cells.clear()

    @Slot()
    def _end_removal(self) -> None:
        self.endRemoveRows()


_KEPT_CELLS: Final = 6000
_SUBMISSION_LOOKS: Final = {
    SubmissionStatus.SUBMITTED: "submitted",
    SubmissionStatus.RESUBMITTED: "resubmitted",
    SubmissionStatus.REVISING: "being_modified",
}


def _name(row: ListRow) -> Cell:
    return Cell(row.name, CellKind.NAME, dot=row.unseen)


def _document(row: ListRow) -> Cell:
    number = row.id_number if row.masked else mask_id_number(row.id_number)
    return Cell(number, CellKind.TEXT, tooltip=texts.id_type_text(row.id_type))


def _unit(row: ListRow) -> Cell:
    return Cell(row.organization_name or MISSING, tooltip=row.organization_name)


def _level(row: ListRow) -> Cell:
    return Cell(texts.level_text(row.level))


def _category(row: ListRow) -> Cell:
    return Cell(texts.category_text(row.category))


def _application(row: ListRow) -> Cell:
    whole = f"{texts.level_text(row.level)} · {texts.category_text(row.category)}"
    return Cell(list_columns.application_text(row.level, row.category), tooltip=whole)


def _submission(row: ListRow) -> Cell:
    word = texts.submission_text(row.submission)
    return Cell(word, CellKind.BARE, status=_SUBMISSION_LOOKS.get(row.submission, ""))


def _status(row: ListRow) -> Cell:
    return Cell(texts.status_text(row.status), CellKind.PILL, status=row.status.value)


def _payment(row: ListRow) -> Cell:
    look = "paid" if row.payment is PaymentStatus.PAID else "unpaid"
    return Cell(texts.payment_text(row.payment), CellKind.BARE, status=look)


def _submitted_at(row: ListRow) -> Cell:
    text = times.moment_text(row.submitted_at) if row.submitted_at else MISSING
    return Cell(text, CellKind.MUTED)


def _updated_at(row: ListRow) -> Cell:
    return Cell(times.moment_text(row.updated_at)[5:], CellKind.MUTED)


def _hint(row: ListRow) -> Cell:
    if row.outbox_state:
        word = texts.outbox_state_text(row.outbox_state)
        return Cell(word, CellKind.HINT, status=row.outbox_state, tooltip=word)
    if row.has_changes:
        word = list_columns.changed_word()
        return Cell(word, CellKind.HINT, status="returned", tooltip=word)
    return Cell(kind=CellKind.HINT)


def _hint_icon(row: ListRow) -> Cell:
    cell = _hint(row)
    return Cell("", CellKind.HINT, status=cell.status, tooltip=cell.tooltip)


def _actions(row: ListRow) -> Cell:
    view = CellLink(list_columns.VIEW, list_columns.view_word())
    if not list_columns.is_open(row):
        return Cell(kind=CellKind.LINKS, links=(view,))
    review = CellLink(list_columns.REVIEW, list_columns.review_word())
    return Cell(kind=CellKind.LINKS, links=(view, review))


def _nothing(_row: ListRow) -> Cell:
    return _WAITING


_MAKERS: Final[dict[str, Callable[[ListRow], Cell]]] = {
    "check": _nothing,
    "name": _name,
    "id_number": _document,
    "organization": _unit,
    "level": _level,
    "category": _category,
    "application": _application,
    "submission": _submission,
    "status": _status,
    "payment": _payment,
    "submitted_at": _submitted_at,
    "updated_at": _updated_at,
    "hint": _hint,
    "hint_icon": _hint_icon,
    "actions": _actions,
}
