"""Grams: the tokens by which a name is found in the client's full-text index.

The index (FTS5, `content='', columnsize=0, detail=none`) can only answer single tokens, and answers
them in a fraction of a millisecond at a million rows. So every substring of a name and of its
pinyin initials is a token of its own, and any fragment that a person types is exactly one token.

Names come with separators of many kinds, and with characters newer than any table: what separates
is dropped on both sides, every other character counts as one, however it is encoded.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

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
    form = search_form(name)
    of_keys, letters_of_keys = _grams_of_keys(keys)
    letters = set(form)
    if len(letters) == len(form) and letters.isdisjoint(letters_of_keys):
        return " ".join((*_fragments(form), *of_keys))  # nothing comes twice
    return " ".join(dict.fromkeys((*_fragments(form), *of_keys)))


@lru_cache(maxsize=1 << 14)
def _grams_of_keys(keys: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the grams and the letters of initials; a few thousand name a whole province."""
    forms = [search_form(key) for key in keys.split()]
    found = dict.fromkeys(fragment for form in forms for fragment in _fragments(form))
    return tuple(found), frozenset("".join(forms))


def _fragments(form: str) -> tuple[str, ...]:
    return _fragments_of(len(form))(form)


@cache
def _fragments_of(length: int) -> Callable[[str], tuple[str, ...]]:
    """Return what cuts a text of a length into its grams; there are few lengths."""
    spans = [
        slice(start, end)
        for start in range(length)
        for end in range(start + 1, min(start + GRAM_MAX_LENGTH, length) + 1)
    ]
    return itemgetter(*spans) if len(spans) > 1 else lambda form: (form,) * len(spans)


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
