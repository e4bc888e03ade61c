"""Loading the demo into a database, and reading it like a client."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from desktop.contract import routes
from desktop.contract.base import MAX_ID
from desktop.contract.session import IdentityState
from desktop.contract.sync import ChangesPage
from desktop.domain.businesses import PROBATION_BUSINESS, IdType
from server_stub.app import open_units
from server_stub.demo import loading
from server_stub.settings import Settings, demo_settings
from server_stub.storage.models import Batch, Material, Organization, Person
from tests.support.caller import Caller, context_of
from tests.support.postgres import Postgres
from tests.support.server import Clock, ReferenceServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server_stub.services.unit import Units

NOW = 1_795_000_000
HOSPITAL = "示例县人民医院"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual demo, loaded once; its stories only read."""
    folder = tmp_path_factory.mktemp("demo")
    units = opened(folder)
    with units.writing() as unit:
        loading.load(unit)
    units.database.close()
    return folder


@pytest.fixture
def loaded(folder: Path) -> Iterator[ReferenceServer]:
    """The usual demo, served."""
    with ReferenceServer(folder, clock=Clock(NOW)) as server:
        yield server


def opened(folder: Path, now: int = NOW) -> Units:
    return open_units(demo_settings(folder), Clock(now))


def caller_of(server: ReferenceServer, name: str) -> Caller:
    with server.units.reading() as unit:
        known = select(Person).where(Person.name == name, Person.demo_rank.is_not(None))
        person = unit.session.scalars(known).one()
        number = person.id
    token = server.sign_in(number).access_token
    with Caller(server, token) as visitor:
        contexts = visitor.get(routes.SESSION).json()["contexts"]
    return Caller(
        server, token, context_of(contexts[0]["organization_id"], contexts[0]["business"])
    )


def test_the_usual_demo_has_its_size(loaded: ReferenceServer) -> None:
    with loaded.units.reading() as unit:
        materials = unit.session.execute(select(func.count(Material.id))).scalar_one()
        highest = unit.session.execute(select(func.max(Material.seq))).scalar_one()
        assert loading.is_demo(unit)
    assert materials == loading.USUAL_COUNT
    assert highest <= MAX_ID


@pytest.mark.parametrize("name", ["张岚", "刘梅", "周敏", "郑凯"])
def test_everybody_pulls_pages_that_keep_the_contract(loaded: ReferenceServer, name: str) -> None:
    with caller_of(loaded, name) as caller:
        pages = [ChangesPage.model_validate_json(json.dumps(page)) for page in caller.pull()]
    digest = pages[-1].digest
    kinds = ("materials", "organizations", "manifests", "authorizations", "notices")
    rows = [row for page in pages for kind in kinds for row in getattr(page, kind)]
    assert digest is not None
    assert len(rows) == digest.count


def test_the_hospitals_manager_finds_work_with_pictures(loaded: ReferenceServer) -> None:
    with caller_of(loaded, "张岚") as caller:
        pages = caller.pull()
        manifests = {row[0]: row[2] for page in pages for row in page["manifests"]}
        newest = max(row[0] for page in pages for row in page["materials"])
        pictures = manifests[newest]
        path = routes.ATTACHMENT.format(material_id=newest, sha256=pictures[0][1])
        answer = caller.get(path)
    assert len(manifests) > 100
    assert all(5 <= len(entries) <= 10 for entries in manifests.values())
    assert answer.status_code == 200
    assert len(answer.content) == pictures[0][2]


def test_the_sign_in_screen_gets_the_people_in_their_order(loaded: ReferenceServer) -> None:
    with Caller(loaded) as somebody:
        people = somebody.get(routes.DEMO_PEOPLE).json()["people"]
    assert [one["name"] for one in people[:2]] == ["张岚", "刘梅"]
    assert people[0]["organization_name"] == HOSPITAL
    assert set(people[0]["roles"]) == {"hr", "manager"}


def test_the_officer_of_the_county_sees_the_code_of_the_other_hospital(
    loaded: ReferenceServer,
) -> None:
    with caller_of(loaded, "刘梅") as officer:
        codes = {one["code"] for one in officer.get(routes.CODES).json()["codes"]}
    assert "6RTCrbh9" in codes


def test_a_second_load_is_refused(tmp_path: Path) -> None:
    units = opened(tmp_path)
    with units.writing() as unit:
        loading.load(unit, count=5)
    with pytest.raises(loading.SeedRefusedError, match="empty"), units.writing() as unit:
        loading.load(unit, count=5)
    units.database.close()


def test_a_real_server_takes_no_demo(tmp_path: Path) -> None:
    units = open_units(Settings(data=tmp_path), Clock(NOW))
    with pytest.raises(loading.SeedRefusedError, match="demo server"), units.writing() as unit:
        loading.load(unit, count=5)
    with units.reading() as unit:
        assert loading.is_empty(unit)
    units.database.close()


def test_the_same_seed_loads_the_same_demo(tmp_path: Path) -> None:
    documents = []
    for name in ("one", "other"):
        units = opened(tmp_path / name)
        with units.writing() as unit:
            loading.load(unit, count=60)
        with units.reading() as unit:
            documents.append(
                (
                    unit.session.scalars(select(Material.document).order_by(Material.id)).all(),
                    unit.session.scalars(select(Organization.name).order_by(Organization.id)).all(),
                )
            )
        units.database.close()
    assert documents[0] == documents[1]


def test_postgresql_takes_the_demo_and_goes_on_counting(tmp_path: Path) -> None:
    with Postgres() as running:
        units = open_units(demo_settings(tmp_path, running.new_database()), Clock(NOW))
        with units.writing() as unit:
            loading.load(unit, count=40)
        with units.writing() as unit:
            materials = unit.session.execute(select(func.count(Material.id))).scalar_one()
            before = unit.session.execute(select(func.max(Person.id))).scalar_one()
            newcomer = Person(
                name="新来者",
                phone="13800138000",
                id_type=IdType.PASSPORT,
                id_number="E1",
                identity=IdentityState.UNVERIFIED,
            )
            unit.session.add(newcomer)
            unit.session.flush()
            assert newcomer.id == before + 1
        assert materials == 40
        units.database.close()


def test_an_old_demo_is_under_review_again(tmp_path: Path) -> None:
    units = opened(tmp_path)
    with units.writing() as unit:
        loading.load(unit, count=5)
    units.database.close()
    later = NOW + 40 * 86_400
    units = opened(tmp_path, later)
    with units.writing() as unit:
        loading.keep_window_open(unit)
    with units.reading() as unit:
        current = unit.session.scalars(select(Batch).where(Batch.current)).one()
        assert current.business == PROBATION_BUSINESS
        assert current.window_opens_at < later < current.window_closes_at
    units.database.close()
