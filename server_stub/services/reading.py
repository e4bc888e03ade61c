"""Single dossiers online: which pictures there are, and the pictures themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.contract.problems import ProblemCode
from desktop.contract.sync import Manifest
from server_stub.services.refusals import Refusal
from server_stub.storage import reviews

if TYPE_CHECKING:
    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor


def manifest(unit: Unit, actor: Actor, material_id: int) -> Manifest:
    """Return the pictures of a dossier.

    Raises:
        Refusal: `not_found`, the same for materials out of scope and for none at all.
    """
    row = reviews.visible_material(unit.session, actor, material_id)
    if row is None:
        raise Refusal(ProblemCode.NOT_FOUND)
    return Manifest(material_id=material_id, pictures=json.loads(row.pictures))


def picture(unit: Unit, actor: Actor, material_id: int, digest: str) -> bytes:
    """Return a picture of a dossier; knowing a hash gives no right to it.

    Raises:
        Refusal: `not_found`; `not_permitted` where the reader sees masked data only.
    """
    pictures = manifest(unit, actor, material_id).pictures
    if not actor.sees_in_full:
        raise Refusal(ProblemCode.NOT_PERMITTED)
    data = unit.providers.blobs.get(digest) if any(one[1] == digest for one in pictures) else None
    if data is None:
        raise Refusal(ProblemCode.NOT_FOUND)
    return data
