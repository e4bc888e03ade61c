"""Tokens that end with the program."""

from __future__ import annotations

from desktop.contract.session import Tokens
from desktop.remote.tokens import MemoryTokens


def test_tokens_are_kept_until_they_are_cleared() -> None:
    store = MemoryTokens()
    assert store.access_token() is None
    assert store.refresh_token() is None
    store.save(Tokens(access_token="a" * 22, refresh_token="r" * 22, expires_in=900))
    assert store.access_token() == "a" * 22
    assert store.refresh_token() == "r" * 22
    store.clear()
    assert store.refresh_token() is None
