import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mobility.reaching.trend import FEW_VACANCIES, trend

counts = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=8)


@given(counts)
def test_the_change_lies_in_its_interval_and_few_vacancies_have_none(both) -> None:
    now, before = (np.array(x) for x in zip(*both, strict=True))
    found = trend(now, before)
    known = now + before >= FEW_VACANCIES
    assert (np.isnan(found.change) == ~known).all()
    assert (found.low[known] <= found.change[known]).all()
    assert (found.change[known] <= found.high[known]).all()
    assert (found.low[known] >= -1).all()


@given(counts, st.integers(2, 9))
def test_a_year_with_more_of_everything_is_nearly_no_trend(both, times) -> None:
    before = np.array([x + 200 for x, _ in both])
    assert np.abs(trend(before * times, before).change).max() < 0.01


def test_nineteen_of_twenty_intervals_hold_the_true_change() -> None:
    # Shares .02, .08 and .9 turn to .03, .07 and .9, among 5,000 and 6,000 vacancies.
    draw = np.random.default_rng(5)
    inside = []
    for _ in range(2000):
        before = draw.multinomial(5000, [0.02, 0.08, 0.9])
        found = trend(draw.multinomial(6000, [0.03, 0.07, 0.9]), before)
        truth = np.array([0.5, -0.125, 0.0])
        inside.append((found.low <= truth) & (truth <= found.high))
    covered = np.mean(inside, axis=0)
    assert (np.abs(covered - 0.95) < 0.015).all(), covered
