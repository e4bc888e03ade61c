"""Points in time and durations as people read them, in the zone of this computer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_WEEKDAYS: Final = 7


def local(at: float) -> datetime:
    """Return epoch seconds as a local time."""
    return datetime.fromtimestamp(at, UTC).astimezone()


def moment_text(at: float) -> str:
    """Return `2026-11-22 10:32`."""
    return f"{local(at):%Y-%m-%d %H:%M}"


def short_moment_text(at: float, now: float) -> str:
    """Return the time of day today, `11-22 10:32` this year, else the whole date."""
    then, today = local(at), local(now)
    if then.date() == today.date():
        return f"{then:%H:%M}"
    return f"{then:%m-%d %H:%M}" if then.year == today.year else f"{then:%Y-%m-%d}"


def date_text(at: float) -> str:
    """Return `2026-11-22`."""
    return f"{local(at):%Y-%m-%d}"


def day_text(at: float) -> str:
    """Return the day in words: 11 月 22 日 星期日, Sunday 22 November."""
    then = local(at)
    translate = QCoreApplication.translate
    months = translate("times", "1 2 3 4 5 6 7 8 9 10 11 12").split()
    names = translate("times", "星期一 星期二 星期三 星期四 星期五 星期六 星期日").split()
    day = translate("times", "{month} 月 {day} 日 {weekday}")
    return day.format(
        month=months[then.month - 1], day=then.day, weekday=names[then.weekday() % _WEEKDAYS]
    )


def age_text(seconds: float) -> str:
    """Return how long ago something was: 刚刚, 5 分钟前, 3 小时前, 2 天前."""
    translate = QCoreApplication.translate
    if seconds < _MINUTE:
        return translate("times", "刚刚")
    if seconds < _HOUR:
        return translate("times", "{n} 分钟前").format(n=int(seconds // _MINUTE))
    if seconds < _DAY:
        return translate("times", "{n} 小时前").format(n=int(seconds // _HOUR))
    return translate("times", "{n} 天前").format(n=int(seconds // _DAY))
