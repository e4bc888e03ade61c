"""The folder of a profile: who worked here last, and where each person's data lie.

::

    settings.json          how the program looks and which server it talks to
    profile.json           device id and the person known here, the name masked
    people/<tag>/          one person on one server; the tag tells nothing about them
        session.bin        the last session document, sealed with the data key
        pin.json           only without a keyring: the data key, wrapped by a PIN
        <context>.db …     the local data of one institution and business
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from desktop.app.files import replace as replace_file
from desktop.app.files import write_whole
from desktop.contract.session import Session
from desktop.domain.errors import ReplicaLockedError

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.contract.session import Context

_NONCE_BYTES: Final = 12
_PURPOSE: Final = b"talent-desk session"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Who signed in here last, as far as it may be read before anything is unlocked.

    Attributes:
        tag: Folder of the person.
        server: Address of the server the data came from.
        masked_name: For the offline card: `张**`.
        locked_by_pin: Whether a PIN wraps the key; else the keyring holds it.
        data_at: Time of the last successful sync in epoch seconds, or None.
        reviewable: Dossiers that could be reviewed offline then.
        context_key: The context used last.
        locked: The person signed out, or the lease ran out: only a new sign-in opens the data.
    """

    tag: str
    server: str
    masked_name: str
    locked_by_pin: bool
    data_at: int | None = None
    reviewable: int = 0
    context_key: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ProfileRecord:
    """Content of `profile.json`; the device id is drawn once."""

    device_id: str
    known: KnownPerson | None = None


class Profile:
    """The folder and what lies in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._record = self._read()

    @property
    def device_id(self) -> str:
        """The id of this device, 32 hex digits."""
        return self._record.device_id

    @property
    def known(self) -> KnownPerson | None:
        """Who signed in here last."""
        return self._record.known

    @property
    def space(self) -> str:
        """Name of this profile in a keyring that several profiles share."""
        return hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:16]

    def remember(self, known: KnownPerson | None) -> None:
        """Write down who works here; None forgets (the data stay)."""
        if known != self._record.known:
            self._write(replace(self._record, known=known))

    def know(self, known: KnownPerson) -> None:
        """Remember who works here now; what is known of the same person's data stays known."""
        old = self._record.known
        if old is not None and old.tag == known.tag:
            known = replace(known, data_at=old.data_at, reviewable=old.reviewable)
        self.remember(known)

    def note_data(self, at: int | None, reviewable: int) -> None:
        """Write down how old and how complete the data of the known person are."""
        if self._record.known is not None:
            self.remember(replace(self._record.known, data_at=at, reviewable=reviewable))

    def lock(self) -> None:
        """Let only a new sign-in open the data of the known person."""
        if self._record.known is not None:
            self.remember(replace(self._record.known, locked=True))

    def tag_of(self, server: str, person_id: int) -> str:
        """Return the folder name of a person on a server."""
        return hashlib.sha256(f"{server}\n{person_id}".encode()).hexdigest()[:16]

    def folder_of(self, tag: str) -> Path:
        """Return the folder of a person, made where it is missing."""
        folder = self.folder / "people" / tag
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def replica_path(self, tag: str, context: Context) -> Path:
        """Return where the local data of a context lie."""
        return self.folder_of(tag) / f"{context.key}.db"

    def set_aside(self, tag: str, context: Context | None = None) -> int:
        """Rename data that no key opens any more, of a person or one context; return how many.

        They are kept, since an administrator might still find the key.
        """
        mark = secrets.token_hex(4)
        begin = f"{context.key}." if context is not None else ""
        found = [
            path
            for path in self.folder_of(tag).iterdir()
            if path.name.startswith(begin) and ".locked-" not in path.name
        ]
        for path in found:
            replace_file(path, path.with_name(f"{path.name}.locked-{mark}"))
        return len(found)

    def pin_path(self, tag: str) -> Path:
        """Return where a wrapped key lies."""
        return self.folder_of(tag) / "pin.json"

    def keep_session(self, tag: str, session: Session, key: bytes) -> None:
        """Seal the session document for an offline start."""
        from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - slow to import
            ChaCha20Poly1305,
        )

        nonce = secrets.token_bytes(_NONCE_BYTES)
        body = session.model_dump_json().encode()
        box = ChaCha20Poly1305(key).encrypt(nonce, body, _PURPOSE)
        write_whole(self.folder_of(tag) / "session.bin", nonce + box)

    def session(self, tag: str, key: bytes) -> Session:
        """Return the session document as it was last heard from the server.

        Raises:
            ReplicaLockedError: `key_wrong` where the key does not open it, or it is damaged.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - slow to import
        from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - slow to import
            ChaCha20Poly1305,
        )

        try:
            sealed = (self.folder_of(tag) / "session.bin").read_bytes()
            nonce, box = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
            body = ChaCha20Poly1305(key).decrypt(nonce, box, _PURPOSE)
            return Session.model_validate_json(body)
        except (OSError, InvalidTag, ValueError):
            raise ReplicaLockedError("key_wrong") from None

    def _read(self) -> ProfileRecord:
        path = self.folder / "profile.json"
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            known = body.get("known")
            return ProfileRecord(str(body["device_id"]), KnownPerson(**known) if known else None)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            record = ProfileRecord(secrets.token_hex(16))
            self._record = record
            self._write(record)
            return record

    def _write(self, record: ProfileRecord) -> None:
        write_whole(self.folder / "profile.json", json.dumps(asdict(record)).encode())
        self._record = record
