"""How a request enters, and that nothing is answered before it is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from desktop.contract import routes
from server_stub.services import audit
from tests.support import small_world
from tests.support.caller import Caller
from tests.support.no_space import no_space
from tests.support.reviewers import approve, rows, verdict
from tests.support.small_world import MANAGER

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]


@pytest.mark.allow_warnings
def test_a_commit_that_fails_is_no_success(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    act = approve(manager, material)

    def fail(_connection: object) -> None:
        message = "the disk is gone"
        raise OSError(message)

    event.listen(server.units.database.engine, "commit", fail)
    answer = manager.post(routes.DECISIONS, {"device_id": "d" * 32, "items": [act]})
    event.remove(server.units.database.engine, "commit", fail)

    assert answer.status_code == 500
    assert rows(manager)[material]["rev"] == 1
    assert manager.decide(act)[0]["status"] == "applied"


@pytest.mark.allow_warnings
def test_a_busy_database_asks_for_patience(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    act = approve(manager, material)

    def impatiently(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")

    engine = server.units.database.engine
    event.listen(engine, "begin", impatiently, insert=True)
    with closing(sqlite3.connect(str(engine.url.database))) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = manager.post(routes.DECISIONS, {"device_id": "d" * 32, "items": [act]})
    event.remove(engine, "begin", impatiently)

    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer.headers["Retry-After"] == "1"
    assert manager.decide(act)[0]["status"] == "applied"


@pytest.mark.allow_warnings
def test_a_full_disk_takes_nothing_in_and_goes_on_with_space(
    server: ReferenceServer, caller: CallerOf, caplog: pytest.LogCaptureFixture
) -> None:
    with server.units.writing() as unit:
        ids = [small_world.apply_for(unit, f"陈{n}") for n in range(20)]
    manager = caller(MANAGER)
    acts = [verdict(manager, one, "returned", remark="请补充" * 100) for one in ids]
    body = {"device_id": "d" * 32, "items": acts}

    with no_space(server.units.database):
        answer = manager.post(routes.DECISIONS, body)
        assert {row["rev"] for row in rows(manager).values()} == {1}

    assert (answer.status_code, answer.json()["code"]) == (507, "server_storage_full")
    assert answer.headers["Retry-After"] == "60"
    assert answer.json()["trace_id"] in caplog.text
    assert "请补充" not in caplog.text
    outcomes = manager.post(routes.DECISIONS, body).json()["results"]
    assert {one["status"] for one in outcomes} == {"applied"}
    with server.units.reading() as unit:
        assert audit.verify(unit) == ()


@pytest.mark.allow_warnings
def test_a_broken_database_is_a_fault_of_the_server(
    server: ReferenceServer, caller: CallerOf, caplog: pytest.LogCaptureFixture
) -> None:
    manager = caller(MANAGER)
    with server.units.writing() as unit:
        unit.session.execute(text("ALTER TABLE notice RENAME TO notice_gone"))

    answer = manager.get(routes.CHANGES)

    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.json()["trace_id"] in caplog.text


@pytest.mark.parametrize(
    "context", ["", "4", "4-5", "4-050", "x-05", "0-05", f"{2**60}-05", "٤-05"]
)
def test_a_context_is_needed_and_well_formed(caller: CallerOf, context: str) -> None:
    manager = caller(MANAGER)
    headers = {**manager.headers(), routes.HEADER_CONTEXT: context}
    raw = {name: value.encode() for name, value in headers.items()}

    answer = manager.http.get(routes.CHANGES, headers=raw)

    assert (answer.status_code, answer.json()["code"]) == (400, "context_required")


def test_another_institution_s_context_is_not_one_s_own(caller: CallerOf) -> None:
    manager = caller(MANAGER)
    for organization_id in (*small_world.PATHS, 4711):
        manager.context = f"{organization_id}-05"
        answer = manager.get(routes.CHANGES)
        assert answer.status_code == (200 if organization_id == small_world.HOSPITAL else 403)


def test_using_a_session_while_reading_is_noted(server: ReferenceServer, caller: CallerOf) -> None:
    manager = caller(MANAGER)
    server.clock.advance(61)
    manager.get(routes.SESSION)

    with server.units.reading() as unit:
        used = unit.session.execute(text("SELECT used_at FROM sign_in")).scalar_one()
        assert used == unit.now


def test_many_writers_at_once_all_get_their_turn(server: ReferenceServer) -> None:
    """More writers than worker threads: nobody who has the turn waits for a thread."""
    crowd = 60
    with server.units.writing() as unit:
        ids = [small_world.apply_for(unit, f"人{n}") for n in range(crowd)]
    with Caller.of(server, MANAGER) as first:
        acts = [verdict(first, one, "deferred", expect=None) for one in ids]
        token, context = first.token, first.context
    ends: list[str] = []

    def decide(act: dict[str, object]) -> None:
        with Caller(server, token, context) as one:
            ends.append(one.decide(act)[0]["status"])

    threads = [Thread(target=decide, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ends == ["applied"] * crowd
