"""Three kitchen occupations and a welder, every number worked with pencil and paper.

          knife  hygiene  menu  steel
chef        1       1      1      .
cook        1       1      .      .
waiter      .       1      1      .
welder      .       .      .      1
"""

import numpy as np
import pandas as pd
import pytest

from mobility.counting.weights import effective_use, share, specialization, tf_idf
from mobility.foundation.incidence import Incidence
from mobility.relating.relatedness import relatedness


@pytest.fixture
def kitchen():
    pairs = [
        ("chef", "knife"),
        ("chef", "hygiene"),
        ("chef", "menu"),
        ("cook", "knife"),
        ("cook", "hygiene"),
        ("waiter", "hygiene"),
        ("waiter", "menu"),
        ("welder", "steel"),
    ]
    links = pd.DataFrame(pairs, columns=["occupation", "skill"])
    one_each = pd.Series(1, ["chef", "cook", "waiter", "welder"])
    return Incidence.from_pairs(links, "occupation", "skill", support=one_each)


def weights(network):
    return {(e.source, e.target): e.weight for e in network.edges.itertuples()}


SKILLS = {
    # Found in: knife 2, hygiene 3, menu 2 occupations; together: 2, 2 and 1 times.
    "proximity": {"hygiene-knife": 2 / 3, "hygiene-menu": 2 / 3, "knife-menu": 1 / 2},
    "damped proximity": {"hygiene-knife": 2 / 5, "hygiene-menu": 2 / 5, "knife-menu": 1 / 4},
    "jaccard": {"hygiene-knife": 2 / 3, "hygiene-menu": 2 / 3, "knife-menu": 1 / 3},
    "cosine": {"hygiene-knife": 2 / 6**0.5, "hygiene-menu": 2 / 6**0.5, "knife-menu": 1 / 2},
}


@pytest.mark.parametrize("measure", SKILLS)
def test_skills(kitchen, measure):
    found = weights(relatedness(kitchen, between="skill", measure=measure))
    expected = {tuple(pair.split("-")): weight for pair, weight in SKILLS[measure].items()}
    assert found == pytest.approx(expected)


def test_a_cook_and_a_waiter_by_effective_use(kitchen):
    found = weights(relatedness(kitchen, between="occupation", measure="effective use"))
    # Cook {knife, hygiene} with waiter {hygiene, menu}: knife-hygiene 2/3, knife-menu 1/2,
    # hygiene-hygiene 1, hygiene-menu 2/3: 17/6 over 2 · 2 pairs.
    # Chef with cook: 1 + 2/3 + 2/3 + 1 + 1/2 + 2/3 = 9/2 over 3 · 2 pairs; chef with waiter alike.
    assert found == pytest.approx(
        {("cook", "waiter"): 17 / 24, ("chef", "cook"): 3 / 4, ("chef", "waiter"): 3 / 4}
    )


def test_a_chef_shares_two_skills_with_a_cook_who_shares_one_with_a_waiter(kitchen):
    network = relatedness(kitchen, between="occupation")
    shared = {(e.source, e.target): e.shared for e in network.edges.itertuples()}
    assert shared == {("chef", "cook"): 2, ("chef", "waiter"): 2, ("cook", "waiter"): 1}
    assert weights(network) == pytest.approx(
        {("chef", "cook"): 2 / 3, ("chef", "waiter"): 2 / 3, ("cook", "waiter"): 1 / 2}
    )


def test_the_welder_is_a_node_without_an_edge(kitchen):
    network = relatedness(kitchen, between="occupation")
    assert network.nodes.index.tolist() == ["chef", "cook", "waiter", "welder"]
    assert "welder" not in set(network.edges["source"]) | set(network.edges["target"])


def test_specialization(kitchen):
    found = specialization(kitchen).values.toarray()
    # 8 links; knife and menu 2 of them, hygiene 3, steel 1. Columns hygiene, knife, menu, steel.
    # Chef: (1/3) / (3/8) = 8/9 and (1/3) / (2/8) = 4/3; cook and waiter: (1/2) / (3/8) = 4/3 and
    # (1/2) / (2/8) = 2; welder: 1 / (1/8) = 8.
    expected = [
        [8 / 9, 4 / 3, 4 / 3, 0],
        [4 / 3, 2, 0, 0],
        [4 / 3, 0, 2, 0],
        [0, 0, 0, 8],
    ]
    np.testing.assert_allclose(found, expected)


def test_hygiene_is_no_effective_use_of_the_chef(kitchen):
    assert effective_use(kitchen).row("chef").to_dict() == {"knife": 1.0, "menu": 1.0}


def test_tf_idf(kitchen):
    # Every share is 1 of 1; hygiene is in 3 of 4 occupations, knife in 2.
    assert share(kitchen).row("cook").to_dict() == {"hygiene": 1.0, "knife": 1.0}
    expected = {"hygiene": np.log(4 / 3), "knife": np.log(2)}
    assert tf_idf(kitchen).row("cook").to_dict() == pytest.approx(expected)
