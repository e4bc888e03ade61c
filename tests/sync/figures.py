"""What the fault stories tried and found, for people: a printed line, and a file to add up."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from tests.architecture.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = ROOT / "var" / "faults"
ROUNDS = int(os.environ.get("TALENT_DESK_FAULT_ROUNDS", "1"))
"""How often each story is told; see `CONTRIBUTING.md`."""


def note(story: str, counts: Mapping[str, int], line: str) -> None:
    """Add the counts of one round to those of its story in `var/faults/`, and print them."""
    path = FOLDER / f"{story}.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    summed = {key: known.get(key, 0) + count for key, count in {"rounds": 1, **counts}.items()}
    FOLDER.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**known, **summed}, indent=1) + "\n", encoding="utf-8")
    print(f"{story}: {dict(counts)}; {line}")  # noqa: T201 - shown with -rP
