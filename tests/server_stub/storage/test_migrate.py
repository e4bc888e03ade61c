"""The schema: made by migrations, equal to the models, kept on data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from server_stub.storage.base import Base
from server_stub.storage.migrate import begin_epoch, epoch, migrate, oldest_cursor, rev_floor
from server_stub.storage.models import Person
from tests.support import small_world

if TYPE_CHECKING:
    from server_stub.services.unit import Units


def test_migrations_make_what_the_models_say(empty: Units) -> None:
    with empty.reading() as unit:
        context = MigrationContext.configure(unit.session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_existing_folder_keeps_its_data_and_its_epoch(units: Units) -> None:
    with units.reading() as unit:
        before = epoch(unit.session)

    migrate(units.database)

    with units.reading() as unit:
        assert epoch(unit.session) == before
        assert oldest_cursor(unit.session) == 0
        assert unit.session.get_one(Person, small_world.MANAGER).name == "王管理"


def test_a_new_history_has_another_name_and_higher_revisions(units: Units) -> None:
    with units.writing() as unit:
        small_world.apply_for(unit, "陈一")
        before, floor = epoch(unit.session), rev_floor(unit.session)
        begin_epoch(unit.session)
        first, first_floor = epoch(unit.session), rev_floor(unit.session)
        material = small_world.apply_for(unit, "刘二")
        begin_epoch(unit.session)
        assert len({before, first, epoch(unit.session)}) == 3
        assert (floor, first_floor) == (0, 10_001)
        assert small_world.dossier_at(unit, material).rev == 10_002
        assert rev_floor(unit.session) == 20_002
