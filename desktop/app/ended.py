"""When an account is over: what came from the server is erased, what its person did stays a while.

The files get a new key, so that nothing erased can be read with the old one. The outbox stays
encrypted for 30 days: a new sign-in sends it, and until then its masked list can be saved
(`spec/security.md`, 22). A mark in the person's folder says since when, and whether erasing is
still under way; whatever a crash interrupts goes on at the next start.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from desktop.app.credentials import PersonSecrets
from desktop.app.files import write_whole
from desktop.domain.errors import ReplicaLockedError
from desktop.domain.review import ReviewLevel
from desktop.store.records import OPEN_STATES
from desktop.store.replica import Replica

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.app.credentials import SecretStore
    from desktop.app.profile import Profile
    from desktop.store.records import OutboxItem

KEPT_SECONDS: Final = 30 * 86_400
"""How long work that was not sent outlives the account."""

_MARK: Final = "ended.json"


@dataclass(frozen=True, slots=True)
class Ended:
    """The account of a folder is over.

    Attributes:
        at: Since when, epoch seconds.
        erased: Whether everything from the server is gone.
        items: Acts in the outbox that nobody has settled.
        by_pin: Whether only a PIN opens what is kept.
    """

    at: int
    erased: bool = False
    items: int = 0
    by_pin: bool = False

    @property
    def kept_until(self) -> int:
        """When the outbox is deleted too, epoch seconds."""
        return self.at + KEPT_SECONDS


def end(profile: Profile, person: PersonSecrets, key: bytes, now: int) -> Ended:
    """Erase what an account brought to this device; call it again after a crash.

    Args:
        profile: Where the folders are.
        person: The person's secrets; they get the new key.
        key: The key of the person's files.
        now: Epoch seconds.
    """
    folder = profile.folder_of(person.tag)
    ended = ended_of(folder) or Ended(now)
    renewable = person.data_key() is not None
    ended = Ended(ended.at, by_pin=not renewable)
    _mark(folder, ended)
    (folder / "session.bin").unlink(missing_ok=True)
    fresh = person.begin_key_change() if renewable else key
    for path in _replicas(folder):
        _erase(path, key, fresh)
    if renewable:
        person.finish_key_change()
    items = sum(1 for _ in _unsettled(folder, fresh))
    ended = Ended(ended.at, erased=True, items=items, by_pin=not renewable)
    _mark(folder, ended)
    return ended


def take_up(profile: Profile, person: PersonSecrets) -> PersonSecrets:
    """The person is back: nothing is over any more, and what was kept is sent."""
    folder = profile.folder_of(person.tag)
    ended, key = ended_of(folder), person.data_key()
    if ended is not None:
        if not ended.erased and key is not None:
            end(profile, person, key, ended.at)
        (folder / _MARK).unlink(missing_ok=True)
    return person


def ended_of(folder: Path) -> Ended | None:
    """Return whether the account of a folder is over."""
    try:
        return Ended(**json.loads((folder / _MARK).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def tidy(profile: Profile, secrets: SecretStore, now: int) -> list[Ended]:
    """Go on with what a crash interrupted, delete what was kept long enough, return the rest."""
    left: list[Ended] = []
    for folder in _folders(profile):
        ended = ended_of(folder)
        if ended is None:
            continue
        person = PersonSecrets(secrets, folder.name)
        key = person.data_key()
        if now >= ended.kept_until:
            shutil.rmtree(folder)
            person.forget()
            continue
        if not ended.erased and key is not None:
            ended = end(profile, person, key, now)
        if ended.items:
            left.append(ended)
    return left


def unsettled(profile: Profile, secrets: SecretStore) -> list[OutboxItem]:
    """Return the acts that are kept for accounts that are over, as far as the keyring opens them.

    Raises:
        ReplicaLockedError: A file is not ours.
    """
    found: list[OutboxItem] = []
    for folder in _folders(profile):
        key = PersonSecrets(secrets, folder.name).data_key()
        if ended_of(folder) is not None and key is not None:
            found += _unsettled(folder, key)
    return found


def _folders(profile: Profile) -> list[Path]:
    people = profile.folder / "people"
    return sorted(people.iterdir()) if people.is_dir() else []


def _replicas(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.db")) if not path.stem.endswith("-pictures")]


def _open(path: Path, key: bytes) -> Replica:
    """Open a file for its outbox; level and business do not matter to an outbox."""
    return Replica.open(path, key, level=ReviewLevel.UNIT, business="")


def _erase(path: Path, key: bytes, fresh: bytes) -> None:
    try:
        replica = _open(path, key)
    except ReplicaLockedError:
        if key == fresh:
            raise
        replica = _open(path, fresh)  # a crash came after its key was changed
    with closing(replica):
        replica.wipe(keep_outbox=True, key=fresh if fresh != key else None)


def _unsettled(folder: Path, key: bytes) -> Iterator[OutboxItem]:
    for path in _replicas(folder):
        with closing(_open(path, key)) as replica:
            items = replica.outbox.items(OPEN_STATES)
            yield from (item for item in items if item.resolved_at is None)


def _mark(folder: Path, ended: Ended) -> None:
    write_whole(folder / _MARK, json.dumps(asdict(ended)).encode())
