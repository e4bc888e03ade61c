"""Words are plain text, are cut politely, and wrap with room between the lines."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.labels import (
    Badge,
    Dot,
    ElidedLabel,
    IconLabel,
    KeyCap,
    Label,
    Paragraph,
    Tag,
)
from desktop.screens.widgets.theme import Theme


def test_text_from_elsewhere_is_never_markup(qtbot: QtBot) -> None:
    label = Label("<b>示例</b>", selectable=True)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>示例</b>"


@pytest.mark.parametrize(("middle", "end"), [(False, "…"), (True, "院")])
def test_a_long_text_is_cut_and_whole_in_the_tooltip(
    qtbot: QtBot, theme: Theme, *, middle: bool, end: str
) -> None:
    name = "示例县人民医院示例县中医院"
    label = ElidedLabel(theme, name, middle=middle)
    qtbot.addWidget(label)
    label.resize(100, 20)
    label.show()
    assert label.text().endswith(end)
    assert "…" in label.text()
    assert label.toolTip() == label.whole_text() == name
    label.resize(400, 20)
    assert label.text() == name
    assert not label.toolTip()
    assert label.minimumSizeHint().width() < label.sizeHint().width()


def test_a_paragraph_wraps_at_155_percent(qtbot: QtBot, theme: Theme) -> None:
    paragraph = Paragraph(theme, "一" * 40)
    qtbot.addWidget(paragraph)
    one, two = paragraph.heightForWidth(2000), paragraph.heightForWidth(300)
    assert one == 21
    assert two == 41
    paragraph.set_text("一\n二\n三")
    assert paragraph.heightForWidth(2000) == 61
    assert paragraph.text() == "一\n二\n三"
    paragraph.resize(200, 61)
    paragraph.grab()


def test_small_marks_are_painted_and_named(qtbot: QtBot, theme: Theme) -> None:
    tag, cap, dot = Tag(theme, "新", "pending"), KeyCap(theme, "Ctrl Z"), Dot(theme)
    icon, badge = IconLabel(theme, "clock"), Badge(theme, 3)
    for widget in (tag, cap, dot, icon, badge):
        qtbot.addWidget(widget)
        before = widget.grab().toImage()
        assert before.width() >= 8
    tag.set_text("已改", "modify")
    badge.set_count(1204, "danger")
    icon.set_icon("warning", "modify_fg", filled=True)
    dot.set_colour("danger")
    assert tag.accessibleName() == "已改"
    assert badge.accessibleName() == "1,204"
    for widget in (tag, dot, icon, badge):
        widget.grab()


def test_a_tone_replaces_the_colour_of_the_role(qtbot: QtBot, styled: Theme) -> None:
    label = Label("10:32 已同步")
    qtbot.addWidget(label)
    label.show()
    label.set_tone("rejected_fg")
    assert label.palette().windowText().color() == styled.colour("rejected_fg")
