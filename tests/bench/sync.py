"""Sync with a real server process over loopback: first sync, 1 % delta, push, no-op, and the floor.

    python -m tests.bench sync --rows 100000

Records are as the client keeps them: timeline, internship record, search index, encrypted. Bytes
are those of bodies on the wire, compressed.
"""

from __future__ import annotations

import argparse
import json
import re
import secrets
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import psutil
from sqlalchemy import select

from desktop.contract import routes
from desktop.contract.operations import SeenVersion
from desktop.contract.session import Device
from desktop.domain.review import (
    ChainStep,
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    Role,
    SubmissionStatus,
    Verdict,
)
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Call, Transport
from desktop.services import browsing, reviewing, signing_in, syncing
from desktop.services.workspace import Workspace
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.replica import Replica
from desktop.sync.pull import PAGE_ROWS
from server_stub.app import open_units
from server_stub.services import applying
from server_stub.services.materials import columns, dossier_of
from server_stub.settings import demo_settings
from server_stub.storage import reviews, sequence
from server_stub.storage.models import Batch, Material
from tests.bench.reporting import Stopwatch, rss_mb, tell
from tests.support.server_process import server_process

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.server_process import ServerProcess

DEVICE = Device(id="be" * 16, name="bench")
PUSHED_SHARE = 10
QUIET_RUNS = 50
DELTA_RUNS = 3


@dataclass
class Bench:
    """What the tasks share."""

    server: ServerProcess
    rows: int
    transport: Transport
    workspace: Workspace
    cpu: float = 0.0
    server_cpu: float = 0.0

    def tell(self, task: str, watch: Stopwatch, records: int, **more: object) -> None:
        """Print a task's line, with records per second and bytes per record."""
        traffic = self.transport.traffic
        fields: dict[str, object] = {
            "records": records,
            "records_per_s": round(records / watch.seconds),
            "bytes_per_record": round((traffic.sent + traffic.received) / max(records, 1), 1),
            "exchanges": traffic.exchanges,
            "cpu_s": round(time.process_time() - self.cpu, 2),
            "server_cpu_s": round(_cpu(self.server.process.pid) - self.server_cpu, 2),
            "server_rss_mb": rss_mb(self.server.process.pid),
        }
        tell("sync", task, self.rows, watch.samples, **(fields | more))

    def begin(self) -> None:
        """Count bytes and CPU time from here."""
        self.cpu = time.process_time()
        self.server_cpu = _cpu(self.server.process.pid)
        self.transport.traffic.sent = self.transport.traffic.received = 0
        self.transport.traffic.exchanges = 0

    def sync(self) -> int:
        """Exchange, and return the rows pulled and operations pushed."""
        report = syncing.sync(workspace=self.workspace)
        assert report.ok, report.failures
        return report.pulled + report.pushed


def _cpu(pid: int) -> float:
    """Return the CPU seconds that a process has used."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def main(arguments: list[str]) -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="tests.bench sync")
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args(arguments).rows
    with tempfile.TemporaryDirectory(prefix="bench-sync-") as folder:
        data = Path(folder) / "server"
        with server_process(data, "--demo", "--materials", str(rows)) as server:
            _prepare(server, rows)
            _run(server, rows, Path(folder))
    return 0


def _prepare(server: ServerProcess, rows: int) -> None:
    """Let a tenth of the materials wait at the province, as if everybody below had approved."""
    units = open_units(demo_settings(server.data))
    with units.writing() as unit:
        year = unit.session.scalars(select(Batch.year).where(Batch.current)).first()
        chosen = (
            select(Material)
            .where(Material.year == year, Material.province_status.is_not(None))
            .limit(rows // PUSHED_SHARE)
        )
        waiting = [dossier_of(row) for row in unit.session.scalars(chosen)]
        for seq, dossier in zip(sequence.take(unit.session, len(waiting)), waiting, strict=True):
            dossier.seq = seq
            dossier.submission = SubmissionStatus.SUBMITTED
            dossier.chain = tuple(
                ChainStep(
                    step.level,
                    step.organization_id,
                    ReviewStatus.PENDING
                    if step.level is ReviewLevel.PROVINCE
                    else ReviewStatus.APPROVED,
                )
                for step in dossier.chain
            )
        reviews.update_materials(unit.session, [columns(one) for one in waiting])
    units.database.close()


def _run(server: ServerProcess, rows: int, folder: Path) -> None:
    transport = Transport(server.url)
    with closing(transport), closing(_replica_owner(transport, folder)) as owner:
        bench = Bench(server, rows, transport, owner.workspace)
        for task in (_first_sync, _delta, _push, _quiet, _floor):
            bench.begin()
            task(bench)


@dataclass
class _Owner:
    workspace: Workspace

    def close(self) -> None:
        self.workspace.replica.close()


def _replica_owner(transport: Transport, folder: Path) -> _Owner:
    """Sign in as the officer who sees the whole province."""
    api = Api(transport, MemoryTokens())
    people = signing_in.demo_people(api=api)
    officer = next(
        one
        for one in people
        if one.roles == (Role.OFFICER,) and one.organization_kind == "province_commission"
    )
    requested = signing_in.request_code(api=api, phone=officer.phone)
    code = signing_in.demo_code(api=api, phone=officer.phone)
    assert code is not None
    session = signing_in.sign_in(api=api, request_id=requested.request_id, code=code, device=DEVICE)
    context = session.contexts[0]
    path, key = folder / "replica.db", secrets.token_bytes(32)
    replica = Replica.open(path, key, level=context.level, business=context.business)
    return _Owner(
        Workspace(
            replica=replica,
            api=api,
            context=context,
            session=session,
            device_id=DEVICE.id,
            clock=time.time,
            random=Random(1),
        )
    )


def _first_sync(bench: Bench) -> None:
    before = rss_mb()
    watch = Stopwatch()
    with watch.running():
        pulled = bench.sync()
    materials = browsing.state(workspace=bench.workspace).materials
    bench.tell(
        "first sync",
        watch,
        materials,
        pulled=pulled,
        rss_growth_mb=round(rss_mb() - before, 1),
    )


def _delta(bench: Bench) -> None:
    """Change 1 % of the materials at the server, three times over."""
    watch, changed, cpu = Stopwatch(), 0, 0.0
    units = open_units(demo_settings(bench.server.data))
    for run in range(DELTA_RUNS):
        with units.writing() as unit:
            ids = unit.session.scalars(select(Material.id).order_by(Material.id)).all()
            for material_id in ids[run::100][: bench.rows // 100]:
                applying.change_payment(unit, material_id, PaymentStatus.REFUNDED)
        began = time.process_time()
        with watch.running():
            changed += bench.sync()
        cpu += time.process_time() - began
    units.database.close()
    bench.tell("1 % delta", watch, changed, cpu_s=round(cpu, 2))


def _push(bench: Bench) -> None:
    """Decide on what waits at the own level, a tenth of the rows at most, and send it."""
    chosen = MaterialFilter(
        year=_year(bench.workspace),
        statuses=frozenset({ReviewStatus.PENDING, ReviewStatus.DEFERRED}),
    )
    ids = browsing.ids(workspace=bench.workspace, chosen=chosen, sort=MaterialSort())
    decided = 0
    with bench.workspace.replica.write():
        for material_id in ids[: bench.rows // PUSHED_SHARE]:
            dossier = browsing.dossier(workspace=bench.workspace, material_id=material_id)
            assert dossier is not None
            decided += 1
            reviewing.record_decision(
                workspace=bench.workspace,
                material_id=material_id,
                seen=SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash),
                verdict=Verdict.DEFERRED,
                remark="等单位证明",
            )
    reviewing.send_now(workspace=bench.workspace)
    bench.begin()
    watch = Stopwatch()
    with watch.running():
        bench.sync()
    left = browsing.outbox_totals(workspace=bench.workspace)
    bench.tell("push", watch, decided, conflicts=left.conflict + left.parked + left.rejected)


def _year(workspace: Workspace) -> int:
    batch = workspace.current_batch
    assert batch is not None
    return batch.year


def _quiet(bench: Bench) -> None:
    watch = Stopwatch()
    for _ in range(QUIET_RUNS):
        with watch.running():
            bench.sync()
    bench.tell("no-op", watch, QUIET_RUNS)


def _floor(bench: Bench) -> None:
    """Carry the same bytes without reading them, and insert the same rows without an index."""
    pages: list[bytes] = []
    watch = Stopwatch()
    with watch.running():
        _carry(bench, pages.append)
    bench.tell("floor: carry the pages", watch, bench.rows)
    rows = [row for page in pages for row in json.loads(page).get("materials", [])]
    texts = [(row[0], row[1], row[5], json.dumps(row)) for row in rows]
    watch = Stopwatch()
    with closing(sqlite3.connect(":memory:")) as plain, watch.running():
        plain.execute("CREATE TABLE material(id, seq, name, body)")
        plain.executemany("INSERT INTO material VALUES (?, ?, ?, ?)", texts)
    bench.begin()
    bench.tell("floor: insert the rows", watch, len(texts))


def _carry(bench: Bench, keep: Callable[[bytes], Any]) -> None:
    workspace = bench.workspace
    cursor, more = "", True
    while more:
        call = Call(
            method="GET",
            path=routes.CHANGES,
            query={"limit": str(PAGE_ROWS), **({"cursor": cursor} if cursor else {})},
            headers={routes.HEADER_CONTEXT: workspace.context.key},
        )
        reply = workspace.api._exchange(call)
        keep(reply.body)
        tail = reply.body[-2000:].decode(errors="replace")
        found = re.search(r'"next":"([^"]*)","has_more":(true|false)', tail)
        assert found is not None
        cursor, more = found[1], found[2] == "true"
