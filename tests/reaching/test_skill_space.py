import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError, VersionError
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import Recipe, Step, with_recipe
from mobility.reaching.skill_space import skill_space

CODES = ["5120", "5121", "4110"]
SKILLS = ["knife", "oven", "pen"]
TABLE = [[9, 5, 0], [8, 4, 0], [0, 0, 9]]
KINDS = dict.fromkeys(SKILLS, "skill")


def test_weights_are_shares_of_ads(skill_list, counts_of) -> None:
    space = skill_space(counts_of(TABLE, CODES, SKILLS, [10, 20, 10]), skill_list(KINDS))
    assert space.weights.toarray().tolist() == [[0.9, 0.5, 0], [0.4, 0.2, 0], [0, 0, 0.9]]


def test_an_occupation_with_few_ads_gets_the_weights_of_its_group(skill_list, counts_of) -> None:
    table = [[9, 5, 0], [8, 4, 0], [3, 0, 0], [0, 0, 9]]
    counts = counts_of(table, ["5120", "5121", "5122", "4110"], SKILLS, [10, 20, 3, 12])
    space = skill_space(counts, skill_list(KINDS))
    assert space.pooled.tolist() == [False, False, True, False]
    # (9 + 8 + 3) / (10 + 20 + 3) and (5 + 4) / 33
    assert space.weights.toarray()[2].tolist() == pytest.approx([20 / 33, 9 / 33, 0])
    assert space.pooled_support.tolist() == [10, 20, 33, 12]
    assert space.support.tolist() == [10, 20, 3, 12]


def test_links_are_no_sample_so_few_of_them_widen_nothing(skill_list, counts_of) -> None:
    table = [[1, 1, 0], [2, 1, 0], [0, 0, 1]]
    counts = counts_of(table, CODES, SKILLS, [1, 2, 1], measure="occupations")
    assert not skill_space(counts, skill_list(KINDS)).pooled.any()


def test_gates_and_traits_stand_outside_the_weights(skill_list, counts_of) -> None:
    kinds = KINDS | {"licence": "gate", "calm": "trait"}
    table = [[9, 5, 0, 6, 3], [8, 4, 0, 0, 2], [0, 0, 9, 0, 1]]
    space = skill_space(counts_of(table, CODES, list(kinds), [10, 10, 10]), skill_list(kinds))
    assert space.weights.toarray()[:, 3:].sum() == 0
    assert space.gate_shares.toarray()[:, 3].tolist() == [0.6, 0, 0]
    assert space.never_almost.tolist() == [False, False, False, True, True]


def test_occupation_titles_are_taken_out_and_counted(skill_list, counts_of) -> None:
    kinds = KINDS | {"cook": "occupation"}
    table = [[9, 5, 0, 9], [8, 4, 0, 9], [0, 0, 9, 0]]
    space = skill_space(counts_of(table, CODES, list(kinds), [10, 10, 10]), skill_list(kinds))
    without = skill_space(counts_of(TABLE, CODES, SKILLS, [10, 10, 10]), skill_list(KINDS))
    assert list(space.skills) == SKILLS
    assert ("taken out", 1) in space.recipe.steps[0].counts
    assert space.theta == without.theta


def test_the_counts_given_stay_as_they_were(skill_list, counts_of) -> None:
    counts = counts_of([[9, 1, 0], [1, 9, 0], [1, 0, 9]], CODES, SKILLS, [10, 10, 10])
    before = counts.values.toarray().tolist()
    skill_space(counts, skill_list(KINDS))
    assert counts.values.toarray().tolist() == before


def test_the_recipe_holds_what_was_done_to_counts_and_to_vacancies(skill_list, counts_of) -> None:
    counted = with_recipe(
        pd.DataFrame({"occupation": ["5120", "9999"], "vacancies": [3, 4]}),
        Recipe((Step.of("vacancies"),)),
    )
    counts = counts_of(TABLE, CODES, SKILLS, [10, 10, 10])
    space = skill_space(counts, skill_list(KINDS), vacancies=counted)
    names = [step.name for step in space.recipe.steps]
    assert names == ["without occupation titles", "vacancies", "skill_space"]
    assert dict(space.recipe.steps[-1].counts)["vacancies of other occupations"] == 4


def test_every_fault_of_the_counts_is_told_at_once(skill_list, counts_of) -> None:
    counts = counts_of(TABLE, ["5120", "51", "cook"], [*SKILLS[:2], "quill"], [8, 10, 10])
    with pytest.raises(InputError) as refused:
        skill_space(counts, skill_list(KINDS), offered_or_negated=pd.Series({"oven": 1.5}))
    said = str(refused.value)
    for part in ("'quill'", "'51'", "'cook'", "'5120'", "'1.5'"):
        assert part in said
    assert len(refused.value.problems) == 5


def test_counts_of_another_measure_are_refused(skill_list, counts_of) -> None:
    counts = counts_of(TABLE, CODES, SKILLS, [10, 10, 10], measure="tf-idf")
    with pytest.raises(InputError, match="tf-idf"):
        skill_space(counts, skill_list(KINDS))


def test_titles_of_another_classification_are_refused(skill_list, counts_of) -> None:
    titles = pd.DataFrame({"title": "Cooks", "level": 4}, index=pd.Index(CODES, name="occupation"))
    counts = counts_of(TABLE, CODES, SKILLS, [10, 10, 10], version="SSYK 96")
    with pytest.raises(VersionError):
        skill_space(counts, skill_list(KINDS), occupations=Occupations(titles, "SSYK 2012"))


def test_one_group_of_occupations_is_too_little_for_tau(skill_list, counts_of) -> None:
    counts = counts_of(TABLE, ["5120", "5121", "5122"], SKILLS, [10, 10, 10])
    with pytest.raises(EmptyResultError, match="two 2-digit groups"):
        skill_space(counts, skill_list(KINDS))


def test_no_two_neighbours_with_enough_ads_are_too_little_for_theta(skill_list, counts_of) -> None:
    counts = counts_of(TABLE, CODES, SKILLS, [10, 9, 10])
    with pytest.raises(EmptyResultError, match="smaller few_ads"):
        skill_space(counts, skill_list(KINDS))


def test_counts_without_any_skill_are_refused(skill_list, counts_of) -> None:
    kinds = dict.fromkeys(SKILLS, "trait")
    with pytest.raises(EmptyResultError, match="any skill"):
        skill_space(counts_of(TABLE, CODES, SKILLS, [10, 10, 10]), skill_list(kinds))


def test_the_order_of_rows_and_columns_changes_no_threshold(skill_list, counts_of) -> None:
    table = np.random.default_rng(0).integers(-8, 11, (8, 9)).clip(0)
    codes = ["5120", "5121", "5122", "4110", "4111", "4112", "3110", "3111"]
    skills = [f"s{k}" for k in range(9)]
    forwards = skill_space(
        counts_of(table.tolist(), codes, skills, [10] * 8),
        skill_list(dict.fromkeys(skills, "skill")),
    )
    backwards = skill_space(
        counts_of(table[::-1, ::-1].tolist(), codes[::-1], skills[::-1], [10] * 8),
        skill_list(dict.fromkeys(skills, "skill")),
    )
    assert backwards.tau == forwards.tau
    assert backwards.near_threshold == forwards.near_threshold
    assert backwards.theta == pytest.approx(forwards.theta)


def test_progress_is_told_for_every_occupation(skill_list, counts_of) -> None:
    told: list[tuple[str, int, int | None]] = []
    skill_space(
        counts_of(TABLE, CODES, SKILLS, [10, 10, 10]),
        skill_list(KINDS),
        progress=lambda *said: told.append(said),
    )
    assert told == [("thresholds", k, 3) for k in (1, 2, 3)]
