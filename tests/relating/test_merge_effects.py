"""What a merge does to u and C, worked by hand and against counting everything again."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.counting.weights import effective_use
from mobility.foundation.errors import InputError
from mobility.foundation.incidence import Incidence
from mobility.relating.merge_effects import merge_effects, said_effects

SKILLS = ["a", "b", "c", "d"]


def of(*lines):
    return pd.DataFrame(lines, columns=["unit", "occupation", "skill"])


def test_two_halves_of_one_skill_are_together_in_both_occupations():
    """Cooks say oven, bakers ovens, both dough, clerks pen.

    Row sums 2, 2, 1 of 5. R(cook, oven) = (1/2)/(1/5) = 2.5; so u(oven) = u(ovens) = 1. Merged:
    R = (1/2)/(2/5) = 1.25 in both rows: u = 2. C(oven, dough) goes from 1 to 2, with pen it is 0.
    """
    pairs = of(
        ("1", "cook", "oven"), ("1", "cook", "dough"), ("2", "baker", "ovens"),
        ("2", "baker", "dough"), ("3", "clerk", "pen"),
    )  # fmt: skip
    found = merge_effects(
        pairs, pd.DataFrame({"skill": ["ovens"], "into": ["oven"]}),
        support=pd.Series({"cook": 1, "baker": 1, "clerk": 1}), measure="ads",
    )  # fmt: skip
    assert found.iloc[0].tolist() == ["ovens", "oven", 1, 1, 2, 1]
    assert said_effects(found) == {("ovens", "oven"): "u 1 and 1 → 2; C with 1 other skill"}


def counted(pairs, columns):
    counts = Incidence.from_pairs(
        pairs, "occupation", "skill", measure="ads", columns=pd.Index(columns, name="skill"),
        rows=pd.Index(["x", "y", "z"]), support=pd.Series({"x": 9, "y": 9, "z": 9}),
    )  # fmt: skip
    m = effective_use(counts).values.toarray()
    return pd.DataFrame(m.T @ m, index=columns, columns=columns)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 8), st.sampled_from(SKILLS)), min_size=3, max_size=20))
def test_it_is_what_counting_the_merged_table_again_gives(cells):
    pairs = of(*[(str(unit), "xyz"[unit % 3], skill) for unit, skill in sorted(cells)])
    support = pd.Series({"x": 9, "y": 9, "z": 9})
    found = merge_effects(
        pairs, pd.DataFrame({"skill": ["b"], "into": ["a"]}), support=support, measure="ads"
    ).iloc[0]
    before = counted(pairs, SKILLS)
    again = pairs.assign(skill=pairs["skill"].replace("b", "a")).drop_duplicates()
    after = counted(again, SKILLS)
    assert found["u_skill"] == before.at["b", "b"]
    assert found["u_into"] == before.at["a", "a"]
    assert found["u_merged"] == after.at["a", "a"]
    changed = np.sum(
        before.loc["a", ["c", "d"]].to_numpy() != after.loc["a", ["c", "d"]].to_numpy()
    )
    assert found["c_changed"] == changed


def test_a_merge_into_itself_is_refused():
    with pytest.raises(InputError, match="into itself"):
        merge_effects(
            of(("1", "x", "a")), pd.DataFrame({"skill": ["a"], "into": ["a"]}),
            support=pd.Series({"x": 1}), measure="ads",
        )  # fmt: skip
