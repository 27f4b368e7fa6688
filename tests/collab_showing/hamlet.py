"""A made-up record of four actors, small enough to draw by hand, and the year before it."""

from collections.abc import Mapping, Sequence

import pandas as pd

from collab_graph.record.record import Record, example_tables

Rows = Mapping[str, Sequence[Sequence[str]]]

ROWS: Rows = {
    "actors": [
        ["actor", "name", "parent", "kind"],
        ["KO", "Kommunen", "", "party"],
        ["AF", "Arbetsförmedlingen", "", "party"],
        ["SOC", "Socialtjänsten", "KO", "unit"],
        ["KLUBB", "Klubben", "", "civil society"],
    ],
    "needs": [
        ["need", "label_sv", "label_en", "is_coordination"],
        ["work", "arbete", "work", "no"],
        ["whole", "helheten", "the whole", "yes"],
    ],
    "places": [
        ["place", "name", "parent", "inhabitants"],
        ["länet", "Länet", "", "24000"],
        ["storby", "Storby", "länet", "20000"],
        ["norrsjö", "Norrsjö", "länet", "4000"],
    ],
    "mandates": [
        ["mandate", "actor", "needs", "role", "strength", "force", "places", "valid_to", "entry",
         "yields_to", "financier", "source", "reference", "checked_on", "checked_by", "status",
         "age"],
        ["m1", "AF", "work", "decide", "lead", "must", "", "", "self", "", "", "law", "2000:628",
         "2026-03-01", "enhetschef", "confirmed", "16–29"],
        ["m2", "SOC", "work", "deliver", "support", "may", "storby", "", "remiss från AF", "m1",
         "Arbetsförmedlingen", "practice", "", "", "", "draft", ""],
        ["m3", "SOC", "whole", "coordinate", "lead", "must", "", "", "", "", "staten", "law", "",
         "", "", "", ""],
        ["m4", "KLUBB", "work", "coordinate", "support", "may", "länet", "2026-06-30", "?", "KO",
         "", "agreement", "", "", "", "", ""],
    ],
    "exclusions": [["mandate", "source", "places"], ["m1", "practice", "norrsjö"]],
    "interventions": [
        ["intervention", "name", "actor", "mandate", "needs", "places", "method", "target_group"],
        ["i1", "Praktik", "SOC", "m2", "", "", "handledning", "unga"],
        ["i2", "Fika", "KLUBB", "", "work", "norrsjö", "samtal", "alla"],
    ],
    "collaborations": [
        ["collaboration", "actors", "kind", "needs"],
        ["c1", "KO; AF; KLUBB", "agreement", "work"],
        ["c2", "KO; AF", "meeting", ""],
    ],
}  # fmt: skip


def hamlet(rows: Rows = ROWS, **about: str) -> Record:
    """The record, or one of other rows."""
    tables = example_tables()
    for name, lines in rows.items():
        tables[name] = pd.DataFrame(lines[1:], columns=lines[0], dtype="str")
    said = {**dict(zip(tables["about"]["key"], tables["about"]["value"], strict=True)), **about}
    tables["about"] = pd.DataFrame({"key": list(said), "value": list(said.values())}, dtype="str")
    return Record.from_tables(tables)


def year_before() -> Record:
    """The same a year earlier: m3 and the club's coffee were not there, m9 was; m1 went to 24."""
    rows = {name: [list(line) for line in lines] for name, lines in ROWS.items()}
    head, m1, m2, _, m4 = rows["mandates"]
    m1 = [*m1[:-1], "16–24"]
    m9 = ["m9", *m2[1:]]
    rows["mandates"] = [head, m1, m2, m4, m9]
    rows["interventions"] = rows["interventions"][:2]
    rows["exclusions"] = [["mandate", "source", "places"], ["m1", "law", "norrsjö"]]
    return hamlet(rows, reference_date="2025-11-01", title="I fjol")
