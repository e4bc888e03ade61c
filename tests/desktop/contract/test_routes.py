"""Paths written once."""

from __future__ import annotations

import re

from desktop.contract import routes

PATHS = {name: text for name, text in vars(routes).items() if str(text).startswith("/v1/")}


def test_no_path_stands_twice() -> None:
    assert len(set(PATHS.values())) == len(PATHS)


def test_no_path_carries_personal_data() -> None:
    placeholders = {name for path in PATHS.values() for name in re.findall(r"{(\w+)}", path)}
    assert placeholders == {"material_id", "parked_id", "sha256"}
