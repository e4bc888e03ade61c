"""What is recorded: one exchange for each shape that travels, in an order in which it can happen.

A string like `${02-changes-first:next}` stands for a place in an earlier answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from desktop.contract import routes
from desktop.contract.sync import MATERIAL_FIELDS
from tests.support.small_world import NOW
from tests.wire.world import DIGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST: Final = "02-changes-first"
PERIOD: Final = {"start": "2025-08-01", "end": "2026-07-31"}
OTHER_PERIOD: Final = {"start": "2025-09-01", "end": "2026-07-31"}
DEVICE: Final = "1" * 32
_REV, _HASH = MATERIAL_FIELDS.index("rev"), MATERIAL_FIELDS.index("content_hash")
_ATTACHMENT: Final = routes.ATTACHMENT.format(material_id=1, sha256=DIGEST)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One exchange.

    Attributes:
        name: Of its file.
        path: With `GET` unless there is a `body`; places of earlier answers may stand in it.
        who: Whose token and context go along; `stranger` for nobody's.
        query: Parameters.
        body: JSON, or None.
        method: Of a request with a body.
        headers: In place of, or beside, those of every request; empty leaves one out.
        before: Events that happen before.
    """

    name: str
    path: str
    who: str = "manager"
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()


def _key(n: int) -> str:
    return f"00000000-0000-4000-8000-{n:012}"


def _seen(material_id: int) -> dict[str, str]:
    row = f"{FIRST}:materials.{material_id - 1}"
    return {"rev": f"${{{row}.{_REV}}}", "content_hash": f"${{{row}.{_HASH}}}"}


def _act(kind: str, n: int, material_id: int, **fields: object) -> dict[str, Any]:
    expect = {} if kind == "reveal" else {"expect": _seen(material_id)}
    place = {"key": _key(n), "material_id": material_id, "client_at": NOW - 60}
    return {"kind": kind, **place, **expect, **fields}


def _decide(n: int, material_id: int, verdict: str, **fields: object) -> dict[str, Any]:
    return _act("decide", n, material_id, verdict=verdict, **fields)


def _batch(*items: dict[str, Any]) -> dict[str, Any]:
    return {"device_id": DEVICE, "items": list(items)}


_EFFECTS: Final = _batch(
    _decide(1, 1, "approved", period=PERIOD),
    _decide(2, 2, "deferred", remark="等单位证明"),
    _decide(3, 3, "returned", remark="请补毕业证"),
    _decide(4, 4, "refused", remark="材料不实"),
    _act("remove_from_unit", 5, 5, reason="已离职"),
    _act("reveal", 6, 6, field="phone"),
    _decide(7, 7, "approved", period=PERIOD),
    _act("retract", 8, 7, expect={"after": _key(7)}),
    _decide(9, 10, "approved", period=PERIOD),
)
_SECOND_OPINIONS: Final = _batch(
    _decide(21, 1, "approved", period=PERIOD),
    _decide(22, 2, "approved", period=PERIOD),
    _decide(23, 4, "deferred"),
    _decide(24, 5, "deferred"),
    _decide(25, 8, "deferred"),
    _decide(26, 9, "deferred"),
    _decide(27, 10, "approved", period=OTHER_PERIOD),
    _decide(28, 11, "deferred", expect={"after": _key(99)}),
    _act("retract", 29, 11),
    _decide(30, 999, "deferred", expect=_seen(11)),
    _decide(31, 11, "approved"),
    _decide(32, 11, "returned"),
    _decide(33, 11, "deferred", supersedes=_key(22)),
)

STORY: Final = (
    Step(name="00-info", path=routes.INFO, who="stranger"),
    Step(name="01-session", path=routes.SESSION),
    Step(name=FIRST, path=routes.CHANGES, query={"limit": "2000"}),
    Step(name="03-changes-page", path=routes.CHANGES, query={"limit": "5"}),
    Step(
        name="04-changes-next-page",
        path=routes.CHANGES,
        query={"limit": "5", "cursor": "${03-changes-page:next}"},
    ),
    Step(
        name="05-changes-masked",
        path=routes.CHANGES,
        who="county",
        query={"limit": "2000"},
    ),
    Step(
        name="06-changes-nothing-new",
        path=routes.CHANGES,
        query={"limit": "2000", "cursor": f"${{{FIRST}:next}}"},
    ),
    Step(name="07-manifest", path=routes.MATERIAL_MANIFEST.format(material_id=1)),
    Step(name="08-attachment", path=_ATTACHMENT),
    Step(
        name="09-attachment-part",
        path=_ATTACHMENT,
        headers={"Range": "bytes=100-149", "If-Range": f'"{DIGEST}"'},
    ),
    Step(name="10-attachment-beyond", path=_ATTACHMENT, headers={"Range": "bytes=9999-"}),
    Step(name="11-decisions-effects", path=routes.DECISIONS, body=_EFFECTS),
    Step(
        name="12-decisions-second-opinions",
        path=routes.DECISIONS,
        who="assistant",
        body=_SECOND_OPINIONS,
        before=("withdraw 8", "withdraw 9", "resubmit 9"),
    ),
    Step(
        name="13-decisions-key-reused",
        path=routes.DECISIONS,
        who="assistant",
        body=_batch(_decide(21, 1, "deferred")),
    ),
    Step(
        name="14-decisions-window-closed",
        path=routes.DECISIONS,
        body=_batch(_decide(41, 12, "deferred", remark="窗口已关")),
        before=("close window",),
    ),
    Step(
        name="15-decisions-no-right-now",
        path=routes.DECISIONS,
        who="assistant",
        body=_batch(_decide(42, 12, "deferred", remark="授权已解除")),
        before=("open window", "revoke assistant"),
    ),
    Step(
        name="16-results",
        path=routes.DECISION_RESULTS,
        body={"keys": [_key(1), _key(4), _key(41), _key(98)]},
    ),
    Step(
        name="17-changes-delta",
        path=routes.CHANGES,
        query={"limit": "2000", "cursor": f"${{{FIRST}:next}}"},
        before=("phone 13",),
    ),
    Step(
        name="18-cursor-unknown",
        path=routes.CHANGES,
        query={"cursor": "A" * 60},
    ),
    Step(
        name="19-cursor-gone",
        path=routes.CHANGES,
        query={"cursor": "${17-changes-delta:next}"},
        before=("forget departures",),
    ),
    Step(
        name="20-epoch-changed",
        path=routes.CHANGES,
        query={"cursor": "${17-changes-delta:next}"},
        before=("remember departures", "new epoch"),
    ),
    Step(name="21-context-required", path=routes.CHANGES, headers={"Context": ""}),
    Step(name="22-not-permitted", path=routes.CHANGES, headers={"Context": "3-05"}),
    Step(name="23-sign-in-required", path=routes.SESSION, headers={"Authorization": ""}),
    Step(
        name="24-session-expired",
        path=routes.SESSION,
        headers={"Authorization": f"Bearer {'x' * 43}"},
    ),
    Step(name="25-not-found", path="/v1/materials/999/attachments"),
    Step(
        name="26-malformed",
        path=routes.DECISIONS,
        body=_batch(_act("reveal", 51, 1, field="name")),
    ),
    Step(name="27-upgrade-required", path=routes.SESSION, headers={"Api-Version": "0"}),
    Step(
        name="28-refresh",
        path=routes.REFRESH,
        who="stranger",
        body={"refresh_token": "${tokens:county.refresh_token}"},
    ),
    Step(
        name="29-account-disabled",
        path=routes.SESSION,
        who="county",
        before=("disable county",),
    ),
    Step(name="30-parked", path=routes.PARKED, query={"limit": "10"}),
    Step(
        name="31-parked-adopted",
        path=routes.PARKED_ANSWER.format(parked_id="${30-parked:items.0.id}"),
        method="PUT",
        body={"answer": "adopt", "expect": _seen(12)},
    ),
    Step(
        name="32-parked-not-permitted",
        path=routes.PARKED_ANSWER.format(parked_id="${30-parked:items.1.id}"),
        method="PUT",
        body={"answer": "decline", "note": "已另行审核"},
    ),
    Step(name="33-parked-answered", path=routes.PARKED, query={"shelf": "answered"}),
    Step(
        name="34-replies",
        path=routes.DECISION_REPLIES,
        who="assistant",
        body={"keys": [_key(42), _key(98)]},
    ),
)
