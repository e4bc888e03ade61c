"""Fills the style sheet template with tokens at run time."""

import re
from typing import Protocol

from desktop.screens.widgets.tokens import Tokens

_HOLE = re.compile(r"@(?:(?P<kind>[a-z]+):)?(?P<name>[a-z_0-9]+)(?P<shift>[+-]\d+)?@")


class Measures(Protocol):
    """What the sheet asks the theme for."""

    @property
    def name(self) -> str:
        """`light` or `dark`."""
        ...

    def px(self, width: float) -> int:
        """A width at the current font scale."""
        ...

    def size(self, name: str) -> int:
        """A measure by token name."""
        ...


def render_sheet(template: str, tokens: Tokens, measures: Measures) -> str:
    """Replace every hole of the template.

    Holes: `@text@` a colour, `@size:control-2@` a measure in px with an optional shift,
    `@font:body@` a font size in px, `@radius:card@`, `@families:code@`, `@file:name@` the name of
    the theme in a file name. Raises KeyError for a name the tokens do not have.
    """
    colours = tokens.themes[measures.name]

    def fill(hole: re.Match[str]) -> str:
        name, shift = hole["name"], int(hole["shift"] or 0)
        match hole["kind"]:
            case None:
                return colours[name]
            case "size":
                return f"{measures.size(name) + shift}px"
            case "radius":
                return f"{tokens.radius[name] + shift}px"
            case "font":
                return f"{measures.px(tokens.types[name].px)}px"
            case "families":
                return ", ".join(f'"{family}"' for family in tokens.code_families)
            case _:
                return measures.name

    return _HOLE.sub(fill, template)
