"""skills: a skill list made ready for ads — synonyms, acronyms, stop words, gates, decisions."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from mobility.finding.decisions import TermLine, decided
from mobility.finding.everyday_words import everyday_words
from mobility.finding.gates import everyday_forms, gate_of, licence_of
from mobility.finding.labels import is_acronym, is_long_enough, parts_of
from mobility.finding.merge_proposals import merge_proposals
from mobility.finding.normalize import fold, normal_form, words_of
from mobility.finding.stop_words import stop_words
from mobility.foundation.ads import Ads
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Recipe, Step
from mobility.foundation.skill_list import (
    DROPPED_COLUMNS,
    REVIEW_COLUMNS,
    TERM_COLUMNS,
    SkillList,
)

logger = logging.getLogger(__name__)

SHARED = "several labels share it"
NARROWED = "the label is narrower than its head"
"""Why parts of labels are no terms; a person may accept them nevertheless."""

_ORDER = {"review": 0, "label": 1, "synonym": 2, "head": 3, "vocabulary": 4}
_LONGEST_LOWER_ACRONYM = 5


def prepare_skills(
    *lists: SkillList,
    ads: Ads | None = None,
    review: pd.DataFrame | None = None,
    traits: bool = False,
    occupation_titles: Iterable[str] = (),
) -> SkillList:
    """Join skill lists into one whose terms can be found in ads.

    - The head of a label before a comma ("Java, programmeringsspråk") becomes a term if no other
      label shares it, it has at least three letters, is no stop word, and what follows the comma
      does not narrow it. The sides of a slash and a label without its parenthesis become terms.
    - Acronyms (up to five capitals) are found in capitals only, ambiguous names in context only.
    - A term that two skills share names one: labels before synonyms, heads and ad vocabulary, then
      the first id. A vocabulary skill all of whose terms go to others is merged away.
    - Stop words, occupation titles, places of the ads and, unless asked for, traits are dropped.
    - Licences, legitimations and other credentials (degrees, permits and the like, as
      `mobility.finding.credentials` lists them) become gates; a legitimation is also "legitimerad
      sjuksköterska", "leg. sjuksköterska".
    - Ways of writing one skill are proposed as merges in ``review``; what a person decided there
      is done, and kept for the next run. `review_by_effect` adds proposals about single matches.

    Parameters
    ----------
    *lists : SkillList
        Lists as read, official ones first.
    ads : Ads, optional
        Ads the list is meant for: their places are dropped, and short words of the vocabulary
        that stand mostly in capitals there are held to be acronyms.
    review : DataFrame, optional
        A review table from an earlier run, as `REVIEW_COLUMNS` says. A line's decision is *accept*
        (keep the skill as it is, also against the stop list), *reject* (never look for it),
        *merge* (with ``into``) or *rename* (to ``new_label``). A line with a ``term`` decides
        about that match alone: *accept* (the word names this skill, also where no list said so),
        *reject* (the word does not name this skill; its other terms do), *merge* (it names
        ``into``) or *rename* (look for ``new_label`` in its place).
    traits : bool
        Whether personal qualities are looked for.
    occupation_titles : iterable of str
        Titles that are never skills, since they would leak the answer.

    Returns
    -------
    SkillList
        Every term dropped stands in ``dropped`` with the reason.

    Raises
    ------
    InputError
        If no list is given, an id names different skills, or decisions cannot be done or speak
        against each other; all of them are told with their rows.

    Examples
    --------
    >>> label = pd.DataFrame({"skill": ["s1"], "label": ["Vi, texteditor"], "kind": ["skill"]})
    >>> term = pd.DataFrame(
    ...     [("Vi, texteditor", "s1", "label", "any")],
    ...     columns=["term", "skill", "origin", "match"],
    ... )
    >>> skills = SkillList.of(label.set_index("skill"), term)
    >>> prepare_skills(skills).dropped
      term skill       reason
    0   Vi    s1  common word
    """
    skills = _all_skills(lists)
    lines = [TermLine(*row) for given in lists for row in given.terms.itertuples(index=False)]
    dropped = [tuple(row) for given in lists for row in given.dropped.itertuples(index=False)]
    titles = frozenset(
        normal_form(form)
        for title in occupation_titles
        for form in (title, title.partition(",")[0])
    )
    lines, gone = _wanted(lines, skills, traits, titles)
    dropped += gone
    derived, gone = _wanted(_derived(lines, skills, dropped), skills, traits, titles)
    lines += derived
    dropped += gone
    known = [(line.skill, line.term) for line in lines]
    known += [(skill, term) for term, skill, _ in dropped]
    decisions = decided(review, skills, terms=known, titles=titles)
    lines, gone = _without_stop_words(lines, decisions.kept, _places(ads))
    dropped += gone
    lines = how_found(lines, _capitals(lines, ads))
    lines, gone = decisions.apply(lines)
    dropped += gone
    accepted = how_found(decisions.accepted(), frozenset(), accepted=True)
    now = {(line.skill, normal_form(line.term)) for line in accepted}
    dropped = [it for it in dropped if (it[1], normal_form(it[0])) not in now]
    lines, gone = _one_skill_a_term([*accepted, *lines])
    dropped += gone
    kinds = _kinds(skills, lines)
    used = skills.loc[skills.index.isin({line.skill for line in lines})].sort_index()
    labels = used["label"].where(~used.index.isin(decisions.labels), None)
    labels = labels.fillna(pd.Series(decisions.labels, dtype="object"))
    table = pd.DataFrame({"label": labels, "kind": used.index.map(kinds)}, index=used.index)
    terms = pd.DataFrame(sorted(set(lines)), columns=[column.name for column in TERM_COLUMNS])
    away = pd.DataFrame(sorted(set(dropped)), columns=[column.name for column in DROPPED_COLUMNS])
    proposed = merge_proposals(table, terms, decisions.skills)
    lines_for_review = pd.concat([decisions.table, proposed], ignore_index=True)
    counts = {
        "skills": len(table),
        "terms": len(terms),
        "dropped": len(away),
        "gates": int((table["kind"] == "gate").sum()),
        "decisions": len(decisions.table),
        "proposals": len(proposed),
    }
    logger.info("prepare_skills: %s", counts)
    recipe = Recipe()
    for given in lists:
        recipe = recipe.joined(given.recipe)
    if ads is not None:
        recipe = recipe.joined(ads.recipe)
    step = Step.of("prepare_skills", {"traits": traits, "ads": ads is not None}, counts)
    columns = [column.name for column in REVIEW_COLUMNS]
    return SkillList(table, terms, away, lines_for_review[columns], recipe.then(step))


def _all_skills(lists: tuple[SkillList, ...]) -> pd.DataFrame:
    """Return the skills of all lists, refusing one id for two skills."""
    if not lists:
        raise InputError("prepare_skills", ["no skill list was given; give one or more."])
    skills = pd.concat([given.skills for given in lists])
    same = skills.groupby(level=0)["label"].nunique()
    clashes = sorted(same.index[same > 1])
    if clashes:
        said = [f"the id {name!r} stands for different skills in two lists" for name in clashes]
        raise InputError("prepare_skills", said)
    return skills[~skills.index.duplicated()].rename_axis("skill")


Dropped = tuple[str, str, str]


def _wanted(
    lines: list[TermLine], skills: pd.DataFrame, traits: bool, titles: frozenset[str]
) -> tuple[list[TermLine], list[Dropped]]:
    """Take out occupations, their titles and, unless asked for, traits."""
    kinds = skills["kind"].to_dict()
    kept, dropped = [], []
    for line in lines:
        kind = kinds[line.skill]
        if kind == "occupation" or normal_form(line.term) in titles:
            dropped.append((line.term, line.skill, "occupation title"))
        elif kind == "trait" and not traits:
            dropped.append((line.term, line.skill, "trait"))
        else:
            kept.append(line)
    return kept, dropped


def _derived(lines: list[TermLine], skills: pd.DataFrame, dropped: list[Dropped]) -> list[TermLine]:
    """Return the terms inside the labels, adding those that are no terms to ``dropped``."""
    found, everyday = [], _everyday(lines, skills)
    sharing: dict[str, set[str]] = defaultdict(set)
    for skill in sorted({line.skill for line in lines if line.origin == "label"}):
        label = str(skills.at[skill, "label"])
        sharing[normal_form(label)].add(skill)
        everyday += [TermLine(term, skill, "synonym", "any") for term in everyday_forms(label)]
        for part in parts_of(label):
            sharing[normal_form(part.term)].add(skill)
            found.append((part, skill))
    derived = []
    for part, skill in found:
        if len(sharing[normal_form(part.term)]) > 1:
            dropped.append((part.term, skill, SHARED))
        elif part.narrowed:
            dropped.append((part.term, skill, NARROWED))
        else:
            derived.append(TermLine(part.term, skill, part.origin, "any"))
    return derived + everyday


def _everyday(lines: list[TermLine], skills: pd.DataFrame) -> list[TermLine]:
    """Return the shipped everyday words for those labels that are in the list."""
    wanted = {line.skill for line in lines}
    by_label = {
        str(label): str(skill)
        for skill, label in sorted(skills["label"].items(), key=str, reverse=True)
        if skill in wanted
    }
    pairs = [(term, by_label.get(label)) for term, label in everyday_words()]
    return [TermLine(term, skill, "synonym", "any") for term, skill in pairs if skill is not None]


def _without_stop_words(
    lines: list[TermLine], accepted: frozenset[str], places: frozenset[str]
) -> tuple[list[TermLine], list[Dropped]]:
    """Take out stop words, places and what is too short, unless a person accepted the skill."""
    words = stop_words()
    kept, dropped = [], []
    for line in lines:
        reason = words.reason(line.term)
        form = normal_form(line.term)
        ambiguous_tool = is_acronym(line.term) or words.needs_context(line.term)
        if form in places:
            reason = "place"
        elif reason == "common word" and is_acronym(line.term):
            reason = None
        elif not form:
            reason = "no letter or digit"
        elif reason is None and not ambiguous_tool and not is_long_enough(line.term):
            known = any(character in "#+." or character.isdigit() for character in line.term)
            reason = None if known and len(line.term) > 1 else "shorter than three letters"
        if reason is None or line.skill in accepted:
            kept.append(line)
        else:
            dropped.append((line.term, line.skill, reason))
    return kept, dropped


def _places(ads: Ads | None) -> frozenset[str]:
    """Return the normal forms of the places that the ads name in their fields."""
    if ads is None:
        return frozenset()
    names = pd.concat([ads.table["municipality_name"], ads.table["region_name"]]).dropna()
    return frozenset(normal_form(str(name)) for name in names.unique())


def _capitals(lines: list[TermLine], ads: Ads | None) -> frozenset[str]:
    """Return the short vocabulary words that the ads write mostly in capitals."""
    short = {
        normal_form(line.term)
        for line in lines
        if line.origin == "vocabulary"
        and line.term.isalpha()
        and len(line.term) <= _LONGEST_LOWER_ACRONYM
    }
    if ads is None:
        vowels = set("aeiouyåäö")
        return frozenset(word for word in short if not vowels & set(word))
    seen: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for text in ads.table["text"]:
        for word in words_of(text).words:
            folded = fold(word).text if len(word) <= _LONGEST_LOWER_ACRONYM else ""
            if folded in short:
                seen[folded] += 1
                capitals[folded] += word.isupper()
    return frozenset(word for word in short if seen[word] and 2 * capitals[word] > seen[word])


def how_found(
    lines: list[TermLine], capitals: frozenset[str], *, accepted: bool = False
) -> list[TermLine]:
    """Say of every term how it is to be found; what a person accepted is no common word."""
    words = stop_words()
    matched = []
    for line in lines:
        match, term = line.match, line.term
        common = not accepted and words.reason(term) is not None
        if words.needs_context(term) or common:
            match = "context"
        elif is_acronym(term):
            match = "capitals"
        elif line.origin == "vocabulary" and normal_form(term) in capitals:
            match, term = "capitals", term.upper()
        matched.append(line._replace(term=term, match=match))
    return matched


def _one_skill_a_term(lines: list[TermLine]) -> tuple[list[TermLine], list[Dropped]]:
    """Give every term to one skill: labels first, ties by id."""
    owner: dict[str, TermLine] = {}
    kept, dropped = [], []
    for line in sorted(lines, key=lambda line: (_ORDER[line.origin], line.skill, line.term)):
        form = normal_form(line.term)
        first = owner.setdefault(form, line)
        if first.skill == line.skill:
            if first is line:
                kept.append(line)
        else:
            dropped.append((line.term, line.skill, f"names {first.skill}"))
    return kept, dropped


def _kinds(skills: pd.DataFrame, lines: list[TermLine]) -> dict[str, str]:
    """Return the kind of every skill: a gate where its label is one, or any term a licence."""
    kinds = {str(skill): str(kind) for skill, kind in skills["kind"].items()}
    for line in lines:
        if licence_of(line.term) is not None:
            kinds[line.skill] = "gate"
    for skill, label in skills["label"].items():
        if gate_of(str(label)) is not None:
            kinds[str(skill)] = "gate"
    return kinds
