"""Each community named by the skills that set it apart."""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array
from scipy.stats import power_divergence

from mobility.counting.weights import effective_use
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.relating.community_names import community_names

SKILLS = ["hygiene", "knife", "menu", "rare", "steel"]


@pytest.fixture
def counts():
    """Hygiene everywhere, knife and menu in kitchens, steel at the welder's, one rare skill."""
    table = [[50, 40, 10, 1, 0], [50, 30, 30, 0, 0], [50, 0, 0, 0, 60], [50, 0, 0, 0, 0]]
    rows = pd.Index(["cook", "waiter", "welder", "guard"], name="occupation", dtype="str")
    columns = pd.Index(SKILLS, name="skill", dtype="str")
    return Incidence(csr_array(np.array(table, dtype=float)), rows, columns, "ads", np.ones(4))


@pytest.fixture
def groups():
    index = pd.Index(["cook", "guard", "waiter", "welder"], name="occupation", dtype="str")
    return pd.Series([1, 0, 1, 2], index=index, name="community")


def test_a_name_is_what_the_group_has_more_of_and_enough_of(counts, groups):
    # "rare" is only in group 1 but once; hygiene is everywhere.
    assert community_names(groups, counts, n=2).to_dict() == {1: "knife · menu", 2: "steel"}


def test_rare_noise_comes_last(counts, groups):
    assert community_names(groups, counts)[1] == "knife · menu · rare"


def test_no_group_gets_no_name(counts, groups):
    assert community_names(groups, counts).index.tolist() == [1, 2]


def test_the_order_is_that_of_the_log_likelihood_ratio(counts, groups):
    table = counts.values.toarray()
    inside, total = table[:2].sum(axis=0), table.sum(axis=0)
    g2 = {}
    for s, skill in enumerate(SKILLS):
        a, b = inside[s], total[s] - inside[s]
        cells = np.array([[a, b], [inside.sum() - a, total.sum() - inside.sum() - b]])
        expected = np.outer(cells.sum(axis=1), cells.sum(axis=0)) / cells.sum()
        if cells[0, 0] > expected[0, 0]:
            g2[skill] = power_divergence(cells, expected, axis=None, lambda_=0).statistic
    by_g2 = sorted(g2, key=g2.get, reverse=True)
    assert community_names(groups, counts, n=9)[1] == " · ".join(by_g2)


def test_by_counts_the_member_with_many_ads_decides_and_by_effective_use_most_members():
    pairs = [("big", "forklift", 90), ("big", "hygiene", 10), ("x", "steel", 50), ("x", "oven", 1)]
    pairs += [(name, "oven", 1) for name in ("one", "two", "three")]
    table = pd.DataFrame(pairs, columns=["occupation", "skill", "ads"])
    counts = Incidence.from_pairs(table, "occupation", "skill", "ads", measure="ads")
    index = pd.Index(["big", "one", "two", "three", "x"], name="occupation")
    groups = pd.Series([1, 1, 1, 1, 2], index=index, name="community")
    assert community_names(groups, counts, n=1)[1] == "forklift"
    # Ovens: 3 of the 5 uses inside; x, with 1 of 51, does not use them effectively.
    assert community_names(groups, effective_use(counts), n=1)[1] == "oven"


def test_skills_are_called_by_their_labels_where_they_have_one(counts, groups):
    labels = pd.Series({"knife": "Knivar"})
    assert community_names(groups, counts, n=2, labels=labels)[1] == "Knivar · menu"


def test_groups_of_skills_are_named_by_the_occupations_that_use_them(counts):
    index = pd.Index(["knife", "steel"], name="skill")
    groups = pd.Series([1, 2], index=index, name="community")
    # Knives: cook 40 and waiter 30 of what they use; steel: the welder's alone.
    assert community_names(groups, counts, n=1).to_dict() == {1: "cook", 2: "welder"}


def test_a_group_that_has_more_of_nothing_has_an_empty_name(counts):
    everyone = pd.Series(1, index=counts.rows, name="community")
    assert community_names(everyone, counts).to_dict() == {1: ""}


def test_a_group_of_empty_rows_has_an_empty_name():
    rows = pd.Index(["a", "b"], name="occupation")
    counts = Incidence(csr_array((2, 1)), rows, pd.Index(["s"], name="skill"), "ads", np.ones(2))
    assert community_names(pd.Series([1, 1], index=rows), counts).to_dict() == {1: ""}


def test_a_member_that_was_not_counted_is_refused(counts, groups):
    groups.index = pd.Index(["cook", "guards", "waiter", "welder"], name="occupation")
    with pytest.raises(UnknownNameError, match="Did you mean 'guard'"):
        community_names(groups, counts)


def test_members_of_another_kind_are_refused(counts, groups):
    with pytest.raises(UnknownNameError, match="No kind named 'industry'"):
        community_names(groups.rename_axis("industry"), counts)
