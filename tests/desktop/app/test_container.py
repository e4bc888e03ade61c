"""From the sign-in card to the workbench and back, with and without network and keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desktop.contract.operations import SeenVersion
from desktop.domain.review import ReviewStatus, Verdict
from desktop.screens.shell.closing_view import ClosingDialog
from desktop.screens.shell.pages import PageKey
from desktop.services import browsing, reviewing
from server_stub.storage.models import Batch
from tests.support import parking, small_world
from tests.support.caller import Caller
from tests.support.client import Client, click
from tests.support.reviewers import verdict
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER, DAY, MANAGER
from tests.support.waiting import until

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from tests.support.server import ReferenceServer


@pytest.fixture
def material(server: ReferenceServer) -> int:
    """A dossier that waits for the hospital."""
    with server.units.writing() as unit:
        return small_world.apply_for(unit, "李考生")


def decide(client: Client, material_id: int) -> None:
    """Return a dossier to its applicant, with the usual grace time."""
    workspace = client.bench.workspace
    dossier = browsing.dossier(workspace=workspace, material_id=material_id)
    assert dossier is not None
    changes = reviewing.record_decision(
        workspace=workspace,
        material_id=material_id,
        seen=SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash),
        verdict=Verdict.RETURNED,
        remark="请补交证明",
    )
    client.bench.hub.publish(changes)


def _never(error: Exception) -> None:
    raise error


def status_at_server(server: ReferenceServer, material_id: int) -> ReviewStatus:
    with server.units.writing() as unit:
        return small_world.dossier_at(unit, material_id).chain[0].status


@pytest.mark.usefixtures("file_keyring", "material")
async def test_signing_in_leads_to_the_own_numbers(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    await until(lambda: client.chip.startswith("已同步"))
    shell = client.bench.shell
    assert shell.current is PageKey.HOME
    assert shell.tree is None
    home = shell.page(PageKey.HOME)
    await until(lambda: home.tiles[ReviewStatus.PENDING].accessibleName() == "待审核 1")
    await client.stop()


@pytest.mark.usefixtures("file_keyring")
async def test_who_answers_for_others_sees_how_many_opinions_wait(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer, material: int
) -> None:
    with Caller.of(server, ASSISTANT) as assistant:
        late = verdict(assistant, material, "deferred")
        parking.revoked_opinion(server, assistant, late)
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    shell = client.bench.shell
    await until(lambda: shell.rail.button(PageKey.PARKED).accessibleName() == "未生效意见 1")
    shell.show_page(PageKey.PARKED)
    page = shell.page(PageKey.PARKED)
    await until(page.item.open.isVisible)
    click(page.item.open)
    assert shell.current is PageKey.REVIEW
    await client.stop()


@pytest.mark.usefixtures("file_keyring", "material")
async def test_an_officer_sees_the_tree_and_scopes_the_pages_with_it(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(COUNTY_OFFICER)
    tree = client.bench.shell.tree
    assert tree is not None
    model = tree.tree.model()
    await until(lambda: model.rowCount() == 1)
    await until(lambda: model.index(0, 0).data() == "示例县卫生健康局")
    hospital = client.bench.shell.tree._presenter.model.index_of(small_world.HOSPITAL)
    tree.tree.setCurrentIndex(hospital)
    assert client.bench._scope == small_world.PATHS[small_world.HOSPITAL]
    await client.stop()


@pytest.mark.usefixtures("file_keyring")
async def test_a_known_person_works_offline_and_is_caught_up_later(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer, material: int
) -> None:
    first = Client(qloop, tmp_path / "profile", server)
    await first.enter(MANAGER)
    await until(lambda: first.container._profile.known and first.container._profile.known.data_at)
    await first.stop()

    server.go_offline()
    second = Client(qloop, tmp_path / "profile", server)
    await until(second.card.offline.isVisible)
    assert "王**" in second.card.offline._text.text()
    click(second.card.offline.button)
    await second.at_work()
    await until(lambda: second.chip == "离线")
    assert [banner.accessibleName()[:5] for banner in second.bench.shell.banners] == ["离线工作中"]
    decide(second, material)
    await until(lambda: second.bench.shell.header.chip.detail() == "待发 1")

    server.go_online()
    server.clock.advance(120)
    second.bench.exchange.run()
    await until(lambda: second.chip.startswith("已同步"))
    assert status_at_server(server, material) is ReviewStatus.RETURNED
    assert not second.bench.shell.banners
    await second.stop()


@pytest.mark.usefixtures("no_keyring")
async def test_without_a_keyring_a_pin_opens_the_data(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer, material: int
) -> None:
    first = Client(qloop, tmp_path / "profile", server)
    await first.sign_in(MANAGER)
    first.card.pin.pin.setText("246810")
    first.card.pin.again.setText("246810")
    click(first.card.pin.submit)
    await first.at_work()
    decide(first, material)
    await first.stop()

    server.go_offline()
    second = Client(qloop, tmp_path / "profile", server)
    assert second.card.offline.button.text() == "用 PIN 解锁"
    click(second.card.offline.button)
    second.card.pin.pin.setText("000000")
    click(second.card.pin.submit)
    await until(lambda: second.card.pin._pin_line.is_wrong)
    second.card.pin.pin.setText("246810")
    click(second.card.pin.submit)
    await second.at_work()
    await until(lambda: second.bench.waiting == 1)
    await second.stop()

    server.go_online()
    server.clock.advance(120)
    third = Client(qloop, tmp_path / "profile", server)
    await third.sign_in(MANAGER)
    third.card.pin.pin.setText("246810")
    click(third.card.pin.submit)
    await third.at_work()
    await until(lambda: third.chip.startswith("已同步"))
    assert status_at_server(server, material) is ReviewStatus.RETURNED
    await third.stop()


@pytest.mark.usefixtures("no_keyring", "material")
async def test_without_keyring_and_pin_nothing_is_left_to_open(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    first = Client(qloop, tmp_path / "profile", server)
    await first.sign_in(MANAGER)
    click(first.card.pin.skip)
    await first.at_work()
    await first.stop()
    second = Client(qloop, tmp_path / "profile", server)
    assert not second.card.offline.isVisible()
    await second.stop()


@pytest.mark.usefixtures("no_keyring", "material")
async def test_a_forgotten_pin_is_replaced_after_signing_in(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    first = Client(qloop, tmp_path / "profile", server)
    await first.sign_in(MANAGER)
    first.card.pin.pin.setText("246810")
    first.card.pin.again.setText("246810")
    click(first.card.pin.submit)
    await first.at_work()
    await first.stop()
    server.clock.advance(120)
    second = Client(qloop, tmp_path / "profile", server)
    await second.sign_in(MANAGER)
    click(second.card.pin.skip)
    second.card.pin.pin.setText("135790")
    second.card.pin.again.setText("135790")
    click(second.card.pin.submit)
    await second.at_work()
    await until(lambda: second.chip.startswith("已同步"))
    await second.stop()


@pytest.mark.usefixtures("file_keyring", "material")
async def test_signing_out_locks_the_data_until_the_next_sign_in(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    client.container.sign_out()
    assert not client.card.offline.isVisible()
    server.clock.advance(120)
    await client.enter(MANAGER)
    await until(lambda: client.chip.startswith("已同步"))
    await client.stop()


@pytest.mark.usefixtures("file_keyring", "material")
async def test_a_longer_review_window_shows_without_signing_in_again(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    await until(lambda: client.chip.startswith("已同步"))
    client.bench.shell.show_page(PageKey.OUTBOX)
    old_shell, batch = client.bench.shell, client.bench.workspace.current_batch
    assert batch is not None
    later = batch.window_closes_at + DAY
    with server.units.writing() as unit:
        for one in unit.session.scalars(select(Batch).where(Batch.current)):
            one.window_closes_at = later
    server.clock.advance(700)
    client.bench.exchange.run()
    await until(lambda: client.bench.workspace.current_batch.window_closes_at == later)
    await until(lambda: client.bench.shell is not old_shell)
    assert client.bench.shell.current is PageKey.OUTBOX
    await client.stop()


@pytest.mark.usefixtures("file_keyring", "material")
async def test_an_old_lease_locks_the_data(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    server.go_offline()
    server.clock.advance(15 * DAY)
    client.container.check_lease()
    assert "离线使用期限已过" in client.card.notice.accessibleName()
    assert not client.card.offline.isVisible()
    await client.stop()


@pytest.mark.usefixtures("file_keyring", "material")
async def test_an_empty_chair_locks_the_screen_and_loses_nothing(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer, material: int
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    await until(lambda: client.chip.startswith("已同步"))
    decide(client, material)
    client.container.lock()
    assert client.container.workbench is None
    assert "没有操作" in client.card.notice.accessibleName()
    click(client.card.offline.button)
    await until(lambda: client.container.workbench is not None)
    assert len(client.bench.workspace.replica.outbox.open_items(material)) == 1
    await client.stop()


@pytest.mark.usefixtures("file_keyring", "material")
async def test_a_lease_that_ran_out_while_the_program_slept_opens_nothing(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    first = Client(qloop, tmp_path / "profile", server)
    await first.enter(MANAGER)
    await first.stop()
    server.go_offline()
    server.clock.advance(15 * DAY)
    second = Client(qloop, tmp_path / "profile", server)
    await until(second.card.offline.isVisible)
    click(second.card.offline.button)
    await until(lambda: "离线使用期限已过" in second.card.notice.accessibleName())
    assert second.container.workbench is None
    await second.stop()


@pytest.mark.usefixtures("file_keyring")
async def test_closing_with_unsent_decisions_offers_to_send_them(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer, material: int
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    decide(client, material)
    await until(lambda: client.bench.waiting == 1)
    client.window.close()
    dialog = client.window.findChild(ClosingDialog)
    assert dialog is not None
    assert dialog.isVisible()
    click(dialog.send)
    await until(lambda: client.closed)
    assert status_at_server(server, material) is ReviewStatus.RETURNED
    await client.stop()


@pytest.mark.usefixtures("file_keyring")
async def test_a_run_that_began_before_the_release_does_not_pass_for_sent(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer, material: int
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    await until(lambda: client.chip.startswith("已同步"))
    decide(client, material)
    sent: list[ReviewStatus] = []
    client.bench.send_now(
        on_sent=lambda: sent.append(status_at_server(server, material)), on_failed=_never
    )
    client.bench.exchange.run()
    await until(lambda: sent)
    assert sent == [ReviewStatus.RETURNED]
    await client.stop()


@pytest.mark.usefixtures("file_keyring")
async def test_unsent_decisions_that_cannot_leave_do_not_hold_the_person(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer, material: int
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    decide(client, material)
    await until(lambda: client.bench.waiting == 1)
    server.go_offline()
    client.container.close()
    dialog = client.window.findChild(ClosingDialog)
    assert dialog is not None
    click(dialog.send)
    await until(dialog.problem.isVisible)
    click(dialog.quit)
    await until(lambda: client.closed)
    await client.stop()


@pytest.mark.usefixtures("file_keyring", "material")
async def test_another_language_shows_at_once_on_the_same_page(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    before = client.bench.shell
    before.show_page(PageKey.REVIEW)
    client.settings.change(grace_seconds=5)
    assert client.bench.workspace.grace_of(None) == 5
    client.settings.change(language="en")
    assert client.bench.shell is not before
    assert client.bench.shell.current is PageKey.REVIEW
    await until(lambda: client.chip != "")
    await client.stop()
    client.settings.change(language="zh")
