"""terms: a skill list made ready for finding — every way of writing each term, in one trie."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.exact import Trie, trie_of
from mobility.finding.gates import gate_of
from mobility.finding.inflection import inflected, verb_forms
from mobility.finding.normalize import fold, normal_form, words_of
from mobility.finding.stop_words import stop_words
from mobility.finding.word_places import Places, Points, points_of
from mobility.foundation.skill_list import SkillList

Rule = Literal["any", "capitals", "tool", "language", "work"]
"""How a term is held to its place: not at all; by its capitals; as a tool's name; as a language; by
a sentence that speaks of the work."""

RULES: tuple[Rule, ...] = ("any", "work", "capitals", "tool", "language")

FOUND_KINDS = ("skill", "gate", "trait")


class Term(NamedTuple):
    """One term: its skill, how it is written, what its place must say, whether it is a verb."""

    skill: str
    written: str
    rule: Rule
    verb: bool = False


@dataclass(frozen=True, repr=False)
class Terms:
    """All terms of a skill list, ready for finding.

    Parameters
    ----------
    trie : Trie
        Every form of every term.
    terms : tuple of Term
        What the numbers in the trie stand for.
    by_form : dict of str to str
        Normal form of every label and term → skill.
    gates : dict of str to str
        Gate, as `gate_of` names it → the skill with the shortest term for it.
    """

    trie: Trie
    terms: tuple[Term, ...]
    by_form: dict[str, str]
    gates: dict[str, str]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The skills that can be found, sorted."""
        named = {term.skill for term in self.terms}
        return tuple(sorted(named.union(self.by_form.values(), self.gates.values())))

    @cached_property
    def skills(self) -> NDArray[np.int32]:
        """The place in ``names`` of each term's skill."""
        places = {name: place for place, name in enumerate(self.names)}
        return np.array([places[term.skill] for term in self.terms], dtype=np.int32)

    @cached_property
    def rules(self) -> NDArray[np.int8]:
        """The place in `RULES` of each term's rule."""
        places = {rule: place for place, rule in enumerate(RULES)}
        return np.array([places[term.rule] for term in self.terms], dtype=np.int8)

    @cached_property
    def in_capitals(self) -> tuple[Points, Places]:
        """The letters of all terms that are held to their capitals, and where each term's begin."""
        written = [term.written if term.rule == "capitals" else "" for term in self.terms]
        ends = np.cumsum([0, *map(len, written)], dtype=np.int64)
        return points_of("".join(written)), ends

    def __repr__(self) -> str:
        """Say how many terms and forms there are."""
        return f"Terms({len(self.terms)} terms, {self.trie.size} forms)"


class Forms(NamedTuple):
    """Every form of every term: its words and the number of its term; and how terms are written."""

    forms: dict[tuple[str, ...], int]
    written: dict[tuple[str, ...], int]
    terms: list[Term]


def compile_terms(skills: SkillList) -> Terms:
    """Make a skill list ready for finding.

    A term is found as it is written, with its last word inflected, and with spaces, hyphens or
    slashes between its words. Where two terms have a form in common, the one that is written so
    has it; a term written alike for two skills names the first by id.

    Parameters
    ----------
    skills : SkillList
        A prepared list; occupations are left out.

    Returns
    -------
    Terms
        For `find_skills`; equal whatever the order of the rows.
    """
    forms, written, terms = forms_of(skills)
    by_form = {" ".join(words): terms[number].skill for words, number in written.items()}
    labels = skills.skills.loc[skills.skills["kind"].isin(FOUND_KINDS), "label"]
    for skill, label in sorted(labels.items(), key=str):
        by_form.setdefault(normal_form(str(label)), str(skill))
    gates = set(skills.skills.index[skills.skills["kind"] == "gate"])
    by_gate = _by_gate({form: skill for form, skill in by_form.items() if skill in gates})
    return Terms(trie_of(forms.items()), tuple(terms), by_form, by_gate)


def forms_of(skills: SkillList) -> Forms:
    """Return every form of every term of a skill list."""
    listed = skills.terms.join(skills.skills["kind"], on="skill")
    listed = listed[listed["kind"].isin(FOUND_KINDS)].sort_values(["skill", "term", "match"])
    terms: list[Term] = []
    written: dict[tuple[str, ...], int] = {}
    for row in listed[["term", "skill", "match"]].itertuples(index=False):
        words = words_of(fold(str(row.term)).text).words
        if words and words not in written:
            written[words] = len(terms)
            terms.append(Term(str(row.skill), str(row.term), _rule(str(row.term), str(row.match))))
    verbs = _verbs(written, terms)
    return Forms({**verbs, **_inflected(written, terms), **written}, written, terms)


def _by_gate(by_form: dict[str, str]) -> dict[str, str]:
    """Return for each gate the skill that the shortest of its forms names."""
    named: dict[str, str] = {}
    for form in sorted(by_form, key=lambda form: (len(form), form)):
        gate = gate_of(form)
        if gate is not None:
            named.setdefault(gate, by_form[form])
    return named


def _rule(term: str, match: str) -> Rule:
    """Return what the place of a term must say."""
    if match != "context":
        return "capitals" if match == "capitals" else "any"
    form, words = normal_form(term), stop_words()
    if form in words.language:
        return "language"
    return "work" if form in words.work else "tool"


def _verbs(written: dict[tuple[str, ...], int], terms: list[Term]) -> dict[tuple[str, ...], int]:
    """Return the verbs of one-word terms, each a term that a sentence about the work must hold."""
    never = stop_words().never
    forms: dict[tuple[str, ...], int] = {}
    for words, number in sorted(written.items()):
        if len(words) > 1 or terms[number].rule not in ("any", "work"):
            continue
        for verb in verb_forms(words[0]):
            if verb not in never and (verb,) not in forms:
                forms[(verb,)] = len(terms)
                terms.append(Term(terms[number].skill, verb, "work", verb=True))
    return forms


def _inflected(
    written: dict[tuple[str, ...], int], terms: list[Term]
) -> dict[tuple[str, ...], int]:
    """Return the inflected forms of all terms; a form of two terms goes to the longer one."""
    never = stop_words().never
    forms: dict[tuple[str, ...], int] = {}
    for words, number in sorted(written.items(), key=lambda item: (-len(item[0][-1]), item)):
        if terms[number].rule in ("capitals", "tool", "language"):
            continue
        for last in inflected(words[-1]):
            if last not in never and last.removesuffix("s") not in never:
                forms.setdefault((*words[:-1], last), number)
    return forms
