"""job_skills: in how many ads of each job (industry and occupation) each skill is asked for."""

from dataclasses import replace

import pandas as pd

from mobility.counting.flows_from_spells import BETWEEN
from mobility.counting.occupation_skills import industry_skills
from mobility.foundation.ads import Ads
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step


def job_skills(
    ads: Ads,
    mentions: pd.DataFrame,
    *,
    industry_level: int = 2,
    occupation_level: int = 4,
    max_ads_per_employer: int | None = None,
) -> Incidence:
    """Count for every job, an occupation in an industry, in how many ads each skill is asked for.

    A job is named by both codes, such as "56 · 5120" (cooks in restaurants), as `flows_from_spells`
    names the nodes it makes of both, so that skills and moves of the same jobs can be joined. The
    jobs of temporary-work agencies are those that begin with "78".

    Parameters
    ----------
    ads : Ads
        The ads, with codes of occupations and industries (`with_industries`).
    mentions : DataFrame
        Which skill stands where, as `MENTION_COLUMNS` says.
    industry_level, occupation_level : int
        How many digits of each code name the job; an ad with a broader code is set aside.
    max_ads_per_employer : int, optional
        How many ads of one employer count under one job at most.

    Returns
    -------
    Incidence
        Rows "job", columns "skill", both sorted; measure "ads"; ``support`` is the number of
        counted ads of the job; ``version`` names both classifications.

    Raises
    ------
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
    industry = _at_level(ads.table["industry"], industry_level)
    occupation = _at_level(ads.table["occupation"], occupation_level)
    job = (industry + BETWEEN + occupation).astype("str")
    version = BETWEEN.join((ads.industry_version, ads.occupation_version)).strip(BETWEEN)
    of_jobs = replace(ads, table=ads.table.assign(industry=job), industry_version=version)
    counted = industry_skills(of_jobs, mentions, max_ads_per_employer=max_ads_per_employer)
    step = Step.of(
        "job_skills",
        {"industry_level": industry_level, "occupation_level": occupation_level},
        {
            "ads": len(job),
            "without a job": int(job.isna().sum()),
            "without an industry": int(industry.isna().sum()),
            "without an occupation": int(occupation.isna().sum()),
        },
    )
    rows = counted.rows.rename("job")
    return replace(counted, rows=rows, recipe=counted.recipe.then(step))


def _at_level(codes: "pd.Series[str]", level: int) -> "pd.Series[str]":
    """Return codes cut to a level, blank where they are broader."""
    return codes.where(codes.str.len() >= level).str.slice(0, level)
