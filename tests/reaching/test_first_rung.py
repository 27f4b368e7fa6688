"""Occupations that ask little beforehand."""

import pandas as pd
import pytest

from mobility.counting.entry import entry_requirements
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.reaching.example import kitchens
from mobility.reaching.first_rung import first_rung
from mobility.reaching.skill_space import skill_space

KINDS = {"mop": "skill", "tray": "skill", "plan": "skill", "B": "gate", "C": "gate"}
LABELS = {"B": "körkort B", "C": "körkort C"}
CODES = ["9111", "9112", "9411", "5120", "2141"]


def entry(rows: list[tuple[str, float | None, int]]) -> pd.DataFrame:
    columns = ["occupation", "experience", "experience_ads"]
    return pd.DataFrame(rows, columns=columns).assign(ads=30, education=0.0)


@pytest.fixture
def space(skill_list, counts_of):
    """Cleaners, one of them with C in most ads; kitchen hands with B; cooks; engineers."""
    table = [[9, 1, 0, 0, 0], [9, 1, 0, 0, 9], [1, 9, 0, 9, 0], [1, 9, 1, 0, 0], [0, 0, 9, 0, 0]]
    counts = counts_of(table, CODES, list(KINDS), [10] * 5, version="SSYK 2012")
    vacancies = pd.DataFrame(
        {"occupation": ["9111", "9411", "5120"] * 2, "place": ["1"] * 3 + ["2"] * 3,
         "vacancies": [5, 9, 3, 50, 9, 3]}
    )  # fmt: skip
    return skill_space(counts, skill_list(KINDS, LABELS), vacancies=vacancies)


def test_level_one_is_a_first_rung_unless_a_gate_beyond_b_is_required(space) -> None:
    found = first_rung(space).set_index("occupation")
    assert found.index.tolist() == ["9111", "9411"]  # 55 and 18 vacancies
    assert set(found["because"]) == {"classification"}
    assert found.at["9411", "gates"] == ("körkort B",)
    assert found["experience"].isna().all()
    assert found.attrs["rests_on"] == ["classification"]


def test_ads_that_seldom_ask_for_experience_make_one_too_up_to_level_two(space) -> None:
    said = entry([("5120", 0.25, 20), ("2141", 0.0, 20), ("9411", 0.9, 20)])
    found = first_rung(space, place="1", entry=said).set_index("occupation")
    assert found["because"].to_dict() == {
        "9411": "classification", "9111": "classification", "5120": "ads",
    }  # fmt: skip
    assert found.at["9411", "experience"] == 0.9
    assert found["vacancies_here"].tolist() == [9, 5, 3]
    for few_or_often in (("5120", 0.25, 9), ("5120", 0.26, 20), ("5120", None, 0)):
        assert "5120" not in first_rung(space, entry=entry([few_or_often]))["occupation"].tolist()


def test_what_few_occupations_use_is_counted(skill_list, counts_of) -> None:
    # Of twenty occupations one uses "rare" (1/20 = .05); nine use "soap", two the pen.
    codes = ["4110", "4120"] + [f"91{k}" for k in range(10, 28)]
    table = [[0, 0, 0, 9]] * 2 + [[9, 6 * (k == 0), 3 * (k % 2), 0] for k in range(18)]
    kinds = dict.fromkeys(["mop", "rare", "soap", "pen"], "skill")
    counts = counts_of(table, codes, list(kinds), [10] * 20, version="SSYK 2012")
    space = skill_space(counts, skill_list(kinds))
    found = first_rung(space).set_index("occupation")
    assert found.at["9110", "special"] == pytest.approx(0.6)
    assert found.drop("9110")["special"].eq(0).all()
    assert found.index[-1] == "9110"


def test_without_levels_and_ads_nothing_can_be_said() -> None:
    with pytest.raises(InputError, match="entry_requirements"):
        first_rung(kitchens())


def test_an_occupation_that_stands_twice_is_refused(space) -> None:
    with pytest.raises(InputError, match="twice"):
        first_rung(space, entry=entry([("5120", 0.1, 20)] * 2))


def test_repeated_ads_count_once_and_ads_that_do_not_say_are_not_asked() -> None:
    ads = Ads.from_table(
        pd.DataFrame(
            {"ad": list("12345"), "text": ["a", "b", "b", "c", "d"],
             "occupation": ["9411"] * 4 + [None],
             "experience_required": [True, False, False, None, True],
             "education": [("gymnasium",), (), (), (), ()]}
        )
    )  # fmt: skip
    row = entry_requirements(ads).iloc[0]
    assert row[["ads", "experience_ads"]].tolist() == [3, 2]  # 2 and 3 are one ad
    assert row["experience"] == 0.5
    assert row["education"] == pytest.approx(1 / 3)
    with pytest.raises(EmptyResultError):
        entry_requirements(Ads.from_table(ads.table.iloc[4:]))


@pytest.mark.shared_data
def test_nationally_all_of_major_group_nine_but_nothing_behind_a_gate(national) -> None:
    found = first_rung(national, place="Sollefteå")
    assert found["occupation"].str.startswith("9").all()
    assert {"9111", "9411", "9412"} <= set(found["occupation"])
    assert found["vacancies_here"].is_monotonic_decreasing
    assert found["vacancies_here"].iloc[0] > 0
