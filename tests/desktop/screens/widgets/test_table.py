"""Records in rows: painting every kind of cell, clicking, copying, remembered columns."""

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.cells import CELL_ROLE, Cell, CellKind
from desktop.screens.widgets.gallery_lists import COLUMNS, SampleModel
from desktop.screens.widgets.table import RecordTable
from desktop.screens.widgets.table_delegate import CellDelegate, cell_of
from desktop.screens.widgets.theme import Theme, ThemeMode

WIDE = 1420
AT = {column.key: place for place, column in enumerate(COLUMNS)}


@pytest.fixture
def table(qtbot: QtBot, styled: Theme) -> RecordTable:
    widget = RecordTable(styled, COLUMNS, "材料")
    model = SampleModel(50, frozenset({4}))
    model.setParent(widget)
    widget.setModel(model)
    widget.resize(WIDE, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def spot(table: RecordTable, row: int, key: str, x: int = 12) -> QPoint:
    rect = table.visualRect(table.model().index(row, AT[key]))
    return QPoint(rect.x() + x, rect.center().y())


def click(qtbot: QtBot, table: RecordTable, point: QPoint) -> None:
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def shown(table: RecordTable) -> list[str]:
    head = table.horizontalHeader()
    order = [head.logicalIndex(place) for place in range(head.count())]
    return [COLUMNS[at].key for at in order if not head.isSectionHidden(at)]


def test_the_sample_model_is_a_proper_model(qapp: QApplication) -> None:
    assert qapp
    model = SampleModel(5)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_every_kind_of_cell_is_painted_in_both_themes(table: RecordTable, styled: Theme) -> None:
    kinds = {cell_of(table.model(), row, at).kind for row in range(3) for at in AT.values()}
    assert kinds == set(CellKind) - {CellKind.NUMBER}
    light = table.grab().toImage()
    styled.set_mode(ThemeMode.DARK)
    assert table.grab().toImage() != light


def test_numbers_stand_at_the_right(table: RecordTable, styled: Theme) -> None:
    delegate = CellDelegate(styled)
    model = SampleModel(1)
    model._cells[(0, 0)] = Cell("7", CellKind.NUMBER)
    pixmap = table.grab()
    pixmap.fill(Qt.GlobalColor.white)
    painter = QPainter(pixmap)
    option = QStyleOptionViewItem()
    option.rect = pixmap.rect().adjusted(0, 0, 100 - pixmap.width(), 36 - pixmap.height())
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    image = pixmap.toImage()
    ink = [
        (x, y) for x in range(100) for y in range(36) if image.pixelColor(x, y).lightness() < 200
    ]
    assert min(ink)[0] > 80


def test_a_row_that_is_not_there_yet_is_an_empty_cell(table: RecordTable) -> None:
    assert cell_of(table.model(), 999, 0) == Cell()


def test_the_current_row_is_told(qtbot: QtBot, table: RecordTable) -> None:
    with qtbot.waitSignal(table.current_row_changed) as told:
        table.set_current_row(3)
    assert told.args == [3]
    with qtbot.waitSignal(table.current_row_changed) as told:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told.args == [4]
    assert table.current_row() == 4


def test_enter_opens_and_space_checks(qtbot: QtBot, table: RecordTable) -> None:
    table.set_current_row(2)
    with qtbot.waitSignal(table.row_activated) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [2]
    with qtbot.waitSignal(table.check_toggled) as told:
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert told.args == [2]


def test_a_double_click_opens_but_not_on_links_and_boxes(qtbot: QtBot, table: RecordTable) -> None:
    button, view = Qt.MouseButton.LeftButton, table.viewport()
    with qtbot.waitSignal(table.row_activated):
        qtbot.mouseDClick(view, button, pos=spot(table, 1, "name"))
    with qtbot.assertNotEmitted(table.row_activated):
        qtbot.mouseDClick(view, button, pos=spot(table, 1, "check"))
        qtbot.mouseDClick(view, button, pos=spot(table, 1, "acts"))
        qtbot.mouseDClick(view, button, pos=QPoint(5, 20_000))


def test_a_link_is_told_with_its_row(qtbot: QtBot, table: RecordTable, styled: Theme) -> None:
    with qtbot.waitSignal(table.link_activated) as told:
        click(qtbot, table, spot(table, 1, "acts"))
    index, link = told.args
    assert isinstance(index, QModelIndex)
    assert (index.row(), link) == (1, "edit")
    second = 8 + styled.advance("编辑") + 14 + 4
    with qtbot.waitSignal(table.link_activated) as told:
        click(qtbot, table, spot(table, 2, "acts", second))
    assert told.args[1] == "revoke"


def test_a_click_beside_the_links_does_nothing(qtbot: QtBot, table: RecordTable) -> None:
    with qtbot.assertNotEmitted(table.link_activated):
        click(qtbot, table, spot(table, 0, "code", 104))


def test_a_click_on_a_code_copies_it(qtbot: QtBot, table: RecordTable) -> None:
    with qtbot.waitSignal(table.code_copied) as told:
        click(qtbot, table, spot(table, 1, "code"))
    assert told.args == ["tB4hN8sW"]
    assert QGuiApplication.clipboard().text() == "tB4hN8sW"


def test_a_click_on_a_box_is_told(qtbot: QtBot, table: RecordTable) -> None:
    with qtbot.waitSignal(table.check_toggled) as told:
        click(qtbot, table, spot(table, 4, "check"))
    assert told.args == [4]


def test_hover_marks_the_row_and_shows_a_hand_over_links(qtbot: QtBot, table: RecordTable) -> None:
    qtbot.mouseMove(table.viewport(), spot(table, 1, "acts"))
    assert table.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert table._cells.hovered_row == 1
    assert table._cells.hovered_link == "edit"
    table.grab()
    qtbot.mouseMove(table.viewport(), spot(table, 2, "name"))
    assert table.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    assert table._cells.hovered_row == -1


def test_selected_rows_are_copied_as_they_are_shown(qtbot: QtBot, table: RecordTable) -> None:
    table.set_current_row(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 2
    assert lines[0].split("\t")[:3] == ["陈思远", "4219**********1055", "示例县第2人民医院"]


def test_letters_go_on_to_the_page(qtbot: QtBot, table: RecordTable) -> None:
    table.set_current_row(1)
    qtbot.keyClick(table, Qt.Key.Key_J)
    assert table.current_row() == 1


def test_the_stretching_column_takes_what_is_left(table: RecordTable) -> None:
    assert table.horizontalHeader().length() == table.viewport().width()


def test_a_narrow_table_drops_columns_in_order(table: RecordTable) -> None:
    assert "paid" in shown(table)
    table.resize(1150, 600)
    assert "paid" not in shown(table)
    table.resize(WIDE, 600)
    assert "paid" in shown(table)


def test_column_choices_are_remembered(qtbot: QtBot, table: RecordTable, styled: Theme) -> None:
    head = table.horizontalHeader()
    with qtbot.waitSignal(table.columns_changed):
        head.resizeSection(AT["name"], 120)
    with qtbot.waitSignal(table.columns_changed):
        head.moveSection(head.visualIndex(AT["time"]), 1)
    hide = next(act for act in table.columns_menu().actions() if act.data() == "level")
    with qtbot.waitSignal(table.columns_changed):
        hide.trigger()
    other = RecordTable(styled, COLUMNS, "材料")
    other.setModel(table.model())
    other.resize(WIDE, 600)
    qtbot.addWidget(other)
    other.show()
    other.restore_columns(table.save_columns())
    assert shown(other) == shown(table)
    assert shown(other)[1] == "time"
    assert "level" not in shown(other)
    assert other.columnWidth(AT["name"]) == 120


def test_unknown_saved_columns_give_the_default(table: RecordTable) -> None:
    before = shown(table)
    table.restore_columns(b"\x00 not json")
    assert shown(table) == before


def test_a_sortable_head_asks_and_turns_the_order(qtbot: QtBot, table: RecordTable) -> None:
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(AT["time"]) + 20, 10)
    with qtbot.waitSignal(table.sort_requested) as told:
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["time", False]
    table.set_sort("time", descending=False)
    with qtbot.waitSignal(table.sort_requested) as told:
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["time", True]


def test_the_box_in_the_head_asks_for_all(qtbot: QtBot, table: RecordTable) -> None:
    table.set_all_checked(checked=None)
    with qtbot.waitSignal(table.check_all_clicked):
        qtbot.mouseClick(
            table.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10)
        )


def test_old_rows_stay_while_a_line_says_that_it_loads(table: RecordTable) -> None:
    table.set_loading(loading=True)
    assert table._busy.isVisible()
    assert table._busy.y() == table.horizontalHeader().height()
    table.set_loading(loading=False)
    assert not table._busy.isVisible()


def test_rows_follow_the_font_scale_and_the_row_height(table: RecordTable, styled: Theme) -> None:
    assert table.rowHeight(0) == 36
    styled.set_compact(compact=True)
    assert table.rowHeight(0) == 28
    styled.set_scale(1.5)
    assert table.rowHeight(0) == 38


def test_a_cut_text_is_shown_whole_as_a_tooltip(table: RecordTable) -> None:
    table.setColumnWidth(AT["number"], 40)
    index = table.model().index(1, AT["number"])
    point = table.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, point, table.viewport().mapToGlobal(point))
    delegate = table.itemDelegate()
    assert delegate.helpEvent(event, table, QStyleOptionViewItem(), index)
    assert QToolTip.text() == index.data(CELL_ROLE).text
    QToolTip.hideText()
