"""occupation_skills: in how many ads of each occupation, or industry, each skill is asked for."""

from dataclasses import replace

import pandas as pd

from mobility.counting.corpus_skills import skills_of_corpus
from mobility.counting.industry_coverage import industry_coverage
from mobility.counting.ledger import ad_ledger
from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import EmptyResultError, Fault, InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.mentions import MENTION_COLUMNS, NOT_ASKED_FOR
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import Step, recipe_of
from mobility.foundation.tables import check_table


def occupation_skills(
    ads: Ads | Corpus,
    mentions: pd.DataFrame | None = None,
    *,
    level: int = 4,
    occupations: Occupations | None = None,
    max_ads_per_employer: int | None = None,
    count_boilerplate: bool = True,
) -> Incidence:
    """Count for every occupation in how many of its ads each skill is asked for.

    A skill counts once per ad, whatever the number of mentions; mentions with stance "offered" or
    "negated" do not count. Ads that repeat another (same occupation, headline and text) count once.

    Parameters
    ----------
    ads : Ads or Corpus
        The ads, with occupation codes. A corpus is counted in bounded memory.
    mentions : DataFrame, optional
        Which skill stands where, as `MENTION_COLUMNS` says. Mentions of ads that are not in
        ``ads`` are left out and counted in the recipe. A corpus has its own.
    level : int
        How many digits of the code make a row (4: unit groups).
    occupations : Occupations, optional
        The classification; with it, codes that it does not hold and ads of another version are
        refused.
    max_ads_per_employer : int, optional
        How many ads of one employer count under one row at most.
    count_boilerplate : bool
        Of a corpus only: whether skills count in sentences that an employer repeats in at least
        three ads of other occupations or headlines. Of ads, leave such mentions out beforehand.

    Returns
    -------
    Incidence
        Rows "occupation" (every one with a counted ad), columns "skill", both sorted; measure
        "ads"; ``support`` is the number of counted ads of the row.

    Raises
    ------
    VersionError
        If the ads' codes are of another classification or version than ``occupations``.
    InputError
        If codes are not in ``occupations``; all of them are named with the nearest known code.
    EmptyResultError
        If no ad could be counted.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2"], "text": ["Knife, knife.", "No knife."], "occupation": "5120",
    ... }))
    >>> mentions = pd.DataFrame({
    ...     "ad": ["1", "1", "2"], "skill": "knife", "start": [0, 7, 3], "end": [5, 12, 8],
    ...     "stance": ["requested", "requested", "negated"], "source": "exact",
    ... })
    >>> kitchen = occupation_skills(ads, mentions)
    >>> kitchen.row("5120").to_dict(), kitchen.support.tolist()
    ({'knife': 1.0}, [2.0])
    """
    if occupations is not None:
        occupations.must_match(ads.occupation_version, "ads")
        _refuse_unknown(_ads_of_each(ads, "occupation"), occupations)
    settings = {"level": level, "max_ads_per_employer": max_ads_per_employer}
    step = "occupation_skills"
    if isinstance(ads, Corpus):
        _refuse_mentions(mentions)
        return skills_of_corpus(
            ads,
            "occupation",
            code="occupation",
            step=step,
            count_boilerplate=count_boilerplate,
            **settings,
        )
    given = _given(mentions, count_boilerplate)
    ledger = ad_ledger(ads, "occupation", **settings)
    return _count(ads, given, ledger, "occupation", level, ads.occupation_version, step)


def industry_skills(
    ads: Ads | Corpus,
    mentions: pd.DataFrame | None = None,
    *,
    level: int | None = None,
    max_ads_per_employer: int | None = None,
    count_boilerplate: bool = True,
) -> Incidence:
    """Count for every industry in how many of its ads each skill is asked for.

    As `occupation_skills`, with the industry of the ad in the place of its occupation.

    Parameters
    ----------
    ads : Ads or Corpus
        The ads, with industry codes. A corpus is counted in bounded memory.
    mentions : DataFrame, optional
        Which skill stands where, as `MENTION_COLUMNS` says. A corpus has its own.
    level : int, optional
        How many characters of the code make a row; without it the whole code does (sources that
        give names of industries have no shorter ones).
    max_ads_per_employer : int, optional
        How many ads of one employer count under one row at most.
    count_boilerplate : bool
        As in `occupation_skills`.

    Returns
    -------
    Incidence
        Rows "industry", columns "skill", both sorted; measure "ads"; ``support`` is the number of
        counted ads of the row. The recipe's last step says of every year how many ads have an
        industry.

    Raises
    ------
    EmptyResultError
        If no ad could be counted.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({"ad": ["1"], "text": "Knife.", "industry": "56100"}))
    >>> mentions = pd.DataFrame({
    ...     "ad": ["1"], "skill": "knife", "start": 0, "end": 5,
    ...     "stance": "requested", "source": "exact",
    ... })
    >>> industry_skills(ads, mentions, level=2)
    Incidence(1 industry × 1 skill, 1 values, 'ads')
    """
    counted = skills_by_industry(
        ads, mentions, level=level, max_ads_per_employer=max_ads_per_employer,
        count_boilerplate=count_boilerplate,
    )  # fmt: skip
    return replace(counted, recipe=counted.recipe.then(industry_coverage(ads)))


def skills_by_industry(
    ads: Ads | Corpus,
    mentions: pd.DataFrame | None,
    *,
    level: int | None,
    max_ads_per_employer: int | None,
    count_boilerplate: bool,
) -> Incidence:
    """Count as `industry_skills`, without saying of which years the industry is known."""
    settings = {"level": level, "max_ads_per_employer": max_ads_per_employer}
    step = "industry_skills"
    if isinstance(ads, Corpus):
        _refuse_mentions(mentions)
        return skills_of_corpus(
            ads,
            "industry",
            code="industry",
            step=step,
            count_boilerplate=count_boilerplate,
            **settings,
        )
    given = _given(mentions, count_boilerplate)
    ledger = ad_ledger(ads, "industry", **settings)
    return _count(ads, given, ledger, "industry", level, ads.industry_version, step)


def _refuse_mentions(mentions: pd.DataFrame | None) -> None:
    """Raise if mentions are given with a corpus, which would be left out in silence."""
    if mentions is not None:
        raise InputError("mentions", ["a corpus has its own; give the corpus alone"])


def _given(mentions: pd.DataFrame | None, count_boilerplate: bool) -> pd.DataFrame:
    """Return the mentions given with ads; raise where there are none or they cannot be cut."""
    if mentions is None:
        raise InputError("mentions", ["ads come without any; give those of find_skills(ads, …)"])
    if not count_boilerplate:
        said = "is for a corpus; leave mentions out of the table before it is counted"
        raise InputError("count_boilerplate", [said])
    return mentions


def _ads_of_each(ads: Ads | Corpus, code: str) -> "pd.Series[int]":
    """Return how many ads have each code, sorted; ads without one are left out."""
    if isinstance(ads, Ads):
        return ads.table[code].value_counts().sort_index()
    with ads.connection() as connection:
        told = connection.execute(
            f"SELECT {code} AS code, count(*) AS ads FROM ads WHERE {code} IS NOT NULL GROUP BY ALL"
        ).df()
    return told.set_index("code")["ads"].sort_index()


def _refuse_unknown(ads: "pd.Series[int]", occupations: Occupations) -> None:
    """Raise with every code the classification lacks: how many ads have it, which is nearest."""
    unknown = ads[~ads.index.isin(occupations.table.index)]
    if unknown.empty:
        return
    faults = []
    for code, number in unknown.items():
        near = UnknownNameError("occupation", str(code), occupations.table.index).near
        expected = f"a code of {occupations.version} ({number} {'ad' if number == 1 else 'ads'})"
        faults.append(
            Fault(expected, column="occupation", value=str(code), nearest=near[0] if near else None)
        )
    raise InputError("ads", faults)


def _count(
    ads: Ads,
    mentions: pd.DataFrame,
    ledger: pd.DataFrame,
    by: str,
    level: int | None,
    version: str,
    step: str,
) -> Incidence:
    """Count the ads of each code and skill among the counted ads."""
    counted = ledger.loc[ledger["status"] == "counted", "ad"]
    if counted.empty:
        reasons = ledger["reason"].value_counts().sort_index()
        why = "; ".join(f"{reason}: {number}" for reason, number in reasons.items())
        raise EmptyResultError(f"No ad of {len(ledger)} can be counted by {by} ({why}).")
    code = ads.table.set_index("ad")[by].loc[counted].str.slice(0, level)
    held = check_table(mentions, MENTION_COLUMNS, "mentions")
    asked = ~held["stance"].isin(NOT_ASKED_FOR)
    known = held["ad"].isin(ads.table["ad"])
    pairs = held.loc[asked & held["ad"].isin(counted), ["ad", "skill"]].drop_duplicates()
    pairs[by] = pairs["ad"].map(code)
    support = code.value_counts()
    *_, accounted = recipe_of(ledger).steps
    counts = dict(accounted.counts) | {
        "mentions": len(held),
        "not asked for": int((~asked).sum()),
        "of other ads": int((~known).sum()),
        "pairs of ad and skill": len(pairs),
    }
    return Incidence.from_pairs(
        pairs,
        by,
        "skill",
        measure="ads",
        rows=pd.Index(sorted(support.index), dtype="str"),
        support=support,
        version=version,
        recipe=ads.recipe.joined(recipe_of(mentions)).then(
            Step.of(step, dict(accounted.settings), counts)
        ),
    )
