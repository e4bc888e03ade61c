"""Grams: the tokens by which a name is found in the client's full-text index.

The index (FTS5, `content='', columnsize=0, detail=none`) can only answer single tokens, and answers
them in a fraction of a millisecond at a million rows. So every substring of a name and of its
pinyin initials is a token of its own, and any fragment that a person types is exactly one token.

Names come with separators of many kinds, and with characters newer than any table: what separates
is dropped on both sides, every other character counts as one, however it is encoded.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

GRAM_MAX_LENGTH: Final = 8
"""Characters of the longest gram. Longer fragments are found by their beginning, see `contains`."""


@cache
def _is_searchable(character: str) -> bool:
    # Letters and digits; private use and unassigned code points too: police registers use the
    # former for rare characters, and the latter are ideographs newer than this Python's tables.
    category = unicodedata.category(character)
    return category[0] in "LN" or category in {"Co", "Cn"}


def search_form(text: str) -> str:
    """Return the form in which texts are compared: compatible, lower case, without separators."""
    folded = unicodedata.normalize("NFKC", text).lower()
    if folded.isalnum():
        return folded
    return "".join(filter(_is_searchable, folded))


def grams(name: str, keys: str) -> str:
    """Return the tokens of a name, separated by blanks, ready for the index.

    The same arguments always give the same text: deleting from the index needs the former tokens.

    Args:
        name: A person's or an institution's name.
        keys: Its pinyin initials; several readings are separated by blanks.
    """
    found: list[str] = []
    for form in (search_form(name), *map(search_form, keys.split())):
        found += map(form.__getitem__, _spans(len(form)))
    return " ".join(dict.fromkeys(found))


@cache
def _spans(length: int) -> tuple[slice, ...]:
    """Return where the grams of a text lie; texts of one length share it, there are few lengths."""
    return tuple(
        slice(start, end)
        for start in range(length)
        for end in range(start + 1, min(start + GRAM_MAX_LENGTH, length) + 1)
    )


def query_gram(text: str) -> str:
    """Return the one token to ask the index for, empty where nothing is left to search by."""
    return search_form(text)[:GRAM_MAX_LENGTH]


def is_whole_gram(text: str) -> bool:
    """Tell whether a hit of `query_gram` is a hit of the whole text; else check with `contains`."""
    return len(search_form(text)) <= GRAM_MAX_LENGTH


def contains(name: str, keys: str, text: str) -> bool:
    """Tell whether the name or one of its keys contains the text; what the index stands for."""
    wanted = search_form(text)
    return any(wanted in search_form(form) for form in (name, *keys.split()))
