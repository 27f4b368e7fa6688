"""small_records: random records small enough to look at every situation."""

import random
from datetime import date, timedelta

import pandas as pd

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import SHEETS
from collab_graph.record.record import Record

AGES = range(5)
ANSWERS = ("yes", "no", "unclear")
LEAVES = ("north", "south", "island")
DAYS = tuple(date(2026, 1, 1) + timedelta(days=n) for n in range(7))
"""The first lies before every date of a record, the last after."""
TODAY = 3
NEEDS = ("income", "work", "coordination")
ACTORS = {"A": "", "a1": "A", "a2": "A", "B": "", "C": ""}
UNIT_AXES = (
    Axis("age", "ålder", "age", "number", lowest=0, highest=4),
    Axis("sgi", "SGI", "SGI", "values", ANSWERS, ("ja", "nej", "oklart"), ("yes", "no", "unclear")),
)
_PLACES = ("", "", "", "?", "county", "north", "south", "north; island", "county; island")
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
            {"place": "county", "name": "Länet"},
            {"place": "north", "name": "Norr", "parent": "county"},
            {"place": "south", "name": "Söder", "parent": "county"},
            {"place": "island", "name": "Ön"},
        ],
        "mandates": mandates,
        "exclusions": exclusions,
        "collaborations": collaborations,
        "population": population,
    }
    tables = {sheet.name: table(sheet.name, rows.get(sheet.name, ())) for sheet in SHEETS}
    return Record(tables, UNIT_AXES, "small", DAYS[TODAY], True, pd.DataFrame())


def random_record(seed):
    """A record of up to six mandates, with exclusions, agreements and persons."""
    draw = random.Random(seed)
    names = [f"m{n}" for n in range(draw.randint(1, 6))]
    mandates = [_mandate(draw, name, names) for name in names]
    exclusions = [_exclusion(draw, names) for _ in range(draw.randint(0, 3))]
    agreements = [_agreement(draw) for _ in range(draw.randint(0, 2))]
    persons = [_persons(draw) for _ in range(draw.randint(1, 8))]
    return record_of(mandates, exclusions, agreements, persons)


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


def _agreement(draw):
    return {
        "collaboration": "c",
        "actors": _several(draw, list(ACTORS), 3),
        "kind": draw.choice(["agreement", "agreement", "meeting"]),
        "needs": draw.choice(["", "income", "work; coordination", "?"]),
        "places": draw.choice(_PLACES),
        **_days(draw),
    }


def _persons(draw):
    return {
        "place": draw.choice(LEAVES),
        "needs": _several(draw, list(NEEDS), 3),
        "persons": str(draw.randint(0, 9)),
        "age": str(draw.choice(AGES)),
        "sgi": draw.choice(ANSWERS),
    }


def crowded_record(seed):
    """A random record in which everybody leads the same need in the same role."""
    record = random_record(seed)
    same = {"role": "decide", "strength": "lead", "needs": "income", "places": "", "valid_from": ""}
    tables = {**record.tables, "mandates": record.tables["mandates"].assign(**same)}
    return Record(tables, UNIT_AXES, "small", DAYS[TODAY], True, pd.DataFrame())
