"""The network of how related occupations, or skills, are."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from mobility.counting.links import occupation_links
from mobility.counting.weights import effective_use
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.relating.relatedness import MEASURES, relatedness

tables = arrays(
    np.float64,
    st.tuples(st.integers(1, 5), st.integers(1, 5)),
    elements=st.sampled_from([0.0, 1.0, 2.0]),
)


def incidence(table):
    rows = pd.Index([f"o{i}" for i in range(table.shape[0])], name="occupation", dtype="str")
    columns = pd.Index([f"s{i}" for i in range(table.shape[1])], name="skill", dtype="str")
    support = np.arange(1.0, len(rows) + 1)
    return Incidence(csr_array(table), rows, columns, "ads", support, "SSYK 2012")


@pytest.mark.parametrize("measure", MEASURES)
@settings(max_examples=30, deadline=None)
@given(table=tables)
def test_every_row_is_a_node_and_no_number_is_missing(measure, table):
    network = relatedness(incidence(table), between="occupation", measure=measure)
    assert network.nodes.index.tolist() == [f"o{i}" for i in range(table.shape[0])]
    assert network.nodes["support"].tolist() == list(range(1, table.shape[0] + 1))
    assert not network.edges.isna().any(axis=None)
    assert (network.edges["weight"] > 0).all()
    assert (network.edges["weight"] <= 1).all()


@settings(max_examples=30, deadline=None)
@given(table=tables)
def test_shared_is_the_number_of_skills_in_common(table):
    network = relatedness(incidence(table), between="occupation", measure="effective use")
    i, j = network.positions()
    expected = [(table[a] * table[b] > 0).sum() for a, b in zip(i, j, strict=True)]
    assert network.edges["shared"].tolist() == expected


@pytest.mark.parametrize("megabytes", [1e-9, 0.0003, 0.001])
def test_what_is_shared_does_not_depend_on_how_many_are_counted_at_a_time(megabytes, monkeypatch):
    table = (np.random.default_rng(0).random((12, 20)) < 0.4).astype(float)
    # 1, 1 and 3 of 12 occupations at a time, 24 bytes a pair.
    monkeypatch.setattr("mobility.relating.relatedness.MEGABYTES", megabytes)
    network = relatedness(incidence(table), between="occupation", measure="effective use")
    i, j = network.positions()
    assert len(i) == 66  # 12 · 11 / 2
    assert network.edges["shared"].tolist() == (table @ table.T)[i, j].tolist()


@settings(max_examples=30, deadline=None)
@given(table=tables)
def test_relating_skills_is_relating_the_rows_of_the_turned_table(table):
    ours = relatedness(incidence(table), between="skill", measure="cosine").to_matrix()
    turned = relatedness(incidence(table.T), between="occupation", measure="cosine").to_matrix()
    np.testing.assert_array_equal(ours.toarray(), turned.toarray())


def test_the_support_of_a_skill_is_the_number_of_rows_that_have_it():
    network = relatedness(incidence(np.array([[1.0, 0.0], [2.0, 3.0]])), between="skill")
    assert network.nodes["support"].to_dict() == {"s0": 2.0, "s1": 1.0}


def test_only_codes_have_a_version():
    x = incidence(np.ones((2, 2)))
    assert relatedness(x, between="occupation").version == "SSYK 2012"
    assert relatedness(x, between="skill").version == ""


def test_the_recipe_says_the_measure_and_how_many_edges():
    step = relatedness(incidence(np.ones((3, 2))), between="occupation").recipe.steps[-1]
    assert step.name == "relatedness"
    assert dict(step.settings) == {"between": "occupation", "measure": "proximity"}
    assert dict(step.counts) == {"nodes": 3, "edges": 3}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"between": "occupation", "measure": "cosin"}, "Did you mean 'cosine'"),
        ({"between": "skills"}, "Did you mean 'skill'"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(options, message):
    with pytest.raises(UnknownNameError, match=message):
        relatedness(incidence(np.ones((2, 2))), **options)


@pytest.mark.parametrize("measure", MEASURES)
def test_two_runs_give_the_same_bytes(measure):
    table = np.random.default_rng(0).poisson(0.5, (40, 60)).astype(float)
    once, again = (
        relatedness(incidence(table), between="occupation", measure=measure) for _ in range(2)
    )
    pd.testing.assert_frame_equal(once.edges, again.edges, check_exact=True)
    assert once.recipe == again.recipe


@pytest.fixture(scope="module")
def national(shared_data):
    """What 2,294 occupations list, by unit group."""
    links = pd.read_csv(shared_data("af-sweden") / "occupation_skills.csv", dtype="str")
    codes = pd.read_csv(shared_data("jobtech-taxonomy") / "occupations_ssyk4.csv", dtype="str")
    links["code"] = links["occupation_id"].map(
        codes.drop_duplicates("occupation_id").set_index("occupation_id")["ssyk4"]
    )
    links = links.dropna(subset=["code", "skill"]).drop(columns="occupation")
    named = links.rename(columns={"occupation_id": "occupation_name", "code": "occupation"})
    return occupation_links(named, version="SSYK 2012")


NEAR = [
    ("5120", "9412"),  # cook – kitchen assistant
    ("5120", "3451"),  # cook – head chef
    ("8332", "8331"),  # lorry – bus
    ("8332", "8329"),  # lorry – car, motorcycle and bicycle
    ("5321", "5330"),  # assistant nurse – care assistant
    ("5321", "5323"),  # assistant nurse in home care – in hospital
    ("2512", "2511"),  # developer – systems analyst
    ("2512", "2514"),  # developer – tester
]
NOT_NEAR = [("5120", "2512"), ("8332", "2221"), ("5321", "7212"), ("2512", "8332")]


@pytest.mark.shared_data
@pytest.mark.parametrize("measure", MEASURES)
def test_known_neighbours_are_among_the_ten_nearest_of_400_and_strangers_are_not(national, measure):
    network = relatedness(effective_use(national), between="occupation", measure=measure)
    matrix = pd.DataFrame(
        network.to_matrix().toarray(), index=network.nodes.index, columns=network.nodes.index
    )

    def rank(code, other):
        return int((matrix.loc[code] >= matrix.loc[code, other]).sum())

    assert [pair for pair in NEAR if rank(*pair) > 10] == []
    assert [pair for pair in NOT_NEAR if rank(*pair) <= 40] == []
