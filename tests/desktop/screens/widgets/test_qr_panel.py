"""Codes that phones can read in both themes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.qr_panel import QrPanel
from desktop.screens.widgets.theme import Theme, ThemeMode


@pytest.fixture
def panel(qtbot: QtBot, styled: Theme) -> QrPanel:
    widget = QrPanel(styled, "登录二维码")
    widget.set_code("https://talent.example.invalid/s/8Qd2mX")
    widget.resize(widget.sizeHint())
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_it_is_dark_on_white_with_a_quiet_zone(
    panel: QrPanel, styled: Theme, mode: ThemeMode
) -> None:
    styled.set_mode(mode)
    image = panel.grab().toImage()
    white = QColor(Qt.GlobalColor.white)
    inside = [image.pixelColor(x, image.height() // 2) for x in range(4, image.width() - 4)]
    dark = [x for x, colour in enumerate(inside, 4) if colour.lightness() < 80]
    module = 200 // (panel._image.width() + 8)
    assert dark[0] >= 4 * module
    assert all(inside[x - 4] == white for x in range(4, dark[0] - 1))


def test_modules_are_whole_pixels(panel: QrPanel) -> None:
    image = panel.grab().toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(20, image.width() - 20)
        for y in range(20, image.height() - 20, 7)
    }
    assert len(colours) == 2


def test_an_expired_code_fades_and_offers_a_new_one(qtbot: QtBot, panel: QrPanel) -> None:
    refresh = panel.findChild(Button)
    assert not refresh.isVisible()
    panel.set_expired(expired=True)
    assert panel.is_expired
    with qtbot.waitSignal(panel.refresh_clicked):
        qtbot.mouseClick(refresh, Qt.MouseButton.LeftButton)
    panel.set_code("https://talent.example.invalid/s/other")
    assert not panel.is_expired
