"""The tokens are complete, readable for weak eyes, and name only icons that exist."""

import re

import pytest

from desktop.screens.widgets.resources import resource_path
from desktop.screens.widgets.tokens import Tokens, contrast, load_tokens

TEXT_RATIO = 4.5
CONTROL_RATIO = 3.0


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return load_tokens(resource_path("themes", "tokens.json"))


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_text_pair_can_be_read(tokens: Tokens, name: str) -> None:
    colours = tokens.themes[name]
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in tokens.text_pairs}
    assert not {pair: ratio for pair, ratio in ratios.items() if ratio < TEXT_RATIO}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_control_can_be_seen(tokens: Tokens, name: str) -> None:
    colours = tokens.themes[name]
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in tokens.control_pairs}
    assert not {pair: ratio for pair, ratio in ratios.items() if ratio < CONTROL_RATIO}


def test_status_words_can_be_read_on_their_own_fill(tokens: Tokens) -> None:
    families = {look.family for look in tokens.status.values()}
    wanted = {(f"{family}_fg", f"{family}_bg") for family in families}
    assert wanted <= set(tokens.text_pairs)


def test_both_themes_have_the_same_names(tokens: Tokens) -> None:
    assert set(tokens.themes["light"]) == set(tokens.themes["dark"])


def test_colours_are_written_in_full(tokens: Tokens) -> None:
    for colours in tokens.themes.values():
        assert all(re.fullmatch(r"#([0-9A-F]{2})?[0-9A-F]{6}", each) for each in colours.values())


def test_every_state_has_an_icon_file(tokens: Tokens) -> None:
    names = {path.name.rsplit("_", 2)[0] for path in resource_path("icons").glob("*.svg")}
    assert {look.icon for look in tokens.status.values()} <= names


def test_states_that_end_a_review_look_different_without_colour(tokens: Tokens) -> None:
    keys = ("pending", "approved", "deferred", "returned", "refused")
    assert len({tokens.status[key].icon for key in keys}) == len(keys)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_icons_of_the_sheet_have_the_colour_of_the_tokens(tokens: Tokens, name: str) -> None:
    for file in ("chevron", "chevron_up", "chevron_right"):
        drawing = resource_path("icons", "sheet", f"{file}_{name}.svg").read_text("utf-8")
        assert f'fill="{tokens.themes[name]["text_3"]}"' in drawing
