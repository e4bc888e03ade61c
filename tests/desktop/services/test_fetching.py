"""Pictures, here and from the server."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import NotReachableError, RefusedError
from desktop.domain.review import Verdict
from desktop.remote import parts
from desktop.remote.transport import Reply
from desktop.services import browsing, fetching
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from desktop.remote.transport import Call
    from tests.support.desk import Desk
    from tests.support.town import Town

PORTRAIT = bytes(range(256)) * 40
DIPLOMA = bytes(reversed(range(256))) * 40


def name_of(picture: bytes) -> str:
    return sha256(picture).hexdigest()


@pytest.fixture
def li(town: Town, desk: Desk) -> int:
    """A material of the hospital with two pictures."""
    material_id = town.apply_with_pictures("李小红", {"portrait": PORTRAIT, "diploma": DIPLOMA})
    assert desk.sync().ok
    return material_id


def test_a_picture_is_fetched_once(desk: Desk, li: int) -> None:
    workspace = desk.workspace
    name = name_of(PORTRAIT)
    data = fetching.fetch_picture(workspace=workspace, material_id=li, sha256=name)
    assert data == PORTRAIT
    carrier_of(desk).away = True
    again = fetching.fetch_picture(workspace=workspace, material_id=li, sha256=name)
    assert again == PORTRAIT
    assert browsing.picture(workspace=workspace, sha256=name) == PORTRAIT
    with pytest.raises(NotReachableError):
        fetching.fetch_picture(workspace=workspace, material_id=li, sha256=name_of(DIPLOMA))


def test_large_pictures_come_in_pieces(
    desk: Desk, li: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PIECE_BYTES", 1000)
    carrier_of(desk).heard.clear()
    name = name_of(PORTRAIT)
    assert fetching.fetch_picture(workspace=desk.workspace, material_id=li, sha256=name) == PORTRAIT
    assert len(carrier_of(desk).heard) == 11


def test_a_server_that_knows_no_pieces_sends_everything(desk: Desk, li: int) -> None:
    carrier_of(desk).instead = lambda _call: Reply(200, {}, PORTRAIT)
    name = name_of(PORTRAIT)
    assert fetching.fetch_picture(workspace=desk.workspace, material_id=li, sha256=name) == PORTRAIT


def test_a_picture_that_changes_between_two_pieces_is_read_anew(desk: Desk, li: int) -> None:
    answers = [
        Reply(206, {"Content-Range": f"bytes 0-99/{len(PORTRAIT)}"}, b"x" * 100),
        Reply(200, {}, PORTRAIT),
    ]

    def changing(_call: Call) -> Reply | None:
        return answers.pop(0)

    carrier_of(desk).instead = changing
    name = name_of(PORTRAIT)
    assert fetching.fetch_picture(workspace=desk.workspace, material_id=li, sha256=name) == PORTRAIT


@pytest.mark.parametrize("data", [b"", PORTRAIT[:-1], DIPLOMA])
def test_a_damaged_picture_is_not_shown(desk: Desk, li: int, data: bytes) -> None:
    carrier_of(desk).instead = lambda _call: Reply(200, {}, data)
    with pytest.raises(RefusedError, match="picture_damaged"):
        fetching.fetch_picture(workspace=desk.workspace, material_id=li, sha256=name_of(PORTRAIT))
    assert browsing.picture(workspace=desk.workspace, sha256=name_of(PORTRAIT)) is None


def test_pictures_of_the_queue_come_ahead_of_time(desk: Desk, li: int) -> None:
    assert browsing.state(workspace=desk.workspace).pictures_wanted == 2
    assert fetching.prefetch(workspace=desk.workspace, budget=1 << 20).attachments
    state = browsing.state(workspace=desk.workspace)
    assert (state.pictures_cached, state.pictures_wanted) == (2, 2)
    assert all(picture.cached for picture in desk.dossier(li).pictures)
    assert not fetching.prefetch(workspace=desk.workspace, budget=1 << 20)


def test_a_budget_is_kept(desk: Desk, li: int) -> None:
    assert li
    fetching.prefetch(workspace=desk.workspace, budget=len(PORTRAIT) + 1)
    assert browsing.state(workspace=desk.workspace).pictures_cached == 1


def test_a_picture_that_the_server_refuses_does_not_hold_up_the_others(desk: Desk, li: int) -> None:
    refused: list[str] = []

    def refuse_first(call: Call) -> Reply | None:
        if not refused:
            refused.append(call.path)
            raise RefusedError("not_found", status=404)
        return None

    assert li
    carrier_of(desk).instead = refuse_first
    fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert browsing.state(workspace=desk.workspace).pictures_cached == 1


def test_pictures_outside_the_queue_are_asked_for(desk: Desk, li: int) -> None:
    desk.decide(li, Verdict.REFUSED, remark="学历不符")
    desk.sync()
    assert desk.dossier(li).pictures == ()
    manifest = fetching.manifest(workspace=desk.workspace, material_id=li)
    assert {picture[1] for picture in manifest.pictures} == {name_of(PORTRAIT), name_of(DIPLOMA)}
