"""The way of a dossier."""

from pytestqt.qtbot import QtBot

from desktop.screens.widgets.text_wrap import wrap
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.timeline import StepState, Timeline, TimelineStep

STEPS = [
    TimelineStep(StepState.DONE, "考生提交", "", "submitted", "王晓岚 · 11-18 09:12"),
    TimelineStep(StepState.DONE, "单位", "允许修改", "returned", "张岚", "请核对后重交" * 8),
    TimelineStep(StepState.NOW, "单位", "待审核", "pending"),
    TimelineStep(StepState.FUTURE, "县卫健局", "未到", "not_reached", "示例县卫健局"),
]


def test_remarks_wrap_so_a_narrow_column_is_higher(qtbot: QtBot, theme: Theme) -> None:
    timeline = Timeline(theme)
    qtbot.addWidget(timeline)
    timeline.set_steps(STEPS)
    assert timeline.heightForWidth(150) > timeline.heightForWidth(400)
    assert "单位 允许修改" in timeline.accessibleName()
    timeline.resize(200, timeline.heightForWidth(200))
    timeline.grab()


def test_nothing_takes_no_room(qtbot: QtBot, theme: Theme) -> None:
    timeline = Timeline(theme)
    qtbot.addWidget(timeline)
    assert timeline.heightForWidth(200) == 0


def test_lines_keep_breaks_and_fit_the_width(theme: Theme) -> None:
    lines = wrap("第一行\n" + "长" * 30, theme.font(), 130)
    assert lines[0] == "第一行"
    assert "".join(lines[1:]) == "长" * 30
    assert all(theme.advance(line) <= 131 for line in lines)
