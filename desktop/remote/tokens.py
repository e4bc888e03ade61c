"""Where the tokens of a session lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.contract.session import Tokens


class TokenStore(Protocol):
    """Keeps the tokens; the app keeps the refresh token in the system's keyring."""

    def access_token(self) -> str | None:
        """Return the access token, if one is at hand."""

    def refresh_token(self) -> str | None:
        """Return the refresh token, if one is at hand."""

    def save(self, tokens: Tokens) -> None:
        """Keep new tokens in place of the old ones; durable before it returns."""

    def clear(self) -> None:
        """Forget both."""


class MemoryTokens:
    """Tokens that end with the program: the way without a keyring (security 13)."""

    def __init__(self, tokens: Tokens | None = None) -> None:
        self._tokens = tokens

    def access_token(self) -> str | None:
        """Return the access token, if there is one."""
        return self._tokens.access_token if self._tokens else None

    def refresh_token(self) -> str | None:
        """Return the refresh token, if there is one."""
        return self._tokens.refresh_token if self._tokens else None

    def save(self, tokens: Tokens) -> None:
        """Keep new tokens."""
        self._tokens = tokens

    def clear(self) -> None:
        """Forget both."""
        self._tokens = None
