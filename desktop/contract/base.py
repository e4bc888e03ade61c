"""What all contract models share."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

API_VERSION: Final = 1
"""Sent in the header `Api-Version` of every request."""

MAX_ID: Final = 2**53 - 1
"""Largest id on the wire: what a JSON number carries exactly everywhere."""

Id = Annotated[int, Field(ge=1, le=MAX_ID)]
Epoch = Annotated[int, Field(ge=0, le=253_402_300_799)]
"""Seconds since 1970 in UTC, at most the end of the year 9999."""
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ContentHash = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""First 16 hex digits of the SHA-256 over everything that a reviewer sees and judges."""
Phone = Annotated[str, Field(pattern=r"^1[3-9][0-9]{9}$")]
BusinessCode = Annotated[str, Field(pattern=r"^[0-9]{2}$")]
Cursor = Annotated[str, Field(max_length=400, pattern=r"^[A-Za-z0-9_-]*$")]
"""Opaque position in the change feed; empty at the start."""


class Frozen(BaseModel):
    """Base of every contract model: immutable, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(BaseModel):
    """Base of what a server answers: an older client ignores fields that a newer one adds."""

    model_config = ConfigDict(frozen=True, extra="ignore")
