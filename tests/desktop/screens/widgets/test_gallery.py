"""The gallery renders every component without a warning, in both themes and at both ends."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.gallery import save_sheets
from desktop.screens.widgets.theme import Theme, ThemeMode


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_sheets_are_rendered(
    qtbot: QtBot, styled: Theme, tmp_path: Path, mode: ThemeMode, scale: float
) -> None:
    assert qtbot
    styled.set_mode(mode)
    styled.set_scale(scale)
    save_sheets(styled, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    tag = f"{mode}_{round(scale * 100)}"
    assert names == [f"components_{tag}.png", f"dialog_{tag}.png", f"lists_{tag}.png"]
