"""The bundled sender of text messages."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from server_stub.providers.sms import KEPT, BundledSms

if TYPE_CHECKING:
    import pytest


def test_the_newest_messages_are_kept_and_the_log_has_no_code(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sms = BundledSms(lambda: 1000.5)
    with caplog.at_level(logging.INFO):
        for n in range(KEPT + 1):
            sms.send_code("13800138000", f"{n:06}")

    assert len(sms.recent()) == KEPT
    assert (sms.recent()[0].code, sms.recent()[0].sent_at) == ("000100", 1000)
    assert "138****8000" in caplog.text
    assert "000100" not in caplog.text
