"""未生效意见: what was parked, for those who may make it their own decision or put it aside.

An opinion is parked because its author had no right to it any more or came too late. Whoever holds
the business of the author's institution, or reviews above it, may adopt it as an own decision on
what stands now, or decline it with a reason. Each opinion is answered once.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from desktop.contract.base import MAX_ID, Answer, ContentHash, Epoch, Frozen, Id
from desktop.contract.operations import (
    CurrentState,
    OperationKind,
    OutcomeCode,
    OutcomeStatus,
    PeriodThen,
    Remark,
    SeenVersion,
    VersionThen,
)
from desktop.domain.review import ReviewLevel, SubmissionStatus, Verdict

PAGE_ITEMS = 100
"""Most items of a page."""


class ParkedChoice(StrEnum):
    """How a parked opinion is answered."""

    ADOPT = "adopt"
    DECLINE = "decline"


class ParkedShelf(StrEnum):
    """Which parked opinions are listed."""

    OPEN = "open"
    ANSWERED = "answered"


class Since(StrEnum):
    """What happened to the material since the author looked at it.

    `unknown` where the material is out of the asker's sight, or the author's version followed
    another operation of the same outbox.
    """

    NOTHING = "nothing"
    REVIEW = "review"
    CONTENT = "content"
    UNKNOWN = "unknown"


class ParkedReply(Answer):
    """Who answered a parked opinion, and how; `status` is what the adopted decision became."""

    key: UUID
    answer: ParkedChoice
    person_name: str
    organization_name: str
    at: Epoch
    note: str = ""
    status: OutcomeStatus = OutcomeStatus.APPLIED


class ParkedMaterial(Answer):
    """The material as it stands now, as far as the asker may see it."""

    id: Id
    name: str
    content_hash: ContentHash
    submission: SubmissionStatus
    current: CurrentState
    """At the author's level."""


class ParkedItem(Answer):
    """A parked opinion.

    `may` names the answers that are open to the asker; empty where the asker only looks. `seen` is
    the version that the author had on the screen, None where it followed another operation.
    """

    id: Id
    key: UUID
    kind: OperationKind
    code: OutcomeCode
    level: ReviewLevel
    organization_id: Id
    organization_name: str
    author_name: str
    verdict: Verdict | None = None
    remark: str = ""
    period: PeriodThen | None = None
    seen: VersionThen | None = None
    since: Since = Since.UNKNOWN
    client_at: Epoch
    received_at: Epoch
    material: ParkedMaterial | None = None
    may: tuple[ParkedChoice, ...] = ()
    reply: ParkedReply | None = None


class ParkedPage(Answer):
    """Parked opinions, the newest first.

    `open` counts what nobody answered yet, `answerable` those of them that the asker may answer.
    `next` is the `before` of the next page, None at the end.
    """

    items: tuple[ParkedItem, ...]
    open: int
    answerable: int
    answered: int
    next: Id | None = None


class ParkedQuery(Frozen):
    """Asks for a page: what was parked before the opinion with this id."""

    shelf: ParkedShelf = ParkedShelf.OPEN
    before: Annotated[int, Field(ge=1, le=MAX_ID)] = MAX_ID
    limit: Annotated[int, Field(ge=1, le=PAGE_ITEMS)] = 50


class ParkedAnswer(Frozen):
    """Body of `PUT /v1/parked/{parked_id}`.

    `expect` is what the answering person sees, not what the author saw; adopting needs it.
    Declining needs a note, which the author reads.
    """

    answer: ParkedChoice
    expect: SeenVersion | None = None
    note: Remark = ""

    @model_validator(mode="after")
    def _adopting_says_what_was_seen(self) -> ParkedAnswer:
        if self.answer is ParkedChoice.ADOPT and self.expect is None:
            msg = "expect_required"
            raise ValueError(msg)
        return self


class ParkedResult(Answer):
    """What became of an answer.

    `applied` and `concurred` settle the opinion; `conflict` and `rejected` change nothing, say why,
    and how the material stands. `conflict answered` carries the reply that came first.
    """

    id: Id
    key: UUID
    status: OutcomeStatus
    code: OutcomeCode = OutcomeCode.OK
    rev: int | None = None
    seq: int | None = None
    field: str = ""
    current: CurrentState | None = None
    reply: ParkedReply | None = None


class ParkedReplies(Answer):
    """Replies to own parked opinions; those that nobody answered yet are left out."""

    replies: tuple[ParkedReply, ...]
