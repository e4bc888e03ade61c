"""A disk that forgets what was not synced when the power goes.

Everything that SQLite writes below the encryption is written down in its order. Afterwards `images`
gives, for any moment, what a disk may hold whose power went just then: what was synced, and of the
rest all, nothing, or some of it, the last piece torn.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import apsw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_SECTOR: Final = 512
NAME: Final = "power-cut"
"""Of the VFS; with the encryption above it, `multipleciphers-power-cut`."""

_USUAL: Final = "multipleciphers-unix"


class Deed(Enum):
    """What was done to a file, or noted by the story."""

    WRITE = auto()
    TRUNCATE = auto()
    SYNC = auto()
    DELETE = auto()
    NOTE = auto()


class Entry(NamedTuple):
    """One line of what happened: `at` is an offset or a size, `data` bytes or what was noted."""

    deed: Deed
    name: str = ""
    at: int = 0
    data: Any = b""


class Kept(Enum):
    """How much of what was not synced a power cut leaves."""

    NOTHING = auto()
    SOME = auto()
    ALL = auto()


@dataclass
class Disk:
    """What was done to the files of one folder, in its order; `before` is what they held then."""

    folder: Path
    entries: list[Entry] = field(default_factory=list)
    before: dict[str, bytes] = field(default_factory=dict)

    def note(self, what: object) -> None:
        """Write down what the story knows from here on."""
        self.entries.append(Entry(Deed.NOTE, data=what))

    def moments(self) -> list[int]:
        """Return all moments: the number of entries that had happened."""
        return list(range(1, len(self.entries) + 1))

    def known_at(self, moment: int) -> list[Any]:
        """Return what was noted before a moment."""
        return [one.data for one in self.entries[:moment] if one.deed is Deed.NOTE]

    def image(self, moment: int, kept: Kept, random: Random, to: Path) -> None:
        """Write what the disk may hold after a power cut at a moment into a folder."""
        to.mkdir()
        for name in {one.name for one in self.entries[:moment] if one.name} | {*self.before}:
            safe, open_entries = self._safe(name, moment)
            if safe is None:
                continue
            if kept is Kept.ALL:
                chosen = open_entries
            elif kept is Kept.SOME:
                chosen = [one for one in open_entries if random.random() < 0.5]
            else:
                chosen = []
            for one in chosen:
                torn = kept is Kept.SOME and one is chosen[-1]
                _apply(safe, _torn(one, random) if torn else one)
            (to / name).write_bytes(safe)

    def _safe(self, name: str, moment: int) -> tuple[bytearray | None, list[Entry]]:
        """Return what was synced of a file, and what was not; None once it was deleted."""
        safe: bytearray | None = bytearray(self.before.get(name, b""))
        waiting: list[Entry] = []
        for one in self.entries[:moment]:
            if one.name != name:
                continue
            if one.deed is Deed.DELETE:
                safe, waiting = None, []
            elif one.deed is Deed.SYNC and safe is not None:
                for each in waiting:
                    _apply(safe, each)
                waiting = []
            else:
                safe = bytearray() if safe is None else safe
                waiting.append(one)
        return safe, waiting


def _apply(content: bytearray, one: Entry) -> None:
    if one.deed is Deed.TRUNCATE:
        del content[one.at :]
        return
    if len(content) < one.at:
        content.extend(bytes(one.at - len(content)))
    content[one.at : one.at + len(one.data)] = one.data


def _torn(one: Entry, random: Random) -> Entry:
    sectors = len(one.data) // _SECTOR
    return one._replace(data=one.data[: random.randint(0, sectors) * _SECTOR])


class _File(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int], disk: Disk) -> None:  # noqa: ANN401 - of the library
        super().__init__("unix", name, flags)
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        self._name = path.name
        self._entries = disk.entries if path.parent == disk.folder else []

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - of the library
        super().xWrite(data, offset)
        self._entries.append(Entry(Deed.WRITE, self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - of the library
        super().xTruncate(newsize)
        self._entries.append(Entry(Deed.TRUNCATE, self._name, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802 - of the library
        super().xSync(flags)
        self._entries.append(Entry(Deed.SYNC, self._name))


class _Recorder(apsw.VFS):
    def __init__(self) -> None:
        self.disk = Disk(Path())
        super().__init__(NAME, "unix")

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: ANN401, N802 - of the library
        return _File(name, flags, self.disk)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - of the library
        super().xDelete(filename, syncdir)
        if Path(filename).parent == self.disk.folder:
            self.disk.entries.append(Entry(Deed.DELETE, Path(filename).name))


@cache
def _recorder() -> _Recorder:
    """Return the one recorder of this process: the encryption above it holds on to it for ever."""
    recorder = _Recorder()
    apsw.Connection(":memory:", vfs=f"multipleciphers-{NAME}").close()
    return recorder


@contextmanager
def recorded(folder: Path, before: Path | None = None) -> Iterator[Disk]:
    """Write down what happens to the databases of a folder that are opened in the block.

    Args:
        folder: Where they lie.
        before: A folder with the files as they are when the block begins; None for no files.
    """
    recorder = _recorder()
    files = before.iterdir() if before else ()
    safe = {file.name: file.read_bytes() for file in files if file.is_file()}
    recorder.disk = Disk(folder, before=safe)
    apsw.set_default_vfs(f"multipleciphers-{NAME}")
    try:
        yield recorder.disk
    finally:
        apsw.set_default_vfs(_USUAL)
