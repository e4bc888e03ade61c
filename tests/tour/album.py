"""Keeps the pictures of a tour and what is to be said of each."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from desktop.screens.widgets.picture import picture_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: its name, its picture's file, how long it took, whether it went well."""

    step: str
    picture: str
    milliseconds: int
    ok: bool
    problem: str = ""


class Album:
    """Writes `NN-step.png` for each step and `tour.json` at the end."""

    def __init__(self, folder: Path) -> None:
        """Keep everything in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._entries: list[Entry] = []

    @property
    def ok(self) -> bool:
        """Whether every step went well."""
        return bool(self._entries) and all(entry.ok for entry in self._entries)

    @contextmanager
    def step(self, name: str, window: Callable[[], QWidget]) -> Iterator[None]:
        """Play a step; its picture is taken at the end, also where it failed."""
        began = time.perf_counter()
        problem = ""
        try:
            yield
        except Exception as failure:
            problem = f"{type(failure).__name__}: {failure}"
            raise
        finally:
            took = round((time.perf_counter() - began) * 1000)
            picture = f"{len(self._entries) + 1:02d}-{name}.png"
            picture_of(window()).save(str(self._folder / picture))
            self._entries.append(Entry(name, picture, took, not problem, problem))
            state = "ok" if not problem else f"FAILED: {problem}"
            sys.stdout.write(f"{picture}  {took} ms  {state}\n")
            sys.stdout.flush()

    def close(self) -> None:
        """Write `tour.json`."""
        text = json.dumps([asdict(entry) for entry in self._entries], indent=1, ensure_ascii=False)
        (self._folder / "tour.json").write_text(text + "\n", encoding="utf-8")
