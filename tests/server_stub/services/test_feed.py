"""The change feed: what a reader gets, in what order, and that it ends in a state there was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, update

from desktop.contract import routes
from desktop.contract.sync import DIGEST_MODULUS, ChangesPage
from desktop.domain.authorization import AuthorizationState
from desktop.domain.review import PaymentStatus, Role
from server_stub.services import applying
from server_stub.storage import sequence
from server_stub.storage.migrate import EPOCH, OLDEST_CURSOR
from server_stub.storage.models import Authorization, Grant, Meta, Notice
from tests.support import small_world
from tests.support.caller import Caller, operation
from tests.support.reviewers import approve, rows, seen, verdict
from tests.support.small_world import (
    ASSISTANT,
    COUNTY_OFFICER,
    HEALTH_CENTRE,
    HOSPITAL,
    MANAGER,
    NEIGHBOUR,
    NOW,
    OTHER_HOSPITAL,
    PATHS,
    PROVINCE_OFFICER,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]

PICTURE = ("portrait", "a" * 64, 1000, 295, 413)
LISTS = {
    "materials": "material",
    "organizations": "organization",
    "manifests": "manifest",
    "authorizations": "authorization",
    "notices": "notice",
}


class Reader:
    """What a client keeps: every row by kind and id, and the cursor."""

    def __init__(self, caller: Caller, limit: int = 2000) -> None:
        self.caller = caller
        self.limit = limit
        self.cursor = ""
        self.kept: dict[tuple[str, int], list[Any]] = {}

    def pull(self) -> list[dict[str, Any]]:
        """Pull all there is and check that it is a state of the server."""
        pages = self.caller.pull(self.cursor, self.limit)
        for page in pages:
            self.take(page)
        self.check(pages[-1]["digest"])
        return pages

    def take(self, page: dict[str, Any]) -> None:
        """Apply a page: departures are no rows, and rows come after departures."""
        ChangesPage.model_validate(page)
        for name, kind in LISTS.items():
            for row in page[name]:
                self.kept[kind, row[0]] = row
        for kind, row_id, _seq in page["exits"]:
            self.kept.pop((kind, row_id), None)
        self.cursor = page["next"]

    def check(self, digest: dict[str, int]) -> None:
        """Compare with the server's digest."""
        total = sum(row_id * 31 + row[1] for (_kind, row_id), row in self.kept.items())
        assert digest == {"count": len(self.kept), "total": total % DIGEST_MODULUS}

    def ids(self, kind: str) -> set[int]:
        """Return the ids of a kind."""
        return {row_id for one, row_id in self.kept if one == kind}


@pytest.fixture
def people(server: ReferenceServer) -> dict[str, int]:
    """Three applicants with pictures in three units, an authorization and a notice."""
    with server.units.writing() as unit:
        found = {
            name: small_world.apply_for(unit, name, home, pictures=(PICTURE,))
            for name, home in (
                ("陈一", HOSPITAL),
                ("林二", HEALTH_CENTRE),
                ("黄三", OTHER_HOSPITAL),
            )
        }
        for organization_id, business in ((HOSPITAL, "05"), (HOSPITAL, "03"), (7, "05")):
            unit.session.add(
                Authorization(
                    seq=sequence.take(unit.session)[0],
                    organization_id=organization_id,
                    organization_path=PATHS[organization_id],
                    business=business,
                    state=AuthorizationState.NOT_GENERATED,
                )
            )
            unit.session.flush()
        seq = sequence.take(unit.session)[0]
        unit.session.execute(
            insert(Notice).values(seq=seq, title="公告", body="正文", published_at=NOW)
        )
    return found


def test_a_first_pull_brings_the_whole_scope_and_nothing_else(
    caller: CallerOf, people: dict[str, int]
) -> None:
    hospital, county, neighbour = (
        Reader(caller(one)) for one in (MANAGER, COUNTY_OFFICER, NEIGHBOUR)
    )
    for reader in (hospital, county, neighbour):
        reader.pull()

    assert hospital.ids("material") == {people["陈一"]}
    assert hospital.ids("organization") == {1, 2, 3, HOSPITAL}
    assert hospital.ids("manifest") == {people["陈一"]}
    assert county.ids("material") == {people["陈一"], people["林二"]}
    assert county.ids("manifest") == set(), "nothing has reached the county yet"
    assert neighbour.ids("material") == {people["黄三"]}
    assert len(hospital.ids("authorization")) == len(neighbour.ids("authorization")) == 1
    assert hospital.ids("notice") == {1}


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_of_any_size_bring_the_same(
    caller: CallerOf, people: dict[str, int], limit: int
) -> None:
    manager = caller(MANAGER)
    manager.decide(approve(manager, people["陈一"]))
    whole, paged = Reader(caller(PROVINCE_OFFICER)), Reader(caller(PROVINCE_OFFICER), limit)
    whole.pull()

    pages = paged.pull()

    assert paged.kept == whole.kept
    assert len(pages) > 1
    assert pages[0]["total"] == len(whole.kept)
    assert all(page["digest"] is None and page["has_more"] for page in pages[:-1])
    numbers = [row[1] for page in pages for name in LISTS for row in page[name]]
    assert len(numbers) == len(set(numbers)), "nothing comes twice"


def test_a_later_pull_brings_what_is_new(
    server: ReferenceServer, caller: CallerOf, people: dict[str, int]
) -> None:
    reader = Reader(caller(COUNTY_OFFICER))
    reader.pull()
    with server.units.writing() as unit:
        applying.change_payment(unit, people["林二"], PaymentStatus.REFUNDED)

    (page,) = reader.pull()

    assert [row[0] for row in page["materials"]] == [people["林二"]]
    assert page["organizations"] == []


def test_nothing_new_costs_nothing(caller: CallerOf, people: dict[str, int]) -> None:
    assert people
    manager = caller(MANAGER)
    reader = Reader(manager)
    reader.pull()

    answer = manager.get(routes.CHANGES, cursor=reader.cursor)

    assert len(answer.content) <= 600
    reader.take(answer.json())
    reader.check(answer.json()["digest"])


def test_pictures_are_named_as_long_as_the_dossier_waits_for_the_reader(
    caller: CallerOf, people: dict[str, int]
) -> None:
    manager = caller(MANAGER)
    unit, county = Reader(manager), Reader(caller(COUNTY_OFFICER))
    unit.pull()
    county.pull()

    manager.decide(approve(manager, people["陈一"]))
    unit.pull()
    county.pull()

    assert unit.ids("manifest") == set()
    assert county.kept["manifest", people["陈一"]][2] == [list(PICTURE)]


def test_who_leaves_the_unit_leaves_the_replicas(
    server: ReferenceServer, caller: CallerOf, people: dict[str, int]
) -> None:
    person = people["陈一"]
    manager = caller(MANAGER)
    unit, county = Reader(manager), Reader(caller(COUNTY_OFFICER))
    unit.pull()
    county.pull()
    leave = operation("remove_from_unit", person, expect=seen(manager, person), reason="离职")
    manager.decide(leave)
    with server.units.writing() as step:
        applying.join_unit(step, person, f"10000{HEALTH_CENTRE}")

    unit.pull()
    county.pull()

    assert unit.ids("material") == unit.ids("manifest") == set()
    assert person in county.ids("material"), "still below the county, so it never left"


def test_what_moves_during_a_pull_is_right_at_its_end(
    server: ReferenceServer, caller: CallerOf, people: dict[str, int]
) -> None:
    manager, reader = caller(MANAGER), Reader(caller(COUNTY_OFFICER), limit=1)
    with server.units.writing() as unit:
        later = small_world.apply_for(unit, "后来", HOSPITAL)
    first = reader.caller.pull(limit=1)
    cut = next(n for n, page in enumerate(first) if page["materials"]) + 1
    for page in first[:cut]:
        reader.take(page)
    assert reader.ids("material") == {people["陈一"]}

    leave = operation(
        "remove_from_unit", people["陈一"], expect=seen(manager, people["陈一"]), reason="离职"
    )
    manager.decide(leave, verdict(manager, later, "deferred"))
    reader.pull()

    assert reader.ids("material") == {people["林二"], later}


def test_personnel_gets_masked_rows_and_every_business_of_the_unit(
    server: ReferenceServer, people: dict[str, int]
) -> None:
    with server.units.writing() as unit:
        unit.session.execute(
            update(Grant).values(role=Role.HR, business="").where(Grant.person_id == ASSISTANT)
        )
    with Caller.of(server, ASSISTANT) as personnel:
        reader = Reader(personnel)
        reader.pull()
        row = rows(personnel)[people["陈一"]]

    assert row["masked"]
    assert row["id_number"].startswith("4219**********")
    assert row["phone"].startswith("139****")
    assert reader.ids("manifest") == set(), "pictures show what is masked"
    assert set(row["details"][4]) == {"*"}, "the address is personal too"
    assert len(reader.ids("authorization")) == 2


def test_a_cursor_of_somebody_else_is_none(caller: CallerOf, people: dict[str, int]) -> None:
    assert people
    hospital, county = caller(MANAGER), caller(COUNTY_OFFICER)
    theirs = hospital.pull()[-1]["next"]
    strange = theirs[:-2] + ("AA" if theirs[-2:] != "AA" else "BB")

    assert county.get(routes.CHANGES, cursor=theirs).json()["code"] == "scope_changed"
    for cursor in (strange, "x", "4" * 40):
        answer = hospital.get(routes.CHANGES, cursor=cursor)
        assert (answer.status_code, answer.json()["code"]) == (400, "cursor_unknown")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [(EPOCH, "another", "epoch_changed"), (OLDEST_CURSOR, "1000", "cursor_gone")],
)
def test_a_cursor_that_leads_nowhere_says_so(
    server: ReferenceServer,
    caller: CallerOf,
    people: dict[str, int],
    name: str,
    value: str,
    code: str,
) -> None:
    assert people
    manager = caller(MANAGER)
    cursor = manager.pull()[-1]["next"]
    with server.units.writing() as unit:
        unit.session.execute(update(Meta).values(value=value).where(Meta.name == name))

    answer = manager.get(routes.CHANGES, cursor=cursor)

    assert (answer.status_code, answer.json()["code"]) == (410, code)
