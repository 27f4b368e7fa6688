"""report: which skills were found most, with their contexts, and which never."""

from collections import defaultdict

import pandas as pd

from mobility.foundation.ads import Ads
from mobility.foundation.recipe import Step, recipe_of, with_recipe
from mobility.foundation.skill_list import SkillList

_REACH = 60


def found_skills(
    mentions: pd.DataFrame, skills: SkillList, ads: Ads, n: int = 50, contexts: int = 3
) -> pd.DataFrame:
    """List the skills found in most ads, each with places where it was found.

    Parameters
    ----------
    mentions : DataFrame
        From `find_skills`.
    skills : SkillList
        The list that was looked for.
    ads : Ads
        The ads that were looked in; their text stands in ``contexts``, so the table is for
        checking a list and not for passing on.
    n : int
        How many skills.
    contexts : int
        How many places each, from different ads, the first in the order of the mentions.

    Returns
    -------
    DataFrame
        ``skill``, ``label``, ``ads`` (ads with it), ``mentions`` and ``contexts`` (tuple of texts
        with the mention in « »), by ``ads`` downwards, then label and id.

    Examples
    --------
    >>> from mobility.finding.find import find_skills
    >>> skills = SkillList.of(
    ...     pd.DataFrame({"skill": ["s"], "label": ["Bak"], "kind": ["skill"]}).set_index("skill"),
    ...     pd.DataFrame(
    ...         [("bakning", "s", "label", "any")], columns=["term", "skill", "origin", "match"]
    ...     ),
    ... )
    >>> ads = Ads.from_table(pd.DataFrame({"ad": ["1"], "text": ["Du kan bakning."]}))
    >>> found_skills(find_skills(ads, skills), skills, ads)["contexts"][0]
    ('Du kan «bakning».',)
    """
    counted = mentions.groupby("skill", observed=True)["ad"].agg(["nunique", "size"])
    table = counted.rename(columns={"nunique": "ads", "size": "mentions"}).reset_index()
    table.insert(1, "label", table["skill"].map(skills.skills["label"]))
    order = table.sort_values(["ads", "label", "skill"], ascending=[False, True, True])
    top = order.head(n).reset_index(drop=True)
    places = _contexts(mentions, set(top["skill"]), ads, contexts)
    top["contexts"] = [tuple(places[skill]) for skill in top["skill"]]
    step = Step.of("found_skills", {"n": n, "contexts": contexts}, {"skills": len(counted)})
    return with_recipe(top, recipe_of(mentions).then(step))


def never_found(mentions: pd.DataFrame, skills: SkillList) -> pd.DataFrame:
    """List the skills that no mention names.

    Parameters
    ----------
    mentions : DataFrame
        From `find_skills`.
    skills : SkillList
        The list that was looked for.

    Returns
    -------
    DataFrame
        ``skill``, ``label``, ``kind``, by label and id.
    """
    missing = skills.skills.loc[~skills.skills.index.isin(mentions["skill"])].reset_index()
    table = missing.sort_values(["label", "skill"])[["skill", "label", "kind"]]
    counts = {"looked for": len(skills.skills), "never found": len(table)}
    return with_recipe(
        table.reset_index(drop=True),
        recipe_of(mentions).then(Step.of("never_found", {}, counts)),
    )


def _contexts(
    mentions: pd.DataFrame, wanted: set[str], ads: Ads, most: int
) -> dict[str, list[str]]:
    """Return for each skill the words around its first mentions in different ads."""
    texts = dict(zip(ads.table["ad"], ads.table["text"], strict=True))
    seen: set[tuple[str, str]] = set()
    places: dict[str, list[str]] = defaultdict(list)
    in_text = mentions[mentions["start"].notna() & mentions["skill"].isin(wanted)]
    columns = (in_text["ad"], in_text["skill"], in_text["start"], in_text["end"])
    for ad, skill, start, end in zip(*columns, strict=True):
        if len(places[skill]) < most and (skill, ad) not in seen:
            seen.add((skill, ad))
            places[skill].append(around(texts[ad], start, end))
    return places


def around(text: str, start: int, end: int) -> str:
    """Return a mention with what stands around it, on one line."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return " ".join(f"{before}«{text[start:end]}»{after}".split())
