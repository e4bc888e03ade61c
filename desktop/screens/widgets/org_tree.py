"""The organization tree: view and delegate; the model belongs to the shell."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NODE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
INDENT: Final = 16
_EDGE: Final = 18
_ARROW_X: Final = 14
_TEXT_X: Final = 18


@dataclass(frozen=True, slots=True)
class TreeNode:
    """What the model answers for `NODE_ROLE`; DisplayRole is the name.

    Attributes:
        name: The institution.
        badge: A count at the right (待审), "" for none.
        tag: A word at the right (未激活), "" for none.
        family: Colour family of the tag.
        muted: Grey name, for institutions that take no part.
    """

    name: str
    badge: str = ""
    tag: str = ""
    family: str = "neutral"
    muted: bool = False


class OrgTreeDelegate(QStyledItemDelegate):
    """Paints arrow, name, tag and badge."""

    def __init__(self, theme: Theme, view: "OrgTree") -> None:
        """Asks `view` for depth and expansion."""
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The row height of the tokens."""
        return QSize(self._theme.px(120), self._theme.size("tree_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row over its whole width."""
        node: TreeNode | None = index.data(NODE_ROLE)
        if node is None:
            return
        painter.save()
        ink = Ink(self._theme, painter.device().devicePixelRatioF(), painter)
        rect = QRectF(0, option.rect.y(), self._view.viewport().width(), option.rect.height())
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_back(ink, rect, on=on, hovered=hovered)
        x = _ARROW_X + self._view.level_of(index) * INDENT
        if self._view.model().hasChildren(index):
            name = "chevron_down" if self._view.isExpanded(index) else "chevron_right"
            ink.icon(x, rect.center().y() - 6, name, 12, "text_3")
        right = rect.right() - _EDGE
        if node.badge:
            fill = "accent" if on else "neutral_bg"
            right -= ink.badge(right, rect.center().y(), node.badge, fill) + 6
        if node.tag:
            right -= self._paint_tag(ink, right, rect, node) + 6
        colour = "accent_text" if on else "text_2" if node.muted else "text"
        words = QRectF(x + _TEXT_X, rect.y(), right - x - _TEXT_X, rect.height())
        ink.text(words, node.name, colour=colour, weight=600 if on else 0)
        painter.restore()

    def _paint_back(self, ink: Ink, rect: QRectF, *, on: bool, hovered: bool) -> None:
        if not on and not hovered:
            return
        box = rect.adjusted(8, 1, -8, -1)
        ink.box(box, fill="selection" if on else "hover", radius=self._theme.radius("control"))
        if on:
            bar = QRectF(box.x(), box.y() + 7, 3, box.height() - 14)
            ink.box(bar, fill="accent", radius=1.5)

    def _paint_tag(self, ink: Ink, right: float, rect: QRectF, node: TreeNode) -> int:
        theme, family = self._theme, node.family
        width = theme.advance(node.tag, "badge", weight=400) + 10
        height = theme.size("kbd")
        box = QRectF(right - width, rect.center().y() - height / 2, width, height)
        radius = theme.radius("xs")
        ink.box(box, fill=f"{family}_bg", line=f"{family}_line", radius=radius)
        ink.text(box, node.tag, "badge", colour=f"{family}_fg", weight=400, align=CENTRE)
        return width


class OrgTree(QTreeView):
    """A tree to choose the scope of the page from.

    Signals:
        node_chosen: Another institution is chosen; carries its index.
    """

    node_chosen = Signal(QModelIndex)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name` is for screen readers."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setItemDelegate(OrgTreeDelegate(theme, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self._restyle)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model that answers `NODE_ROLE`."""
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentChanged.connect(self._tell)

    def level_of(self, index: Index) -> int:
        """How many ancestors are above a row."""
        count, at = 0, index.parent()
        while at.isValid():
            count, at = count + 1, at.parent()
        return count

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow opens or closes; elsewhere it chooses."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and self._arrow(index).contains(point):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right and left open, close, and go in and out; letters go on to the page."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Right and index.isValid():
            inner = self.model().index(0, 0, index)
            if self.isExpanded(index) and inner.isValid():
                self.setCurrentIndex(inner)
            else:
                self.expand(index)
        elif event.key() == Qt.Key.Key_Left and index.isValid():
            if self.isExpanded(index) and self.model().hasChildren(index):
                self.collapse(index)
            elif index.parent().isValid():
                self.setCurrentIndex(index.parent())
        else:
            super().keyPressEvent(event)

    def _arrow(self, index: Index) -> QRect:
        if not self.model().hasChildren(index):
            return QRect()
        rect = self.visualRect(index)
        x = _ARROW_X + self.level_of(index) * INDENT - 8
        return QRect(x, rect.y(), 28, rect.height())

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.node_chosen.emit(current)

    @Slot()
    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
