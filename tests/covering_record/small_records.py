"""small_records: random records small enough to look at every situation."""

import os
import random
from datetime import date, timedelta

import pandas as pd

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import SHEETS
from collab_graph.record.record import Record

SYSTEMS = int(os.environ.get("LABOUR_GRAPHS_SMALL_RECORDS", "100"))
"""How many random records each test looks at; a long run asks for more."""
AGES = range(5)
ANSWERS = ("yes", "no", "unclear")
LEAVES = ("north", "south", "island")
DAYS = tuple(date(2026, 1, 1) + timedelta(days=n) for n in range(7))
"""The first lies before every date of a record, the last after."""
TODAY = 3
NEEDS = ("income", "work", "coordination")
ACTORS = {"A": "", "a1": "A", "a2": "a1", "B": "", "C": ""}
PARENTS = {"land": "", "county": "land", "north": "county", "south": "county", "island": "land"}
UNIT_AXES = (
    Axis("age", "ålder", "age", "number", lowest=0, highest=4),
    Axis("sgi", "SGI", "SGI", "values", ANSWERS, ("ja", "nej", "oklart"), ("yes", "no", "unclear")),
)
_PLACES = ("", "", "", "?", "land", "county", "north", "south", "north; island", "county; island")
_NAMES = {"land": "Landet", "county": "Länet", "north": "Norr", "south": "Söder", "island": "Ön"}
_AGES = ("", "", "", "?", "0–1", "2–", "–2", "1–3", "4", "0; 3–")
_ANSWERS = ("", "", "", "?", "yes", "no", "yes; no", "unclear", "no; unclear")


def table(name, rows):
    """A canonical table: every column of the contract, blank where a row says nothing."""
    sheet = next(s for s in SHEETS if s.name == name)
    columns = [c.name for c in sheet.columns]
    if sheet.per_axis:
        columns += [axis.name for axis in UNIT_AXES]
    cells = [{column: row.get(column, "") for column in columns} for row in rows]
    return pd.DataFrame(cells, columns=columns, dtype="str")


def record_of(mandates, exclusions=(), collaborations=(), population=()):
    """A record of the small world with these rows."""
    rows = {
        "actors": [
            {"actor": a, "name": a, "parent": p, "kind": "party"} for a, p in ACTORS.items()
        ],
        "needs": [
            {"need": n, "label_sv": n, "is_coordination": "yes" if n == "coordination" else ""}
            for n in NEEDS
        ],
        "places": [
            {"place": place, "name": _NAMES[place], "parent": parent}
            for place, parent in PARENTS.items()
        ],
        "mandates": mandates,
        "exclusions": exclusions,
        "collaborations": collaborations,
        "population": population,
    }
    tables = {sheet.name: table(sheet.name, rows.get(sheet.name, ())) for sheet in SHEETS}
    return Record(tables, UNIT_AXES, "small", DAYS[TODAY], True, pd.DataFrame())


def random_record(seed, *, kind=""):
    """A record of up to six mandates, with exclusions, agreements and, mostly, persons.

    In some everybody leads the same need, in some most are reached by referral only, in some most
    are residual, so that marks and ways in are tried where they hold and not only where they fail.
    A kind that is asked for is "dated": most lead and end early or begin late.
    """
    draw = random.Random(seed)
    kind = kind or draw.choice(["any", "any", "crowded", "referring", "residual"])
    names = [f"m{n}" for n in range(draw.randint(1 if kind == "any" else 3, 6))]
    mandates = [_mandate(draw, name, names) | _of_kind(draw, kind) for name in names]
    exclusions = [_exclusion(draw, names) for _ in range(draw.randint(0, 3))]
    agreements = [_agreement(draw, kind) for _ in range(draw.randint(kind == "crowded", 2))]
    open_cells = draw.choice([0.0, 0.3])
    persons = [_persons(draw, open_cells) for _ in range(draw.randint(1, 8))]
    return record_of(mandates, exclusions, agreements, [] if draw.random() < 0.1 else persons)


def _of_kind(draw, kind):
    if kind == "any" or draw.random() < 0.2:
        return {}
    lead = {"strength": "lead", "needs": draw.choice(["income", "income; work", ""]),
            "role": "decide", "valid_from": "", "valid_to": ""}  # fmt: skip
    if kind == "crowded":
        wide = {"age": draw.choice(["", "", "1–3"]), "sgi": draw.choice(["", "", "yes; no"]),
                "places": draw.choice(["", "", "county"])}  # fmt: skip
        yields = draw.choice(["", "", "", "", "B", "a1"])
        return {**lead, **wide, "actor": draw.choice("ABC"), "yields_to": yields, "residual": ""}
    if kind == "dated":
        ends = draw.choice([*[DAYS[2].isoformat()] * 4, DAYS[1].isoformat(), "?"])
        begins = draw.choice([*[DAYS[4].isoformat()] * 4, DAYS[5].isoformat(), "?"])
        dates = draw.choice([*[("", ends), (begins, "")] * 3, ("?", "?")])
        wide = {"age": draw.choice(["", "", "1–3"]), "places": draw.choice(["", "", "county"]),
                "sgi": draw.choice(["", "", "", "yes; no", "yes; no", "?"])}  # fmt: skip
        return {**lead, **wide, "valid_from": dates[0], "valid_to": dates[1]}
    if kind == "residual":
        return {**lead, "residual": draw.choice(["yes", "yes", "no", "?"])}
    senders = draw.choice([*ACTORS, "A; C"])
    entry = draw.choice(["self", *[f"referral from {senders}"] * 3])
    free = {"capacity": "", "wait_days": "", "sgi": "", "age": draw.choice(["", "", "2–"])}
    return {"entry": entry, "force": "must", "strength": "lead", **free}


def _several(draw, names, most):
    chosen = draw.sample(names, draw.randint(1, min(most, len(names))))
    return "; ".join(n for n in names if n in chosen)


def _days(draw):
    first, last = sorted(draw.sample(DAYS[1:-1], 2))
    return {
        "valid_from": draw.choice(["", "", "", first.isoformat(), "?"]),
        "valid_to": draw.choice(["", "", "", last.isoformat(), "?"]),
    }


def _mandate(draw, name, names):
    capacity, occupied = draw.choice([("", ""), ("", ""), ("5", "5"), ("5", "2"), ("?", ""), ("3", "?"), ("0", "")])  # fmt: skip # noqa: E501
    entry = draw.choice(["", "", "self", "?", "referral", "referral", "referral", "self; referral"])
    others = [n for n in names if n != name]
    return {
        "mandate": name,
        "actor": draw.choice(list(ACTORS)),
        "needs": draw.choice([_several(draw, list(NEEDS), 3)] * 9 + ["?"]),
        "role": draw.choice(["decide", "deliver", "deliver", "coordinate", "coordinate", "assess"]),
        "strength": draw.choice(["lead", "lead", "lead", "shared", "support"]),
        "force": draw.choice(["must", "must", "may", "project"]),
        "places": draw.choice(_PLACES),
        "age": draw.choice(_AGES),
        "sgi": draw.choice(_ANSWERS),
        "capacity": capacity,
        "occupied": occupied,
        "wait_days": draw.choice(["", "", "30", "90", "91", "?"]),
        "entry": entry.replace("referral", f"referral from {_several(draw, list(ACTORS), 2)}"),
        "residual": draw.choice(["", "", "yes", "no", "?"]),
        "yields_to": draw.choice(["", "", "", draw.choice(list(ACTORS)), *others[:1], "?"]),
        "may_decline": draw.choice(["", "yes", "no", "?"]),
        "source": "law",
        **_days(draw),
    }


def _exclusion(draw, names):
    row = {
        "mandate": draw.choice(names),
        "age": draw.choice(_AGES),
        "sgi": draw.choice(_ANSWERS),
        "places": draw.choice(_PLACES),
        "needs": draw.choice(["", "", "income", "income; work", "?"]),
    }
    return row if any(row[k] for k in ("age", "sgi", "places", "needs")) else {**row, "sgi": "no"}


def _agreement(draw, kind):
    fewest = 3 if kind == "crowded" else 1
    return {
        "collaboration": "c",
        "actors": "; ".join(draw.sample(list(ACTORS), draw.randint(fewest, 4))),
        "kind": draw.choice(["agreement", "agreement", "meeting"]),
        "needs": draw.choice(["", "income", "work; coordination", "?"]),
        "places": draw.choice(_PLACES),
        **_days(draw),
    }


def _persons(draw, open_cells):
    """A row of the population; each cell may leave something open."""

    def cell(known, *others):
        return draw.choice(others) if draw.random() < open_cells else draw.choice(known)

    return {
        "place": cell(LEAVES, "county", "land"),
        "needs": cell([_several(draw, list(NEEDS), 3)], "income; work", "?", ""),
        "persons": cell([str(draw.randint(0, 9))], "2.5", "7", "?"),
        "age": cell([str(age) for age in AGES], "?", "", "0–1", "2–", "0; 3–"),
        "sgi": cell(ANSWERS, "?", "", "yes; no"),
    }
