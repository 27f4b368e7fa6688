"""review_effect: what there is to decide about a skill list, what changes most first."""

import numpy as np
import pandas as pd

from mobility.finding.conflicts import decided_lines, ends_of_merges
from mobility.finding.decisions import TermLine
from mobility.finding.find import find_skills
from mobility.finding.matches import matches
from mobility.finding.normalize import normal_form
from mobility.finding.skills import NARROWED, SHARED, how_found
from mobility.foundation.ads import Ads
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step
from mobility.foundation.skill_list import REVIEW_COLUMNS, TERM_COLUMNS, SkillList

_COLUMNS = [column.name for column in REVIEW_COLUMNS]


def review_by_effect(
    skills: SkillList, mentions: pd.DataFrame, ads: Ads, *, progress: Progress = silent
) -> SkillList:
    """Rank what a person may decide by how many ads it would change, matches included.

    Three things are proposed:

    - a merge of two ways of writing one skill: it changes every ad that names the lesser one;
    - whether a match is right, where a skill is found by a part of its label or by a word that
      has other meanings: rejecting it changes the ads that nothing else says the skill of;
    - whether a word is a term, where a part of a label was left out because other labels share it
      or because the label is narrower: accepting it changes the ads where the word stands by
      itself and the skill is not yet named.

    Parameters
    ----------
    skills : SkillList
        A list from `prepare_skills`.
    mentions : DataFrame
        From `find_skills` with that list.
    ads : Ads
        The ads that were looked in; a piece of their text stands in ``example``.
    progress : Progress
        Called while words that are no terms yet are looked for.

    Returns
    -------
    SkillList
        The same list; its ``review`` has the decisions first and then the proposals, those that
        change most first. Each change is counted by itself: what a second decision would add to or
        take from it is not. A match that changes nothing is not proposed.

    Examples
    --------
    >>> from mobility.finding.skills import prepare_skills
    >>> names = pd.Index(["a", "b"], name="skill")
    >>> labels = ["bakning", "bakningen"]
    >>> bakery = prepare_skills(SkillList.of(
    ...     pd.DataFrame({"label": labels, "kind": "skill"}, index=names),
    ...     pd.DataFrame({"term": labels, "skill": names, "origin": "label", "match": "any"})))
    >>> ads = Ads.from_table(pd.DataFrame({"ad": ["1", "2"], "text": ["Bakningen.", "Bakning."]}))
    >>> found = review_by_effect(bakery, find_skills(ads, bakery), ads)
    >>> found.review[["skill", "into", "effect"]].values.tolist()
    [['b', 'a', 'would change 1 ad']]
    """
    review = skills.review
    decisions = review[review["decision"].notna()]
    known = _decided_matches(decisions)
    merges = review[review["decision"].isna()].copy()
    naming = mentions.groupby("skill", observed=True)["ad"].nunique()
    merges["changes"] = merges["skill"].map(naming).fillna(0).astype("Int64")
    proposed = pd.concat(
        [
            merges.astype("object"),
            _doubtful(matches(mentions, skills, ads), skills, known),
            _left_out(skills, mentions, ads, known, progress),
        ],
        ignore_index=True,
    )
    ranked = ranked_by_effect(proposed, "ad")
    counts = {
        "decisions": len(decisions),
        "merges proposed": len(merges),
        "matches proposed": len(ranked) - len(merges),
        "ads": len(ads.table),
    }
    table = pd.concat([decisions.astype("object"), ranked], ignore_index=True)
    return SkillList(
        skills.skills, skills.terms, skills.dropped, table[_COLUMNS],
        skills.recipe.then(Step.of("review_by_effect", {}, counts)),
    )  # fmt: skip


def ranked_by_effect(proposed: pd.DataFrame, what: str) -> pd.DataFrame:
    """Return proposals with their effect in words, the greatest first, uncounted ones last.

    Parameters
    ----------
    proposed : DataFrame
        Lines as `REVIEW_COLUMNS` says, ``changes`` filled in where it is known.
    what : str
        What is counted, in the singular: "ad" or "link".

    Returns
    -------
    DataFrame
        The lines in order.
    """
    numbers = pd.to_numeric(proposed["changes"]).astype("Float64")
    said = [
        None if pd.isna(n) else f"would change {n:.0f} {what}{'' if n == 1 else 's'}"
        for n in numbers
    ]
    table = proposed.assign(effect=pd.Series(said, index=proposed.index, dtype="object"))
    table = table.assign(minus=-numbers).sort_values(
        ["minus", "skill", "term", "why"], na_position="last", kind="stable"
    )
    return table[_COLUMNS].reset_index(drop=True)


def _decided_matches(decisions: pd.DataFrame) -> set[tuple[str, str]]:
    """Return the skills, where their merges end, and words that a person has decided about."""
    lines = decided_lines(decisions, range(len(decisions)))
    ends = ends_of_merges(lines)
    return {(ends.get(x.skill, x.skill), x.form) for x in lines if x.form is not None}


def _doubtful(found: pd.DataFrame, skills: SkillList, known: set[tuple[str, str]]) -> pd.DataFrame:
    """Propose matches that may be wrong: parts of labels, and words of several meanings.

    Where the word is the skill's only term, the skill is what there is to decide about.
    """
    terms = found["skill"].map(skills.terms["skill"].value_counts())
    part = found["origin"].eq("head")
    ambiguous = found["match"].eq("context") & terms.gt(1)
    table = found[(part | ambiguous) & found["only"].gt(0)]
    new = [
        (skill, normal_form(term)) not in known
        for skill, term in zip(table["skill"], table["term"], strict=True)
    ]
    table = table[np.array(new, dtype=bool)]
    why = ambiguous.map(
        {
            True: "a word of several meanings; reject it if the example is not the skill",
            False: "a part of the label; reject it if the example is not the skill",
        }
    )
    lines = table[["skill", "label", "term", "example"]].assign(
        changes=table["only"], why=why.reindex(table.index)
    )
    return lines.reindex(columns=_COLUMNS).astype("object")


def _left_out(
    skills: SkillList, mentions: pd.DataFrame, ads: Ads, known: set[tuple[str, str]],
    progress: Progress,
) -> pd.DataFrame:  # fmt: skip
    """Propose parts of labels that were made no terms, where they stand in ads."""
    dropped = skills.dropped[
        skills.dropped["reason"].isin([SHARED, NARROWED])
        & skills.dropped["skill"].isin(skills.skills.index)
    ]
    forms = dropped["term"].map(normal_form)
    taken = set(skills.terms["term"].map(normal_form))
    new = [
        (skill, form) not in known and form not in taken and bool(form)
        for skill, form in zip(dropped["skill"], forms, strict=True)
    ]
    candidates = dropped[np.array(new, dtype=bool)]
    candidates = candidates.assign(form=forms)
    candidates = candidates.drop_duplicates(["skill", "form"])
    if candidates.empty:
        return pd.DataFrame(columns=_COLUMNS, dtype="object")
    words = candidates.drop_duplicates("form")
    given = [
        TermLine(str(term), str(form), "review", "any")
        for term, form in zip(words["term"], words["form"], strict=True)
    ]
    listed = how_found(given, frozenset(), accepted=True)
    pseudo = SkillList.of(
        words.set_index("form")[["term"]]
        .set_axis(["label"], axis=1)
        .assign(kind="skill")
        .rename_axis("skill"),
        pd.DataFrame(listed, columns=[column.name for column in TERM_COLUMNS]),
    )
    standing = find_skills(ads, pseudo, progress=progress)
    standing = standing[standing["start"].notna()]
    free = standing[~np.array(_inside(standing, mentions), dtype=bool)]
    ads_of = free.groupby("skill")["ad"].agg(frozenset)
    naming = mentions.groupby("skill", observed=True)["ad"].agg(frozenset)
    first = matches(free, pseudo, ads).drop_duplicates("skill").set_index("skill")["example"]
    rows = []
    for skill, term, reason, form in candidates[["skill", "term", "reason", "form"]].itertuples(
        index=False
    ):
        gained = ads_of.get(form, frozenset()) - naming.get(skill, frozenset())
        if gained:
            rows.append(
                {
                    "skill": skill, "label": skills.skills.at[skill, "label"], "term": term,
                    "changes": len(gained), "example": first.get(form),
                    "why": f"no term now ({reason}); accept it if the example is the skill",
                }
            )  # fmt: skip
    return pd.DataFrame(rows, columns=_COLUMNS, dtype="object")


def _inside(standing: pd.DataFrame, mentions: pd.DataFrame) -> list[bool]:
    """Whether each hit lies within a place where a skill was found already."""
    places: dict[str, list[tuple[int, int]]] = {}
    spans = mentions[mentions["start"].notna()]
    for ad, start, end in zip(spans["ad"], spans["start"], spans["end"], strict=True):
        places.setdefault(ad, []).append((start, end))
    return [
        any(a <= start and end <= b for a, b in places.get(ad, ()))
        for ad, start, end in zip(
            standing["ad"], standing["start"], standing["end"], strict=True
        )
    ]  # fmt: skip
