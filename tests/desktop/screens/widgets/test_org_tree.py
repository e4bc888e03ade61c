"""The organization tree: depth, arrows, keys, choice."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.gallery_lists import sample_tree
from desktop.screens.widgets.org_tree import INDENT, OrgTree
from desktop.screens.widgets.theme import Theme, ThemeMode


@pytest.fixture
def tree(qtbot: QtBot, styled: Theme) -> OrgTree:
    widget = sample_tree(styled)
    widget.resize(240, 400)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def root(tree: OrgTree) -> QModelIndex:
    return tree.model().index(0, 0)


def city(tree: OrgTree) -> QModelIndex:
    return tree.model().index(0, 0, root(tree))


def test_rows_are_as_high_as_the_tokens_say(tree: OrgTree, styled: Theme) -> None:
    assert tree.visualRect(root(tree)).height() == 32
    styled.set_scale(1.5)
    tree.executeDelayedItemsLayout()
    assert tree.visualRect(root(tree)).height() == 42


def test_it_paints_in_both_themes(tree: OrgTree, styled: Theme) -> None:
    light = tree.grab().toImage()
    styled.set_mode(ThemeMode.DARK)
    assert tree.grab().toImage() != light


def test_choosing_is_told(qtbot: QtBot, tree: OrgTree) -> None:
    with qtbot.waitSignal(tree.node_chosen) as told:
        tree.setCurrentIndex(root(tree))
    assert told.args[0] == root(tree)


def test_a_click_on_the_arrow_opens_without_choosing(qtbot: QtBot, tree: OrgTree) -> None:
    level = tree.level_of(city(tree))
    assert level == 1
    place = QPoint(14 + level * INDENT + 6, tree.visualRect(city(tree)).center().y())
    tree.setCurrentIndex(root(tree))
    with qtbot.assertNotEmitted(tree.node_chosen):
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not tree.isExpanded(city(tree))


def test_a_click_on_a_name_chooses(qtbot: QtBot, tree: OrgTree) -> None:
    with qtbot.waitSignal(tree.node_chosen):
        place = QPoint(120, tree.visualRect(root(tree)).center().y())
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_keys_go_in_and_out(qtbot: QtBot, tree: OrgTree) -> None:
    tree.setCurrentIndex(city(tree))
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    leaf = tree.currentIndex()
    assert leaf.parent() == city(tree)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert tree.currentIndex() == city(tree)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(city(tree))
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(city(tree))
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentIndex() == leaf
