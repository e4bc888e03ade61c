"""An opinion beside its material: what differs, and whether one may answer on what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.contract.parked import ParkedChoice, Since
from desktop.domain.review import ReviewStatus
from desktop.screens import texts, times
from desktop.screens.parked.words import act_text, period_text

if TYPE_CHECKING:
    from desktop.contract.parked import ParkedItem
    from desktop.store.records import Dossier

translate = QCoreApplication.translate

_UNDECIDED: Final = frozenset({"", ReviewStatus.PENDING, ReviewStatus.NOT_REACHED})
"""Where these stand at the author's level, what was said there before counts no more."""


class Shown(NamedTuple):
    """An opinion, and its material as the local data have it."""

    item: ParkedItem
    dossier: Dossier | None

    @property
    def is_fresh(self) -> bool:
        """Whether the local data show the version that the server compared with."""
        dossier, material = self.dossier, self.item.material
        if dossier is None or material is None:
            return False
        return (dossier.rev, dossier.content_hash) == (
            material.current.rev,
            material.content_hash,
        )

    @property
    def can_adopt(self) -> bool:
        """Whether adopting is the person's to do, on what the screen shows."""
        return ParkedChoice.ADOPT in self.item.may and self.is_fresh

    @property
    def can_decline(self) -> bool:
        """Whether declining is the person's to do."""
        return ParkedChoice.DECLINE in self.item.may


class Line(NamedTuple):
    """One line of the comparison; `differs` marks what stands now."""

    label: str
    opinion: str
    now: str
    differs: bool = False
    opinion_status: str = ""
    now_status: str = ""


def lines(shown: Shown, at: float) -> list[Line]:
    """Return the opinion line by line beside how the material stands.

    Args:
        shown: The opinion and the material.
        at: Now, epoch seconds.
    """
    return [*_decision_lines(shown.item, at), *_content_lines(shown)]


def _decision_lines(item: ParkedItem, at: float) -> list[Line]:
    current = item.material.current if item.material is not None else None
    status = current.status if current is not None else ""
    stands = status if status in set(ReviewStatus) else ""
    verdict = item.verdict.status if item.verdict is not None else None
    if stands in _UNDECIDED:
        current = None
    first = Line(
        translate("parked", "结论"),
        act_text(item),
        texts.status_text(ReviewStatus(stands)) if stands else "",
        differs=current is not None and verdict != stands,
        opinion_status=verdict or "",
        now_status=stands,
    )
    theirs = (
        (current.remark, current.decided_by, _moment(current.decided_at, at), current.period)
        if current is not None
        else ("", "", "", None)
    )
    remark, person, moment, period = theirs
    own_period, now_period = period_text(item.period), period_text(period)
    said = [
        (translate("parked", "审核备注"), item.remark, remark),
        (translate("parked", "实习时间"), own_period, now_period),
    ]
    return [
        first,
        *(Line(label, own, now, bool(now) and now != own) for label, own, now in said),
        Line(translate("parked", "审核人"), item.author_name, person),
        Line(translate("parked", "时间"), _moment(item.client_at, at), moment),
    ]


def _moment(at: int | None, now: float) -> str:
    return times.short_moment_text(at, now) if at is not None else ""


def _content_lines(shown: Shown) -> list[Line]:
    """Return the fields that the applicant changed last, where the author saw other content."""
    item, dossier = shown
    if dossier is None:
        return []
    submission = Line(
        translate("parked", "提交状态"), "", texts.submission_text(dossier.submission)
    )
    if item.since is not Since.CONTENT:
        return [submission]
    changed = [
        Line(texts.field_text(key), former, dossier.details.get(key, ""), differs=True)
        for key, former in dossier.changed_fields.items()
    ]
    return [submission, *changed]
