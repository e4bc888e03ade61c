"""Sentences for people live on the screens; below them only codes and official names travel."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import Source, sources

IDEOGRAPH = re.compile("[㐀-鿿]")
SPEAKING = (
    "desktop/app/",
    "desktop/screens/",
    "server_stub/demo/",
    "server_stub/pages/",
)
# Official names and readings of characters are data, not sentences.
NAMES = ("desktop/domain/businesses.py", "server_stub/services/pinyin.py")


def _chinese(source: Source) -> list[str]:
    documentation = source.docstrings()
    return [
        f"{source.at(node)} {node.value!r}"
        for node in source.nodes(ast.Constant)
        if isinstance(node.value, str)
        if node not in documentation and IDEOGRAPH.search(node.value)
    ]


def test_no_sentence_for_people_below_the_screens() -> None:
    assert not [
        text
        for source in sources("desktop", "server_stub")
        if not source.path.startswith((*SPEAKING, *NAMES))
        for text in _chinese(source)
    ]
