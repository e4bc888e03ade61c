"""The organization tree as an item model: lazy for Qt, searched through one joined text.

60,000 institutions cost no object per node on Qt's side: an index carries the number of its node.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.authorization import AuthorizationState
from desktop.screens.texts import authorization_text
from desktop.screens.widgets.org_tree import NODE_ROLE, TreeNode
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Index = QModelIndex | QPersistentModelIndex

_SEPARATOR: Final = "\x1f"
_TAGS: Final = {
    AuthorizationState.NOT_GENERATED: "neutral",
    AuthorizationState.GENERATED: "modify",
    AuthorizationState.STOPPED: "neutral",
}
"""States that the tree shows, and the colour family of their tag."""


class Organization(Protocol):
    """What the tree needs of an institution (`desktop.store.records.OrganizationNode`)."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def parent_id(self) -> int | None:
        """The id of what is above it."""

    @property
    def path(self) -> str:
        """Its materialised path, the scope of a page."""

    @property
    def code(self) -> str:
        """机构编码."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def search_keys(self) -> str:
        """Pinyin initials."""

    @property
    def pending(self) -> int:
        """待审 in its subtree."""

    @property
    def authorization_state(self) -> AuthorizationState | None:
        """How its authorization stands, or None where it has none."""


class OrganizationTreeModel(QAbstractItemModel):
    """The tree, whole or reduced to the hits of a search and what is above them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: Sequence[Organization] = ()
        self._numbers: dict[int, int] = {}
        self._above: list[int] = []
        self._below: list[list[int]] = []
        self._roots: list[int] = []
        self._rows: list[int] = []
        self._text = ""
        self._starts: list[int] = []
        self._hits: dict[int, list[int]] | None = None
        self._hit_roots: list[int] = []
        self._hit_rows: dict[int, int] = {}
        self._query = ""

    # What the shell does with it

    def show_nodes(self, nodes: Sequence[Organization]) -> bool:
        """Take the institutions as they are now; True where the tree itself changed.

        Where only badges changed, indexes stay valid and views just repaint.
        """
        if _shape(nodes) == _shape(self._nodes):
            self._nodes = nodes
            self._repaint()
            return False
        self.beginResetModel()
        self._nodes = nodes
        self._link()
        self._search()
        self.endResetModel()
        return True

    def search(self, query: str) -> None:
        """Reduce the tree to institutions whose name, code or initials contain the text."""
        query = query.strip().lower()
        if query == self._query:
            return
        self.beginResetModel()
        self._query = query
        self._search()
        self.endResetModel()

    @property
    def is_searching(self) -> bool:
        """Whether the tree is reduced."""
        return self._hits is not None

    def opened_by_search(self) -> list[QModelIndex]:
        """Return the rows that a view should open so that every hit is seen."""
        if self._hits is None:
            return []
        return [self._index_of(number) for number in self._hits]

    def index_of(self, organization_id: int) -> QModelIndex:
        """Return the row of an institution; invalid where it is not shown."""
        number = self._numbers.get(organization_id)
        if number is None or not self._is_shown(number):
            return QModelIndex()
        return self._index_of(number)

    def organization(self, index: Index) -> Organization:
        """Return the institution of a row."""
        return self._nodes[index.internalId()]

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's default
        """Return the index of a child."""
        below = self._children(parent)
        if column != 0 or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt's default
        """Return the index above."""
        if not index.isValid():
            return QModelIndex()
        above = self._above[index.internalId()]
        return self._index_of(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return the number of children."""
        return 0 if parent.column() > 0 else len(self._children(parent))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """There is one column."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's default
        """Tell whether a row can be opened."""
        return self.rowCount(parent) > 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return name, tooltip or what the delegate paints."""
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == NODE_ROLE:
            return _painted(node)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{node.name}\n{node.code}")
        return None

    # Inside

    def _link(self) -> None:
        """Number the nodes and note who is above and below whom."""
        self._numbers = {node.id: n for n, node in enumerate(self._nodes)}
        self._above = [
            self._numbers.get(node.parent_id, -1) if node.parent_id is not None else -1
            for node in self._nodes
        ]
        self._below = [[] for _node in self._nodes]
        self._roots = []
        self._rows = [0] * len(self._nodes)
        for number, above in enumerate(self._above):
            siblings = self._roots if above < 0 else self._below[above]
            self._rows[number] = len(siblings)
            siblings.append(number)
        self._starts = []
        parts: list[str] = []
        position = 0
        for node in self._nodes:
            part = f"{node.name}{_SEPARATOR}{node.code}{_SEPARATOR}{node.search_keys}\n".lower()
            self._starts.append(position)
            parts.append(part)
            position += len(part)
        self._text = "".join(parts)

    def _search(self) -> None:
        """Find the hits and keep what is above them."""
        self._hits, self._hit_roots, self._hit_rows = None, [], {}
        if not self._query:
            return
        hits: dict[int, list[int]] = {}
        seen: set[int] = set()
        for hit in self._found():
            number = hit
            while number >= 0 and number not in seen:
                seen.add(number)
                above = self._above[number]
                (self._hit_roots if above < 0 else hits.setdefault(above, [])).append(number)
                number = above
        for below in (self._hit_roots, *hits.values()):
            below.sort()
            self._hit_rows.update((number, row) for row, number in enumerate(below))
        self._hits = hits

    def _found(self) -> Iterable[int]:
        at = self._text.find(self._query)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            last = number + 1 >= len(self._starts)
            at = -1 if last else self._text.find(self._query, self._starts[number + 1])

    def _children(self, parent: Index) -> list[int]:
        if not parent.isValid():
            return self._roots if self._hits is None else self._hit_roots
        return self._below_of(parent.internalId())

    def _below_of(self, number: int) -> list[int]:
        """Return the children shown: a hit without hits below it can still be opened as a whole."""
        if self._hits is not None and number in self._hits:
            return self._hits[number]
        return self._below[number]

    def _index_of(self, number: int) -> QModelIndex:
        above = self._above[number]
        reduced = self._hits is not None and (above < 0 or above in self._hits)
        row = self._hit_rows[number] if reduced else self._rows[number]
        return self.createIndex(row, 0, number)

    def _is_shown(self, number: int) -> bool:
        if self._hits is None:
            return True
        while number not in self._hit_rows:
            above = self._above[number]
            if above < 0 or above in self._hits:
                return False
            number = above
        return True

    def _repaint(self) -> None:
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            rows = self.rowCount(parent)
            if rows:
                self.dataChanged.emit(self.index(0, 0, parent), self.index(rows - 1, 0, parent))
            waiting.extend(
                index
                for index in (self.index(row, 0, parent) for row in range(rows))
                if self._below_of(index.internalId())
            )


def _shape(nodes: Sequence[Organization]) -> list[tuple[object, ...]]:
    return [(node.id, node.parent_id, node.name, node.code, node.search_keys) for node in nodes]


def _painted(node: Organization) -> TreeNode:
    state = node.authorization_state
    family = _TAGS.get(state) if state is not None else None
    return TreeNode(
        name=node.name,
        badge=f"{node.pending:,}" if node.pending else "",
        tag=authorization_text(state) if state is not None and family else "",
        family=family or "neutral",
        muted=state is AuthorizationState.STOPPED,
    )
