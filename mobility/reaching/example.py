"""example: a skill space small enough to check in the head, for the examples of this room."""

import pandas as pd

from mobility.foundation.incidence import Incidence
from mobility.foundation.occupations import Occupations
from mobility.foundation.skill_list import SkillList
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace

ASKED_FOR = {
    "5120": ("Cooks", "knife hygiene"),
    "5121": ("Chefs", "knife hygiene menu"),
    "5131": ("Waiters", "menu till"),
    "5132": ("Bartenders", "menu till"),
    "4110": ("Clerks", "pen paper"),
    "4111": ("Secretaries", "pen paper licence"),
}
"""Made up for this purpose; the codes are no classification's."""


def kitchens() -> SkillSpace:
    """Return six occupations in a kitchen, a dining room and an office, with vacancies.

    Examples
    --------
    >>> kitchens()
    SkillSpace(6 occupations × 7 skills, τ 0.000 with hit rate 0.92, θ 0.820)
    """
    links = pd.DataFrame(
        [(code, skill) for code, (_, said) in ASKED_FOR.items() for skill in said.split()],
        columns=["occupation", "skill"],
    )
    counts = Incidence.from_pairs(
        links,
        "occupation",
        "skill",
        measure="occupations",
        support=pd.Series(1, index=list(ASKED_FOR)),
        version="example",
    )
    skills = pd.DataFrame({"label": counts.columns, "kind": "skill"}, index=counts.columns)
    skills.loc["licence", "kind"] = "gate"
    terms = pd.DataFrame(
        {"term": counts.columns, "skill": counts.columns, "origin": "label", "match": "any"}
    )
    titles = pd.DataFrame(
        {"title": [title for title, _ in ASKED_FOR.values()], "level": 4},
        index=pd.Index(list(ASKED_FOR), name="occupation"),
    )
    vacancies = pd.DataFrame(
        {
            "occupation": list(ASKED_FOR) * 2,
            "place": ["Here"] * len(ASKED_FOR) + ["There"] * len(ASKED_FOR),
            "vacancies": [4, 2, 7, 1, 3, 5, 40, 20, 70, 10, 30, 50],
        }
    )
    return skill_space(
        counts,
        SkillList.of(skills, terms),
        vacancies=vacancies,
        occupations=Occupations(titles, "example"),
    )
