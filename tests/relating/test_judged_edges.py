"""Every rule judges every edge, and says it in the same columns."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.recipe import recipe_of
from mobility.relating.adjusted_p import adjusted_p
from mobility.relating.backbone import backbone
from mobility.relating.judged_edges import SETTING, judged_edges
from mobility.relating.relatedness import relatedness
from mobility.relating.sdsm import sdsm

RULES = ["noise-corrected", "disparity", "sdsm", "mutual nearest", "spanning tree"]


@pytest.fixture(scope="module")
def used():
    """Twelve occupations with some of thirty skills; two halves that share more within."""
    random = np.random.default_rng(3)
    half = np.arange(12) // 6
    has = random.random((12, 30)) < np.where(half[:, None] == np.arange(30) // 15, 0.6, 0.1)
    pairs = pd.DataFrame(np.argwhere(has), columns=["occupation", "skill"])
    return Incidence.from_pairs(pairs.map(lambda n: f"n{n:02}"), "occupation", "skill")


@pytest.fixture(scope="module")
def network(used):
    return relatedness(used, between="occupation", measure="proximity")


def of(rule, used):
    """What a rule needs to judge this network."""
    return {
        "noise-corrected": {"counts": "shared"},
        "disparity": {},
        "sdsm": {"incidence": used},
        "mutual nearest": {"k": 2},
        "spanning tree": {"threshold": 0.6},
    }[rule]


def test_the_rules_here_are_all_the_rules():
    assert list(SETTING) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_p_kept_and_rule_of_every_edge(rule, used, network):
    alpha = 0.3 if SETTING[rule] == "alpha" else None
    judged = judged_edges(network, rule=rule, alpha=alpha, **of(rule, used))
    first = ["source", "target", "weight"]
    pd.testing.assert_frame_equal(judged[first], network.edges[first])
    assert judged.columns[:3].tolist() == ["source", "target", "weight"]
    assert judged.columns[-4:].tolist() == ["p", "p_adjusted", "kept", "rule"]
    assert judged["kept"].dtype == bool
    assert judged["p"].dtype == "float64"
    assert 0 < judged["kept"].sum() < len(judged)
    assert set(judged["rule"]) == {rule}
    if SETTING[rule] == "alpha":
        assert judged["p"].between(0, 1).all()
        assert (judged["kept"] == (judged["p"] < 0.3)).all()
        assert judged["p_adjusted"].equals(judged["p"].rename("p_adjusted"))
    else:
        assert judged["p"].isna().all()
        assert judged["p_adjusted"].isna().all()


@pytest.mark.parametrize("rule", RULES)
def test_the_backbone_is_the_edges_that_are_kept(rule, used, network):
    judged = judged_edges(network, rule=rule, **of(rule, used))
    kept = backbone(network, rule=rule, **of(rule, used))
    expected = judged.loc[judged["kept"], ["source", "target", "weight"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept.edges[["source", "target", "weight"]], expected)
    step, said = kept.recipe.steps[-1], recipe_of(judged).steps[-1]
    assert (step.name, said.name) == ("backbone", "judged_edges")
    assert (step.settings, step.counts) == (said.settings, said.counts)
    assert dict(step.settings)["rule"] == rule
    assert dict(step.counts) == {"edges": len(judged), "kept": len(expected)}


@pytest.mark.parametrize("rule", ["noise-corrected", "disparity"])
@pytest.mark.parametrize("correction", ["holm", "benjamini-hochberg"])
def test_a_correction_is_for_all_edges_of_the_network(rule, correction, used, network):
    plain = judged_edges(network, rule=rule, alpha=0.4, **of(rule, used))
    judged = judged_edges(network, rule=rule, alpha=0.4, correction=correction, **of(rule, used))
    assert judged["p"].equals(plain["p"])
    np.testing.assert_array_equal(judged["p_adjusted"], adjusted_p(plain["p"], correction))
    assert (judged["kept"] == (judged["p_adjusted"] < 0.4)).all()
    assert judged["kept"].sum() < plain["kept"].sum()
    settings = dict(recipe_of(judged).steps[-1].settings)
    assert (settings["correction"], settings["tests"]) == (correction, len(network.edges))
    kept = backbone(network, rule=rule, alpha=0.4, correction=correction, **of(rule, used))
    assert kept.edges["p_adjusted"].tolist() == judged.loc[judged["kept"], "p_adjusted"].tolist()


def test_sdsm_says_of_every_edge_what_it_says_of_the_pair(used, network):
    judged = judged_edges(network, rule="sdsm", incidence=used, alpha=0.2)
    pairs = sdsm(used, between="occupation", alpha=0.2).set_index(["source", "target"])
    found = judged.set_index(["source", "target"])
    columns = ["shared", "expected", "p", "kept"]
    pd.testing.assert_frame_equal(found[columns], pairs.loc[found.index, columns])
    assert found["kept"].any()


def test_sdsm_corrects_for_all_pairs_of_nodes(used, network):
    judged = judged_edges(network, rule="sdsm", incidence=used, alpha=0.9, correction="holm")
    assert dict(recipe_of(judged).steps[-1].settings)["tests"] == 66  # 12 · 11 / 2
    np.testing.assert_array_equal(
        judged["p_adjusted"], adjusted_p(judged["p"].to_numpy(), "holm", tests=66)
    )
    again = sdsm(used, between="occupation", alpha=0.9, correction="holm")
    assert judged["kept"].sum() == again["kept"].sum()


def test_sdsm_finds_a_pair_whichever_of_the_two_comes_first(used, network):
    """The node order of the network is turned round, so that every pair is."""
    turned = Network(network.nodes[::-1], network.edges, False, network.measure)
    there = judged_edges(network, rule="sdsm", incidence=used)
    back = judged_edges(turned, rule="sdsm", incidence=used)
    assert back["source"].tolist() != there["source"].tolist()
    same = {frozenset(pair): p for *pair, p in there[["source", "target", "p"]].to_numpy()}
    assert {frozenset(pair): p for *pair, p in back[["source", "target", "p"]].to_numpy()} == same


def test_an_edge_between_two_that_share_nothing_has_p_1_by_sdsm():
    pairs = pd.DataFrame({"occupation": ["a", "b", "c"], "skill": ["x", "x", "y"]})
    edges = pd.DataFrame({"source": ["a", "a", "a"], "target": ["a", "b", "c"], "weight": 1})
    nodes = pd.DataFrame(index=pd.Index(["a", "b", "c"], name="occupation"))
    counts = Incidence.from_pairs(pairs, "occupation", "skill")
    judged = judged_edges(Network(nodes, edges, False, "moves"), rule="sdsm", incidence=counts)
    assert judged["shared"].tolist() == [0, 1, 0]  # the self-loop, a–b, a–c
    assert judged["p"].iloc[0] == judged["p"].iloc[2] == 1.0
    assert judged["p"].iloc[1] < 1
    assert judged["expected"].isna().tolist() == [True, False, True]


def test_sdsm_between_skills_reads_the_columns(used):
    skills = relatedness(used, between="skill", measure="proximity")
    judged = judged_edges(skills, rule="sdsm", incidence=used)
    assert judged["kept"].sum() == sdsm(used, between="skill")["kept"].sum() > 0


def test_sdsm_tells_how_far_it_is(used, network):
    told = []
    backbone(network, rule="sdsm", incidence=used, progress=lambda *step: told.append(step[0]))
    assert set(told) == {"sdsm"}


def test_a_node_that_the_incidence_does_not_hold_is_named(used):
    nodes = pd.DataFrame(index=pd.Index(["n00", "cook"], name="occupation"))
    edges = pd.DataFrame({"source": ["n00"], "target": ["cook"], "weight": [1]})
    with pytest.raises(InputError, match="occupation 'cook' is not in the incidence"):
        judged_edges(Network(nodes, edges, False, "moves"), rule="sdsm", incidence=used)


def test_sdsm_refuses_a_directed_network(used):
    nodes = pd.DataFrame(index=pd.Index(["n00", "n01"], name="occupation"))
    edges = pd.DataFrame({"source": ["n00"], "target": ["n01"], "weight": [1]})
    with pytest.raises(InputError, match="judges pairs, not directions"):
        judged_edges(Network(nodes, edges, True, "moves"), rule="sdsm", incidence=used)


def test_a_network_of_another_kind_than_the_incidence_is_refused(used):
    edges = pd.DataFrame({"source": ["n00"], "target": ["n01"], "weight": [1]})
    with pytest.raises(UnknownNameError, match="No kind named 'node'"):
        judged_edges(Network.from_edges(edges), rule="sdsm", incidence=used)


def test_what_a_rule_cannot_use_is_refused_all_at_once(used, network):
    with pytest.raises(InputError) as refused:
        judged_edges(network, rule="sdsm", counts="shared", k=3)
    assert [str(problem) for problem in refused.value.problems] == [
        "the rule 'sdsm' takes alpha, not k; leave it out",
        "the rule 'sdsm' needs the incidence that the network comes from",
        "the rule 'sdsm' reads the incidence; leave out counts",
    ]
    with pytest.raises(InputError) as refused:
        judged_edges(network, rule="mutual nearest", incidence=used, correction="holm")
    assert [str(problem) for problem in refused.value.problems] == [
        "the rule 'mutual nearest' needs k, such as k=5",
        "the rule 'mutual nearest' tests nothing; leave out the correction",
        "the rule 'mutual nearest' reads the edges; leave out the incidence",
    ]


def test_an_unknown_correction_is_refused(network):
    with pytest.raises(UnknownNameError, match="No correction named 'bonferroni'"):
        judged_edges(network, rule="disparity", correction="bonferroni")


def test_what_is_given_is_not_changed(network):
    before = network.edges.copy()
    judged_edges(network, rule="disparity")
    pd.testing.assert_frame_equal(network.edges, before)
