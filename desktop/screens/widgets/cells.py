"""What a table cell holds, for item models and their presenters: no QtWidgets in here.

A model answers two roles: `CELL_ROLE` with a `Cell`, and Qt's DisplayRole with its text.
`cell_data` does both, and `CellModel` does it for a whole model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
MISSING: Final = "—"


class CellKind(StrEnum):
    """How a cell is painted."""

    TEXT = "text"
    """A value, left; `—` when there is none."""
    MUTED = "muted"
    """A value of less weight."""
    NUMBER = "number"
    """A count, right."""
    NAME = "name"
    """A name: bold in the current row, with a dot when `dot` is set."""
    PILL = "pill"
    """A state as a pill; one such column a table."""
    BARE = "bare"
    """Any other state: icon and word without the pill."""
    HINT = "hint"
    """A 16 px icon of `status` and a short word, or the icon alone."""
    CODE = "code"
    """A code in the code typeface; with `copies`, a click copies it."""
    LINKS = "links"
    """Links, at most two."""
    CHECK = "check"
    """A check box."""


@dataclass(frozen=True, slots=True)
class CellLink:
    """A link in a cell. `danger` paints it red; `icon` is drawn before the word."""

    id: str
    word: str
    danger: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. Fields that its kind does not use are ignored.

    `status` is a key of the status tokens; `checked` is None for a box that is partly checked.
    """

    text: str = ""
    kind: CellKind = CellKind.TEXT
    status: str = ""
    dot: bool = False
    links: tuple[CellLink, ...] = ()
    checked: bool | None = False
    copies: bool = False
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a `RecordTable`; the position in the list is the model's column number.

    Attributes:
        key: Names the column in saved settings and in the sort signal.
        title: Word in the head.
        width: Design pixels; the least width of a column that stretches.
        stretch: Takes what is left over.
        drop: Goes first (1), second (2)… when the table is too narrow; 0 never goes.
        sortable: The head can be clicked.
        kind: For the head's alignment; cells carry their own kind.
    """

    key: str
    title: str
    width: int
    stretch: bool = False
    drop: int = 0
    sortable: bool = False
    kind: CellKind = CellKind.TEXT


def cell_data(cell: Cell, role: int) -> object:
    """What an item model's `data` returns for this cell."""
    if role == CELL_ROLE:
        return cell
    if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
        return cell.text or " ".join(link.word for link in cell.links)
    if role == Qt.ItemDataRole.CheckStateRole and cell.kind is CellKind.CHECK:
        if cell.checked is None:
            return Qt.CheckState.PartiallyChecked
        return Qt.CheckState.Checked if cell.checked else Qt.CheckState.Unchecked
    return None


_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class CellModel(QAbstractTableModel):
    """Base of the item models of a `RecordTable`: subclasses count rows and fill cells."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        """The columns stay as they are."""
        super().__init__(parent)
        self._columns = tuple(columns)

    def count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a place."""
        raise NotImplementedError

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are; a cell has none below it."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns are shown; a cell has none below it."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's title."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, or what Qt's own roles want of it."""
        return cell_data(self.cell(index.row(), index.column()), role) if index.isValid() else None
