"""The list of work that an account left unsettled, for a person who can no longer sign in.

Names are masked and long numbers in what was typed too: the file leaves the encrypted folder.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.masking import mask_id_number, mask_name, mask_phone
from desktop.screens import texts, times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.store.records import OutboxItem

translate = QCoreApplication.translate

_LONG_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{14,17}[0-9Xx](?![0-9A-Za-z])")
_PHONE: Final = re.compile(r"(?<![0-9])1[0-9]{10}(?![0-9])")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def kept_list(items: Iterable[OutboxItem]) -> bytes:
    """Return the items as CSV that a spreadsheet opens: UTF-8 with its mark, text cells."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(
        [
            translate("kept_list", "考生"),
            translate("kept_list", "单位"),
            translate("kept_list", "操作"),
            translate("kept_list", "审核意见"),
            translate("kept_list", "审核备注"),
            translate("kept_list", "时间"),
            translate("kept_list", "状态"),
        ]
    )
    lines.writerows([_cell(value) for value in _values(item)] for item in items)
    return text.getvalue().encode("utf-8-sig")


def _values(item: OutboxItem) -> list[str]:
    return [
        mask_name(item.material_name),
        item.organization_name,
        texts.operation_text(item.kind),
        texts.verdict_text(item.verdict) if item.verdict is not None else "",
        _masked(item.remark),
        times.moment_text(item.client_at),
        texts.outbox_state_text(item.state),
    ]


def _masked(remark: str) -> str:
    without_numbers = _LONG_NUMBER.sub(_hidden_number, remark)
    return _PHONE.sub(_hidden_phone, without_numbers)


def _hidden_number(found: re.Match[str]) -> str:
    return mask_id_number(found[0])


def _hidden_phone(found: re.Match[str]) -> str:
    return mask_phone(found[0])


def _cell(value: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
