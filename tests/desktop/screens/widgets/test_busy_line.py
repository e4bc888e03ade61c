"""Something loads."""

from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.busy_line import BusyLine
from desktop.screens.widgets.theme import Theme


def test_a_busy_line_moves_only_while_busy(theme: Theme, host: QWidget) -> None:
    line = BusyLine(theme, host)
    line.resize(200, 2)
    line.set_busy(busy=True)
    first = line.grab().toImage()
    line._move()
    line._move()
    assert line.isVisible()
    assert line.grab().toImage() != first
    line.set_busy(busy=False)
    assert not line.isVisible()
