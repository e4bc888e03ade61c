"""Columns of the two authorization tables, and what their cells say (design measures: DESIGN.md 6).

The administrative table has one row per institution, the institution's own one per business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import BUSINESSES
from desktop.screens import texts, times
from desktop.screens.widgets.cells import Cell, CellKind, CellLink, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.contract.authorizing import IssuedCode
    from desktop.store.records import AuthorizationItem

translate = QCoreApplication.translate

_NAMES: Final = {business.code: business.name for business in BUSINESSES}
_PERIODS: Final = {business.code: business.period for business in BUSINESSES}


class Act(StrEnum):
    """What a link in a row does."""

    GENERATE = "generate"
    REISSUE = "reissue"
    DIRECT = "direct"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else than the row decides what it shows.

    Attributes:
        codes: Living codes by institution and business, held in memory only.
        may_act: Whether the person may authorize at all.
        online: Whether the server answers; None while nobody knows yet.
        now: Epoch seconds.
    """

    codes: Mapping[tuple[int, str], IssuedCode] = field(default_factory=dict)
    may_act: bool = False
    online: bool | None = None
    now: int = 0

    @property
    def can_act(self) -> bool:
        """Whether links of acts are shown."""
        return self.may_act and self.online is not False

    def code_of(self, item: AuthorizationItem) -> str:
        """Return the living code of a row, or an empty text."""
        issued = self.codes.get((item.organization_id, item.business))
        return issued.code if issued is not None and issued.expires_at > self.now else ""


def needs_code(item: AuthorizationItem, now: int) -> bool:
    """Tell whether a code would have to be generated: there is none, or it has expired."""
    if item.state is AuthorizationState.GENERATED:
        return item.expires_at is not None and item.expires_at <= now
    return item.state is AuthorizationState.NOT_GENERATED


def administrative_columns() -> list[Column]:
    """Return the columns over the institutions of a subtree."""
    return [
        Column("check", "", 36, kind=CellKind.CHECK),
        Column("number", translate("authorization", "序号"), 48, kind=CellKind.NUMBER),
        Column("organization", translate("authorization", "机构名称"), 148, stretch=True),
        Column("organization_code", translate("authorization", "机构编码"), 112),
        Column("confirmation_code", translate("authorization", "机构确认码"), 88),
        Column("code", translate("authorization", "授权码"), 116),
        Column("supervisor", translate("authorization", "主管单位"), 112, drop=1),
        Column("kind", translate("authorization", "机构类别"), 112, drop=2),
        Column("state", translate("authorization", "激活状态"), 88, kind=CellKind.PILL),
        Column("activated_at", translate("authorization", "激活日期"), 92),
        Column("manager", translate("authorization", "业务管理人"), 84),
        Column("actions", translate("authorization", "操作"), 132, kind=CellKind.LINKS),
    ]


def own_columns() -> list[Column]:
    """Return the columns over the businesses of the own institution."""
    return [
        Column("number", translate("authorization", "序号"), 48, kind=CellKind.NUMBER),
        Column("business_code", translate("authorization", "业务编码"), 76),
        Column("business_name", translate("authorization", "业务名称"), 176, stretch=True),
        Column("business_period", translate("authorization", "业务日期"), 172, drop=1),
        Column("code", translate("authorization", "授权码"), 124),
        Column("state", translate("authorization", "激活状态"), 92, kind=CellKind.PILL),
        Column("activated_moment", translate("authorization", "激活日期"), 140),
        Column("manager", translate("authorization", "用户名"), 84),
        Column("manager_phone", translate("authorization", "用户手机号"), 116),
        Column("actions", translate("authorization", "操作"), 132, kind=CellKind.LINKS),
    ]


def cell_of(column: str, number: int, item: AuthorizationItem, around: Circumstances) -> Cell:
    """Return one cell; `number` counts rows from 1."""
    if column == "number":
        return Cell(str(number), CellKind.NUMBER)
    if column == "code":
        return _code(item, around)
    if column == "actions":
        return _actions(item, around)
    return _PLAIN[column](item)


def business_name(code: str) -> str:
    """Return the official name of a business."""
    return _NAMES.get(code, code)


def offline_reason() -> str:
    """Return why nothing of this goes without the server."""
    return translate("authorization", "授权码只在服务器上，离线时不能生成、授权或解除")


def act_word(act: Act) -> str:
    """Return the word of a link or button."""
    words = {
        Act.GENERATE: translate("authorization", "生成授权码"),
        Act.REISSUE: translate("authorization", "换码"),
        Act.DIRECT: translate("authorization", "直接授权"),
        Act.REVOKE: translate("authorization", "解除授权"),
    }
    return words[act]


def _code(item: AuthorizationItem, around: Circumstances) -> Cell:
    if item.state is AuthorizationState.ACTIVATED:
        return Cell(texts.authorization_text(item.state), CellKind.MUTED)
    if item.state is AuthorizationState.GENERATED and not needs_code(item, around.now):
        return _living_code(item, around)
    if around.can_act:
        link = CellLink(Act.GENERATE, act_word(Act.GENERATE), icon="add")
        return Cell(kind=CellKind.LINKS, links=(link,), tooltip=_tooltip(item))
    if around.may_act:
        return Cell(
            translate("authorization", "联网后可生成"), CellKind.MUTED, tooltip=offline_reason()
        )
    return Cell(kind=CellKind.MUTED)


def _living_code(item: AuthorizationItem, around: Circumstances) -> Cell:
    if code := around.code_of(item):
        until = translate("authorization", "单击复制；有效至 {at}，只能用一次")
        at = times.moment_text(around.codes[item.organization_id, item.business].expires_at)
        return Cell(code, CellKind.CODE, copies=True, tooltip=until.format(at=at))
    if not around.may_act:
        return Cell(
            translate("authorization", "已生成"),
            CellKind.MUTED,
            tooltip=translate("authorization", "只有发放授权码的人能看到它"),
        )
    if around.online is False:
        return Cell(
            translate("authorization", "联网后显示"), CellKind.MUTED, tooltip=offline_reason()
        )
    return Cell("…", CellKind.MUTED)


def _tooltip(item: AuthorizationItem) -> str:
    if item.state is AuthorizationState.GENERATED:
        return translate("authorization", "上一个授权码已过期")
    if item.state is AuthorizationState.STOPPED:
        return translate("authorization", "已停用；由停用它的单位重新生成授权码后恢复")
    return ""


def _actions(item: AuthorizationItem, around: Circumstances) -> Cell:
    if not around.may_act:
        return Cell(kind=CellKind.MUTED)
    acts = _acts(item, around.now)
    if acts and not around.can_act:
        return Cell(translate("authorization", "需联网"), CellKind.MUTED, tooltip=offline_reason())
    links = tuple(CellLink(act, act_word(act), danger=act is Act.REVOKE) for act in acts)
    return Cell(kind=CellKind.LINKS, links=links)


def _acts(item: AuthorizationItem, now: int) -> tuple[Act, ...]:
    if item.state is AuthorizationState.ACTIVATED:
        return (Act.REVOKE,)
    if item.state is AuthorizationState.GENERATED:
        return (Act.DIRECT,) if needs_code(item, now) else (Act.DIRECT, Act.REISSUE)
    return ()


def _state(item: AuthorizationItem) -> Cell:
    return Cell(texts.authorization_text(item.state), CellKind.PILL, status=item.state)


def _date(at: int | None) -> Cell:
    return Cell(times.date_text(at) if at else "", CellKind.TEXT)


def _moment(at: int | None) -> Cell:
    return Cell(times.moment_text(at) if at else "", CellKind.TEXT)


_PLAIN: Final[dict[str, Callable[[AuthorizationItem], Cell]]] = {
    "organization": lambda item: Cell(item.organization_name, CellKind.NAME),
    "organization_code": lambda item: Cell(item.organization_code),
    "confirmation_code": lambda item: Cell(item.confirmation_code, CellKind.CODE),
    "supervisor": lambda item: Cell(item.supervisor_name, CellKind.MUTED),
    "kind": lambda item: Cell(texts.kind_text(item.organization_kind), CellKind.MUTED),
    "state": _state,
    "activated_at": lambda item: _date(item.activated_at),
    "activated_moment": lambda item: _moment(item.activated_at),
    "manager": lambda item: Cell(item.manager_name),
    "manager_phone": lambda item: Cell(item.manager_phone),
    "business_code": lambda item: Cell(item.business, CellKind.CODE),
    "business_name": lambda item: Cell(business_name(item.business), CellKind.NAME),
    "business_period": lambda item: Cell(_PERIODS.get(item.business, ""), CellKind.MUTED),
}
