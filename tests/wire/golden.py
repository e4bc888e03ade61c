"""Golden files: made by playing the story, read by the tests, and what fits them.

    {"before": [events], "who": …, "request": {…}, "answer": {…}, "means": {…}}

`means` is what the client of that version made of the answer. Bodies that are no JSON are hex.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import httpx

from desktop import contract
from desktop.contract import routes
from desktop.contract.base import Answer
from desktop.contract.operations import Outcomes
from desktop.contract.parked import ParkedPage, ParkedReplies, ParkedResult
from desktop.contract.session import ServerInfo, Session, Tokens
from desktop.contract.sync import ChangesPage, Manifest
from desktop.domain.errors import ExpectedError
from desktop.remote.pages import Page
from desktop.remote.parts import Part, part_of
from desktop.remote.refusals import error_of
from desktop.remote.transport import Reply
from tests.architecture.sources import ROOT
from tests.support.small_world import NOW
from tests.wire.world import DIGEST

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

    from tests.wire.world import World

FOLDER: Final = ROOT / "tests" / "wire"
WORDS: Final = "words.json"
KEPT_HEADERS: Final = (
    "Content-Type",
    "Content-Range",
    "ETag",
    "Accept-Ranges",
    "Retry-After",
    "WWW-Authenticate",
    "Min-Client",
)
_PLACE: Final = re.compile(r"\$\{([^:}]+):([^}]+)\}")
_MODELS: Final[dict[str, type[BaseModel]]] = {
    routes.INFO: ServerInfo,
    routes.SESSION: Session,
    routes.DECISIONS: Outcomes,
    routes.DECISION_RESULTS: Outcomes,
    routes.REFRESH: Tokens,
    routes.PARKED: ParkedPage,
    routes.DECISION_REPLIES: ParkedReplies,
}
_MUST_BE_EQUAL: Final = frozenset({"status", "code"})
"""Names of values that must be the same again; of all others, the kind counts."""


@dataclass(frozen=True)
class Golden:
    """One recorded exchange; `record` is the content of its file."""

    name: str
    record: dict[str, Any]

    @property
    def reply(self) -> Reply:
        """What the server of that version answered."""
        answer = self.record["answer"]
        headers = httpx.Headers(answer["headers"])
        return Reply(answer["status"], headers, body_of(answer["body"]))


def folder_of(version: int) -> Path:
    """Return where the recording of a version lies."""
    return FOLDER / f"v{version}"


def words_of_answers() -> dict[str, list[str]]:
    """Return the values of every enum in an answer of today: an older client knows no others."""
    found: dict[str, list[str]] = {}
    for module in iter_modules(contract.__path__):
        for model in vars(import_module(f"{contract.__name__}.{module.name}")).values():
            if isinstance(model, type) and issubclass(model, Answer):
                parts = model.model_json_schema().get("$defs", {})
                found |= {name: part["enum"] for name, part in parts.items() if "enum" in part}
    return dict(sorted(found.items()))


def recorded_words(version: int) -> dict[str, list[str]]:
    """Return the same as it was recorded."""
    words: dict[str, list[str]] = json.loads(
        (folder_of(version) / WORDS).read_text(encoding="utf-8")
    )
    return words


def versions() -> list[int]:
    """Return the recorded versions."""
    return sorted(int(one.name[1:]) for one in FOLDER.glob("v[0-9]*"))


def recording(version: int) -> list[Golden]:
    """Read the recording of a version, in its order."""
    paths = sorted(folder_of(version).glob("[0-9]*.json"))
    return [Golden(one.stem, json.loads(one.read_text(encoding="utf-8"))) for one in paths]


def body_of(kept: object) -> bytes:
    """Return a body as it travelled."""
    return bytes.fromhex(kept) if isinstance(kept, str) else json.dumps(kept).encode()


class Playing:
    """Sends recorded requests to a server of today, as a client of that version would."""

    def __init__(self, world: World) -> None:
        """Begin with nothing answered."""
        self._world = world
        self._said: dict[str, Any] = {
            "tokens": {who: one.model_dump() for who, one in world.tokens.items()}
        }
        self._http = httpx.Client(base_url=world.server.url, timeout=30)

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def play(self, name: str, record: dict[str, Any]) -> dict[str, Any]:
        """Let the events before happen, send the request, and return the answer."""
        for event in record["before"]:
            self._world.happen(event)
        request, who = record["request"], record["who"]
        headers = self._headers(who, request["version"]) | request["headers"]
        query = {key: str(self._filled(value)) for key, value in request["query"].items()}
        body = self._filled(request["body"])
        answer = self._http.request(
            request["method"],
            self._path(request["path"]) + ("?" + urlencode(query) if query else ""),
            content=None if body is None else json.dumps(body).encode(),
            headers={key: value for key, value in headers.items() if value},
        )
        is_json = answer.headers["Content-Type"].endswith("json")
        said = answer.json() if is_json else answer.content.hex()
        self._said[name] = said
        kept = {key: answer.headers[key] for key in KEPT_HEADERS if key in answer.headers}
        return {"status": answer.status_code, "headers": kept, "body": said}

    def _headers(self, who: str, version: int) -> dict[str, str]:
        token = self._world.tokens[who].access_token if who in self._world.tokens else ""
        return {
            routes.HEADER_API_VERSION: str(version),
            routes.HEADER_CONTEXT: self._world.context(who),
            "Authorization": f"Bearer {token}" if token else "",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
        }

    def _filled(self, template: Any) -> Any:  # noqa: ANN401 - JSON is anything
        """Put the places of earlier answers in."""
        if isinstance(template, dict):
            return {key: self._filled(value) for key, value in template.items()}
        if isinstance(template, list):
            return [self._filled(value) for value in template]
        found = _PLACE.fullmatch(template) if isinstance(template, str) else None
        return template if found is None else self._at(found)

    def _path(self, template: str) -> str:
        return _PLACE.sub(lambda found: str(self._at(found)), template)

    def _at(self, place: re.Match[str]) -> Any:  # noqa: ANN401 - JSON is anything
        value = self._said[place[1]]
        for step in place[2].split("."):
            value = value[int(step)] if isinstance(value, list) else value[step]
        return value


def understood(golden: Golden) -> dict[str, Any]:
    """Return what the client of today makes of a recorded answer, as plain values."""
    reply = golden.reply
    try:
        if not httpx.codes.is_success(reply.status):
            raise error_of(reply.status, reply.headers, reply.body, NOW)
        return _plain(_parsed(golden, reply))
    except ExpectedError as error:
        known = {"error": type(error).__name__, "code": error.code, "field": error.field}
        return {**known, "retry_after": error.retry_after}


def _parsed(golden: Golden, reply: Reply) -> BaseModel | Part:
    """Parse as `desktop.remote.api` does."""
    path = golden.record["request"]["path"]
    if path in _MODELS:
        return _MODELS[path].model_validate_json(reply.body)
    if path == routes.CHANGES:
        return _joined(list(Page(reply).parts()))
    if path.startswith(f"{routes.PARKED}/"):
        return ParkedResult.model_validate_json(reply.body)
    if path.endswith(DIGEST):
        offset = int(golden.record["request"]["headers"].get("Range", "bytes=0-")[6:].split("-")[0])
        return part_of(reply, offset)
    return Manifest.model_validate_json(reply.body)


def _joined(parts: list[ChangesPage]) -> ChangesPage:
    materials = [row for part in parts for row in part.materials]
    return parts[0].model_copy(update={"materials": materials})


def _plain(value: BaseModel | Part) -> dict[str, Any]:
    if isinstance(value, Part):
        return {"offset": value.offset, "total": value.total, "data": value.data.hex()}
    return value.model_dump(mode="json")


def with_news(answer: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Return an answer as a newer server may give it: with fields that nobody knows yet."""
    if isinstance(answer, dict):
        return {**{key: with_news(one) for key, one in answer.items()}, "news": {"of": [1]}}
    return [with_news(one) for one in answer] if isinstance(answer, list) else answer


def misfits(
    golden: Any,  # noqa: ANN401 - JSON is anything
    today: Any,  # noqa: ANN401 - the same
    place: str = "",
    *,
    exactly: bool = False,
) -> list[str]:
    """Return where an answer of today is not what a client of that version expects.

    Fields may be new, none may be missing; values are of the same kind, results are the same, and
    with `exactly` every value is.
    """
    if isinstance(golden, dict) and isinstance(today, dict):
        missing = [f"{place}/{key}" for key in golden if key not in today]
        pairs = {key: (one, today[key]) for key, one in golden.items() if key in today}
    elif isinstance(golden, list) and isinstance(today, list) and len(golden) == len(today):
        missing = []
        pairs = {str(n): pair for n, pair in enumerate(zip(golden, today, strict=True))}
    elif isinstance(golden, dict | list):
        return [place]
    else:
        equal = exactly or place.rpartition("/")[2] in _MUST_BE_EQUAL
        fits = golden == today if equal else type(golden) is type(today)
        return [] if fits else [f"{place}: {golden!r} {today!r}"]
    within = [
        misfits(one, other, f"{place}/{key}", exactly=exactly)
        for key, (one, other) in pairs.items()
    ]
    return [*missing, *chain.from_iterable(within)]
