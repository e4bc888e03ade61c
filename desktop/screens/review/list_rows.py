"""The rows of the material list as they lie in memory: a window on a result of any length.

The first page comes with the query; the ids of the whole result follow in pieces and make every
row addressable; pages are fetched when the view asks for them and a few of them are kept.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.store.records import ListRow

PAGE: Final = 128
"""Rows that are fetched at once."""

_KEPT_PAGES: Final = 48


class ListRows(QObject):
    """What the table models show.

    Signals:
        about_to_reset: The result is about to be replaced.
        was_reset: The result was replaced.
        rows_changed: Rows first..last (both included) have other contents now.
        count_about_to_change: The result grows or shrinks at its end to this count.
        count_changed: It has done so.
        row_about_to_go: This row leaves the result.
        row_gone: It has left.
        page_wanted: A page (by its number) has to be fetched.
    """

    about_to_reset = Signal()
    was_reset = Signal()
    rows_changed = Signal(int, int)
    count_about_to_change = Signal(int)
    count_changed = Signal()
    row_about_to_go = Signal(int)
    row_gone = Signal()
    page_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[ListRow | None]] = OrderedDict()
        self._asked: set[int] = set()
        self._count = 0

    @property
    def count(self) -> int:
        """How many rows the result has, as far as is known."""
        return self._count

    @property
    def ids(self) -> array[int]:
        """Ids in the order of the list; shorter than `count` while they are still arriving."""
        return self._ids

    def replace(self, first: Sequence[ListRow], count: int) -> None:
        """Show another result: its first rows and how many there are."""
        self.about_to_reset.emit()
        self._pages.clear()
        self._asked.clear()
        self._ids = array("q", [row.id for row in first])
        self._count = max(count, len(first))
        for start in range(0, len(first), PAGE):
            part = list(first[start : start + PAGE])
            if len(part) == PAGE or start + len(part) == self._count:
                self._pages[start // PAGE] = list(part)
        self.was_reset.emit()

    def set_ids(self, ids: array[int]) -> None:
        """Take the ids of the whole result; the count follows them."""
        self._ids = ids
        waiting, self._asked = self._asked, set()
        self.set_count(len(ids))
        if waiting and ids:
            # Asked for before their ids were known: let the view ask again.
            last = min((max(waiting) + 1) * PAGE, len(ids)) - 1
            self.rows_changed.emit(min(min(waiting) * PAGE, last), last)

    def set_count(self, count: int) -> None:
        """Take how many rows the result has; their ids may still be on their way."""
        if count != self._count:
            self.count_about_to_change.emit(count)
            self._count = count
            self.count_changed.emit()

    def row(self, at: int) -> ListRow | None:
        """Return a row, or None while it is on its way."""
        number = at // PAGE
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            place = at % PAGE
            return page[place] if place < len(page) else None
        if number not in self._asked:
            self._asked.add(number)
            self.page_wanted.emit(number)
        return None

    def id_at(self, at: int) -> int | None:
        """Return the id of a row, or None where it is not known (yet)."""
        return self._ids[at] if 0 <= at < len(self._ids) else None

    def page_ids(self, number: int) -> list[int]:
        """Return the ids of a page, fewer at the end or while ids are still arriving."""
        return self._ids[number * PAGE : (number + 1) * PAGE].tolist()

    def put_page(self, number: int, ids: Sequence[int], found: Sequence[ListRow]) -> None:
        """Take the rows of a page; an id without a row has left since the ids were read."""
        by_id = {row.id: row for row in found}
        if self.page_ids(number) != list(ids):
            self._asked.discard(number)
            return
        self._pages[number] = [by_id.get(each) for each in ids]
        self._asked.discard(number)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        self.rows_changed.emit(number * PAGE, number * PAGE + max(len(ids) - 1, 0))

    def index_of(self, material_id: int, near: int = 0) -> int:
        """Return where a material stands, or -1; looks at `near` and its neighbours first."""
        for at in (near, near + 1, near - 1):
            if self.id_at(at) == material_id:
                return at
        try:
            return self._ids.index(material_id)
        except ValueError:
            return -1

    def patch(self, rows: Sequence[ListRow]) -> None:
        """Show new contents of rows that stay in the result."""
        by_id = {row.id: row for row in rows}
        for number, page in self._pages.items():
            for place, old in enumerate(page):
                if old is not None and old.id in by_id:
                    page[place] = by_id[old.id]
                    at = number * PAGE + place
                    self.rows_changed.emit(at, at)

    def remove(self, material_id: int, near: int = 0) -> None:
        """Take a row out that no longer belongs to the result."""
        at = self.index_of(material_id, near)
        if at < 0:
            return
        self.row_about_to_go.emit(at)
        self._ids.pop(at)
        self._count -= 1
        self._shift_pages(at)
        self.row_gone.emit()

    def _shift_pages(self, at: int) -> None:
        """Move the cached rows behind `at` up by one; drop pages that would have a hole."""
        first = at // PAGE
        for number in sorted(n for n in self._pages if n >= first):
            page = self._pages[number]
            if number == first:
                page.pop(at % PAGE)
            following = self._pages.get(number + 1)
            if following:
                page.append(following.pop(0))
            elif (number * PAGE + len(page)) < self._count and len(page) < PAGE:
                del self._pages[number]
        for number in [n for n, page in self._pages.items() if not page]:
            del self._pages[number]
        self._asked = {n for n in self._asked if n < first}
