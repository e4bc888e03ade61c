"""What no sync can beat on this machine: the same bytes carried, the same rows put down."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.contract import routes
from desktop.contract.pages import PageText
from desktop.remote.transport import Call
from desktop.sync.pull import PAGE_ROWS
from tests.bench.reporting import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.workspace import Workspace


def carry(workspace: Workspace, cursor: str) -> tuple[Stopwatch, list[bytes]]:
    """Carry the pages behind a cursor and look no further into them than for the next one."""
    watch, bodies, more = Stopwatch(), [], True
    with watch.running():
        while more:
            query = {"limit": str(PAGE_ROWS), **({"cursor": cursor} if cursor else {})}
            headers = {routes.HEADER_CONTEXT: workspace.context.key}
            call = Call(method="GET", path=routes.CHANGES, query=query, headers=headers)
            bodies.append(workspace.api._exchange(call).body)
            head = PageText(bodies[-1]).head
            cursor, more = head.next, head.has_more
    return watch, bodies


def insert(bodies: Sequence[bytes]) -> Stopwatch:
    """Put the rows of pages into a plain table in memory: no index, no cipher, no disk."""
    rows = [row for body in bodies for row in json.loads(body).get("materials", [])]
    texts = [(row[0], row[1], row[5], json.dumps(row, ensure_ascii=False)) for row in rows]
    watch = Stopwatch()
    with closing(sqlite3.connect(":memory:")) as plain, watch.running():
        plain.execute("CREATE TABLE material(id, seq, name, body)")
        plain.executemany("INSERT INTO material VALUES (?, ?, ?, ?)", texts)
    return watch


def exchange(workspace: Workspace) -> Stopwatch:
    """Ask for what costs the server nothing."""
    watch = Stopwatch()
    call = Call(method="GET", path=routes.INFO)
    for _ in range(50):
        with watch.running():
            workspace.api.transport.exchange(call)
    return watch
