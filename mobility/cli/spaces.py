"""spaces: a study, or a table of links, as a skill space that persons can be asked about."""

from pathlib import Path

import pandas as pd

from mobility.cli.order_options import Order
from mobility.counting.conditions import occupation_conditions
from mobility.counting.links import occupation_links
from mobility.counting.occupation_names import named_links
from mobility.finding.conditions import find_conditions
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.ads import Ads
from mobility.foundation.conditions import Conditions
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.occupations import Occupations
from mobility.foundation.progress import Progress
from mobility.reaching.occupation_names import with_occupation_names
from mobility.reaching.skill_space import SkillSpace, skill_space
from mobility.saving.study import Study, read_study
from mobility.walk.studies import OCCUPATION_NAMES


def space_of_study(
    folder: Path,
    progress: Progress,
    *,
    commuting: pd.DataFrame | None = None,
    pay: pd.DataFrame | None = None,
    ads: Ads | Corpus | None = None,
    order: Order,
) -> tuple[SkillSpace, bool]:
    """Return the space of a study, and whether its ads are made up.

    A study keeps no texts, so what its ads say of nights, lifting and the like is counted from
    ``ads``.

    Raises
    ------
    InputError
        If the study holds words and no skills, or the commuting table is not as it should be.
    VersionError
        If the ads and the study are of different classifications.
    EmptyResultError
        If no ad can be counted.
    """
    held = read_study(folder)
    if held.of_words:
        raise InputError(
            str(folder),
            ["relates occupations by the words of whole ads and holds no skills to answer with; "
             "make a study with --skills."],
        )  # fmt: skip
    space = skill_space(
        held.counts,
        held.skills,
        vacancies=held.vacancies if len(held.vacancies) else None,
        commuting=commuting,
        pay=pay,
        conditions=None if ads is None else conditions_in(ads, held.counts.rows, progress),
        occupations=held.occupations,
        elsewhere=order.counts(held.counts.version),
        by_vacancies=order.by_vacancies,
        by_schooling=order.by_schooling,
        progress=progress,
    )
    names = _names(held)
    return space if names is None else with_occupation_names(space, names), held.synthetic


def space_of_links(
    links: pd.DataFrame,
    known: Occupations,
    *,
    vacancies: pd.DataFrame | None,
    commuting: pd.DataFrame | None,
    pay: pd.DataFrame | None,
    ads: Ads | Corpus | None,
    order: Order,
    progress: Progress,
) -> SkillSpace:
    """Return the space of a table of links, with its occupation names.

    Raises
    ------
    InputError
        If a table is not as it should be.
    VersionError
        If the ads are of another classification.
    EmptyResultError
        If nothing is left to count.
    """
    counts = occupation_links(links, version=known.version)
    space = skill_space(
        counts,
        skills_of_links(links),
        vacancies=vacancies,
        commuting=commuting,
        pay=pay,
        conditions=None if ads is None else conditions_in(ads, counts.rows, progress),
        occupations=known,
        elsewhere=order.counts(known.version),
        by_vacancies=order.by_vacancies,
        by_schooling=order.by_schooling,
        progress=progress,
    )
    return with_occupation_names(space, named_links(links, version=known.version))


def conditions_in(ads: Ads | Corpus, occupations: pd.Index, progress: Progress) -> Conditions:
    """Count what ads say of the conditions of work, by codes as long as those of a space."""
    level = len(str(occupations[0]))
    if isinstance(ads, Corpus):
        return occupation_conditions(ads, level=level)
    return occupation_conditions(ads, find_conditions(ads, progress=progress), level=level)


def _names(held: Study) -> Incidence | None:
    """Return the occupation names that a study of links keeps."""
    table = held.tables.get(OCCUPATION_NAMES)
    if table is None:
        return None
    support = pd.Series(1.0, index=table["occupation_name"].unique())
    return Incidence.from_pairs(
        table,
        "occupation_name",
        "skill",
        measure="occupations",
        support=support,
        version=held.counts.version,
    )
