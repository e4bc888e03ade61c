"""Icons are rendered once per size, colour, style and device ratio."""

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from desktop.screens.widgets.icons import Icons, app_icon
from desktop.screens.widgets.resources import resource_path

RED = QColor(200, 0, 0)
BLUE = QColor(0, 0, 200)


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    assert qapp
    return Icons()


def test_the_same_wish_gives_the_same_pixmap(icons: Icons) -> None:
    first = icons.pixmap("clock", 16, RED)
    assert icons.pixmap("clock", 16, RED).cacheKey() == first.cacheKey()
    icons.clear()
    assert icons.pixmap("clock", 16, RED).cacheKey() != first.cacheKey()


def test_colour_and_style_make_another_picture(icons: Icons) -> None:
    red = icons.pixmap("checkmark_circle", 16, RED).toImage()
    assert icons.pixmap("checkmark_circle", 16, BLUE).toImage() != red
    assert icons.pixmap("checkmark_circle", 16, RED, filled=True).toImage() != red


def test_the_colour_asked_for_is_the_colour_painted(icons: Icons) -> None:
    image = icons.pixmap("checkmark_circle", 16, RED, filled=True).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(16)
        for y in range(16)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {RED.name()}


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0])
def test_pixmaps_have_the_device_size(icons: Icons, dpr: float) -> None:
    pixmap = icons.pixmap("home", 20, RED, dpr=dpr)
    assert pixmap.width() == round(20 * dpr)
    assert pixmap.devicePixelRatio() == dpr


def test_a_size_nobody_drew_is_scaled_from_the_next(icons: Icons) -> None:
    assert icons.pixmap("key", 12, RED).width() == 12
    assert icons.pixmap("home", 28, RED).width() == 28


def test_an_unknown_icon_is_an_error(icons: Icons) -> None:
    with pytest.raises(FileNotFoundError, match="no_such_icon"):
        icons.pixmap("no_such_icon", 16, RED)


def test_the_product_has_its_mark_in_all_sizes(qapp: QApplication) -> None:
    assert qapp
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 256}


def test_resources_are_found_in_a_checkout() -> None:
    assert resource_path("themes", "tokens.json").is_file()


def test_resources_are_found_in_a_frozen_bundle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("icons") == tmp_path / "resources" / "icons"
