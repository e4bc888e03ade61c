"""A reviewer in a process of its own, to be killed: decides on what waits and syncs after each.

    python -m tests.support.reviewer_process URL FOLDER TOKENS

Says `saved KEY` once a decision is recorded, `syncing` and `synced` around each exchange, and
`done` when nothing waits any more.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.contract.operations import SeenVersion
from desktop.contract.session import Tokens
from desktop.domain.review import ReviewStatus, Verdict
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Transport
from desktop.services import browsing, reviewing, syncing
from desktop.services.workspace import Workspace
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.replica import Replica
from tests.support.desk import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(url: str, folder: Path, tokens: Tokens) -> None:
    """Work until nothing waits."""
    transport = Transport(url)
    api = Api(transport, MemoryTokens(tokens))
    session = api.session()
    context = session.contexts[0]
    replica = Replica.open(
        folder / "replica.db", KEY, level=context.level, business=context.business
    )
    with closing(transport), closing(replica):
        workspace = Workspace(
            replica=replica,
            api=api,
            context=context,
            session=session,
            device_id=session.device_id,
            clock=time.time,
            grace_seconds=0,
        )
        _exchange(workspace)
        for material_id in _waiting(workspace):
            _decide(workspace, material_id)
            _exchange(workspace)
        while browsing.outbox_totals(workspace=workspace).queued:
            _exchange(workspace)
    _say("done")


def _waiting(workspace: Workspace) -> Iterator[int]:
    chosen = MaterialFilter(statuses=frozenset({ReviewStatus.PENDING}))
    yield from browsing.ids(workspace=workspace, chosen=chosen, sort=MaterialSort())


def _decide(workspace: Workspace, material_id: int) -> None:
    dossier = browsing.dossier(workspace=workspace, material_id=material_id)
    assert dossier is not None
    reviewing.record_decision(
        workspace=workspace,
        material_id=material_id,
        seen=SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash),
        verdict=Verdict.DEFERRED,
    )
    key = browsing.outbox_items(workspace=workspace)[-1].key
    _say(f"saved {key}")


def _exchange(workspace: Workspace) -> None:
    _say("syncing")
    syncing.sync(workspace=workspace)
    _say("synced")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(
        sys.argv[1],
        Path(sys.argv[2]),
        Tokens.model_validate_json(Path(sys.argv[3]).read_text(encoding="utf-8")),
    )
