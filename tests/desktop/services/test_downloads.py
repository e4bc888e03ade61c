"""What the client learns about the way that pictures come."""

from __future__ import annotations

import pytest

from desktop.services.downloads import LARGEST_PIECE, SLOW, SMALLEST_PIECE, Downloads

KIB = 1 << 10


def test_an_unknown_link_is_not_slow() -> None:
    link = Downloads()
    assert not link.is_slow
    assert link.piece == 256 * KIB


def test_a_piece_is_about_a_second_of_the_link() -> None:
    link = Downloads()
    link.note(200 * KIB, 1)
    assert link.piece == 192 * KIB
    link.note(LARGEST_PIECE, 0)
    assert link.piece == LARGEST_PIECE


def test_a_slow_link_gets_small_pieces_and_can_become_fast_again() -> None:
    link = Downloads()
    link.note(64 * KIB, 64 * KIB / (SLOW - 1))
    assert link.is_slow
    assert link.piece == SMALLEST_PIECE
    link.note(256 * KIB, 1)
    assert not link.is_slow


def test_little_says_nothing_about_a_link() -> None:
    link = Downloads()
    link.note(1 * KIB, 60)
    assert not link.is_slow


def test_a_loss_makes_pieces_small_and_forgetting_measures_anew() -> None:
    link = Downloads()
    link.note_loss()
    assert link.piece == SMALLEST_PIECE
    link.note(64 * KIB, 60)
    link.refused["a"] = "not_found"
    link.forget()
    assert not link.is_slow
    assert not link.refused


def test_a_failed_download_leaves_the_way_free() -> None:
    link = Downloads()
    with pytest.raises(OSError, match="gone"), link.alone("a"):
        raise OSError("gone")
    with link.alone("a"):
        pass
