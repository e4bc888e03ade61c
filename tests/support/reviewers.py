"""Operations as reviewers of the small world make them, from what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from desktop.contract.sync import MATERIAL_FIELDS
from tests.support.caller import operation
from tests.support.small_world import HEALTH_CENTRE, HOSPITAL

if TYPE_CHECKING:
    from tests.support.caller import Caller

PERIOD: Final = {"start": "2025-08-01", "end": "2026-07-31"}
OTHER_PERIOD: Final = {"start": "2025-09-01", "end": "2026-07-31"}


def rows(caller: Caller) -> dict[int, dict[str, Any]]:
    """Return the materials that a caller sees, by id, with named columns."""
    found = [row for page in caller.pull() for row in page["materials"]]
    return {row[0]: dict(zip(MATERIAL_FIELDS, row, strict=True)) for row in found}


def seen(caller: Caller, material_id: int) -> dict[str, Any]:
    """Return what a reviewer expects who looks now."""
    row = rows(caller)[material_id]
    return {"rev": row["rev"], "content_hash": row["content_hash"]}


def approve(caller: Caller, material_id: int, **fields: object) -> dict[str, Any]:
    """Return 审核通过, with the period where the caller's level is the unit."""
    unit = caller.context.startswith((f"{HOSPITAL}-", f"{HEALTH_CENTRE}-"))
    given = {"period": PERIOD, **fields} if unit else fields
    return verdict(caller, material_id, "approved", **given)


def verdict(caller: Caller, material_id: int, said: str, **fields: object) -> dict[str, Any]:
    """Return a verdict on what the caller sees now, unless `expect` says otherwise."""
    expect = fields.pop("expect", None) or seen(caller, material_id)
    remark = {"remark": "说明"} if said in {"returned", "refused"} else {}
    return operation("decide", material_id, expect=expect, verdict=said, **{**remark, **fields})


def ended(outcome: dict[str, Any]) -> tuple[str, str]:
    """Return status and code of an outcome."""
    return outcome["status"], outcome["code"]


def statuses(row: dict[str, Any]) -> list[str]:
    """Return 审核状态 per level, the lowest first."""
    return [step[2] for step in row["chain"]]
