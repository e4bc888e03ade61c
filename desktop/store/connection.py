"""Two encrypted connections to one database file: one writes, one reads."""

from __future__ import annotations


class Database:
    """The writer and the reader of one database file."""
