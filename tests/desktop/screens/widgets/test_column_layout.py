"""How wide columns are: plain arithmetic."""

from desktop.screens.widgets.cells import Column
from desktop.screens.widgets.column_layout import ColumnChoices, column_order, fit_columns

COLUMNS = (
    Column("name", "姓名", 80),
    Column("unit", "单位", 100, stretch=True),
    Column("office", "主管单位", 90, drop=1),
    Column("paid", "缴费状态", 80, drop=2),
)


def test_the_stretching_column_gets_the_rest() -> None:
    assert fit_columns(COLUMNS, ColumnChoices(), 1.0, 500) == {
        "name": 80,
        "unit": 250,
        "office": 90,
        "paid": 80,
    }


def test_columns_go_in_their_order_until_the_rest_fits() -> None:
    assert "office" not in fit_columns(COLUMNS, ColumnChoices(), 1.0, 340)
    assert "paid" in fit_columns(COLUMNS, ColumnChoices(), 1.0, 340)
    assert set(fit_columns(COLUMNS, ColumnChoices(), 1.0, 100)) == {"name", "unit"}


def test_what_cannot_go_scrolls_with_its_least_width() -> None:
    assert fit_columns(COLUMNS, ColumnChoices(), 1.0, 100) == {"name": 80, "unit": 100}


def test_widths_grow_with_the_font() -> None:
    assert fit_columns(COLUMNS, ColumnChoices(), 2.0, 1000)["name"] == 160


def test_choices_of_the_person_win() -> None:
    choices = ColumnChoices(widths={"name": 120}, hidden={"paid"})
    widths = fit_columns(COLUMNS, choices, 1.0, 500)
    assert widths["name"] == 120
    assert "paid" not in widths


def test_two_stretching_columns_share() -> None:
    both = (Column("a", "", 10, stretch=True), Column("b", "", 10, stretch=True))
    assert sum(fit_columns(both, ColumnChoices(), 1.0, 101).values()) == 101


def test_new_columns_come_after_the_remembered_ones() -> None:
    assert column_order(COLUMNS, ["paid", "gone"]) == ["paid", "name", "unit", "office"]


def test_choices_survive_being_saved() -> None:
    choices = ColumnChoices({"name": 120}, ["paid", "name"], {"unit"})
    assert ColumnChoices.from_bytes(choices.to_bytes()) == choices


def test_damaged_choices_are_the_default() -> None:
    for damaged in (b"", b"[]", b'{"widths": 3}', b"\xff", b'{"widths":{"a":"x"}}'):
        assert ColumnChoices.from_bytes(damaged) == ColumnChoices()
