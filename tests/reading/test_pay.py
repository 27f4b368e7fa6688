import json

import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.recipe import recipe_of
from mobility.reading.pay import read_pay


def test_three_figures_are_low_middle_and_high_and_dots_are_missing(tmp_path) -> None:
    file = tmp_path / "pay.json"
    said = {"5120": ["24100", "27900", ".."], "1111": ["..", "..", ".."], "Nej": ["1", "2", "3"]}
    file.write_text(json.dumps(said))
    found = read_pay(file, year="2023")
    assert found["occupation"].tolist() == ["1111", "5120"]
    assert found.loc[1, ["low", "pay"]].tolist() == [24100, 27900]
    assert found["high"].isna().all()
    assert found.attrs["year"] == "2023"
    counts = dict(recipe_of(found).steps[-1].counts)
    assert counts == {"occupations": 2, "without a figure": 1, "set aside": 1}


def test_rows_of_a_table_are_chosen_and_names_given_codes(tmp_path) -> None:
    file = tmp_path / "pay.csv"
    file.write_text("name,sex,kr\nCooks,men,28000\nCooks,women,27000\nPilots,women,60000\n")
    found = read_pay(
        file,
        columns={"occupation": "name", "pay": "kr"},
        where={"sex": "women"},
        codes={"Cooks": "5120"},
        statistic="mean",
    )
    assert found[["occupation", "pay"]].to_numpy().tolist() == [["5120", 27000.0]]
    assert dict(recipe_of(found).steps[-1].counts)["set aside"] == 2


def test_an_occupation_that_stands_twice_is_refused_with_the_way_out(tmp_path) -> None:
    file = tmp_path / "pay.csv"
    file.write_text("o,kr\n5120,1\n5120,2\n")
    with pytest.raises(InputError, match="where="):
        read_pay(file, columns={"occupation": "o", "pay": "kr"})


def test_what_is_no_number_is_named(tmp_path) -> None:
    file = tmp_path / "pay.csv"
    file.write_text("o,kr\n5120,much\n")
    with pytest.raises(InputError, match="'much'"):
        read_pay(file, columns={"occupation": "o", "pay": "kr"})


def test_a_table_without_named_columns_and_a_choice_that_leaves_nothing_are_refused(
    tmp_path,
) -> None:
    file = tmp_path / "pay.csv"
    file.write_text("o,kr\n5120,1\n")
    with pytest.raises(InputError, match="'occupation'"):
        read_pay(file)
    with pytest.raises(EmptyResultError, match="1 were set aside"):
        read_pay(file, columns={"occupation": "o", "pay": "kr"}, where={"o": "9"})


@pytest.mark.shared_data
def test_the_national_table_has_a_figure_for_nearly_every_unit_group(shared_data) -> None:
    found = read_pay(shared_data("af-sweden") / "ssyk_salary.json").set_index("occupation")
    assert found["pay"].isna().sum() == 36
    assert found.at["5120", "low"] < found.at["5120", "pay"] < found.at["5120", "high"]
    known = found.dropna()
    assert ((known["low"] <= known["pay"]) & (known["pay"] <= known["high"])).all()


@pytest.mark.shared_data
def test_a_table_by_region_sex_and_year_is_read_by_choosing_rows(shared_data) -> None:
    found = read_pay(
        shared_data("sv-ads-2025") / "income.csv",
        columns={"occupation": "occupation (SSYK 2012)", "pay": "value"},
        where={
            "region": "Sweden", "sex": "women", "year": "2024", "observations": "Monthly salary",
        },
        codes={"Non-commissioned armed forces officers": "0210"},
        statistic="mean",
        year="2024",
    )  # fmt: skip
    assert found["occupation"].tolist() == ["0210"]
    assert found["pay"].notna().all()
    assert isinstance(found, pd.DataFrame)
