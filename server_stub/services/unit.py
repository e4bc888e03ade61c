"""The unit of work that every service function gets: one transaction, one instant, one world."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from server_stub.services import audit
from server_stub.services.memory import FeedMemory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from server_stub.providers import Providers
    from server_stub.settings import Settings
    from server_stub.storage.engine import Database

_log = logging.getLogger(__name__)

ANCHORED_EVERY: Final = 256
"""Write transactions between two anchors of the audit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One transaction; `now` is its time in epoch seconds."""

    session: Session
    now: int
    settings: Settings
    providers: Providers
    memory: FeedMemory


class Units:
    """Opens units of work.

    Args:
        database: Where they read and write.
        settings: Settings of the server.
        providers: Its outside world.
    """

    def __init__(self, database: Database, settings: Settings, providers: Providers) -> None:
        self.database = database
        self.settings = settings
        self.providers = providers
        self._memory = FeedMemory()
        self._written = count(1)

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Open a unit that sees one consistent state and changes nothing."""
        with self.database.reading() as session:
            yield self._unit(session)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """Open a unit that is committed at its end, or rolled back whole on any exception."""
        with self.database.writing() as session:
            yield self._unit(session)
        if next(self._written) % ANCHORED_EVERY == 0:
            self._anchor()

    def _anchor(self) -> None:
        """Anchor the audit; what was committed is answered for even where that fails."""
        try:
            with self.reading() as unit:
                audit.anchor(unit)
        except OSError as error:
            _log.error("the audit was not anchored: %s", type(error).__name__)

    def _unit(self, session: Session) -> Unit:
        now = int(self.providers.clock())
        return Unit(session, now, self.settings, self.providers, self._memory)
