"""Authorization codes and managers, with the server there and without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.authorization import AuthorizationState, RevocationPurpose
from desktop.domain.errors import NotReachableError, RefusedError
from desktop.services import authorizing, browsing
from tests.support.small_world import COUNTY_OFFICER, HEALTH_CENTRE, NAMES
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from tests.support.desk import Desk
    from tests.support.town import Town


@pytest.fixture
def county(town: Town) -> Desk:
    """The county officer's desk, synced."""
    county = town.desk(COUNTY_OFFICER, "c")
    assert county.sync().ok
    return county


def state_of(county: Desk, organization_id: int) -> AuthorizationState:
    """Return the state on the officer's screen after a sync."""
    assert county.sync().ok
    found = browsing.authorizations(
        workspace=county.workspace, organization_path="", organization_id=organization_id
    )
    return next(one.state for one in found if one.business == county.workspace.context.business)


def test_a_code_is_generated_shown_and_not_kept(county: Desk) -> None:
    generated = authorizing.generate(workspace=county.workspace, organization_ids=[HEALTH_CENTRE])
    code = generated.codes[0].code
    assert authorizing.codes(workspace=county.workspace)[HEALTH_CENTRE].code == code
    assert state_of(county, HEALTH_CENTRE) is AuthorizationState.GENERATED
    county.close()
    files = [path for path in county.folder.rglob("*") if path.is_file()]
    assert files
    assert all(code.encode() not in path.read_bytes() for path in files)
    county.start_again()


def test_a_verified_person_is_bound_and_released(county: Desk) -> None:
    workspace = county.workspace
    authorizing.generate(workspace=workspace, organization_ids=[HEALTH_CENTRE])
    matched = authorizing.match(
        workspace=workspace, organization_id=HEALTH_CENTRE, id_number="421902198001010006"
    )
    assert "*" in matched.id_number
    bound = authorizing.direct(workspace=workspace, match_token=matched.match_token)
    assert bound.state is AuthorizationState.ACTIVATED
    assert state_of(county, HEALTH_CENTRE) is AuthorizationState.ACTIVATED
    authorizing.revoke(
        workspace=workspace,
        organization_id=HEALTH_CENTRE,
        purpose=RevocationPurpose.STOP,
        reason="机构停业",
        typed_name=NAMES[HEALTH_CENTRE],
    )
    assert state_of(county, HEALTH_CENTRE) is AuthorizationState.STOPPED


def test_an_institution_sees_its_own_codes_by_business(county: Desk, town: Town) -> None:
    authorizing.generate(workspace=county.workspace, organization_ids=[HEALTH_CENTRE])
    assert authorizing.own_codes(workspace=county.workspace) == {}
    assert town.desk(COUNTY_OFFICER, "d").workspace.context.business in {
        code.business for code in authorizing.codes(workspace=county.workspace).values()
    }


def test_nobody_unknown_is_bound(county: Desk) -> None:
    authorizing.generate(workspace=county.workspace, organization_ids=[HEALTH_CENTRE])
    with pytest.raises(RefusedError, match="person_not_found"):
        authorizing.match(
            workspace=county.workspace,
            organization_id=HEALTH_CENTRE,
            id_number="421902198001019999",
        )


def test_offline_nothing_of_it_goes(county: Desk) -> None:
    carrier_of(county).away = True
    with pytest.raises(NotReachableError):
        authorizing.codes(workspace=county.workspace)
