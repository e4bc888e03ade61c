"""Dates typed as yyyy-mm-dd or chosen from a calendar, alone and as a period."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.screens.widgets.base import set_property
from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.month_calendar import CalendarPopup, add_months
from desktop.screens.widgets.theme import Theme

_TYPED: Final = re.compile(r"\s*(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?\s*")
_ICON_ROOM: Final = 28
_STEPS: Final = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_PageUp: (0, 1),
    Qt.Key.Key_PageDown: (0, -1),
}


def parse_date(text: str) -> date | None:
    """A date from 2025-08-01, 2025-8-1, 20250801, 2025/8/1 or 2025年8月1日; else None."""
    found = _TYPED.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


class DateField(QLineEdit):
    """A date to type, or to choose with Alt+Down; arrows up and down move by a day.

    What cannot be read gets the red line on leaving the field and counts as no date.

    Signals:
        day_changed: Another date, or None when the field holds none.
    """

    day_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        compact: bool = False,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is for screen readers; `today` marks the calendar.

        A compact field has no button: a double click or Alt+Down opens the calendar.
        """
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._day: date | None = None
        self._popup: CalendarPopup | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("年-月-日"))
        self.setTextMargins(0, 0, 0 if compact else _ICON_ROOM - 8, 0)
        self._compact = compact
        self._open = IconButton(theme, "calendar", self.tr("选择日期 (Alt+↓)"), colour="text_3")
        self._open.setParent(self)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self.open_calendar)
        if compact:
            self._open.hide()
            self.setToolTip(self.tr("双击或按 Alt+↓ 选择日期"))
        self.textChanged.connect(self._read)
        theme.changed.connect(self._fit)
        self._fit()

    def day(self) -> date | None:
        """The date typed, or None."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a date, or nothing with None."""
        self.setText(day.isoformat() if day else "")
        self.set_wrong(wrong=False)

    def set_wrong(self, *, wrong: bool) -> None:
        """Show or clear the red line."""
        set_property(self, "state", "error" if wrong else "")

    @Slot()
    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        if self._popup is None:
            self._popup = CalendarPopup(self._theme, self._today(), self)
            self._popup.day_chosen.connect(self._take)
        self._popup.open_at(self, self._day or self._today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens; arrows move by a day, PageUp and PageDown by a month."""
        key, alt = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key == Qt.Key.Key_Down:
            self.open_calendar()
            return
        if self._day is None or alt or key not in _STEPS:
            super().keyPressEvent(event)
            return
        days, months = _STEPS[key]
        self.set_day(add_months(self._day, months) + timedelta(days=days))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the date in full, or mark what cannot be read."""
        super().focusOutEvent(event)
        if self._day is not None:
            self.set_day(self._day)
        else:
            self.set_wrong(wrong=bool(self.text().strip()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the calendar of a compact field."""
        super().mouseDoubleClickEvent(event)
        if self._compact:
            self.open_calendar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar button at the right end."""
        super().resizeEvent(event)
        side = self._open.sizeHint()
        self._open.resize(side)
        self._open.move(self.width() - side.width() - 2, (self.height() - side.height()) // 2)

    @Slot()
    def _fit(self) -> None:
        text = self._theme.advance("0000-00-00")
        self.setFixedWidth(text + 24 + (0 if self._compact else self._open.sizeHint().width()))

    @Slot(str)
    def _read(self, text: str) -> None:
        day = parse_date(text)
        if day is not None:
            self.set_wrong(wrong=False)
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)

    @Slot(object)
    def _take(self, day: date) -> None:
        self.set_day(day)
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class PeriodField(QWidget):
    """Two dates with a dash between and a note after (10 个月), which the caller counts.

    Signals:
        period_changed: One of the two dates changed; carries both, None where there is none.
    """

    period_changed = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        first_name: str,
        last_name: str,
        *,
        compact: bool = False,
        today: Callable[[], date] = date.today,
    ) -> None:
        """The names are for screen readers; `compact` as in `DateField`."""
        super().__init__()
        self.first = DateField(theme, first_name, compact=compact, today=today)
        self.last = DateField(theme, last_name, compact=compact, today=today)
        self._note = Label(role="strong")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4 if compact else 6)
        line.addWidget(self.first)
        line.addWidget(Label("—", "caption"))
        line.addWidget(self.last)
        line.addWidget(self._note)
        self.first.day_changed.connect(self._tell)
        self.last.day_changed.connect(self._tell)

    def period(self) -> tuple[date | None, date | None]:
        """Both dates."""
        return self.first.day(), self.last.day()

    def set_period(self, first: date | None, last: date | None) -> None:
        """Show a period."""
        self.first.set_day(first)
        self.last.set_day(last)

    def set_note(self, text: str) -> None:
        """Say something after the dates, such as the number of months."""
        self._note.setText(text)

    def set_wrong(self, *, wrong: bool) -> None:
        """Show or clear the red line under both."""
        self.first.set_wrong(wrong=wrong)
        self.last.set_wrong(wrong=wrong)

    @Slot(object)
    def _tell(self, _day: object) -> None:
        self.period_changed.emit(*self.period())
