"""Small skill spaces, built from plain tables."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from mobility.counting.links import occupation_links
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.incidence import Incidence
from mobility.foundation.skill_list import SkillList
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.vacancies import read_vacancies


@pytest.fixture(scope="session")
def skill_list() -> Callable[..., SkillList]:
    """Make a skill list from ids and kinds; an id is its own label unless labels are given."""

    def make(kinds: Mapping[str, str], labels: Mapping[str, str] | None = None) -> SkillList:
        names = list(kinds)
        said = [(labels or {}).get(name, name) for name in names]
        index = pd.Index(names, name="skill")
        return SkillList.of(
            pd.DataFrame({"label": said, "kind": list(kinds.values())}, index=index),
            pd.DataFrame({"term": said, "skill": names, "origin": "label", "match": "any"}),
        )

    return make


@pytest.fixture(scope="session")
def counts_of() -> Callable[..., Incidence]:
    """Make counts from a dense table; measure "ads"."""

    def make(
        table: list[list[int]],
        codes: list[str],
        skills: list[str],
        support: list[int],
        *,
        measure: str = "ads",
        version: str = "",
    ) -> Incidence:
        return Incidence(
            csr_array(np.array(table, dtype=float)),
            pd.Index(codes, name="occupation"),
            pd.Index(skills, name="skill"),
            measure,
            np.array(support, dtype=float),
            version,
        )

    return make


@pytest.fixture(scope="session")
def national(shared_data) -> SkillSpace:
    """Make the space of the national table, with vacancies by municipality."""
    taxonomy, sweden = shared_data("jobtech-taxonomy"), shared_data("af-sweden")
    links = read_links(
        sweden / "occupation_skills.csv",
        taxonomy / "occupations_ssyk4.csv",
        leave_out=["group_*"],
    )
    return skill_space(
        occupation_links(links, version="SSYK 2012"),
        skills_of_links(links),
        vacancies=read_vacancies(sweden / "ads_2024_ssyk4_kommun.csv"),
        occupations=read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012"),
    )
