"""Pictures of a dossier."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from desktop.contract import routes
from desktop.contract.base import Id, Sha256
from desktop.contract.problems import ProblemCode
from desktop.contract.sync import Manifest
from server_stub.routes.door import ACTING, ContextDoor
from server_stub.routes.problems import refusals
from server_stub.routes.ranges import WHOLE, byte_range
from server_stub.services import reading

router = APIRouter(tags=["materials"])

MaterialId = Annotated[Id, Path()]

_PICTURE = {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}


@router.get(routes.MATERIAL_MANIFEST, responses=refusals(*ACTING, ProblemCode.NOT_FOUND))
def manifest(material_id: MaterialId, door: ContextDoor) -> Manifest:
    """Return which pictures a dossier has."""
    with door.acting() as act:
        return reading.manifest(act.unit, act.actor, material_id)


@router.get(
    routes.ATTACHMENT,
    response_class=Response,
    responses={
        200: {"description": "The picture.", **_PICTURE},
        206: {"description": "The asked part of it.", **_PICTURE},
        **refusals(*ACTING, ProblemCode.NOT_FOUND, ProblemCode.RANGE_NOT_SATISFIABLE),
    },
)
def attachment(
    material_id: MaterialId,
    sha256: Annotated[Sha256, Path()],
    door: ContextDoor,
    asked: Annotated[str, Header(alias="Range", max_length=100)] = "",
    if_range: Annotated[str, Header(alias="If-Range", max_length=100)] = "",
) -> Response:
    """Return a picture or a part of it; its strong ETag is its hash."""
    with door.acting() as act:
        data = reading.picture(act.unit, act.actor, material_id, sha256)
    etag = f'"{sha256}"'
    headers = {"ETag": etag, "Accept-Ranges": "bytes"}
    part = WHOLE if if_range not in {"", etag} else byte_range(asked, len(data))
    if part is WHOLE:
        return Response(data, headers=headers, media_type=_media_type(data))
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(data)}"
    body = data[part.start : part.stop]
    return Response(body, 206, headers, _media_type(data))


def _media_type(data: bytes) -> str:
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
