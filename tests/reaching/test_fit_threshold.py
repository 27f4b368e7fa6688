import numpy as np
import pytest

from mobility.foundation.errors import EmptyResultError
from mobility.reaching.almost_have import almost_have
from mobility.reaching.answer import notes
from mobility.reaching.fit_threshold import FEW_PAIRS, FitThreshold, fit_threshold
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space

KITCHENS = [f"51{group}{k}" for group in range(1, 5) for k in (1, 2)]
"""Eight unit groups in four 3-digit groups that share the 2-digit group 51."""


@pytest.fixture
def thin_kitchens(counts_of):
    """Four 3-digit groups of two unit groups with six ads each, of which some ask for an oven.

    All ads ask for a knife; of the twelve ads of a 3-digit group six, six, six and twelve for an
    oven.
    """
    table = [[6, 3], [6, 3], [6, 3], [6, 3], [6, 3], [6, 3], [6, 6], [6, 6]]
    return counts_of(table, KITCHENS, ["knife", "oven"], [6] * 8)


def test_theta_of_three_neighbours_is_worked_by_hand(counts_of) -> None:
    # a asks for knife and oven alike, b for the knife only, c for the pen only (another group).
    # fit(a→b) = 1; fit(b→a) = 1/2: mean 3/4, deviation 1/4, θ = 1/2.
    table = [[1, 1, 0], [1, 0, 0], [0, 0, 1]]
    codes, skills = ["5120", "5121", "4110"], ["knife", "oven", "pen"]
    counts = counts_of(table, codes, skills, [1, 1, 1], measure="occupations")
    assert fit_threshold(counts, few_ads=10) == FitThreshold(0.5, 2, "unit group")


def test_ten_pairs_of_unit_groups_with_ads_of_their_own_are_enough(counts_of) -> None:
    # Two 3-digit groups of three: 2 · 3 · 2 = 12 pairs, all alike: fit 1, deviation 0.
    codes = [f"51{g}{k}" for g in (1, 2) for k in (1, 2, 3)]
    found = fit_threshold(counts_of([[10]] * 6, codes, ["knife"], [10] * 6), few_ads=10)
    assert found == FitThreshold(1.0, 12, "unit group")


def test_with_fewer_pairs_theta_is_found_between_3_digit_groups_with_their_ads_together(
    thin_kitchens,
) -> None:
    # No unit group has ten ads. 3-digit groups: three of knife 1, oven 1/2 (A) and one of knife 1,
    # oven 1 (B). fit(A→A) = (1·1 + ½·½) / (1½) = 5/6, 6 pairs; fit(A→B) = (1 + ½) / 2 = 3/4,
    # 3 pairs; fit(B→A) = 1, 3 pairs. Mean (5 + 2¼ + 3) / 12 = 41/48.
    fits = np.array([5 / 6] * 6 + [3 / 4] * 3 + [1.0] * 3)
    found = fit_threshold(thin_kitchens, few_ads=10)
    assert fits.mean() == pytest.approx(41 / 48)
    assert (found.rests_on, found.pairs) == ("3-digit group", 12)
    assert found.theta == pytest.approx(fits.mean() - fits.std())


def test_with_fewer_pairs_there_too_2_digit_groups_decide(counts_of) -> None:
    # Four 2-digit groups of one unit group each: 12 pairs that share the first digit; between
    # 3-digit groups there is none.
    codes = ["5111", "5211", "5311", "5411"]
    counts = counts_of([[3]] * 4, codes, ["knife"], [4] * 4)
    assert fit_threshold(counts, few_ads=10) == FitThreshold(1.0, 12, "2-digit group")


def test_a_theta_that_all_would_reach_widens_too(counts_of) -> None:
    # Two 3-digit groups, three unit groups in each that have nothing in common: 12 pairs with fit
    # 0. Together the groups ask for the same three: fit 1, and the only level with θ above 0.
    codes = [f"51{g}{k}" for g in (1, 2) for k in (1, 2, 3)]
    table = np.vstack([np.eye(3), np.eye(3)]) * 10
    counts = counts_of(table.tolist(), codes, ["knife", "menu", "till"], [10] * 6)
    assert fit_threshold(counts, few_ads=10) == FitThreshold(1.0, 2, "3-digit group")


def test_where_no_level_has_ten_pairs_the_one_with_most_decides(counts_of) -> None:
    # Unit groups 5111 and 5112: 2 pairs. 3-digit groups 511, 512 and 513: 6 pairs. 2-digit groups
    # 51 and 52: 2 pairs.
    codes = ["5111", "5112", "5121", "5131", "5211"]
    counts = counts_of([[10]] * 5, codes, ["knife"], [10] * 5)
    assert fit_threshold(counts, few_ads=10) == FitThreshold(1.0, 6, "3-digit group")


def test_of_two_levels_with_as_many_pairs_the_narrower_decides(counts_of) -> None:
    # 5111 and 5112 make 2 pairs, and so do 51 and 52.
    counts = counts_of([[10]] * 3, ["5111", "5112", "5211"], ["knife"], [10] * 3)
    assert fit_threshold(counts, few_ads=10) == FitThreshold(1.0, 2, "unit group")


def test_links_are_never_widened(counts_of) -> None:
    codes = ["5111", "5112", "5121", "5131", "5211"]
    counts = counts_of([[1]] * 5, codes, ["knife"], [1] * 5, measure="occupations")
    assert fit_threshold(counts, few_ads=10) == FitThreshold(1.0, 2, "unit group")


def test_an_occupation_resting_on_its_group_makes_no_pair(counts_of) -> None:
    # 5122 has nine ads; the other two make the only pairs of unit groups there are.
    codes = ["5120", "5121", "5122"]
    counts = counts_of([[10, 10], [10, 0], [9, 4]], codes, ["knife", "oven"], [10, 10, 9])
    assert fit_threshold(counts, few_ads=10).pairs == 2
    assert fit_threshold(counts, few_ads=9).pairs == 6


def test_when_no_level_gives_a_theta_each_is_named_with_its_figures(counts_of) -> None:
    # fit(a→b) = 0, fit(b→a) = 0, fit(a→c) = fit(c→a) = 1, fit(b→c) = fit(c→b) = 0: mean 1/3,
    # deviation √2/3 = .471, θ = -.138.
    codes = ["5120", "5121", "5122"]
    counts = counts_of([[10, 0], [0, 10], [10, 0]], codes, ["knife", "pen"], [10] * 3)
    with pytest.raises(EmptyResultError) as refused:
        fit_threshold(counts, few_ads=10)
    said = str(refused.value)
    for part in (
        "unit groups that share 3 digits: θ -0.138 of 6 pairs (mean fit 0.333, deviation 0.471)",
        "3-digit groups that share 2 digits: no pair (1 of 1 could be compared)",
        "2-digit groups that share 1 digit: no pair (1 of 1 could be compared)",
        "a smaller few_ads (now 10)",
    ):
        assert part in said


def test_codes_of_three_digits_widen_once(counts_of) -> None:
    with pytest.raises(EmptyResultError) as refused:
        fit_threshold(counts_of([[10]], ["512"], ["knife"], [10]), few_ads=10)
    assert "2-digit groups" in str(refused.value)
    assert "3-digit groups" not in str(refused.value)


def test_the_order_of_the_rows_changes_no_bit_of_theta(counts_of) -> None:
    table = np.random.default_rng(0).integers(0, 11, (8, 6))
    skills = [f"s{k}" for k in range(6)]
    one = counts_of(table.tolist(), KITCHENS, skills, [10] * 8)
    other = counts_of(table[::-1].tolist(), KITCHENS[::-1], skills, [10] * 8)
    assert fit_threshold(one, few_ads=10) == fit_threshold(other, few_ads=10)


@pytest.fixture
def desk_and_kitchens(counts_of):
    """Make the thin kitchens and a desk, so that some skill is foreign to every group."""

    def make(ads_of_each: int):
        table = [[ads_of_each, ads_of_each // 2, 0]] * 8 + [[0, 0, ads_of_each]]
        codes = [*KITCHENS, "4110"]
        return counts_of(table, codes, ["knife", "oven", "pen"], [ads_of_each] * 9)

    return make


def test_a_widened_theta_is_told_in_attrs_notes_and_recipe(desk_and_kitchens, skill_list) -> None:
    skills = skill_list(dict.fromkeys(["knife", "oven", "pen"], "skill"))
    space = skill_space(desk_and_kitchens(6), skills)
    found = almost_have(Person({"knife": 1.0}), space)
    assert found.attrs["theta_rests_on"] == "3-digit group"
    assert found.attrs["theta_pairs"] == 12
    assert set(found.attrs["notes"]) == {"basis", "vacancies", "few_ads"}
    assert found.attrs["notes"]["few_ads"]["en"].startswith("few ads: ")
    assert "between 3-digit groups, 12 pairs" in found.attrs["notes"]["few_ads"]["en"]
    assert found.attrs["notes"]["few_ads"]["sv"].startswith("få annonser: ")
    assert "mellan 3-siffriga grupper, 12 par" in found.attrs["notes"]["few_ads"]["sv"]
    made = space.recipe.steps[-1]
    assert dict(made.settings)["theta_rests_on"] == "3-digit group"
    assert dict(made.counts)["pairs behind theta"] == 12


def test_few_pairs_of_unit_groups_are_told_as_well(counts_of, skill_list) -> None:
    skills = skill_list(dict.fromkeys(["knife", "pen"], "skill"))
    counts = counts_of(
        [[9, 0], [9, 0], [0, 9]], ["5120", "5121", "4110"], skills.skills.index, [10] * 3
    )
    said = notes(skill_space(counts, skills))["few_ads"]
    assert "unit groups, 2 pairs" in said["en"]
    assert "yrkesgrupper, 2 par" in said["sv"]


def test_enough_pairs_of_unit_groups_need_no_such_note(counts_of, skill_list) -> None:
    skills = skill_list(dict.fromkeys(["knife", "pen"], "skill"))
    codes = ["5120", "5121", "5122", "5123", "4110"]
    counts = counts_of([[9, 0]] * 4 + [[0, 9]], codes, skills.skills.index, [10] * 5)
    space = skill_space(counts, skills)
    assert space.fit_threshold.pairs == 12 >= FEW_PAIRS
    assert set(notes(space)) == {"basis", "vacancies"}
