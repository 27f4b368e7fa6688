"""national_space: the space of the national table of links, and its other sources of likeness.

Read by ``make_people.py`` and ``make_sources.py``. The folder holds ``af-sweden``,
``esco-v1.1.1``, ``jobtech-taxonomy`` and ``sv-platsbanken-710``.
"""

from functools import cache
from pathlib import Path

import pandas as pd

from mobility.cli.order_options import Order
from mobility.cli.spaces import space_of_links
from mobility.counting.conditions import occupation_conditions
from mobility.counting.crossed_links import crossed_links
from mobility.counting.links import occupation_links
from mobility.counting.occupation_names import named_links
from mobility.counting.occupation_words import occupation_words
from mobility.finding.conditions import find_conditions
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.incidence import Incidence
from mobility.foundation.progress import silent
from mobility.reaching.occupation_names import with_occupation_names
from mobility.reaching.skill_space import SkillSpace, skill_space
from mobility.reading.ads import read_ads
from mobility.reading.esco import read_esco_links, read_esco_texts
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.pay import read_pay
from mobility.reading.vacancies import read_vacancies

FEW_ADS = 10
BY_VACANCIES, BY_SCHOOLING = 0.1, 0.5


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


def space_of_command(folder: Path, *, esco: bool) -> SkillSpace:
    """Return the space of the page that the command of ``national_page.md`` makes.

    ``esco``: with ``--esco`` and ``--crosswalk``, or without the two.
    """
    taxonomy, table = folder / "jobtech-taxonomy", folder / "af-sweden"
    links, groups = table / "occupation_skills.csv", taxonomy / "occupations_ssyk4.csv"
    left = ("group_*",)
    more = {"esco": folder / "esco-v1.1.1", "crosswalk": taxonomy / "ssyk4_isco4.csv"}
    return space_of_links(
        read_links(links, groups, leave_out=left),
        read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012"),
        vacancies=read_vacancies(table / "ads_2024_ssyk4_kommun.csv"),
        commuting=None,
        pay=read_pay(table / "ssyk_salary.json"),
        ads=read_ads(folder / "sv-platsbanken-710" / "ads.jsonl"),
        order=Order(
            (links,), BY_VACANCIES, BY_SCHOOLING, links=links, groups=groups, leave_out=left,
            **(more if esco else {}),
        ),
        progress=silent,
    )  # fmt: skip


@cache
def other_sources(folder: Path, *, of_groups: bool) -> tuple[Incidence, ...]:
    """Return what ESCO links to the same unit groups and, if wanted, the links of whole groups."""
    taxonomy, esco = folder / "jobtech-taxonomy", folder / "esco-v1.1.1"
    crossing = pd.read_csv(taxonomy / "ssyk4_isco4.csv", dtype="str")
    crossing = crossing.rename(columns={"isco08_4": "occupation_from", "ssyk4": "occupation_to"})
    links = crossed_links(read_esco_links(esco), crossing)
    found = [occupation_links(links, version="SSYK 2012")]
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

    Columns ``occupation``, ``text`` and ``of`` ("ISCO" or "ESCO").
    """
    crossing = pd.read_csv(folder / "jobtech-taxonomy" / "ssyk4_isco4.csv", dtype="str")
    crossing = crossing[["isco08_4", "ssyk4"]].drop_duplicates()
    told = read_esco_texts(folder / "esco-v1.1.1").merge(
        crossing, left_on="occupation", right_on="isco08_4"
    )
    told = told.assign(occupation=told["ssyk4"])
    return told[["occupation", "text", "of"]].sort_values(["occupation", "of", "text"])


def words_written(folder: Path, of: str | None = None) -> Incidence:
    """Return the words of these texts, of both or of one of them, as a source."""
    texts = written(folder)
    texts = texts if of is None else texts[texts["of"] == of]
    return occupation_words(texts[["occupation", "text"]], version="SSYK 2012")
