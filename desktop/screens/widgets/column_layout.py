"""How wide each column of a table is: pure arithmetic, no Qt."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.screens.widgets.cells import Column


@dataclass(slots=True)
class ColumnChoices:
    """What a person chose for a table's columns, by key. Widths are design pixels."""

    widths: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def to_bytes(self) -> bytes:
        """For the settings file."""
        return json.dumps(
            {"widths": self.widths, "order": self.order, "hidden": sorted(self.hidden)}
        ).encode()

    @classmethod
    def from_bytes(cls, saved: bytes) -> "ColumnChoices":
        """Read what `to_bytes` wrote; anything else gives the default choices."""
        try:
            raw = json.loads(saved)
            return cls(
                widths={str(key): int(width) for key, width in raw["widths"].items()},
                order=[str(key) for key in raw["order"]],
                hidden={str(key) for key in raw["hidden"]},
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()


def fit_columns(
    columns: Sequence[Column], choices: ColumnChoices, scale: float, room: int
) -> dict[str, int]:
    """Widths in pixels by key; a key that is missing has no room and is not shown.

    Columns with a `drop` number go first, in that order, while the sum is too wide; then the table
    scrolls sideways. What is left over goes to the columns that stretch.
    """
    least = {
        column.key: round(choices.widths.get(column.key, column.width) * scale)
        for column in columns
        if column.key not in choices.hidden
    }
    for column in sorted((each for each in columns if each.drop), key=lambda each: each.drop):
        if sum(least.values()) > room:
            least.pop(column.key, None)
    return _spread(columns, least, room)


def _spread(columns: Sequence[Column], least: Mapping[str, int], room: int) -> dict[str, int]:
    widths = dict(least)
    stretching = [column.key for column in columns if column.stretch and column.key in widths]
    spare = max(room - sum(widths.values()), 0)
    for at, key in enumerate(stretching):
        share = spare // (len(stretching) - at)
        widths[key] += share
        spare -= share
    return widths


def column_order(columns: Sequence[Column], order: Collection[str]) -> list[str]:
    """All keys: those in `order` first and in that order, then the others as they were defined."""
    known = [column.key for column in columns]
    return [key for key in order if key in known] + [key for key in known if key not in order]
