"""Paints the cells of a `RecordTable`: cached texts, elisions, pills and icons, nothing parsed."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.screens.widgets.cells import CELL_ROLE, MISSING, Cell, CellKind, CellLink
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.status_pill import PillPainter
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

Index = QModelIndex | QPersistentModelIndex
INSET: Final = 8
_LINK_GAP: Final = 14
_ICON_GAP: Final = 4
_DOT: Final = 8
_EMPTY: Final = Cell()


class CellDelegate(QStyledItemDelegate):
    """One delegate for all columns; the `Cell` says how it is painted.

    The view sets `current_row`, `hovered_row` and `hovered_link` before it repaints.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Follow the theme."""
        super().__init__(parent)
        self._theme = theme
        self._pills = PillPainter(theme)
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int], tuple[QFont, float]] = {}
        self.current_row = -1
        self.hovered_row = -1
        self.hovered_link = ""
        self._painters: dict[CellKind, Callable[[QPainter, QRect, Cell, int], None]] = {
            CellKind.TEXT: self._paint_text,
            CellKind.MUTED: self._paint_muted,
            CellKind.NUMBER: self._paint_number,
            CellKind.NAME: self._paint_name,
            CellKind.PILL: self._paint_pill,
            CellKind.BARE: self._paint_bare,
            CellKind.HINT: self._paint_hint,
            CellKind.CODE: self._paint_code,
            CellKind.LINKS: self._paint_links,
            CellKind.CHECK: self._paint_check,
        }
        theme.changed.connect(self._forget)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; backgrounds and lines belong to the view."""
        cell = index.data(CELL_ROLE)
        if cell is not None:
            rect: QRect = option.rect
            inner = rect.adjusted(INSET, 0, -INSET, -1)
            self._painters[cell.kind](painter, inner, cell, index.row())

    def link_at(self, rect: QRect, cell: Cell, point: QPoint) -> str:
        """Id of the link under `point` in a cell that fills `rect`, or ""."""
        if cell.kind is not CellKind.LINKS:
            return ""
        x = rect.x() + INSET
        for link in cell.links:
            width = self._link_width(link)
            if x - _LINK_GAP // 2 <= point.x() < x + width + _LINK_GAP // 2:
                return link.id
            x += width + _LINK_GAP
        return ""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The cell's own tooltip, or the whole text where it was cut."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        cell: Cell = index.data(CELL_ROLE) or _EMPTY
        room = view.visualRect(index).width() - 2 * INSET
        cut = cell.text if self._theme.advance(cell.text) > room else ""
        QToolTip.showText(event.globalPos(), plain_tip(cell.tooltip or cut), view)
        return True

    @Slot()
    def _forget(self) -> None:
        self._colours.clear()
        self._fonts.clear()

    def _colour(self, name: str) -> QColor:
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = self._theme.colour(name)
        return found

    def _font(self, role: str, weight: int) -> tuple[QFont, float]:
        found = self._fonts.get((role, weight))
        if found is None:
            font = self._theme.font(role, weight=weight)
            height = self._theme.metrics(role, weight=weight).height()
            found = self._fonts[(role, weight)] = (font, height)
        return found

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str = "text",
        role: str = "body",
        weight: int = 0,
    ) -> None:
        """One line, elided, from the cache of laid-out texts."""
        theme = self._theme
        font, height = self._font(role, weight)
        shown = theme.elided(text, rect.width(), role, weight=weight)
        painter.setFont(font)
        painter.setPen(self._colour(colour))
        y = rect.y() + (rect.height() - height) / 2
        painter.drawStaticText(rect.x(), round(y), theme.texts.static(shown, (role, weight), font))

    def _draw_icon(
        self, painter: QPainter, x: int, rect: QRect, icon: tuple[str, str, bool], size: int
    ) -> None:
        name, colour, filled = icon
        dpr = painter.device().devicePixelRatioF()
        pixmap = self._theme.pixmap(name, size, colour, filled=filled, dpr=dpr)
        painter.drawPixmap(x, rect.y() + (rect.height() - size) // 2, pixmap)

    def _paint_text(self, painter: QPainter, rect: QRect, cell: Cell, _row: int) -> None:
        self._write(painter, rect, cell.text or MISSING, "text" if cell.text else "text_3")

    def _paint_muted(self, painter: QPainter, rect: QRect, cell: Cell, _row: int) -> None:
        self._write(painter, rect, cell.text or MISSING, "text_2" if cell.text else "text_3")

    def _paint_number(self, painter: QPainter, rect: QRect, cell: Cell, _row: int) -> None:
        spare = rect.width() - self._theme.advance(cell.text)
        self._write(painter, rect.adjusted(max(spare, 0), 0, 1, 0), cell.text, "text_3")

    def _paint_name(self, painter: QPainter, rect: QRect, cell: Cell, row: int) -> None:
        weight = 600 if row == self.current_row else 0
        room = rect.adjusted(0, 0, -_DOT - 6 if cell.dot else 0, 0)
        self._write(painter, room, cell.text or MISSING, weight=weight)
        if cell.dot:
            shown = min(self._theme.advance(cell.text, weight=weight), room.width())
            dot = QRectF(rect.x() + shown + 6, rect.y() + (rect.height() - _DOT) / 2, _DOT, _DOT)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._colour("accent"))
            painter.setBrush(self._colour("accent"))
            painter.drawEllipse(dot)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_pill(self, painter: QPainter, rect: QRect, cell: Cell, _row: int) -> None:
        if cell.text:
            self._pills.paint(painter, rect.toRectF(), cell.status, cell.text, bare=False)

    def _paint_bare(self, painter: QPainter, rect: QRect, cell: Cell, _row: int) -> None:
        if cell.text:
            self._pills.paint(painter, rect.toRectF(), cell.status, cell.text, bare=True)

    def _paint_hint(self, painter: QPainter, rect: QRect, cell: Cell, _row: int) -> None:
        if not cell.status:
            return
        look, side = self._theme.status(cell.status), self._theme.size("icon")
        colour = f"{look.family}_fg"
        self._draw_icon(painter, rect.x(), rect, (look.icon, colour, True), side)
        room = rect.adjusted(side + _ICON_GAP, 0, 0, 0)
        self._write(painter, room, cell.text, colour, "caption")

    def _paint_code(self, painter: QPainter, rect: QRect, cell: Cell, _row: int) -> None:
        if not cell.text:
            self._write(painter, rect, MISSING, "text_3")
            return
        self._write(painter, rect, cell.text, "text", "code")
        if cell.copies:
            side = self._theme.size("icon")
            self._draw_icon(painter, rect.right() - side + 1, rect, ("copy", "text_3", False), side)

    def _paint_links(self, painter: QPainter, rect: QRect, cell: Cell, row: int) -> None:
        x = rect.x()
        side = self._theme.size("icon")
        for link in cell.links:
            colour = "rejected_fg" if link.danger else "accent_text"
            start = x
            if link.icon:
                self._draw_icon(painter, x, rect, (link.icon, colour, False), side)
                start += side + _ICON_GAP
            width = self._theme.advance(link.word)
            room = QRect(start, rect.y(), width + 2, rect.height())
            self._write(painter, room, link.word, colour)
            if row == self.hovered_row and link.id == self.hovered_link:
                below = rect.y() + (rect.height() + self._theme.line("body")) // 2 - 2
                painter.fillRect(start, below, width, 1, self._colour(colour))
            x = start + width + _LINK_GAP

    def _paint_check(self, painter: QPainter, rect: QRect, cell: Cell, _row: int) -> None:
        side = self._theme.size("check")
        centre = rect.center()
        box = QRect(centre.x() - side // 2 + 1, centre.y() - side // 2 + 1, side, side)
        ink = Ink(self._theme, painter.device().devicePixelRatioF(), painter)
        paint_check(ink, box, checked=cell.checked)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _link_width(self, link: CellLink) -> int:
        icon = self._theme.size("icon") + _ICON_GAP if link.icon else 0
        return icon + self._theme.advance(link.word)


def paint_check(ink: Ink, box: QRect, *, checked: bool | None) -> None:
    """A check box: empty, ticked, or with a dash when `checked` is None."""
    rect, theme = box.toRectF(), ink.theme
    if checked is False:
        ink.box(rect, fill="surface", line="control_line", radius=theme.radius("xs"))
        return
    ink.box(rect, fill="accent", radius=theme.radius("xs"))
    name = "subtract" if checked is None else "checkmark"
    side = theme.size("icon_small")
    x, y = rect.center().x() - side / 2, rect.center().y() - side / 2
    ink.icon(x, y, name, side, "text_on_accent", filled=True)


def cell_of(model: QAbstractItemModel, row: int, column: int) -> Cell:
    """The cell at a place; an empty one while the model has none there."""
    cell: Cell | None = model.index(row, column).data(CELL_ROLE)
    return cell or _EMPTY
