"""Containers of a page: panes, cards, section titles, dividers, facts in rows, figure tiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.ink import RIGHT, Ink
from desktop.screens.widgets.labels import ElidedLabel, Label, Tag
from desktop.screens.widgets.theme import Theme

_CHANGE_MARK: Final = 3
_SHORT_VALUE: Final = 140


class Pane(QFrame):
    """A styled container. Kinds: page, card, panel, sunken, header, rail, side, bar, canvas."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        """The kind chooses fill and lines (base.qss.in)."""
        super().__init__(parent)
        self.setProperty("kind", kind)
        if kind == "page":
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Divider(QFrame):
    """A line of one pixel between blocks."""

    def __init__(self, *, vertical: bool = False, length: int = 0) -> None:
        """Horizontal, or vertical with an optional fixed length in pixels."""
        super().__init__()
        self.setProperty("kind", "line")
        if vertical:
            self.setFixedWidth(1)
            if length:
                self.setFixedHeight(length)
        else:
            self.setFixedHeight(1)


class SectionTitle(QWidget):
    """A block's title, a caption beside it, and room for actions at the right end."""

    def __init__(
        self, title: str, caption: str = "", *, role: str = "section", parent: QWidget | None = None
    ) -> None:
        """`role` is section in cards and page on pages."""
        super().__init__(parent)
        self.title = Label(title, role)
        self.caption = Label(caption, "caption")
        self.caption.setVisible(bool(caption))
        self._marks = QHBoxLayout()
        self._actions = QHBoxLayout()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.title)
        line.addLayout(self._marks)
        line.addWidget(self.caption)
        line.addStretch(1)
        line.addLayout(self._actions)

    def set_caption(self, caption: str) -> None:
        """Change the caption; an empty one takes no room."""
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def add_mark(self, widget: QWidget) -> None:
        """Put a tag or pill right after the title."""
        self._marks.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """Put a link or icon at the right end."""
        self._actions.addWidget(widget)


class Card(Pane):
    """A bordered block; put content into `body`."""

    def __init__(self, title: str = "", caption: str = "", parent: QWidget | None = None) -> None:
        """With a title, `head` is its `SectionTitle`."""
        super().__init__("card", parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 16)
        self.body.setSpacing(12)
        self.head = SectionTitle(title, caption)
        self.head.setVisible(bool(title))
        if title:
            self.body.addWidget(self.head)


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a dossier. `was` is the old value of a field that changed ("" = new field)."""

    key: str
    label: str
    value: str
    changed: bool = False
    was: str = ""
    role: str = "body"


class FactRow(QFrame):
    """Label, value and, for a changed field, the mark, the old value and the tag 已改."""

    def __init__(
        self, theme: Theme, fact: Fact, label_width: int, parent: QWidget | None = None
    ) -> None:
        """`label_width` is in design pixels; it grows with the font."""
        super().__init__(parent)
        self.fact = fact
        self._theme = theme
        self._label_width = label_width
        self._replaced = False
        self._label = Label(fact.label, "caption")
        self.value = ElidedLabel(theme, fact.value or "—", fact.role)
        if not fact.value:
            self.value.set_tone("text_3")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(_CHANGE_MARK + 8, 0, 4, 0)
        self.line.setSpacing(8)
        self.line.addWidget(self._label)
        self.line.addWidget(self.value)
        if fact.changed:
            self._add_change()
        self.line.addStretch(1)
        theme.changed.connect(self.restyle)
        self.restyle()

    def can_show(self, fact: Fact) -> bool:
        """Tell whether another fact fits into this row without rebuilding it."""
        plain = not self.fact.changed and not fact.changed and not self._replaced
        return plain and (fact.key, fact.label, fact.role) == (
            self.fact.key,
            self.fact.label,
            self.fact.role,
        )

    def show_fact(self, fact: Fact) -> None:
        """Show another value of the same field; only where `can_show` says so."""
        if fact == self.fact:
            return
        if bool(fact.value) != bool(self.fact.value):
            self.value.set_tone("" if fact.value else "text_3")
        self.fact = fact
        self.value.set_text(fact.value or "—")
        self._make_room()

    def add_extra(self, widget: QWidget) -> None:
        """Put a tick, an eye button or a link right after the value."""
        self.line.insertWidget(2, widget)

    def replace_value(self, widget: QWidget) -> None:
        """Show another widget in place of the plain value, for example a `MaskedValue`."""
        self._replaced = True
        self.value.hide()
        self.line.insertWidget(2, widget)
        widget.show()

    @Slot()
    def restyle(self) -> None:
        """Follow the font scale."""
        self._label.setFixedWidth(self._theme.px(self._label_width))
        self.setFixedHeight(self._theme.size("fact_row"))
        self._make_room()

    def _make_room(self) -> None:
        whole = self.value.sizeHint().width()
        self.value.setMinimumWidth(whole if whole <= self._theme.px(_SHORT_VALUE) else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Soft fill and amber line under a changed field."""
        super().paintEvent(event)
        if self.fact.changed:
            with Ink.on(self, self._theme) as ink:
                rect = QRectF(self.rect())
                ink.box(rect, fill="modify_bg")
                rect.setWidth(_CHANGE_MARK)
                ink.box(rect, fill="chart_modify")

    def _add_change(self) -> None:
        if self.fact.was:
            old = ElidedLabel(self._theme, self.fact.was, "caption")
            font = old.font()
            font.setStrikeOut(True)
            old.setFont(font)
            self.line.addWidget(old)
        self.line.addWidget(Tag(self._theme, self.tr("已改"), "modify"))


class FactGrid(QWidget):
    """Facts in one or more columns, filled row by row; rows can be hidden to show changes only."""

    def __init__(
        self,
        theme: Theme,
        *,
        columns: int = 1,
        label_width: int = 72,
        parent: QWidget | None = None,
    ) -> None:
        """`label_width` in design pixels."""
        super().__init__(parent)
        self._theme = theme
        self._columns = columns
        self._label_width = label_width
        self._only_changed = False
        self._rows: dict[str, FactRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(2)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts instead of the present ones; rows that fit are used again."""
        if [fact.key for fact in facts] == list(self._rows):
            fitting = zip(self._rows.values(), facts, strict=True)
            if all(row.can_show(fact) for row, fact in fitting):
                for row, fact in zip(self._rows.values(), facts, strict=True):
                    row.show_fact(fact)
                return
        for row in self._rows.values():
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {
            fact.key: FactRow(self._theme, fact, self._label_width, self) for fact in facts
        }
        self._place()

    def fact_row(self, key: str) -> FactRow:
        """The row of a fact, to add extras to it. Raises KeyError."""
        return self._rows[key]

    def show_only_changed(self, *, only: bool) -> None:
        """Hide unchanged fields (只看改动), or show all again."""
        self._only_changed = only
        self._place()

    def set_columns(self, columns: int) -> None:
        """Use another number of columns, as the page gets wider or narrower."""
        if columns != self._columns:
            for at in range(max(columns, self._columns)):
                self._grid.setColumnStretch(at, 1 if at < columns else 0)
            self._columns = columns
            self._place()

    def _place(self) -> None:
        at = 0
        for row in self._rows.values():
            shown = row.fact.changed or not self._only_changed
            self._grid.removeWidget(row)
            if shown:
                self._grid.addWidget(row, at // self._columns, at % self._columns)
                at += 1
            row.setVisible(shown)


class FigureTile(PaintedButton):
    """A figure of the home page: icon and word, the number, a remark; a click opens the list.

    Signals:
        opened: The tile was clicked; carries its key.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, key: str, word: str, parent: QWidget | None = None) -> None:
        """`key` is the state's key, which chooses icon and colour."""
        super().__init__(theme, word, parent)
        self._key = key
        self._number = "—"
        self._remark = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def set_figure(self, number: int, remark: str = "") -> None:
        """Show the number with thousands commas, and a remark at the right."""
        self._number, self._remark = f"{number:,}", remark
        self.setAccessibleName(f"{self.text()} {self._number}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the tile token; as wide as the page lets it be."""
        return QSize(self.theme.px(160), self.theme.size("tile"))

    def draw(self, ink: Ink) -> None:
        """Draw the tile."""
        theme, rect = self.theme, self.box_rect()
        line = "accent_line" if self.is_hovered else "border"
        fill = "surface_alt" if self.is_hovered else "surface"
        ink.box(rect, fill=fill, line=line, radius=theme.radius("card"))
        look, side, inset = theme.status(self._key), theme.size("icon"), theme.space("2")
        head = QRectF(inset, 10, rect.width() - 2 * inset, theme.line("body") + 4)
        y = head.center().y() - side / 2
        ink.icon(inset, y, look.icon, side, f"{look.family}_fg", filled=True)
        ink.icon(head.right() - 12, head.center().y() - 6, "chevron_right", 12, "text_3")
        ink.text(head.adjusted(side + 6, 0, -16, 0), self.text(), colour="text_2")
        foot = theme.line("display")
        number = QRectF(inset, rect.height() - foot - 14, head.width(), foot)
        ink.text(number, self._number, "display")
        ink.text(number.adjusted(0, 4, 0, 4), self._remark, "caption", align=RIGHT)
        if self.has_ring:
            ink.ring(rect, theme.radius("card"))

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._key)
