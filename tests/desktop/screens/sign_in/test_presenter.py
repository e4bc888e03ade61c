"""Signing in: every step works, and every problem is told where it can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.contract.session import (
    DemoPerson,
    IdentityState,
    Limits,
    Person,
    ServerInfo,
    Session,
    SmsRequested,
)
from desktop.domain.errors import (
    ExpectedError,
    NotReachableError,
    RefusedError,
    RuleViolationError,
)
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import Role
from desktop.screens.sign_in.presenter import (
    ServerCondition,
    ServerView,
    SignInField,
    SignInPresenter,
)
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.app.jobs import ThreadJobs

SESSION = Session(
    person=Person(id=7, name="张岚", phone="138****8000", identity=IdentityState.VERIFIED),
    device_id="0" * 32,
    contexts=(),
    batches=(),
    limits=Limits(
        page_rows=1, batch_items=1, batch_bytes=1, grace_seconds=60, grace_seconds_refused=600
    ),
    server_time=1,
    offline_lease_until=2,
    epoch="e",
)
ZHANG = DemoPerson(
    name="张岚",
    phone="13800008000",
    organization_name="示例县人民医院",
    organization_kind=OrganizationKind.COUNTY_INSTITUTION,
    roles=(Role.HR, Role.MANAGER),
)


class Gateway:
    """A server that answers what the story says."""

    def __init__(self) -> None:
        self.server = "http://127.0.0.1:1"
        self.demo = True
        self.failure: ExpectedError | None = None
        self.asked: list[str] = []

    def use_server(self, address: str) -> None:
        if not address.startswith("https://"):
            raise RuleViolationError("insecure_server")
        self.server = address

    def check_server(self) -> ServerInfo:
        self._fail()
        return ServerInfo(
            name="t", version="1", api_version=1, min_client=1, demo=self.demo, server_time=1
        )

    def demo_people(self) -> tuple[DemoPerson, ...]:
        return (ZHANG,)

    def demo_code(self, phone: str) -> str | None:
        return "246810" if phone == ZHANG.phone else None

    def request_code(self, phone: str) -> SmsRequested:
        self._fail()
        self.asked.append(phone)
        return SmsRequested(request_id="r" * 16, expires_in=300, resend_after=60)

    def sign_in(self, request_id: str, code: str) -> Session:
        self._fail()
        assert request_id == "r" * 16
        if code != "246810":
            raise RefusedError("code_wrong", status=400)
        return SESSION

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


class Card:
    """Everything that the card would show."""

    def __init__(self, gateway: Gateway, lanes: ThreadJobs) -> None:
        self.gateway = gateway
        self.presenter = SignInPresenter(gateway, lanes)
        self.servers: list[ServerView] = []
        self.people: list[object] = []
        self.problems: list[tuple[str, str]] = []
        self.codes: list[str] = []
        self.waits: list[int] = []
        self.sessions: list[object] = []
        self.presenter.server_changed.connect(self.servers.append)
        self.presenter.people_changed.connect(self.people.append)
        self.presenter.failed.connect(lambda field, text: self.problems.append((field, text)))
        self.presenter.demo_code_found.connect(self.codes.append)
        self.presenter.code_sent.connect(self.waits.append)
        self.presenter.signed_in.connect(self.sessions.append)

    @property
    def condition(self) -> ServerCondition:
        return self.servers[-1].condition


@pytest.fixture
def card(lanes: ThreadJobs) -> Card:
    return Card(Gateway(), lanes)


async def test_a_demo_server_offers_its_people_and_a_code(card: Card) -> None:
    card.presenter.start()
    assert card.condition is ServerCondition.CHECKING
    await until(lambda: card.people and card.people[-1] == (ZHANG,))
    assert card.condition is ServerCondition.REACHABLE
    assert card.servers[-1].demo
    assert card.servers[-1].milliseconds >= 1

    card.presenter.request_code(ZHANG.phone)
    await until(lambda: card.codes)
    assert card.waits == [60]
    card.presenter.sign_in(card.codes[0])
    await until(lambda: card.sessions)
    assert card.sessions == [SESSION]
    assert not card.problems


async def test_a_real_server_offers_nobody_and_no_code(card: Card) -> None:
    card.gateway.demo = False
    card.presenter.start()
    await until(lambda: card.condition is ServerCondition.REACHABLE)
    card.presenter.request_code(ZHANG.phone)
    await until(lambda: card.waits)
    assert card.people == [()]
    assert not card.codes


async def test_a_phone_may_be_typed_with_blanks(card: Card) -> None:
    card.presenter.request_code(" +86 138 0000 8000")
    await until(lambda: card.waits)
    assert card.gateway.asked == ["13800008000"]


@pytest.mark.parametrize("typed", ["", "123", "23800008000", "1380000800x"])
async def test_a_wrong_phone_is_told_at_its_field_without_asking(card: Card, typed: str) -> None:
    card.presenter.request_code(typed)
    assert [field for field, _text in card.problems] == [SignInField.PHONE]
    assert not card.gateway.asked


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12a456"])
async def test_a_code_of_another_shape_is_told_at_its_field(card: Card, typed: str) -> None:
    card.presenter.request_code(ZHANG.phone)
    await until(lambda: card.waits)
    card.presenter.sign_in(typed)
    assert card.problems == [(SignInField.CODE, "验证码是 6 位数字。")]


async def test_a_code_before_asking_for_one_is_told(card: Card) -> None:
    card.presenter.sign_in("246810")
    assert card.problems == [(SignInField.CODE, "请先获取验证码。")]


async def test_a_wrong_code_can_be_typed_again(card: Card) -> None:
    card.presenter.request_code(ZHANG.phone)
    await until(lambda: card.waits)
    card.presenter.sign_in("000000")
    await until(lambda: card.problems)
    assert card.problems == [(SignInField.CODE, "验证码不正确。请核对后重新输入。")]
    card.presenter.sign_in("246 810")
    await until(lambda: card.sessions)


async def test_a_burnt_code_needs_a_new_one(card: Card) -> None:
    card.presenter.request_code(ZHANG.phone)
    await until(lambda: card.waits)
    card.gateway.failure = RefusedError("code_burnt", status=400)
    card.presenter.sign_in("000000")
    await until(lambda: card.problems)
    card.presenter.sign_in("246810")
    assert card.problems[-1] == (SignInField.CODE, "请先获取验证码。")


async def test_too_many_codes_say_how_long_to_wait(card: Card) -> None:
    card.gateway.failure = RefusedError("rate_limited", status=429, retry_after=41.5)
    card.presenter.request_code(ZHANG.phone)
    await until(lambda: card.problems)
    assert card.problems == [(SignInField.PHONE, "操作太频繁。请在 42 秒后再试。")]


async def test_an_unreachable_server_is_a_state_and_no_field_error(card: Card) -> None:
    card.gateway.failure = NotReachableError()
    card.presenter.start()
    await until(lambda: card.condition is ServerCondition.OFFLINE)
    card.presenter.request_code(ZHANG.phone)
    await until(lambda: card.problems)
    assert card.problems[0][0] == SignInField.FORM


async def test_something_else_at_the_address_is_said(card: Card) -> None:
    card.gateway.failure = RefusedError("answer_malformed", status=200)
    card.presenter.start()
    await until(lambda: card.condition is ServerCondition.UNSUITABLE)
    assert "服务器" in card.servers[-1].problem


async def test_another_server_is_checked_at_once(card: Card) -> None:
    assert card.presenter.change_server("https://talent.example")
    await until(lambda: card.condition is ServerCondition.REACHABLE)
    assert card.servers[-1].address == "https://talent.example"


async def test_an_insecure_address_stays_where_it_was_typed(card: Card) -> None:
    assert not card.presenter.change_server("http://talent.example")
    assert card.problems[0][0] == SignInField.SERVER
    assert card.gateway.server == "http://127.0.0.1:1"


async def test_without_an_address_the_card_asks_for_one(card: Card) -> None:
    card.gateway.server = ""
    card.presenter.start()
    assert card.condition is ServerCondition.UNSET
