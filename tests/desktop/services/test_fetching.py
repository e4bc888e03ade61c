"""Pictures, here and from the server."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import NotReachableError, RefusedError
from desktop.domain.review import Verdict
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Reply, Transport
from desktop.services import browsing, fetching
from desktop.services.fetching import End
from desktop.store.attachments import Missing
from tests.support.in_process import Fault
from tests.support.scripted_server import Said, ScriptedServer
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.remote.transport import Call
    from tests.support.desk import Desk
    from tests.support.scripted_server import Heard
    from tests.support.town import Town

PORTRAIT = bytes(range(256)) * 40
SCAN = random.Random(7).randbytes(224 << 10)
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


@pytest.fixture
def scan(town: Town, desk: Desk) -> int:
    """A material with one picture of three and a half of the smallest pieces."""
    material_id = town.apply_with_pictures("周大图", {"portrait": SCAN})
    assert desk.sync().ok
    desk.workspace.downloads.note_loss()
    carrier_of(desk).heard.clear()
    return material_id


def fetch(desk: Desk, material_id: int, picture: bytes = SCAN) -> bytes:
    return fetching.fetch_picture(
        workspace=desk.workspace, material_id=material_id, sha256=name_of(picture)
    )


def ranges(desk: Desk, answer: Callable[[Call], Reply | None] | None = None) -> list[str]:
    """Note the pieces that are asked for, whatever then happens to them."""
    asked: list[str] = []

    def listen(call: Call) -> Reply | None:
        if "Range" in call.headers:
            asked.append(call.headers["Range"])
            assert call.headers["If-Range"] == f'"{call.path.rpartition("/")[2]}"'
        return answer(call) if answer is not None else None

    carrier_of(desk).instead = listen
    return asked


def test_large_pictures_come_in_pieces_that_grow_with_the_link(desk: Desk, scan: int) -> None:
    asked = ranges(desk)
    assert fetch(desk, scan) == SCAN
    assert asked == ["bytes=0-65535", "bytes=65536-1114111"]


@pytest.mark.parametrize("fault", [Fault.LOST_REQUEST, Fault.LOST_REPLY, Fault.SERVER_AWAY])
def test_a_broken_download_goes_on_where_it_broke(desk: Desk, scan: int, fault: Fault) -> None:
    carrier_of(desk).faults.extend([Fault.NONE, fault])
    with pytest.raises(NotReachableError):
        fetch(desk, scan)
    asked = ranges(desk)
    assert fetch(desk, scan) == SCAN
    assert asked[0] == "bytes=65536-131071", "small pieces after a loss"


def test_a_restart_in_the_middle_costs_nothing(desk: Desk, scan: int) -> None:
    carrier_of(desk).faults.extend([Fault.NONE, Fault.SERVER_AWAY])
    with pytest.raises(NotReachableError):
        fetch(desk, scan)
    desk.reopen()
    asked = ranges(desk)
    assert fetch(desk, scan) == SCAN
    assert asked[0].startswith("bytes=65536-")


def test_a_server_that_forgot_ranges_in_the_middle_starts_over(desk: Desk, scan: int) -> None:
    carrier_of(desk).faults.extend([Fault.NONE, Fault.SERVER_AWAY])
    with pytest.raises(NotReachableError):
        fetch(desk, scan)
    ranges(desk, lambda _call: Reply(200, {}, SCAN))
    assert fetch(desk, scan) == SCAN


def test_a_server_without_such_a_range_is_asked_for_everything(desk: Desk, scan: int) -> None:
    desk.replica.attachments.add_part(Missing(scan, name_of(SCAN), len(SCAN)), 0, SCAN[:-1])

    def without(call: Call) -> Reply | None:
        if not call.headers["Range"].startswith("bytes=0-"):
            raise RefusedError("answer_malformed", status=416)
        return None

    asked = ranges(desk, without)
    assert fetch(desk, scan) == SCAN
    assert len(asked) > 1
    desk.replica.attachments.clear()
    ranges(desk, lambda _call: _refuse(416))
    with pytest.raises(RefusedError):
        fetch(desk, scan)


def test_a_connection_cut_in_the_middle_of_a_piece_costs_that_piece(desk: Desk, scan: int) -> None:
    """Over real HTTP: the server says how much comes, and hangs up before the end."""
    tag = {"ETag": f'"{name_of(SCAN)}"', "Content-Type": "image/jpeg"}

    def piece(heard: Heard, *, cut: bool = False) -> Said:
        first, last = map(int, heard.headers["Range"].removeprefix("bytes=").split("-"))
        body = SCAN[first : last + 1]
        headers = {**tag, "Content-Range": f"bytes {first}-{first + len(body) - 1}/{len(SCAN)}"}
        return Said(206, body[: len(body) // 2] if cut else body, headers, length=len(body))

    cuts = iter([False, True, True])
    server = ScriptedServer()
    server.otherwise = lambda heard: piece(heard, cut=next(cuts, False))
    with server.running():
        api = Api(Transport(server.url), MemoryTokens(desk.tokens))
        online = replace(desk.workspace, api=api)
        online.downloads.note_loss()
        for _ in range(2):
            with pytest.raises(NotReachableError):
                fetching.fetch_picture(workspace=online, material_id=scan, sha256=name_of(SCAN))
        data = fetching.fetch_picture(workspace=online, material_id=scan, sha256=name_of(SCAN))
    assert data == SCAN
    begun = [heard.headers["Range"].partition("-")[0] for heard in server.heard]
    assert begun[:4] == ["bytes=0", "bytes=65536", "bytes=65536", "bytes=65536"]
    assert {heard.headers["If-Range"] for heard in server.heard} == {f'"{name_of(SCAN)}"'}


def test_two_who_look_at_once_fetch_once(desk: Desk, scan: int) -> None:
    with ThreadPoolExecutor(4) as people:
        seen = list(people.map(partial(fetch, desk), [scan] * 4))
    assert seen == [SCAN] * 4
    assert len(carrier_of(desk).heard) == 2


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
    helping = fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert helping.changes.attachments
    assert helping.end is End.DONE
    state = browsing.state(workspace=desk.workspace)
    assert (state.pictures_cached, state.pictures_wanted) == (2, 2)
    assert all(picture.cached for picture in desk.dossier(li).pictures)
    assert not fetching.prefetch(workspace=desk.workspace, budget=1 << 20).changes


def test_a_budget_is_kept(desk: Desk, li: int) -> None:
    assert li
    helping = fetching.prefetch(workspace=desk.workspace, budget=len(PORTRAIT) + 1)
    assert helping.end is End.MORE
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
    assert list(desk.workspace.downloads.refused.values()) == ["not_found"]
    heard = len(carrier_of(desk).heard)
    assert fetching.prefetch(workspace=desk.workspace, budget=1 << 20).end is End.DONE
    assert len(carrier_of(desk).heard) == heard, "asked again for what was refused"
    desk.workspace.downloads.forget()
    fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert browsing.state(workspace=desk.workspace).pictures_cached == 2


def test_pictures_outside_the_queue_are_asked_for(desk: Desk, li: int) -> None:
    desk.decide(li, Verdict.REFUSED, remark="学历不符")
    desk.sync()
    assert desk.dossier(li).pictures == ()
    manifest = fetching.manifest(workspace=desk.workspace, material_id=li)
    assert {picture[1] for picture in manifest.pictures} == {name_of(PORTRAIT), name_of(DIPLOMA)}


def test_damage_is_reported_once_and_a_look_tries_again(desk: Desk, li: int) -> None:
    assert li
    carrier_of(desk).instead = lambda call: (
        Reply(200, {}, b"x") if "Range" in call.headers else None
    )
    helping = fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert (helping.end, helping.changes.attachments) == (End.DONE, False)
    refused = desk.workspace.downloads.refused
    assert refused == {name_of(PORTRAIT): "picture_damaged", name_of(DIPLOMA): "picture_damaged"}
    carrier_of(desk).instead = lambda _call: None
    assert fetch(desk, li, PORTRAIT) == PORTRAIT
    assert list(refused) == [name_of(DIPLOMA)]


def test_a_busy_server_is_asked_again_later(desk: Desk, li: int) -> None:
    assert li
    carrier_of(desk).instead = lambda _call: _refuse(503)
    with pytest.raises(RefusedError):
        fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert not desk.workspace.downloads.refused
    carrier_of(desk).instead = lambda _call: None
    assert fetching.prefetch(workspace=desk.workspace, budget=1 << 20).changes.attachments


def test_a_slow_link_is_left_to_what_is_looked_at(desk: Desk, li: int) -> None:
    desk.workspace.downloads.note(64 << 10, 10)
    helping = fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert (helping.end, helping.changes.attachments) == (End.SLOW, False)
    assert fetch(desk, li, PORTRAIT) == PORTRAIT
    insisted = fetching.prefetch(workspace=desk.workspace, budget=1 << 20, insist=True)
    assert insisted.end is End.DONE
    assert browsing.state(workspace=desk.workspace).pictures_cached == 2


def test_a_pause_is_heard_between_two_pieces(desk: Desk, scan: int) -> None:
    asked = ranges(desk)
    helping = fetching.prefetch(
        workspace=desk.workspace, budget=1 << 20, stop=lambda: len(asked) > 0
    )
    assert (helping.end, len(asked)) == (End.DONE, 1)
    assert desk.replica.attachments.got(name_of(SCAN)) == 64 << 10
    halted = fetching.prefetch(workspace=desk.workspace, budget=1 << 20, stop=lambda: True)
    assert halted.end is End.STOPPED
    assert fetch(desk, scan) == SCAN


def test_a_full_disk_ends_it_with_nothing_partial(desk: Desk, scan: int) -> None:
    pages = desk.replica._pictures.writer.pragma("page_count")
    desk.replica._pictures.writer.pragma("max_page_count", pages + 4)
    helping = fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert helping.end is End.DISK_FULL
    assert desk.replica.attachments.got(name_of(SCAN)) == 0
    desk.replica._pictures.writer.pragma("max_page_count", 1 << 20)
    assert fetching.prefetch(workspace=desk.workspace, budget=1 << 20).end is End.DONE
    assert fetch(desk, scan) == SCAN


def test_a_quota_leaves_out_what_is_wanted_least_and_says_so(desk: Desk, li: int) -> None:
    assert li
    fetching.set_quota(workspace=desk.workspace, size=len(PORTRAIT) + 10)
    helping = fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert (helping.end, helping.left_out) == (End.DONE, 1)
    assert not fetching.prefetch(workspace=desk.workspace, budget=1 << 20).changes


def _refuse(status: int) -> Reply:
    raise RefusedError("answer_malformed", status=status)
