"""Materials of the demo: who applied where and when, and what has happened since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from desktop.domain.businesses import PROBATION_BUSINESS, PROBATION_FORM
from desktop.domain.review import (
    ChainStep,
    PaymentStatus,
    ReviewLevel,
    TimelineKind,
    Verdict,
)
from server_stub.demo.batches import CHINA_OFFSET, DAY, midnight
from server_stub.demo.plots import ending
from server_stub.services.materials import Dossier, content_hash

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from server_stub.demo.forms import Form
    from server_stub.demo.plots import Beat, Ending, Plot

_OFFICE_OPENS: Final = 8 * 3600 + 1800
_OFFICE_SECONDS: Final = 9 * 3600
_LEAST_GAP: Final = 240

_RETURN_REMARKS: Final = (
    "试用期考核证明未加盖单位公章，部门章无效，请重新上传。",
    "试用起止时间与证明不一致，请核对后重交。",
    "毕业证书照片不清晰，请重新拍摄上传。",
    "身份证反面缺失，请补传。",
    "专业名称填写与毕业证不符，请更正。",
    "缺法定代表人签字。",
    "学历备案表已过有效期，请重新下载。",
    "证件照非白底，请更换近六个月证件照。",
)
_REFUSAL_REMARKS: Final = (
    "所学专业不属于报考依据。",
    "非本单位试用人员。",
    "学历网上查验无此记录。",
    "重复申报。",
)
_DEFERRAL_REMARKS: Final = ("待核实原件。", "待学历认证报告。", "待原单位回函。", "")
_APPROVAL_REMARKS: Final = ("", "", "", "", "", "材料齐全。", "原件已核对。")
_REMARKS: Final = {
    Verdict.RETURNED: _RETURN_REMARKS,
    Verdict.REFUSED: _REFUSAL_REMARKS,
    Verdict.DEFERRED: _DEFERRAL_REMARKS,
    Verdict.APPROVED: _APPROVAL_REMARKS,
}
_PAYMENTS: Final = (
    *(PaymentStatus.PAID.value,) * 15,
    *(PaymentStatus.UNPAID.value,) * 3,
    PaymentStatus.REFUNDING.value,
    PaymentStatus.REFUNDED.value,
)
_REVISIONS: Final = (
    ("practice_start",),
    ("practice_start",),
    ("practice_end",),
    ("practice_start", "practice_end"),
    ("major",),
    ("graduated_on",),
    ("address",),
)
"""Fields that a resubmission changed together, in the order of the form."""

_REASONS: Final = {
    "practice_start": "试用起止时间与证明不一致，请核对后重交。",
    "practice_end": "试用截止时间与证明不一致，请核对后重交。",
    "major": "专业名称填写与毕业证不符，请更正。",
    "graduated_on": "毕业时间与毕业证不符，请更正。",
    "address": "住址与身份证不一致，请核对。",
}
"""Why a material came back whose person then changed this field."""


class Place(NamedTuple):
    """One step of a unit's chain, and who reviews there."""

    level: ReviewLevel
    organization_id: int
    organization_name: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """A unit as a place where people apply.

    Attributes:
        organization_id: The unit.
        path: Its path in the tree.
        name: Its name.
        steps: Its chain, lowest level first.
        address: City and county.
        neighbours: Units of the same county, where people may have worked before.
    """

    organization_id: int
    path: str
    name: str
    steps: tuple[Place, ...]
    address: str
    neighbours: tuple[tuple[int, str], ...]

    @property
    def levels(self) -> tuple[ReviewLevel, ...]:
        """Levels of the chain."""
        return tuple(step.level for step in self.steps)


class Span(NamedTuple):
    """When a material's story plays: submission and present, epoch seconds."""

    start: int
    end: int


class _Earlier(NamedTuple):
    organization_id: int
    organization_name: str
    start: date
    end: date
    confirmed_at: int

    @property
    def entry(self) -> list[Any]:
        """As the internship record carries it."""
        return [
            self.organization_id,
            self.organization_name,
            self.start.isoformat(),
            self.end.isoformat(),
            self.confirmed_at,
        ]


class MaterialMaker:
    """Tells materials.

    Args:
        random: Source of moments, remarks and internship records.
    """

    def __init__(self, random: Random) -> None:
        self._random = random

    def make(
        self, number: int, workplace: Workplace, year: int, form: Form, plot: Plot, span: Span
    ) -> Dossier:
        """Tell one material; its sequence number and pictures are the caller's.

        Args:
            number: Id of the material.
            workplace: Where the person applied.
            year: Exam year.
            form: What the person filled in.
            plot: What has happened.
            span: When.
        """
        end = ending(plot, workplace.levels)
        moments = self._moments(len(plot.beats), span)
        earlier = self._earlier(workplace, form, plot, moments)
        revised = self._random.choice(_REVISIONS) if end.changed else ()
        timeline = self._timeline(workplace, form, plot, moments, earlier)
        _give_reason(timeline, revised)
        dossier = Dossier(
            id=number,
            seq=0,
            rev=end.rev,
            business=PROBATION_BUSINESS,
            organization_id=workplace.organization_id if end.bound else None,
            organization_path=workplace.path if end.bound else "",
            year=year,
            name=form.named.name,
            search_keys=form.named.keys,
            id_type=form.id_type.value,
            id_number=form.id_number,
            phone=f"1{38 + number % 2 * 20}0000{number % 10_000:04d}",
            level=form.application.level.value,
            category=form.application.category.value,
            submission=end.submission.value,
            payment=self._random.choice(_PAYMENTS),
            submitted_at=_submitted_at(plot, moments),
            updated_at=moments[-1],
            content_rev=end.content_rev,
            binding_rev=end.binding_rev,
            chain=_chain(workplace, end) if end.bound else (),
            statuses=dict(zip(workplace.levels, end.statuses, strict=True)),
            details=form.details,
            changed_fields=[_changed(key, form) for key in revised],
            timeline=timeline,
            practice=_practice(workplace, form, earlier, end, moments),
        )
        dossier.content_hash = content_hash(dossier)
        return dossier

    def _moments(self, count: int, span: Span) -> list[int]:
        length = max(span.end - span.start, count * _LEAST_GAP * 2)
        shares = sorted(self._random.random() for _ in range(count - 1))
        moments = [span.end - length]
        for share in shares:
            moment = _in_office_hours(span.end - length + int(length * share))
            moments.append(max(moment, moments[-1] + _LEAST_GAP))
        if moments[-1] >= span.end:  # The last office day is not over yet.
            late = moments[-1] - span.end + 60
            moments = [moment - late for moment in moments]
        return moments

    def _timeline(
        self,
        workplace: Workplace,
        form: Form,
        plot: Plot,
        moments: list[int],
        earlier: Sequence[_Earlier],
    ) -> list[Any]:
        return [
            self._entry(beat, at, workplace, form, earlier)
            for beat, at in zip(plot.beats, moments, strict=True)
        ]

    def _entry(
        self, beat: Beat, at: int, workplace: Workplace, form: Form, earlier: Sequence[_Earlier]
    ) -> list[Any]:
        if beat.step is None:
            unit, person = "", form.named.name
            if beat.kind is TimelineKind.JOINED_UNIT:
                unit, person = workplace.name, ""
            return [at, beat.kind.value, None, unit, person, None, "", None, None]
        step = workplace.steps[beat.step]
        organization, reviewer = step.organization_name, step.reviewer
        if beat.elsewhere:
            organization, reviewer = earlier[-1].organization_name, "示例审核员"
        verdict = beat.verdict
        remark = "" if verdict is None else self._random.choice(_REMARKS[verdict])
        if beat.kind is TimelineKind.REMOVED_FROM_UNIT:
            remark = "已调离本单位。"
        start = end = None
        if verdict is Verdict.APPROVED and beat.step == 0:
            start, end = form.details[_PRACTICE_START], form.details[_PRACTICE_END]
            if beat.elsewhere:
                start, end = earlier[-1].start.isoformat(), earlier[-1].end.isoformat()
        return [
            at,
            beat.kind.value,
            step.level.value,
            organization,
            reviewer,
            verdict.value if verdict else None,
            remark,
            start,
            end,
        ]

    def _earlier(
        self, workplace: Workplace, form: Form, plot: Plot, moments: list[int]
    ) -> list[_Earlier]:
        """Give some people one or two former units, which take the first part of the practice."""
        needed = plot.beats[0].elsewhere
        r = self._random.random()
        if not workplace.neighbours or (r < _ALWAYS_HERE and not needed):
            return []
        count = 2 if r > _TWICE_ELSEWHERE else 1
        start, days = form.practice.start, form.practice.days // (count + 2)
        found = []
        for n in range(count):
            organization_id, name = self._random.choice(workplace.neighbours)
            distance = _DISTANCES[int(self._random.random() * len(_DISTANCES))]
            end = start + timedelta(days=days - 1 - distance)
            found.append(_Earlier(organization_id, name, start, end, _noon(end) + (9 + n) * DAY))
            start += timedelta(days=days)
        form.details[_PRACTICE_START] = start.isoformat()
        if needed:
            found[-1] = found[-1]._replace(confirmed_at=moments[1])
        return found


_FIELD_KEYS: Final = tuple(field.key for field in PROBATION_FORM)
_PRACTICE_START: Final = _FIELD_KEYS.index("practice_start")
_PRACTICE_END: Final = _FIELD_KEYS.index("practice_end")
_ALWAYS_HERE: Final = 0.7
"""Share of people who worked at one unit only."""
_TWICE_ELSEWHERE: Final = 0.94
_DISTANCES: Final = (0, 0, 0, 0, 5, 12, 31, 62, -9, -20)
"""Days between two units: none, a gap, or (negative) an overlap."""


def _in_office_hours(moment: int) -> int:
    """Move a moment into the office hours of its day in China."""
    return midnight(moment) + _OFFICE_OPENS + moment % _OFFICE_SECONDS


_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()


def _noon(day: date) -> int:
    return (day.toordinal() - _EPOCH_DAY) * DAY + DAY // 2 - CHINA_OFFSET


def _submitted_at(plot: Plot, moments: Sequence[int]) -> int:
    """Return the last submission's moment."""
    sent = {TimelineKind.SUBMITTED, TimelineKind.RESUBMITTED}
    return max(at for beat, at in zip(plot.beats, moments, strict=True) if beat.kind in sent)


def _practice(
    workplace: Workplace,
    form: Form,
    earlier: Sequence[_Earlier],
    end: Ending,
    moments: Sequence[int],
) -> list[Any]:
    """Return the internship record: former units, then this one where it has confirmed."""
    practice = [entry.entry for entry in earlier]
    if end.period_at is not None:
        start, last = form.details[_PRACTICE_START], form.details[_PRACTICE_END]
        confirmed_at = moments[end.period_at]
        own = [workplace.organization_id, workplace.name, start, last, confirmed_at]
        practice.append(own)
    return practice


def _chain(workplace: Workplace, end: Ending) -> tuple[ChainStep, ...]:
    return tuple(
        ChainStep(step.level, step.organization_id, status)
        for step, status in zip(workplace.steps, end.statuses, strict=True)
    )


def _give_reason(timeline: list[Any], revised: tuple[str, ...]) -> None:
    """Let the last 允许修改 that was answered ask for what then changed."""
    if not revised:
        return
    kinds = [entry[1] for entry in timeline]
    answered = len(kinds) - 1 - kinds[::-1].index(TimelineKind.RESUBMITTED.value)
    timeline[answered - 1][6] = _REASONS[revised[0]]


def _changed(key: str, form: Form) -> list[str]:
    return [key, _former(key, form.details[_FIELD_KEYS.index(key)])]


def _former(key: str, value: str) -> str:
    """Return a value as it stood before: other dates, a shorter address, another major."""
    if value[:4].isdigit():
        return (date.fromisoformat(value) - timedelta(days=61)).isoformat()
    if key == "major":
        return f"{value}（方向）"
    return value.rpartition(" ")[0]
