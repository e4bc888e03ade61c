"""What a device remembers for the courier: its keys, the server's, and how far it came.

All of it lies as one fact in the encrypted replica, so it is as safe as the data that the files
carry, needs no keyring at hand and belongs to exactly one person in one context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.contract.base import Frozen
from desktop.contract.courier import DeviceKeys, PublicKey
from desktop.contract.sealed_file import KeyPair

if TYPE_CHECKING:
    from desktop.contract.courier import CourierServer
    from desktop.store.meta import Meta

_FACT: Final = "courier"


class Taken(Frozen):
    """The last answer that was taken in.

    Attributes:
        number: Of its request.
        asked_from: Cursor of its request.
        next: Cursor after it.
        seq: The last change that it knew.
    """

    number: int
    asked_from: str
    next: str
    seq: int


class CourierNotes(Frozen):
    """What is remembered.

    Attributes:
        sign: Private key to sign with, 64 hex digits.
        box: Private key to open with, the same.
        server_sign: The server's key that signs answers; empty before registration.
        server_box: The server's key to seal for; empty before registration.
        epoch: The server's history in which the keys are registered; empty before.
        lifetime: Seconds that a request lives.
        number: Of the last request.
        taken: The last answer taken in.
        whole: The next request asks for everything, because the replica differs.
    """

    sign: PublicKey
    box: PublicKey
    server_sign: str = ""
    server_box: str = ""
    epoch: str = ""
    lifetime: int = 0
    number: int = 0
    taken: Taken | None = None
    whole: bool = False

    @property
    def keys(self) -> KeyPair:
        """The device's keys."""
        return KeyPair(bytes.fromhex(self.sign), bytes.fromhex(self.box))

    @property
    def public(self) -> DeviceKeys:
        """What the server gets to know of them."""
        public = self.keys.public
        return DeviceKeys(sign_key=public.sign.hex(), box_key=public.box.hex())

    def pinned(self, server: CourierServer, epoch: str) -> CourierNotes:
        """Return the notes with the server's keys."""
        return self.model_copy(
            update={
                "server_sign": server.sign_key,
                "server_box": server.box_key,
                "lifetime": server.lifetime,
                "epoch": epoch,
            }
        )


def fresh(former: CourierNotes | None = None) -> CourierNotes:
    """Return notes with new keys; requests go on counting where the former ones stood."""
    keys = KeyPair.new()
    number = former.number if former is not None else 0
    return CourierNotes(sign=keys.sign.hex(), box=keys.box.hex(), number=number)


def read_notes(meta: Meta) -> CourierNotes | None:
    """Return what is remembered, if anything."""
    text = meta.get(_FACT)
    return None if text is None else CourierNotes.model_validate_json(text)


def write_notes(meta: Meta, notes: CourierNotes) -> None:
    """Remember."""
    meta.set(_FACT, notes.model_dump_json())
