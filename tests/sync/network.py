"""The network and the server's process of the model, and what may happen to them."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import RefusedError, ReplyLostError
from server_stub.services.unit import Units
from tests.support.in_process import InProcess, Inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.remote.transport import Call, Reply
    from server_stub.services.unit import Unit
    from tests.sync.backstage import Backstage

NO_LIMIT: Final = (1 << 30) - 1
"""Pages that a database may have."""


class Accident(StrEnum):
    """What happens to a call, or to the server while it handles one."""

    NONE = "none"
    LOST_REQUEST = "lost_request"
    LOST_REPLY = "lost_reply"
    DOUBLED = "doubled"
    HELD_BACK = "held_back"
    CRASH_BEFORE_COMMIT = "crash_before_commit"
    CRASH_AFTER_COMMIT = "crash_after_commit"
    SERVER_FULL = "server_full"


class ServerGoneError(Exception):
    """The server's process ends before it commits."""


class FragileUnits(Units):
    """Units of work of a server that may die before a commit, or find its disk full.

    `full` holds for a call, `narrow` until somebody makes room.
    """

    dies = False
    full = False
    narrow = False

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """Open a unit that may not get to its end."""
        with self.database.writing() as session:
            pages = 1 if self.full or self.narrow else NO_LIMIT
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            yield self._unit(session)
            if self.dies:
                raise ServerGoneError


class Carrier(InProcess):
    """A way to the server on which accidents happen."""

    def __init__(self, world: Backstage, inside: Inside) -> None:
        super().__init__(inside, world.clock)
        self.accidents: deque[Accident] = deque()
        self._world = world

    def exchange(self, call: Call) -> Reply:
        """Carry a call, or do to it what the next accident says."""
        accident = self.accidents.popleft() if self.accidents else Accident.NONE
        if accident is Accident.HELD_BACK:
            self._world.held.append(call)
        if accident in {Accident.HELD_BACK, Accident.LOST_REQUEST}:
            raise ReplyLostError
        if accident is Accident.DOUBLED:
            self._inside.answer(call)
        units = self._world.units
        units.dies = accident is Accident.CRASH_BEFORE_COMMIT
        units.full = accident is Accident.SERVER_FULL
        try:
            if accident in {Accident.NONE, Accident.DOUBLED, Accident.SERVER_FULL}:
                return super().exchange(call)
            self._inside.answer(call)
        except RefusedError as error:
            if error.code == "internal":
                raise AssertionError("the server stumbled, and nobody had tripped it") from error
            raise
        finally:
            units.dies = units.full = False
        if accident is not Accident.LOST_REPLY:
            self._world.restart()
        raise ReplyLostError
