"""The OpenAPI document says the truth: what it promises holds for whatever one sends."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from desktop.contract import routes
from tests.support.caller import context_of
from tests.support.server import ReferenceServer
from tests.support.small_world import COUNTY, COUNTY_OFFICER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import BaseSchema

EXAMPLES = 20
PATHS = [path for path in vars(routes).values() if str(path).startswith("/v1/")]
CONFIG = """
[checks]
positive_data_acceptance.enabled = false
negative_data_rejection.expected-statuses = [
    "400", "401", "403", "404", "405", "413", "415", "422", "426", "429",
]
"""
"""Whether good data are accepted is asked here: well-formed is what is not `malformed`."""

LINES = [
    (path, mode)
    for path in PATHS
    for mode in GenerationMode
    if mode.is_positive or path != routes.INFO  # which takes nothing that could be wrong
]
BEYOND_A_SCHEMA = {"code": "value_error", "pointer": ""}
"""Two operations with the same key: JSON Schema cannot say that."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceServer]:
    """One server for all examples; its clock moves, so that limits do not hide everything."""
    with ReferenceServer(tmp_path_factory.mktemp("openapi")) as running:
        yield running.warm_up()


@pytest.fixture(scope="module")
def api(server: ReferenceServer) -> BaseSchema:
    """The document as it is served; who is who is the matter of the matrix, not of this."""
    document = httpx.get(f"{server.url}/openapi.json").json()
    for methods in document["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
    config = SchemathesisConfig.from_str(CONFIG)
    return schemathesis.openapi.from_dict(document, config=config)


@pytest.mark.parametrize(("path", "mode"), LINES)
def test_the_document_is_truthful(
    api: BaseSchema, server: ReferenceServer, path: str, mode: GenerationMode
) -> None:
    token = server.sign_in(COUNTY_OFFICER).access_token
    headers = {
        "Authorization": f"Bearer {token}",
        routes.HEADER_API_VERSION: "1",
        routes.HEADER_CONTEXT: context_of(COUNTY),
    }
    for operation in api[path].values():

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def holds(case: schemathesis.Case) -> None:
            server.clock.advance(2)
            sent = {
                name: value
                for name, value in headers.items()
                if mode.is_positive or name not in (case.headers or {})
            }
            answer = case.call_and_validate(base_url=server.url, headers=sent)
            if mode.is_positive and answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
                document = answer.json()
                assert document["code"] != "malformed" or BEYOND_A_SCHEMA in document["errors"], (
                    document
                )

        holds()
