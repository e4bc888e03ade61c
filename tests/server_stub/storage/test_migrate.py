"""The schema: made by migrations, equal to the models, kept on data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from server_stub.storage.base import Base
from server_stub.storage.migrate import epoch, migrate, oldest_cursor
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
