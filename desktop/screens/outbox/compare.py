"""A conflict side by side: my decision, how the server stands, what I saw when I decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.practice_period import Period, length_of
from desktop.domain.review import ReviewStatus
from desktop.screens import texts, times
from desktop.screens.outbox.picture_pairs import Change, picture_pairs
from desktop.screens.outbox.words import period_text
from desktop.screens.review.hints import length_text

if TYPE_CHECKING:
    from desktop.domain.review import ReviewLevel
    from desktop.store.records import Dossier, OutboxItem, SeenSnapshot, TimelineItem

translate = QCoreApplication.translate


class Side(NamedTuple):
    """One value; with a status it is shown as a pill."""

    text: str
    status: str = ""


_NOTHING = Side("")


class CompareRow(NamedTuple):
    """One line of the comparison.

    Attributes:
        label: Name of the line.
        mine: My decision.
        server: How it stands at the server.
        seen: What I saw.
        differs: Whether the server's value is to be marked.
    """

    label: str
    mine: Side
    server: Side
    seen: Side
    differs: bool


@dataclass(frozen=True, slots=True)
class _Opinion:
    """The decision that stands at the server."""

    status: ReviewStatus | None = None
    person: str = ""
    at: int | None = None
    remark: str = ""
    period: Period | None = None


def compare(
    item: OutboxItem, dossier: Dossier | None, *, level: ReviewLevel, me: str, now: int
) -> list[CompareRow]:
    """Return the lines; `dossier` is None once the material has left the scope.

    Args:
        item: The decision in conflict.
        dossier: How the material stands in the local data after the sync that told of it.
        level: The own level.
        me: Name of the person.
        now: Epoch seconds.
    """
    theirs = _opinion(item, dossier, level)
    return [
        *_decision_rows(item, theirs, me, now),
        *_period_rows(item, theirs),
        *_content_rows(item, dossier),
    ]


def opinion_of(
    item: OutboxItem, dossier: Dossier | None, level: ReviewLevel
) -> tuple[str, int | None, ReviewStatus | None]:
    """Return who decided at the server, when and what; the name may be empty."""
    theirs = _opinion(item, dossier, level)
    return theirs.person, theirs.at, theirs.status


def news_of(seen: SeenSnapshot, dossier: Dossier | None) -> list[TimelineItem]:
    """Return the entries of 审核进度 that came after what the reviewer saw."""
    if dossier is None or seen.timeline is None:
        return []
    return [entry for entry in dossier.timeline if not entry.pending][seen.timeline :]


def _decision_rows(item: OutboxItem, theirs: _Opinion, me: str, now: int) -> list[CompareRow]:
    status = item.verdict.status if item.verdict is not None else None
    mine_at = times.short_moment_text(item.client_at, now)
    their_at = times.short_moment_text(theirs.at, now) if theirs.at is not None else ""
    you = translate("outbox", "{name}（您）").format(name=me)
    plain = [
        (translate("outbox", "审核备注"), item.remark, theirs.remark),
        (translate("outbox", "审核人"), you, theirs.person),
        (translate("outbox", "时间"), mine_at, their_at),
        (translate("outbox", "实习时间"), period_text(item.period), period_text(theirs.period)),
    ]
    first = CompareRow(
        translate("outbox", "审核状态"),
        _status_side(status),
        _status_side(theirs.status),
        _status_side(item.seen.status),
        theirs.status is not None and theirs.status is not status,
    )
    rest = [
        CompareRow(label, Side(mine), Side(server), _NOTHING, bool(server) and server != mine)
        for label, mine, server in plain
    ]
    return [first, *rest]


def _period_rows(item: OutboxItem, theirs: _Opinion) -> list[CompareRow]:
    """Where both approve with other months: the two periods day by day."""
    mine, other = item.period, theirs.period
    if mine is None or other is None or mine == other:
        return []
    lines = (
        (translate("outbox", "实习开始"), str(mine.start), str(other.start)),
        (translate("outbox", "实习结束"), str(mine.end), str(other.end)),
        (
            translate("outbox", "合计"),
            length_text(length_of(mine)),
            length_text(length_of(other)),
        ),
    )
    return [
        CompareRow(label, Side(one), Side(two), _NOTHING, one != two) for label, one, two in lines
    ]


def _content_rows(item: OutboxItem, dossier: Dossier | None) -> list[CompareRow]:
    seen = item.seen
    if dossier is None:
        gone = translate("outbox", "已不在本单位的范围")
        return [CompareRow(translate("outbox", "材料"), _NOTHING, Side(gone), _NOTHING, True)]
    keys = [key for key, value in dossier.details.items() if seen.details.get(key, "") != value]
    rows = [
        _content(texts.field_text(key), seen.details.get(key, ""), dossier.details[key])
        for key in keys
    ]
    if seen.name != dossier.name:
        rows.insert(0, _content(translate("outbox", "姓名"), seen.name, dossier.name))
    version = translate("outbox", "第 {n} 版")
    return [
        *rows,
        *([_pictures_row(item, dossier)] if seen.pictures or dossier.pictures else []),
        _content(
            translate("outbox", "提交状态"),
            texts.submission_text(seen.submission),
            texts.submission_text(dossier.submission),
        ),
        _content(
            translate("outbox", "资料版本"),
            version.format(n=seen.rev),
            version.format(n=dossier.rev),
        ),
    ]


def _pictures_row(item: OutboxItem, dossier: Dossier) -> CompareRow:
    label, seen = translate("outbox", "图片"), item.seen
    before = translate("outbox", "{n} 张").format(n=len(seen.pictures))
    if seen.content_hash == dossier.content_hash:
        return _content(label, before, before)
    if seen.pictures and not dossier.pictures:
        return _content(label, before, translate("outbox", "清单不在本机"))
    changed = sum(pair.change is not Change.SAME for pair in picture_pairs(seen, dossier))
    if not changed:
        return _content(label, before, before)
    now = translate("outbox", "{n} 张，其中 {m} 处不同")
    return _content(label, before, now.format(n=len(dossier.pictures), m=changed))


def _content(label: str, seen: str, server: str) -> CompareRow:
    return CompareRow(label, Side(seen), Side(server), Side(seen), seen != server)


def _opinion(item: OutboxItem, dossier: Dossier | None, level: ReviewLevel) -> _Opinion:
    current = item.current
    if current is not None and (dossier is None or current.rev >= dossier.rev):
        period = current.period
        return _Opinion(
            status=_status_of(current.status),
            person=current.decided_by,
            at=current.decided_at,
            remark=current.remark,
            period=Period(period.start, period.end) if period is not None else None,
        )
    if dossier is None:
        return _Opinion()
    decided = (e for e in reversed(dossier.timeline) if e.level is level and not e.pending)
    last = next((entry for entry in decided if entry.verdict is not None), None)
    if last is None or dossier.server_status is ReviewStatus.PENDING:
        return _Opinion(status=dossier.server_status)
    return _Opinion(dossier.server_status, last.person_name, last.at, last.remark, last.period)


def _status_of(text: str) -> ReviewStatus | None:
    return ReviewStatus(text) if text in set(ReviewStatus) else None


def _status_side(status: ReviewStatus | None) -> Side:
    return Side(texts.status_text(status), status) if status is not None else _NOTHING
