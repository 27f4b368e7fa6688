"""A study keeps the edges of its network by the rule it was asked for, and its page says which."""

import numpy as np
import pandas as pd
import pytest

from mobility.counting.weights import effective_use
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.occupations import Occupations
from mobility.relating.sdsm import sdsm
from mobility.walk.studies import study_links
from mobility.walk.study_page import write_study_page

CODES = [f"{n:04}" for n in range(1111, 1123)]
OCCUPATIONS = Occupations(
    pd.DataFrame(
        {"title": [f"Yrke {c}" for c in CODES], "level": 4},
        index=pd.Index(CODES, name="occupation"),
    ),
    "SSYK 2012",
)


@pytest.fixture(scope="module")
def links():
    """Twelve unit groups in two halves, each with more of the skills of its own half."""
    random = np.random.default_rng(1)
    chance = np.where(np.arange(12)[:, None] // 6 == np.arange(40) // 20, 0.6, 0.15)
    pairs = np.argwhere(random.random((12, 40)) < chance)
    return pd.DataFrame(
        [(CODES[i], f"namn {i}", f"färdighet {s:02}") for i, s in pairs],
        columns=["occupation", "occupation_name", "skill"],
    )


@pytest.mark.parametrize(
    ("rule", "given"),
    [("noise-corrected", {"alpha": 0.2}), ("disparity", {"alpha": 0.4}), ("sdsm", {"alpha": 0.2}),
     ("mutual nearest", {"k": 2}), ("spanning tree", {})],
)  # fmt: skip
def test_every_rule_can_be_asked_for_and_recipe_and_page_say_which(rule, given, links, tmp_path):
    study = study_links(links, OCCUPATIONS, measure="proximity", rule=rule, **given)
    assert 0 < len(study.backbone.edges) < len(study.network.edges)
    step = next(s for s in study.recipe.steps if s.name == "backbone")
    told = dict(step.settings)
    assert told["rule"] == rule
    assert {name: told[name] for name in given} == given
    assert told.get("counts") == {"noise-corrected": "shared", "sdsm": None}.get(rule, "weight")
    page = write_study_page(study, tmp_path / "page.html").read_text("utf-8")
    assert f'<span class="name">rule</span> {rule}</span>' in page


def test_sdsm_judges_the_table_that_the_network_comes_from(links):
    study = study_links(links, OCCUPATIONS, measure="proximity", rule="sdsm", alpha=0.2)
    pairs = sdsm(effective_use(study.counts), between="occupation", alpha=0.2)
    kept = study.backbone.edges[["source", "target", "p"]]
    expected = pairs.loc[pairs["kept"], ["source", "target", "p"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, expected)


def test_without_a_wish_a_study_keeps_what_it_kept(links):
    plain = study_links(links, OCCUPATIONS).backbone.edges
    named = study_links(links, OCCUPATIONS, rule="noise-corrected", alpha=0.05).backbone.edges
    pd.testing.assert_frame_equal(plain, named)


def test_an_unknown_rule_comes_with_the_nearest(links):
    with pytest.raises(UnknownNameError, match="Did you mean 'disparity'"):
        study_links(links, OCCUPATIONS, rule="dispairty")
