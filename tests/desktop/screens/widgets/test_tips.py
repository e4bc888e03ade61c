"""A name is a name, whatever it looks like."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

from desktop.screens.widgets.tips import plain_tip

ODD = "县<b>人民</b>医院\n<img src='x'> R&amp;D"


def test_a_usual_text_stays_as_it_is() -> None:
    assert plain_tip("仙桃市第一人民医院\n12429004") == "仙桃市第一人民医院\n12429004"
    assert plain_tip("") == ""


def test_a_text_like_markup_is_shown_letter_by_letter() -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(ODD))

    assert shown.toPlainText() == ODD
