"""Files of the courier on their way: whoever carries them, and whatever happens to them."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import select

from desktop.domain.errors import RefusedError, RuleViolationError, StorageFullError
from desktop.domain.practice_period import Period
from desktop.domain.review import Verdict
from desktop.services import couriering
from server_stub.__main__ import main
from server_stub.storage.models import AuditEntry
from tests.support.courier import by_file, effects, export, judged, taken_in
from tests.support.small_world import COUNTY_OFFICER, MANAGER, NEIGHBOUR

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.desk import Desk
    from tests.support.town import Town

PERIOD: Final = Period(date(2025, 9, 1), date(2026, 8, 31))


def test_somebody_else_carries_it_and_learns_nothing(
    town: Town, isolated: Desk, wang: int, tmp_path: Path
) -> None:
    isolated.decide(wang, Verdict.APPROVED, period=PERIOD, remark="同意")
    report = export(isolated)
    carrier = town.desk(NEIGHBOUR, device="c")

    relayed = couriering.relay(
        workspace=carrier.workspace, request_path=report.path, answer_path=tmp_path / "b.tdans"
    )

    assert relayed.size == relayed.path.stat().st_size
    for path in (report.path, relayed.path):
        for word in ("王小明", "同意", "approved", "materials"):
            assert word.encode() not in path.read_bytes()
    with pytest.raises(RuleViolationError) as error:
        taken_in(carrier, relayed.path)
    assert error.value.code == "courier_not_registered"
    assert taken_in(isolated, relayed.path).settled == 1
    with town.units.reading() as unit:
        lines = unit.session.scalars(select(AuditEntry.line)).all()
    (line,) = [one for one in lines if '"courier.received"' in one]
    assert f'"carrier":{NEIGHBOUR}' in line
    assert f'"person":{MANAGER}' in line


def test_the_operator_judges_a_file_at_the_command_line(
    town: Town, wang: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town.clock.now = time.time()  # the command line has the computer's own clock
    desk = town.desk()
    assert desk.sync().ok
    desk.decide(wang, Verdict.DEFERRED)
    report, answer = export(desk), tmp_path / "back.tdans"
    folder = ("--data", str(town.folder / "server"))

    assert main(("courier", str(report.path), "--answer", str(answer), *folder)) == 0
    assert capsys.readouterr().out == "1 operations; the answer is written\n"
    assert taken_in(desk, answer).settled == 1

    assert main(("courier", str(answer), "--answer", str(tmp_path / "x"), *folder)) == 1
    assert capsys.readouterr().err == "back.tdans: courier_damaged\n"
    assert main(("courier", str(tmp_path / "none"), "--answer", str(answer), *folder)) == 1
    assert capsys.readouterr().err == "none: file_unreadable\n"
    assert not (tmp_path / "x").exists()


def test_an_answer_for_somebody_else_is_refused(town: Town, isolated: Desk) -> None:
    answer = judged(town, export(isolated))
    other = town.desk(COUNTY_OFFICER, device="b")
    assert other.sync().ok
    with pytest.raises(RuleViolationError) as error:
        taken_in(other, answer)
    assert error.value.code == "courier_foreign"


def test_a_tampered_request_is_refused_by_carrier_and_server(
    town: Town, isolated: Desk, wang: int, tmp_path: Path
) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    report = export(isolated)
    data = bytearray(report.path.read_bytes())
    data[300] ^= 1
    report.path.write_bytes(data)
    carrier = town.desk(NEIGHBOUR, device="c")
    answer = tmp_path / "answer.tdans"

    with pytest.raises(RuleViolationError) as error:
        couriering.relay(workspace=carrier.workspace, request_path=report.path, answer_path=answer)
    assert error.value.code == "courier_damaged"
    with pytest.raises(RefusedError) as refused, answer.open("wb") as out:
        carrier.workspace.api.courier(bytes(data), out, 1 << 20)
    assert refused.value.code == "courier_damaged"
    assert effects(town) == 0


def test_files_are_not_mixed_up(town: Town, isolated: Desk, tmp_path: Path) -> None:
    report = export(isolated)
    answer = judged(town, report)
    with pytest.raises(RuleViolationError) as error:
        taken_in(isolated, report.path)
    assert error.value.code == "courier_is_request"
    with pytest.raises(RuleViolationError) as error:
        couriering.relay(
            workspace=isolated.workspace, request_path=answer, answer_path=tmp_path / "x"
        )
    assert error.value.code == "courier_is_answer"


def test_a_full_disk_leaves_no_half_file_and_loses_nothing(
    town: Town, isolated: Desk, wang: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolated.decide(wang, Verdict.DEFERRED)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("desktop.contract.sealed_file.os.fsync", full)
        with pytest.raises(StorageFullError):
            export(isolated, "first")
    assert not [one for one in isolated.folder.iterdir() if "first" in one.name]
    assert by_file(town, isolated, "second").settled == 1
