"""matches: by which of its terms a skill was found, in how many ads, and by no other."""

from collections import defaultdict

import pandas as pd

from mobility.finding.inflection import verb_forms
from mobility.finding.normalize import fold, words_of
from mobility.finding.report import around
from mobility.finding.terms import Terms, compile_terms
from mobility.foundation.ads import Ads
from mobility.foundation.recipe import Step, recipe_of, with_recipe
from mobility.foundation.skill_list import SkillList


def matches(mentions: pd.DataFrame, skills: SkillList, ads: Ads) -> pd.DataFrame:
    """List every term that was found in texts, with how much hangs on it.

    Parameters
    ----------
    mentions : DataFrame
        From `find_skills`.
    skills : SkillList
        The list that was looked for.
    ads : Ads
        The ads that were looked in; a piece of their text stands in ``example``.

    Returns
    -------
    DataFrame
        ``skill``, ``label``, ``term`` (as the list writes it), ``origin``, ``match``, ``ads`` (ads
        in whose text the term or an inflected form stands for the skill), ``only`` (those that
        would no longer name the skill without the term) and ``example`` (the first place, the
        mention in « »); by ``only`` downwards, then ``ads``, label, term and skill. Pieces such as
        "hälso-" in "hälso- och sjukvård" belong to no one term; they keep an ad from being an
        ``only`` of another.

    Examples
    --------
    >>> from mobility.finding.find import find_skills
    >>> skills = SkillList.of(
    ...     pd.DataFrame({"skill": ["s"], "label": ["Bas"], "kind": ["skill"]}).set_index("skill"),
    ...     pd.DataFrame([("basgitarr", "s", "label", "any"), ("bas", "s", "head", "any")],
    ...                  columns=["term", "skill", "origin", "match"]))
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2"], "text": ["Vi söker bas.", "Du spelar bas, helst basgitarr."]}))
    >>> matches(find_skills(ads, skills), skills, ads)[["term", "ads", "only"]]
            term  ads  only
    0        bas    2     1
    1  basgitarr    1     0
    """
    terms = compile_terms(skills)
    nouns = _nouns(skills)
    texts = dict(zip(ads.table["ad"], ads.table["text"], strict=True))
    named_by: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[tuple[str, str], tuple[str, int, int]] = {}
    forms: dict[tuple[str, str], str | None] = {}
    columns = (mentions["ad"], mentions["skill"], mentions["start"], mentions["end"])
    for ad, skill, start, end in zip(*columns, strict=True):
        if pd.isna(start):
            named_by[skill, ad].add("")
            continue
        written = texts[ad][start:end]
        if (skill, written) not in forms:
            term = _term_of(written, terms)
            forms[skill, written] = nouns.get((skill, term or ""), term)
        term = forms[skill, written]
        named_by[skill, ad].add(term or "")
        if term is not None:
            places.setdefault((skill, term), (ad, start, end))
    ads_of: dict[tuple[str, str], int] = defaultdict(int)
    only: dict[tuple[str, str], int] = defaultdict(int)
    for (skill, _), by in named_by.items():
        for term in by - {""}:
            ads_of[skill, term] += 1
            only[skill, term] += len(by) == 1
    listed = skills.terms.drop_duplicates(["skill", "term"]).set_index(["skill", "term"])
    rows = [
        {
            "skill": skill, "label": skills.skills.at[skill, "label"], "term": term,
            "origin": listed.at[(skill, term), "origin"],
            "match": listed.at[(skill, term), "match"],
            "ads": number, "only": only[skill, term],
            "example": around(texts[places[skill, term][0]], *places[skill, term][1:]),
        }
        for (skill, term), number in ads_of.items() if (skill, term) in listed.index
    ]  # fmt: skip
    names = ["skill", "label", "term", "origin", "match", "ads", "only", "example"]
    table = pd.DataFrame(rows, columns=names)
    table = table.sort_values(
        ["only", "ads", "label", "term", "skill"], ascending=[False, False, True, True, True]
    ).reset_index(drop=True)
    step = Step.of("matches", {}, {"terms found": len(table), "terms": len(skills.terms)})
    return with_recipe(table, recipe_of(mentions).then(step))


def _nouns(skills: SkillList) -> dict[tuple[str, str], str]:
    """Return for each skill and verb ("svetsa") the term it was made of ("svetsning")."""
    nouns: dict[tuple[str, str], str] = {}
    for skill, term in sorted(zip(skills.terms["skill"], skills.terms["term"], strict=True)):
        words = words_of(fold(str(term)).text).words
        if len(words) == 1:
            for verb in verb_forms(words[0]):
                nouns.setdefault((str(skill), verb), str(term))
    listed = set(zip(skills.terms["skill"], skills.terms["term"], strict=True))
    return {pair: term for pair, term in nouns.items() if pair not in listed}


def _term_of(written: str, terms: Terms) -> str | None:
    """Return the term, as the list writes it, that a piece of text is a form of."""
    number = terms.trie.number(words_of(fold(written).text).words)
    return None if number is None else terms.terms[number].written
