"""flows_from_spells: who moves, who does not, and that nobody can be told from the result."""

import random
from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from mobility import InputError, flows_from_spells, skill_relatedness

COLUMNS = ["person", "period", "workplace", "industry", "occupation"]


def spells_of(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def lines(flows):
    table = flows.table
    return dict(
        zip(zip(table["origin"], table["destination"], strict=True), table["count"], strict=True)
    )


def counts(flows):
    return dict(flows.recipe.steps[-1].counts)


@pytest.fixture
def street():
    """Four people over three years; each person's moves are told beside the rows."""
    return spells_of(
        # Ann: inn → school (56 → 85), school → school.   one move
        ("ann", 2019, "inn", "56", "cook"), ("ann", 2020, "school", "85", "cook"),
        ("ann", 2021, "school", "85", "baker"),
        # Bo: inn → bar (56 → 56), bar → school (56 → 85). two moves, one on the diagonal
        ("bo", 2019, "inn", "56", "cook"), ("bo", 2020, "bar", "56", "waiter"),
        ("bo", 2021, "school", "85", "cook"),
        # Cy: inn, away, school.                           none
        ("cy", 2019, "inn", "56", "cook"), ("cy", 2021, "school", "85", "cook"),
        # Di: at the bar, whose industry is coded anew.    none
        ("di", 2020, "bar", "56", "waiter"), ("di", 2021, "bar", "93", "waiter"),
    )  # fmt: skip


def test_moves_between_industries_are_counted_with_those_who_stay_in_the_industry(street):
    flows = flows_from_spells(street, nodes="industry", version="SNI 2007")
    # Ann 56→85 and Bo 56→85 are 2; Bo 56→56 is 1.
    assert lines(flows) == {("56", "85"): 2, ("56", "56"): 1}
    assert (flows.nodes.name, flows.period, flows.version) == ("industry", "2019–2021", "SNI 2007")


def test_moves_between_occupations_are_of_the_same_people(street):
    flows = flows_from_spells(street, nodes="occupation")
    # Ann cook→cook; Bo cook→waiter, waiter→cook; Ann's baking came without a new workplace.
    assert lines(flows) == {("cook", "cook"): 1, ("cook", "waiter"): 1, ("waiter", "cook"): 1}


def test_both_codes_together_are_one_node(street):
    flows = flows_from_spells(street, nodes="both")
    assert lines(flows) == {
        ("56 · cook", "85 · cook"): 1,
        ("56 · cook", "56 · waiter"): 1,
        ("56 · waiter", "85 · cook"): 1,
    }
    assert flows.nodes.name == "industry×occupation"


def test_the_recipe_tells_where_every_spell_went(street):
    # 10 spells. Not in the last year: Ann 2, Bo 2, Cy 1, Di 1 = 6. Of these Cy is away the year
    # after (1), Ann and Di keep their workplace (2), and 3 move: 1 + 2 + 3 = 6.
    assert counts(flows_from_spells(street, nodes="industry")) == {
        "spells": 10, "people": 4, "periods": 3, "not in the next period": 1,
        "stayed at the workplace": 2, "moves": 3, "groups set aside": 0, "people in them": 0,
    }  # fmt: skip


def leaving(size, group):
    """A mill with some people, of whom a group is at the works the year after."""
    rows = []
    for i in range(size):
        rows.append((f"p{i}", 1, "mill", "10", "miller"))
        goes = i < group
        rows.append((f"p{i}", 2, "works" if goes else "mill", "25" if goes else "10", "miller"))
    return spells_of(*rows)


@pytest.mark.parametrize(
    ("size", "group", "aside"),
    [
        (5, 5, True),  # 5 / 5 = 1
        (4, 4, False),  # all of them, but only 4
        (10, 8, True),  # 8 / 10 = 0.8
        (10, 7, False),  # 7 / 10 = 0.7
        (6, 5, True),  # 5 / 6 = 0.83
        (7, 5, False),  # 5 / 7 = 0.71
    ],
)
def test_a_workplace_that_moves_as_a_whole_is_no_move_of_its_people(size, group, aside):
    flows = flows_from_spells(leaving(size, group), nodes="industry")
    assert lines(flows) == ({} if aside else {("10", "25"): group})
    assert counts(flows)["groups set aside"] == int(aside)
    assert counts(flows)["people in them"] == (group if aside else 0)


def test_a_share_is_met_exactly_where_the_quotient_is_what_was_written():
    # 0.07 · 100 is 7.000000000000001 in floating point; 7 of 100 are 7 % all the same.
    flows = flows_from_spells(leaving(100, 7), nodes="industry", share=0.07)
    assert lines(flows) == {}


def test_those_who_are_nowhere_the_year_after_are_part_of_the_workplace():
    # Of 8 at the mill 2 are gone from the table: 6 / 8 = 0.75 is under 0.8, though 6 / 6 is not.
    here = leaving(8, 8)
    gone = here["person"].isin(["p6", "p7"]) & (here["period"] == 2)
    assert lines(flows_from_spells(here[~gone], nodes="industry")) == {("10", "25"): 6}


def test_two_workplaces_that_merge_are_two_groups():
    one, other = leaving(5, 5), leaving(6, 6)
    other = other.assign(
        person="q" + other["person"], workplace=other["workplace"].replace("mill", "saw")
    )
    flows = flows_from_spells(pd.concat([one, other]), nodes="industry")
    assert counts(flows)["groups set aside"] == 2
    assert counts(flows)["people in them"] == 5 + 6


def by_hand(table, codes, together, share):
    """Count the same with plain loops over dictionaries."""
    periods = sorted(set(table["period"]))
    job = {(r["person"], r["period"]): r for r in table.to_dict("records")}
    moved = Counter()
    groups = people = 0
    for now, then in pairwise(periods):
        for v in sorted(set(table["workplace"])):
            staff = [p for (p, t), r in job.items() if t == now and r["workplace"] == v]
            by_next = {}
            for p in staff:
                if (p, then) in job and job[p, then]["workplace"] != v:
                    by_next.setdefault(job[p, then]["workplace"], []).append(p)
            for goers in by_next.values():
                if len(goers) >= together and len(goers) / len(staff) >= share:
                    groups, people = groups + 1, people + len(goers)
                    continue
                for p in goers:
                    pair = (job[p, now], job[p, then])
                    moved[tuple(" · ".join(r[c] for c in codes) for r in pair)] += 1
    return dict(moved), groups, people


def random_spells(draw):
    periods = draw.sample(range(-3, 15), draw.randint(1, 4))
    places = [f"w{i}" for i in range(draw.randint(1, 5))]
    rows = [
        (f"p{p}", t, draw.choice(places), draw.choice("ABC"), draw.choice("xyz"))
        for p in range(draw.randint(1, 14)) for t in periods if draw.random() < 0.85
    ]  # fmt: skip
    draw.shuffle(rows)
    return spells_of(*rows).astype({"period": "int64"})


def test_four_hundred_random_tables_are_counted_as_by_hand():
    draw = random.Random(7)
    some_moved = some_aside = 0
    for _ in range(400):
        table = random_spells(draw)
        nodes = draw.choice(["industry", "occupation", "both"])
        codes = ["industry", "occupation"] if nodes == "both" else [nodes]
        together, share = draw.randint(2, 4), draw.choice([0.3, 0.5, 0.8, 1.0])
        flows = flows_from_spells(table, nodes=nodes, together=together, share=share)
        moved, groups, people = by_hand(table, codes, together, share)
        assert lines(flows) == moved
        assert counts(flows)["groups set aside"] == groups
        assert counts(flows)["people in them"] == people
        told = counts(flows)
        before_last = int((table["period"] < table["period"].max()).sum()) if len(table) else 0
        assert before_last == sum(
            told[name]
            for name in ("not in the next period", "stayed at the workplace", "moves",
                         "people in them")
        )  # fmt: skip
        some_moved, some_aside = some_moved + bool(moved), some_aside + bool(groups)
    assert some_moved > 200
    assert some_aside > 50


def test_the_order_of_the_rows_and_the_names_of_people_and_workplaces_change_nothing():
    draw = random.Random(11)
    for _ in range(50):
        table = random_spells(draw)
        other = table.sample(frac=1, random_state=draw.randint(0, 999))
        for column in ("person", "workplace"):
            names = sorted(set(table[column]))
            other[column] = other[column].map(
                dict(zip(names, draw.sample(range(100, 999), len(names)), strict=True))
            )
        one = flows_from_spells(table, nodes="both", together=2, share=0.5)
        two = flows_from_spells(other, nodes="both", together=2, share=0.5)
        pd.testing.assert_frame_equal(one.table, two.table)
        assert (one.recipe, one.period) == (two.recipe, two.period)
        assert list(one.nodes) == list(two.nodes)


def test_the_table_given_is_not_changed(street):
    before = street.copy()
    flows_from_spells(street, nodes="both")
    pd.testing.assert_frame_equal(street, before)


def test_no_person_and_no_workplace_is_in_the_result():
    table = leaving(12, 4)
    table["person"] = "id-" + table["person"]
    table["workplace"] = "at-" + table["workplace"]
    table.index = pd.Index(table["person"])
    flows = flows_from_spells(table, nodes="both")
    assert flows.moves == 4
    related = skill_relatedness(flows, diagonal=True)
    said = [repr(flows), flows.table.to_csv(), str(flows.table.attrs), flows.recipe.to_json(),
            str(list(flows.nodes)), str(flows.period), related.nodes.to_csv(),
            related.edges.to_csv(), related.recipe.to_json()]  # fmt: skip
    assert "id-" not in "".join(said)
    assert "at-" not in "".join(said)
    assert flows.margins is None


def test_all_faults_are_told_at_once_and_no_person_is_named():
    table = spells_of(
        ("id-1", 2019, "inn", "56", "cook"),
        ("id-1", 2019, "bar", "56", "cook"),
        ("id-2", 2019, None, "56", " "),
        ("id-3", None, "inn", "56", "a · b"),
        (None, 2019, "inn", None, "cook"),
        ("id-1", 2019, "bar", "56", "cook"),
    )
    with pytest.raises(InputError) as told:
        flows_from_spells(table, nodes="both")
    assert sorted(map(str, told.value.problems)) == [
        "row 2: a person has one main job in a period; this one stands already on row 1",
        "row 3, column 'occupation': a value is missing",
        "row 3, column 'workplace': a value is missing",
        "row 4, column 'occupation': a code may not hold ' · ', which joins the two",
        "row 4, column 'period': a value is missing",
        "row 5, column 'industry': a value is missing",
        "row 5, column 'person': a value is missing",
        "row 6: a person has one main job in a period; this one stands already on row 1",
    ]
    assert "id-" not in str(told.value)


def test_a_missing_column_is_told_together_with_a_person_who_stands_twice(street):
    twice = pd.concat([street, street.head(1)]).drop(columns="industry")
    with pytest.raises(InputError) as told:
        flows_from_spells(twice, nodes="industry")
    assert len(told.value.problems) == 2
    assert "'industry' is missing" in str(told.value)
    assert "row 11: a person has one main job" in str(told.value)


def test_a_column_that_stands_twice_is_told(street):
    doubled = pd.concat([street, street[["workplace"]]], axis=1)
    with pytest.raises(InputError, match="column 'workplace' stands twice"):
        flows_from_spells(doubled, nodes="industry")


def test_the_code_that_is_not_asked_for_may_be_missing(street):
    without = street.drop(columns="occupation")
    assert flows_from_spells(without, nodes="industry").moves == 3


@pytest.mark.parametrize("kind", ["int64", "Int32", "float64"])
def test_whole_numbers_sort_as_numbers(kind):
    # 9, 10, 11: as text 10 and 11 would come before 9, and 9 → 10 be none.
    table = spells_of(("a", 9, "v", "A", "x"), ("a", 10, "w", "B", "x"), ("a", 11, "v", "C", "x"))
    flows = flows_from_spells(table.astype({"period": kind}), nodes="industry")
    assert lines(flows) == {("A", "B"): 1, ("B", "C"): 1}
    assert flows.period == "9–11"


def test_periods_may_be_text_that_sorts():
    table = spells_of(("a", "2019-Q4", "v", "A", "x"), ("a", "2020-Q1", "w", "B", "x"))
    assert lines(flows_from_spells(table, nodes="industry")) == {("A", "B"): 1}


def test_digits_as_text_of_unequal_length_are_refused():
    table = spells_of(("a", "9", "v", "A", "x"), ("a", "10", "w", "B", "x"))
    with pytest.raises(InputError, match="make the periods whole numbers"):
        flows_from_spells(table, nodes="industry")


def test_a_part_of_a_year_as_number_is_refused_by_its_row():
    table = spells_of(("a", 2019.0, "v", "A", "x"), ("a", 2019.5, "w", "B", "x"))
    with pytest.raises(InputError, match=r"row 2, column 'period': '2019.5' is not a whole number"):
        flows_from_spells(table, nodes="industry")


def test_settings_that_mean_nothing_are_refused_together(street):
    with pytest.raises(InputError) as told:
        flows_from_spells(street, nodes="town", together=1, share=0)
    assert len(told.value.problems) == 3


def test_no_spell_gives_no_move():
    flows = flows_from_spells(spells_of(), nodes="both")
    assert (flows.moves, len(flows.nodes), flows.period) == (0, 0, "")


def test_a_hundred_thousand_spells_add_up():
    rng = np.random.default_rng(3)
    people, years = 20_000, 5
    table = pd.DataFrame({
        "person": np.repeat(np.arange(people), years), "period": np.tile(np.arange(years), people),
        "workplace": rng.integers(0, 900, people * years),
        "industry": rng.integers(10, 99, people * years),
    })  # fmt: skip
    flows = flows_from_spells(table, nodes="industry")
    place = table["workplace"].to_numpy().reshape(people, years)
    assert flows.moves == int((place[:, 1:] != place[:, :-1]).sum())
