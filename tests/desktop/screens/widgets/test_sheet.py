"""The style sheet is filled from tokens and names only files that exist."""

import re

import pytest

from desktop.screens.widgets.resources import resource_path
from desktop.screens.widgets.sheet import render_sheet
from desktop.screens.widgets.theme import Theme, ThemeMode


@pytest.fixture(params=[ThemeMode.LIGHT, ThemeMode.DARK])
def sheet(theme: Theme, request: pytest.FixtureRequest) -> str:
    theme.set_mode(request.param)
    template = resource_path("themes", "base.qss.in").read_text("utf-8")
    return render_sheet(template, theme.tokens, theme)


def test_no_hole_is_left(sheet: str) -> None:
    assert "@" not in sheet


def test_the_files_it_names_exist(sheet: str) -> None:
    names = re.findall(r'url\("icons:([^"]+)"\)', sheet)
    assert names
    assert all(resource_path("icons", "sheet", name).exists() for name in names)


def test_it_has_no_rules_for_items(sheet: str) -> None:
    body = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert "View::item" not in body


def test_the_template_holds_no_colour_of_its_own() -> None:
    template = resource_path("themes", "base.qss.in").read_text("utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", template)
    assert "rgb" not in template


def test_measures_grow_and_may_be_shifted(theme: Theme) -> None:
    theme.set_scale(1.5)
    filled = render_sheet("@size:control-2@ @font:body@ @radius:card@", theme.tokens, theme)
    assert filled == "40px 20px 8px"


def test_an_unknown_name_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        render_sheet("@no_such_colour@", theme.tokens, theme)
