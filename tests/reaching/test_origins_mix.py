"""Of which older occupations a new one is made: worked by hand, in general, on real ads."""

from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.reaching.origins_mix import skill_mix


def table(rows: dict[str, dict[str, float]], ads: dict[str, float], version: str = "") -> Incidence:
    pairs = pd.DataFrame(
        [(o, s, n) for o, skills in rows.items() for s, n in skills.items()],
        columns=["occupation", "skill", "ads"],
    )
    return Incidence.from_pairs(
        pairs, "occupation", "skill", "ads", measure="ads", support=pd.Series(ads),
        version=version,
    )  # fmt: skip


NOW = table({"new": {"knife": 8, "menu": 4, "drone": 8}}, {"new": 8})
BEFORE = table({"a": {"knife": 6}, "b": {"menu": 5}, "c": {"nail": 4}}, {"a": 6, "b": 5, "c": 4})


def test_the_mix_and_what_is_left_are_as_worked_by_hand() -> None:
    found = skill_mix(NOW, "new", older=BEFORE)
    # p = (knife 1, menu .5, drone 1): a · 1 and b · .5, so shares 2/3 and 1/3; drone is left.
    assert found.parts["occupation"].tolist() == ["a", "b"]
    assert found.parts["share"].tolist() == pytest.approx([2 / 3, 1 / 3])
    # 1² of 1² + .5² + 1².
    assert found.novelty == pytest.approx(1 / 2.25)
    assert found.skills.to_dict("records") == [
        {"skill": "drone", "asked": 1.0, "explained": 0.0, "left": 1.0, "part": 1.0, "before": 0.0}
    ]


def test_what_an_older_occupation_asked_for_too_little_is_left_in_part() -> None:
    older = table({"a": {"knife": 5, "drone": 5}}, {"a": 10})
    found = skill_mix(table({"new": {"knife": 2, "drone": 1}}, {"new": 2}), "new", older=older)
    # p = (1, .5) on (.5, .5): a = .75/.5 = 1.5, which gives (.75, .75) and leaves (.25, −.25).
    assert found.skills["skill"].tolist() == ["knife"]
    assert found.skills["left"].tolist() == pytest.approx([0.25])
    assert found.skills["part"].tolist() == pytest.approx([0.5])
    assert found.novelty == pytest.approx(0.125 / 1.25)


def test_the_target_is_never_made_of_itself() -> None:
    both = table({"new": {"knife": 8}, "a": {"knife": 3, "nail": 6}}, {"new": 8, "a": 6})
    assert skill_mix(both, "new").parts["occupation"].tolist() == ["a"]
    assert skill_mix(both, "new").same_period
    assert not skill_mix(both, "new", older=both).same_period


def test_what_could_stand_for_another_is_named() -> None:
    older = table({"a": {"knife": 6}, "a2": {"knife": 5, "nail": 1}, "b": {"menu": 5}},
                  {"a": 6, "a2": 6, "b": 5})  # fmt: skip
    parts = skill_mix(NOW, "new", older=older).parts.set_index("occupation")
    assert parts.at["a", "twin"] == "a2"
    # 5/6 over √((5/6)² + (1/6)²).
    assert parts.at["a", "twin_likeness"] == pytest.approx(5 / np.sqrt(26))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(2, 8))
@example(1, 5, 5)
def test_no_other_weights_leave_less(seed: int, occupations: int, skills: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 11, (occupations + 1, skills))
    counts[:, 0] = rng.integers(1, 11, occupations + 1)
    names = pd.Index([f"o{i}" for i in range(occupations)] + ["t"], name="occupation")
    held = Incidence(
        csr_array(counts.astype(float)), names, pd.Index([f"s{i}" for i in range(skills)]),
        "ads", np.full(occupations + 1, 10.0),
    )  # fmt: skip
    found = skill_mix(held, "t", draws=5)
    p, a = counts[-1] / 10, counts[:-1].T / 10
    # The least that weights of nothing or more leave is the least that some of the occupations,
    # freely weighted, leave with no weight below nothing: all of them are tried.
    left = [p @ p]
    sizes = range(1, occupations + 1)
    for some in chain.from_iterable(combinations(range(occupations), n) for n in sizes):
        weights = np.linalg.lstsq(a[:, some], p, rcond=None)[0]
        if (weights >= 0).all():
            left.append(((p - a[:, some] @ weights) ** 2).sum())
    assert found.novelty == pytest.approx(min(left) / (p @ p), abs=1e-6)
    assert 0 <= found.novelty <= 1
    assert found.parts["share"].sum() == pytest.approx(1)
    low, high = found.novelty_low, found.novelty_high
    assert 0 <= low <= high <= 1 or (np.isnan(low) and np.isnan(high))


def test_a_mixture_of_older_ones_is_found_and_its_novelty_laid_on_chance() -> None:
    rng = np.random.default_rng(0)
    profiles = rng.random((5, 30)) * (rng.random((5, 30)) < 0.4)
    true = np.array([0.6, 0.4, 0, 0, 0]) @ profiles
    names = pd.Index([f"o{i}" for i in range(5)], name="occupation")
    skills = pd.Index([f"s{i:02}" for i in range(30)], name="skill")
    older = Incidence(csr_array(np.round(profiles * 1e6)), names, skills, "ads", np.full(5, 1e6))
    kept = 0
    for seed in range(20):
        drawn = np.random.default_rng(seed).binomial(60, true)
        now = Incidence(csr_array(drawn[None, :].astype(float)), pd.Index(["t"], name="occupation"),
                        skills, "ads", np.array([60.0]))  # fmt: skip
        found = skill_mix(now, "t", older=older, draws=60, random_state=seed)
        share = found.parts.set_index("occupation")["share"]
        assert share.index[0] == "o0"
        assert share["o0"] == pytest.approx(0.6, abs=0.15)
        kept += found.novelty_low < 0.01
        # What is found as novelty is about what chance gives.
        assert found.novelty - found.by_chance < 0.03
    assert kept >= 17


def test_whole_ads_are_drawn_anew_where_they_are_given() -> None:
    ads = pd.DataFrame(
        {"ad": [f"{i}" for i in range(8)] * 2, "skill": ["knife"] * 8 + ["drone"] * 8}
    )
    ads = pd.concat([ads, pd.DataFrame({"ad": ["0", "1", "2", "3"], "skill": "menu"})])
    mine = Incidence.from_pairs(ads, "ad", "skill")
    found = skill_mix(NOW, "new", older=BEFORE, ads=mine)
    assert found.redrawn == "ads"
    # Every ad asks for the knife and the drone, so only the menu varies.
    assert found.novelty_low < found.novelty < found.novelty_high
    again = skill_mix(NOW, "new", older=BEFORE, ads=mine)
    pd.testing.assert_frame_equal(found.parts, again.parts)
    with pytest.raises(InputError, match="do not add up to the counts of 'new'"):
        skill_mix(NOW, "new", older=BEFORE, ads=Incidence.from_pairs(ads.iloc[1:], "ad", "skill"))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        skill_mix(NOW, "gnu", older=BEFORE)
    with pytest.raises(EmptyResultError, match="No older occupation"):
        skill_mix(NOW, "new", older=table({"c": {"nail": 4}}, {"c": 4}))
    with pytest.raises(InputError, match="no other occupation"):
        skill_mix(NOW, "new")
    with pytest.raises(VersionError):
        skill_mix(NOW, "new", older=table({"a": {"knife": 4}}, {"a": 4}, version="SSYK 2012"))
    with pytest.raises(InputError, match="2 problem"):
        skill_mix(NOW, "new", older=BEFORE, draws=0, confidence=2)


@pytest.mark.shared_data
def test_biomedicine_is_made_of_chemists_first(shared_data) -> None:  # type: ignore[no-untyped-def]
    folder = shared_data("sv-ads-2025")
    found = pd.read_csv(folder / "skills.csv", dtype={"ssyk_code": "str"})
    found = found[found["skill_type"] == "competency"]
    ads = pd.read_csv(folder / "jobs_detail.csv", dtype={"ssyk_code": "str"}, usecols=["ssyk_code"])
    counts = Incidence.from_pairs(
        found, "ssyk_code", "skill", "occurrence_count", measure="ads",
        support=ads["ssyk_code"].value_counts(), version="SSYK 2012",
    )  # fmt: skip
    mix = skill_mix(counts, "2133", draws=30)
    assert mix.parts["occupation"].iloc[0] == "2113"
    assert mix.skills["skill"].iloc[0] == "biomedicin"
    assert mix.same_period
