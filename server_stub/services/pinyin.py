"""Search keys: the pinyin initials by which people find a name.

Names are read differently from words: 单 is Shan and not dan as a surname, 长阳 is Changyang and
not zhangyang. pypinyin reads words, so surnames, places and rare characters have tables of their
own, and where a character has two common readings both are indexed.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import islice, product
from typing import Final

from pypinyin import Style, lazy_pinyin

MAX_READINGS: Final = 4
"""Keys of one name at most: more would only blur the search."""

_SURNAME_INITIALS: Final = {
    "单": "s",
    "仇": "q",
    "解": "x",
    "区": "o",
    "查": "z",
    "曾": "z",
    "朴": "p",
    "盖": "g",
    "翟": "z",
    "覃": "q",
    "缪": "m",
    "乐": "y",
    "卜": "b",
    "种": "c",
    "重": "c",
    "召": "s",
    "折": "s",
    "员": "y",
    "尹": "y",
    "纪": "j",
    "洗": "x",
    "冼": "x",
    "秘": "b",
    "尉": "y",
    "万俟": "mq",
    "尉迟": "yc",
    "长孙": "zs",
    "澹台": "tt",
    "令狐": "lh",
    "单于": "cy",
}
"""Surnames that the word dictionary reads differently (spec/domain.md 4)."""

_GIVEN_INITIALS: Final = {
    "乐": "ly",
    "长": "cz",
    "朝": "cz",
    "重": "cz",
    "行": "xh",
    "茜": "qx",
    "晟": "sc",
    "曾": "zc",
    "单": "ds",
    "调": "td",
    "传": "cz",
    "藏": "cz",
    "都": "d",
}
"""Characters of given names with two readings in use."""

_PLACE_INITIALS: Final = {"长阳": "cy", "曾都": "zd", "长滩": "ct", "长乐": "cl", "重庆": "cq"}
"""Places whose characters the dictionary reads as other words."""

_RARE_INITIALS: Final = {"𠮷": "j", "𬭎": "h", "𬘭": "c", "𫖮": "y", "𬍛": "f", "𬱖": "d"}
"""Characters beyond the dictionary."""


@cache
def _initial(character: str) -> str:
    rare = _RARE_INITIALS.get(character)
    if rare is not None:
        return rare
    first = lazy_pinyin(character, style=Style.FIRST_LETTER)[0][:1].lower()
    return first if first.isascii() and first.isalnum() else ""


def person_keys(name: str) -> str:
    """Return the initials of a person's name; several readings are separated by a blank.

    Separators are dropped, and a character that nobody can read is, too.
    """
    letters = [c for c in unicodedata.normalize("NFKC", name) if _initial(c)]
    text = "".join(letters)
    length = 2 if text[:2] in _SURNAME_INITIALS else 1
    surname = _SURNAME_INITIALS.get(text[:length])
    heads = [_plain(text[:length])]
    if surname is not None:
        heads.insert(0, surname)
    tails = [_GIVEN_INITIALS.get(c) or _initial(c) for c in letters[length:]]
    readings = ("".join(parts) for parts in product(heads, *(tail or ("",) for tail in tails)))
    return " ".join(islice(dict.fromkeys(filter(None, readings)), MAX_READINGS))


def _plain(text: str) -> str:
    return "".join(map(_initial, text))


def institution_keys(name: str) -> str:
    """Return the initials of an institution's name without what stands in brackets at its end."""
    text = unicodedata.normalize("NFKC", name).partition("(示例)")[0]
    for place, initials in _PLACE_INITIALS.items():
        text = text.replace(place, initials)
    parts = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
    return "".join(letter for letter in parts if letter.isascii() and letter.isalnum())
