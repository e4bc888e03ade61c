"""An institution, or a part of the administration, gets another superior (decision 0016).

Whoever loses sight of what moves is told so by departures, whoever gains sight of it by fresh
sequence numbers. Readers inside what moves read anew, since their scope has another name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from desktop.contract.sync import RowKind
from desktop.domain.organizations import (
    is_administrative,
    is_within,
    level_of,
    path_of,
)
from desktop.domain.review import ChainStep, ReviewLevel, ReviewStatus
from server_stub.services import audit
from server_stub.services.materials import chain_for, columns, dossier_of
from server_stub.storage import reviews, sequence
from server_stub.storage.migrate import rev_floor
from server_stub.storage.models import Authorization, Material, Organization, ScopeExit
from server_stub.storage.scope import below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server_stub.services.materials import Dossier
    from server_stub.services.unit import Unit

_LEVELS: Final = tuple(ReviewLevel)


class MoveRefusedError(Exception):
    """The tree cannot be changed like that; the text tells the operator why."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Where a subtree was and where it goes."""

    old: str
    new: str

    def of(self, path: str) -> str:
        """Return the new path of something in the subtree."""
        return self.new + path.removeprefix(self.old)


def move_organization(unit: Unit, organization_id: int, new_parent_id: int) -> None:
    """Hang an organization with all below it under another superior.

    Args:
        unit: A writing unit.
        organization_id: What moves.
        new_parent_id: The new direct superior.

    Raises:
        MoveRefusedError: One of them is unknown, or the new place cannot be its superior.
    """
    session = unit.session
    moved = session.get(Organization, organization_id)
    parent = session.get(Organization, new_parent_id)
    if moved is None or parent is None:
        raise MoveRefusedError("no such organization")
    _check(moved, parent)
    move = _Move(moved.path, path_of(parent.path, moved.id))
    from_id = moved.parent_id
    _keep_departures(unit, move)
    _move_materials(unit, move, _move_organizations(unit, move))
    _move_authorizations(unit, move, parent.path)
    moved.parent_id = parent.id
    session.flush()
    subject = f"organization/{moved.id}"
    details = {"from": from_id, "to": parent.id}
    audit.append(unit, audit.Event("organization.moved", 0, subject=subject, details=details))


def move_by_code(unit: Unit, code: str, new_parent_code: str) -> None:
    """Do the same with 机构编码.

    Raises:
        MoveRefusedError: As above.
    """
    statement = select(Organization).where(Organization.code.in_((code, new_parent_code)))
    found = {one.code: one.id for one in unit.session.scalars(statement)}
    move_organization(unit, found.get(code, 0), found.get(new_parent_code, 0))


def _check(moved: Organization, parent: Organization) -> None:
    if parent.id == moved.parent_id:
        raise MoveRefusedError(f"{moved.code} is there already")
    if is_within(parent.path, moved.path):
        raise MoveRefusedError(f"{parent.code} is below {moved.code}")
    above = _LEVELS.index(level_of(parent.kind)) > _LEVELS.index(level_of(moved.kind))
    if not is_administrative(parent.kind) or not above:
        raise MoveRefusedError(f"{parent.code} cannot be the superior of {moved.code}")


def _keep_departures(unit: Unit, move: _Move) -> None:
    """Let those inside go on knowing who left before; those above go on too, at the old path."""
    statement = select(ScopeExit).where(
        ScopeExit.kind == RowKind.MATERIAL, below(ScopeExit.path, move.old)
    )
    copies = [
        {
            "kind": one.kind,
            "row_id": one.row_id,
            "business": one.business,
            "path": move.of(one.path),
            "unbound": one.unbound,
            "seq": one.seq,
            "at": one.at,
        }
        for one in unit.session.scalars(statement)
    ]
    _append(unit, copies)


def _move_organizations(unit: Unit, move: _Move) -> list[tuple[int, str]]:
    """Give the subtree its new paths and return each organization's id and former path."""
    statement = select(Organization).where(below(Organization.path, move.old))
    found = list(unit.session.scalars(statement.order_by(Organization.id)))
    numbers = iter(sequence.take(unit.session, len(found)))
    exits: list[dict[str, Any]] = []
    former: list[tuple[int, str]] = []
    for one in found:
        one.seq = next(numbers)
        exits.append(_departure(unit, RowKind.ORGANIZATION, one, "", one.path))
        former.append((one.id, one.path))
        one.path = move.of(one.path)
    unit.session.flush()
    _append(unit, exits)
    return former


def _move_materials(unit: Unit, move: _Move, organizations: list[tuple[int, str]]) -> None:
    floor = rev_floor(unit.session)
    for organization_id, old_path in organizations:
        path = move.of(old_path)
        statement = select(Material).where(Material.organization_id == organization_id)
        rows = list(unit.session.scalars(statement.order_by(Material.id)))
        if not rows:
            continue
        tree = chain_for(path, reviews.kinds_along(unit.session, path))
        numbers = iter(sequence.take(unit.session, len(rows)))
        dossiers = [dossier_of(row, floor) for row in rows]
        exits: list[dict[str, Any]] = []
        for dossier in dossiers:
            dossier.seq = next(numbers)
            dossier.organization_path = path
            _hand_over(dossier, tree)
            business = dossier.business
            exits.append(_departure(unit, RowKind.MATERIAL, dossier, business, old_path))
        reviews.update_materials(unit.session, [columns(one) for one in dossiers])
        _append(unit, exits)


def _move_authorizations(unit: Unit, move: _Move, parent_path: str) -> None:
    statement = select(Authorization).where(below(Authorization.organization_path, move.old))
    found = list(unit.session.scalars(statement.order_by(Authorization.id)))
    numbers = iter(sequence.take(unit.session, len(found)) if found else ())
    exits: list[dict[str, Any]] = []
    for one in found:
        one.seq = next(numbers)
        old_path = one.organization_path
        exits.append(_departure(unit, RowKind.AUTHORIZATION, one, one.business, old_path))
        one.organization_path = move.of(old_path)
        if one.stopped_by_path and is_within(one.stopped_by_path, move.old):
            one.stopped_by_path = move.of(one.stopped_by_path)
        elif one.stopped_by_path and not is_within(parent_path, one.stopped_by_path):
            one.stopped_by_path = parent_path
    unit.session.flush()
    _append(unit, exits)


def _hand_over(dossier: Dossier, tree: tuple[ChainStep, ...]) -> None:
    """Let the new superiors take their places in the chain.

    `rev` grows only if a level that stays with its owner stands otherwise than before: that is all
    that a reviewer can have seen differently.
    """
    before = {(step.level, step.organization_id): step.status for step in dossier.chain}
    dossier.chain = chain_after_move(dossier.chain, tree)
    after = {(step.level, step.organization_id): step.status for step in dossier.chain}
    if any(before[owner] is not after[owner] for owner in before.keys() & after.keys()):
        dossier.next_rev()


def chain_after_move(
    chain: tuple[ChainStep, ...], tree: tuple[ChainStep, ...]
) -> tuple[ChainStep, ...]:
    """Return a chain that goes on along another branch of the tree.

    审核不通过 freezes it. 审核通过 stays with the level that said so. Behind it come the levels of
    the new branch; the first of them takes over how the level stood, if it was its turn before too.

    Args:
        chain: The chain as it stands.
        tree: The chain that the new place gives to somebody who begins.
    """
    if any(step.status is ReviewStatus.REFUSED for step in chain):
        return chain
    passed = [step for step in chain if step.status is ReviewStatus.APPROVED]
    waiting = next((step for step in chain if step.status is not ReviewStatus.APPROVED), None)
    highest = max((_LEVELS.index(step.level) for step in passed), default=-1)
    coming: list[ChainStep] = []
    for step in tree:
        if _LEVELS.index(step.level) <= highest:
            continue
        status = ReviewStatus.NOT_REACHED if coming else ReviewStatus.PENDING
        if not coming and waiting is not None and waiting.level is step.level:
            status = waiting.status
        coming.append(ChainStep(step.level, step.organization_id, status))
    return (*passed, *coming)


def _departure(
    unit: Unit,
    kind: RowKind,
    row: Organization | Authorization | Dossier,
    business: str,
    path: str,
) -> dict[str, Any]:
    """Return the row that tells those above the old place; who still sees it takes no notice."""
    return {
        "kind": kind,
        "row_id": row.id,
        "business": business,
        "path": path,
        "unbound": False,
        "seq": row.seq,
        "at": unit.now,
    }


def _append(unit: Unit, exits: Sequence[dict[str, Any]]) -> None:
    if exits:
        unit.session.execute(insert(ScopeExit), exits)
