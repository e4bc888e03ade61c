"""Where the files that ship with the client lie: icons, themes, translations."""

import sys
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]


def resource_path(*parts: str) -> Path:
    """Path below `resources/`, in a checkout and in a frozen bundle alike.

    A frozen program unpacks its data below `sys._MEIPASS`; everything else runs from the folder
    that holds `desktop/`. The path is not checked: a missing file shows when it is opened.
    """
    root = Path(getattr(sys, "_MEIPASS", _CHECKOUT))
    return root.joinpath("resources", *parts)
