"""Pictures: zoom, drag, turn, brighten, compare."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QSlider
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.gallery_lists import sample_groups, sample_image, sample_viewer
from desktop.screens.widgets.image_pane import LARGEST_ZOOM, SMALLEST_ZOOM, ImagePane
from desktop.screens.widgets.image_viewer import ImageViewer, ViewerPicture
from desktop.screens.widgets.theme import Theme


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> ImagePane:
    widget = ImagePane(theme)
    widget.resize(600, 400)
    widget.set_image(sample_image(0), "身份证人像面")
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def viewer(qtbot: QtBot, styled: Theme) -> ImageViewer:
    widget = sample_viewer(styled)
    widget.resize(1000, 700)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def wheel(pane: ImagePane, at: QPointF, turn: int) -> None:
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane, event)


def in_picture(pane: ImagePane, at: QPointF) -> QPointF:
    inverse, possible = pane._transform().inverted()
    assert possible
    return inverse.map(at)


def test_a_picture_fits_at_first(pane: ImagePane) -> None:
    assert pane.shared.look.zoom == 1.0
    assert pane.percent == round(584 / 900 * 100)


def test_the_wheel_zooms_and_keeps_the_point_under_the_mouse(pane: ImagePane) -> None:
    at = QPointF(150, 120)
    before = in_picture(pane, at)
    wheel(pane, at, 120)
    wheel(pane, at, 120)
    after = in_picture(pane, at)
    assert pane.shared.look.zoom > 1.5
    assert (after - before).manhattanLength() < 0.01


def test_zoom_has_limits(pane: ImagePane) -> None:
    pane.shared.zoom_by(1000)
    assert pane.shared.look.zoom == LARGEST_ZOOM
    pane.shared.zoom_by(0.00001)
    assert pane.shared.look.zoom == SMALLEST_ZOOM


def test_dragging_moves_with_the_mouse(qtbot: QtBot, pane: ImagePane) -> None:
    grip = in_picture(pane, QPointF(300, 200))
    with qtbot.waitSignal(pane.activated):
        qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.mouseMove(pane, QPoint(340, 230))
    qtbot.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=QPoint(340, 230))
    assert (in_picture(pane, QPointF(340, 230)) - grip).manhattanLength() < 0.01
    qtbot.mouseMove(pane, QPoint(400, 300))
    assert (in_picture(pane, QPointF(340, 230)) - grip).manhattanLength() < 0.01


def test_a_double_click_shows_own_pixels_and_fits_again(qtbot: QtBot, pane: ImagePane) -> None:
    qtbot.mouseDClick(pane, Qt.MouseButton.LeftButton)
    assert pane.percent == 100
    qtbot.mouseDClick(pane, Qt.MouseButton.LeftButton)
    assert pane.shared.look.zoom == 1.0


def test_keys_pan_zoom_fit_and_turn(qtbot: QtBot, pane: ImagePane) -> None:
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(pane, key)
    assert pane.shared.look.across > 0
    assert pane.shared.look.down > 0
    qtbot.keyClick(pane, Qt.Key.Key_Plus)
    assert pane.shared.look.zoom > 1
    qtbot.keyClick(pane, Qt.Key.Key_Minus)
    qtbot.keyClick(pane, Qt.Key.Key_0)
    assert pane.shared.look.across == 0
    qtbot.keyClick(pane, Qt.Key.Key_R)
    qtbot.keyClick(pane, Qt.Key.Key_R)
    qtbot.keyClick(pane, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert pane.turns == 1
    assert pane.percent == round(384 / 900 * 100)


def test_brightness_changes_the_picture_and_has_limits(pane: ImagePane) -> None:
    plain = pane.grab().toImage()
    pane.shared.set_brightness(5)
    assert pane.shared.look.brightness == 1
    assert pane.grab().toImage() != plain
    pane.shared.set_brightness(-0.5)
    darker = pane.grab().toImage().pixelColor(300, 60).lightness()
    assert darker < plain.pixelColor(300, 60).lightness()


def test_without_a_picture_it_says_why(pane: ImagePane) -> None:
    pane.set_image(None, note="图片尚未缓存")
    assert not pane.has_image
    assert pane.accessibleName() == "图片尚未缓存"
    wheel(pane, QPointF(10, 10), -120)
    assert pane.percent == 100
    pane.grab()


def test_two_panes_share_zoom_and_place(qtbot: QtBot, viewer: ImageViewer) -> None:
    first, second = (side.pane for side in viewer.sides)
    assert second.isVisible()
    qtbot.keyClick(first, Qt.Key.Key_Plus)
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert second.shared.look == first.shared.look
    qtbot.keyClick(second, Qt.Key.Key_R)
    assert (first.turns, second.turns) == (0, 1)


def test_a_thumbnail_asks_for_its_picture_in_the_active_pane(
    qtbot: QtBot, viewer: ImageViewer
) -> None:
    qtbot.mouseClick(viewer.sides[0].pane, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(viewer.picture_requested) as told:
        qtbot.mouseClick(viewer.strip.button("degree"), Qt.MouseButton.LeftButton)
    assert told.args == ["degree", 0]
    assert not viewer.strip.button("degree").isChecked()
    viewer.show_picture(ViewerPicture("degree", "学位证书", image=sample_image(1)), 0)
    assert viewer.strip.button("degree").isChecked()
    assert viewer.strip.button("diploma").isChecked()


def test_brackets_walk_through_the_pictures(qtbot: QtBot, viewer: ImageViewer) -> None:
    viewer.set_compare(False)
    with qtbot.waitSignal(viewer.picture_requested) as told:
        qtbot.keyClick(viewer, Qt.Key.Key_BracketRight)
    assert told.args == ["diploma", 0]
    with qtbot.waitSignal(viewer.picture_requested) as told:
        qtbot.keyClick(viewer, Qt.Key.Key_BracketLeft)
    assert told.args == ["photo", 0]


def test_comparing_begins_with_the_next_picture(qtbot: QtBot, theme: Theme) -> None:
    viewer = ImageViewer(theme)
    qtbot.addWidget(viewer)
    viewer.show()
    viewer.set_groups(sample_groups())
    viewer.show_picture(ViewerPicture("photo", "证件照"))
    with qtbot.waitSignal(viewer.picture_requested) as told:
        qtbot.keyClick(viewer, Qt.Key.Key_B)
    assert told.args == ["id", 1]


def test_another_dossier_begins_fitting_with_one_pane(viewer: ImageViewer) -> None:
    viewer.sides[0].pane.shared.zoom_by(2)
    viewer.findChild(QSlider).setValue(40)
    viewer.set_groups(sample_groups())
    look = viewer.sides[0].pane.shared.look
    assert (look.zoom, look.brightness) == (1.0, 0.0)
    assert not viewer.is_comparing


def test_space_and_escape_close(qtbot: QtBot, viewer: ImageViewer) -> None:
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
        with qtbot.waitSignal(viewer.close_requested):
            qtbot.keyClick(viewer, key)
