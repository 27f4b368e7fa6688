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


COMMUTING = pd.DataFrame(
    {
        "place_from": ["Lund", "lund", "Lund", "Malmö"],
        "place_to": ["Malmö", "Eslöv", "Ystad", "Lund"],
        "minutes": [15, 20.5, 55, 15],
    }
)
SKANE = [
    ("5120", "1281", "Lund", 4),
    ("5120", "1280", "Malmö", 8),
    ("5120", "1285", "Eslöv", 1),
    ("4110", "1280", "Malmö", 16),
    ("4110", None, None, 32),
]


def test_vacancies_within_reach_are_those_of_the_place_and_of_each_near_one() -> None:
    found, _ = demand(vacancies(SKANE), OCCUPATIONS, commuting=COMMUTING)
    assert found.at("Lund").tolist() == [4, 0]
    assert found.at("Lund", 0).tolist() == [4, 0]
    assert found.at("Lund", 15).tolist() == [4 + 8, 16]
    assert found.at("1281", 21).tolist() == [4 + 8 + 1, 16]
    assert found.places("Lund", 21) == ("1281", "1280", "1285")


def test_a_way_is_read_in_the_direction_it_is_written() -> None:
    found, _ = demand(vacancies(SKANE), OCCUPATIONS, commuting=COMMUTING)
    assert found.places("Malmö", 60) == ("1280", "1281")
    assert found.places("Eslöv", 60) == ("1285",)


def test_a_place_where_nothing_is_advertised_can_still_be_where_one_lives() -> None:
    found, _ = demand(vacancies(SKANE), OCCUPATIONS, commuting=COMMUTING)
    assert found.at("Ystad").tolist() == [0, 0]
    assert found.places("Lund", 60)[-1] == "Ystad"


@pytest.mark.parametrize(
    ("commuting", "place", "within", "said"),
    [(None, "Lund", 30, "no commuting table"), (COMMUTING, None, 30, "from which place"),
     (COMMUTING, "Lund", -1, "'-1'"), (COMMUTING, "Lund", float("nan"), "'nan'")],
)  # fmt: skip
def test_minutes_without_a_table_or_a_place_are_refused(commuting, place, within, said) -> None:
    found, _ = demand(vacancies(SKANE), OCCUPATIONS, commuting=commuting)
    with pytest.raises(InputError, match=said):
        found.at(place, within)


def test_a_pair_of_places_that_stands_twice_is_refused() -> None:
    with pytest.raises(InputError, match="row 5"):
        demand(vacancies(SKANE), OCCUPATIONS, commuting=pd.concat([COMMUTING, COMMUTING.iloc[:1]]))


def test_the_last_period_is_counted_and_the_trend_compares_it_with_all_before() -> None:
    rows = [("5120", "1", 20, "2022"), ("4110", "1", 60, "2022"), ("4110", "1", 20, "2023"),
            ("5120", "1", 40, "2024"), ("4110", "2", 60, "2024")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["occupation", "place", "vacancies", "period"])
    found, _ = demand(table, OCCUPATIONS)
    assert found.periods == ("2022", "2023", "2024")
    assert found.at(None).tolist() == [40, 60]
    # Cooks: 20 of 100 before, 40 of 100 now: 40.5/20.5 - 1; clerks 60.5/80.5 - 1.
    assert found.trend(None).change.tolist() == pytest.approx([40.5 / 20.5 - 1, 60.5 / 80.5 - 1])
    # In place 1 cooks were 20 of 100 and are 40 of 40; clerks 80 of 100 and 0 of 40.
    expected = [(40.5 / 40.5) / (20.5 / 100.5) - 1, (0.5 / 40.5) / (80.5 / 100.5) - 1]
    assert found.trend("1").change.tolist() == pytest.approx(expected)


def test_one_period_or_none_gives_no_trend_and_few_vacancies_give_none_either() -> None:
    found, _ = demand(vacancies(SKANE), OCCUPATIONS)
    assert found.trend("Lund") is None
    rows = [("5120", "1", 4, "a"), ("5120", "1", 5, "b"), ("4110", "1", 5, "a"),
            ("4110", "1", 5, "b")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["occupation", "place", "vacancies", "period"])
    few, _ = demand(table, OCCUPATIONS)  # 4 + 5 are few, 5 + 5 are not
    assert pd.isna(few.trend(None).change).tolist() == [True, False]


def test_periods_on_some_rows_only_are_refused() -> None:
    table = pd.DataFrame(
        {"occupation": ["5120", "5120"], "vacancies": [1, 2], "period": ["2024", None]}
    )
    with pytest.raises(InputError, match="row 2: a period is missing"):
        demand(table, OCCUPATIONS)


def test_places_that_only_journeys_name_are_told_and_if_all_are_it_is_refused() -> None:
    table = pd.DataFrame({"occupation": "5120", "place": ["Mora", "Orsa"], "vacancies": [3, 1]})
    journeys = pd.DataFrame(
        {"place_from": "mora", "place_to": ["Orsa", "Atlantis"], "minutes": [20, 30]}
    )
    occupations = pd.Index(["5120"])
    found, _ = demand(table, occupations, commuting=journeys)
    assert found.unadvertised == ("Atlantis",)
    assert demand(table, occupations)[0].unadvertised == ()
    wrong = journeys.assign(place_from="Avalon", place_to=["Atlantis", "Shangri-La"])
    with pytest.raises(InputError, match=r"none of its 3 places has vacancies; .*'mora', 'orsa'"):
        demand(table, occupations, commuting=wrong)
