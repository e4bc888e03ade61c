"""One theme answers every question about looks and switches in one step."""

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.theme import Theme, ThemeMode


def test_a_switch_changes_colours_palette_and_sheet_and_says_so_once(
    qtbot: QtBot, qapp: QApplication, styled: Theme
) -> None:
    light = styled.colour("surface").name()
    with qtbot.waitSignal(styled.changed):
        styled.set_mode(ThemeMode.DARK)
    assert styled.is_dark
    assert styled.colour("surface").name() != light
    assert qapp.palette().color(QPalette.ColorRole.Base) == styled.colour("surface")
    assert styled.colour("surface").name().upper() in qapp.styleSheet().upper()


def test_the_same_mode_again_changes_nothing(qtbot: QtBot, styled: Theme) -> None:
    with qtbot.assertNotEmitted(styled.changed):
        styled.set_mode(ThemeMode.LIGHT)
        styled.set_scale(1.0)
        styled.set_compact(compact=False)


def test_fonts_name_latin_families_before_chinese_ones(theme: Theme) -> None:
    families = theme.font().families()
    assert families.index("Segoe UI") < families.index("Microsoft YaHei UI")
    assert families.index("Segoe UI") < families.index("Noto Sans CJK SC")


def test_digits_have_one_width(theme: Theme) -> None:
    assert theme.font().featureValue(QFont.Tag("tnum")) == 1


@pytest.mark.parametrize(("wish", "real"), [(0.5, 1.0), (1.5, 1.5), (3.0, 2.0)])
def test_the_font_scale_stays_between_100_and_200_percent(wish: float, real: float) -> None:
    assert Theme(mode=ThemeMode.LIGHT, scale=wish).scale == real


def test_measures_follow_the_scale_each_in_its_way(theme: Theme) -> None:
    assert (theme.size("control"), theme.size("tree"), theme.size("icon")) == (32, 240, 16)
    theme.set_scale(1.5)
    assert theme.size("control") == 42
    assert theme.size("tree") == 360
    assert theme.size("icon") == 20
    assert theme.size("focus_ring") == 2
    assert theme.font().pixelSize() == 20


def test_rows_are_36_or_28_high(qtbot: QtBot, theme: Theme) -> None:
    assert theme.row_height() == 36
    with qtbot.waitSignal(theme.changed):
        theme.set_compact(compact=True)
    assert theme.row_height() == 28


def test_the_rail_loses_its_words_from_175_percent(theme: Theme) -> None:
    assert theme.rail_has_words
    theme.set_scale(1.75)
    assert not theme.rail_has_words


def test_a_state_the_tokens_do_not_know_looks_neutral(theme: Theme) -> None:
    assert theme.status("invented_by_a_newer_server").family == "neutral"


def test_a_colour_nobody_defined_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.colour("pink")


def test_the_system_theme_is_followed(qapp: QApplication) -> None:
    theme = Theme(mode=ThemeMode.SYSTEM)
    dark = qapp.styleHints().colorScheme().name == "Dark"
    assert theme.is_dark is dark


def test_native_icons_have_a_disabled_look(theme: Theme) -> None:
    icon = theme.icon("copy")
    assert not icon.isNull()
    normal = icon.pixmap(16, 16, icon.Mode.Normal).toImage()
    assert normal != icon.pixmap(16, 16, icon.Mode.Disabled).toImage()
