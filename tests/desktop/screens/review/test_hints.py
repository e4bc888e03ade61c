"""预检提示 in words, and the strip that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.businesses import PictureKind
from desktop.domain.practice_period import Length
from desktop.domain.prechecks import Hint, HintCode
from desktop.screens.review.hint_strip import HintStrip
from desktop.screens.review.hints import hint_text, length_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.screens.widgets.theme import Theme


@pytest.mark.parametrize("code", list(HintCode))
def test_every_hint_has_words(code: HintCode) -> None:
    hint = Hint(
        code,
        length=Length(months=2, days=3),
        detail=PictureKind.DIPLOMA.value,
    )
    text = hint_text(hint)
    assert text
    assert "%1" not in text
    assert code.value not in text


def test_lengths_are_said_in_months_and_days() -> None:
    assert length_text(Length(months=2, days=3)) == "2 个月 3 天"
    assert length_text(Length(months=12, days=0)) == "12 个月"
    assert length_text(Length(months=0, days=0)) == "0 天"


def test_the_strip_shows_other_hints_in_place_of_the_old_ones(qtbot: QtBot, theme: Theme) -> None:
    strip = HintStrip(theme)
    qtbot.addWidget(strip)
    assert not strip.has_hints
    strip.show_hints((Hint(HintCode.ID_NUMBER_VALID),) * 2)
    assert strip._flow.count() == 2
    strip.show_hints((Hint(HintCode.PRACTICE_HAS_GAPS),))
    assert strip._flow.count() == 1
    strip.show_hints(())
    assert not strip.has_hints
