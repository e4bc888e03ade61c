"""Search keys: how people spell names by their initials."""

from __future__ import annotations

import pytest

from server_stub.services.pinyin import MAX_READINGS, institution_keys, person_keys


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("王晓岚", "wxl"),
        ("单雄信", "sxx dxx"),
        ("曾国藩", "zgf cgf"),
        ("解晓东", "xxd jxd"),
        ("万俟卨", "mqx wqx"),
        ("王𠮷祥", "wjx"),
        ("阿卜杜热西提·麦麦提明", "abdrxtmmtm"),
        ("", ""),
    ],
)
def test_a_person_is_found_by_every_reading_of_the_name(name: str, keys: str) -> None:
    assert person_keys(name) == keys


def test_a_name_of_many_readings_keeps_only_the_first_few() -> None:
    assert len(person_keys("单乐长朝").split()) == MAX_READINGS


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("长阳土家族自治县人民医院（示例）", "cytjzzzxrmyy"),
        ("曾都区卫生健康局", "zdqwsjkj"),
        ("示例县人民医院", "slxrmyy"),
        ("（勿选）市州测试", "wxszcs"),
    ],
)
def test_an_institution_is_found_by_the_local_reading_of_its_place(name: str, keys: str) -> None:
    assert institution_keys(name) == keys
