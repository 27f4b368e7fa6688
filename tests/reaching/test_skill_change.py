"""Which skills an occupation's ads ask for more often than before, beyond chance."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from mobility.foundation.errors import EmptyResultError, InputError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import recipe_of
from mobility.reaching.skill_change import skill_change


def ads(lines, support, version="SSYK 2012"):
    pairs = pd.DataFrame(lines, columns=["occupation", "skill", "n"])
    return Incidence.from_pairs(
        pairs, "occupation", "skill", "n", measure="ads", version=version,
        rows=pd.Index(sorted(support)), support=pd.Series(support),
    )  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 12), st.integers(1, 12))
def test_p_is_fishers_by_adding_up_the_tails(x1, more1, x2, more2):
    n1, n2 = x1 + more1, x2 + more2
    found = skill_change(ads([("a", "s", x1), ("a", "t", 1)], {"a": n1}),
                         ads([("a", "s", x2), ("a", "t", 1)], {"a": n2}))  # fmt: skip
    if x1 + x2 == 0:
        assert found["skill"].tolist() == ["t"]
        return
    chance = hypergeom(n1 + n2, x1 + x2, n2).pmf(np.arange(n2 + 1))
    p = min(1, 2 * min(chance[: x2 + 1].sum(), chance[x2:].sum()))
    assert found["p"].iloc[0] == pytest.approx(p)


def test_the_interval_is_newcombes_published_example():
    """56 of 70 against 48 of 80: .2, .0524 to .3339 (Newcombe 1998, table II, method 10)."""
    found = skill_change(ads([("a", "s", 48)], {"a": 80}), ads([("a", "s", 56)], {"a": 70}))
    line = found.iloc[0]
    assert line["difference"] == pytest.approx(0.2)
    assert (line["low"], line["high"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_two_draws_of_the_same_shares_flag_no_more_than_the_level():
    draw = np.random.default_rng(0)
    share = draw.beta(0.5, 3, (20, 50))
    support = {f"o{k:02d}": 60 for k in range(20)}

    def drawn():
        counts = draw.binomial(60, share)
        return ads(
            [(f"o{i:02d}", f"s{j:02d}", counts[i, j]) for i, j in np.ndindex(20, 50)], support
        )

    found = skill_change(drawn(), drawn())
    assert (found["p"] <= 0.05).mean() <= 0.05
    assert (found["change"] != "").sum() <= 1


def test_a_new_skill_rises_and_one_that_is_gone_falls():
    before = ads([("a", "fax", 30), ("a", "knife", 40)], {"a": 80})
    after = ads([("a", "app", 30), ("a", "knife", 44)], {"a": 90})
    found = skill_change(before, after).set_index("skill")
    assert found["change"].to_dict() == {"app": "rise", "fax": "fall", "knife": ""}
    assert found.at["app", "before"] == 0
    assert found.at["fax", "ads_after"] == 0


def test_an_occupation_without_ads_in_one_period_is_counted_and_left_out():
    found = skill_change(ads([("a", "s", 1), ("b", "s", 1)], {"a": 2, "b": 1}),
                         ads([("a", "s", 2)], {"a": 2}))  # fmt: skip
    assert found["occupation"].tolist() == ["a"]
    assert dict(recipe_of(found).steps[-1].counts)["in one period only"] == 1


def test_what_cannot_be_compared_is_refused():
    one = ads([("a", "s", 1)], {"a": 2})
    with pytest.raises(VersionError, match="SSYK 96"):
        skill_change(one, ads([("a", "s", 1)], {"a": 2}, version="SSYK 96"))
    with pytest.raises(VersionError):
        skill_change(*[ads([("a", "s", 1)], {"a": 2}, version="")] * 2)
    with pytest.raises(EmptyResultError, match="both periods"):
        skill_change(one, ads([("b", "s", 1)], {"b": 2}))
    with pytest.raises(InputError, match=r"(?s)alpha.*after: whole numbers of ads"):
        skill_change(one, ads([("a", "s", 0.5)], {"a": 2}), alpha=2)
