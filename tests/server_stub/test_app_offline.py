"""The cable of the stories' server: what a client meets when it is pulled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from desktop.contract import routes

if TYPE_CHECKING:
    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer


def test_without_the_cable_nobody_answers_and_with_it_all_is_as_before(
    server: ReferenceServer, stranger: Caller
) -> None:
    assert stranger.get(routes.INFO).status_code == 200

    for _time in range(2):
        with server.offline():
            with pytest.raises(httpx.TransportError):
                stranger.get(routes.INFO)
            with pytest.raises(httpx.ConnectError):
                httpx.get(f"{server.url}{routes.INFO}")
        assert stranger.get(routes.INFO).status_code == 200


def test_a_server_that_was_away_stops_cleanly(server: ReferenceServer) -> None:
    server.go_offline()

    server.__exit__()

    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.url}{routes.INFO}")
