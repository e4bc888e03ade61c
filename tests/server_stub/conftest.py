"""A server of the small world, and people who call it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.support import small_world
from tests.support.caller import Caller
from tests.support.server import ReferenceServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    CallerOf = Callable[[int], Caller]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReferenceServer]:
    """The real server with the small world."""
    with ReferenceServer(tmp_path) as running:
        yield running


@pytest.fixture
def caller(server: ReferenceServer) -> Iterator[CallerOf]:
    """Makes callers: `caller(small_world.MANAGER)`."""
    with ExitStack() as stack:
        yield lambda person_id: stack.enter_context(Caller.of(server, person_id))


@pytest.fixture
def stranger(server: ReferenceServer) -> Iterator[Caller]:
    """Somebody who is not signed in."""
    with Caller(server) as somebody:
        yield somebody


@pytest.fixture
def material(server: ReferenceServer) -> int:
    """A material that was just handed in at the hospital of the small world."""
    with server.units.writing() as unit:
        return small_world.apply_for(unit, "陈一")
