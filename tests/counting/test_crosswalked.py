"""Moves, skills and vacancies of one classification, told in another."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.counting.crosswalked_flows import crosswalked_flow_ranges, crosswalked_flows
from mobility.counting.crosswalked_tables import crosswalked_incidence, crosswalked_vacancies
from mobility.counting.whole_parts import whole_parts
from mobility.foundation.crosswalk import Crosswalk
from mobility.foundation.errors import InputError, VersionError
from mobility.foundation.flows import Flows
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import recipe_of
from mobility.reaching.change import flow_change
from mobility.reading.crosswalks import read_crosswalk
from mobility.reading.flows import read_flows
from mobility.reading.vacancies import read_vacancies

CODES = ["1", "2", "3", "4"]
ways = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from("abcd")), min_size=4, unique=True
).map(lambda lines: [*lines, *((c, "z") for c in CODES if c not in {a for a, _ in lines})])
moves = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), st.integers(1, 60), min_size=1
)


def walk(lines):
    table = pd.DataFrame(lines, columns=["from_code", "to_code", "share"][: len(lines[0])])
    return Crosswalk.of(table, from_version="old", to_version="new")


def flows(counts, **said):
    table = pd.DataFrame([(a, b, n) for (a, b), n in counts.items()],
                         columns=["origin", "destination", "count"])  # fmt: skip
    return Flows.of(table, kind="industry", version="old", **said)


@settings(max_examples=60, deadline=None)
@given(moves, ways)
def test_no_move_is_lost_or_made(counts, lines):
    before = flows(counts)
    after = crosswalked_flows(before, walk(lines))
    assert after.moves == before.moves
    assert after.version == "new"


@settings(max_examples=60, deadline=None)
@given(moves, ways)
def test_every_flow_is_the_rounded_sum_of_its_shares(counts, lines):
    """Against a loop over pairs; a flow is off by its rounding and by that of its origin's sum."""
    way = walk(lines)
    share = {(a, b): w for a, b, w in way.table.itertuples(index=False)}
    exact = {}
    for (i, j), n in counts.items():
        for a, b in [(a, b) for (o, a) in share for (d, b) in share if (o, d) == (i, j)]:
            part = share[i, a] * (share[j, b] if i != j else a == b)
            exact[a, b] = exact.get((a, b), 0) + n * part
    found = crosswalked_flows(flows(counts), way).table.set_index(["origin", "destination"])
    for pair, n in exact.items():
        assert abs(found["count"].get(pair, 0) - n) < 2
    assert set(found.index) <= set(exact)


def test_those_who_stay_in_a_split_code_are_not_made_to_move():
    after = crosswalked_flows(flows({("1", "1"): 10}), walk([("1", "a", 0.7), ("1", "b", 0.3)]))
    assert after.table.to_numpy().tolist() == [["a", "a", 7], ["b", "b", 3]]


def test_moves_within_a_merged_code_are_those_who_stay():
    after = crosswalked_flows(flows({("1", "2"): 4, ("2", "1"): 3}), walk([("1", "a"), ("2", "a")]))
    assert after.table.to_numpy().tolist() == [["a", "a", 7]]


def test_the_recipe_tells_how_much_went_through_split_codes():
    """5 + 6 of 15 begin or end in code 1, which is split."""
    before = flows({("1", "2"): 5, ("2", "1"): 6, ("2", "3"): 4})
    way = walk([("1", "a"), ("1", "b"), ("2", "c"), ("3", "d")])
    step = crosswalked_flows(before, way).recipe.steps[-1]
    assert dict(step.counts) == {
        "nodes before": 3, "nodes after": 4, "moves": 15, "moves through split codes": 11,
    }  # fmt: skip
    assert dict(step.settings)["shares"] == "equal"


def test_margins_are_translated_too():
    margins = pd.DataFrame({"leaving": [10, 4], "arriving": [6, 8]}, index=["1", "2"])
    after = crosswalked_flows(
        flows({("1", "2"): 5}, margins=margins), walk([("1", "a"), ("1", "b"), ("2", "b")])
    )
    assert after.margins.loc["a"].tolist() == [5, 3]
    assert after.margins.loc["b"].tolist() == [9, 11]


@pytest.mark.parametrize("unlisted", ["zero", "withheld"])
def test_withheld_counts_pass_where_codes_are_only_called_otherwise(unlisted):
    before = flows({("1", "2"): 12, ("2", "1"): None}, withheld_below=10, unlisted=unlisted)
    after = crosswalked_flows(before, walk([("1", "b"), ("2", "a")]))
    counts = after.counts()
    assert counts[1, 0] == 12
    assert np.isnan(counts[0, 1])
    assert (after.withheld_below, after.unlisted) == (10, unlisted)


def test_withheld_counts_are_not_split_or_added_up_but_their_ranges_are_told():
    before = flows({("1", "3"): 12, ("2", "3"): None}, withheld_below=10)
    way = walk([("1", "a"), ("2", "a"), ("3", "b"), ("3", "c")])
    with pytest.raises(InputError, match=r"3 codes \('1', '2', '3'\).*crosswalked_flow_ranges"):
        crosswalked_flows(before, way)
    ranges = crosswalked_flow_ranges(before, way)
    assert ranges.to_numpy().tolist() == [["a", "b", 6.0, 10.5], ["a", "c", 6.0, 10.5]]


def test_flows_of_another_version_and_unknown_codes_are_refused():
    with pytest.raises(VersionError):
        crosswalked_flows(
            Flows.of(flows({("1", "2"): 1}).table, kind="industry"), walk([("1", "a")])
        )
    with pytest.raises(InputError, match=r"(?s)'3'.*'4'"):
        crosswalked_flows(flows({("3", "4"): 1, ("1", "1"): 2}), walk([("1", "a")]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 50), st.integers(0, 3)), min_size=1, max_size=20))
def test_whole_parts_keep_the_sum_of_every_group(lines):
    values, groups = np.array([a for a, _ in lines]), np.array([g for _, g in lines])
    found = whole_parts(values, groups)
    assert (np.abs(found - values) < 1 + 1e-6).all()
    for group in range(4):
        assert found[groups == group].sum() == round(values[groups == group].sum())


def test_an_incidence_keeps_its_sums_and_support():
    pairs = pd.DataFrame({"occupation": ["1", "1", "2"], "skill": ["s", "t", "s"], "n": [4, 2, 3]})
    x = Incidence.from_pairs(
        pairs, "occupation", "skill", "n", measure="ads", version="old",
        support=pd.Series({"1": 5, "2": 3}),
    )  # fmt: skip
    found = crosswalked_incidence(x, walk([("1", "a", 0.75), ("1", "b", 0.25), ("2", "b", 1.0)]))
    assert found.values.toarray().tolist() == [[3, 1.5], [4, 0.5]]
    assert found.support.tolist() == [3.75, 4.25]
    assert found.version == "new"
    assert dict(found.recipe.steps[-1].counts)["support through split codes"] == 5


def test_weights_are_refused_since_they_do_not_add_up():
    pairs = pd.DataFrame({"occupation": ["1"], "skill": ["s"]})
    x = Incidence.from_pairs(pairs, "occupation", "skill", measure="tf-idf", version="old")
    with pytest.raises(InputError, match="no count"):
        crosswalked_incidence(x, walk([("1", "a")]))


def test_vacancies_keep_their_sum_in_every_place_and_period():
    table = pd.DataFrame({
        "occupation": ["1", "1", "2", "1"], "place": ["x", "y", "x", None],
        "place_name": ["X", "Y", "X", None], "vacancies": [5, 1, 2, 3], "period": "2024",
    })  # fmt: skip
    found = crosswalked_vacancies(table, walk([("1", "a"), ("1", "b"), ("2", "b")]))
    sums = found.groupby("place", dropna=False)["vacancies"].sum()
    assert sums.tolist() == [7, 1, 3]
    assert found.query("place == 'x'")["vacancies"].tolist() == [3, 4]
    assert found["place_name"].dropna().tolist() == ["X", "Y", "X"]
    assert list(found.columns) == list(table.columns)
    assert dict(recipe_of(found).steps[-1].counts)["vacancies through split codes"] == 9


def test_vacancies_with_codes_unknown_to_the_crosswalk_are_refused():
    table = pd.DataFrame({"occupation": ["8", "9"], "place": "x", "vacancies": 1})
    with pytest.raises(InputError, match=r"(?s)'8'.*'9'"):
        crosswalked_vacancies(table, walk([("1", "a")]))


@pytest.mark.shared_data
def test_swedish_vacancies_in_international_groups_keep_every_municipality(shared_data):
    way = read_crosswalk(
        shared_data("jobtech-taxonomy") / "ssyk4_isco4.csv", from_version="SSYK 2012",
        to_version="ISCO-08", from_code="ssyk4", to_code="isco08_4", from_length=4, to_length=4,
    )  # fmt: skip
    jobs = read_vacancies(shared_data("af-sweden") / "ads_2024_ssyk4_kommun.csv")
    found = crosswalked_vacancies(jobs, way)
    before, after = (t.groupby("place")["vacancies"].sum() for t in (jobs, found))
    pd.testing.assert_series_equal(before, after)
    assert set(found["occupation"]) <= set(way.table["to_code"])


@pytest.mark.shared_data
def test_british_flows_cannot_be_joined_across_revisions_without_a_crosswalk(shared_data):
    counts = shared_data("uk-industry-flows") / "counts"
    old = read_flows(
        counts / "Table1_Reduced_matrix_1997_2008_flows.csv", kind="industry", origin="StartIndst",
        destination="FinalIndst", count="Counts", version="SIC 2003", code_length=4,
        withheld_below=10, unlisted="withheld",
    )  # fmt: skip
    new = read_flows(
        counts / "Table1_Reduced_matrix_2009_2013_flows.csv", kind="industry",
        origin="StartIndust", destination="FinalIndst", count="Counts", version="SIC 2007",
        code_length=4, withheld_below=10, unlisted="withheld",
    )  # fmt: skip
    with pytest.raises(VersionError, match="crosswalk"):
        flow_change(old, new)
    way = Crosswalk.of(
        pd.DataFrame({"from_code": list(new.nodes), "to_code": list(new.nodes)}),
        from_version="SIC 2007", to_version="SIC 2003",
    )  # fmt: skip
    with pytest.raises(VersionError, match="SIC 2003"):
        crosswalked_flows(old, way)
