"""The only place that wires: database, providers, routes."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from sqlalchemy.exc import OperationalError

from desktop.contract.problems import Problem, ProblemCode
from desktop.domain.businesses import BUSINESSES
from server_stub.pages import demo
from server_stub.providers import bundled_providers
from server_stub.routes import (
    authorizations,
    courier,
    materials,
    parked,
    problems,
    public,
    sessions,
    sync,
)
from server_stub.routes.door import check_version
from server_stub.routes.wire import Wire
from server_stub.services import upkeep
from server_stub.services.unit import Units
from server_stub.settings import VERSION
from server_stub.storage.engine import Database
from server_stub.storage.migrate import migrate
from server_stub.storage.outages import Outage, number_of, outage_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from fastapi import Request, Response
    from fastapi.routing import APIRoute

    from server_stub.settings import Settings


_log = logging.getLogger(__name__)

_OUTAGES: Final[dict[Outage, tuple[ProblemCode, int | None]]] = {
    Outage.FULL: (ProblemCode.SERVER_STORAGE_FULL, 60),
    Outage.BUSY: (ProblemCode.BUSY, 1),
    Outage.BROKEN: (ProblemCode.INTERNAL, None),
}
"""What a client hears of a failing database, and after how many seconds it may ask again."""


def open_units(settings: Settings, clock: Callable[[], float] | None = None) -> Units:
    """Open the data folder and bring its database to this version's schema."""
    providers = bundled_providers(settings, clock)
    database = Database(settings.url)
    migrate(database)
    return Units(database, settings, providers)


def create_app(units: Units) -> FastAPI:
    """Return the application that serves these units of work."""
    settings = units.settings
    app = FastAPI(
        title="Talent Desk",
        version=VERSION,
        openapi_url="/openapi.json" if settings.demo else None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        lifespan=_lifespan,
    )
    app.state.units = units
    app.state.settings = settings
    versioned = [Depends(check_version)]
    app.include_router(public.router)
    for module in (sessions, sync, courier, materials, parked, authorizations):
        app.include_router(module.router, dependencies=versioned)
    if settings.demo:
        app.include_router(public.demo_router, dependencies=versioned)
        app.include_router(demo.router)
    problems.install(app)
    app.add_exception_handler(OperationalError, _out_of_order)
    app.add_middleware(Wire, settings=settings)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # FastAPI's own way
    return app


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, in which every failure is a problem document."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        schemas = document["components"]["schemas"]
        schemas.pop("HTTPValidationError", None)
        schemas.pop("ValidationError", None)
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(problem.pop("$defs"))
        problem["properties"]["code"]["enum"] = [code.value for code in ProblemCode]
        schemas["Problem"] = problem
        _require_tags(schemas)
        for request in ("GenerateRequest", "MatchRequest", "RevokeRequest"):
            schemas[request]["properties"]["business"]["enum"] = [one.code for one in BUSINESSES]
        app.openapi_schema = document
    return app.openapi_schema


def _require_tags(schemas: dict[str, Any]) -> None:
    """Say that the kind of an operation must be named: a default does not tell it from others."""
    for schema in schemas.values():
        tags = [name for name, one in schema.get("properties", {}).items() if "const" in one]
        if tags:
            schema["required"] = [*tags, *schema.get("required", [])]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    units: Units = app.state.units
    upkeep.start(units)
    yield
    upkeep.stop(units)


async def _out_of_order(request: Request, error: Exception) -> Response:
    """Say whether space, patience or help is needed; the transaction left nothing behind."""
    assert isinstance(error, OperationalError)  # noqa: S101 - handlers are registered by class
    code, retry_after = _OUTAGES[outage_of(error)]
    trace_id = request.scope.get("trace_id", "")
    _log.error("request %s: %s, database error %s", trace_id, code, number_of(error))
    return problems.problem(request, code, retry_after=retry_after)


def _operation_id(route: APIRoute) -> str:
    return route.name
