"""`bench review`: the real review page over a full replica, from the input to the repaint.

The replica is filled directly; every task then goes through the page's own presenters, lanes and
views, and ends when the rows that answer it have been painted.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop.app.jobs import ThreadJobs, event_loop
from desktop.contract.session import Batch, Context, IdentityState, Limits, Person, Session
from desktop.domain.businesses import ApplicationCategory
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, ReviewStatus, Role
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Transport
from desktop.screens.hub import ChangeHub
from desktop.screens.review.page import ReviewPage
from desktop.screens.widgets.theme import Theme, ThemeMode, apply_theme
from desktop.services.workspace import Workspace
from desktop.store.filters import MaterialFilter
from desktop.store.replica import Replica
from tests.bench import made_rows
from tests.bench.reporting import Stopwatch, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

_WIDTH: Final = 1344
_HEIGHT: Final = 820
_PATIENCE_S: Final = 20.0
_KEY: Final = bytes(range(32))


@dataclass
class Bench:
    """The page under measurement."""

    loop: asyncio.AbstractEventLoop
    page: ReviewPage
    rows: int
    repeats: int
    made: dict[str, list[float]] = field(default_factory=dict)

    def measure(self, task: str, act: Callable[[int], None], ready: Callable[[], bool]) -> None:
        """Act, wait until the answer is painted, and tell how long it took; several times."""
        watch = Stopwatch()
        for at in range(self.repeats):
            self.rest()
            with watch.running():
                act(at)
                self.wait(ready)
                self.paint()
        tell("review", task, self.rows, watch.samples)

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the application run until `ready` says so."""
        self.run(self._until(ready))

    async def _until(self, ready: Callable[[], bool]) -> None:
        patience = time.monotonic() + _PATIENCE_S
        while not ready():
            if time.monotonic() > patience:
                raise TimeoutError("the page never showed the answer")
            await asyncio.sleep(0)

    def paint(self) -> None:
        """Paint what is due, now."""
        QApplication.sendPostedEvents()
        QApplication.processEvents()

    def rest(self) -> None:
        """Let everything that a task set off come to its end."""
        self.run(asyncio.sleep(0.15))

    def run(self, story: Coroutine[None, None, None]) -> None:
        """Run a coroutine on the application's loop."""
        self.loop.run_until_complete(story)


def main(arguments: list[str]) -> int:
    """Fill a replica, open the page, measure, print."""
    parser = argparse.ArgumentParser(prog="bench review")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=15)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="talent-desk-bench-") as folder:
        _fill(Path(folder), options.rows)
        _play(Path(folder), options.rows, options.repeats)
    return 0


def _fill(folder: Path, rows: int) -> None:
    """Fill the replica in a process of its own, so that the page's memory is the page's."""
    watch = Stopwatch()
    with watch.running():
        pid = os.fork() if hasattr(os, "fork") else 0
        if pid == 0:
            _load(folder, rows)
            if hasattr(os, "fork"):
                os._exit(0)
        elif os.waitpid(pid, 0)[1] != 0:
            raise RuntimeError("the replica could not be filled")
    tell("review", "fill", rows, watch.samples, rows_per_s=round(rows / watch.seconds))


def _load(folder: Path, rows: int) -> None:
    replica = _open(folder)
    replica.feed.begin_generation()
    for page in made_rows.pages(rows):
        replica.feed.load(page)
    replica.feed.finish_generation("bench", made_rows.NOW)
    replica.close()


def _open(folder: Path) -> Replica:
    return Replica.open(folder / "replica.db", _KEY, level=ReviewLevel.UNIT, business="05")


def _play(folder: Path, rows: int, repeats: int) -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme = Theme(mode=ThemeMode.LIGHT)
    apply_theme(application, theme)
    loop = event_loop(application)
    asyncio.set_event_loop(loop)
    failures: list[Exception] = []
    jobs = ThreadJobs(loop, guard=failures.append)
    workspace = _workspace(folder)
    watch = Stopwatch()
    with watch.running():
        page = ReviewPage(workspace, jobs, ChangeHub(), theme)
        page.resize(_WIDTH, _HEIGHT)
        page.list_presenter.show_filter(MaterialFilter(year=made_rows.YEAR))
        page.show()
        bench = Bench(loop, page, rows, repeats)
        bench.wait(lambda: page.list_presenter.rows.count > 0)
        bench.paint()
    tell("review", "first paint", rows, watch.samples)
    bench.wait(lambda: len(page.list_presenter.rows.ids) == rows)
    _filters(bench)
    _moves(bench)
    page.close()
    jobs.close()
    workspace.replica.close()
    if failures:
        raise failures[0]


def _filters(bench: Bench) -> None:
    listing = bench.page.list_presenter
    shown: list[int] = []
    listing.shown.connect(lambda: shown.append(1))
    tasks = (
        ("name, 1 character", _texts("王", "静", "浩")),
        ("name, 2 characters", _texts("欣怡", "王伟", "子涵")),
        ("name, 3 characters", _texts("王欣怡", "李子涵", "张浩然")),
        ("initials", _texts("wxy", "lzh", "zhr")),
        ("ID prefix", [MaterialFilter(id_number=text) for text in ("421903", "42191198", "42")]),
        (
            "status and category",
            [
                MaterialFilter(
                    statuses=frozenset({ReviewStatus.PENDING}), categories=frozenset({category})
                )
                for category in (
                    ApplicationCategory.DENTAL,
                    ApplicationCategory.CLINICAL,
                    ApplicationCategory.CHINESE_MEDICINE,
                )
            ],
        ),
        (
            "date range",
            [
                MaterialFilter(
                    date_from=made_rows.NOW - days * 86_400,
                    date_to=made_rows.NOW - (days - 30) * 86_400,
                )
                for days in (60, 120, 200)
            ],
        ),
    )
    for task, filters in tasks:
        begun: list[int] = []

        def act(at: int, filters: list[MaterialFilter] = filters, begun: list[int] = begun) -> None:
            begun[:] = [len(shown)]
            listing.show_filter(filters[at % len(filters)])

        bench.measure(task, act, lambda begun=begun: len(shown) > begun[0])
    listing.show_filter(MaterialFilter(year=made_rows.YEAR))
    bench.wait(lambda: len(listing.rows.ids) == bench.rows)


def _texts(*texts: str) -> list[MaterialFilter]:
    return [MaterialFilter(text=text) for text in texts]


def _moves(bench: Bench) -> None:
    page, listing = bench.page, bench.page.list_presenter
    bar = page.list_view.table.verticalScrollBar()

    def jump(at: int) -> None:
        bar.setValue(0 if at % 2 else bar.maximum())

    def is_there() -> bool:
        table = page.list_view.table
        last = table.rowAt(table.viewport().height() - 8)
        return listing.rows.row(last if last >= 0 else listing.rows.count - 1) is not None

    bench.measure("jump to end", jump, is_there)
    bar.setValue(0)
    listing.show_filter(
        MaterialFilter(year=made_rows.YEAR, statuses=frozenset({ReviewStatus.PENDING}))
    )
    bench.rest()
    bench.wait(lambda: len(listing.rows.ids) == listing.rows.count)
    random = Random(3)
    wanted: list[int] = [0]

    def open_one(_at: int) -> None:
        row = random.randrange(100)
        wanted[0] = listing.rows.ids[row]
        page.open_material(wanted[0])

    def is_open() -> bool:
        dossier = page.detail_presenter.dossier
        return dossier is not None and dossier.id == wanted[0]

    bench.measure("open detail", open_one, is_open)

    def decide(_at: int) -> None:
        following = listing.neighbour(1)
        assert following is not None
        wanted[0] = following
        page.detail_presenter.decision.choose("approved")
        page.detail_presenter.submit_and_next()

    page.open_material(listing.rows.ids[0])
    bench.rest()
    bench.measure("decide and next", decide, is_open)


def _workspace(folder: Path) -> Workspace:
    now = made_rows.NOW
    context = Context(
        organization_id=made_rows.UNIT,
        organization_name=made_rows.UNIT_NAME,
        organization_kind=OrganizationKind.COUNTY_INSTITUTION,
        organization_path="/1/2/3/4/",
        level=ReviewLevel.UNIT,
        business="05",
        business_name="医师资格考试",
        roles=(Role.MANAGER,),
        scope_tag="bench",
    )
    batch = Batch.model_validate(
        {
            "business": "05",
            "year": made_rows.YEAR,
            "window_opens_at": now - 86_400,
            "window_closes_at": now + 10 * 86_400,
            "cut_off": "2026-08-31",
            "months_required": 12,
            "current": True,
        }
    )
    session = Session(
        person=Person(id=1, name="张岚", phone="138****8000", identity=IdentityState.VERIFIED),
        device_id="b" * 32,
        contexts=(context,),
        batches=(batch,),
        limits=Limits(
            page_rows=2000,
            batch_items=200,
            batch_bytes=1 << 20,
            grace_seconds=60,
            grace_seconds_refused=600,
        ),
        server_time=now,
        offline_lease_until=now + 14 * 86_400,
        epoch="bench",
    )
    return Workspace(
        replica=_open(folder),
        api=Api(Transport("http://127.0.0.1:9"), MemoryTokens()),
        context=context,
        session=session,
        device_id="b" * 32,
        clock=partial(float, now),
    )
