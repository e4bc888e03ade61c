"""What is said about an opinion that is not the person's to adopt."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

import pytest

from desktop.contract.operations import CurrentState, OperationKind, OutcomeCode, OutcomeStatus
from desktop.contract.parked import ParkedChoice, ParkedItem, ParkedMaterial, ParkedResult
from desktop.domain.review import ReviewLevel, SubmissionStatus, Verdict
from desktop.screens.parked.reading import Shown, lines
from desktop.screens.parked.words import name_text, reason_text, refused_text, why_not

HOSPITAL, COUNTY = 4, 3
NOW: Final = 1_795_000_000
BOTH: Final = (ParkedChoice.ADOPT, ParkedChoice.DECLINE)
DECLINE: Final = (ParkedChoice.DECLINE,)
MATERIAL: Final = ParkedMaterial(
    id=1,
    name="陈一",
    content_hash="0" * 16,
    submission=SubmissionStatus.SUBMITTED,
    current=CurrentState(rev=1, status="pending"),
)


def item(**fields: Any) -> ParkedItem:  # noqa: ANN401 - fields of the model
    values: dict[str, Any] = {
        "id": 1,
        "key": UUID(int=1),
        "kind": OperationKind.DECIDE,
        "code": OutcomeCode.NOT_PERMITTED,
        "level": ReviewLevel.UNIT,
        "organization_id": HOSPITAL,
        "organization_name": "示例县人民医院",
        "author_name": "李辅助",
        "verdict": Verdict.DEFERRED,
        "client_at": NOW,
        "received_at": NOW,
        "material": MATERIAL,
        "may": BOTH,
    }
    return ParkedItem(**{**values, **fields})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"may": ()}, "审核期之外的意见由上级处理。"),
        ({"may": (), "organization_id": COUNTY}, "这是您本人的意见，不能由您自己在上级处理。"),
        (
            {"may": DECLINE, "kind": OperationKind.RETRACT, "verdict": None},
            "撤回和移除不能采纳：请打开材料，按现在的情况处理。",
        ),
        ({"may": DECLINE, "material": None}, "材料已不在您的范围，不能采纳。"),
        ({"may": DECLINE}, "材料已不归该单位审核，不能采纳。"),
    ],
)
def test_who_may_not_adopt_reads_why(fields: dict[str, Any], words: str) -> None:
    assert why_not(item(**fields), HOSPITAL) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (OutcomeCode.NOT_PERMITTED, "意见到服务器时，李辅助 已没有审核权限，所以没有生效。"),
        (OutcomeCode.OUT_OF_SCOPE, "意见到服务器时，材料已不在 李辅助 的管理范围，所以没有生效。"),
        (OutcomeCode.WINDOW_CLOSED, "李辅助 的意见在审核期之外才到服务器，所以没有生效。"),
        (OutcomeCode.FINAL, "这份材料已审核不通过"),
    ],
)
def test_an_opinion_says_why_it_had_no_effect(code: OutcomeCode, words: str) -> None:
    assert reason_text(item(code=code)).startswith(words)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": OutcomeCode.FINAL}, "已有“审核不通过”，不能再采纳别的结论。"),
        ({"code": OutcomeCode.PERIOD_REQUIRED, "field": "/period"}, "意见缺少备注或实习时间"),
        ({"code": OutcomeCode.PARENT}, ""),
    ],
)
def test_a_refused_answer_says_why(fields: dict[str, Any], words: str) -> None:
    result = ParkedResult(id=1, key=UUID(int=1), status=OutcomeStatus.CONFLICT, **fields)
    assert refused_text(result).startswith(words)
    assert refused_text(result)


def test_what_is_out_of_sight_shows_the_opinion_alone() -> None:
    hidden = item(material=None, may=DECLINE)
    assert name_text(hidden) == "不在范围内"
    shown = Shown(hidden, None)
    assert not shown.can_adopt
    assert shown.can_decline
    assert next((line.opinion, line.now) for line in lines(shown, NOW)) == ("暂不审核", "")
