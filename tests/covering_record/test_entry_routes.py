"""Ways in to those who lead, against trying every order of actors."""

import random
from itertools import pairwise, permutations

import numpy as np
import pandas as pd

from collab_graph.covering.entry_routes import entry_routes
from tests.covering_record.oracle import HOLDS, UPWARD, Dense, listed
from tests.covering_record.small_records import (
    ACTORS,
    DAYS,
    NEEDS,
    SYSTEMS,
    random_record,
    record_of,
)
from tests.covering_record.test_every_answer import cases_of, may_be

LEAD = {"mandate": "m", "actor": "A", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law", "reference": "L 1"}  # fmt: skip
ORDERS = [order for n in range(1, len(ACTORS) + 1) for order in permutations(ACTORS, n)]
LOOKED_AT = SYSTEMS if SYSTEMS > 100 else SYSTEMS // 3
"""Every order of actors is tried: fewer systems where no long run is asked for."""


def chained(seed):
    """A record in which most take people only from one or two others."""
    draw = random.Random(seed)
    rows = []
    for number in range(6):
        named = "; ".join(sorted(draw.sample(list(ACTORS), draw.randint(1, 2))))
        rows.append(
            LEAD
            | {
                "mandate": f"m{number}",
                "actor": draw.choice(list(ACTORS)),
                "needs": draw.choice([*NEEDS, ""]),
                "strength": draw.choice(["lead", "support"]),
                "age": draw.choice(["", "", "2–", "?"]),
                "entry": draw.choice(["self", *[f"referral from {named}"] * 4]),
            }
        )
    return record_of(rows)


def free(m, holds):
    ways = listed(m["entry"])
    return not ways or "self" in ways or (ways == ["?"] and holds == "possible")


def names(m, actor):
    """Whether a mandate names an actor, or what it is part of, as a way in."""
    return bool(UPWARD[actor] & {w.removeprefix("referral from ") for w in listed(m["entry"])})


class Ways:
    """Who receives whom in what a case may be: throughout (certain) or somewhere (possible)."""

    def __init__(self, dense, holds, here):
        self.dense, self.holds, self.here = dense, holds, here
        self.begins = {a for a in ACTORS if self.some(a, lambda m: free(m, holds))}
        self.links = {
            (a, b) for a, b in permutations(ACTORS, 2) if self.some(b, lambda m, a=a: names(m, a))
        }

    def some(self, actor, condition):
        """Whether some mandate of an actor that meets a condition holds at any need."""
        cells = [
            self.dense.held[self.holds, i].any(axis=0)[self.here]
            for i, m in enumerate(self.dense.mandates)
            if m["actor"] == actor and condition(m)
        ]
        return bool(cells) and self.there(np.any(cells, axis=0))

    def there(self, cells):
        return bool(cells.all() if self.holds == "certain" else cells.any())

    def leads(self, i, need):
        m = self.dense.mandates[i]
        here = self.dense.covers[self.holds, i][need][self.here]
        return m["strength"] == "lead" and self.there(here)

    def is_route(self, order, m):
        if not order:
            return free(m, self.holds)
        linked = all(pair in self.links for pair in pairwise(order))
        return order[0] in self.begins and linked and names(m, order[-1])

    def routes(self, i, need):
        """Routes of which no step can be left out, not even several at once."""
        if not self.leads(i, need):
            return set()
        m = self.dense.mandates[i]
        if self.is_route((), m):
            return {()}
        all_of = {order for order in ORDERS if self.is_route(order, m)}
        return {r for r in all_of if not any(shorter in all_of for shorter in parts(r))}


def parts(order):
    """What is left of an order where one or more are left out."""
    for kept in range(1, (1 << len(order)) - 1):
        yield tuple(actor for bit, actor in enumerate(order) if kept >> bit & 1)


def test_every_route_of_which_no_step_can_be_left_out_is_listed():
    seen = {0: 0, 1: 0, "longer": 0, "uncertain": 0}
    for seed in range(LOOKED_AT):
        record = chained(seed) if seed % 2 else random_record(seed)
        dense = Dense(record)
        cases = cases_of(random.Random(seed), DAYS)
        table = entry_routes(record, pd.DataFrame(cases))
        for number, case in enumerate(cases):
            certain, possible = (Ways(dense, holds, may_be(case)) for holds in HOLDS)
            for name in listed(case["needs"]) or NEEDS:
                need, expected = NEEDS.index(name), set()
                for i, m in enumerate(dense.mandates):
                    sure = certain.routes(i, need)
                    expected |= {(m["mandate"], "; ".join(r), True) for r in sure}
                    unsure = possible.routes(i, need) - sure
                    expected |= {(m["mandate"], "; ".join(r), False) for r in unsure}
                own = table[(table["case"] == number) & (table["need"] == name)]
                rows = list(own[["mandate", "route", "certain"]].itertuples(index=False, name=None))
                assert len(rows) == len(set(rows))
                assert set(rows) == expected, (seed, number, name)
                assert own["referrals"].is_monotonic_increasing
                for _, route, sure in rows:
                    steps = len(listed(route))
                    seen[steps if steps < 2 else "longer"] += 1
                    seen["uncertain"] += not sure
    assert min(seen.values()) >= LOOKED_AT / 50, seen


def test_a_way_in_is_said_step_by_step_the_shortest_first():
    rows = [
        LEAD | {"entry": "referral from B; C"},
        LEAD | {"mandate": "n", "actor": "B", "entry": "self", "strength": "support"},
        LEAD | {"mandate": "o", "actor": "C", "entry": "referral from a1", "role": "assess"},
        LEAD | {"mandate": "p", "actor": "a1", "entry": "", "needs": "work"},
    ]
    found = entry_routes(record_of(rows), {"needs": "income"})
    assert found["route_sv"].tolist() == [
        "egen ansökan till B, därifrån remiss till A",
        "direkt till a1, därifrån remiss till C, därifrån remiss till A",
    ]
    assert found["route_en"].tolist()[0] == "apply to B, from there by referral to A"


def test_a_lead_that_nobody_can_get_in_to_has_no_route():
    rows = [LEAD | {"entry": "referral from B"}, LEAD | {"mandate": "n", "actor": "B", "entry": "referral from A"}]  # fmt: skip # noqa: E501
    assert len(entry_routes(record_of(rows), {"needs": "income"})) == 0


def test_an_unknown_way_in_is_a_route_that_is_not_certain():
    row = entry_routes(record_of([LEAD | {"entry": "?"}]), {"needs": "income"}).iloc[0]
    assert (bool(row["certain"]), row["route_sv"]) == (False, "A (hur man kommer in är inte känt)")


def test_how_one_begins_is_told_of_the_mandate_that_holds_for_the_situation():
    # B lets those with SGI apply; without it only the mandate that says nothing of a way in holds.
    rows = [
        LEAD | {"entry": "referral from B"},
        LEAD | {"mandate": "n", "actor": "B", "entry": "self", "sgi": "yes", "needs": "work"},
        LEAD | {"mandate": "o", "actor": "B", "entry": "", "role": "assess", "needs": "work"},
    ]
    case = {"needs": "income", "sgi": "no"}
    found = entry_routes(record_of(rows), case)
    assert found["route_sv"].tolist() == ["direkt till B, därifrån remiss till A"]
    found = entry_routes(record_of(rows), case | {"sgi": "yes"})
    assert found["route_sv"].tolist() == ["egen ansökan till B, därifrån remiss till A"]
