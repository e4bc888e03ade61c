"""Pictures that a reviewer judged beside those that are there now."""

from __future__ import annotations

from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.domain.businesses import PictureKind
    from desktop.store.records import Dossier, SeenSnapshot


class Change(StrEnum):
    """What became of a picture."""

    SAME = "same"
    REPLACED = "replaced"
    ADDED = "added"
    REMOVED = "removed"


class PicturePair(NamedTuple):
    """A place of the form: hash of the picture that was seen, and of the one that is there now."""

    kind: PictureKind
    old: str
    new: str

    @property
    def change(self) -> Change:
        """What became of it."""
        if self.old == self.new:
            return Change.SAME
        if not self.old:
            return Change.ADDED
        return Change.REPLACED if self.new else Change.REMOVED


def picture_pairs(seen: SeenSnapshot, dossier: Dossier) -> list[PicturePair]:
    """Return every place in the order of the form; of several pictures of a kind, same first."""
    now = [(picture.kind, picture.sha256) for picture in dossier.pictures]
    kinds = dict.fromkeys(kind for kind, _sha256 in (*seen.pictures, *now))
    return [pair for kind in kinds for pair in _of_kind(kind, seen.pictures, now)]


def _of_kind(
    kind: PictureKind,
    before: tuple[tuple[PictureKind, str], ...],
    now: list[tuple[PictureKind, str]],
) -> list[PicturePair]:
    old = [sha256 for one, sha256 in before if one is kind]
    new = [sha256 for one, sha256 in now if one is kind]
    same = [sha256 for sha256 in old if sha256 in new]
    gone = [sha256 for sha256 in old if sha256 not in new]
    come = [sha256 for sha256 in new if sha256 not in old]
    pairs = [PicturePair(kind, sha256, sha256) for sha256 in same]
    return [*pairs, *(PicturePair(kind, a, b) for a, b in zip_longest(gone, come, fillvalue=""))]
