"""The feed: rows without names must not lose their columns."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from desktop.contract import sync
from desktop.contract.sync import ChangesPage, RowKind

ROWS = {
    RowKind.MATERIAL: (sync.MaterialRow, sync.MATERIAL_FIELDS),
    RowKind.ORGANIZATION: (sync.OrganizationRow, sync.ORGANIZATION_FIELDS),
    RowKind.MANIFEST: (sync.ManifestRow, sync.MANIFEST_FIELDS),
    RowKind.AUTHORIZATION: (sync.AuthorizationRow, sync.AUTHORIZATION_FIELDS),
    RowKind.NOTICE: (sync.NoticeRow, sync.NOTICE_FIELDS),
}
NOTICE = [1, 9, "关于报名的通知", "请各单位按时审核。", 1_795_000_000]
PAGE = {"next": "c1", "has_more": False, "server_time": 1_795_000_000, "notices": [NOTICE]}


@pytest.mark.parametrize("kind", RowKind)
def test_every_column_has_a_name(kind: RowKind) -> None:
    row, fields = ROWS[kind]
    assert len(get_args(row)) == len(fields)
    assert len(set(fields)) == len(fields)
    assert fields[1] == "seq"


def test_rows_arrive_as_tuples() -> None:
    assert ChangesPage.model_validate(PAGE).notices == [tuple(NOTICE)]


def test_a_row_with_a_column_too_few_is_malformed() -> None:
    with pytest.raises(ValidationError):
        ChangesPage.model_validate({**PAGE, "notices": [NOTICE[:-1]]})


def test_a_row_number_is_positive() -> None:
    with pytest.raises(ValidationError):
        ChangesPage.model_validate({**PAGE, "notices": [[0, *NOTICE[1:]]]})
