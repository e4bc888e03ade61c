"""Opinions of a former 辅助管理员 that came too late, so that there is something to adopt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import insert, select

from desktop.contract.operations import Decide, OperationBatch, SeenVersion
from desktop.contract.session import IdentityState
from desktop.domain.businesses import PROBATION_BUSINESS
from desktop.domain.review import ReviewStatus, Role, Verdict
from server_stub.demo.batches import DAY
from server_stub.services import reviewing
from server_stub.services.actors import Actor, SignedIn
from server_stub.storage.models import Grant, Material

if TYPE_CHECKING:
    from server_stub.demo.organizations import OrganizationSeed
    from server_stub.demo.people import PersonSeed
    from server_stub.demo.scenario import World
    from server_stub.services.unit import Unit

_KEYS: Final = UUID("5f6f2a4c-6d0e-4f65-9a53-3a1f1a9d7c01")
_DEVICE: Final = "0" * 32
_HOUR: Final = 3_600


class _Opinion(NamedTuple):
    verdict: Verdict
    remark: str


_OPINIONS: Final = (
    _Opinion(Verdict.RETURNED, "试用期考核证明缺单位公章，请补盖后重新上传"),
    _Opinion(Verdict.DEFERRED, "毕业证书编号待与学信网核对"),
    _Opinion(Verdict.REFUSED, "学历专业与报考类别不符"),
)


def park(unit: Unit, world: World) -> None:
    """Let a former assistant of the story's hospital hand in opinions after losing the right."""
    hospital, year = world.tree.hospital, world.batches[-1].year
    waiting = (
        select(Material.id, Material.rev, Material.content_hash)
        .where(
            Material.organization_id == hospital.id,
            Material.year == year,
            Material.unit_status == ReviewStatus.PENDING,
        )
        .order_by(Material.id)
        .limit(len(_OPINIONS))
    )
    items = tuple(
        Decide(
            key=uuid5(_KEYS, str(row.id)),
            material_id=row.id,
            client_at=unit.now - (n + 2) * _HOUR,
            expect=SeenVersion(rev=row.rev, content_hash=row.content_hash),
            verdict=opinion.verdict,
            remark=opinion.remark,
        )
        for n, (row, opinion) in enumerate(
            zip(unit.session.execute(waiting), _OPINIONS, strict=False)
        )
    )
    if not items:
        return
    author = _former_assistant(unit, world)
    signed_in = SignedIn(0, author.id, author.name, _DEVICE, "", unit.now)
    batch = OperationBatch(device_id=_DEVICE, items=items)
    reviewing.decide(unit, _without_rights(author, hospital), signed_in, batch)


def _former_assistant(unit: Unit, world: World) -> PersonSeed:
    """Return somebody without any right, who held one at the hospital until two days ago."""
    busy = {grant.person_id for grant in world.cast.grants}
    free = (one for one in reversed(world.cast.people) if one.id not in busy)
    person = next(one for one in free if one.identity is IdentityState.VERIFIED)
    grant = {
        "person_id": person.id,
        "organization_id": world.tree.hospital.id,
        "business": PROBATION_BUSINESS,
        "role": Role.ASSISTANT,
        "granted_at": unit.now - 200 * DAY,
        "revoked_at": unit.now - 2 * DAY,
    }
    unit.session.execute(insert(Grant), [grant])
    return person


def _without_rights(author: PersonSeed, hospital: OrganizationSeed) -> Actor:
    return Actor(
        person_id=author.id,
        person_name=author.name,
        organization_id=hospital.id,
        organization_name=hospital.name,
        organization_path=hospital.path,
        organization_kind=hospital.kind,
        business=PROBATION_BUSINESS,
        roles=frozenset(),
        former=frozenset({Role.ASSISTANT}),
    )
