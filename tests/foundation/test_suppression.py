"""Small-cell suppression, against a reader who knows everything but the hidden counts."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from mobility.foundation.errors import InputError
from mobility.foundation.printed_counts import printed, printed_table
from mobility.foundation.suppression import suppressed, suppressed_beside


def what_a_reader_can_work_out(counts, report, group, *, told=False):
    """The least and most persons a group can have, by two linear programs of their own.

    The reader knows the sums, every shown count, that nobody is a negative number of persons,
    and, if told, which hidden counts are printed as "fewer than" their limit.
    """
    counts = np.asarray(counts, float)
    at_most = counts[report.fewer] if told else counts[:0]
    limits = report.limits[report.fewer] - 1 if told else np.zeros(0)
    ends = []
    for sign in (1, -1):
        answer = linprog(
            sign * np.asarray(group, float),
            A_eq=counts[~report.hidden],
            b_eq=report.shown[~report.hidden],
            A_ub=at_most,
            b_ub=limits,
            bounds=(0, 1000),
            method="highs",
        )
        assert answer.status == 0, answer.message
        ends.append(sign * answer.fun)
    return ends[0], ends[1]


def every_way(counts, report, most):
    """Every way up to ``most`` persons a cell that agrees with what is shown, one by one."""
    counts = np.asarray(counts)
    ways = itertools.product(range(most + 1), repeat=counts.shape[1])
    shown, values = counts[~report.hidden], report.shown[~report.hidden]
    return np.array([way for way in ways if (shown @ np.array(way) == values).all()])


@st.composite
def reports(draw, cells=7, sums=8, persons=12):
    n = draw(st.integers(2, cells))
    people = draw(st.lists(st.integers(0, persons), min_size=n, max_size=n))
    rows = draw(
        st.lists(
            st.lists(st.sampled_from([0, 1]), min_size=n, max_size=n), min_size=1, max_size=sums
        )
    )
    counts = np.array(rows)
    return counts, counts @ np.array(people)


# --- worked by hand ---------------------------------------------------------------------------


def test_a_small_part_alone_could_be_subtracted_so_another_part_goes_with_it():
    # 40 − 20 − 17 = 3: hiding the 3 alone hides nothing. The 17 costs less than the 20.
    places = [[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
    report = suppressed(csr_array(places), [40, 20, 17, 3])
    assert report.reason == ("", "", "protects another", "small")
    # What is left for the two hidden parts together is 40 − 20 = 20.
    assert what_a_reader_can_work_out(places, report, [0, 0, 1]) == (0, 20)


def test_a_two_way_table_hides_a_rectangle():
    # Margins 23, 45, 18, 50. In a 2 × 2 table with margins one hidden cell gives all away, two in
    # a row too; only all four leave the 3 free, from 0 to min(23, 18) = 18.
    gap = pd.DataFrame({"young": [3, 15], "old": [20, 30]}, index=["town", "village"])
    table = printed_table(gap, language="en")
    assert table.loc["town"].tolist() == ["fewer than 5", "–", "23"]
    assert table.loc["village"].tolist() == ["–", "–", "45"]
    assert table.loc["Total"].tolist() == ["18", "50", "68"]


def test_the_rest_that_no_count_prints_is_hidden_too():
    # 40 − 20 − 18 leaves two persons that no printed count is about.
    report = suppressed(csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0]]), [40, 20, 18])
    assert report.reason == ("", "", "protects another")


def test_a_share_of_a_hundred_per_cent_tells_about_everyone():
    # 20 of 20: that nobody is outside the part is told about each of the twenty.
    everyone = suppressed(csr_array([[1, 1], [1, 0]]), [20, 20])
    assert everyone.hidden.sum() == 1
    # Where nobody could be outside, nothing is told: both counts are about the same people.
    assert not suppressed(csr_array([[1], [1]]), [20, 20]).hidden.any()


def test_a_zero_is_hidden_where_persons_could_have_been():
    # 40 − 25 leaves 15 in two cells: nobody, as it is, or up to 15.
    report = suppressed(csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0]]), [40, 0, 25])
    assert printed(report, language="en") == ["40", "fewer than 5", "25"]
    # Without cells nobody could be there, and everybody knows it.
    impossible = suppressed(csr_array([[1, 1], [0, 0]]), [40, 0])
    assert not impossible.hidden.any()


def test_two_counts_with_a_few_persons_between_them_are_not_both_printed():
    # 40 in the gap before a change and 38 after it: two persons are helped.
    before_after = csr_array([[1, 1], [1, 0]])
    report = suppressed(before_after, [40, 38])
    assert report.reason == ("", "protects another")


def test_a_printed_difference_is_a_count_like_others():
    # After − before: 9 come in, 11 go out, so the change is −2, and small.
    change = [[1, 1, 0], [1, 0, 1], [0, -1, 1]]
    report = suppressed(csr_array(change), [61, 59, -2])
    assert report.reason[2] == "small"
    assert report.hidden[:2].any()
    low, high = what_a_reader_can_work_out(change, report, change[2])
    assert high - low >= 5
    assert max(high, -low) >= 5


def test_a_small_place_has_a_stricter_limit():
    places = csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert not suppressed(places, [100, 60, 32, 8]).hidden.any()
    report = suppressed(places, [100, 60, 32, 8], smallest_cell=[5, 5, 5, 10])
    assert report.reason == ("", "", "protects another", "small")
    assert printed(report)[3] == "färre än 10"


def test_saying_that_a_count_is_small_is_left_out_where_it_tells_more():
    # 4 + 3 + 3 = 10, and the 10 is shown. Were all three called fewer than five, each would be at
    # least 10 − 4 − 4 = 2.
    parts = csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    report = suppressed(parts, [10, 4, 3, 3])
    assert printed(report) == ["10", "–", "–", "–"]


def test_counts_over_the_same_people_go_together():
    report = suppressed(csr_array([[1, 1], [1, 0], [1, 0]]), [40, 3, 3])
    assert report.reason == ("", "small", "small")
    # A change and the same change the other way round are one count too.
    turned = suppressed(csr_array([[1, 1], [1, 0], [-1, 0]]), [40, 3, -3])
    assert turned.reason == ("", "small", "small")
    assert printed(turned, language="en") == ["40", "fewer than 5", "–"]


def test_nothing_hidden_travels_on():
    places = csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    report = suppressed(places, [40, 20, 17, 3])
    assert np.isnan(report.shown[report.hidden]).all()
    assert dict(report.recipe.steps[0].counts) == {"counts": 4, "hidden": 2}


@pytest.mark.parametrize("share", [1, 0.5])
def test_a_count_that_is_large_itself_is_kept_as_wide_as_the_limit_once_it_is_hidden(share):
    # Cells p to t: s+t = 5, q+r+t = p+r+s = p+q+t = 10, and z = q+t = 5. Were all but z shown, then
    # p = r = 10 − z and s = 2z − 10, which is from 0 to 5: z would be 5 to 7.5, nearer than 4.
    # Halved, persons are modelled, the limit is 2, and z would be 2.5 to 3.75.
    counts = np.array(
        [[0, 0, 0, 1, 1], [0, 1, 1, 0, 1], [1, 0, 1, 1, 0], [1, 1, 0, 0, 1], [0, 1, 0, 0, 1]]
    )
    report = suppressed(
        csr_array(counts), np.array([5, 10, 10, 10, 5]) * share, smallest_cell=round(4 * share)
    )
    assert report.hidden.any()
    for row in counts[report.hidden]:
        low, high = what_a_reader_can_work_out(counts, report, row)
        assert high - low >= 4 * share - 1e-6


def test_a_modelled_population_is_compared_before_rounding():
    # 4.6 prints as 5 but is below it; 40.2 − 30.5 − 4.6 = 5.1 would give it away.
    parts = csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    report = suppressed(parts, [40.2, 30.5, 4.6, 5.1])
    assert report.reason == ("", "", "small", "protects another")


# --- promises ---------------------------------------------------------------------------------


@given(reports(), st.sampled_from([2, 3, 5]))
@settings(max_examples=60, deadline=None)
def test_no_reader_can_work_out_a_small_count(report_of, limit):
    counts, values = report_of
    report = suppressed(csr_array(counts), values, smallest_cell=limit)
    for row, value in zip(counts, values, strict=True):
        if value < limit and row.any():
            low, high = what_a_reader_can_work_out(counts, report, row)
            assert high - low >= limit - 1e-6
            assert high >= limit - 1e-6


@given(reports(), st.sampled_from([2, 3, 5]))
@settings(max_examples=40, deadline=None)
def test_no_reader_can_work_out_a_small_count_of_a_modelled_population(report_of, limit):
    counts, persons = report_of
    values = persons * 1.25
    report = suppressed(csr_array(counts), values, smallest_cell=limit)
    for row, value, hidden in zip(counts, values, report.hidden, strict=True):
        if (value < limit or hidden) and row.any():
            low, high = what_a_reader_can_work_out(counts, report, row)
            assert high - low >= limit - 1e-6
            assert high >= limit - 1e-6


@given(reports(), st.sampled_from([2, 3, 5]))
@settings(max_examples=60, deadline=None)
def test_no_hidden_count_at_all_is_known_to_within_less_than_the_limit(report_of, limit):
    counts, values = report_of
    report = suppressed(csr_array(counts), values, smallest_cell=limit)
    for row in counts[report.hidden]:
        low, high = what_a_reader_can_work_out(counts, report, row)
        assert high - low >= limit - 1e-6
        low, high = what_a_reader_can_work_out(counts, report, row, told=True)
        assert high - low >= limit - 1 - 1e-6


@given(reports(cells=5), st.data())
@settings(max_examples=60, deadline=None)
def test_no_group_of_persons_at_all_can_be_worked_out_to_be_small(report_of, data):
    counts, values = report_of
    report = suppressed(csr_array(counts), values)
    covered = np.flatnonzero(counts.any(axis=0))
    if not len(covered):
        return
    group = np.zeros(counts.shape[1])
    group[data.draw(st.lists(st.sampled_from(covered.tolist()), min_size=1))] = 1
    _, most = what_a_reader_can_work_out(counts, report, group)
    assert most >= 5 - 1e-6


@given(reports(cells=4, sums=6, persons=7))
@settings(max_examples=40, deadline=None)
def test_counting_persons_one_by_one_does_not_help(report_of):
    # Limit 3 and up to 10 persons a cell, so that every way can be written out.
    counts, values = report_of
    report = suppressed(csr_array(counts), values, smallest_cell=3)
    ways = every_way(counts, report, 10)
    for row, value in zip(counts, values, strict=True):
        if value < 3 and row.any():
            found = ways @ row
            assert found.max() - found.min() >= 3
            assert found.max() >= 3


@given(reports())
@settings(max_examples=60, deadline=None)
def test_a_count_called_fewer_than_five_could_still_be_any_of_them(report_of):
    counts, values = report_of
    report = suppressed(csr_array(counts), values)
    for row in counts[report.fewer]:
        low, high = what_a_reader_can_work_out(counts, report, row, told=True)
        assert (low, high) == (pytest.approx(0, abs=1e-6), pytest.approx(4, abs=1e-6))
    spoken = counts[report.fewer]
    for row, value in zip(counts, values, strict=True):
        inside = (spoken @ row == row.sum()).any()
        if value < 5 and row.any() and not inside:
            low, high = what_a_reader_can_work_out(counts, report, row, told=True)
            assert high - low >= 5 - 1e-6


@given(reports())
@settings(max_examples=40, deadline=None)
def test_a_count_is_hidden_for_one_reason_and_otherwise_shown_as_it_is(report_of):
    counts, values = report_of
    report = suppressed(csr_array(counts), values)
    small = (values < 5) & counts.any(axis=1)
    assert [r == "small" for r in report.reason] == small.tolist()
    assert report.shown[~report.hidden].tolist() == values[~report.hidden].tolist()
    assert not (report.fewer & ~small).any()


@given(st.integers(2, 5), st.integers(2, 5), st.data())
@settings(max_examples=30, deadline=None)
def test_nothing_is_hidden_where_nothing_is_small(r, c, data):
    cells = data.draw(st.lists(st.integers(5, 90), min_size=r * c, max_size=r * c))
    table = pd.DataFrame(np.reshape(cells, (r, c)))
    texts = printed_table(table).to_numpy().ravel().tolist()
    assert "–" not in texts
    assert not any("färre" in text for text in texts)


@given(st.lists(st.integers(0, 30), min_size=9, max_size=9), st.permutations(range(16)))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_counts_does_not_matter(people, order):
    counts, values = two_way(3, 3, people)
    if len(set(values.tolist())) < 16:
        # Equal counts are a tie, and either may be hidden.
        return
    as_given = suppressed(csr_array(counts), values)
    otherwise = suppressed(csr_array(counts[order]), values[order])
    assert otherwise.hidden.tolist() == as_given.hidden[order].tolist()
    assert otherwise.fewer.tolist() == as_given.fewer[order].tolist()


@given(reports())
@settings(max_examples=20, deadline=None)
def test_the_same_counts_give_the_same_report(report_of):
    counts, values = report_of
    one, two = (suppressed(csr_array(counts), values) for _ in range(2))
    assert one.shown.tobytes() == two.shown.tobytes()
    assert one.fewer.tobytes() == two.fewer.tobytes()
    assert (one.reason, one.recipe) == (two.reason, two.recipe)


@given(st.lists(st.integers(0, 30), min_size=12, max_size=12))
@settings(max_examples=30, deadline=None)
def test_no_hidden_count_that_protects_another_could_be_shown_again(people):
    counts, values = two_way(3, 4, people)
    report = suppressed(csr_array(counts), values)
    for at in [i for i, reason in enumerate(report.reason) if reason == "protects another"]:
        assert shown_again_it_tells_too_much(counts, values, report, at)


def shown_again_it_tells_too_much(counts, values, report, at):
    """Whether some small or hidden count is known too well once count ``at`` is shown as well."""
    hidden, shown = report.hidden.copy(), report.shown.copy()
    hidden[at], shown[at] = False, values[at]
    with_it = type(report)(shown, hidden, report.reason, report.fewer, report.limits, report.recipe)
    for row, value, is_hidden in zip(counts, values, hidden, strict=True):
        if value < 5 or is_hidden:
            low, high = what_a_reader_can_work_out(counts, with_it, row)
            if high - low < 5 - 1e-6 or high < 5 - 1e-6:
                return True
    return False


def two_way(r, c, people):
    """The counts of a two-way table with margins: cells, rows, columns, all."""
    cells = np.eye(r * c, dtype=int)
    rows = np.kron(np.eye(r, dtype=int), np.ones((1, c), int))
    columns = np.kron(np.ones((1, r), int), np.eye(c, dtype=int))
    counts = np.vstack([cells, rows, columns, np.ones((1, r * c), int)])
    return counts, counts @ np.array(people)


# --- scale ------------------------------------------------------------------------------------


def test_a_report_of_many_places_is_quick():
    rng = np.random.default_rng(0)
    places = rng.integers(0, 60, 20_000)
    ages, needs = rng.integers(0, 4, 20_000), rng.integers(0, 5, 20_000)
    cells, who = np.unique(np.stack([places, ages, needs]), axis=1, return_inverse=True)
    people = np.bincount(who)
    rows = [cells[0] == p for p in range(60)]
    rows += [(cells[0] == p) & (cells[1] == a) for p in range(60) for a in range(4)]
    rows += [(cells[0] == p) & (cells[2] == n) for p in range(60) for n in range(5)]
    counts = np.array([*rows, np.ones(cells.shape[1], bool)]).astype(int)
    steps = []
    report = suppressed(
        csr_array(counts), counts @ people, progress=lambda *step: steps.append(step)
    )
    assert len(report.hidden) == 601
    assert steps[-1] == ("suppressed", 1, 1)


# --- refusals ---------------------------------------------------------------------------------


def test_counts_that_no_persons_agree_with_are_refused_by_name():
    with pytest.raises(InputError, match="all, town"):
        suppressed(csr_array([[1, 1], [1, 0]]), [20, 30], names=["all", "town"])


def test_two_values_for_the_same_people_are_refused():
    with pytest.raises(InputError, match="20 persons, but number 0 over the same cells is 30"):
        suppressed(csr_array([[1, 1], [1, 1]]), [30, 20])


def test_all_faults_are_named_at_once():
    counts = csr_array([[2, 1], [1, 0], [0, 0]])
    with pytest.raises(InputError) as caught:
        suppressed(counts, [-3, np.nan, 4], smallest_cell=0)
    text = str(caught.value)
    assert "add (1), take away (−1)" in text
    assert "number 0: -3 persons, but it takes no cell away" in text
    assert "number 1: nan is not a finite number" in text
    assert "number 2: 4 persons, but it has no cells" in text
    assert "smallest_cell 0 is not at least 1" in text


@pytest.mark.parametrize(
    "wrong", [{"values": [1, 2, 3]}, {"smallest_cell": [5, 5, 5]}, {"names": ["one"]}]
)
def test_sizes_that_do_not_fit_are_refused(wrong):
    given_ = {"values": [40, 20], **wrong}
    with pytest.raises(InputError, match="2 rows"):
        suppressed(csr_array([[1, 1], [1, 0]]), **given_)


def test_a_table_with_its_own_margins_is_refused():
    with pytest.raises(InputError, match="leave out margins"):
        printed_table(pd.DataFrame({"Totalt": [7]}, index=["a"]))


def test_an_empty_report_hides_nothing():
    assert repr(suppressed(csr_array((0, 0)), [])) == "Suppression(0 counts, 0 small, 0 protecting)"


# --- beside a report that stands --------------------------------------------------------------


@given(reports(), st.data())
@settings(max_examples=40, deadline=None, phases=[Phase.generate])
def test_further_counts_leave_the_first_as_they_are_and_tell_of_nobody(report_of, data):
    counts, values = report_of
    many = data.draw(st.integers(1, len(values)))
    first = suppressed(csr_array(counts[:many]), values[:many])
    report = suppressed_beside(first, csr_array(counts), values)
    assert report is not None
    assert (report.hidden[:many] == first.hidden).all()
    assert (report.fewer[:many] == first.fewer).all()
    for row, value, hidden in zip(counts, values, report.hidden, strict=True):
        if row.any() and (hidden or value < 5):
            low, high = what_a_reader_can_work_out(counts, report, row)
            before = what_a_reader_can_work_out(counts[:many], first, row)
            # Never nearer than four persons, but where the first report by itself tells as much.
            assert high - low >= 5 - 1e-6 or (low, high) == pytest.approx(before, abs=1e-6)


def test_a_further_count_with_a_stricter_limit_stays_as_wide_as_the_first_leave_it():
    # Of 7 some live in a small place, where the limit is 10. The 7 alone says 0 to 7 of them.
    both = csr_array([[1, 1], [1, 0]])
    first = suppressed(both[[0]], [7])
    report = suppressed_beside(first, both, [7, 3], smallest_cell=[5, 10])
    assert printed(report) == ["7", "–"]


def test_a_further_count_that_would_give_the_first_away_is_hidden():
    # 40 and 20 are shown, 17 and 3 hidden. 37 of another kind would leave 3 for the village.
    places = csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]])
    first = suppressed(places[:4], [40, 20, 17, 3])
    report = suppressed_beside(first, places, [40, 20, 17, 3, 37])
    assert report.hidden.tolist() == [False, False, True, True, True]
