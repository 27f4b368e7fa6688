"""national_space: the space of the national table of links, and its other sources of likeness.

Read by ``make_people.py`` and ``make_sources.py``. The folder holds ``af-sweden``,
``esco-v1.1.1``, ``jobtech-taxonomy`` and ``sv-platsbanken-710``.
"""

import re
from functools import cache
from pathlib import Path

import pandas as pd

from mobility.counting.conditions import occupation_conditions
from mobility.counting.crossed_links import crossed_links
from mobility.counting.links import occupation_links
from mobility.counting.occupation_names import named_links
from mobility.counting.occupation_words import occupation_words
from mobility.finding.conditions import find_conditions
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.incidence import Incidence
from mobility.reaching.occupation_names import with_occupation_names
from mobility.reaching.skill_space import SkillSpace, skill_space
from mobility.reading.ads import read_ads
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.pay import read_pay
from mobility.reading.vacancies import read_vacancies

FEW_ADS = 10
BY_VACANCIES, BY_SCHOOLING = 0.1, 0.5

_BEYOND = re.compile(r"Examples of the occ|Some related occupations|Excluded from")
"""Where ISCO's text goes on to what is not the work itself."""

ESCO_LINKS = {"occupation_id": "occupationUri", "skill": "skillUri"}
ESCO_GROUPS = {
    "occupation_id": "conceptUri", "occupation_name": "preferredLabel", "occupation": "iscoGroup",
}  # fmt: skip


def space_of(folder: Path, leave_out: tuple[str, ...]) -> SkillSpace:
    """Return the national space, with vacancies, pay and what 710 ads say of conditions."""
    taxonomy, table = folder / "jobtech-taxonomy", folder / "af-sweden"
    known = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012")
    links = read_links(
        table / "occupation_skills.csv", taxonomy / "occupations_ssyk4.csv", leave_out=leave_out
    )
    ads = read_ads(folder / "sv-platsbanken-710" / "ads.jsonl")
    space = skill_space(
        occupation_links(links, version=known.version),
        skills_of_links(links),
        vacancies=read_vacancies(table / "ads_2024_ssyk4_kommun.csv"),
        pay=read_pay(table / "ssyk_salary.json"),
        occupations=known,
        conditions=occupation_conditions(ads, find_conditions(ads)),
        elsewhere=[*other_sources(folder, of_groups=bool(leave_out)), words_written(folder)],
        by_vacancies=BY_VACANCIES,
        by_schooling=BY_SCHOOLING,
    )
    return with_occupation_names(space, named_links(links, version=known.version))


@cache
def other_sources(folder: Path, *, of_groups: bool) -> tuple[Incidence, ...]:
    """Return what ESCO links to the same unit groups and, if wanted, the links of whole groups."""
    taxonomy, esco = folder / "jobtech-taxonomy", folder / "esco-v1.1.1"
    crossing = pd.read_csv(taxonomy / "ssyk4_isco4.csv", dtype="str")
    crossing = crossing.rename(columns={"isco08_4": "occupation_from", "ssyk4": "occupation_to"})
    links = read_links(
        esco / "occupationSkillRelations.csv.gz",
        esco / "occupations_en.csv.gz",
        columns=ESCO_LINKS,
        group_columns=ESCO_GROUPS,
    )
    found = [occupation_links(crossed_links(links, crossing), version="SSYK 2012")]
    if of_groups:
        links = read_links(
            folder / "af-sweden" / "occupation_skills.csv",
            taxonomy / "occupations_ssyk4.csv",
            leave_out=("calculated_skills", "taxonomy", "group_license", "group_vocational"),
        )
        found.append(occupation_links(links, version="SSYK 2012"))
    return tuple(found)


@cache
def written(folder: Path) -> pd.DataFrame:
    """Return what ISCO and ESCO write of occupations, told of Swedish unit groups.

    Columns ``occupation``, ``text`` and ``of`` ("ISCO" or "ESCO"). Of ISCO's group the title and
    the tasks, without what it lists as examples and as belonging elsewhere; of ESCO's occupations
    the title and the description.
    """
    groups = _esco(folder, "ISCOGroups_en").query("code.str.len() == 4")
    tasks = [_BEYOND.split(text)[0] for text in groups["description"]]
    single = _esco(folder, "occupations_en")
    texts = pd.concat(
        [
            pd.DataFrame({"isco08_4": groups["code"], "text": groups["preferredLabel"] + " "})
            .assign(text=lambda table: table["text"] + tasks, of="ISCO"),
            pd.DataFrame({"isco08_4": single["iscoGroup"], "of": "ESCO"})
            .assign(text=single["preferredLabel"] + " " + single["description"]),
        ]
    )  # fmt: skip
    crossing = pd.read_csv(folder / "jobtech-taxonomy" / "ssyk4_isco4.csv", dtype="str")
    told = texts.merge(crossing, on="isco08_4").rename(columns={"ssyk4": "occupation"})
    return told[["occupation", "text", "of"]].sort_values(["occupation", "of", "text"])


def words_written(folder: Path, of: str | None = None) -> Incidence:
    """Return the words of these texts, of both or of one of them, as a source."""
    texts = written(folder)
    texts = texts if of is None else texts[texts["of"] == of]
    return occupation_words(texts[["occupation", "text"]], version="SSYK 2012")


def _esco(folder: Path, name: str) -> pd.DataFrame:
    path = folder / "esco-v1.1.1" / f"{name}.csv.gz"
    return pd.read_csv(path, dtype="str", keep_default_na=False)
