"""Keys and tokens lie in the system's keyring, or in memory where there is none."""

from __future__ import annotations

import pytest

from desktop.app.credentials import (
    KeyringSecrets,
    MemorySecrets,
    PersonSecrets,
    SessionTokens,
    new_key,
    open_secrets,
)
from desktop.contract.session import Tokens
from tests.support.keyring_backend import FileKeyring


def _tokens(n: int) -> Tokens:
    return Tokens(access_token=f"access-{n:016}", refresh_token=f"refresh-{n:016}", expires_in=900)


@pytest.mark.usefixtures("file_keyring")
def test_a_second_start_finds_key_and_token_again() -> None:
    key = new_key()
    first = PersonSecrets(open_secrets("profile-a"), "person")
    first.keep_data_key(key)
    SessionTokens(first).save(_tokens(1))

    second = PersonSecrets(open_secrets("profile-a"), "person")
    assert second.persistent
    assert second.data_key() == key
    assert SessionTokens(second).refresh_token() == _tokens(1).refresh_token


@pytest.mark.usefixtures("file_keyring")
def test_another_profile_or_person_sees_nothing_of_it() -> None:
    PersonSecrets(open_secrets("profile-a"), "person").keep_data_key(new_key())
    assert PersonSecrets(open_secrets("profile-b"), "person").data_key() is None
    assert PersonSecrets(open_secrets("profile-a"), "other").data_key() is None


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_secrets_end_with_the_program() -> None:
    store = open_secrets("profile-a")
    assert isinstance(store, MemorySecrets)
    store.put("x", "1")
    assert store.get("x") == "1"
    store.drop("x")
    store.drop("x")
    assert store.get("x") is None
    assert not PersonSecrets(store, "person").persistent


def test_the_access_token_never_reaches_the_keyring(file_keyring: FileKeyring) -> None:
    tokens = SessionTokens(PersonSecrets(KeyringSecrets(file_keyring, "a"), "person"))
    tokens.save(_tokens(1))
    assert tokens.access_token() == _tokens(1).access_token
    assert _tokens(1).access_token not in FileKeyring._path().read_text(encoding="utf-8")


def test_tokens_of_a_fresh_sign_in_move_to_the_person_once_known(
    file_keyring: FileKeyring,
) -> None:
    tokens = SessionTokens()
    tokens.save(_tokens(1))
    person = PersonSecrets(KeyringSecrets(file_keyring, "a"), "person")
    assert person.refresh_token() is None
    tokens.adopt(person)
    assert person.refresh_token() == _tokens(1).refresh_token
    tokens.save(_tokens(2))
    assert person.refresh_token() == _tokens(2).refresh_token


def test_signing_out_forgets_the_token_and_keeps_the_key(file_keyring: FileKeyring) -> None:
    person = PersonSecrets(KeyringSecrets(file_keyring, "a"), "person")
    person.keep_data_key(new_key())
    tokens = SessionTokens(person)
    tokens.save(_tokens(1))
    tokens.clear()
    assert tokens.refresh_token() is None
    assert tokens.access_token() is None
    assert person.refresh_token() is None
    assert person.data_key() is not None
