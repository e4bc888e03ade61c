"""The file courier: keys of devices, and files that anybody who is signed in may carry."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from desktop.contract import routes
from desktop.contract.courier import MEDIA_TYPE, CourierServer, DeviceKeys
from desktop.contract.problems import ProblemCode
from server_stub.routes.door import ACTING, SIGNED_IN, ContextDoor, PersonDoor
from server_stub.routes.problems import refusals
from server_stub.services import courier, courier_devices

if TYPE_CHECKING:
    from server_stub.services.unit import Units

router = APIRouter(tags=["courier"])

_FILE = {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
_PIECE = 1 << 18


class _FileResponse(StreamingResponse):
    """Sends an open file piece by piece, and closes it whatever happens."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        headers = {"Content-Length": str(size)}
        super().__init__(_pieces(file), headers=headers, media_type=MEDIA_TYPE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._file:
            await super().__call__(scope, receive, send)


@router.put(routes.COURIER_DEVICE, responses=refusals(*ACTING, ProblemCode.COURIER_REVOKED))
def register_device(body: DeviceKeys, door: ContextDoor) -> CourierServer:
    """Register the public keys of this device in the context; the answer has the server's."""
    with door.acting_to_write() as act:
        return courier_devices.register(act.unit, act.actor, act.signed_in, body)


@router.post(
    routes.COURIER_FILES,
    response_class=StreamingResponse,
    responses={
        200: {"description": "The sealed answer for the author of the file.", **_FILE},
        **refusals(*SIGNED_IN, ProblemCode.COURIER_DAMAGED, ProblemCode.COURIER_UNKNOWN),
    },
    openapi_extra={"requestBody": {"required": True, **_FILE}},
)
async def hand_in(request: Request, door: PersonDoor) -> StreamingResponse:
    """Judge a sealed request file as its author; its carrier cannot read it, nor the answer."""
    units: Units = request.app.state.units
    carrier_id = await run_in_threadpool(_carrier, door)
    answer = courier.scratch(units.settings)
    try:
        with courier.scratch(units.settings) as file:
            async for piece in request.stream():
                await run_in_threadpool(file.write, piece)
            file.seek(0)
            handled = await run_in_threadpool(courier.exchange, units, file, answer, carrier_id)
    except BaseException:
        answer.close()
        raise
    answer.seek(0)
    return _FileResponse(answer, handled.size)


def _carrier(door: PersonDoor) -> int:
    with door.visiting() as visit:
        return visit.signed_in.person_id


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
