"""Renders every component to pictures, to be looked at beside the design.

`python -m desktop.screens.widgets.gallery --out DIR [--theme dark] [--scale 1.5]`; the environment
variable QT_SCALE_FACTOR=2 gives the high-density picture.
"""

import argparse
import os
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from desktop.screens.widgets.gallery_lists import lists, sample_dialog
from desktop.screens.widgets.gallery_parts import components
from desktop.screens.widgets.picture import picture_of
from desktop.screens.widgets.theme import Theme, ThemeMode, apply_theme

_WIDTH: Final = 1440
_HEIGHT: Final = 900


def main() -> None:
    """Render the sheets of one theme and scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--scale", type=float, default=1.0)
    wish = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme(mode=ThemeMode(wish.theme), scale=wish.scale)
    apply_theme(app, theme)
    save_sheets(theme, wish.out)


def save_sheets(theme: Theme, folder: Path) -> None:
    """Write one picture a sheet into `folder`, named by theme and scale."""
    folder.mkdir(parents=True, exist_ok=True)
    tag = f"{theme.name}_{round(theme.scale * 100)}"
    first, second = components(theme), lists(theme)
    _save(first, folder / f"components_{tag}.png")
    first.close()
    _save(second, folder / f"lists_{tag}.png")
    dialog = sample_dialog(theme, second)
    dialog.open()
    _save(second, folder / f"dialog_{tag}.png")
    dialog.reject()
    second.close()


def _save(sheet: QWidget, path: Path) -> None:
    width = max(_WIDTH, sheet.minimumSizeHint().width())
    sheet.resize(width, max(_HEIGHT, sheet.heightForWidth(width)))
    sheet.show()
    QApplication.processEvents()
    picture_of(sheet).save(str(path))


if __name__ == "__main__":
    main()
