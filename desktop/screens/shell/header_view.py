"""The header: what is managed, the search, the sync chip, and who is signed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Signal, Slot
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop.screens.texts import account_kind_text, business_text, roles_text
from desktop.screens.widgets.avatar import ProductMark
from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.sync_chip import SyncChip
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.contract.session import Context, Person
    from desktop.screens.widgets.theme import Theme

_SEARCH_WIDTH: Final = 340
_SEARCH_LEAST: Final = 160
_PERSON_WIDTH: Final = 190
_CHEVRON: Final = 12


class Choice(PaintedButton):
    """A label, a value and an arrow where there is something to choose (业务 医师资格试用期 ▾)."""

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._label = label
        self._open = False

    def set_value(self, value: str, *, choosable: bool) -> None:
        """Show a value; without a choice it is just a text."""
        self.setText(value)
        self.setAccessibleName(f"{self._label} {value}")
        self.setToolTip(plain_tip(f"{self._label} {value}"))
        self._open = choosable
        self.setEnabled(choosable)
        self.restyle()

    def sizeHint(self) -> QSize:
        """Label, value, arrow."""
        width = 16 + self.theme.advance(self._label, "label") + 8 + self.theme.advance(self.text())
        return QSize(width + (_CHEVRON + 6 if self._open else 0), self.theme.size("control"))

    def draw(self, ink: Ink) -> None:
        """Fill under the mouse, two words, arrow."""
        theme, rect = self.theme, self.box_rect()
        if self.is_hovered or self.isDown():
            ink.box(rect, fill="hover", radius=theme.radius("control"))
        words = rect.adjusted(8, 0, 0, 0)
        ink.text(words, self._label, "label")
        words = words.adjusted(theme.advance(self._label, "label") + 8, 0, 0, 0)
        ink.text(words, self.text(), colour="text")
        if self._open:
            x = words.x() + theme.advance(self.text()) + 6
            ink.icon(x, (rect.height() - _CHEVRON) / 2, "chevron_down", _CHEVRON, "text_3")
        if self.has_ring:
            ink.ring(rect, theme.radius("control"))


class SearchButton(PaintedButton):
    """Looks like the search field that it leads to; carries its key."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide where there is room."""
        return QSize(self.theme.px(_SEARCH_WIDTH), self.theme.size("control"))

    def minimumSizeHint(self) -> QSize:
        """Gives way to the rest of the header."""
        return QSize(self.theme.px(_SEARCH_LEAST), self.theme.size("control"))

    def draw(self, ink: Ink) -> None:
        """Box, glass, words, key."""
        theme, rect = self.theme, self.box_rect()
        line = "control_line" if self.is_hovered else "border_strong"
        ink.box(rect, fill="surface_alt", line=line, radius=theme.radius("control"))
        side = theme.size("icon")
        ink.icon(12, (rect.height() - side) / 2, "search", side, "text_3")
        cap = ink.key_cap(rect.width() - 8, rect.height() / 2, "Ctrl K")
        words = rect.adjusted(12 + side + 8, 0, -cap - 16, 0)
        ink.text(words, self.text(), colour="text_3")
        if self.has_ring:
            ink.ring(rect, theme.radius("control"))


class PersonButton(PaintedButton):
    """Who is signed in, where, and the menu of the person."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._place = ""

    def set_person(self, person: Person, context: Context) -> None:
        """Show a person and where they act."""
        self.setText(person.name)
        kind = account_kind_text(context.organization_kind)
        self._place = f"{context.organization_name} · {kind}"
        self.setAccessibleName(f"{person.name} {self._place}")
        self.setToolTip(plain_tip(f"{person.name}\n{self._place}\n{roles_text(context.roles)}"))
        self.restyle()

    def sizeHint(self) -> QSize:
        """Avatar, the longer of two lines, arrow."""
        theme = self.theme
        words = max(theme.advance(self.text()), theme.advance(self._place, "caption"))
        words = min(words, theme.px(_PERSON_WIDTH))
        width = 8 + theme.size("avatar") + 8 + words + 8 + _CHEVRON + 8
        return QSize(width, theme.size("header") - 8)

    def draw(self, ink: Ink) -> None:
        """Circle, name, institution, arrow."""
        theme, rect = self.theme, self.box_rect()
        if self.is_hovered or self.isDown():
            ink.box(rect, fill="hover", radius=theme.radius("control"))
        side = theme.size("avatar")
        circle = QRectF(8, (rect.height() - side) / 2, side, side)
        ink.disc(circle.center(), side / 2, fill="accent_soft_2")
        ink.text(circle, self.text()[:1], "strong", colour="accent_text", align=CENTRE)
        x = circle.right() + 8
        width = rect.width() - x - _CHEVRON - 14
        first, second = theme.line("body"), theme.line("caption")
        top = (rect.height() - first - second) / 2
        ink.text(QRectF(x, top, width, first), self.text())
        ink.text(QRectF(x, top + first, width, second), self._place, "caption")
        at = rect.width() - _CHEVRON - 6
        ink.icon(at, (rect.height() - _CHEVRON) / 2, "chevron_down", _CHEVRON, "text_3")
        if self.has_ring:
            ink.ring(rect, theme.radius("control"))


class HeaderView(Pane):
    """The bar at the top.

    Signals:
        context_chosen: Key of another context of the person.
        year_chosen: Another year.
        tree_wanted: Fold the organization tree away or bring it back.
        search_wanted: 搜索 (Ctrl+K).
        sync_clicked: The chip was clicked.
        notices_wanted: The bell was clicked.
        settings_wanted: 设置 of the person's menu.
        sign_out_wanted: 退出登录.
    """

    context_chosen = Signal(str)
    year_chosen = Signal(int)
    tree_wanted = Signal()
    search_wanted = Signal()
    sync_clicked = Signal()
    notices_wanted = Signal()
    settings_wanted = Signal()
    sign_out_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("header", parent)
        self._theme = theme
        self._contexts: tuple[Context, ...] = ()
        self._years: tuple[int, ...] = ()
        self.tree = IconButton(theme, "navigation", self.tr("机构树 (Ctrl+B)"))
        self.tree.hide()
        self.business = Choice(theme, self.tr("业务"))
        self.year = Choice(theme, self.tr("年度"))
        self.search = SearchButton(theme, self.tr("搜索人员、机构、命令"))
        self.search.setToolTip(self.tr("搜索 (Ctrl+K)"))
        self.chip = SyncChip(theme)
        self.chip.setToolTip(self.tr("同步状态，点开看发件箱；F5 立即同步"))
        self.bell = IconButton(theme, "alert", self.tr("公告"))
        self.bell.set_large()
        self.person = PersonButton(theme)
        self.menu = QMenu(self)
        whole = row(
            ProductMark(theme),
            Label(self.tr("卫生人才机构端"), "section"),
            Divider(vertical=True, length=20),
            self.tree,
            self.business,
            self.year,
            gap=8,
            margins=(16, 0, 8, 0),
        )
        whole.addStretch(1)
        whole.addWidget(self.search, 2)
        whole.addStretch(1)
        for widget in (self.chip, Divider(vertical=True, length=20), self.bell, self.person):
            whole.addWidget(widget)
        self.setLayout(whole)
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()

    def show_person(self, person: Person, context: Context, contexts: Sequence[Context]) -> None:
        """Show who acts where, and what else they could manage."""
        self._contexts = tuple(contexts)
        self.person.set_person(person, context)
        business = business_text(context.business, context.business_name)
        self.business.set_value(business, choosable=len(self._contexts) > 1)

    def show_years(self, year: int | None, years: Sequence[int]) -> None:
        """Show the year and the others to choose from."""
        self._years = tuple(years)
        self.year.setVisible(year is not None)
        self.year.set_value(str(year or ""), choosable=len(self._years) > 1)

    def _connect(self) -> None:
        self.business.clicked.connect(self._offer_contexts)
        self.year.clicked.connect(self._offer_years)
        self.tree.clicked.connect(self.tree_wanted)
        self.search.clicked.connect(self.search_wanted)
        self.chip.clicked.connect(self.sync_clicked)
        self.bell.clicked.connect(self.notices_wanted)
        self.person.clicked.connect(self._offer_person)

    @Slot()
    def _offer_contexts(self) -> None:
        self.menu.clear()
        self._add_contexts()
        self._popup(self.business)

    @Slot()
    def _offer_years(self) -> None:
        self.menu.clear()
        for year in self._years:
            self.menu.addAction(str(year)).triggered.connect(partial(self._choose_year, year))
        self._popup(self.year)

    @Slot()
    def _offer_person(self) -> None:
        self.menu.clear()
        if len(self._contexts) > 1:
            self._add_contexts()
            self.menu.addSeparator()
        self.menu.addAction(self.tr("设置")).triggered.connect(self._want_settings)
        self.menu.addAction(self.tr("退出登录")).triggered.connect(self._want_sign_out)
        self._popup(self.person)

    def _add_contexts(self) -> None:
        for context in self._contexts:
            business = business_text(context.business, context.business_name)
            words = f"{business} · {context.organization_name}"
            action = self.menu.addAction(words)
            action.triggered.connect(partial(self._choose_context, context.key))

    def _popup(self, under: QWidget) -> None:
        self.menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))

    def _choose_context(self, key: str, _checked: object = None) -> None:
        self.context_chosen.emit(key)

    def _choose_year(self, year: int, _checked: object = None) -> None:
        self.show_years(year, self._years)
        self.year_chosen.emit(year)

    @Slot()
    def _want_settings(self) -> None:
        self.settings_wanted.emit()

    @Slot()
    def _want_sign_out(self) -> None:
        self.sign_out_wanted.emit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._theme.size("header"))
