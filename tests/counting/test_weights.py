"""Share, tf-idf, specialization and effective use."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from mobility.counting.weights import effective_use, share, specialization, tf_idf
from mobility.foundation.errors import InputError
from mobility.foundation.incidence import Incidence

tables = arrays(
    np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 6)
)


def incidence(table, support=None):
    rows = pd.Index([f"o{i}" for i in range(table.shape[0])], name="occupation", dtype="str")
    columns = pd.Index([f"s{i}" for i in range(table.shape[1])], name="skill", dtype="str")
    support = np.full(len(rows), 10.0) if support is None else support
    return Incidence(csr_array(table.astype(float)), rows, columns, "ads", support)


@given(tables)
def test_a_share_is_the_count_by_the_support(table):
    result = share(incidence(table))
    np.testing.assert_allclose(result.values.toarray(), table / 10)
    assert result.measure == "share of ads"


def test_a_count_above_its_support_is_refused_with_row_and_skill():
    with pytest.raises(InputError, match=r"'s1': '3' is not a count of at most the 2 that 'o0'"):
        share(incidence(np.array([[1, 3]]), support=np.array([2.0])))


@given(tables)
def test_tf_idf_is_the_share_times_the_logarithm_written_as_a_loop(table):
    result = tf_idf(incidence(table)).values.toarray()
    asking = sum(1 for row in table if row.any())
    for o, row in enumerate(table):
        for s, count in enumerate(row):
            having = sum(1 for other in table if other[s] > 0)
            expected = count / 10 * np.log(asking / having) if count else 0
            assert result[o, s] == pytest.approx(expected, abs=1e-12)


@given(tables)
def test_specialization_is_the_ratio_of_ratios_written_as_a_loop(table):
    result = specialization(incidence(table)).values.toarray()
    total = table.sum()
    for o, row in enumerate(table):
        for s, count in enumerate(row):
            if count:
                expected = (count / row.sum()) / (table[:, s].sum() / total)
                assert result[o, s] == pytest.approx(expected, rel=1e-12)
            else:
                assert result[o, s] == 0


@given(tables, st.integers(2, 5))
def test_specialization_does_not_change_when_all_counts_grow_alike(table, times):
    once = specialization(incidence(table)).values.toarray()
    grown = specialization(incidence(table * times)).values.toarray()
    np.testing.assert_allclose(grown, once, rtol=1e-12)


@given(tables)
def test_effective_use_is_one_where_specialization_is_at_least_one(table):
    ratio = specialization(incidence(table)).values.toarray()
    used = effective_use(incidence(table)).values.toarray()
    np.testing.assert_array_equal(used, (ratio >= 1).astype(float))


def test_a_stricter_effective_use_can_be_asked_for():
    # Row o0 has half of its counts in s0, where a third of all counts are: 1.5.
    table = np.array([[1, 1], [0, 1]])
    assert effective_use(incidence(table), at_least=1.5).values.toarray().tolist() == [
        [1, 0],
        [0, 1],
    ]
    assert effective_use(incidence(table), at_least=1.6).values.nnz == 0


@pytest.mark.parametrize("weight", [share, tf_idf, specialization, effective_use])
def test_an_empty_row_stays_a_row_of_zeros(weight):
    result = weight(incidence(np.array([[1, 2], [0, 0]]), support=np.array([3.0, 0.0])))
    assert result.shape == (2, 2)
    assert result.values.toarray()[1].tolist() == [0, 0]


@pytest.mark.parametrize("weight", [share, tf_idf, specialization, effective_use])
def test_a_table_without_counts_stays_empty(weight):
    assert weight(incidence(np.zeros((2, 3), dtype=int))).values.nnz == 0
