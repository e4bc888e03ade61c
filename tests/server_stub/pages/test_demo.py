"""The demo's inbox in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.contract import routes
from server_stub.settings import Settings
from tests.support.caller import Caller
from tests.support.server import ReferenceServer
from tests.support.small_world import MANAGER, phone_of

if TYPE_CHECKING:
    from pathlib import Path


def test_the_inbox_shows_the_code(stranger: Caller) -> None:
    assert "暂无数据" in stranger.get("/demo/inbox").text
    stranger.post(routes.SMS_REQUEST, {"phone": phone_of(MANAGER)})
    code = stranger.get(routes.DEMO_INBOX).json()["messages"][0]["code"]

    page = stranger.get("/demo/inbox")

    assert page.headers["content-type"].startswith("text/html")
    assert "script" not in page.text
    assert code in page.text


def test_only_a_demo_has_an_inbox_people_and_documentation(tmp_path: Path) -> None:
    with (
        ReferenceServer(tmp_path, settings=Settings(tmp_path)) as real,
        Caller(real) as somebody,
    ):
        for path in ("/demo/inbox", routes.DEMO_INBOX, routes.DEMO_PEOPLE, "/openapi.json"):
            assert somebody.get(path).status_code == 404
        assert somebody.get(routes.INFO).json()["demo"] is False
