"""Marks of people and of the product."""

from pytestqt.qtbot import QtBot

from desktop.screens.widgets.avatar import Avatar, ProductMark
from desktop.screens.widgets.theme import Theme


def test_people_and_product_have_their_marks(qtbot: QtBot, theme: Theme) -> None:
    person, nobody = Avatar(theme, "张岚"), Avatar(theme)
    for widget in (person, nobody, ProductMark(theme), ProductMark(theme, inverted=True)):
        qtbot.addWidget(widget)
        widget.grab()
    nobody.set_name("周敏")
    assert nobody.accessibleName() == "周敏"
