"""业务授权 in the officer's hands: codes, direct authorization, revocation, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from desktop.domain.authorization import AuthorizationState, RevocationPurpose
from desktop.domain.businesses import BUSINESSES
from desktop.domain.identity import resident_id_check_digit
from desktop.screens.authorization.columns import Act
from desktop.screens.authorization.direct_dialog import DirectDialog
from desktop.screens.authorization.page import AuthorizationPage
from desktop.screens.authorization.result_dialog import ResultDialog
from desktop.screens.authorization.revoke_dialog import RevokeDialog
from desktop.screens.shell.status import SyncFacts
from desktop.screens.widgets.cells import CELL_ROLE, Cell, CellKind
from desktop.screens.widgets.dialog import ConfirmDialog
from desktop.services import authorizing, signing_in
from server_stub.storage.models import Person
from tests.desktop.screens.authorization.conftest import loaded, shown, texts_of
from tests.support.small_world import HEALTH_CENTRE, HOSPITAL, NAMES, NEIGHBOUR, phone_of
from tests.support.town import carrier_of
from tests.support.waiting import until

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.hub import ChangeHub
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk
    from tests.support.town import Town

_Dialog = TypeVar("_Dialog", bound=QDialog)
_BODY = "42190219900101002"
NUMBER = _BODY + resident_id_check_digit(_BODY)
"""A number whose check digit is right, as the client insists; nobody has it yet."""

PASSED = 3600
"""Seconds after which the server asks again who sits there."""


@pytest.fixture
def neighbour(town: Town) -> str:
    """A verified person whose number passes the check; returns it."""
    with town.units.writing() as unit:
        unit.session.get_one(Person, NEIGHBOUR).id_number = NUMBER
    return NUMBER


def dialog_of(kind: type[_Dialog]) -> _Dialog | None:
    """Return the open dialog of a kind, if there is one."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return next((one for one in found if one.isVisible()), None)


async def opened(kind: type[_Dialog]) -> _Dialog:
    """Wait for a dialog."""
    await until(lambda: dialog_of(kind))
    dialog = dialog_of(kind)
    assert dialog is not None
    return dialog


async def with_code(page: AuthorizationPage) -> None:
    """Load the page and generate a code for the health centre, in row 1."""
    await loaded(page, 2)
    page.act(1, Act.GENERATE)
    await until(lambda: state(page, 1) is AuthorizationState.GENERATED)


def state(page: AuthorizationPage, row: int) -> AuthorizationState:
    """Return the state of a row."""
    return page.presenter.model.items[row].state


def cell(page: AuthorizationPage, row: int, column: str) -> Cell:
    """Return a cell."""
    keys = [one.key for one in page.presenter.columns]
    found = page.presenter.model.index(row, keys.index(column)).data(CELL_ROLE)
    assert isinstance(found, Cell)
    return found


def type_number(dialog: DirectDialog, text: str, qtbot: QtBot) -> None:
    """Type a number in place of the one that stands there."""
    dialog.number.clear()
    qtbot.keyClicks(dialog.number, text)


async def test_the_officer_sees_what_lies_below(
    page: AuthorizationPage, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.presenter.model)
    await loaded(page, 2)
    assert texts_of(page, 0) == {
        "check": "",
        "number": "1",
        "organization": NAMES[HOSPITAL],
        "organization_code": "421900000004",
        "confirmation_code": "100004",
        "code": "生成授权码",
        "supervisor": "示例县卫生健康局",
        "kind": "县直医疗机构",
        "state": "未生成",
        "activated_at": "",
        "manager": "",
        "actions": "",
    }


async def test_a_code_is_generated_and_a_click_copies_it(page: AuthorizationPage) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    await with_code(page)
    shown_code = cell(page, 1, "code")
    assert shown_code.kind is CellKind.CODE
    assert shown_code.copies
    assert said == [f"已生成授权码 {shown_code.text}，单击即可复制"]
    assert texts_of(page, 1)["actions"] == "直接授权 换码"
    page.card.table.code_copied.emit(shown_code.text)
    assert said[-1] == f"已复制授权码 {shown_code.text}"


async def test_many_codes_at_once_are_listed_and_copied(
    page: AuthorizationPage, qtmodeltester: ModelTester
) -> None:
    await loaded(page, 2)
    page.presenter.model.toggle_all()
    assert page.card.bulk.isEnabled()
    page.card.bulk.click()
    dialog = await opened(ResultDialog)
    qtmodeltester.check(dialog.model)
    assert dialog.model.rowCount() == 2
    dialog.copy_all()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[0] for line in copied] == [NAMES[HOSPITAL], NAMES[HEALTH_CENTRE]]
    assert page.presenter.model.checked_items == []
    dialog.accept()


async def test_what_was_refused_in_bulk_is_named_with_its_reason(
    page: AuthorizationPage, town: Town, neighbour: str
) -> None:
    await loaded(page, 2)
    elsewhere = town.desk(3, "e").workspace
    authorizing.generate(workspace=elsewhere, organization_ids=[HOSPITAL])
    matched = authorizing.match(workspace=elsewhere, organization_id=HOSPITAL, id_number=neighbour)
    authorizing.direct(workspace=elsewhere, match_token=matched.match_token)
    page.presenter.model.toggle_all()
    page.card.bulk.click()
    dialog = await opened(ResultDialog)
    first = [str(dialog.model.index(0, at).data() or "") for at in range(3)]
    assert first[0] == NAMES[HOSPITAL]
    assert "授权" in first[2]
    assert dialog.model.rowCount() == 2
    dialog.accept()


async def test_another_code_makes_the_old_one_void_only_after_a_question(
    page: AuthorizationPage,
) -> None:
    await with_code(page)
    old = cell(page, 1, "code").text
    page.act(1, Act.REISSUE)
    question = await opened(ConfirmDialog)
    question.act_button.click()
    await until(lambda: cell(page, 1, "code").text not in {old, "…", ""})


async def test_a_person_is_bound_after_a_look(
    page: AuthorizationPage, neighbour: str, qtbot: QtBot, hub: ChangeHub, county: Desk
) -> None:
    synced: list[bool] = []
    page.sync_wanted.connect(lambda: synced.append(True))
    await with_code(page)
    page.act(1, Act.DIRECT)
    dialog = await opened(DirectDialog)
    assert not dialog.confirm.isEnabled()
    wrong = neighbour[:-1] + ("0" if neighbour[-1] != "0" else "1")
    type_number(dialog, wrong, qtbot)
    assert dialog.field.is_wrong
    type_number(dialog, neighbour, qtbot)
    await until(dialog.person.isVisible)
    await until(lambda: not dialog.confirm.is_busy)
    dialog.confirm.click()
    await until(lambda: state(page, 1) is AuthorizationState.ACTIVATED)
    assert texts_of(page, 1)["actions"] == "解除授权"
    assert synced
    hub.publish(county.sync().changes)
    await until(lambda: page.presenter.model.items[1].manager_name)
    assert state(page, 1) is AuthorizationState.ACTIVATED


async def test_nobody_unknown_is_bound(page: AuthorizationPage, qtbot: QtBot) -> None:
    await with_code(page)
    page.act(1, Act.DIRECT)
    dialog = await opened(DirectDialog)
    type_number(dialog, NUMBER, qtbot)
    await until(lambda: dialog.field.is_wrong)
    assert not dialog.person.isVisible()
    dialog.reject()


async def test_who_sat_there_too_long_proves_it_and_the_act_goes_on(
    page: AuthorizationPage, neighbour: str, qtbot: QtBot, town: Town, county: Desk
) -> None:
    await with_code(page)
    town.clock.now += PASSED
    page.act(1, Act.DIRECT)
    dialog = await opened(DirectDialog)
    type_number(dialog, neighbour, qtbot)
    await until(lambda: dialog.person.isVisible() and not dialog.confirm.is_busy)
    dialog.confirm.click()
    await until(lambda: dialog.proof.isVisible() and not dialog.proof.again.isEnabled())
    await until(lambda: not dialog.confirm.is_busy)
    qtbot.keyClicks(dialog.proof.code, "000000")
    await until(lambda: dialog.proof.field.is_wrong and not dialog.confirm.is_busy)
    code = signing_in.demo_code(api=county.workspace.api, phone=phone_of(3))
    assert code is not None
    dialog.proof.code.clear()
    qtbot.keyClicks(dialog.proof.code, code)
    await until(lambda: state(page, 1) is AuthorizationState.ACTIVATED)


async def test_an_authorization_ends_with_reason_and_typed_name(
    page: AuthorizationPage, neighbour: str
) -> None:
    await with_code(page)
    workspace = page.presenter.workspace
    matched = authorizing.match(
        workspace=workspace, organization_id=HEALTH_CENTRE, id_number=neighbour
    )
    page.presenter.show_ahead(
        authorizing.direct(workspace=workspace, match_token=matched.match_token)
    )
    page.act(1, Act.REVOKE)
    dialog = await opened(RevokeDialog)
    assert not dialog.act_button.isEnabled()
    dialog.field.insert(NAMES[HEALTH_CENTRE])
    dialog.act_button.click()
    assert dialog.reason_line.is_wrong
    dialog.reason.insert("机构停业")
    dialog.purposes[RevocationPurpose.STOP].click()
    dialog.act_button.click()
    await until(lambda: state(page, 1) is AuthorizationState.STOPPED)
    assert dialog_of(RevokeDialog) is None


async def test_offline_nothing_of_it_is_offered_and_the_reason_is_said(
    page: AuthorizationPage, county: Desk
) -> None:
    await with_code(page)
    carrier_of(county).away = True
    page.presenter.refresh_codes()
    await until(page.offline.isVisible)
    assert cell(page, 0, "code").text == "联网后可生成"
    assert cell(page, 1, "actions").text == "需联网"
    page.presenter.model.toggle_all()
    assert not page.card.bulk.isEnabled()
    assert page.card.bulk.toolTip()
    carrier_of(county).away = False
    page.set_facts(SyncFacts())
    await until(lambda: not page.offline.isVisible())
    assert cell(page, 0, "code").links


async def test_search_and_state_narrow_the_list(page: AuthorizationPage) -> None:
    await with_code(page)
    page.presenter.set_state(AuthorizationState.GENERATED)
    assert [item.organization_id for item in page.presenter.model.items] == [HEALTH_CENTRE]
    page.presenter.set_state(None)
    page.presenter.set_text("人民医院")
    await until(lambda: page.presenter.model.rowCount() == 1)
    assert page.presenter.model.items[0].organization_id == HOSPITAL
    page.presenter.set_text("无此机构")
    await until(page.card.empty.isVisible)


async def test_hr_sees_the_ten_businesses_of_the_own_institution(
    hr: Desk, lanes: ThreadJobs, hub: ChangeHub, theme: Theme, qtbot: QtBot
) -> None:
    page = shown(AuthorizationPage(hr.workspace, lanes, hub, theme), qtbot)
    await loaded(page, len(BUSINESSES))
    page.act(1, Act.GENERATE)
    page.act(2, Act.GENERATE)
    await until(lambda: state(page, 1) is state(page, 2) is AuthorizationState.GENERATED)
    assert texts_of(page, 1)["business_code"] == "03"
    assert cell(page, 1, "code").text != cell(page, 2, "code").text
    assert state(page, 0) is AuthorizationState.NOT_GENERATED
    page.presenter.refresh_codes()
    hub.publish(hr.sync().changes)
    await until(lambda: cell(page, 1, "code").copies and cell(page, 2, "code").copies)


async def test_who_may_not_authorize_is_told_so(
    town: Town, lanes: ThreadJobs, hub: ChangeHub, theme: Theme, qtbot: QtBot
) -> None:
    desk = town.desk()
    assert desk.sync().ok
    page = shown(AuthorizationPage(desk.workspace, lanes, hub, theme), qtbot)
    await loaded(page, len(BUSINESSES))
    assert not page.presenter.may_act
    assert not cell(page, 0, "actions").links
    assert not cell(page, 0, "code").links
