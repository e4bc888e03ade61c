"""Facts and figures in cards."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.cards import Card, Divider, Fact, FactGrid, FigureTile
from desktop.screens.widgets.labels import Label, Tag
from desktop.screens.widgets.theme import Theme

FACTS = [
    Fact("level", "申报级别", "执业医师"),
    Fact("from", "实习起始", "2025-10-01", changed=True, was="2025-08-01"),
    Fact("note", "备注", ""),
]


def grid_of(qtbot: QtBot, theme: Theme, columns: int = 1) -> FactGrid:
    grid = FactGrid(theme, columns=columns)
    qtbot.addWidget(grid)
    grid.set_facts(FACTS)
    grid.resize(400, 200)
    grid.show()
    return grid


def test_a_missing_value_is_a_dash(qtbot: QtBot, theme: Theme) -> None:
    grid = grid_of(qtbot, theme)
    assert grid.fact_row("note").value.whole_text() == "—"


def test_a_changed_field_shows_old_value_and_tag(qtbot: QtBot, styled: Theme) -> None:
    grid = grid_of(qtbot, styled)
    row = grid.fact_row("from")
    assert row.findChild(Tag).accessibleName() == "已改"
    assert [label.accessibleName() for label in row.findChildren(Label)].count("2025-08-01") == 1
    fill = row.grab().toImage().pixelColor(200, 2).name()
    assert fill == styled.colour("modify_bg").name()


def test_only_changes_can_be_shown(qtbot: QtBot, theme: Theme) -> None:
    grid = grid_of(qtbot, theme)
    grid.show_only_changed(only=True)
    assert grid.fact_row("from").isVisible()
    assert not grid.fact_row("level").isVisible()
    grid.show_only_changed(only=False)
    assert grid.fact_row("level").isVisible()


def test_facts_fill_columns_row_by_row(qtbot: QtBot, theme: Theme) -> None:
    grid = grid_of(qtbot, theme, columns=2)
    grid.layout().activate()
    assert grid.fact_row("from").y() == grid.fact_row("level").y()
    grid.set_columns(1)
    grid.layout().activate()
    assert grid.fact_row("from").y() > grid.fact_row("level").y()


def test_other_facts_replace_the_first(qtbot: QtBot, theme: Theme) -> None:
    grid = grid_of(qtbot, theme)
    grid.set_facts([Fact("school", "毕业院校", "示例医科大学")])
    assert grid.fact_row("school").isVisible()
    extra = Button(theme, "核验记录")
    grid.fact_row("school").add_extra(extra)
    other = Label("示例")
    grid.fact_row("school").replace_value(other)
    assert not grid.fact_row("school").value.isVisible()
    assert other.isVisible()


def test_a_tile_opens_its_list(qtbot: QtBot, theme: Theme) -> None:
    tile = FigureTile(theme, "pending", "待审核")
    qtbot.addWidget(tile)
    tile.set_figure(1204, "今日新增 12")
    tile.show()
    assert tile.accessibleName() == "待审核 1,204"
    tile.grab()
    with qtbot.waitSignal(tile.opened) as told:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert told.args == ["pending"]


def test_a_card_has_a_head_with_marks_and_actions(qtbot: QtBot, theme: Theme) -> None:
    card = Card("申报信息", "2026")
    qtbot.addWidget(card)
    mark, action = Tag(theme, "1 处已改", "modify"), Button(theme, "只看改动")
    card.head.add_action(action)
    card.head.add_mark(mark)
    card.head.set_caption("")
    card.body.addWidget(Divider())
    card.resize(400, 120)
    card.show()
    assert mark.mapTo(card, QPoint()).x() < action.mapTo(card, QPoint()).x()
    assert not card.head.caption.isVisible()
