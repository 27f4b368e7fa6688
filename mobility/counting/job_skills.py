"""job_skills: in how many ads of each job (industry and occupation) each skill is asked for."""

from dataclasses import replace

import pandas as pd

from mobility.counting.corpus_skills import skills_of_corpus
from mobility.counting.flows_from_spells import BETWEEN
from mobility.counting.industry_coverage import industry_coverage
from mobility.counting.occupation_skills import skills_by_industry
from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step


def job_skills(
    ads: Ads | Corpus,
    mentions: pd.DataFrame | None = None,
    *,
    industry_level: int = 2,
    occupation_level: int = 4,
    max_ads_per_employer: int | None = None,
    count_boilerplate: bool = True,
) -> Incidence:
    """Count for every job, an occupation in an industry, in how many ads each skill is asked for.

    A job is named by both codes, such as "56 · 5120" (cooks in restaurants), as `flows_from_spells`
    names the nodes it makes of both, so that skills and moves of the same jobs can be joined. The
    jobs of temporary-work agencies are those that begin with "78".

    Parameters
    ----------
    ads : Ads or Corpus
        The ads, with codes of occupations and industries (`with_industries`, `add_industries`). A
        corpus is counted in bounded memory.
    mentions : DataFrame, optional
        Which skill stands where, as `MENTION_COLUMNS` says. A corpus has its own.
    industry_level, occupation_level : int
        How many digits of each code name the job; an ad with a broader code is set aside.
    max_ads_per_employer : int, optional
        How many ads of one employer count under one job at most.
    count_boilerplate : bool
        As in `occupation_skills`.

    Returns
    -------
    Incidence
        Rows "job", columns "skill", both sorted; measure "ads"; ``support`` is the number of
        counted ads of the job; ``version`` names both classifications. The recipe's last step says
        of every year how many ads have an industry.

    Raises
    ------
    InputError
        If mentions are given with a corpus, or none with ads.
    EmptyResultError
        If no ad could be counted.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1"], "text": "Knife.", "industry": "56100", "occupation": "5120",
    ... }))
    >>> mentions = pd.DataFrame({
    ...     "ad": ["1"], "skill": "knife", "start": 0, "end": 5,
    ...     "stance": "requested", "source": "exact",
    ... })
    >>> job_skills(ads, mentions).row("56 · 5120").to_dict()
    {'knife': 1.0}
    """
    levels = {"industry_level": industry_level, "occupation_level": occupation_level}
    if isinstance(ads, Corpus):
        if mentions is not None:
            raise InputError("mentions", ["a corpus has its own; give the corpus alone"])
        return _of_corpus(
            ads, max_ads_per_employer=max_ads_per_employer, count_boilerplate=count_boilerplate,
            **levels,
        )  # fmt: skip
    industry = _at_level(ads.table["industry"], industry_level)
    occupation = _at_level(ads.table["occupation"], occupation_level)
    job = (industry + BETWEEN + occupation).astype("str")
    of_jobs = replace(ads, table=ads.table.assign(industry=job), industry_version=_version(ads))
    counted = skills_by_industry(
        of_jobs, mentions, level=None, max_ads_per_employer=max_ads_per_employer,
        count_boilerplate=count_boilerplate,
    )  # fmt: skip
    step = Step.of(
        "job_skills",
        levels,
        {
            "ads": len(job),
            "without a job": int(job.isna().sum()),
            "without an industry": int(industry.isna().sum()),
            "without an occupation": int(occupation.isna().sum()),
        },
    )
    rows = counted.rows.rename("job")
    return replace(counted, rows=rows, recipe=counted.recipe.then(step, industry_coverage(ads)))


def _of_corpus(
    corpus: Corpus,
    *,
    industry_level: int,
    occupation_level: int,
    max_ads_per_employer: int | None,
    count_boilerplate: bool,
) -> Incidence:
    """Count the same in a corpus."""
    first, second = int(industry_level), int(occupation_level)
    job = (
        f"CASE WHEN length(industry) >= {first} AND length(occupation) >= {second} "
        f"THEN substr(industry, 1, {first}) || '{BETWEEN}' || substr(occupation, 1, {second}) END"
    )
    counted = skills_of_corpus(
        corpus, "industry", level=None, max_ads_per_employer=max_ads_per_employer,
        count_boilerplate=count_boilerplate, step="industry_skills", code=job,
    )  # fmt: skip
    step = Step.of(
        "job_skills", {"industry_level": industry_level, "occupation_level": occupation_level}
    )
    return replace(
        counted,
        rows=counted.rows.rename("job"),
        version=_version(corpus),
        recipe=counted.recipe.then(step, industry_coverage(corpus)),
    )


def _version(ads: Ads | Corpus) -> str:
    """Name both classifications."""
    return BETWEEN.join((ads.industry_version, ads.occupation_version)).strip(BETWEEN)


def _at_level(codes: "pd.Series[str]", level: int) -> "pd.Series[str]":
    """Return codes cut to a level, blank where they are broader."""
    return codes.where(codes.str.len() >= level).str.slice(0, level)
