import pandas as pd
import pytest

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.reaching.demand import demand

OCCUPATIONS = pd.Index(["5120", "4110"], name="occupation")


def vacancies(rows: list[tuple[str, str | None, str | None, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["occupation", "place", "place_name", "vacancies"])


def test_a_total_counts_vacancies_that_name_no_place() -> None:
    found, elsewhere = demand(
        vacancies([("5120", "1480", "Göteborg", 4), ("5120", None, None, 2)]), OCCUPATIONS
    )
    assert found.at(None).tolist() == [6, 0]  # 4 + 2; nobody asks for clerks
    assert found.at("1480").tolist() == [4, 0]
    assert elsewhere == 0


def test_a_table_that_is_not_split_by_place_gives_totals() -> None:
    table = pd.DataFrame({"occupation": ["4110", "5120"], "vacancies": [3, 5]})
    found, _ = demand(table, OCCUPATIONS)
    assert found.at(None).tolist() == [5, 3]
    assert found.by_place.shape == (2, 0)


def test_a_place_is_found_by_code_or_name_in_any_case() -> None:
    found, _ = demand(vacancies([("5120", "1480", "Göteborg", 4)]), OCCUPATIONS)
    assert found.at("göteborg").tolist() == found.at("1480").tolist() == [4, 0]


def test_a_name_that_two_places_share_means_neither() -> None:
    rows = [("5120", "1", "Håbo", 4), ("5120", "2", "Håbo", 5)]
    found, _ = demand(vacancies(rows), OCCUPATIONS)
    with pytest.raises(UnknownNameError):
        found.at("Håbo")


def test_an_unknown_place_is_refused_with_the_nearest() -> None:
    found, _ = demand(vacancies([("5120", "1480", "Göteborg", 4)]), OCCUPATIONS)
    with pytest.raises(UnknownNameError) as refused:
        found.at("Goteborg")
    assert refused.value.near == ("göteborg",)


def test_vacancies_of_other_occupations_are_set_aside_and_counted() -> None:
    rows = [("5120", "1480", None, 4), ("9999", "1480", None, 7)]
    found, elsewhere = demand(vacancies(rows), OCCUPATIONS)
    assert found.total.sum() == 4
    assert elsewhere == 7


def test_every_pair_that_stands_twice_is_named() -> None:
    rows = [("5120", "1480", None, 4), ("5120", "1480", None, 4), ("4110", None, None, 1)] * 2
    with pytest.raises(InputError) as refused:
        demand(vacancies(rows), OCCUPATIONS)
    assert len(refused.value.problems) == 4  # three of 5120 and one of 4110 stand again
    assert "row 2" in str(refused.value)
