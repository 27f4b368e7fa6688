"""The lists of contested, last-resort and uncoordinated situations, against every situation."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from collab_graph.covering.contested import contested
from collab_graph.covering.last_resort import last_resort
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.uncoordinated import uncoordinated, uncoordinated_zones
from tests.covering_record.oracle import ROOT, SHAPE, listed
from tests.covering_record.small_records import DAYS, NEEDS, SYSTEMS
from tests.covering_record.test_every_situation import cells_once
from tests.covering_record.test_every_zone import cases_in, drawn
from tests.covering_record.widest import situations_of, widest_boxes


def asked_of(asked):
    """Certain or possible, and one day or all."""
    options = {"certain": asked.holds == "certain"}
    return options if asked.day is None else {**options, "at": DAYS[asked.day]}


def zones_within(asked, allowed):
    """The widest boxes of allowed situations, need by need."""
    if asked.day is not None:
        allowed = allowed & (np.arange(len(DAYS)) == asked.day)
    return [(box, n) for n in range(len(NEEDS)) for box in widest_boxes(allowed[n])]


def rows_of(asked, table, columns):
    """The rows of a table, persons rounded beyond what parts of persons may differ by."""
    found = table.assign(persons=table["persons"].round(6)) if "persons" in table else table
    names = ["need", *(["persons"] if asked.folk is not None else []), *columns]
    return Counter(found[names].itertuples(index=False, name=None)) if len(found) else Counter()


def begun(asked, zone):
    box, need = zone
    start = (NEEDS[need],)
    if asked.folk is None:
        return start
    return (*start, round(cases_in(asked.folk, box, need, asked.people_day), 6))


def test_every_widest_contested_zone_is_listed_with_who_contests_it():
    seen = 0
    for seed, asked in drawn(with_people=False):
        pairs = list(asked.dense.contested_pairs(asked.holds))
        mandates = asked.dense.mandates
        expected = Counter()
        for role in {mandates[a]["role"] for a, _, _ in pairs}:
            own = [pair for pair in pairs if mandates[pair[0]]["role"] == role]
            cells = np.any([here for _, _, here in own], axis=0)
            for box, need in zones_within(asked, cells):
                inside = situations_of(box)
                who = {n for a, b, here in own if (here[need] & inside).any() for n in (a, b)}
                roots = sorted({ROOT[mandates[n]["actor"]] for n in who})
                names = [mandates[n]["mandate"] for n in sorted(who)]
                row = (*begun(asked, (box, need)), role, "; ".join(roots), "; ".join(names))
                expected[row] += 1
        table = contested(asked.record, **asked_of(asked))
        found = rows_of(asked, table, ["role", "organisations", "mandates"])
        assert found == expected, seed
        seen += len(expected) > 0
    assert seen > SYSTEMS / 25


def test_every_widest_last_resort_is_listed_with_who_is_left_and_who_declines():
    seen = 0
    for seed, asked in drawn(with_people=False):
        dense, holds = asked.dense, asked.holds
        against = {"certain": "possible", "possible": "certain"}[holds]
        residual, other = ("yes",), ("", "no")
        if holds == "possible":
            residual, other = ("yes", "?"), ("", "no", "?")
        expected = Counter()
        for box, need in zones_within(asked, dense.last_resort(holds)):
            inside = situations_of(box)
            left, declining = [], []
            for i, m in enumerate(dense.mandates):
                if not dense.is_for(i, need):
                    continue
                leads = m["strength"] == "lead" and (dense.held[holds, i][need] & inside).any()
                if m["residual"] in residual and leads:
                    left.append(m["actor"])
                elif m["residual"] in other and not (dense.held[against, i][need] & inside).any():
                    declining.append(m)
            may = [m for m in declining if m["may_decline"] == "yes"]
            names = "; ".join(m["mandate"] for m in declining)
            start = begun(asked, (box, need))
            row = (*start, "; ".join(dict.fromkeys(left)), len(declining), len(may), names)
            expected[row] += 1
        table = last_resort(asked.record, **asked_of(asked))
        columns = ["actors", "declining", "may_decline", "declining_mandates"]
        assert rows_of(asked, table, columns) == expected, seed
        seen += len(expected) > 0
    assert seen > SYSTEMS / 10


def test_sets_of_needs_are_uncoordinated_for_exactly_the_persons_nobody_holds_together_for():
    seen = 0
    for seed, asked in drawn():
        dense, day = asked.dense, asked.people_day
        expected = {}
        for needs in {frozenset(needs) for needs, _ in asked.folk if len(needs) > 1}:
            names = [NEEDS[n] for n in sorted(needs)]
            here = dense.uncoordinated(names, asked.holds)[..., day]
            persons = sum(p for own, p in asked.folk if own == needs)
            if persons[here].sum() > 0:
                leads = leading(asked, needs)
                weigh = {
                    r: float(persons[here & cells[..., day]].sum()) for r, cells in leads.items()
                }
                expected["; ".join(names)] = (persons[here].sum(), persons.sum(), weigh)
        table = uncoordinated(asked.record, **asked_of(asked))
        assert sorted(table["needs"]) == sorted(expected), seed
        assert table["persons"].is_monotonic_decreasing
        for row in table.to_dict("records"):
            persons, everybody, weigh = expected[row["needs"]]
            assert asked.close(row["persons"], persons), seed
            assert asked.close(row["persons_with_set"], everybody), seed
            found = listed(row["organisations"])
            assert set(found) == {root for root in weigh if weigh[root] > 0}, seed
            if asked.exact:
                assert found == sorted(found, key=lambda r, w=weigh: (-w[r], r)), seed
        seen += len(expected) > 0
    assert seen > SYSTEMS / 20


def leading(asked, needs):
    """Where each organisation leads any of the needs."""
    found = {}
    for i, m in enumerate(asked.dense.mandates):
        if m["strength"] == "lead":
            here = asked.dense.covers[asked.holds, i][sorted(needs)].any(axis=0)
            root = ROOT[m["actor"]]
            found[root] = found.get(root, np.zeros(SHAPE[1:], bool)) | here
    return found


@pytest.mark.parametrize("needs", [NEEDS[:2], NEEDS[1:], (NEEDS[0], NEEDS[2]), NEEDS])
def test_uncoordinated_zones_are_every_widest_box(needs):
    for seed, asked in drawn(with_people=False):
        cells = asked.dense.uncoordinated(needs, asked.holds)
        if asked.day is not None:
            cells = cells & (np.arange(len(DAYS)) == asked.day)
        table = uncoordinated_zones(asked.record, needs, **asked_of(asked))
        assert len(table) == len(widest_boxes(cells)), seed
        assert table["situation_sv"].is_unique, seed


def test_without_a_population_pairs_of_needs_are_counted_in_cells():
    pairs = 0
    for seed, asked in drawn(with_people=False):
        if asked.folk is not None:
            continue
        system = System.of(asked.record)
        once = cells_once(system)[0]
        expected = {}
        for pair in combinations(range(len(NEEDS)), 2):
            names = [NEEDS[n] for n in pair]
            cells = asked.dense.uncoordinated(names, asked.holds)
            leads = leading(asked, set(pair))
            if cells.any():
                roots = sorted(root for root in leads if (leads[root] & cells).any())
                expected["; ".join(names)] = (int((cells & once).sum()), "; ".join(roots))
        table = uncoordinated(asked.record, certain=asked.holds == "certain")
        found = {
            r["needs"]: (r["situations"], r["organisations"]) for r in table.to_dict("records")
        }
        assert found == expected, seed
        pairs += len(expected)
    assert pairs > 0
