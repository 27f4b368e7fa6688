"""A made-up record of two places, small enough to count by hand."""

import pandas as pd

from collab_graph.record.record import Record, example_tables

MANDATES = [
    ["mandate", "actor", "needs", "role", "strength", "force", "places", "source", "reference",
     "status", "checked_on", "age"],
    ["m1", "AF", "work", "decide", "lead", "must", "", "law", "2000:628", "confirmed",
     "2026-03-01", "16–29"],
    ["m2", "KO", "work", "deliver", "support", "may", "", "practice", "", "", "", "30–66"],
    ["m3", "KO", "money", "decide", "lead", "must", "storby", "law", "2025:400", "", "", ""],
]  # fmt: skip
POPULATION = [
    ["place", "needs", "persons", "age"],
    ["storby", "work", "40", "20"],
    ["storby", "work", "60", "40"],
    ["storby", "money", "50", "20"],
    ["norrsjö", "work", "30", "40"],
    ["norrsjö", "money", "3", "20"],
    ["norrsjö", "work; money", "20", "40"],
]
"""Open at Z1: work from 30 years (60 + 30 + 20 = 110), money in Norrsjö (3 + 20 = 23), in all
60 + 30 + 3 + 20 = 113 persons."""


MARGINS = [
    ["axis", "value", "place", "persons"],
    ["age", "16–29", "storby", "90"], ["age", "30–66", "storby", "60"],
    ["age", "16–29", "norrsjö", "13"], ["age", "30–66", "norrsjö", "50"],
    ["need", "work", "storby", "100"], ["need", "money", "storby", "50"],
    ["need", "work", "norrsjö", "50"], ["need", "money", "norrsjö", "23"],
]  # fmt: skip
"""Other persons than those above, by age and by need: 150 in Storby and 63 in Norrsjö."""


def village(*, population=True, margins=False, **about) -> Record:
    tables = example_tables()
    rows = {
        "actors": [["actor", "name"], ["AF", "Arbetsförmedlingen"], ["KO", "Kommunen"]],
        "needs": [["need", "label_sv", "label_en"], ["work", "arbete", "work"],
                  ["money", "pengar", "money"]],
        "places": [["place", "name", "parent", "inhabitants"], ["länet", "Länet", "", "24000"],
                   ["storby", "Storby", "länet", "20000"],
                   ["norrsjö", "Norrsjö", "länet", "4000"]],
        "mandates": MANDATES,
    }  # fmt: skip
    if population:
        rows["population"] = POPULATION
    if margins:
        rows["margins"] = MARGINS
    for name, lines in rows.items():
        tables[name] = pd.DataFrame(lines[1:], columns=lines[0], dtype="str")
    said = {**dict(zip(tables["about"]["key"], tables["about"]["value"], strict=True)), **about}
    tables["about"] = pd.DataFrame({"key": list(said), "value": list(said.values())}, dtype="str")
    return Record.from_tables(tables)
