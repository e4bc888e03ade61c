"""The audit: a chain of lines in which an edit, a cut, a swap or a lost end is found.

Line n is canonical JSON, its hash is SHA-256 over the hash before it and the line itself. Anchors
are keyed hashes of the head, kept in a file beside the database: whoever rewrites the whole chain
lacks the key. Lines name rows by id; names, numbers and codes never stand in them.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import to_json
from sqlalchemy import select

from server_stub.storage.bulk import insertion
from server_stub.storage.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor

START: Final = "0" * 64
ANCHORS: Final = "audit-anchors.txt"
_PURPOSE: Final = "audit anchor"
_ADD: Final = insertion("audit", ("n", "line", "hash"))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        name: What, as `subject.verb`: `decision.applied`, `authorization.revoked`.
        person_id: Who, 0 where nobody is known.
        context: In which context (`<organization id>-<business>`), or empty.
        subject: On what: `material/17`, `organization/4`.
        success: Whether it had its effect.
        details: Codes and ids that explain it; no personal data.
    """

    name: str
    person_id: int
    context: str = ""
    subject: str = ""
    success: bool = True
    details: dict[str, Any] = field(default_factory=dict)


def event_of(
    actor: Actor, name: str, subject: str, *, success: bool = True, **details: object
) -> Event:
    """Return what an actor did in its context."""
    context = f"{actor.organization_id}-{actor.business}"
    return Event(name, actor.person_id, context, subject, success, details)


def append(unit: Unit, *events: Event) -> None:
    """Append lines in this transaction."""
    if not events:
        return
    statement = select(AuditEntry.n, AuditEntry.hash).order_by(AuditEntry.n.desc()).limit(1)
    head = unit.session.execute(statement).first()
    n, last = (head.n, head.hash) if head else (0, START)
    rows = []
    for event in events:
        n += 1
        line = _line(n, unit.now, event)
        last = _link(last, line)
        rows.append((n, line, last))
    _ADD.run(unit.session, rows)


def _line(n: int, at: int, event: Event) -> str:
    entry: dict[str, Any] = {
        "n": n,
        "at": at,
        "event": event.name,
        "person": event.person_id,
        "context": event.context,
        "subject": event.subject,
        "success": event.success,
        **event.details,
    }
    return to_json(dict(sorted(entry.items()))).decode()


def _link(last: str, line: str) -> str:
    return sha256(f"{last}{line}".encode()).hexdigest()


def anchor(unit: Unit) -> None:
    """Write the keyed hash of the present head beside the database."""
    statement = select(AuditEntry.n, AuditEntry.hash).order_by(AuditEntry.n.desc()).limit(1)
    head = unit.session.execute(statement).first()
    if head is None:
        return
    mark = unit.providers.keys.sign(_PURPOSE, f"{head.n} {head.hash}")
    with _anchors(unit).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{head.n} {mark}\n")


def verify(unit: Unit) -> tuple[int, ...]:
    """Return the numbers of the lines at which the audit is not what was written; empty if sound.

    A missing end shows as the number of the anchor that is beyond the last line.
    """
    anchors = dict(_read_anchors(_anchors(unit)))
    wrong: list[int] = []
    expected, last = 1, START
    for entry in _entries(unit.session):
        sound = entry.n == expected and entry.hash == _link(last, entry.line)
        mark = anchors.pop(entry.n, None)
        if mark is not None:
            signature = unit.providers.keys.sign(_PURPOSE, f"{entry.n} {entry.hash}")
            sound = sound and hmac.compare_digest(mark.encode(), signature.encode())
        if not sound:
            wrong.append(entry.n)
        expected, last = entry.n + 1, entry.hash
    return (*wrong, *sorted(anchors))


def _entries(session: Session) -> Iterator[AuditEntry]:
    statement = select(AuditEntry).order_by(AuditEntry.n).execution_options(yield_per=1000)
    yield from session.scalars(statement)


def _anchors(unit: Unit) -> Path:
    return unit.settings.data / ANCHORS


def _read_anchors(path: Path) -> Sequence[tuple[int, str]]:
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(int(n), mark) for n, mark in (line.split() for line in lines)]
