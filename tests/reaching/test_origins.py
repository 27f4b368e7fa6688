"""From where the people of a new job came: worked by hand, in general, and on real moves."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError, VersionError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step
from mobility.reaching.earlier_flows import without_flows_into
from mobility.reaching.origins import origins
from mobility.reading.flows import read_flows
from mobility.relating.skill_relatedness import skill_relatedness

V = "SSYK 2012"


def moves(rows: list[tuple[str, str, int | None]], **how: object) -> Flows:
    table = pd.DataFrame(rows, columns=["origin", "destination", "count"])
    given = {"kind": "occupation", "version": V, **how}
    return Flows.of(table, **given)  # type: ignore[arg-type]


def ties(rows: list[tuple[str, str, float]], *, directed: bool = False) -> Network:
    edges = pd.DataFrame(rows, columns=["source", "target", "weight"])
    return Network.from_edges(edges, directed=directed, version=V)


CAME = moves(
    [("a", "new", 30), ("b", "new", 6), ("school", "new", 4), ("new", "new", 99), ("a", "c", 20),
     ("b", "c", 50), ("school", "c", 30), ("new", "a", 7)]
)  # fmt: skip


def test_shares_stand_against_where_all_others_who_move_come_from() -> None:
    found = origins(CAME, ties([("a", "new", 0.5)]), "new", entrants=["school"]).kinds
    # 40 came, 30 + 6 + 4; to elsewhere went 20 of a, 50 of b and 30 from school: 100.
    assert found["share"].tolist() == [0.75, 0.15, 0.1]
    assert found["expected"].tolist() == [0.2, 0.5, 0.3]
    assert found["ratio"].tolist() == pytest.approx([3.75, 0.3, 1 / 3])
    assert found["people"].tolist() == [30, 6, 4]


def test_each_origin_stands_with_what_sizes_give() -> None:
    found = origins(CAME, ties([("a", "new", 0.5)]), "new", entrants=["school"]).origins
    assert found["origin"].tolist() == ["a", "b", "school"]
    # Of 40, a would send .2, b .5 and school .3.
    assert found["expected"].tolist() == [8, 20, 12]
    assert found["kind"].tolist() == ["related", "unrelated", "entrants"]


def test_a_directed_network_is_read_from_the_target_to_the_origin() -> None:
    directed = ties([("new", "b", 0.5), ("a", "new", 0.9)], directed=True)
    found = origins(CAME, directed, "new").origins.set_index("origin")["kind"]
    assert found.to_dict() == {"a": "unrelated", "b": "related", "school": "unrelated"}


def test_an_origin_without_a_tie_is_unrelated_and_counted() -> None:
    found = origins(CAME, ties([("a", "new", 0.5)]), "new").kinds
    assert found["no_tie"].tolist() == [0, 10]


def test_the_threshold_is_passed_only_above_it() -> None:
    network = ties([("a", "new", 0.5), ("b", "new", 0.2)])
    found = origins(CAME, network, "new", related_above=0.2).origins.set_index("origin")["kind"]
    assert found[["a", "b"]].tolist() == ["related", "unrelated"]


def test_withheld_counts_are_taken_within_their_range_and_told() -> None:
    late = moves(
        [("a", "new", 30), ("b", "new", None), ("a", "c", 20), ("b", "c", 50), ("c", "a", 40),
         ("c", "b", 40), ("new", "c", 20)], withheld_below=10,
    )  # fmt: skip
    found = origins(late, ties([("a", "new", 0.5)]), "new")
    row = found.origins.set_index("origin").loc["b"]
    assert 0 <= row["people"] <= 9
    assert bool(row["withheld"])
    assert found.kinds["withheld"].tolist() == [0, row["people"]]


def test_without_flows_into_leaves_out_those_who_came_and_keeps_those_who_left() -> None:
    left = without_flows_into(CAME, "new")
    assert left.table.set_index(["origin", "destination"])["count"].loc[("a", "new")] == 0
    assert left.moves == CAME.moves - 30 - 6 - 4 - 99
    assert left.recipe.steps[-1].name == "without_flows_into"


def test_with_unlisted_pairs_withheld_nobody_is_thought_to_have_come() -> None:
    left = without_flows_into(
        moves([("a", "new", 30), ("b", "c", 20)], withheld_below=10, unlisted="withheld"), "new"
    )
    counts = left.counts()
    assert counts[:, left.nodes.get_loc("new")].tolist() == [0, 0, 0, 0]


def test_relatedness_that_has_seen_who_came_is_refused_with_the_way_out() -> None:
    read = Recipe((Step.of("read_flows", {"file": "moves.csv", "sha256": "ab"}),))
    late = moves([("a", "new", 30), ("b", "c", 9), ("new", "a", 5)], period="2015", recipe=read)
    early = moves([("a", "new", 20), ("b", "c", 9), ("new", "a", 5)], period="2010")
    with pytest.raises(InputError, match="from the file of the flows; use skill_relatedness"):
        origins(late, skill_relatedness(without_flows_into(late, "new")), "new")
    with pytest.raises(InputError, match="moves into 'new' too; use skill_relatedness"):
        origins(late, skill_relatedness(early), "new")
    with pytest.raises(InputError, match="moves into 'new' too"):
        origins(late, skill_relatedness(without_flows_into(early, "c")), "new")
    same = Flows(early.table, early.nodes, version=V, period="2015")
    with pytest.raises(InputError, match="of the same period, 2015"):
        origins(late, skill_relatedness(without_flows_into(same, "new")), "new")
    found = origins(late, skill_relatedness(without_flows_into(early, "new")), "new")
    assert found.kinds.at["related", "people"] == 30


def test_what_is_not_there_or_does_not_belong_is_refused_all_at_once() -> None:
    network = ties([("a", "new", 0.5)])
    with pytest.raises(UnknownNameError):
        origins(CAME, network, "gnu")
    with pytest.raises(UnknownNameError):
        origins(CAME, network, "new", entrants=["shcool"])
    with pytest.raises(InputError, match="3 problem"):
        origins(CAME, network, "c", draws=1, confidence=1.0)
    with pytest.raises(InputError, match="cannot be an entrant too"):
        origins(CAME, network, "new", entrants=["new"])
    with pytest.raises(VersionError):
        origins(moves([("a", "new", 3)], version="ISCO-08"), network, "new")
    with pytest.raises(EmptyResultError, match="Nobody moved into"):
        origins(moves([("new", "a", 3)]), network, "new")


def test_a_kind_of_few_origins_has_no_interval_of_its_ratio() -> None:
    names = [f"{i}" for i in range(12)]
    rows = [(name, to, 10) for name in names for to in ("new", "else")]
    for number, told in ((3, False), (8, True)):
        network = ties([(name, "new", 0.5) for name in names[:number]])
        row = origins(moves(rows), network, "new", draws=2000).kinds.loc["related"]
        # None of three is drawn in (9/12)¹² = .03 of draws, more than the .025 of a tail.
        assert np.isfinite(row["ratio_low"]) == told


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 9))
def test_shares_add_up_and_ratios_weighted_by_what_is_expected_too(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    names = [f"{i}" for i in range(n)]
    i, j = np.nonzero(~np.eye(n, dtype=bool))
    counts = rng.integers(0, 30, len(i)) + (j == 0)
    rows = [(names[a], names[b], int(c)) for a, b, c in zip(i, j, counts, strict=True)]
    network = ties([("0", name, float(rng.random())) for name in names[1:]])
    found = origins(moves(rows), network, "0", related_above=0.5, draws=20)
    kinds = found.kinds
    assert kinds["share"].sum() == pytest.approx(1)
    assert kinds["people"].sum() == found.origins["people"].sum()
    known = kinds["expected"] > 0
    assert (kinds["expected"] * kinds["ratio"])[known].sum() == pytest.approx(
        kinds["share"][known].sum()
    )
    assert found.origins["expected"].sum() <= kinds["people"].sum() + 1e-9
    again = origins(moves(rows[::-1]), network, "0", related_above=0.5, draws=20)
    pd.testing.assert_frame_equal(again.kinds, kinds)


def test_where_only_sizes_decide_the_interval_of_the_ratio_holds_one() -> None:
    rng = np.random.default_rng(3)
    names = [f"{i:02}" for i in range(40)]
    size = rng.gamma(2, 50, 40)
    held = 0
    for _ in range(30):
        people = rng.poisson(np.outer(size, size) / size.sum())
        i, j = np.nonzero(people)
        rows = [(names[a], names[b], int(people[a, b])) for a, b in zip(i, j, strict=True)]
        network = ties([("00", name, float(rng.random() > 0.5)) for name in names[1:]])
        row = origins(moves(rows), network, "00", draws=200).kinds.loc["related"]
        held += bool(row["ratio_low"] <= 1 <= row["ratio_high"])
    # 95 % intervals: of 30 draws at least 24 hold 1, but for once in some thousands.
    assert held >= 24


@pytest.mark.shared_data
def test_uk_software_came_from_what_is_related_many_times_more_than_size_gives(shared_data) -> None:  # type: ignore[no-untyped-def]
    folder = shared_data("uk-industry-flows") / "counts"
    early, late = (
        read_flows(
            folder / file, kind="industry", origin=origin, destination="FinalIndst",
            count="Counts", version="SIC 2007", period=period, code_length=4, withheld_below=10,
            unlisted="withheld",
        )
        for file, origin, period in (
            ("Table1_Reduced_matrix_2009_2013_flows.csv", "StartIndust", "2009–2013"),
            ("Table3_Reduced_matrix_2014_2018_flows.csv", "StartIndst", "2014–2018"),
        )
    )  # fmt: skip
    network = skill_relatedness(without_flows_into(early, "6201"))
    found = origins(late, network, "6201")
    assert set(found.origins.query("kind == 'related'")["origin"]) == {"6202", "6209"}
    assert found.kinds.at["related", "people"] == 48 + 19
    assert found.kinds.at["related", "ratio"] > 10
    # Two origins are too few: of 100 draws about 13 have neither.
    assert np.isnan(found.kinds.at["related", "ratio_low"])
