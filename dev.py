#!/usr/bin/env python3
"""One entry for people: run, test, lint, tour, bench, texts, lock, package.

Every command first makes its own ground (Debian packages where it may, then `.venv` from the
hashed lock of the platform) and is quick about it the second time. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
LOCKS = {"win32": ROOT / "requirements/windows.txt", "linux": ROOT / "requirements/linux.txt"}
DEBIAN = ROOT / "requirements/debian.txt"
LOCK = LOCKS["win32" if WINDOWS else "linux"]
ENGLISH = ROOT / "resources/i18n/en.ts"
IN_PARALLEL = ("-nlogical", "--dist=worksteal", "--cov", "--cov-report=", "--cov-fail-under=0")
DEMO_PORT = 8765
SERVER_START_SECONDS = 120


class CannotGoOnError(Exception):
    """The work cannot go on; the text says why and what a person can do."""


def say(text: str) -> None:
    """Write one line to the terminal at once, whatever its code page."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def has_display() -> bool:
    """Whether a window can be shown here."""
    return WINDOWS or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def surroundings(*, offscreen: bool) -> dict[str, str]:
    """Environment for every child: UTF-8 everywhere, and no window where there is no screen."""
    env = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    if offscreen or not has_display():
        env["QT_QPA_PLATFORM"] = "offscreen"
    return env


def missing_packages(*, postgres: bool) -> tuple[list[str], list[str]]:
    """Debian packages that are needed and not here, and those that would only be good to have."""
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    listing = subprocess.run([ldconfig, "-p"], check=True, capture_output=True, text=True).stdout
    libraries = {line.split()[0] for line in listing.splitlines() if line.startswith("\t")}
    missing: dict[str, list[str]] = {"run": [], "test": [], "looks": []}
    for line in DEBIAN.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, proof, when = line.split()
        here = any(Path("/").glob(proof[1:])) if proof.startswith("/") else proof in libraries
        if not here:
            missing[when].append(name)
    if importlib.util.find_spec("ensurepip") is None:
        missing["run"].append("python3-venv")
    return missing["run"] + (missing["test"] if postgres else []), missing["looks"]


def prepare_system(*, postgres: bool) -> None:
    """Install what Debian must provide, or say the exact command where that is not allowed."""
    needed, good = ([], []) if WINDOWS else missing_packages(postgres=postgres)
    if not needed and not good:
        return
    if (apt := shutil.which("apt-get")) and os.geteuid() == 0:
        say(f"installing {' '.join(needed + good)}")
        quiet = [apt, "-qq", "-o", "DPkg::Lock::Timeout=300"]
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", *needed, *good]):
            done = subprocess.run([*quiet, *arguments], check=False, env=env, stdout=sys.stderr)
            if done.returncode and needed:
                raise CannotGoOnError("apt-get failed; needed and missing: " + " ".join(needed))
        return
    command = "sudo apt-get install " + " ".join(needed + good)
    if needed:
        raise CannotGoOnError(f"missing on this machine, please install first:\n  {command}")
    say(f"not here, but good to have: {command}")


def prepare_venv() -> None:
    """Make `.venv` from the lock, unless its stamp says that it already is just that."""
    version = ".".join(map(str, sys.version_info[:2]))
    expected = f"{version} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n"
    stamp = VENV / "made-by-dev.txt"
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == expected:
        return
    say("making .venv from the lock (once, about a minute)")
    base = str(getattr(sys, "_base_executable", sys.executable))
    run_quietly([base, "-m", "venv", "--clear", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    run_quietly([*pip, "--require-hashes", "--no-deps", "-r", str(LOCK)])
    stamp.write_text(expected, encoding="utf-8")


def run_quietly(command: Sequence[str], env: dict[str, str] | None = None) -> None:
    """Run to the end; show what was printed only if it fails."""
    done = subprocess.run(command, check=False, cwd=ROOT, env=env, capture_output=True)
    if done.returncode:
        printed = (done.stdout + done.stderr).decode(errors="replace")
        raise CannotGoOnError(f"{' '.join(command)}\n{printed}")


def prepare(*, postgres: bool = False) -> None:
    """Make everything that a command needs before its own work begins."""
    prepare_system(postgres=postgres)
    prepare_venv()
    VAR.mkdir(exist_ok=True)
    compiled = ENGLISH.with_suffix(".qm")
    written = ENGLISH.stat().st_mtime if ENGLISH.exists() else 0
    if written > (compiled.stat().st_mtime if compiled.exists() else 0):
        run_quietly([tool("pyside6-lrelease"), str(ENGLISH), "-qm", str(compiled)])


def tool(name: str) -> str:
    """Path of a program that the lock has put into `.venv`."""
    return str(BIN / (f"{name}.exe" if WINDOWS else name))


def module(*arguments: str, offscreen: bool = True) -> int:
    """Run `python -m …` of the environment in front of the person; its exit code."""
    child = start(*arguments, offscreen=offscreen)
    try:
        return child.wait()
    finally:
        stop(child)


def start(*arguments: str, offscreen: bool, stdout: int | None = None) -> subprocess.Popen[str]:
    """Start `python -m …` of the environment; where stdout is asked for, it is UTF-8 text."""
    command = [str(PYTHON), "-u", "-m", *arguments]
    env = surroundings(offscreen=offscreen)
    return subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=stdout, encoding="utf-8", errors="replace"
    )


def stop(process: subprocess.Popen[str]) -> None:
    """End a child gently if it still runs, and hard after ten seconds."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def demo_port() -> int:
    """The usual port if it is free, else 0: the server then chooses one."""
    with socket.socket() as probe:
        if not WINDOWS:  # there, the option would let two servers share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", DEMO_PORT))
        except OSError:
            return 0
    return DEMO_PORT


def await_address(server: subprocess.Popen[str]) -> str:
    """Wait until the server says where it listens; its output is shown from then on."""
    addresses: list[str] = []
    told = threading.Event()
    threading.Thread(target=pass_on, args=(server, addresses, told), daemon=True).start()
    told.wait(SERVER_START_SECONDS)
    if not addresses:
        raise CannotGoOnError("the demo server did not start")
    return addresses[0]


def pass_on(server: subprocess.Popen[str], addresses: list[str], told: threading.Event) -> None:
    """Show what the server prints, and keep the address out of its ready line."""
    for line in server.stdout or ():
        say(f"server: {line.rstrip()}")
        if found := re.search(r"listening on (https?://\S+)", line):
            addresses.append(found[1])
            told.set()
    told.set()


def run(_options: argparse.Namespace) -> int:
    """Show the client against a running demo server; without a display play the tour."""
    prepare()
    if not has_display():
        out = VAR / "tour"
        say(f"no display here: playing the tour instead, pictures in {out}")
        code = module("tests.tour", "--out", str(out))
        say(f"the pictures are in {out}")
        return code
    serve = ["server_stub", "serve", "--demo", "--port", str(demo_port())]
    server = start(*serve, "--data", str(VAR / "demo"), offscreen=True, stdout=subprocess.PIPE)
    try:
        address = await_address(server)
        say(f"starting the client against {address}")
        profile = str(VAR / "profile")
        return module("desktop", "--server", address, "--profile", profile, offscreen=False)
    finally:
        stop(server)


def content(check: Sequence[str]) -> bool:
    """Whether a check is content; if it is not, show what it found."""
    try:
        run_quietly(check, surroundings(offscreen=True))
    except CannotGoOnError as failure:
        say(str(failure))
        return False
    return True


def lint(_options: argparse.Namespace | None = None) -> int:
    """Run every static check, two at a time."""
    prepare()
    ruff = [str(PYTHON), "-m", "ruff"]
    formatted = [*ruff, "format", "--check", "."]
    checks = ([tool("mypy")], [*ruff, "check", "."], formatted, [tool("lint-imports")])
    with ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(content, checks))
    say(f"{verdicts.count(True)} of {len(checks)} checks are content")
    return int(not all(verdicts))


def texts(options: argparse.Namespace) -> int:
    """Bring the English catalogue up to date, or with `--check` say whether it is."""
    prepare()
    if not options.check:
        collect_texts(ENGLISH)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ENGLISH.name
        before = ENGLISH.read_bytes() if ENGLISH.exists() else b""
        if before:
            fresh.write_bytes(before)
        collect_texts(fresh)
        after = fresh.read_bytes()
    undone = len(re.findall(rb'<translation type="\w+"', after))
    say(f"{ENGLISH.name}: {undone} entries without a translation")
    if before != after:
        say(f"{ENGLISH.name} is stale: run `dev.py texts`")
    return int(undone > 0 or before != after)


def collect_texts(catalogue: Path) -> None:
    """Let lupdate write all texts of the client into the catalogue, keeping translations."""
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    folders = (ROOT / "desktop/app", ROOT / "desktop/screens")
    speaking = sorted(path for folder in folders for path in folder.rglob("*.py"))
    options = ["-locations", "none", "-no-obsolete", "-source-language", "zh_CN"]
    command = [tool("pyside6-lupdate"), *options, "-target-language", "en"]
    run_quietly([*command, *map(str, speaking), "-ts", str(catalogue)])


def counted(report: Path) -> tuple[int, int]:
    """Passed and failed tests of a report; a suite that never finished is one failure."""
    if not report.exists():
        return 0, 1
    head = report.read_text(encoding="utf-8")[:2000]
    numbers = {name: int(value) for name, value in re.findall(r'(\w+)="(\d+)"', head)}
    failed = numbers.get("failures", 0) + numbers.get("errors", 0)
    return numbers.get("tests", 0) - numbers.get("skipped", 0) - failed, failed


def test(_options: argparse.Namespace) -> int:
    """Run everything that must hold before a change lands, and end with the counts."""
    prepare(postgres=True)
    report = VAR / "tests.xml"
    report.unlink(missing_ok=True)
    verdicts: dict[str, bool] = {}
    for name, work in everything(report).items():
        say(f"== {name}")
        began = time.monotonic()
        verdicts[name] = work() == 0
        say(f"== {name}: {'ok' if verdicts[name] else 'FAILED'} ({time.monotonic() - began:.0f} s)")
    passed, failed = counted(report)
    others = [verdict for name, verdict in verdicts.items() if name != "tests"]
    bad = [name for name, verdict in verdicts.items() if not verdict]
    say(f"not content: {', '.join(bad) or 'none'}")
    say(f"{passed + sum(others)} passed, {failed + others.count(False)} failed")
    return int(bool(bad))


def everything(report: Path) -> dict[str, Callable[[], int]]:
    """The parts of the whole check in their order; 0 means content."""
    tour = str(VAR / "tour")
    return {
        "lint": lint,
        "texts": lambda: texts(argparse.Namespace(check=True)),
        "tests": lambda: module("pytest", *IN_PARALLEL, f"--junitxml={report}"),
        "perfect list": lambda: module("coverage", "report"),
        "bench review": lambda: module("tests.bench", "review", "--rows", "20000"),
        "bench sync": lambda: module("tests.bench", "sync", "--rows", "2000"),
        "tour zh": lambda: module("tests.tour", "--out", f"{tour}-zh", "--lang", "zh"),
        "tour en": lambda: module("tests.tour", "--out", f"{tour}-en", "--lang", "en"),
    }


def tour(options: argparse.Namespace) -> int:
    """Play the story of the product through its real window, one picture per step."""
    prepare()
    return module("tests.tour", "--out", str(Path(options.out).absolute()), *options.rest)


def bench(options: argparse.Namespace) -> int:
    """Measure; the arguments go to `tests.bench` as they are."""
    prepare()
    return module("tests.bench", *options.rest)


def lock(_options: argparse.Namespace) -> int:
    """Resolve every dependency anew for both platforms and write the hashed locks."""
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        run_quietly([str(PYTHON), "-m", "venv", str(home / "venv")])
        inner = home / "venv" / BIN.name
        run_quietly([str(inner / PYTHON.name), "-m", "pip", "install", "-q", "uv"])
        resolved = home / "lock.txt"
        silence = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        command = [str(inner / "uv"), "pip", "compile", "pyproject.toml", "--all-extras"]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", *silence]
        run_quietly([*command, "--output-file", str(resolved)])
        entries = re.split(r"(?m)^(?=\S)", resolved.read_text(encoding="utf-8"))
    for platform, path in LOCKS.items():
        others = tuple(f"sys_platform == '{name}'" for name in LOCKS if name != platform)
        kept = [one for one in entries if not any(mark in one.splitlines()[0] for mark in others)]
        path.write_text("".join(kept), encoding="utf-8", newline="\n")
    return 0


def package(_options: argparse.Namespace) -> int:
    """Say that installers are still to come."""
    say("packaging comes with a later version")
    return 2


def arguments() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in (run, test, lint, tour, bench, texts, lock, package):
        one = commands.add_parser(command.__name__, help=command.__doc__)
        one.set_defaults(command=command, rest=[], takes_more=command in {tour, bench})
        if command is tour:
            one.add_argument("--out", default=str(VAR / "tour"), help="folder for the pictures")
        if command is texts:
            one.add_argument("--check", action="store_true", help="change nothing, only judge")
    return parser


def main() -> int:
    """Carry out one command; its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - says so where pyproject.toml is not read
        say("Python 3.11 or newer is needed")
        return 1
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = arguments()
    options, rest = parser.parse_known_args()
    if rest and not options.takes_more:
        parser.error(f"unknown arguments: {' '.join(rest)}")
    options.rest = rest
    try:
        return int(options.command(options))
    except CannotGoOnError as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
