"""Records the wire of this version: `python -m tests.wire record [--again]`.

It plays the story against the server of today and writes one file per exchange. What is recorded
already is kept for ever, and only new exchanges are added; recording over it needs `--again`, and a
good reason: nobody runs that version yet.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.contract.base import API_VERSION
from tests.wire.golden import WORDS, Golden, Playing, folder_of, understood, words_of_answers
from tests.wire.story import STORY, Step
from tests.wire.world import World


def main(arguments: list[str], folder: Path | None = None) -> int:
    """Record into the folder of this version, or another one, what is not recorded there yet."""
    parser = argparse.ArgumentParser(prog="python -m tests.wire", description=__doc__)
    record = parser.add_subparsers(required=True, metavar="command").add_parser("record")
    record.add_argument("--again", action="store_true", help="replace this version's recording")
    options = parser.parse_args(arguments)
    folder = folder or folder_of(API_VERSION)
    if options.again:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    added = []
    with (
        tempfile.TemporaryDirectory(prefix="wire-") as data,
        World(Path(data)) as world,
        closing(Playing(world)) as playing,
    ):
        for step in STORY:
            played = _played(playing, step)
            if _written(folder / f"{step.name}.json", played):
                added.append(step.name)
    _written(folder / WORDS, words_of_answers())
    sys.stdout.write(f"{len(added)} of {len(STORY)} exchanges are new in {folder}\n")
    return 0


def _written(path: Path, value: object) -> bool:
    """Write a file that is not there yet; tell whether it was not."""
    if path.exists():
        return False
    text = json.dumps(value, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return True


def _played(playing: Playing, step: Step) -> dict[str, Any]:
    record: dict[str, Any] = {
        "before": list(step.before),
        "who": step.who,
        "request": {
            "method": "GET" if step.body is None else step.method,
            "path": step.path,
            "version": API_VERSION,
            "headers": dict(step.headers),
            "query": dict(step.query),
            "body": step.body,
        },
    }
    record["answer"] = playing.play(step.name, record)
    record["means"] = understood(Golden(step.name, record))
    return record


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
