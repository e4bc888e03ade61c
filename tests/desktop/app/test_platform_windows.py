"""What Windows asks for does no harm elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.platform_windows import (
    claim_taskbar_identity,
    default_profile,
    is_network_folder,
    use_utf8_streams,
)


@pytest.mark.parametrize(
    ("folder", "remote"),
    [("\\\\server\\share\\desk", True), ("//server/share", True), (".", False)],
)
def test_a_share_is_told_from_a_disk(folder: str, *, remote: bool) -> None:
    assert is_network_folder(Path(folder)) is remote


def test_the_usual_profile_lies_in_a_folder_of_its_own() -> None:
    assert default_profile().name == "TalentDesk"


def test_claims_and_streams_are_harmless() -> None:
    claim_taskbar_identity()
    use_utf8_streams()
