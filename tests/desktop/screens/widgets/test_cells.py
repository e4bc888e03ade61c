"""What a cell answers to Qt."""

from PySide6.QtCore import Qt

from desktop.screens.widgets.cells import CELL_ROLE, Cell, CellKind, CellLink, cell_data

DISPLAY = int(Qt.ItemDataRole.DisplayRole)
CHECK = int(Qt.ItemDataRole.CheckStateRole)


def test_the_text_is_for_everybody_and_the_cell_for_the_delegate() -> None:
    cell = Cell("王晓岚", CellKind.NAME)
    assert cell_data(cell, DISPLAY) == "王晓岚"
    assert cell_data(cell, CELL_ROLE) is cell
    assert cell_data(cell, int(Qt.ItemDataRole.FontRole)) is None


def test_links_are_read_as_their_words() -> None:
    links = (CellLink("a", "编辑"), CellLink("b", "解除授权", danger=True))
    assert cell_data(Cell(kind=CellKind.LINKS, links=links), DISPLAY) == "编辑 解除授权"


def test_boxes_have_three_states() -> None:
    states = {
        checked: cell_data(Cell(kind=CellKind.CHECK, checked=checked), CHECK)
        for checked in (True, False, None)
    }
    assert states == {
        True: Qt.CheckState.Checked,
        False: Qt.CheckState.Unchecked,
        None: Qt.CheckState.PartiallyChecked,
    }
    assert cell_data(Cell("x"), CHECK) is None
