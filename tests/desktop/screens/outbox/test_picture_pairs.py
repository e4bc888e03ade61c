"""Old and new pictures of a dossier are put side by side by their place in the form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.businesses import PictureKind
from desktop.screens.outbox.picture_pairs import Change, picture_pairs

if TYPE_CHECKING:
    from tests.support.desk import Desk
    from tests.support.town import Town


def test_several_pictures_of_a_kind_find_each_other(town: Town, desk: Desk) -> None:
    material = town.apply_with_pictures("周子涵", {"diploma": b"1", "portrait": b"2"})
    desk.sync()
    dossier = desk.dossier(material)
    diploma = PictureKind.DIPLOMA
    seen = replace(dossier.seen(), pictures=((diploma, "a"), (diploma, "b"), (diploma, "c")))
    one, portrait = dossier.pictures
    now = [replace(one, sha256=sha256) for sha256 in ("b", "d")]
    pairs = picture_pairs(seen, replace(dossier, pictures=(*now, portrait)))
    assert [(pair.kind, pair.old, pair.new, pair.change) for pair in pairs] == [
        (diploma, "b", "b", Change.SAME),
        (diploma, "a", "d", Change.REPLACED),
        (diploma, "c", "", Change.REMOVED),
        (PictureKind.PORTRAIT, "", portrait.sha256, Change.ADDED),
    ]
