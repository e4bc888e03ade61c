"""The side bar with the organization tree and its search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Slot

from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.inputs import SearchField
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.org_tree import OrgTree

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.screens.shell.tree_presenter import TreePresenter
    from desktop.screens.widgets.theme import Theme


class TreeView(Pane):
    """Title, search and tree."""

    def __init__(
        self, theme: Theme, presenter: TreePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__("side", parent)
        self._theme, self._presenter = theme, presenter
        self._open: set[int] = set()
        self.search = SearchField(theme, self.tr("机构名称 / 编码 / 首字母"))
        self.tree = OrgTree(theme, self.tr("机构"))
        self.tree.setModel(presenter.model)
        self._empty = EmptyState(
            theme,
            self.tr("没有符合的机构"),
            self.tr("换一个名称、编码或首字母试试"),
            icon="search",
        )
        self._empty.hide()
        close_all = IconButton(theme, "subtract", self.tr("全部收起"))
        close_all.clicked.connect(self._close_all)
        head = row(Label(self.tr("机构"), "section"), None, close_all, margins=(4, 0, 0, 0))
        top = column(head, self.search, gap=8, margins=(12, 12, 12, 8))
        whole = column(top, self._empty, gap=0)
        whole.addWidget(self.tree, 1)
        self.setLayout(whole)
        self.search.search_changed.connect(self._search)
        self.search.left_downwards.connect(self._go_to_hits)
        self.tree.node_chosen.connect(presenter.choose)
        self.tree.expanded.connect(self._note_open)
        self.tree.collapsed.connect(self._note_closed)
        presenter.loaded.connect(self._restore)
        theme.changed.connect(self._fit)
        self._fit()

    @Slot(str)
    def _search(self, text: str) -> None:
        model = self._presenter.model
        model.search(text)
        found = model.rowCount() > 0
        self._empty.setVisible(not found)
        self.tree.setVisible(found)
        if model.is_searching:
            with QSignalBlocker(self.tree):
                for index in model.opened_by_search():
                    self.tree.expand(index)
            self._mark()
        else:
            self._restore()

    @Slot()
    def _restore(self) -> None:
        """Open what was open, or the first level at the start, and mark the chosen row."""
        model = self._presenter.model
        if not self._open:
            self._open = {
                model.organization(index).id
                for index in (model.index(at, 0) for at in range(model.rowCount()))
            }
        with QSignalBlocker(self.tree):
            for organization_id in self._open:
                index = model.index_of(organization_id)
                if index.isValid():
                    self.tree.expand(index)
        self._mark()

    def _mark(self) -> None:
        index = self._presenter.current_index()
        with QSignalBlocker(self.tree):
            self.tree.setCurrentIndex(index)

    @Slot()
    def _go_to_hits(self) -> None:
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _close_all(self) -> None:
        self.tree.collapseAll()
        self._open.clear()
        self._restore()

    @Slot(QModelIndex)
    def _note_open(self, index: QModelIndex) -> None:
        self._open.add(self._presenter.model.organization(index).id)

    @Slot(QModelIndex)
    def _note_closed(self, index: QModelIndex) -> None:
        self._open.discard(self._presenter.model.organization(index).id)

    @Slot()
    def _fit(self) -> None:
        self.setMinimumWidth(self._theme.size("tree_min"))
        self.setMaximumWidth(self._theme.size("tree_max"))
