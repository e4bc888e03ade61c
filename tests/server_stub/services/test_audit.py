"""The audit notices whoever edits, cuts, swaps or shortens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, text, update

from desktop.contract import routes
from server_stub.app import open_units
from server_stub.services import audit
from server_stub.settings import demo_settings
from server_stub.storage.models import AuditEntry
from tests.support.small_world import HOSPITAL, MANAGER, NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from server_stub.services.unit import Unit, Units
    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer

LINES = 6


@pytest.fixture
def units(tmp_path: Path) -> Iterator[Units]:
    """A data folder with six lines and an anchor at the fourth and the last."""
    units = open_units(demo_settings(tmp_path), lambda: NOW)
    for n in range(LINES):
        with units.writing() as unit:
            audit.append(unit, audit.Event("review.decide", MANAGER, subject=f"material/{n}"))
            if n in {3, LINES - 1}:
                audit.anchor(unit)
    yield units
    units.database.close()


def verify(units: Units) -> tuple[int, ...]:
    with units.reading() as unit:
        return audit.verify(unit)


def _edit(unit: Unit) -> None:
    line = unit.session.get_one(AuditEntry, 3).line.replace("material/2", "material/9")
    unit.session.execute(update(AuditEntry).values(line=line).where(AuditEntry.n == 3))


def _cut(unit: Unit) -> None:
    unit.session.execute(delete(AuditEntry).where(AuditEntry.n == 3))


def _swap(unit: Unit) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        unit.session.execute(update(AuditEntry).values(n=new).where(AuditEntry.n == old))


def _shorten(unit: Unit) -> None:
    unit.session.execute(delete(AuditEntry).where(AuditEntry.n > LINES - 1))


def _rewrite(unit: Unit) -> None:
    """Edit a line and mend every hash behind it: only the keyed anchors tell."""
    last = audit.START
    for entry in unit.session.scalars(select(AuditEntry).order_by(AuditEntry.n)):
        entry.line = entry.line.replace("material/2", "material/9")
        entry.hash = last = audit._link(last, entry.line)


def test_a_whole_audit_verifies(units: Units) -> None:
    assert verify(units) == ()


@pytest.mark.parametrize(
    ("tamper", "found"),
    [(_edit, 3), (_cut, 4), (_swap, 3), (_shorten, LINES), (_rewrite, 4)],
)
def test_tampering_is_found(units: Units, tamper: Callable[[Unit], None], found: int) -> None:
    with units.writing() as unit:
        tamper(unit)

    assert found in verify(units)


def test_nothing_to_anchor_is_no_anchor(tmp_path: Path) -> None:
    fresh = open_units(demo_settings(tmp_path), lambda: NOW)
    with fresh.reading() as unit:
        audit.anchor(unit)
        assert audit.verify(unit) == ()
    fresh.database.close()
    assert not (tmp_path / audit.ANCHORS).exists()


def test_a_server_anchors_when_it_starts_and_stops(server: ReferenceServer) -> None:
    server.sign_in(MANAGER)
    with server.units.writing() as unit:
        audit.append(unit, audit.Event("test.happened", MANAGER))
    server.__exit__()

    lines = (server.units.settings.data / audit.ANCHORS).read_text(encoding="utf-8")

    assert lines.startswith("1 ")


def test_denied_access_is_on_record(
    server: ReferenceServer, caller: Callable[[int], Caller]
) -> None:
    manager = caller(MANAGER)
    manager.context = f"{HOSPITAL + 1}-05"

    assert manager.get(routes.CHANGES).status_code == 403

    with server.units.reading() as unit:
        (line,) = unit.session.scalars(select(AuditEntry.line))
        assert '"event":"access.denied"' in line
        assert f'"context":"{HOSPITAL + 1}-05"' in line
        assert unit.session.execute(text("SELECT count(*) FROM audit")).scalar_one() == 1


@pytest.mark.allow_warnings
def test_what_was_committed_counts_where_the_disk_takes_no_anchor(
    units: Units, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("server_stub.services.unit.ANCHORED_EVERY", 1)
    anchors = units.settings.data / audit.ANCHORS
    anchors.unlink()
    anchors.mkdir()
    with units.writing() as unit:
        audit.append(unit, audit.Event("review.decide", MANAGER, subject="material/7"))
    anchors.rmdir()

    assert verify(units) == ()
    assert "the audit was not anchored" in caplog.text
    with units.writing() as unit:
        audit.append(unit, audit.Event("review.decide", MANAGER, subject="material/8"))
    assert anchors.read_text("utf-8").startswith(f"{LINES + 2} ")
