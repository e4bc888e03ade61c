"""What a server does by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.contract import routes
from server_stub.services import audit, upkeep
from server_stub.services.unit import ANCHORED_EVERY
from server_stub.settings import DAY
from server_stub.storage.models import RateEvent, ScopeExit, SmsRequest
from tests.support import small_world
from tests.support.caller import Caller, operation
from tests.support.reviewers import PERIOD, approve, ended, rows, seen, verdict
from tests.support.small_world import MANAGER, phone_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.server import ReferenceServer


def test_what_is_over_is_forgotten_and_old_cursors_with_it(
    server: ReferenceServer, caller: Callable[[int], Caller], material: int
) -> None:
    manager = caller(MANAGER)
    manager.post(routes.SMS_REQUEST, {"phone": phone_of(MANAGER)})
    old, fresh = manager.pull()[-1]["next"], ""
    leave = operation("remove_from_unit", material, expect=seen(manager, material), reason="离职")
    manager.decide(leave)
    fresh = manager.pull()[-1]["next"]

    server.clock.advance(181 * DAY)
    with server.units.writing() as unit:
        upkeep.tidy(unit)

    with server.units.reading() as unit:
        for model in (RateEvent, SmsRequest, ScopeExit):
            count = select(func.count()).select_from(model)
            assert unit.session.execute(count).scalar_one() == 0
    with Caller.of(server, MANAGER) as back:
        assert back.get(routes.CHANGES, cursor=old).json()["code"] == "cursor_gone"
        assert back.get(routes.CHANGES, cursor=fresh).status_code == 200
        assert rows(back) == {}


def test_the_audit_is_anchored_now_and_then(server: ReferenceServer) -> None:
    with server.units.writing() as unit:
        audit.append(unit, audit.Event("test.happened", MANAGER))
    for n in range(ANCHORED_EVERY):
        with server.units.writing() as unit:
            unit.session.execute(select(1 + n))

    anchors = server.units.settings.data / audit.ANCHORS
    assert anchors.read_text(encoding="utf-8").startswith("1 ")


def test_a_version_of_a_lost_history_never_comes_again(
    server: ReferenceServer, caller: Callable[[int], Caller], material: int
) -> None:
    manager = caller(MANAGER)
    lost = seen(manager, material) | {"rev": 2}  # the version that a lost decision made
    old = manager.pull()[-1]["next"]
    with server.units.writing() as unit:
        upkeep.restored(unit)
    assert manager.get(routes.CHANGES, cursor=old).json()["code"] == "epoch_changed"
    (first,) = manager.decide(verdict(manager, material, "deferred"))
    assert (first["status"], first["rev"]) == ("applied", 10_002)
    late = verdict(manager, material, "approved", expect=lost, period=PERIOD)
    assert ended(manager.decide(late)[0]) == ("conflict", "decided")
    with server.units.writing() as unit:
        upkeep.restored(unit)
    (second,) = manager.decide(approve(manager, material))
    assert (second["status"], second["rev"]) == ("applied", 20_003)


def test_nothing_to_forget_moves_nothing(server: ReferenceServer) -> None:
    with server.units.writing() as unit:
        small_world.apply_for(unit, "陈一")
        upkeep.tidy(unit)
    with Caller.of(server, MANAGER) as manager:
        assert len(rows(manager)) == 1
