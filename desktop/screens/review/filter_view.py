"""The filter bar of the material list: four groups of fields, one below the other when unfolded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType
from desktop.domain.review import PaymentStatus, ReviewStatus, SubmissionStatus
from desktop.screens import texts
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.date_field import PeriodField
from desktop.screens.widgets.inputs import Combo, SearchField
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import FlowLayout
from desktop.store.filters import DateField, MaterialFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from desktop.screens.widgets.theme import Theme
    from desktop.store.filters import PackChoice

SEARCH_DELAY_MS: Final = 60
_LEVELS: Final = "levels"
_CATEGORIES: Final = "categories"
_SUBMISSIONS: Final = "submissions"
_STATUSES: Final = "statuses"
_PAYMENTS: Final = "payments"
_ID_TYPES: Final = "id_types"
_PACK: Final = "pack"

_ENUMS: Final[dict[str, tuple[type[StrEnum], Callable[..., str]]]] = {
    _ID_TYPES: (IdType, texts.id_type_text),
    _LEVELS: (ApplicationLevel, texts.level_text),
    _CATEGORIES: (ApplicationCategory, texts.category_text),
    _SUBMISSIONS: (SubmissionStatus, texts.submission_text),
    _STATUSES: (ReviewStatus, texts.status_text),
    _PAYMENTS: (PaymentStatus, texts.payment_text),
}


class FilterView(Pane):
    """Fields for everything one may filter by; every change asks at once.

    Signals:
        filter_edited: The `MaterialFilter` that the fields say now.
        reset_requested: 重置 was pressed.
    """

    filter_edited = Signal(object)
    reset_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._theme = theme
        self._filter = MaterialFilter()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._combos: dict[str, Combo] = {}
        self._id_number = SearchField(theme, self.tr("证件号码或后 4 位"), delay_ms=SEARCH_DELAY_MS)
        self._id_number.search_changed.connect(self._take_id_number)
        self._period = PeriodField(theme, self.tr("从"), self.tr("到"))
        self._period.period_changed.connect(self._take_period)
        self._date_field = Combo(
            [
                (DateField.SUBMITTED_AT.value, self.tr("提交时间")),
                (DateField.UPDATED_AT.value, self.tr("更新时间")),
            ],
            name=self.tr("按哪个时间"),
        )
        self._date_field.chosen.connect(self._take_date_field)
        self._packs: dict[str, PackChoice] = {}
        self._pack = Combo([], name=self.tr("任务包"))
        self._pack.chosen.connect(self._take_pack)
        self._build()

    def show_filter(self, chosen: MaterialFilter) -> None:
        """Let the fields say what is in force, without a signal."""
        self._filter = chosen
        for name, combo in self._combos.items():
            values = getattr(chosen, name)
            combo.set_current(next(iter(values)).value if len(values) == 1 else "")
        if self._id_number.text() != chosen.id_number:
            self._id_number.set_text_silently(chosen.id_number)
        self._date_field.set_current(chosen.date_field.value)
        self._show_pack()
        blocked = self._period.blockSignals(True)
        self._period.set_period(_day(chosen.date_from), _day(chosen.date_to, last=True))
        self._period.blockSignals(blocked)

    @Slot(object)
    def show_packs(self, packs: list[PackChoice]) -> None:
        """Offer these 离线任务包; without any there is nothing to choose."""
        self._packs = {pack.key: pack for pack in packs}
        every = ("", self.tr("任务包：全部材料"))
        entries = [(pack.key, self.tr("任务包：{name}").format(name=pack.name)) for pack in packs]
        self._pack.set_entries([every, *entries])
        self._pack.setVisible(bool(packs))
        self._show_pack()

    def _show_pack(self) -> None:
        self._pack.set_current(self._filter.pack.key if self._filter.pack else "")

    def _build(self) -> None:
        self.show_packs([])
        ranges = [
            self._range_button(self.tr("今天"), 1),
            self._range_button(self.tr("近 7 天"), 7),
            self._range_button(self.tr("近 30 天"), 30),
        ]
        groups: list[tuple[str, list[QWidget]]] = [
            (self.tr("个人"), [self._combo(_ID_TYPES, self.tr("证件类型")), self._id_number]),
            (
                self.tr("申报"),
                [
                    self._combo(_LEVELS, self.tr("申报级别")),
                    self._combo(_CATEGORIES, self.tr("申报类别")),
                ],
            ),
            (
                self.tr("状态"),
                [
                    self._combo(_SUBMISSIONS, self.tr("提交状态")),
                    self._combo(_STATUSES, self.tr("审核状态")),
                    self._combo(_PAYMENTS, self.tr("缴费状态")),
                    self._pack,
                ],
            ),
            (self.tr("时间"), [self._date_field, self._period, *ranges]),
        ]
        for at, (title, fields) in enumerate(groups):
            self._add_row(at, title, fields)
        reset = Button(self._theme, self.tr("重置"), ButtonKind.GHOST, icon="arrow_reset")
        reset.clicked.connect(self._reset)
        self._grid.addWidget(reset, 0, 2)
        self._grid.setColumnStretch(1, 1)

    def _add_row(self, at: int, title: str, fields: list[QWidget]) -> None:
        line = QWidget()
        flow = FlowLayout(line, gap=12, row_gap=8)
        for field in fields:
            if isinstance(field, Combo | SearchField):
                field.setFixedWidth(self._theme.size("filter_field"))
            flow.addWidget(field)
        label = Label(title, "strong")
        label.setFixedHeight(self._theme.size("control"))
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(line, at, 1)

    def _combo(self, name: str, title: str) -> Combo:
        kind, text = _ENUMS[name]
        entries = [("", self.tr("%1：全部").replace("%1", title))]
        entries += [(member.value, text(member)) for member in kind]
        combo = Combo(entries, name=title)
        combo.chosen.connect(partial(self._take_choice, name))
        self._combos[name] = combo
        return combo

    def _range_button(self, word: str, days: int) -> Button:
        button = Button(self._theme, word, ButtonKind.LINK)
        button.clicked.connect(partial(self._take_days, days))
        return button

    def _take_choice(self, name: str, key: str) -> None:
        kind = _ENUMS[name][0]
        values = frozenset({kind(key)}) if key else frozenset()
        self._edit(_with(self._filter, name, values))

    @Slot(str)
    def _take_id_number(self, text: str) -> None:
        self._edit(replace(self._filter, id_number=text))

    @Slot(str)
    def _take_pack(self, key: str) -> None:
        self._edit(replace(self._filter, pack=self._packs.get(key)))

    @Slot(str)
    def _take_date_field(self, key: str) -> None:
        self._edit(replace(self._filter, date_field=DateField(key)))

    @Slot()
    def _take_period(self, *_: object) -> None:
        first, last = self._period.period()
        self._edit(replace(self._filter, date_from=_start(first), date_to=_end(last)))

    def _take_days(self, days: int, _checked: object = None) -> None:
        today = datetime.now().astimezone().date()
        first = today - timedelta(days=days - 1)
        self._edit(replace(self._filter, date_from=_start(first), date_to=_end(today)))
        self.show_filter(self._filter)

    @Slot()
    def _reset(self) -> None:
        self.reset_requested.emit()

    def _edit(self, chosen: MaterialFilter) -> None:
        self._filter = chosen
        self.filter_edited.emit(chosen)


def filter_tags(chosen: MaterialFilter) -> list[tuple[str, str]]:
    """Return what the removable tags of a filter say, by the name of the field."""
    tags = [
        (name, texts.listed(text(value) for value in sorted(values)))
        for name, (_kind, text) in _ENUMS.items()
        if name != _STATUSES and (values := getattr(chosen, name))
    ]
    if chosen.pack is not None:
        words = QCoreApplication.translate("FilterView", "任务包：{name}")
        tags.append((_PACK, words.format(name=chosen.pack.name)))
    if chosen.id_number:
        tags.append(("id_number", chosen.id_number))
    if chosen.date_from is not None or chosen.date_to is not None:
        first, last = _day(chosen.date_from), _day(chosen.date_to, last=True)
        tags.append(("date", f"{first or '…'} — {last or '…'}"))
    return tags


def without(chosen: MaterialFilter, name: str) -> MaterialFilter:
    """Return the filter without one of its conditions, named as in `filter_tags`."""
    if name == "date":
        return replace(chosen, date_from=None, date_to=None)
    if name == _PACK:
        return replace(chosen, pack=None)
    if name == "id_number":
        return replace(chosen, id_number="")
    return _with(chosen, name, frozenset())


def cleared(chosen: MaterialFilter) -> MaterialFilter:
    """Return the filter that keeps only where one is: scope and year."""
    return MaterialFilter(
        organization_path=chosen.organization_path,
        organization_id=chosen.organization_id,
        year=chosen.year,
    )


def _with(chosen: MaterialFilter, name: str, values: frozenset[StrEnum]) -> MaterialFilter:
    changed: dict[str, Any] = {name: values}
    return replace(chosen, **changed)


def _start(day: date | None) -> int | None:
    if day is None:
        return None
    return int(datetime.combine(day, time.min).astimezone().timestamp())


def _end(day: date | None) -> int | None:
    return None if day is None else _start(day + timedelta(days=1))


def _day(at: int | None, *, last: bool = False) -> date | None:
    if at is None:
        return None
    return datetime.fromtimestamp(at - (1 if last else 0)).astimezone().date()
