"""材料审核 as a page: the list, the dossier beside it, keys, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.domain.review import ReviewLevel
from desktop.screens import texts
from desktop.screens.ports import Lane
from desktop.screens.review.detail_presenter import DetailPresenter
from desktop.screens.review.detail_view import DetailPane
from desktop.screens.review.list_presenter import ListPresenter
from desktop.screens.review.list_view import ListView
from desktop.screens.widgets.base import KeptSize
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.labels import KeyCap, Label
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.undo_bar import UndoBar
from desktop.services import browsing, reviewing

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.screens.widgets.theme import Theme
    from desktop.services.workspace import Workspace
    from desktop.store.filters import MaterialFilter
    from desktop.store.records import OutboxItem

_SPLIT_FROM: Final = 1180
"""Page width at 100 % from which list and dossier stand side by side."""


class ReviewPage(QWidget):
    """List and dossier.

    Keys: J/K or arrows move, Enter opens, Esc closes, 1-4 choose a verdict, Ctrl+Enter submits and
    goes on, Ctrl+F searches; Ctrl+Z is the window's.

    Signals:
        dossier_opened: A dossier was opened; carries its id.
    """

    dossier_opened = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        hub: ChangeHub,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._hub, self._theme = workspace, jobs, hub, theme
        self._year_set = False
        self.list_presenter = ListPresenter(workspace, jobs, hub, self)
        self.detail_presenter = DetailPresenter(workspace, jobs, hub, self)
        unit = workspace.context.level is ReviewLevel.UNIT
        self.list_view = ListView(self.list_presenter, theme, shows_not_reached=not unit)
        self.detail_pane = DetailPane(self.detail_presenter, theme)
        self.detail_pane.decision.listen_in(self)
        self.undo_bar = UndoBar(theme, listens=False)
        self._left = QWidget()
        self._viewing = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._show_undo()

    def set_scope(self, path: str) -> None:
        """Show the materials of this subtree."""
        self.list_presenter.show_scope(path)

    def set_year(self, year: int) -> None:
        """Show the materials of this year."""
        self.list_presenter.show_year(year)

    def show_filter(self, chosen: MaterialFilter) -> None:
        """Show what a filter finds, from a tile of the home page."""
        self.close_dossier()
        self.list_presenter.show_filter(chosen)

    def activated(self) -> None:
        """The page came to the front."""
        self.list_view.focus_table()

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.list_view.focus_search()

    def open_material(self, material_id: int) -> None:
        """Open a dossier beside the list."""
        self.detail_presenter.open(material_id)
        self._show_detail(material_id)

    def mend(self, item: OutboxItem) -> None:
        """Open a dossier to act on it anew, with what was typed into an action that failed."""
        self.detail_presenter.mend(item)
        self._show_detail(item.material_id)

    def _show_detail(self, material_id: int) -> None:
        self.list_presenter.mark_open(material_id)
        if self.detail_pane.isHidden():
            self.detail_pane.show()
            self._arrange()
            if self._left.isHidden():
                self.detail_pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dossier_opened.emit(material_id)

    @Slot()
    def close_dossier(self) -> None:
        """Close the dossier; filters, order and place in the list stay."""
        if self.detail_pane.isHidden():
            return
        self.detail_presenter.close()
        self.detail_pane.close_viewer()
        self.list_presenter.mark_open(None)
        self.detail_pane.hide()
        self._arrange()
        self.list_view.focus_table()

    @Slot()
    def open_next(self) -> None:
        """Go to the next dossier of the list, or move the current row where none is open."""
        self._step(1)

    @Slot()
    def open_previous(self) -> None:
        """Go to the previous dossier of the list."""
        self._step(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move; Esc closes the dossier."""
        match event.key():
            case Qt.Key.Key_J if not event.modifiers():
                self._step(1)
            case Qt.Key.Key_K if not event.modifiers():
                self._step(-1)
            case Qt.Key.Key_Escape:
                self.close_dossier()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._place = Label("", "caption")
        hints = Pane("bar")
        hints.setLayout(row(self._place, None, *self._key_hints(), margins=(16, 0, 16, 0)))
        KeptSize(hints, self._theme, height="hint_bar")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.list_view, 1)
        left.addWidget(self.undo_bar)
        left.addWidget(Divider())
        left.addWidget(hints)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self.detail_pane)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.setStretchFactor(1, 1)
        self.detail_pane.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def _key_hints(self) -> list[QWidget]:
        keys = (("J", self.tr("下一份")), ("K", self.tr("上一份")), ("1–4", self.tr("选结论")))
        items: list[QWidget] = []
        for cap, word in keys:
            items += [KeyCap(self._theme, cap), Label(word, "caption")]
        return items

    def _connect(self) -> None:
        listing, detail = self.list_presenter, self.detail_presenter
        self.list_view.filter_edited.connect(listing.show_filter)
        self.list_view.sort_edited.connect(listing.show_sort)
        self.list_view.row_opened.connect(self._open_row)
        self.list_view.row_chosen.connect(self._choose_row)
        listing.position_changed.connect(self._show_position)
        detail.next_requested.connect(self.open_next)
        detail.previous_requested.connect(self.open_previous)
        detail.closed.connect(self.close_dossier)
        detail.decided.connect(self._advance)
        self.detail_pane.viewing_changed.connect(self._make_room)
        self.undo_bar.undo_requested.connect(self.take_back)
        self._hub.changed.connect(self._follow)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_search)

    @Slot()
    def take_back(self) -> None:
        """Take the last action back while it has not left."""
        self._jobs.run(
            Lane.WRITE,
            partial(reviewing.take_back_last, workspace=self._workspace),
            owner=self,
            on_success=self._hub.publish,
            on_error=self._show_undo,
        )

    @Slot(int)
    def _open_row(self, at: int) -> None:
        material_id = self.list_presenter.rows.id_at(at)
        if material_id is not None:
            self.open_material(material_id)

    @Slot(int)
    def _choose_row(self, at: int) -> None:
        if not self.detail_pane.isHidden() and at != self.list_presenter.open_index:
            self._open_row(at)

    def _step(self, step: int) -> None:
        if self.detail_pane.isHidden():
            at = self.list_view.table.current_row() + step
            if 0 <= at < self.list_presenter.rows.count:
                self.list_view.set_current_row(at)
            return
        neighbour = self.list_presenter.neighbour(step)
        if neighbour is not None:
            self.open_material(neighbour)

    @Slot(int, bool)
    def _advance(self, _material_id: int, advance: bool) -> None:
        if advance:
            self._step(1)

    @Slot(int, int)
    def _show_position(self, at: int, total: int) -> None:
        if at >= 0:
            self.detail_presenter.set_position(at, total)
            text = self.tr("第 %1 / %2 份").replace("%1", f"{at + 1:,}")
            self._place.setText(text.replace("%2", f"{total:,}"))
            if self.list_view.table.current_row() != at:
                self.list_view.set_current_row(at)
        else:
            self._place.setText(self.tr("共 %1 份 · 连续滚动").replace("%1", f"{total:,}"))

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.outbox:
            self._show_undo()

    def _show_undo(self, _error: object = None) -> None:
        work = partial(browsing.latest_cancellable, workspace=self._workspace)
        self._jobs.run(Lane.READ, work, owner=self, on_success=self._offer_undo)

    def _offer_undo(self, item: OutboxItem | None) -> None:
        left = 0 if item is None else item.not_before - self._workspace.clock()
        if item is None or left <= 0:
            self.undo_bar.dismiss()
            return
        if item.verdict is None:
            status, word = "queued", texts.operation_text(item.kind)
        else:
            status, word = item.verdict.value, texts.verdict_text(item.verdict)
        total = self._workspace.grace_of(item.verdict)
        self.undo_bar.show_done(item.material_name, status, word, left, total)

    @Slot(bool)
    def _make_room(self, viewing: bool) -> None:
        """Give the whole page to the viewer."""
        self._viewing = viewing
        self._arrange()

    def _arrange(self) -> None:
        detail = not self.detail_pane.isHidden()
        side_by_side = self.width() >= self._theme.px(_SPLIT_FROM)
        self._left.setVisible((side_by_side and not self._viewing) or not detail)
        self.list_view.set_narrow(narrow=detail and side_by_side)
        if detail and side_by_side:
            pane = self._theme.size("list_pane")
            self._splitter.setSizes([pane, self.width() - pane])
