"""Where keys and tokens lie: the only module that knows the system's keyring.

The keyring holds the key of the local data and the refresh token, nothing larger (the Windows
credential store takes 1,280 characters). Without a keyring both live in memory only, and a PIN may
wrap the key for the next start (`desktop.app.pin`); a token is never written to a file.
"""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from desktop.contract.session import Tokens

KEY_BYTES: Final = 32
_LOG: Final = logging.getLogger(__name__)
_NAMESPACE: Final = "talent-desk"


class SecretStore(Protocol):
    """Keeps short secrets by name.

    Attributes:
        persistent: Whether they outlive the program.
    """

    persistent: bool

    def get(self, name: str) -> str | None:
        """Return a secret, or None where there is none."""

    def put(self, name: str, value: str) -> None:
        """Keep a secret in place of an older one."""

    def drop(self, name: str) -> None:
        """Forget a secret; one that is not there is no error."""


class MemorySecrets:
    """Secrets that end with the program."""

    persistent = False

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return a secret, or None where there is none."""
        return self._values.get(name)

    def put(self, name: str, value: str) -> None:
        """Keep a secret until the program ends."""
        self._values[name] = value

    def drop(self, name: str) -> None:
        """Forget a secret."""
        self._values.pop(name, None)


class KeyringSecrets:
    """Secrets in the keyring of the person's operating-system account.

    Args:
        backend: The keyring in use.
        space: Separates profiles: the same account may have several.
    """

    persistent = True

    def __init__(self, backend: KeyringBackend, space: str) -> None:
        self._backend = backend
        self._service = f"{_NAMESPACE}:{space}"

    def get(self, name: str) -> str | None:
        """Return a secret, or None where there is none."""
        return self._backend.get_password(self._service, name)

    def put(self, name: str, value: str) -> None:
        """Keep a secret in place of an older one."""
        self._backend.set_password(self._service, name, value)

    def drop(self, name: str) -> None:
        """Forget a secret."""
        if self.get(name) is not None:
            self._backend.delete_password(self._service, name)


def open_secrets(space: str) -> SecretStore:
    """Return the system's keyring where one works, else a store in memory.

    The keyring is tried with a value of no meaning: some desktops offer one that refuses to write.
    """
    import keyring  # noqa: PLC0415 - slow to import, and not needed before the first paint
    from keyring.errors import KeyringError  # noqa: PLC0415 - the same

    store = KeyringSecrets(keyring.get_keyring(), space)
    probe = secrets.token_hex(8)
    try:
        store.put("probe", probe)
        works = store.get("probe") == probe
        store.drop("probe")
    except (KeyringError, OSError, RuntimeError) as error:
        _LOG.info("no keyring in use: %s", type(error).__name__)
        return MemorySecrets()
    return store if works else MemorySecrets()


def new_key() -> bytes:
    """Draw a key for the local data from the system's secure random source."""
    return secrets.token_bytes(KEY_BYTES)


class PersonSecrets:
    """The secrets of one person on one server.

    Args:
        store: Where they lie.
        tag: The person's folder in the profile; never a name. Readable as an attribute.
    """

    def __init__(self, store: SecretStore, tag: str) -> None:
        self._store = store
        self.tag = tag

    @property
    def persistent(self) -> bool:
        """Whether the secrets outlive the program."""
        return self._store.persistent

    def data_key(self) -> bytes | None:
        """Return the key of the local data, if it is at hand."""
        text = self._store.get(f"{self.tag}:data-key")
        return bytes.fromhex(text) if text else None

    def keep_data_key(self, key: bytes) -> None:
        """Keep the key of the local data."""
        self._store.put(f"{self.tag}:data-key", key.hex())

    def begin_key_change(self) -> bytes:
        """Draw the key that is to follow; the same one again until the change is finished."""
        text = self._store.get(f"{self.tag}:next-data-key")
        if text is None:
            text = new_key().hex()
            self._store.put(f"{self.tag}:next-data-key", text)
        return bytes.fromhex(text)

    def finish_key_change(self) -> None:
        """Let the next key be the key: every file has it."""
        text = self._store.get(f"{self.tag}:next-data-key")
        if text is not None:
            self._store.put(f"{self.tag}:data-key", text)
            self._store.drop(f"{self.tag}:next-data-key")

    def forget(self) -> None:
        """Forget everything of this person."""
        for name in ("data-key", "next-data-key", "refresh-token"):
            self._store.drop(f"{self.tag}:{name}")

    def refresh_token(self) -> str | None:
        """Return the refresh token, if there is one."""
        return self._store.get(f"{self.tag}:refresh-token")

    def keep_refresh_token(self, token: str) -> None:
        """Keep the refresh token."""
        self._store.put(f"{self.tag}:refresh-token", token)

    def drop_refresh_token(self) -> None:
        """Forget the refresh token."""
        self._store.drop(f"{self.tag}:refresh-token")


class SessionTokens:
    """The tokens of a session: `desktop.remote.tokens.TokenStore` over the person's secrets.

    Before sign-in nobody knows whose tokens they will be; `adopt` gives them their place.
    """

    def __init__(self, secrets_of_person: PersonSecrets | None = None) -> None:
        self._secrets = secrets_of_person
        self._access: str | None = None
        self._refresh = secrets_of_person.refresh_token() if secrets_of_person else None

    def adopt(self, secrets_of_person: PersonSecrets) -> None:
        """Let the tokens lie with this person's secrets from now on."""
        self._secrets = secrets_of_person
        if self._refresh is not None:
            secrets_of_person.keep_refresh_token(self._refresh)

    def access_token(self) -> str | None:
        """Return the access token, if one is at hand; it lives in memory only."""
        return self._access

    def refresh_token(self) -> str | None:
        """Return the refresh token, if one is at hand."""
        return self._refresh

    def save(self, tokens: Tokens) -> None:
        """Keep new tokens in place of the old ones."""
        if self._secrets is not None:
            self._secrets.keep_refresh_token(tokens.refresh_token)
        self._access, self._refresh = tokens.access_token, tokens.refresh_token

    def clear(self) -> None:
        """Forget both."""
        self._access = self._refresh = None
        if self._secrets is not None:
            self._secrets.drop_refresh_token()
