"""Pictures: for those who see the dossier, whole or in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from desktop.contract import routes
from desktop.domain.review import Role
from server_stub.storage.models import Grant
from tests.support import small_world
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER, MANAGER, NEIGHBOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]

PICTURE = b"\xff\xd8\xff" + bytes(range(200))


@pytest.fixture
def digest(server: ReferenceServer) -> str:
    return server.units.providers.blobs.put(PICTURE)


@pytest.fixture
def dossier(server: ReferenceServer, digest: str) -> int:
    picture = ("portrait", digest, len(PICTURE), 295, 413)
    with server.units.writing() as unit:
        small_world.apply_for(unit, "林二")
        return small_world.apply_for(unit, "陈一", pictures=(picture,))


def get(caller: Caller, dossier: int, digest: str, **headers: str) -> httpx.Response:
    path = routes.ATTACHMENT.format(material_id=dossier, sha256=digest)
    return caller.http.get(path, headers={**caller.headers(), **headers})


def test_reviewers_of_the_chain_get_the_picture(
    caller: CallerOf, dossier: int, digest: str
) -> None:
    for person in (MANAGER, ASSISTANT, COUNTY_OFFICER):
        answer = get(caller(person), dossier, digest)
        assert answer.content == PICTURE
        assert answer.headers["ETag"] == f'"{digest}"'
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Cache-Control"] == "no-store"
    manifest = caller(MANAGER).get(routes.MATERIAL_MANIFEST.format(material_id=dossier)).json()
    assert manifest["pictures"] == [["portrait", digest, len(PICTURE), 295, 413]]


def test_knowing_a_hash_gives_no_right(caller: CallerOf, dossier: int, digest: str) -> None:
    neighbour, manager = caller(NEIGHBOUR), caller(MANAGER)
    answers = [
        get(neighbour, dossier, digest),
        get(neighbour, 4711, digest),
        get(manager, dossier - 1, digest),
        get(manager, dossier, "0" * 64),
    ]
    paths = (routes.MATERIAL_MANIFEST.format(material_id=one) for one in (dossier, 4711))
    answers += [neighbour.get(path) for path in paths]

    assert {(one.status_code, one.json()["code"]) for one in answers} == {(404, "not_found")}
    plain = [{**one.json(), "instance": "", "trace_id": ""} for one in answers]
    assert all(one == plain[0] for one in plain)


def test_a_picture_shows_what_is_masked_elsewhere(
    server: ReferenceServer, caller: CallerOf, dossier: int, digest: str
) -> None:
    with server.units.writing() as unit:
        unit.session.execute(update(Grant).values(role=Role.HR).where(Grant.person_id == ASSISTANT))

    answer = get(caller(ASSISTANT), dossier, digest)

    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


def test_a_broken_download_goes_on_where_it_ended(
    caller: CallerOf, dossier: int, digest: str
) -> None:
    manager = caller(MANAGER)

    rest = get(manager, dossier, digest, Range="bytes=100-", **{"If-Range": f'"{digest}"'})
    other = get(manager, dossier, digest, Range="bytes=100-", **{"If-Range": '"other"'})
    beyond = get(manager, dossier, digest, Range="bytes=203-")

    assert (rest.status_code, rest.content) == (206, PICTURE[100:])
    assert rest.headers["Content-Range"] == "bytes 100-202/203"
    assert (other.status_code, other.content) == (200, PICTURE)
    assert (beyond.status_code, beyond.json()["code"]) == (416, "range_not_satisfiable")


def test_a_png_is_called_one(server: ReferenceServer, caller: CallerOf) -> None:
    data = b"\x89PNG\r\n\x1a\n"
    digest = server.units.providers.blobs.put(data)
    with server.units.writing() as unit:
        picture = ("portrait", digest, len(data), 1, 1)
        dossier = small_world.apply_for(unit, "陈一", pictures=(picture,))

    assert get(caller(MANAGER), dossier, digest).headers["Content-Type"] == "image/png"
