"""Three columns side by side: my decision tinted, the server's differing cells marked."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.labels import IconLabel, Label, Tag
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from desktop.screens.outbox.compare import CompareRow, Side
    from desktop.screens.widgets.theme import Theme

_MARK: Final = 3
_LABELS: Final = 112


class CellLook(StrEnum):
    """How a cell is filled."""

    PLAIN = "plain"
    MINE = "mine"
    DIFFERS = "differs"


class CompareCell(QWidget):
    """One cell: a fill, a line below, a line at the left."""

    def __init__(
        self, theme: Theme, look: CellLook, *, first: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._theme, self._first = theme, first
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill and lines."""
        rect = QRectF(self.rect())
        with Ink.on(self, self._theme) as ink:
            if self.look is CellLook.MINE:
                ink.box(rect, fill="accent_soft")
            elif self.look is CellLook.DIFFERS:
                ink.box(rect, fill="modify_bg")
                ink.box(QRectF(0, 0, _MARK, rect.height()), fill="chart_modify")
            if not self._first:
                ink.upright(0, 0, rect.height())
            ink.hairline(0, rect.height() - 1, rect.width())


class CompareView(Pane):
    """The comparison; every text is shown whole, because remarks must never get lost."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        for at in (1, 2, 3):
            self._grid.setColumnStretch(at, 1)
        self.cells: list[QWidget] = []

    def show_rows(self, rows: Sequence[CompareRow], captions: tuple[str, str, str]) -> None:
        """Show these lines; captions stand below the three titles."""
        for cell in self.cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self.cells = []
        titles = (
            (self.tr("我的决定"), "edit", "accent_text"),
            (self.tr("服务器现状"), "cloud_checkmark", "text"),
            (self.tr("我审核时所见"), "clock", "text"),
        )
        self._put(0, 0, CompareCell(self._theme, CellLook.PLAIN, first=True))
        for at, (title, icon, tone) in enumerate(titles):
            look = CellLook.MINE if at == 0 else CellLook.PLAIN
            self._put(0, at + 1, self._head(look, icon, (title, captions[at]), tone))
        for at, line in enumerate(rows, start=1):
            differs = CellLook.DIFFERS if line.differs else CellLook.PLAIN
            self._put(at, 0, self._label(line.label))
            self._put(at, 1, self._value(CellLook.MINE, line.mine))
            self._put(at, 2, self._value(differs, line.server))
            self._put(at, 3, self._value(CellLook.PLAIN, line.seen))

    def _put(self, at: int, place: int, cell: QWidget) -> None:
        self._grid.addWidget(cell, at, place)
        self.cells.append(cell)

    def _head(self, look: CellLook, icon: str, words: tuple[str, str], tone: str) -> QWidget:
        cell = CompareCell(self._theme, look)
        title = Label(words[0], "section", tone=tone)
        head = row(IconLabel(self._theme, icon, colour=tone), title, None, gap=6)
        caption = Label(words[1], "caption", wrap=True)
        cell.setLayout(column(head, caption, None, gap=2, margins=(14, 10, 10, 10)))
        return cell

    def _label(self, text: str) -> QWidget:
        cell = CompareCell(self._theme, CellLook.PLAIN, first=True)
        cell.setLayout(row(Label(text, "caption"), None, margins=(14, 10, 8, 10)))
        return cell

    def _value(self, look: CellLook, side: Side) -> QWidget:
        cell = CompareCell(self._theme, look)
        line = row(gap=8, margins=(14, 8, 10, 8))
        if side.status:
            line.addWidget(StatusPill(self._theme, side.status, side.text))
            line.addStretch(1)
        else:
            words = Label(side.text or "—", wrap=True, selectable=bool(side.text))
            words.set_tone("" if side.text else "text_3")
            line.addWidget(words, 1)
        if look is CellLook.DIFFERS:
            tag = Tag(self._theme, self.tr("不同"), "modify")
            line.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter)
        cell.setLayout(line)
        cell.setMinimumHeight(self._theme.size("control_large"))
        return cell
