"""The material list as it stands on the page: search, filters, totals, table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.review import ReviewStatus
from desktop.screens import texts
from desktop.screens.review import list_columns
from desktop.screens.review.filter_tags import FilterTags
from desktop.screens.review.filter_view import (
    SEARCH_DELAY_MS,
    FilterView,
    cleared,
    without,
)
from desktop.screens.review.list_model import ListModel
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.chips import ChipRow, Choice, FigureTabs
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.inputs import SearchField
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.table import RecordTable
from desktop.store.filters import MaterialSort, SortColumn

if TYPE_CHECKING:
    from desktop.screens.review.list_presenter import ListPresenter
    from desktop.screens.widgets.cells import Column
    from desktop.screens.widgets.theme import Theme
    from desktop.store.filters import MaterialFilter
    from desktop.store.records import StatusTotals

ALL: Final = "all"
_NOTICED_MS: Final = 200
"""What takes longer shows that it is under way."""

_SEARCH_MAX: Final = 460
_UNBOUND: Final = (1 << 24) - 1
"""Qt's own "no maximum"."""

_WIDE: Final = (20, 14, 20, 10)
_NARROW: Final = (16, 14, 12, 8)

_TABS = (
    (ReviewStatus.PENDING, "chart_pending"),
    (ReviewStatus.APPROVED, "chart_passed"),
    (ReviewStatus.DEFERRED, "chart_deferred"),
    (ReviewStatus.RETURNED, "chart_modify"),
    (ReviewStatus.REFUSED, "chart_rejected"),
)


class ListView(QWidget):
    """Search and filters over a table that is wide, or narrow beside a dossier.

    Signals:
        filter_edited: The person asks for another `MaterialFilter`.
        sort_edited: The person asks for another `MaterialSort`.
        row_opened: A row was opened to look at it or to decide it; carries its number.
        row_chosen: Another row became current; carries its number.
    """

    filter_edited = Signal(object)
    sort_edited = Signal(object)
    row_opened = Signal(int)
    row_chosen = Signal(int)

    def __init__(
        self,
        presenter: ListPresenter,
        theme: Theme,
        *,
        shows_not_reached: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = presenter.chosen
        self._statuses = [*_TABS]
        if shows_not_reached:
            self._statuses.append((ReviewStatus.NOT_REACHED, "chart_neutral"))
        self._narrow = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_NOTICED_MS)
        self._patience.timeout.connect(self._show_busy)
        self._build_head()
        self._build_filters()
        self._build_tables(presenter)
        self._lay_out()
        presenter.packs.changed.connect(self._panel.show_packs)
        presenter.filter_changed.connect(self.show_filter)
        presenter.totals_changed.connect(self.show_totals)
        presenter.loading_changed.connect(self.show_loading)
        self.show_filter(presenter.chosen)

    @property
    def table(self) -> RecordTable:
        """The table that is shown now."""
        return self._narrow_table if self._narrow else self._wide_table

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the list beside a dossier, or with the page for itself."""
        if narrow == self._narrow:
            return
        at = self.table.current_row()
        self._narrow = narrow
        self._tables.setCurrentWidget(self.table)
        self._chips.setVisible(not narrow)
        self._tabs.setVisible(narrow)
        if narrow:
            self._panel.hide()
        self._fold.setChecked(not self._panel.isHidden())
        self._arrange()
        if at >= 0:
            self.set_current_row(at)

    def set_current_row(self, at: int) -> None:
        """Make a row current without opening it."""
        blocked = self.table.blockSignals(True)
        self.table.set_current_row(at)
        self.table.blockSignals(blocked)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @Slot()
    def focus_table(self) -> None:
        """Put the keys into the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def show_filter(self, chosen: MaterialFilter) -> None:
        """Say which filter is in force."""
        self._filter = chosen
        if self._search.text().strip() != chosen.text:
            self._search.set_text_silently(chosen.text)
        self._panel.show_filter(chosen)
        one = next(iter(chosen.statuses)).value if len(chosen.statuses) == 1 else ALL
        self._chips.set_current(one)
        self._tabs.set_current(one)
        self._show_tags()

    @Slot(object)
    def show_totals(self, totals: StatusTotals) -> None:
        """Show how many there are per status, and the empty state where there are none."""
        counts = {status.value: totals.by_status.get(status, 0) for status, _ in self._statuses}
        counts[ALL] = sum(totals.by_status.values())
        self._chips.set_counts(counts)
        self._tabs.set_counts(counts)
        self._caption.setText(_caption(totals.total, self._filter.year))
        self._body.setCurrentWidget(self._tables if totals.total else self._empty)
        if not totals.total:
            self._empty.set_message(self.tr("暂无数据"), _reason(self._filter))

    @Slot(bool)
    def show_loading(self, loading: bool) -> None:
        """Show a thin line under the head once a query takes long enough to be noticed."""
        if loading:
            self._patience.start()
        else:
            self._patience.stop()
            self.table.set_loading(loading=False)

    @Slot()
    def _show_busy(self) -> None:
        self.table.set_loading(loading=True)

    def _build_head(self) -> None:
        theme = self._theme
        self._title = Label(self.tr("材料审核"), "page")
        self._caption = Label("", "caption")
        self._search = SearchField(
            theme, self.tr("姓名、拼音首字母、证件后 4 位"), delay_ms=SEARCH_DELAY_MS
        )
        self._search.search_changed.connect(self._take_text)
        self._search.left_downwards.connect(self.focus_table)
        self._fold = Button(theme, self.tr("筛选"), ButtonKind.DEFAULT, icon="filter")
        self._fold.setCheckable(True)
        self._fold.setToolTip(self.tr("按证件、申报、状态和时间筛选"))
        self._fold.clicked.connect(self._toggle_panel)

    def _build_filters(self) -> None:
        theme = self._theme
        self._panel = FilterView(theme)
        self._panel.filter_edited.connect(self.filter_edited)
        self._panel.reset_requested.connect(self._clear)
        self._panel.hide()
        self._tags = FilterTags(theme)
        self._tags.removed.connect(self._remove_tag)
        self._tags.clear_requested.connect(self._clear)
        chips, tabs = _choices(self._statuses)
        self._chips = ChipRow(theme, chips)
        self._chips.chosen.connect(self._take_status)
        self._tabs = FigureTabs(theme, tabs)
        self._tabs.chosen.connect(self._take_status)
        self._tabs.hide()

    def _build_tables(self, presenter: ListPresenter) -> None:
        wide, narrow = list_columns.wide_columns(), list_columns.narrow_columns()
        self._wide_table = self._table(wide, ListModel(presenter.rows, wide, self))
        self._narrow_table = self._table(narrow, ListModel(presenter.rows, narrow, self))
        self._tables = QStackedWidget()
        self._tables.addWidget(self._wide_table)
        self._tables.addWidget(self._narrow_table)
        self._empty = EmptyState(self._theme)
        clear = Button(self._theme, self.tr("清除筛选"))
        clear.clicked.connect(self._clear)
        self._empty.add_action(clear)
        # Never the reason why the filters above have too little room.
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._body = QStackedWidget()
        self._body.addWidget(self._tables)
        self._body.addWidget(self._empty)

    def _table(self, columns: list[Column], model: ListModel) -> RecordTable:
        table = RecordTable(self._theme, columns, self.tr("材料列表"))
        table.setModel(model)
        table.current_row_changed.connect(self.row_chosen)
        table.row_activated.connect(self.row_opened)
        table.check_toggled.connect(model.toggle_check)
        table.link_activated.connect(self._follow_link)
        table.sort_requested.connect(self._take_sort)
        return table

    def _lay_out(self) -> None:
        self._above = QVBoxLayout()
        self._above.setSpacing(10)
        self._above.addLayout(row(self._title, self._caption, None))
        self._search_line = row(self._search, self._fold)
        self._search_line.setStretch(0, 1)
        self._search_line.addStretch(0)
        for widget in (self._panel, self._tags, self._chips, self._tabs):
            self._above.addWidget(widget)
        self._above.insertLayout(1, self._search_line)
        self._below = QVBoxLayout()
        self._below.addWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._above)
        whole.addLayout(self._below, 1)
        self.setAutoFillBackground(True)
        self._theme.changed.connect(self._arrange)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The wide table stands on a card."""
        super().paintEvent(event)
        if not self._narrow:
            card = QRectF(self._below.geometry()).adjusted(20, 0, -20, -12)
            with Ink.on(self, self._theme) as ink:
                ink.box(card, fill="surface", line="border", radius=self._theme.radius("card"))

    @Slot()
    def _arrange(self) -> None:
        narrow = self._narrow
        self._above.setContentsMargins(*(_NARROW if narrow else _WIDE))
        self._below.setContentsMargins(*((8, 0, 0, 0) if narrow else (21, 4, 21, 16)))
        self._search.setMaximumWidth(_UNBOUND if narrow else self._theme.px(_SEARCH_MAX))
        self._search_line.setStretch(2, 0 if narrow else 1)
        ground = QPalette.ColorRole.Base if narrow else QPalette.ColorRole.Window
        self.setBackgroundRole(ground)

    def _show_tags(self) -> None:
        count = self._tags.show_filter(self._filter)
        self._tags.setVisible(bool(count))
        word = self.tr("筛选")
        self._fold.setText(f"{word} {count}" if count else word)

    @Slot()
    def _toggle_panel(self) -> None:
        self._panel.setVisible(self._panel.isHidden())
        self._fold.setChecked(not self._panel.isHidden())

    @Slot(str)
    def _take_text(self, text: str) -> None:
        self.filter_edited.emit(replace(self._filter, text=text))

    @Slot(str)
    def _take_status(self, key: str) -> None:
        statuses = frozenset() if key == ALL else frozenset({ReviewStatus(key)})
        self.filter_edited.emit(replace(self._filter, statuses=statuses))

    @Slot(str)
    def _remove_tag(self, name: str) -> None:
        self.filter_edited.emit(without(self._filter, name))

    @Slot()
    def _clear(self) -> None:
        self.filter_edited.emit(cleared(self._filter))

    @Slot(str, bool)
    def _take_sort(self, key: str, descending: bool) -> None:
        self._wide_table.set_sort(key, descending=descending)
        self.sort_edited.emit(MaterialSort(column=SortColumn(key), descending=descending))

    @Slot(QModelIndex, str)
    def _follow_link(self, index: QModelIndex, _link: str) -> None:
        self.row_opened.emit(index.row())


def _choices(statuses: list[tuple[ReviewStatus, str]]) -> tuple[list[Choice], list[Choice]]:
    """Return the chips of the wide list and the figure tabs of the narrow one."""
    translate = QCoreApplication.translate
    translate = QCoreApplication.translate
    whole = Choice(ALL, translate("ListView", "全部"))
    short = {
        ReviewStatus.APPROVED: translate("ListView", "通过"),
        ReviewStatus.REFUSED: translate("ListView", "不通过"),
        ReviewStatus.NOT_REACHED: translate("ListView", "未到"),
    }
    chips = [Choice(s.value, texts.status_text(s), s.value) for s, _ in statuses]
    tabs = [
        Choice(s.value, short.get(s, texts.status_text(s)), colour=colour) for s, colour in statuses
    ]
    return [whole, *chips], [whole, *tabs]


def _caption(total: int, year: int | None) -> str:
    count = QCoreApplication.translate("ListView", "%1 份").replace("%1", f"{total:,}")
    if year is None:
        return count
    of_year = QCoreApplication.translate("ListView", "%1 年度").replace("%1", str(year))
    return f"{of_year} · {count}"


def _reason(chosen: MaterialFilter) -> str:
    """Say why the list is empty."""
    if chosen == cleared(chosen):
        return QCoreApplication.translate("ListView", "这个范围里还没有材料；同步后会自动出现。")
    return QCoreApplication.translate("ListView", "没有符合当前筛选的材料，可以放宽或清除筛选。")
