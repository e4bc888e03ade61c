"""`python -m tests.tour --out DIR [--lang zh|en] [--theme light|dark] [--scale 1|2]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Play the tour; returns 1 if a step failed."""
    parser = argparse.ArgumentParser(prog="tour")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--scale", type=int, choices=(1, 2), default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="talent-desk-tour-") as folder:
        _prepare(Path(folder), options.scale)
        from tests.tour.play import play  # noqa: PLC0415 - Qt reads the environment when it loads

        return play(options.out, Path(folder), language=options.lang, theme=options.theme)


def _prepare(folder: Path, scale: int) -> None:
    """Set what Qt and keyring read when they are imported."""
    if not os.environ.get("DISPLAY") or scale != 1:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    os.environ["PYTHON_KEYRING_BACKEND"] = "tests.support.keyring_backend.FileKeyring"
    os.environ["TALENT_DESK_TEST_KEYRING"] = str(folder / "keyring.json")
    if "XDG_RUNTIME_DIR" not in os.environ:
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
