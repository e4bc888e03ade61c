"""A plain HTTP caller for stories about the server: says who it is and in which context."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx

from desktop.contract import routes
from desktop.domain.businesses import PROBATION_BUSINESS
from tests.support import small_world

if TYPE_CHECKING:
    from typing import Self

    from tests.support.server import ReferenceServer

DEVICE = "d" * 32


def context_of(organization_id: int, business: str = PROBATION_BUSINESS) -> str:
    """Return the value of the header `Context`."""
    return f"{organization_id}-{business}"


@dataclass
class Caller:
    """Somebody who calls the API.

    Attributes:
        server: The server.
        token: Access token, empty for a stranger.
        context: Context to act in, or empty.
    """

    server: ReferenceServer
    token: str = ""
    context: str = ""
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        """Open a connection that is kept."""
        self.http = httpx.Client(base_url=self.server.url, timeout=30)

    @classmethod
    def of(cls, server: ReferenceServer, person_id: int, device_id: str = DEVICE) -> Self:
        """Return a person of the small world, signed in, in the only context held."""
        someone = small_world.PEOPLE[person_id]
        token = server.sign_in(person_id, device_id).access_token
        return cls(server, token, context_of(someone.organization_id))

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(self, *_exception: object) -> None:
        """Close the connection."""
        self.http.close()

    def headers(self) -> dict[str, str]:
        """Return what goes with every request."""
        headers = {routes.HEADER_API_VERSION: "1"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.context:
            headers[routes.HEADER_CONTEXT] = self.context
        return headers

    def get(self, path: str, **parameters: str | int) -> httpx.Response:
        """Ask for something."""
        return self.http.get(path, params=parameters, headers=self.headers())

    def post(self, path: str, body: object = None) -> httpx.Response:
        """Send something."""
        return self.http.post(path, json=body, headers=self.headers())

    def put(self, path: str, body: object) -> httpx.Response:
        """Answer something."""
        return self.http.put(path, json=body, headers=self.headers())

    def pull(self, cursor: str = "", limit: int = 2000) -> list[dict[str, Any]]:
        """Return the pages of a whole pull."""
        pages = []
        more = True
        while more:
            answer = self.get(routes.CHANGES, cursor=cursor, limit=limit)
            answer.raise_for_status()
            page: dict[str, Any] = answer.json()
            pages.append(page)
            cursor, more = page["next"], page["has_more"]
        return pages

    def decide(self, *items: dict[str, Any]) -> list[dict[str, Any]]:
        """Hand in operations and return their outcomes."""
        answer = self.post(routes.DECISIONS, {"device_id": DEVICE, "items": items})
        answer.raise_for_status()
        results: list[dict[str, Any]] = answer.json()["results"]
        return results


def operation(kind: str, material_id: int, **fields: object) -> dict[str, Any]:
    """Return an operation with a key of its own."""
    return {
        "kind": kind,
        "key": str(uuid4()),
        "material_id": material_id,
        "client_at": small_world.NOW - 60,
        **fields,
    }
