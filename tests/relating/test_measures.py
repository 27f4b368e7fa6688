"""What every measure of relatedness promises, and its formula written as loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from mobility.relating.cosine import cosine
from mobility.relating.effective_use_similarity import effective_use_similarity
from mobility.relating.jaccard import jaccard
from mobility.relating.proximity import damped_proximity, proximity

shapes = st.tuples(st.integers(1, 5), st.integers(1, 5))
presences = arrays(np.float64, shapes, elements=st.sampled_from([0.0, 1.0]))
weights = arrays(np.float64, shapes, elements=st.sampled_from([0.0, 0.25, 1.0, 3.0]))


def effective_use(table):
    """The measure as a function of one table, its columns being what is related."""
    across = csr_array(csr_array(table).T)
    present = csr_array((across.toarray() > 0).astype(float))
    return effective_use_similarity(across, proximity(present))


MEASURES = {
    "proximity": proximity,
    "damped proximity": damped_proximity,
    "cosine": cosine,
    "jaccard": jaccard,
    "effective use": effective_use,
}


FORMULAS = {
    "proximity": lambda a, b: (a * b).sum() / max(a.sum(), b.sum()),
    "damped proximity": lambda a, b: (a * b).sum() / (max(a.sum(), b.sum()) + 2),
    "cosine": lambda a, b: (a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()),
    "jaccard": lambda a, b: (a * b).sum() / (a.sum() + b.sum() - (a * b).sum()),
}


def by_loops(name, table):
    """Each formula, one pair of columns at a time; columns that never meet are 0."""
    size = table.shape[1]
    result = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            if i != j and (table[:, i] * table[:, j]).any():
                result[i, j] = FORMULAS[name](table[:, i], table[:, j])
    return result


@pytest.mark.parametrize("name", FORMULAS)
@settings(deadline=None)
@given(table=presences)
def test_a_measure_is_its_formula(name, table):
    found = MEASURES[name](csr_array(table)).toarray()
    np.testing.assert_allclose(found, by_loops(name, table), atol=1e-12)


@settings(deadline=None)
@given(table=weights)
def test_cosine_is_its_formula_for_weights_too(table):
    np.testing.assert_allclose(
        cosine(csr_array(table)).toarray(), by_loops("cosine", table), atol=1e-12
    )


@settings(deadline=None)
@given(table=weights)
def test_effective_use_similarity_is_the_mean_proximity_of_all_pairs_of_skills(table):
    theta = proximity(csr_array((table > 0).astype(float))).toarray()
    np.fill_diagonal(theta, 1)
    things, skills = table.shape
    expected = np.zeros((things, things))
    for i in range(things):
        for j in range(things):
            used = table[i].sum() * table[j].sum()
            if i != j and used > 0:
                pairs = ((s, t) for s in range(skills) for t in range(skills))
                total = sum(table[i, s] * theta[s, t] * table[j, t] for s, t in pairs)
                expected[i, j] = total / used
    found = effective_use_similarity(csr_array(table), csr_array(theta)).toarray()
    np.testing.assert_allclose(found, expected, atol=1e-12)


@pytest.mark.parametrize("name", MEASURES)
@settings(deadline=None)
@given(table=presences)
def test_a_measure_is_symmetric_between_0_and_1_without_a_diagonal(name, table):
    found = MEASURES[name](csr_array(table)).toarray()
    np.testing.assert_array_equal(found, found.T)
    assert np.isfinite(found).all()
    assert found.min(initial=0) >= 0
    assert found.max(initial=0) <= 1
    assert not found.diagonal().any()


@pytest.mark.parametrize("name", MEASURES)
@settings(max_examples=50, deadline=None)
@given(table=presences, data=st.data())
def test_the_order_of_rows_and_columns_does_not_matter(name, table, data):
    rows = np.array(data.draw(st.permutations(range(table.shape[0]))))
    columns = np.array(data.draw(st.permutations(range(table.shape[1]))))
    found = MEASURES[name](csr_array(table)).toarray()
    shuffled = MEASURES[name](csr_array(table[rows][:, columns])).toarray()
    np.testing.assert_allclose(shuffled, found[columns][:, columns], atol=1e-12)


@pytest.mark.parametrize("name", ["proximity", "cosine", "jaccard", "effective use"])
@settings(deadline=None)
@given(table=presences, times=st.integers(2, 4))
def test_the_same_rows_seen_several_times_change_nothing(name, table, times):
    found = MEASURES[name](csr_array(table)).toarray()
    repeated = MEASURES[name](csr_array(np.tile(table, (times, 1)))).toarray()
    np.testing.assert_allclose(repeated, found, atol=1e-12)


@settings(deadline=None)
@given(table=weights, times=st.sampled_from([0.5, 2.0, 10.0]))
def test_cosine_and_effective_use_do_not_depend_on_the_size_of_a_thing(table, times):
    scale = np.ones(table.shape[1])
    scale[0] = times
    for measure in (cosine, effective_use):
        found = measure(csr_array(table)).toarray()
        scaled = measure(csr_array(table * scale)).toarray()
        np.testing.assert_allclose(scaled, found, atol=1e-12)


@pytest.mark.parametrize("name", MEASURES)
def test_a_column_never_found_is_related_to_nothing(name):
    table = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    found = MEASURES[name](csr_array(table)).toarray()
    assert not found[1].any()
    assert found[0, 2] > 0


def test_two_skills_always_found_together_are_fully_related_and_damped_by_two():
    table = csr_array(np.ones((8, 2)))
    assert proximity(table)[0, 1] == 1
    assert damped_proximity(table)[0, 1] == 8 / (8 + 2)


def test_a_damping_of_its_own_can_be_given():
    assert damped_proximity(csr_array(np.ones((8, 2))), damping=8)[0, 1] == 0.5


def test_the_diagonal_given_to_effective_use_is_not_read():
    table = csr_array([[1.0, 1.0], [0.0, 1.0]])
    theta = np.array([[0.0, 0.5], [0.5, 0.0]])
    without = effective_use_similarity(table, csr_array(theta)).toarray()
    # (θ(s, t) + θ(t, t)) / (2 · 1) = (0.5 + 1) / 2.
    assert without[0, 1] == 0.75
    given = effective_use_similarity(table, csr_array(theta + 0.3 * np.eye(2))).toarray()
    np.testing.assert_allclose(given, without)


def test_the_cosine_of_columns_that_are_parallel_is_1_though_rounding_lifts_it_above():
    # (1, 5) and (2, 10): 52 / (√26 · √104) comes to 1 + 2e-16 in floats.
    assert 52 / (np.sqrt(26.0) * np.sqrt(104.0)) > 1
    assert cosine(csr_array([[1.0, 2.0], [5.0, 10.0]])).toarray().tolist() == [[0, 1], [1, 0]]


def test_two_things_whose_skills_are_all_alike_are_as_near_as_can_be_though_rounding_goes_above():
    # Uses .1 .1 .4 and .1 .4 .1 of skills with proximity 1: .36 of .6 · .6, which floats bring to
    # 1 + 2e-16.
    uses = csr_array([[0.1, 0.1, 0.4], [0.1, 0.4, 0.1]])
    found = effective_use_similarity(uses, csr_array(np.ones((3, 3))))
    assert found.toarray().tolist() == [[0, 1], [1, 0]]
