"""What holds for every test: no screen, no outer network, no leftovers, no surprise in the log."""

from __future__ import annotations

import asyncio
import atexit
import gc
import inspect
import ipaddress
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "XDG_RUNTIME_DIR" not in os.environ:  # Qt warns without one
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="talent-desk-run-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from PySide6.QtWidgets import QApplication

OUR_PACKAGES = ("desktop", "server_stub")
ASYNC_TEST_SECONDS = 60
THREAD_GRACE_SECONDS = 5

# CI repeats the same examples, so that a change lands for its own sake; people look for more.
settings.register_profile("house", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("house")


def _stay_on_this_machine(connect: Callable[..., Any]) -> Callable[..., Any]:
    """Let no test reach an address beyond the loopback range.

    An audit hook would see more, but it also runs while a thread gets its trace function, and
    coverage then loses that thread now and then.
    """

    def guarded(self: socket.socket, address: object) -> object:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            message = f"a test tried to reach {host}"
            raise PermissionError(message)
        return connect(self, address)

    return guarded


socket.socket.connect = _stay_on_this_machine(socket.socket.connect)
socket.socket.connect_ex = _stay_on_this_machine(socket.socket.connect_ex)


# ------------------------------------------------------------------------- async stories


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an `async def` test to its end on the Qt event loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    loop = pyfuncitem.funcargs["qloop"]
    assert isinstance(loop, asyncio.AbstractEventLoop)
    names = inspect.signature(pyfuncitem.obj).parameters
    story = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    loop.run_until_complete(asyncio.wait_for(story, ASYNC_TEST_SECONDS))
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every `async def` test the loop it runs on."""
    for item in items:
        if not isinstance(item, pytest.Function) or not inspect.iscoroutinefunction(item.obj):
            continue
        if "qloop" not in item.fixturenames:
            item.fixturenames.append("qloop")


@pytest.fixture
def qloop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """One event loop for asyncio and Qt per test; a task that is left running fails the test."""
    import qasync  # noqa: PLC0415 - imports Qt, which most tests never need

    from desktop.app.garbage import UiThreadCollector  # noqa: PLC0415 - the same

    qapp.setQuitOnLastWindowClosed(False)  # else closing a window ends the loop
    collector = UiThreadCollector()
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    errors: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _loop, context: errors.append(context))
    yield loop
    leaked = [task for task in asyncio.all_tasks(loop) if not task.done()]
    for task in leaked:
        task.cancel()
    if leaked:
        loop.run_until_complete(asyncio.wait(leaked, timeout=1))
    loop.run_until_complete(loop.shutdown_asyncgens())
    collector.close()
    loop.close()
    asyncio.set_event_loop(None)
    assert not errors, f"errors nobody waited for: {errors}"
    assert not leaked, f"tasks left running: {leaked}"


# -------------------------------------------------------------------- nothing left behind


def pytest_collection_finish() -> None:
    """Set aside what the imports have made, so that each later look for garbage is short."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Collect the garbage of a test with widgets on this thread, when pytest has let go of it.

    The collector runs on whichever thread allocates. A widget or timer that ends on a worker's or
    server's thread leaves dangling pointers, and a much later test dies of them.
    """
    if not {"qapp", "qloop"} & set(getattr(item, "fixturenames", ())):
        return (yield)
    gc.disable()
    result = yield
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()
    return result


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail a test whose threads go on after it."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + THREAD_GRACE_SECONDS
    mine = [one for one in threading.enumerate() if one not in before and not one.daemon]
    for thread in mine:
        thread.join(max(0.0, deadline - time.monotonic()))
    leaked = [thread.name for thread in mine if thread.is_alive()]
    assert not leaked, f"threads left running: {leaked}"


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Fail a test that leaves a window open for the next one."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.close()
    assert not left, f"windows left open: {left}"


# --------------------------------------------------------------------- no surprise logged


class _Collector(logging.Handler):
    """Keeps every record that says that something is wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_surprise_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which our packages warn, unless it is marked `allow_warnings`."""
    collector = _Collector()
    loggers = [logging.getLogger(name) for name in OUR_PACKAGES]
    for logger in loggers:
        logger.addHandler(collector)
    yield
    for logger in loggers:
        logger.removeHandler(collector)
    if request.node.get_closest_marker("allow_warnings") is None:
        said = [f"{record.name}: {record.getMessage()}" for record in collector.records]
        assert not said, f"unexpected warnings in the log: {said}"
