"""What is answered about one person's situation, against every situation that it may be."""

import random

import numpy as np
import pandas as pd

from collab_graph.covering.ask import ask
from collab_graph.covering.levels import LEVELS, level_of
from tests.covering_record.dense_people import admits
from tests.covering_record.oracle import HOLDS, Dense, listed
from tests.covering_record.small_records import AGES, ANSWERS, DAYS, NEEDS, SYSTEMS, random_record

NAMES = [*LEVELS, "covered"]
SHOWN = ["leads", "leads_on_paper", "may", "supports", "unknown", "fails"]


def cases_of(draw, days):
    """Three cases; the first says everything, the others leave something open."""
    full = {
        "age": str(draw.choice(AGES)),
        "sgi": draw.choice(ANSWERS),
        "place": draw.choice(["north", "south", "island"]),
        "date": draw.choice(days).isoformat(),
        "needs": draw.choice(["income", "work", "income; work", "work; coordination"]),
    }
    some = full | {
        "age": draw.choice(["", "?", "1–3", "0; 4"]),
        "place": draw.choice(["", "county", "land", "north"]),
    }
    return [full, some, full | {"sgi": draw.choice(["", "yes; no"]), "needs": ""}]


def may_be(case):
    """A yes/no for every situation that a case may be."""
    age, answer, place = admits(case | {"place": case["place"] or "land"})
    day = np.array([d.isoformat() == case["date"] for d in DAYS])
    return np.einsum("a,s,p,d->aspd", age, answer, place, day)


def level_between(dense, here, need):
    """The lowest level that is certain to hold off nothing, and the highest that may be had."""
    worst = [NAMES[k] for k in range(4) if not dense["certain"][k][need][here].all()]
    best = [NAMES[k] for k in range(4) if not dense["possible"][k][need][here].any()]
    return (worst or ["covered"])[0], (best or ["covered"])[0]


def marks_of(dense, gaps, here, need, said):
    """The marks of a case; with a question mark where they hang on something unknown."""
    marks = []
    for mark, cells in (("C", dense.contested), ("L", dense.last_resort)):
        marks.append((mark, *(cells(holds)[need][here] for holds in HOLDS)))
    if len(said) > 1:
        marks.append(("ZK", *(dense.uncoordinated(said, holds)[here] for holds in HOLDS)))
    marks.append(("Z4", *(gap[need][here] for gap in gaps)))
    return [
        mark if certain.all() else f"{mark}?"
        for mark, certain, possible in marks
        if certain.all() or possible.any()
    ]


def standing(dense, i, here, need):
    """How one mandate stands to a case at a need."""
    m = dense.mandates[i]
    if not dense.covers["possible", i][need][here].any():
        return "fails"
    if not dense.covers["certain", i][need][here].all():
        return "unknown"
    if m["strength"] != "lead":
        return "supports"
    if m["force"] != "must":
        return "may"
    entered = [dense.enters[holds][i][here] for holds in HOLDS]
    enters = True if entered[0].all() else (None if entered[1].any() else False)
    states = (dense.room(i), dense.in_time(i), enters)
    if False in states:
        return "leads_on_paper"
    return "unknown" if None in states else "leads"


def test_every_answer_is_what_the_definitions_say_of_all_that_a_case_may_be():
    seen = dict.fromkeys([*NAMES, "?", *SHOWN, "C", "L", "ZK", "C?", "L?", "ZK?", "Z4", "Z4?"], 0)
    dated = [(seed, "dated", DAYS[2:4]) for seed in range(SYSTEMS // 4)]
    for seed, kind, days in [*((seed, "", DAYS) for seed in range(SYSTEMS)), *dated]:
        record = random_record(seed, kind=kind)
        dense = Dense(record)
        out = {holds: dense.out_of(holds) for holds in HOLDS}
        gaps = [dense.time_gap(holds) for holds in HOLDS]
        cases = cases_of(random.Random(seed), days)
        answers = ask(record, pd.DataFrame(cases))
        levels = level_of(record, pd.DataFrame(cases))
        same = ["case", "need", "level", "worst", "best"]
        assert answers[same].equals(levels[same]), seed
        rows = iter(answers.to_dict("records"))
        for number, case in enumerate(cases):
            here = may_be(case)
            for name in listed(case["needs"]) or NEEDS:
                need, row = NEEDS.index(name), next(rows)
                assert (row["case"], row["need"]) == (number, name)
                worst, best = level_between(out, here, need)
                assert (row["worst"], row["best"]) == (worst, best), (seed, number, name)
                assert row["level"] == (worst if worst == best else "?")
                marks = marks_of(dense, gaps, here, need, listed(case["needs"]))
                assert listed(row["marks"]) == marks, (seed, number, name)
                expected = {kind: set() for kind in SHOWN}
                for i, m in enumerate(dense.mandates):
                    if m["needs"] in ("", "?") or name in listed(m["needs"]):
                        expected[standing(dense, i, here, need)].add(m["mandate"])
                found = {kind: set(listed(row[kind])) for kind in SHOWN}
                assert found == expected, (seed, number, name)
                for kind in [row["level"], *marks, *(k for k in SHOWN if expected[k])]:
                    seen[kind] += 1
        assert next(rows, None) is None
    assert min(seen.values()) >= SYSTEMS / 60, seen
