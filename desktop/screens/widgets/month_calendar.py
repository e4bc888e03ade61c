"""A month to choose a day from: painted, by mouse and by keyboard."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.buttons import Button, ButtonKind, IconButton
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.theme import Theme

_DAYS: Final = 7
_WEEKS: Final = 6
_MONTHS: Final = 12


class MonthGrid(Painted):
    """Six weeks of days. Arrows move by day and week, PageUp/PageDown by month.

    Signals:
        day_chosen: Click, Enter or Space; carries the date.
        month_changed: Another month is shown.
    """

    day_chosen = Signal(object)
    month_changed = Signal()

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        """`today` gets a ring; it is also the day at the start."""
        super().__init__(theme, parent)
        self._today = today
        self.day = today
        self._hovered: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def set_day(self, day: date) -> None:
        """Mark a day and show its month."""
        moved = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        self.setAccessibleName(day.isoformat())
        if moved:
            self.month_changed.emit()
        self.update()

    def move_months(self, count: int) -> None:
        """Go back or forth by months, keeping the day where the month has it."""
        self.set_day(add_months(self.day, count))

    def sizeHint(self) -> QSize:
        """Seven columns and seven rows."""
        side = self.theme.size("control")
        return QSize(side * _DAYS, side * (_WEEKS + 1))

    def draw(self, ink: Ink) -> None:
        """Weekdays, then days."""
        side = self._side()
        for at, name in enumerate(self.tr("一 二 三 四 五 六 日").split()):
            ink.text(QRectF(at * side, 0, side, side), name, "caption", align=CENTRE)
        for at in range(_DAYS * _WEEKS):
            self._draw_day(ink, self._first() + timedelta(days=at), self._cell(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by keyboard."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_DAYS,
            Qt.Key.Key_Down: _DAYS,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.set_day(self.day + timedelta(days=steps[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.move_months(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.day_chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which day a click would choose."""
        self._hovered = self._day_at(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        day = self._day_at(event.position())
        if day is not None:
            self.set_day(day)
            self.day_chosen.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn months."""
        self.move_months(-1 if event.angleDelta().y() > 0 else 1)

    def _side(self) -> float:
        return self.width() / _DAYS

    def _first(self) -> date:
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _cell(self, at: int) -> QRectF:
        side = self._side()
        return QRectF(at % _DAYS * side, (at // _DAYS + 1) * side, side, side)

    def _day_at(self, point: QPointF) -> date | None:
        column, line = int(point.x() // self._side()), int(point.y() // self._side()) - 1
        if not (0 <= column < _DAYS and 0 <= line < _WEEKS):
            return None
        return self._first() + timedelta(days=line * _DAYS + column)

    def _draw_day(self, ink: Ink, day: date, cell: QRectF) -> None:
        box, radius = cell.adjusted(2, 2, -2, -2), self.theme.radius("control")
        colour, weight = ("text" if day.month == self.day.month else "text_disabled"), 0
        if day == self.day:
            ink.box(box, fill="accent", radius=radius)
            colour, weight = "text_on_accent", 600
        elif day == self._hovered:
            ink.box(box, fill="hover", radius=radius)
        if day == self._today and day != self.day:
            ink.box(box, line="accent", radius=radius)
        ink.text(box, str(day.day), colour=colour, weight=weight, align=CENTRE)


class CalendarPopup(QFrame):
    """The month in a small window below a date field. It holds no text input.

    Signals:
        day_chosen: The person chose a day; carries the date. The window is already closed.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        """`today` is also offered as a link."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "card")
        self._today = today
        self.grid = MonthGrid(theme, today)
        self._title = Label(role="strong")
        before = IconButton(theme, "chevron_left", self.tr("上个月 (PageUp)"))
        after = IconButton(theme, "chevron_right", self.tr("下个月 (PageDown)"))
        now = Button(theme, self.tr("今天"), ButtonKind.LINK)
        before.clicked.connect(self._back)
        after.clicked.connect(self._forth)
        now.clicked.connect(self._choose_today)
        self.grid.month_changed.connect(self._show_month)
        self.grid.day_chosen.connect(self._choose)
        head = QHBoxLayout()
        head.addWidget(before)
        head.addStretch(1)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(after)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 8, 10, 8)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(self.grid)
        whole.addWidget(now, 0, Qt.AlignmentFlag.AlignLeft)

    def open_at(self, widget: QWidget, day: date) -> None:
        """Show below `widget` with `day` marked."""
        self.grid.set_day(day)
        self._show_month()
        self.adjustSize()
        self.move(widget.mapToGlobal(widget.rect().bottomLeft()))
        self.show()
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _show_month(self) -> None:
        day = self.grid.day
        self._title.setText(
            self.tr("%1 年 %2 月").replace("%1", str(day.year)).replace("%2", str(day.month))
        )

    @Slot()
    def _back(self) -> None:
        self.grid.move_months(-1)

    @Slot()
    def _forth(self) -> None:
        self.grid.move_months(1)

    @Slot()
    def _choose_today(self) -> None:
        self._choose(self._today)

    @Slot(object)
    def _choose(self, day: date) -> None:
        self.close()
        self.day_chosen.emit(day)


def add_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last day."""
    at = day.year * _MONTHS + day.month - 1 + count
    year, month = at // _MONTHS, at % _MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
