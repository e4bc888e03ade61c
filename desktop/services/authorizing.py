"""Authorization codes and managers: online only, because the secret lives on the server.

An officer acts for the business of the context; 机构人事 of a medical institution for any business
of the own unit, and names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.contract.authorizing import (
    DirectRequest,
    GenerateRequest,
    MatchRequest,
    RevokeRequest,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.contract.authorizing import (
        AuthorizationView,
        Generated,
        IssuedCode,
        MatchedPerson,
    )
    from desktop.domain.authorization import RevocationPurpose
    from desktop.services.workspace import Workspace


def codes(*, workspace: Workspace) -> dict[int, IssuedCode]:
    """Return the living codes of the scope by organization id; hold them in memory only."""
    issued = workspace.api.codes(workspace.context)
    own = workspace.context.business
    return {code.organization_id: code for code in issued.codes if code.business == own}


def own_codes(*, workspace: Workspace) -> dict[str, IssuedCode]:
    """Return the living codes of the own institution by business; hold them in memory only."""
    issued = workspace.api.codes(workspace.context)
    own = workspace.context.organization_id
    return {code.business: code for code in issued.codes if code.organization_id == own}


def generate(
    *, workspace: Workspace, organization_ids: Sequence[int], business: str = ""
) -> Generated:
    """Generate codes, or re-issue them, which voids the old ones; no business is the context's."""
    request = GenerateRequest(
        organization_ids=tuple(organization_ids),
        business=business or workspace.context.business,
    )
    return workspace.api.generate(workspace.context, request)


def match(
    *, workspace: Workspace, organization_id: int, id_number: str, business: str = ""
) -> MatchedPerson:
    """Find the verified person behind an ID number, for the eye, before 直接授权."""
    request = MatchRequest(
        organization_id=organization_id,
        business=business or workspace.context.business,
        id_number=id_number,
    )
    return workspace.api.match(workspace.context, request)


def direct(*, workspace: Workspace, match_token: str) -> AuthorizationView:
    """Make the matched person the 业务管理人.

    Raises:
        RefusedError: `reauth_required` asks for a fresh 验证码 first (`signing_in.reauth`).
    """
    return workspace.api.direct(workspace.context, DirectRequest(match_token=match_token))


def revoke(
    *,
    workspace: Workspace,
    organization_id: int,
    purpose: RevocationPurpose,
    reason: str,
    typed_name: str,
    business: str = "",
) -> AuthorizationView:
    """End an authorization (解除授权).

    Raises:
        RefusedError: `reauth_required` asks for a fresh 验证码 first (`signing_in.reauth`).
    """
    request = RevokeRequest(
        organization_id=organization_id,
        business=business or workspace.context.business,
        purpose=purpose,
        reason=reason,
        typed_name=typed_name,
    )
    return workspace.api.revoke(workspace.context, request)
