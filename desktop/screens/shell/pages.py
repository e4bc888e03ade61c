"""What the shell asks of a page, and how a page is entered in the navigation rail.

A page is a QWidget that also has the methods of `Page`. The container makes it, wraps it in a
`PageEntry` and hands it to the shell. A page that shows a year or can search also has the methods
of `YearPage` or `SearchPage`; the shell finds that out by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PageKey(StrEnum):
    """Stable names of the pages; titles and icons belong to the shell."""

    HOME = "home"
    REVIEW = "review"
    AUTHORIZATION = "authorization"
    CONFIRMATION_CODE = "confirmation_code"
    OUTBOX = "outbox"
    PARKED = "parked"
    PACKS = "packs"
    SETTINGS = "settings"


@runtime_checkable
class Page(Protocol):
    """A page beside the organization tree."""

    def set_scope(self, path: str) -> None:
        """Show only the subtree under this organization path; called before the first show."""

    def activated(self) -> None:
        """The page came to the front: focus what the person will use first."""


@runtime_checkable
class YearPage(Protocol):
    """A page that shows the materials of one year."""

    def set_year(self, year: int) -> None:
        """Show this year; called before the first show and from the header."""


@runtime_checkable
class SearchPage(Protocol):
    """A page with a search of its own, reached by Ctrl+F and from the header."""

    def focus_search(self) -> None:
        """Put the cursor into the search field and select its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A page as the shell carries it.

    Attributes:
        key: Which page it is.
        widget: The page itself; it also is a `Page`.
        at_end: True where the rail shows it at the lower end.
    """

    key: PageKey
    widget: QWidget
    at_end: bool = False
