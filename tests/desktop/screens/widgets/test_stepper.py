"""Steps of a flow."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.stepper import LiveSteps, Stepper
from desktop.screens.widgets.theme import Theme


@pytest.mark.parametrize("at", [0, 1, 3])
def test_steps_are_done_current_or_later(qtbot: QtBot, theme: Theme, at: int) -> None:
    names = ["填写身份证", "人脸识别", "关联成功"]
    stepper, live = Stepper(theme, names), LiveSteps(theme, names)
    for widget in (stepper, live):
        qtbot.addWidget(widget)
        widget.set_current(at)
        widget.resize(widget.sizeHint())
        widget.grab()
    assert stepper.accessibleName() == f"{min(at + 1, 3)} / 3 {names[min(at, 2)]}"
