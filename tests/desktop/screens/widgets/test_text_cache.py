"""Texts are measured and laid out once."""

from PySide6.QtGui import QFontMetricsF

from desktop.screens.widgets import text_cache
from desktop.screens.widgets.text_cache import TextCache
from desktop.screens.widgets.theme import Theme

KEY = ("body", 0)


def test_a_short_text_stays_and_a_long_one_is_cut(theme: Theme) -> None:
    assert theme.elided("示例县人民医院", 400) == "示例县人民医院"
    cut = theme.elided("示例县人民医院", 60)
    assert cut.endswith("…")
    assert theme.advance(cut) <= 60


def test_a_text_is_laid_out_once(theme: Theme) -> None:
    cache = TextCache()
    first = cache.static("审核", KEY, theme.font())
    assert cache.static("审核", KEY, theme.font()) is first
    cache.clear()
    assert cache.static("审核", KEY, theme.font()) is not first


def test_a_full_table_starts_anew(theme: Theme) -> None:
    cache = TextCache()
    metrics = QFontMetricsF(theme.font())
    for number in range(text_cache._LIMIT + 2):
        cache.width(str(number), KEY, metrics)
    assert len(cache._widths) == 2
