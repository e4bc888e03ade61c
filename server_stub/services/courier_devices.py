"""Which devices may exchange files of the courier: their public keys, bound to person and context.

A key is registered over an authenticated session, and ends with the account, with a newer key of
the same device and context, or where somebody ends it; an ended key never lives again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from desktop.contract.courier import CourierServer
from desktop.contract.problems import ProblemCode
from desktop.contract.sealed_file import KeyPair
from server_stub.services import audit
from server_stub.services.refusals import Refusal
from server_stub.storage.courier import CourierDevice
from server_stub.storage.models import Person

if TYPE_CHECKING:
    from desktop.contract.courier import DeviceKeys
    from server_stub.providers.keys import Keys
    from server_stub.services.actors import SignedIn
    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor

_SIGN: Final = "courier sign"
_BOX: Final = "courier box"


def server_keys(keys: Keys) -> KeyPair:
    """Return the server's own pair, derived from the secret in its data folder."""
    return KeyPair(keys.derive(_SIGN), keys.derive(_BOX))


def register(unit: Unit, actor: Actor, signed_in: SignedIn, keys: DeviceKeys) -> CourierServer:
    """Bind the keys of a device to a person in a context; a former pair of it ends.

    Raises:
        Refusal: `courier_revoked`: these keys were ended, or are another device's.
    """
    known = unit.session.scalars(
        select(CourierDevice).where(CourierDevice.sign_key == keys.sign_key)
    ).first()
    entry = CourierDevice(
        person_id=actor.person_id,
        device_id=signed_in.device_id,
        device_name=signed_in.device_name,
        organization_id=actor.organization_id,
        business=actor.business,
        sign_key=keys.sign_key,
        box_key=keys.box_key,
        registered_at=unit.now,
    )
    if known is None:
        _end_former(unit, entry)
        unit.session.add(entry)
        subject = f"organization/{actor.organization_id}"
        event = audit.event_of(actor, "courier.registered", subject, device=signed_in.device_id)
        audit.append(unit, event)
    elif known.revoked_at is not None or _whose(known) != _whose(entry):
        raise Refusal(ProblemCode.COURIER_REVOKED)
    public = server_keys(unit.providers.keys).public
    return CourierServer(
        sign_key=public.sign.hex(),
        box_key=public.box.hex(),
        lifetime=unit.settings.courier_lifetime,
    )


def device_of(unit: Unit, sign_key: str) -> tuple[CourierDevice, Person]:
    """Return the device that signs with a key, ended or not, with its person.

    Raises:
        Refusal: `courier_unknown`.
    """
    statement = (
        select(CourierDevice, Person)
        .join(Person, Person.id == CourierDevice.person_id)
        .where(CourierDevice.sign_key == sign_key)
    )
    found = unit.session.execute(statement).first()
    if found is None:
        raise Refusal(ProblemCode.COURIER_UNKNOWN)
    device, person = found
    return device, person


def revoke(unit: Unit, person_id: int, *, but_device: str = "") -> None:
    """End the keys of a person on every device, or on every other one."""
    unit.session.execute(
        update(CourierDevice)
        .where(
            CourierDevice.person_id == person_id,
            CourierDevice.device_id != but_device,
            CourierDevice.revoked_at.is_(None),
        )
        .values(revoked_at=unit.now)
    )


def _end_former(unit: Unit, entry: CourierDevice) -> None:
    unit.session.execute(
        update(CourierDevice)
        .where(
            CourierDevice.person_id == entry.person_id,
            CourierDevice.device_id == entry.device_id,
            CourierDevice.organization_id == entry.organization_id,
            CourierDevice.business == entry.business,
            CourierDevice.revoked_at.is_(None),
        )
        .values(revoked_at=unit.now)
    )


def _whose(entry: CourierDevice) -> tuple[object, ...]:
    return (
        entry.person_id,
        entry.device_id,
        entry.organization_id,
        entry.business,
        entry.box_key,
    )
