"""The table of the file courier."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from server_stub.storage.base import Base, Key


class CourierDevice(Base):
    """The public keys of a device for files of the courier, in one context; ended, not deleted."""

    __tablename__ = "courier_device"
    __table_args__ = (Index(None, "person_id", "device_id"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[str]
    device_name: Mapped[str]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    business: Mapped[str]
    sign_key: Mapped[str] = mapped_column(unique=True)
    box_key: Mapped[str]
    registered_at: Mapped[int]
    revoked_at: Mapped[int | None]
