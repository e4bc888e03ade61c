"""How personal data look where they need not be read: lists, logs, titles, need-to-know answers.

Masking what is masked already changes nothing, so a client may mask again what a server masked.
"""

from __future__ import annotations

from typing import Final

MASK: Final = "*"

_LONG_NUMBER: Final = 15
_SHORT_NUMBER: Final = 7
_MOBILE: Final = 11
_NAME_STARS: Final = 2
_LEAST_HIDDEN: Final = 3
"""At least every third character stays hidden; a text too short for that is hidden as a whole."""


def mask_id_number(number: str) -> str:
    """Show the ends of a document number: `4219**********0018`, `H1*****78`, `军*****7`."""
    if len(number) >= _LONG_NUMBER:
        return _ends(number, 4, 4)
    if len(number) > _SHORT_NUMBER:
        return _ends(number, 2, 2)
    return _ends(number, 1, 1)


def mask_phone(number: str) -> str:
    """Show the ends of a phone number: `138****8000`; short numbers show their last two digits."""
    if len(number) >= _MOBILE:
        return _ends(number, 3, 4)
    return _ends(number, 0, 2)


def mask_name(name: str) -> str:
    """Show the first character: `王**`; the length says too much, so the stars stop at two."""
    if len(name) <= 1:
        return MASK * len(name)
    return name[0] + MASK * min(len(name) - 1, _NAME_STARS)


def _ends(text: str, head: int, tail: int) -> str:
    hidden = len(text) - head - tail
    if hidden * _LEAST_HIDDEN < len(text):
        return MASK * len(text)
    return text[:head] + MASK * hidden + text[-tail:]
