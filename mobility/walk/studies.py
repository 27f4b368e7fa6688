"""studies: a study made in one call: of ads, of a table of links, or of the words of whole ads."""

from dataclasses import replace

import pandas as pd

from mobility.counting.ledger import ad_ledger
from mobility.counting.links import occupation_links
from mobility.counting.occupation_names import SEPARATOR, named_links
from mobility.counting.occupation_skills import occupation_skills
from mobility.counting.vacancies import vacancies as count_vacancies
from mobility.counting.weights import tf_idf
from mobility.finding.find import find_skills
from mobility.finding.linked_skills import links_as_reviewed, skills_of_links
from mobility.finding.matches import matches
from mobility.finding.report import found_skills, never_found
from mobility.finding.review_effect import review_by_effect
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.incidence import Incidence
from mobility.foundation.mentions import NOT_ASKED_FOR
from mobility.foundation.occupations import Occupations
from mobility.foundation.progress import Progress, silent
from mobility.foundation.skill_list import SkillList
from mobility.reading.coverage import ad_coverage
from mobility.relating.merge_effects import merge_effects, said_effects
from mobility.relating.texts import text_relatedness, word_counts
from mobility.saving.study import Study
from mobility.walk.networks import study_of_counts, study_of_network

DEFAULT_MEASURE = "effective use"
"""Of the measures here, the one whose ten nearest change least between random halves of the skills
of a national table (63 % in common; cosine 57 %): see docs/first_answers.md."""

OCCUPATION_NAMES = "occupation_names"
"""The table of a study of links that says which occupation name lists which skill."""


def study_ads(
    ads: Ads,
    skills: SkillList,
    occupations: Occupations,
    *,
    measure: str = DEFAULT_MEASURE,
    level: int = 4,
    rule: str = "noise-corrected",
    alpha: float | None = None,
    k: int | None = None,
    synthetic: bool = False,
    random_state: int = 0,
    progress: Progress = silent,
) -> Study:
    """Find the skills in ads, count them per occupation, relate the occupations.

    Parameters
    ----------
    ads : Ads
        As `read_ads` gives them.
    skills : SkillList
        As `prepare_skills` gives it.
    occupations : Occupations
        Titles of the codes, same version as the ads.
    measure : str
        One of `MEASURES`.
    level : int
        Digits of the code that make an occupation (4: unit groups).
    rule : str
        Which edges the backbone keeps, as in `backbone`: noise-corrected judges the number of
        skills shared, sdsm the table of skills itself, the others the weight.
    alpha, k : float, int, optional
        The setting of the rule, as in `backbone`.
    synthetic : bool
        Whether the ads are made up; every page and workbook then says so.
    random_state : int
        Seed of groups and layout.
    progress : Progress
        Called while skills are looked for.

    Returns
    -------
    Study
        Networks, nearest occupations, vacancies, and tables ``ledger`` (one line per line read:
        counted, duplicate or reject), ``coverage``, ``found``, ``never_found``, ``matches`` (by
        which term each skill was found) and ``rejects``. The ``review`` of its skills has what
        there is to decide, what changes most ads first.

    Raises
    ------
    UnknownNameError
        If the measure is not known.
    VersionError
        If ads and occupations are of different classifications.
    InputError
        If ads have codes that ``occupations`` does not hold.
    EmptyResultError
        If no ad could be counted or no skill was found.
    """
    mentions = find_skills(ads, skills, progress=progress)
    progress("counting", 0, None)
    counts = occupation_skills(ads, mentions, level=level, occupations=occupations)
    if not counts.shape[1]:
        raise EmptyResultError(
            f"None of {len(skills.skills)} skills was found in {len(ads.table)} ads. Are list and "
            "ads in the same language?"
        )
    places = count_vacancies(ads, place="municipality")
    ledger = ad_ledger(ads, "occupation", level=level)
    tables = {
        "ledger": ledger,
        "coverage": ad_coverage(ads),
        "found": found_skills(mentions, skills, ads),
        "never_found": never_found(mentions, skills),
        "matches": matches(mentions, skills, ads),
        "rejects": ads.rejects,
    }
    skills = review_by_effect(skills, mentions, ads, progress=progress)
    counted = ads.table[ads.table["ad"].isin(ledger.loc[ledger["status"].eq("counted"), "ad"])]
    of = counted.set_index("ad")["occupation"].str.slice(0, level)
    asked = mentions[mentions["ad"].isin(of.index) & ~mentions["stance"].isin(NOT_ASKED_FOR)]
    pairs = asked[["ad", "skill"]].drop_duplicates().rename(columns={"ad": "unit"})
    pairs["occupation"] = pairs["unit"].map(of)
    skills = _with_merge_effects(skills, pairs, counts)
    progress("relating", 0, None)
    return study_of_counts(
        counts, skills, occupations, places, tables, measure, (rule, alpha, k), random_state,
        synthetic=synthetic,
    )  # fmt: skip


def study_links(
    links: pd.DataFrame,
    occupations: Occupations,
    *,
    vacancies: pd.DataFrame | None = None,
    review: pd.DataFrame | None = None,
    measure: str = DEFAULT_MEASURE,
    rule: str = "noise-corrected",
    alpha: float | None = None,
    k: int | None = None,
    random_state: int = 0,
    progress: Progress = silent,
) -> Study:
    """Relate the unit groups of a national table of occupation–skill links.

    Parameters
    ----------
    links : DataFrame
        As `read_links` gives it.
    occupations : Occupations
        Titles of the codes.
    vacancies : DataFrame, optional
        ``occupation``, ``place``, ``vacancies``; sizes on the page.
    review : DataFrame, optional
        What a person decided about the skills, as `read_review` gives it.
    measure, rule, alpha, k, random_state, progress
        As in `study_ads`.

    Returns
    -------
    Study
        As of ads, counting occupations of the group in place of ads; the table
        ``occupation_names`` says which name lists which skill.

    Raises
    ------
    UnknownNameError
        If the measure is not known.
    InputError
        If what was decided cannot be done.
    """
    progress("counting", 0, None)
    skills = skills_of_links(links, review=review)
    links = links_as_reviewed(links, skills)
    counts = occupation_links(links, version=occupations.version)
    pairs = links.assign(unit=links["occupation"] + SEPARATOR + links["occupation_name"])
    pairs = pairs[["unit", "occupation", "skill"]].drop_duplicates()
    skills = _with_merge_effects(skills, pairs, counts)
    places = _no_vacancies() if vacancies is None else vacancies
    named = {OCCUPATION_NAMES: named_links(links, version=occupations.version).to_frame()}
    progress("relating", 0, None)
    return study_of_counts(
        counts, skills, occupations, places, named, measure, (rule, alpha, k), random_state,
        synthetic=False,
    )  # fmt: skip


def study_texts(
    ads: Ads,
    occupations: Occupations,
    *,
    level: int = 4,
    min_ads: int = 5,
    rule: str = "disparity",
    alpha: float | None = None,
    k: int | None = None,
    random_state: int = 0,
    progress: Progress = silent,
) -> Study:
    """Relate occupations by the words of their whole ads, where there is no skill list.

    Parameters
    ----------
    ads : Ads
        As `read_ads` gives them, in one language.
    occupations : Occupations
        Titles of the codes, same version as the ads.
    level : int
        Digits of the code that make an occupation.
    min_ads : int
        Words found in fewer ads than this are left out.
    rule, alpha, k, random_state, progress
        As in `study_ads`; text relatedness has no counts for noise-corrected to judge.

    Returns
    -------
    Study
        As of skills, with words in their place.

    Raises
    ------
    VersionError
        If ads and occupations are of different classifications.
    EmptyResultError
        If no ad has an occupation.
    """
    occupations.must_match(ads.occupation_version, "ads")
    progress("counting words", 0, None)
    ledger = ad_ledger(ads, "occupation", level=level)
    counted = ledger.loc[ledger["status"].eq("counted"), "ad"]
    kept = ads.table.set_index("ad").loc[counted]
    groups = kept["occupation"].str.slice(0, level).rename("occupation")
    version = ads.occupation_version
    words = word_counts(kept["text"], groups, min_ads=min_ads, version=version)
    progress("relating", 0, None)
    network = text_relatedness(kept["text"], groups, min_ads=min_ads, version=version)
    columns = pd.Index(words.columns, name="skill")
    listed = pd.DataFrame({"label": columns, "kind": "skill"}, index=columns)
    terms = pd.DataFrame(
        {"term": columns, "skill": columns, "origin": "vocabulary", "match": "any"}
    )
    tables = {"ledger": ledger, "coverage": ad_coverage(ads), "rejects": ads.rejects}
    return study_of_network(
        words, tf_idf(words), words, network, SkillList.of(listed, terms, words.recipe),
        occupations, count_vacancies(ads, place="municipality"), tables, (rule, alpha, k),
        random_state, synthetic=False,
    )  # fmt: skip


def _with_merge_effects(skills: SkillList, pairs: pd.DataFrame, counts: Incidence) -> SkillList:
    """Say of every merge proposed what it would do to u and C."""
    review = skills.review
    merges = review["decision"].isna() & review["into"].notna()
    if not merges.any():
        return skills
    effects = merge_effects(
        pairs, review.loc[merges, ["skill", "into"]],
        support=pd.Series(counts.support, index=counts.rows), measure=counts.measure,
    )  # fmt: skip
    said = said_effects(effects)
    effect = review["effect"].astype("object").copy()
    for line in review.index[merges]:
        words = said[str(review.at[line, "skill"]), str(review.at[line, "into"])]
        effect[line] = f"{effect[line]}; {words}"
    return replace(skills, review=review.assign(effect=effect))


def _no_vacancies() -> pd.DataFrame:
    """Return an empty table of vacancies."""
    return pd.DataFrame({"occupation": [], "place": [], "vacancies": []}).astype(
        {"occupation": "str", "place": "str", "vacancies": "int64"}
    )
