"""The base of all models: constraint names, and how Python types are stored on both engines."""

from __future__ import annotations

import enum
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, BigInteger, Enum, Integer, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


INTEGER = BigInteger().with_variant(Integer(), "sqlite")
"""Epoch seconds, ids and sequence numbers: 64 bit; SQLite numbers rows only for its own name."""

Key = Annotated[int, mapped_column(INTEGER, primary_key=True)]

TreePath = Annotated[
    str,
    mapped_column(String().with_variant(String(collation="C"), "postgresql")),
]
"""Materialised path of an organization, compared byte by byte on both engines (`scope.below`)."""


class Base(DeclarativeBase):
    """Base of every model."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: INTEGER,
        bytes: LargeBinary,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        enum.Enum: Enum(enum.Enum, native_enum=False, length=32, values_callable=_values),
    }
