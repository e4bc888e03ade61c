"""What all widgets share: sizes that follow the font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.base import KeptSize
from desktop.screens.widgets.theme import Theme, ThemeMode

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def test_a_kept_size_follows_the_font_scale(qapp: QApplication) -> None:
    assert qapp
    theme = Theme(mode=ThemeMode.LIGHT)
    column, field = QWidget(), QWidget()
    KeptSize(column, theme, width="detail_side", height="hint_bar")
    KeptSize(field, theme, width=240.0)
    before = (column.width(), column.height(), field.width())
    theme.set_scale(1.5)
    after = (column.width(), column.height(), field.width())
    assert all(new > old for new, old in zip(after, before, strict=True))
    assert field.width() == 360
