"""Half-written decisions, one per material; they survive crashes, sign-outs and resyncs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.store.connection import Database
    from desktop.store.records import Draft


class Drafts:
    """The drafts of this context."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, draft: Draft) -> Changes:
        """Keep a draft; a later one replaces it."""
        raise NotImplementedError

    def discard(self, material_id: int) -> Changes:
        """Forget the draft of a material."""
        raise NotImplementedError

    def get(self, material_id: int) -> Draft | None:
        """Return the draft of a material."""
        raise NotImplementedError
