"""The organization tree: whole, searched, refreshed."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex

from desktop.domain.authorization import AuthorizationState
from desktop.screens.shell.tree_model import OrganizationTreeModel
from desktop.screens.widgets.org_tree import NODE_ROLE, TreeNode

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


@dataclass(frozen=True)
class Node:
    """An institution."""

    id: int
    parent_id: int | None
    name: str
    search_keys: str
    code: str = ""
    pending: int = 0
    authorization_state: AuthorizationState | None = None

    @property
    def path(self) -> str:
        return f"/{self.id}/"


TREE = (
    Node(1, None, "湖北省卫生健康委员会", "hbswsjkwyh", "420000000000", 240),
    Node(17, 1, "示例市卫生健康委员会", "slswsjkwyh", "429900000000", 38),
    Node(170, 17, "示例县卫生健康局", "slxwsjkj", "429901000000", 12, AuthorizationState.ACTIVATED),
    Node(230, 170, "示例县人民医院", "slxrmyy", "429901370000", 8, AuthorizationState.GENERATED),
    Node(231, 170, "示例镇卫生院", "slzwsy", "429901380000", 0, AuthorizationState.NOT_GENERATED),
    Node(18, 1, "样例市卫生健康委员会", "ylswsjkwyh", "429800000000", 61),
    Node(240, 18, "样例市人民医院", "ylsrmyy", "429800370000", 61, AuthorizationState.STOPPED),
)


@pytest.fixture
def model(qtmodeltester: ModelTester) -> OrganizationTreeModel:
    model = OrganizationTreeModel()
    qtmodeltester.check(model)
    model.show_nodes(TREE)
    return model


def outline(model: OrganizationTreeModel, parent: QModelIndex | None = None) -> list[object]:
    parent = parent or QModelIndex()
    rows: list[object] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        rows.append(index.data())
        if below := outline(model, index):
            rows.append(below)
    return rows


def test_the_whole_tree_is_there(model: OrganizationTreeModel) -> None:
    assert outline(model) == [
        "湖北省卫生健康委员会",
        [
            "示例市卫生健康委员会",
            ["示例县卫生健康局", ["示例县人民医院", "示例镇卫生院"]],
            "样例市卫生健康委员会",
            ["样例市人民医院"],
        ],
    ]


@pytest.mark.parametrize("query", ["slxrm", "SLXRM", "示例县人", "429901370", " 县人民 "])
def test_a_search_by_name_code_or_initials_keeps_what_is_above(
    model: OrganizationTreeModel, query: str
) -> None:
    model.search(query)
    assert outline(model) == [
        "湖北省卫生健康委员会",
        ["示例市卫生健康委员会", ["示例县卫生健康局", ["示例县人民医院"]]],
    ]
    assert [index.data() for index in model.opened_by_search()] == [
        "示例县卫生健康局",
        "示例市卫生健康委员会",
        "湖北省卫生健康委员会",
    ]


def test_a_hit_can_be_opened_as_a_whole(model: OrganizationTreeModel) -> None:
    model.search("样例市卫")
    assert outline(model) == [
        "湖北省卫生健康委员会",
        ["样例市卫生健康委员会", ["样例市人民医院"]],
    ]
    assert model.index_of(240).data() == "样例市人民医院"
    assert not model.index_of(230).isValid()


def test_no_hit_shows_nothing_and_an_empty_search_everything(model: OrganizationTreeModel) -> None:
    model.search("不存在")
    assert outline(model) == []
    assert not model.index_of(1).isValid()
    model.search("")
    assert len(outline(model)) == 2
    assert not model.is_searching


def test_rows_carry_badge_and_state(model: OrganizationTreeModel) -> None:
    def node(organization_id: int) -> TreeNode:
        found = model.index_of(organization_id).data(NODE_ROLE)
        assert isinstance(found, TreeNode)
        return found

    assert node(1) == TreeNode("湖北省卫生健康委员会", "240")
    assert node(230) == TreeNode("示例县人民医院", "8", "未激活", "modify")
    assert node(231) == TreeNode("示例镇卫生院", "", "未生成", "neutral")
    assert node(170).tag == ""
    assert node(240).muted


def test_changed_badges_keep_every_index(model: OrganizationTreeModel, qtbot: QtBot) -> None:
    hospital = model.index_of(230)
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        changed = model.show_nodes([replace(node, pending=node.pending + 1) for node in TREE])
    assert not changed
    node = hospital.data(NODE_ROLE)
    assert isinstance(node, TreeNode)
    assert node.badge == "9"


def test_a_new_institution_resets_and_the_search_stays(model: OrganizationTreeModel) -> None:
    model.search("新院")
    assert outline(model) == []
    assert model.show_nodes([*TREE, Node(250, 18, "样例新院", "ylxy")])
    assert outline(model) == ["湖北省卫生健康委员会", ["样例市卫生健康委员会", ["样例新院"]]]


def test_a_county_sees_its_own_tree_without_the_province() -> None:
    model = OrganizationTreeModel()
    model.show_nodes(
        [replace(node, parent_id=None) if node.id == 170 else node for node in TREE[2:5]]
    )
    assert outline(model) == ["示例县卫生健康局", ["示例县人民医院", "示例镇卫生院"]]


def test_sixty_thousand_institutions_are_searched_at_typing_speed() -> None:
    many = [TREE[0]]
    many += [Node(n, 1, f"示例{n}县卫生健康局", f"sl{n}xwsjkj") for n in range(2, 152)]
    many += [Node(n, 2 + n % 150, f"示例{n}乡镇卫生院", f"sl{n}xzwsy") for n in range(152, 60_000)]
    model = OrganizationTreeModel()
    model.show_nodes(many)
    began = time.process_time()
    model.search("slz")
    model.search("599乡镇")
    assert time.process_time() - began < 0.5
    assert model.index_of(599).isValid()
