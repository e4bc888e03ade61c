"""What anybody may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from desktop.contract import routes
from server_stub.storage.models import Person
from tests.support.small_world import COUNTY_OFFICER, MANAGER, NOW

if TYPE_CHECKING:
    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer


def test_a_client_of_any_age_learns_what_the_server_speaks(stranger: Caller) -> None:
    answer = stranger.http.get(routes.INFO)

    assert answer.json() == {
        "name": "Talent Desk (demo)",
        "version": "0.1.0",
        "api_version": 1,
        "min_client": 1,
        "demo": True,
        "server_time": NOW,
    }


def test_an_old_client_is_told_to_upgrade_before_anything_is_judged(stranger: Caller) -> None:
    for headers in ({}, {routes.HEADER_API_VERSION: "0"}):
        answer = stranger.http.post(routes.DECISIONS, json={}, headers=headers)
        assert answer.status_code == 426
        assert answer.json()["code"] == "upgrade_required"
        assert answer.json()["min_client"] == 1


def test_demo_people_come_in_their_order(server: ReferenceServer, stranger: Caller) -> None:
    with server.units.writing() as unit:
        for rank, person_id in enumerate((COUNTY_OFFICER, MANAGER)):
            statement = update(Person).values(demo_rank=rank).where(Person.id == person_id)
            unit.session.execute(statement)

    people = stranger.get(routes.DEMO_PEOPLE).json()["people"]

    assert [(one["name"], one["roles"]) for one in people] == [
        ("张县区", ["officer"]),
        ("王管理", ["manager"]),
    ]
    assert people[1]["organization_name"] == "示例县人民医院"
