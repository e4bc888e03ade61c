"""Half-written decisions, one per material; they survive crashes, sign-outs and resyncs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.changes import Changes
from desktop.domain.review import Verdict
from desktop.store.records import Draft
from desktop.store.rows import read_period

if TYPE_CHECKING:
    from desktop.store.connection import Database


class Drafts:
    """The drafts of this context."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, draft: Draft) -> Changes:
        """Keep a draft; a later one replaces it."""
        period = draft.period
        with self._database.write(durable=False) as tables:
            tables.run(
                "REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?)",
                (
                    draft.material_id,
                    draft.verdict,
                    draft.remark,
                    period.start.isoformat() if period else None,
                    period.end.isoformat() if period else None,
                    draft.saved_at,
                ),
            )
        return Changes(drafts=True)

    def discard(self, material_id: int) -> Changes:
        """Forget the draft of a material."""
        with self._database.write(durable=False) as tables:
            tables.run("DELETE FROM draft WHERE material_id = ?", (material_id,))
        return Changes(drafts=True)

    def get(self, material_id: int) -> Draft | None:
        """Return the draft of a material."""
        with self._database.read() as tables:
            row = tables.one("SELECT * FROM draft WHERE material_id = ?", (material_id,))
        if row is None:
            return None
        key, verdict, remark, start, end, saved_at = row
        return Draft(
            material_id=key,
            verdict=Verdict(verdict) if verdict else None,
            remark=remark,
            period=read_period(start, end),
            saved_at=saved_at,
        )
