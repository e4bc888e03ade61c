"""What a user action or a sync changed, so that screens re-read just that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """One frozen record per action; screens refresh only from it.

    Attributes:
        materials: Ids of materials whose projection changed; empty with `all_materials`.
        all_materials: True when too many changed to name (a bulk apply, a resync).
        outbox: The outbox changed.
        organizations: The tree changed.
        authorizations: The authorization table changed.
        attachments: Cached pictures arrived or left.
        drafts: A draft of a remark changed.
        session: Rights, lease or identity changed.
        notices: A 公告 came or went.
        packs: A 离线任务包 came, went or changed.
    """

    materials: frozenset[int] = frozenset()
    all_materials: bool = False
    outbox: bool = False
    organizations: bool = False
    authorizations: bool = False
    attachments: bool = False
    drafts: bool = False
    session: bool = False
    notices: bool = False
    packs: bool = False

    def __or__(self, other: Changes) -> Changes:
        """Join two records."""
        return Changes(
            materials=self.materials | other.materials,
            all_materials=self.all_materials or other.all_materials,
            outbox=self.outbox or other.outbox,
            organizations=self.organizations or other.organizations,
            authorizations=self.authorizations or other.authorizations,
            attachments=self.attachments or other.attachments,
            drafts=self.drafts or other.drafts,
            session=self.session or other.session,
            notices=self.notices or other.notices,
            packs=self.packs or other.packs,
        )

    def __bool__(self) -> bool:
        """Tell whether anything changed at all."""
        return self != Changes()


NOTHING = Changes()
