"""The three ways in which a parked opinion is answered, in words."""

from __future__ import annotations

from uuid import UUID

import pytest

from desktop.contract.operations import OutcomeStatus
from desktop.contract.parked import ParkedChoice, ParkedReply
from desktop.screens.replies import reply_text

ADOPT, DECLINE = ParkedChoice.ADOPT, ParkedChoice.DECLINE


@pytest.mark.parametrize(
    ("answer", "status", "end"),
    [
        (ADOPT, OutcomeStatus.APPLIED, "采纳为自己的决定。"),
        (ADOPT, OutcomeStatus.CONCURRED, "采纳；同样的结论当时已经生效。"),
        (DECLINE, OutcomeStatus.APPLIED, "没有采纳：缺证明"),
    ],
)
def test_a_reply_says_who_when_and_how(
    answer: ParkedChoice, status: OutcomeStatus, end: str
) -> None:
    reply = ParkedReply(
        key=UUID(int=1),
        answer=answer,
        person_name="王管理",
        organization_name="示例县人民医院",
        at=1_795_000_000,
        note="缺证明" if answer is DECLINE else "",
        status=status,
    )

    words = reply_text(reply)

    assert words.startswith("王管理（示例县人民医院）于 2026-11-")
    assert words.endswith(end)
