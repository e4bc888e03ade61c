"""What stories about screens share: a theme, and the real lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.jobs import ThreadJobs
from desktop.screens.widgets.theme import Theme, ThemeMode

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, not installed: a story needs no style sheet."""
    assert qapp
    return Theme(mode=ThemeMode.LIGHT)


@pytest.fixture
def lanes(qloop: asyncio.AbstractEventLoop) -> Iterator[ThreadJobs]:
    """The real lanes; what reaches the guard fails the story."""
    guarded: list[Exception] = []
    jobs = ThreadJobs(qloop, guard=guarded.append)
    yield jobs
    jobs.close()
    assert not guarded, f"nobody took: {guarded}"
