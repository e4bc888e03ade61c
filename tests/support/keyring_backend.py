"""A keyring for machines without one: a plain file, for tests and the tour only.

Named to a child process by `PYTHON_KEYRING_BACKEND=tests.support.keyring_backend.FileKeyring`, with
the file in `TALENT_DESK_TEST_KEYRING`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

FILE_VARIABLE = "TALENT_DESK_TEST_KEYRING"


class FileKeyring(KeyringBackend):
    """Keeps passwords in a JSON file; protects nothing."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        """Return a password, or None."""
        return self._read().get(f"{service}\n{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        self._write({**self._read(), f"{service}\n{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget a password."""
        values = self._read()
        if values.pop(f"{service}\n{username}", None) is None:
            raise PasswordDeleteError
        self._write(values)

    def _read(self) -> dict[str, str]:
        try:
            text = self._path().read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        values: dict[str, str] = json.loads(text)
        return values

    def _write(self, values: dict[str, str]) -> None:
        beside = self._path().with_suffix(".new")
        beside.write_text(json.dumps(values), encoding="utf-8")
        beside.replace(self._path())

    @staticmethod
    def _path() -> Path:
        return Path(os.environ[FILE_VARIABLE])
