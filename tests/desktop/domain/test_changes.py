"""What screens hear about an action."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from desktop.domain.changes import NOTHING, Changes


def test_joining_keeps_everything_that_changed() -> None:
    decided = Changes(materials=frozenset({7}), outbox=True)
    synced = Changes(materials=frozenset({8}), session=True)
    both = decided | synced
    assert both == Changes(materials=frozenset({7, 8}), outbox=True, session=True)
    assert both | NOTHING == both


@pytest.mark.parametrize("name", [field.name for field in fields(Changes)])
def test_no_kind_of_change_gets_lost(name: str) -> None:
    change: dict[str, Any] = {name: frozenset({1}) if name == "materials" else True}
    one = Changes(**change)
    assert one
    assert NOTHING | one == one
    assert one | NOTHING == one


def test_nothing_is_nothing() -> None:
    assert not NOTHING
    assert not NOTHING | Changes()
