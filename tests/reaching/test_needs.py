"""What a person needs of the work, against what ads say."""

import numpy as np
import pandas as pd
import pytest

from mobility.counting.conditions import occupation_conditions
from mobility.finding.conditions import find_conditions
from mobility.foundation.conditions import CONDITIONS, Conditions
from mobility.foundation.errors import InputError, VersionError
from mobility.reaching.adjacent import adjacent
from mobility.reaching.example import kitchens
from mobility.reaching.needs import NOT_KNOWN, against_needs, conditions_of_work
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reading.ads import read_ads

HEAVY = list(CONDITIONS).index("no_heavy_lifting")
SKILLS = ["knife", "pen"]


def conditions(rows: dict[str, tuple[int, int, int]], version: str = "") -> Conditions:
    """Ads against, ads for, and ads, by occupation; of heavy lifting."""
    against, met = (np.zeros((len(rows), len(CONDITIONS))) for _ in range(2))
    against[:, HEAVY] = [each[0] for each in rows.values()]
    met[:, HEAVY] = [each[1] for each in rows.values()]
    ads = np.array([each[2] for each in rows.values()], dtype=float)
    return Conditions(pd.Index(list(rows)), against, met, ads, version)


@pytest.fixture
def space(skill_list, counts_of):
    """Cooks' ads speak of heavy lifting in 3 of 20, bakers' in none; of clerks nothing is known."""
    counts = counts_of([[9, 0], [9, 0], [0, 9]], ["5120", "5121", "4110"], SKILLS, [10] * 3)
    said = conditions({"5120": (3, 0, 20), "5121": (0, 0, 20)})
    return skill_space(counts, skill_list(dict.fromkeys(SKILLS, "skill")), conditions=said)


def test_what_ads_speak_against_comes_after_and_is_said(space) -> None:
    person = Person({"knife": 1.0}, needs=frozenset({"no_heavy_lifting"}))
    found = adjacent(person, space)
    assert found["occupation"].tolist() == ["5121", "4110", "5120"]
    table = found.set_index("occupation")
    assert table["conditions_against"].tolist() == [(), (), ("no_heavy_lifting",)]
    assert table.at["5120", "conditions_shares"] == (0.15,)  # 3 of 20
    assert table["conditions_rest_on"].to_dict()["4110"] == NOT_KNOWN


def test_without_needs_nothing_moves_and_without_ads_all_is_not_known(space) -> None:
    assert adjacent(Person({"knife": 1.0}), space)["occupation"].tolist()[:2] == ["5120", "5121"]
    person = Person({"knife": 1.0}, needs=frozenset({"part_time"}))
    assert set(adjacent(person, kitchens())["conditions_rest_on"]) == {NOT_KNOWN}


def test_a_need_that_is_none_is_refused_with_the_nearest(space) -> None:
    with pytest.raises(InputError, match="Did you mean 'no_night_work'"):
        against_needs(space.conditions, ["no_night"], 3)


@pytest.mark.parametrize(
    ("against", "met", "ads", "spoken"),
    [(2, 0, 20, True), (1, 0, 10, False), (2, 0, 21, False), (3, 3, 20, False), (3, 2, 20, True)],
)
def test_a_tenth_of_the_ads_two_of_them_and_more_than_speak_for_it(
    against, met, ads, spoken
) -> None:
    occupations = pd.Index(["5120"])
    work = conditions_of_work(conditions({"5120": (against, met, ads)}), occupations, few_ads=10)
    said = against_needs(work, ["no_heavy_lifting"], 1)
    assert bool(said.by_ads[0]) is bool(said.after[0]) is spoken


def test_ads_of_a_broader_group_are_said_but_put_nothing_last(skill_list, counts_of) -> None:
    """Of 5120 alone 4 ads speak, of its group 512 with 5121 twelve: 3 of 12 against lifting."""
    counts = counts_of([[9, 0], [9, 0], [0, 9]], ["5120", "5121", "4110"], SKILLS, [10] * 3)
    said = conditions({"5120": (3, 0, 4), "5121": (0, 0, 8)})
    space = skill_space(counts, skill_list(dict.fromkeys(SKILLS, "skill")), conditions=said)
    person = Person({"knife": 1.0}, needs=frozenset({"no_heavy_lifting"}))
    found = adjacent(person, space)
    assert found["occupation"].tolist() == ["5120", "5121", "4110"]
    assert found["conditions_shares"].tolist() == [(0.25,), (0.25,), ()]
    assert set(found["conditions_rest_on"]) == {"3-digit group", NOT_KNOWN}


def test_where_ads_are_few_those_of_the_group_are_taken_and_it_is_said() -> None:
    said = conditions({"5120": (4, 0, 8), "5121": (0, 0, 8), "5131": (1, 0, 4), "4110": (0, 0, 9)})
    occupations = pd.Index(["5120", "5122", "5131", "4110"])
    work = conditions_of_work(said, occupations, few_ads=10)
    # 5120 and 5122: 512 has 16 ads; 5131: 513 has 4, 51 has 20; 4110: 41 has 9.
    assert work.rests_on.tolist() == ["3-digit group"] * 2 + ["2-digit group", NOT_KNOWN]
    assert work.ads.tolist() == [16, 16, 20, 0]
    assert work.against[:, HEAVY].tolist()[:3] == [4 / 16, 4 / 16, 5 / 20]
    assert np.isnan(work.against[3]).all()


def test_ads_of_another_classification_are_refused(skill_list, counts_of) -> None:
    counts = counts_of([[9, 0], [9, 0], [0, 9]], ["5120", "5121", "4110"], SKILLS, [10] * 3)
    with pytest.raises(VersionError):
        skill_space(
            counts,
            skill_list(dict.fromkeys(SKILLS, "skill")),
            conditions=conditions({"5120": (0, 0, 1)}, "SSYK 96"),
        )


@pytest.mark.shared_data
def test_real_ads_say_something_of_several_groups(shared_data) -> None:
    ads = read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    found = find_conditions(ads)
    counts = occupation_conditions(ads, found)
    assert counts.version == ads.occupation_version
    work = conditions_of_work(counts, counts.occupations, few_ads=10)
    assert (work.rests_on == "unit group").sum() >= 2
    assert (work.rests_on == NOT_KNOWN).sum() > 0
    full = list(CONDITIONS).index("part_time")
    known = work.rests_on != NOT_KNOWN
    assert 0.5 < np.nanmean(work.against[known, full]) <= 1  # most ads are for full time
