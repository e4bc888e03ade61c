"""A PostgreSQL of our own: Debian's programs, an unprivileged user, a private socket."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import quote
from uuid import uuid4

import psycopg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pwd import struct_passwd

DEBIAN = Path("/usr/lib/postgresql")
OWNERS = ("postgres", "nobody")
"""Who runs it when the tests run as root, which PostgreSQL refuses; the first that there is."""

SUPERUSER = "tests"


class Postgres:
    """A cluster in a temporary folder; use it as a context manager.

    It listens on no network address. Speed goes before safety: it is thrown away afterwards.
    """

    def __init__(self) -> None:
        """Make the cluster."""
        versions = sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name))
        assert versions, "PostgreSQL is missing: apt-get install postgresql"
        self._programs = versions[-1]
        self._owner = _owner()
        self._folder = Path(tempfile.mkdtemp(prefix="talent-desk-pg-"))
        if self._owner is not None:
            os.chown(self._folder, self._owner.pw_uid, self._owner.pw_gid)
        self._run(
            "initdb",
            f"--pgdata={self._folder / 'data'}",
            f"--username={SUPERUSER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )

    def __enter__(self) -> Self:
        """Start it."""
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={self._folder}"
            " -c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=60"
        )
        log = self._folder / "log"
        self._control("start", "--wait", f"--log={log}", f"--options={options}")
        return self

    def __exit__(self, *_exception: object) -> None:
        """Stop it and delete it."""
        self._control("stop", "--mode=immediate")
        shutil.rmtree(self._folder)

    def new_database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        name = f"t{uuid4().hex}"
        at = f"host={self._folder} user={SUPERUSER} dbname=postgres"
        with psycopg.connect(at, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://{SUPERUSER}@/{name}?host={quote(str(self._folder))}"

    def _control(self, action: str, *arguments: str) -> None:
        self._run("pg_ctl", action, f"--pgdata={self._folder / 'data'}", "--silent", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = [str(self._programs / program), *arguments]
        if self._owner is not None:
            command = ["/usr/sbin/runuser", "-u", self._owner.pw_name, "--", *command]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/"
        )


def _owner() -> struct_passwd | None:
    import pwd  # noqa: PLC0415 - Windows has none, and needs none

    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in OWNERS if name in known)
