"""Many materials quickly: the story of one told before, happening to somebody else.

A demo of a million materials need not think up a million stories. What is told with care is told
some ten thousand times; in between, other people with numbers of their own share those stories.
A story is serialised once, with marks where the person stands, and printed as often as wanted.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.businesses import PROBATION_FORM, IdType, Sex
from server_stub.services.materials import columns, content_of, hash_of

if TYPE_CHECKING:
    from random import Random

    from server_stub.demo.names import Named, NumberMint
    from server_stub.services.materials import Dossier

_KEPT: Final = 1000
"""So many stories back may one be repeated, so that times keep rising with ids."""

_POSITION: Final = {field.key: n for n, field in enumerate(PROBATION_FORM)}
_SERIAL_DIGITS: Final = 8
_NUMBER: Final = 900_719_925_474_0901
_SEQ: Final = 900_719_925_474_0902
"""Marks that no real number equals."""


class Plate:
    """A story ready for printing.

    Args:
        dossier: The story as it was told.
    """

    def __init__(self, dossier: Dossier) -> None:
        details = dossier.details.copy()
        details[_POSITION["birth_date"]] = "{birth}"
        for key in ("diploma_number", "registration_number"):
            at = _POSITION[key]
            details[at] = details[at][:-_SERIAL_DIGITS] + "{serial}"
        marked = replace(
            dossier,
            id=_NUMBER,
            seq=_SEQ,
            name="{name}",
            search_keys="{keys}",
            id_number="{id_number}",
            phone=dossier.phone[:7] + "{last}",
            content_hash="{hash}",
            details=details,
            timeline=[
                entry if entry[2] is not None else [*entry[:4], "{name}", *entry[5:]]
                for entry in dossier.timeline
            ],
        )
        self.year = dossier.year
        self.sex = Sex.MALE if int(dossier.id_number[16]) % 2 else Sex.FEMALE
        self._row = columns(marked)
        self._document = _pattern(self._row["document"])
        self._content = _pattern(content_of(marked))

    def print(
        self, number: int, seq: int, named: Named, identity: tuple[str, str]
    ) -> dict[str, Any]:
        """Return the story as a row of another person.

        Args:
            number: Id of the material.
            seq: Its sequence number.
            named: The person.
            identity: Resident id, and day of birth in ISO form.
        """
        serial = f"{number:0{_SERIAL_DIGITS}d}"
        facts = {
            "number": number,
            "seq": seq,
            "name": named.name,
            "keys": named.keys,
            "id_number": identity[0],
            "birth": identity[1],
            "serial": serial,
            "last": serial[-4:],
        }
        facts["hash"] = hash_of((self._content % facts).encode())
        return {
            **self._row,
            "id": number,
            "seq": seq,
            "content_hash": facts["hash"],
            "document": (self._document % facts).encode(),
        }


_MARKS: Final = ("name", "keys", "id_number", "birth", "serial", "last", "hash")


def _pattern(serialised: bytes) -> str:
    text = serialised.decode().replace("%", "%%")
    for mark in _MARKS:
        text = text.replace(f"{{{mark}}}", f"%({mark})s")
    return text.replace(str(_NUMBER), "%(number)d").replace(str(_SEQ), "%(seq)d")


class Reprints:
    """Repeats stories with other people.

    Args:
        random: Chooses among the stories.
        mint: Makes document numbers.
        names: Names to draw from, of both sexes.
    """

    def __init__(self, random: Random, mint: NumberMint, names: list[Named]) -> None:
        self._random = random
        self._mint = mint
        self._plates: deque[Plate] = deque(maxlen=_KEPT)
        self._names = {sex: [one for one in names if one.sex is sex] for sex in Sex}

    def remember(self, dossier: Dossier) -> None:
        """Keep a story for repeating, where its person is known by a resident id."""
        if dossier.id_type == IdType.RESIDENT_ID.value:
            self._plates.append(Plate(dossier))

    def another(self, number: int, seq: int, year: int) -> dict[str, Any] | None:
        """Return a remembered story of somebody else as a row, None where there is none.

        Args:
            number: Id of the new material, and serial number of its person.
            seq: Its sequence number.
            year: Exam year.
        """
        if not self._plates:
            return None
        plate = self._plates[int(self._random.random() * len(self._plates))]
        if plate.year != year:
            return None
        names = self._names[plate.sex]
        id_number, birth = self._mint.resident(number, plate.sex)
        named = names[number * 7919 % len(names)]
        return plate.print(number, seq, named, (id_number, birth.isoformat()))
