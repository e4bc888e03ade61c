"""The frame: header, banners, navigation, organization tree, the page, status bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.shell.header_view import HeaderView
from desktop.screens.shell.pages import Page, PageEntry, PageKey, SearchPage, YearPage
from desktop.screens.shell.shortcuts_view import ShortcutsDialog
from desktop.screens.shell.status import BannerTopic
from desktop.screens.shell.tree_view import TreeView
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.nav_rail import NavItem, NavRail
from desktop.screens.widgets.status_bar import StatusBar
from desktop.screens.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.screens.shell.presenter import BannerWords, ShellPresenter, ShellStatus
    from desktop.screens.shell.tree_presenter import TreePresenter
    from desktop.screens.widgets.theme import Theme

_TREE_FROM: Final = 1280
"""Below this window width the tree is folded away; Ctrl+B brings it back."""
_ICONS: Final = {
    PageKey.HOME: "home",
    PageKey.REVIEW: "clipboard_checkmark",
    PageKey.AUTHORIZATION: "key_multiple",
    PageKey.CONFIRMATION_CODE: "qr_code",
    PageKey.OUTBOX: "arrow_circle_up",
    PageKey.PARKED: "comment",
    PageKey.PACKS: "archive",
    PageKey.SETTINGS: "settings",
}
_KINDS: Final = {
    BannerTopic.UPGRADE: BannerKind.ERROR,
    BannerTopic.SIGN_IN: BannerKind.WARN,
    BannerTopic.LEASE: BannerKind.WARN,
    BannerTopic.SKEW: BannerKind.WARN,
    BannerTopic.TROUBLE: BannerKind.ERROR,
    BannerTopic.OFFLINE: BannerKind.OFFLINE,
}


class ShellView(QWidget):
    """The frame around the pages.

    Signals:
        page_changed: Key of the page now in front.
        sync_wanted: F5, or a banner's 立即重试.
        sign_in_wanted: A banner's 重新登录.
    """

    page_changed = Signal(str)
    sync_wanted = Signal()
    sign_in_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        presenter: ShellPresenter,
        tree: TreePresenter | None,
        pages: Sequence[PageEntry],
        parent: QWidget | None = None,
    ) -> None:
        """`tree` is None for a medical institution, which has nothing below it."""
        super().__init__(parent)
        self._theme, self._presenter = theme, presenter
        self._pages = {entry.key: entry for entry in pages}
        self.header = HeaderView(theme)
        self.rail = NavRail(theme, self._nav_items(pages))
        self.stack = QStackedWidget()
        self.status = StatusBar(theme)
        self.toast = Toast(theme, self)
        self.tree = TreeView(theme, tree) if tree is not None else None
        self.banners: list[Banner] = []
        self._said: tuple[BannerWords, ...] = ()
        self._banner_lines = QVBoxLayout()
        self._banner_lines.setSpacing(0)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._tree_wanted: bool | None = None
        self._find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        for entry in pages:
            self.stack.addWidget(entry.widget)
        self._arrange()
        self._connect(tree)
        self._add_shortcuts()

    @property
    def current(self) -> PageKey:
        """The page in front."""
        widget = self.stack.currentWidget()
        return next(key for key, entry in self._pages.items() if entry.widget is widget)

    def page(self, key: PageKey) -> QWidget:
        """Return a page. Raises KeyError where the person has none of this kind."""
        return self._pages[key].widget

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        page_key = PageKey(key)
        widget = self._pages[page_key].widget
        self.rail.set_current(page_key)
        self.stack.setCurrentWidget(widget)
        self._find.setEnabled(not isinstance(widget, SearchPage))
        if isinstance(widget, Page):
            widget.activated()
        self.page_changed.emit(page_key)

    @Slot(str)
    def set_scope(self, path: str, _name: str = "") -> None:
        """Let all pages show a subtree."""
        for entry in self._pages.values():
            if isinstance(entry.widget, Page):
                entry.widget.set_scope(path)

    @Slot(int)
    def set_year(self, year: int) -> None:
        """Let all pages show a year."""
        for entry in self._pages.values():
            if isinstance(entry.widget, YearPage):
                entry.widget.set_year(year)

    @Slot()
    def search(self) -> None:
        """Go to the search of the review page."""
        if PageKey.REVIEW in self._pages:
            self.show_page(PageKey.REVIEW)
            self.search_here()

    @Slot()
    def search_here(self) -> None:
        """Go to the search of the page in front, else to the tree's."""
        widget = self._pages[self.current].widget
        if isinstance(widget, SearchPage):
            widget.focus_search()
        elif self.tree is not None:
            self.tree.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def show_shortcuts(self) -> None:
        """Open the sheet of keys."""
        dialog = ShortcutsDialog(self._theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save_layout(self) -> str:
        """Return the width of the tree as text; empty where there is none."""
        return str(self._splitter.sizes()[0]) if self.tree is not None else ""

    def restore_layout(self, text: str) -> None:
        """Take the tree's width back; a text that is no width changes nothing."""
        if self.tree is not None and text.isdecimal():
            self._splitter.setSizes([int(text), _TREE_FROM])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the tree away in a narrow window, unless the person wants it."""
        super().resizeEvent(event)
        self._fold_tree()

    @Slot()
    def toggle_tree(self) -> None:
        """Fold the tree away or bring it back."""
        if self.tree is not None:
            self._tree_wanted = not self.tree.isVisible()
            self._fold_tree()

    def _nav_items(self, pages: Sequence[PageEntry]) -> list[NavItem]:
        words = {
            PageKey.HOME: self.tr("首页"),
            PageKey.REVIEW: self.tr("材料审核"),
            PageKey.AUTHORIZATION: self.tr("业务授权"),
            PageKey.CONFIRMATION_CODE: self.tr("单位确认码"),
            PageKey.OUTBOX: self.tr("发件箱"),
            PageKey.PARKED: self.tr("未生效意见"),
            PageKey.PACKS: self.tr("离线任务包"),
            PageKey.SETTINGS: self.tr("设置"),
        }
        return [
            NavItem(entry.key, _ICONS[entry.key], words[entry.key], entry.at_end, f"Ctrl+{at}")
            for at, entry in enumerate(pages, start=1)
        ]

    def _arrange(self) -> None:
        if self.tree is not None:
            self._splitter.addWidget(self.tree)
        self._splitter.addWidget(self.stack)
        self._splitter.setStretchFactor(self._splitter.count() - 1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        if self.tree is not None:
            self._splitter.setSizes([self._theme.size("tree"), _TREE_FROM])
        middle = row(self.rail, gap=0)
        middle.addWidget(self._splitter, 1)
        whole = column(self.header, self._banner_lines, gap=0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self.setLayout(whole)

    def _connect(self, tree: TreePresenter | None) -> None:
        header, presenter = self.header, self._presenter
        self.rail.chosen.connect(self.show_page)
        header.tree.setVisible(self.tree is not None)
        header.tree_wanted.connect(self.toggle_tree)
        header.search_wanted.connect(self.search)
        header.sync_clicked.connect(partial(self.show_page, PageKey.OUTBOX))
        header.settings_wanted.connect(partial(self.show_page, PageKey.SETTINGS))
        header.notices_wanted.connect(partial(self.show_page, PageKey.HOME))
        header.year_chosen.connect(self.set_year)
        header.year_chosen.connect(presenter.set_year)
        header.show_years(presenter.year, presenter.years)
        self.status.help_clicked.connect(self.show_shortcuts)
        self.status.scale_clicked.connect(partial(self.show_page, PageKey.SETTINGS))
        presenter.status_changed.connect(self._show_status)
        presenter.taken_back.connect(self.toast.show_message)
        presenter.nothing_taken_back.connect(self._say_why)
        if tree is not None:
            tree.scope_chosen.connect(self.set_scope)
            header.year_chosen.connect(tree.set_year)

    def _add_shortcuts(self) -> None:
        keys = (
            ("F1", self.show_shortcuts),
            ("F5", self.sync_wanted.emit),
            ("Ctrl+K", self.search),
            ("Ctrl+B", self.toggle_tree),
            (QKeySequence.StandardKey.Undo, self._presenter.take_back),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self._find.activated.connect(self.search_here)
        for at, page in enumerate(self._pages, start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{at}"), self)
            shortcut.activated.connect(partial(self.show_page, page))

    def _fold_tree(self) -> None:
        if self.tree is not None:
            wide = self.width() >= self._theme.px(_TREE_FROM)
            wanted = wide if self._tree_wanted is None else self._tree_wanted
            self.tree.setVisible(wanted)

    @Slot(object)
    def _show_status(self, status: ShellStatus) -> None:
        self.header.chip.set_state(status.state, status.chip, status.detail)
        self.status.set_data_age(status.data_age)
        self.status.set_cache(status.cache, status.cached_share, active=status.caching)
        self.status.set_result(status.result)
        for key, (count, alarm) in status.badges.items():
            self.rail.set_badge(key, count, alarm=alarm)
        self._show_banners(status.banners)

    @Slot(str)
    def _say_why(self, sentence: str) -> None:
        self.toast.show_message(sentence, "failed")

    def _show_banners(self, banners: Sequence[BannerWords]) -> None:
        if tuple(banners) == self._said:
            return
        self._said = tuple(banners)
        for old in self.banners:
            old.deleteLater()
            self._banner_lines.removeWidget(old)
        self.banners = [self._banner(one) for one in banners]
        for banner in self.banners:
            self._banner_lines.addWidget(banner)

    def _banner(self, words: BannerWords) -> Banner:
        kind = _KINDS[words.topic]
        banner = Banner(self._theme, kind, words.title, words.text, full_width=True)
        banner.set_link(words.link)
        banner.link_clicked.connect(partial(self._follow, words.topic))
        return banner

    def _follow(self, topic: BannerTopic) -> None:
        if topic is BannerTopic.SIGN_IN:
            self.sign_in_wanted.emit()
        else:
            self.sync_wanted.emit()
