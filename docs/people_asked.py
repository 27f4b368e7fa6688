"""people_asked: what each person is answered in a space, and how many expected groups come first.

Read by ``make_people.py``; the people and what is expected for them stand in ``people.csv`` and
``people_expected.csv``.
"""

import pandas as pd

from mobility.reaching.adjacent import adjacent
from mobility.reaching.fit import CLASSES
from mobility.reaching.person import Person
from mobility.reaching.skill_space import SkillSpace
from mobility.reaching.understand import UNDERSTOOD, understand
from mobility.reaching.vocabulary import vocabulary

Answers = dict[str, tuple[pd.DataFrame, pd.DataFrame]]
"""For every person how the typed words were understood, and what is adjacent."""


def answers(space: SkillSpace, people: pd.DataFrame, chosen: pd.DataFrame | None = None) -> Answers:
    """Return for every person how the typed words were understood, and what is adjacent.

    ``chosen`` are labels that a coach picked for words that were not understood for sure.
    """
    words = vocabulary(space)
    result = {}
    for row in people.to_dict("records"):
        read = understand(cut(row["typed"]), words)
        sure = read[read["status"] == UNDERSTOOD]
        gates = understand(cut(row["gates"]), words)
        years = dict(each.split("=") for each in cut(row["occupations"]))
        picked = understand(_picked(chosen, row["person"]), words)
        person = Person.of(
            space,
            skills=[*_skills(sure), *_skills(picked)],
            occupations=years,
            years={code: float(length) for code, length in years.items()},
            gates=[*_gates(sure), *_gates(gates)],
            education=row["education"] or None,
            languages=dict(each.split("=") for each in cut(row["languages"])),
            needs=cut(row["needs"]),
        )  # fmt: skip
        result[row["person"]] = read, adjacent(person, space, place=row["municipality"])
    return result


def _picked(chosen: pd.DataFrame | None, person: str) -> list[str]:
    """Return the labels that a coach picked for a person."""
    if chosen is None:
        return []
    return chosen.loc[chosen["person"] == person, "label"].drop_duplicates().tolist()


def _skills(read: pd.DataFrame) -> pd.Series:
    """Return the ids of what was understood as a skill or a trait."""
    sure = read["status"] == UNDERSTOOD
    return read.loc[sure & read["kind"].isin(["skill", "trait"]), "id"]


def _gates(read: pd.DataFrame) -> pd.Series:
    """Return the ids of what was understood as a gate."""
    return read.loc[read["kind"] == "gate", "id"]


def by_fit(table: pd.DataFrame) -> pd.DataFrame:
    """Put an answer in the order it first had: in each class by fit, not by likeness."""
    keys = pd.DataFrame(
        {
            "blocked": table["blocked_by"].map(len).gt(0),
            "against": table["conditions_against"].map(len).gt(0)
            & table["conditions_rest_on"].eq("unit group")
            | table["step_up"],
            "class": -table["class"].map(CLASSES.index),
            "fit": -table["fit"].round(9),
            "stretch": -table["stretch"].round(9),
            "occupation": table["occupation"],
        }
    )
    return table.loc[keys.sort_values(list(keys)).index]


def score(first: list[str], wanted: pd.DataFrame) -> tuple[int, int]:
    """Return how many of the expected are among the first, and how many of the forbidden."""
    inside = wanted["unit_group"].isin(first)
    return (
        int((inside & (wanted["expectation"] == "expected")).sum()),
        int((inside & (wanted["expectation"] == "forbidden")).sum()),
    )


def cut(text: str) -> list[str]:
    """Return what stands between semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]
