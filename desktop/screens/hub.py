"""One road for news: every user action and every sync publishes one `Changes` record here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop.domain.changes import Changes


class ChangeHub(QObject):
    """Carries `Changes` from whoever made them to every screen that shows them.

    Signals:
        changed: A `Changes` record; screens re-read just what it names.
    """

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell all screens; an empty record tells nobody."""
        if changes:
            self.changed.emit(changes)
