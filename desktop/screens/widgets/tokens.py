"""The design tokens as typed values: `resources/themes/tokens.json` is the only source of looks.

Everything here is plain data without Qt, so that tests can recompute contrasts from it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SRGB_KNEE = 0.03928


@dataclass(frozen=True, slots=True)
class TypeRole:
    """A line of the type scale. Sizes are logical pixels at 100 %."""

    px: int
    line: int
    weight: int
    colour: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A size at 100 % and how it follows the font scale.

    `grows`: "font" multiplies, "line" adds what the text lines inside gained, "icon" steps up at
    150 % and 190 %, "none" stays.
    """

    px: int
    grows: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class StatusLook:
    """How one state looks. The word beside it is the caller's."""

    icon: str
    family: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens of the design; see the field names for the sections of the file."""

    ui_families: tuple[str, ...]
    code_families: tuple[str, ...]
    font_features: tuple[str, ...]
    types: Mapping[str, TypeRole]
    space: Mapping[str, int]
    radius: Mapping[str, int]
    size: Mapping[str, Measure]
    motion_ms: Mapping[str, int]
    status: Mapping[str, StatusLook]
    themes: Mapping[str, Mapping[str, str]]
    text_pairs: tuple[tuple[str, str], ...]
    control_pairs: tuple[tuple[str, str], ...]


def load_tokens(path: Path) -> Tokens:
    """Read the token file. Raises KeyError or TypeError when a section is missing or misshapen."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    font = raw["font"]
    return Tokens(
        ui_families=tuple(font["ui"]),
        code_families=tuple(font["code"]),
        font_features=tuple(font["features"]),
        types={name: TypeRole(**role) for name, role in raw["type"].items()},
        space=raw["space"],
        radius=raw["radius"],
        size={name: Measure(**measure) for name, measure in raw["size"].items()},
        motion_ms=raw["motion_ms"],
        status={key: StatusLook(**look) for key, look in raw["status"].items()},
        themes=raw["themes"],
        text_pairs=tuple((front, back) for front, back in raw["contrast"]["text"]),
        control_pairs=tuple((front, back) for front, back in raw["contrast"]["control"]),
    )


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of an opaque `#RRGGBB`."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= _SRGB_KNEE else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, back: str) -> float:
    """Contrast ratio (WCAG 2) of two opaque colours, 1 to 21."""
    high, low = sorted((luminance(front), luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)
