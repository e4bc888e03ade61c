"""A new generation beside the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.contract import routes
from desktop.domain.review import ReviewStatus, Verdict
from desktop.sync.resync import resync
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from desktop.remote.transport import Call, Reply
    from tests.support.desk import Desk


def test_while_it_loads_the_old_one_is_read_and_decided_on(desk: Desk, wang: int) -> None:
    seen = []

    def meanwhile(call: Call) -> Reply | None:
        if call.path == routes.CHANGES:
            desk.decide(wang, Verdict.DEFERRED, at_once=False)
            seen.append(desk.ids())
        return None

    carrier_of(desk).instead = meanwhile
    resync(desk.workspace.engine._parts)
    assert seen == [[wang]]
    assert desk.dossier(wang).own_status is ReviewStatus.DEFERRED
    assert desk.dossier(wang).server_status is ReviewStatus.PENDING
