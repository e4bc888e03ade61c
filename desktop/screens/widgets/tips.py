"""Tooltips with text from elsewhere: Qt would read a tag in a name as markup."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` as it is, lines kept.

    Qt guesses whether a tooltip is rich text and offers no switch, so what could be taken for
    markup is escaped and everything else stays as it was (security 31).
    """
    if "<" not in text and "&" not in text:
        return text
    lines = escape(text, quote=False).replace("\n", "<br>")
    return f"<qt>{lines}</qt>"
