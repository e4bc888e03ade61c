"""Without a keyring a PIN opens the local data, and guessing it is slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.credentials import new_key
from desktop.app.pin import BLOCK_SECONDS, TRIES, PinVault
from desktop.domain.errors import ReplicaLockedError, RuleViolationError

if TYPE_CHECKING:
    from pathlib import Path


class Clock:
    """A clock that the story turns."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _guess(vault: PinVault, pin: str) -> str:
    with pytest.raises(ReplicaLockedError) as caught:
        vault.open(pin)
    return caught.value.code


def test_the_pin_returns_the_key_at_the_next_start(tmp_path: Path, clock: Clock) -> None:
    key = new_key()
    PinVault(tmp_path / "pin.json", clock=clock).close("246810", key)
    vault = PinVault(tmp_path / "pin.json", clock=clock)
    assert vault.exists
    assert vault.open("246810") == key


def test_the_file_holds_neither_pin_nor_key(tmp_path: Path, clock: Clock) -> None:
    key = new_key()
    PinVault(tmp_path / "pin.json", clock=clock).close("246810", key)
    content = (tmp_path / "pin.json").read_bytes()
    assert b"246810" not in content
    assert key.hex().encode() not in content
    assert key not in content


def test_a_short_pin_is_refused(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(RuleViolationError, match="pin_too_short"):
        PinVault(tmp_path / "pin.json", clock=clock).close("12345", new_key())


def test_five_wrong_tries_block_for_ten_minutes_even_over_a_restart(
    tmp_path: Path, clock: Clock
) -> None:
    key = new_key()
    PinVault(tmp_path / "pin.json", clock=clock).close("246810", key)
    for _try in range(TRIES):
        assert _guess(PinVault(tmp_path / "pin.json", clock=clock), "000000") == "pin_wrong"
    again = PinVault(tmp_path / "pin.json", clock=clock)
    assert _guess(again, "246810") == "pin_blocked"
    clock.now += BLOCK_SECONDS
    assert again.open("246810") == key


def test_the_right_pin_forgets_wrong_tries(tmp_path: Path, clock: Clock) -> None:
    vault = PinVault(tmp_path / "pin.json", clock=clock)
    vault.close("246810", new_key())
    for _round in range(3):
        assert _guess(vault, "000000") == "pin_wrong"
        vault.open("246810")


def test_after_a_block_five_tries_begin_anew(tmp_path: Path, clock: Clock) -> None:
    vault = PinVault(tmp_path / "pin.json", clock=clock)
    vault.close("246810", new_key())
    for _try in range(TRIES):
        _guess(vault, "000000")
    clock.now += BLOCK_SECONDS
    assert _guess(vault, "000000") == "pin_wrong"
    assert _guess(vault, "000000") == "pin_wrong"


def test_a_damaged_file_says_that_the_key_is_missing(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "pin.json").write_text("{", encoding="utf-8")
    vault = PinVault(tmp_path / "pin.json", clock=clock)
    assert _guess(vault, "246810") == "key_missing"
