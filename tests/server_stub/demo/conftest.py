"""One demo for all stories that only look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pytest

from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import PROBATION_BUSINESS
from server_stub.demo.authorizations import AuthorizationSeed, build_authorizations
from server_stub.demo.batches import build_batches
from server_stub.demo.chance import chance
from server_stub.demo.organizations import build_tree
from server_stub.demo.people import build_cast
from server_stub.demo.scenario import Scenario, Told, World

NOW: Final = 1_795_000_000
"""18 November 2026."""

COUNT: Final = 1_200


@dataclass(frozen=True)
class Demo:
    """The parts of a demo as they are made."""

    world: World
    authorizations: tuple[AuthorizationSeed, ...]
    told: tuple[Told, ...]


def make_world(seed: int) -> tuple[World, tuple[AuthorizationSeed, ...]]:
    """Return where a demo plays, and its authorizations."""
    random = chance(seed)
    tree = build_tree(random)
    authorizations = build_authorizations(random, tree, NOW)
    active = {
        one.organization_id
        for one in authorizations
        if one.state is AuthorizationState.ACTIVATED and one.business == PROBATION_BUSINESS
    }
    cast = build_cast(random, tree, active, date(1998, 1, 1))
    return World(tree, cast, build_batches(NOW), NOW), authorizations


def tell(world: World, seed: int, count: int = COUNT) -> tuple[Told, ...]:
    """Tell the materials of a demo that is small enough to have no reprints."""
    scenario = Scenario(chance(seed), world, count=count)
    return tuple(one for one in scenario.materials() if isinstance(one, Told))


@pytest.fixture(scope="session")
def demo() -> Demo:
    """The usual demo, without pictures and database."""
    world, authorizations = make_world(1)
    return Demo(world, authorizations, tell(world, 1))
