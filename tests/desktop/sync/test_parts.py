"""What push and pull share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.sync.parts import StoppedError

if TYPE_CHECKING:
    from tests.support.desk import Desk


def test_a_step_gives_way_to_the_end_of_the_program(desk: Desk) -> None:
    parts = desk.workspace.engine._parts
    parts.go_on()
    parts.stopping.set()
    with pytest.raises(StoppedError, match="stopped"):
        parts.go_on()
