"""vocabulary: every way in which a skill, gate, trait or occupation of a space may be typed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from mobility.finding.everyday_words import everyday_words
from mobility.finding.gates import everyday_forms, licence_of
from mobility.finding.labels import general_heads, is_of_any_kind, parts_of
from mobility.finding.normalize import normal_form
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.tables import Column, check_table
from mobility.reaching.schooling import LANGUAGES
from mobility.reaching.space import SkillSpace
from mobility.reaching.translations import translations
from mobility.reaching.word_variants import without_marks

SYNONYM_COLUMNS = (Column("term"), Column("means"))
"""A user's own table: ``means`` is the id or the label of a skill or an occupation."""


_USED_TO = re.compile(r"(?<=[a-zåäö]{4})s?vana$")
_PRODUCT = re.compile(r"[^\W\d_]-([A-ZÅÄÖ]\w*(?: \w+)*)$")
_MAKER = re.compile(r"^(?:ms|microsoft|adobe|autodesk|google|apple) ")
_SHORTEST = 3
# What stands behind the comma says what kind of thing the name before it is, and narrows nothing.
_WHAT_IT_IS = re.compile(
    r",[^,]*(?:erfarenhet|områdeskunskap|språk|system|verktyg|databashanterare|protokoll|cms|editor|"
    r"plattform|ramverk|utvecklingsmiljö|spelmotor|stilmall|program|analysis|fmea|krets|"
    r"signalprocessorer|interconnect network)$",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(r" m\. ?fl\.$")
_AND_MORE = re.compile(r", |(?<!-) och ")


class Entry(NamedTuple):
    """One thing that can be meant.

    Parameters
    ----------
    kind : str
        skill, gate, trait, occupation or, for a language that is no skill of the space, language.
    id, label : str
        As in the space.
    uses : int
        In how many occupations a skill is used effectively, to put likelier meanings first.
    """

    kind: str
    id: str
    label: str
    uses: int


Forms = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, eq=False, repr=False)
class Vocabulary:
    """What can be meant, and the normal forms that mean it; made by `vocabulary`.

    Parameters
    ----------
    entries : tuple of Entry
        Sorted by kind and id.
    labels, synonyms, hints : mapping of str to tuple of int
        Normal form → numbers of entries, rising: the labels and ids themselves; other terms for
        them; and parts of labels that name something wider, which are never more than a question.
    gates : mapping of str to tuple of int
        Gate, as `licence_of` names it → numbers of entries.
    set_aside : tuple of str
        What a user's synonyms mean that the space does not hold.
    """

    entries: tuple[Entry, ...]
    labels: Forms
    synonyms: Forms
    hints: Forms
    gates: Forms
    set_aside: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say how much can be meant, and in how many ways."""
        forms = len(self.labels) + len(self.synonyms) + len(self.hints)
        return f"Vocabulary({len(self.entries)} entries, {forms} forms)"

    @cached_property
    def sure_forms(self) -> Forms:
        """Labels and synonyms together; a label goes before a synonym."""
        return {**self.synonyms, **self.labels}

    @cached_property
    def unmarked(self) -> Forms:
        """Sure forms without å, ä, ö and accents."""
        return _numbered(
            (without_marks(form), number)
            for form, numbers in self.sure_forms.items()
            for number in numbers
        )

    @cached_property
    def unmarked_forms(self) -> tuple[str, ...]:
        """The keys of ``unmarked``, sorted."""
        return tuple(sorted(self.unmarked))

    @cached_property
    def by_word(self) -> Mapping[str, tuple[int, ...]]:
        """Every word of every label → numbers of entries."""
        return _numbered(
            (word, number) for form, found in self.labels.items() for word in form.split()
            for number in found
        )  # fmt: skip


def vocabulary(
    space: SkillSpace,
    *,
    synonyms: pd.DataFrame | None = None,
) -> Vocabulary:
    """Gather once, from a space, every way of typing what is in it.

    Parameters
    ----------
    space : SkillSpace
        Whose skills, gates, traits and occupations can be meant.
    synonyms : DataFrame, optional
        A user's own, as `SYNONYM_COLUMNS` says: job titles as people say them, the labels of
        another classification. What they mean and the space does not hold is set aside.

    Returns
    -------
    Vocabulary

    Raises
    ------
    InputError
        If the table of synonyms breaks its contract.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> vocabulary(kitchens())
    Vocabulary(66 entries, 79 forms)
    """
    entries = sorted(_entries(space))
    by_id = {entry.id: number for number, entry in enumerate(entries)}
    labels = [(normal_form(name), n) for n, e in enumerate(entries) for name in (e.label, e.id)]
    said, hinted = _parts(entries)
    by_label: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        by_label.setdefault(entry.label, []).append(number)
    said += [(normal_form(t), n) for t, label in everyday_words() for n in by_label.get(label, ())]
    if space.terms is not None:
        terms = zip(space.terms["term"], space.terms["skill"], strict=True)
        said += [(normal_form(str(t)), by_id[str(s)]) for t, s in terms if str(s) in by_id]
    aside: list[str] = []
    if synonyms is not None:
        table = check_table(synonyms.reset_index(drop=True), SYNONYM_COLUMNS, "synonyms")
        labelled = _numbered(labels)
        for term, means in zip(table["term"], table["means"], strict=True):
            found = labelled.get(normal_form(means), ())
            aside += [] if found else [means]
            said += [(normal_form(term), number) for number in found]
    return Vocabulary(
        entries=tuple(entries),
        labels=_numbered(labels),
        synonyms=_numbered(said),
        hints=_numbered(hinted),
        gates=_numbered(
            (gate, n)
            for n, entry in enumerate(entries)
            if entry.kind == "gate" and (gate := licence_of(entry.label)) is not None
        ),
        set_aside=tuple(sorted(set(aside))),
    )


def entry_number(words: Vocabulary, name: str) -> int:
    """Return the number of the entry with an id or, if it is the only one, a label.

    Raises
    ------
    InputError
        If there is none, or several.
    """
    by_id = [n for n, entry in enumerate(words.entries) if entry.id == name]
    found = by_id or list(words.labels.get(normal_form(name), ()))
    if len(found) != 1:
        said = "an id or label of the space" if not found else "one label; give the id"
        raise InputError("corrections", [Fault(said, value=name)])
    return found[0]


def _entries(space: SkillSpace) -> list[Entry]:
    """Return everything in a space that can be meant."""
    skills = zip(space.kinds, space.skills, space.labels, space.frequency, strict=True)
    found = [Entry(str(kind), str(name), str(said), int(u)) for kind, name, said, u in skills]
    occupations = zip(space.occupations, space.titles, strict=True)
    groups = [Entry("occupation", str(code), str(title), 0) for code, title in occupations]
    found += groups + _finer(space, {(entry.id, normal_form(entry.label)) for entry in groups})
    taken = {normal_form(entry.label) for entry in found}
    spoken = [Entry("language", name, name, 0) for name in LANGUAGES if name not in taken]
    return found + spoken


def _finer(space: SkillSpace, groups: set[tuple[str, str]]) -> list[Entry]:
    """Return the occupation names but those that are called as their unit group."""
    names = space.occupation_names
    if names is None:
        return []
    both = zip(names.ids, names.titles, space.occupations[names.groups], strict=True)
    return [
        Entry("occupation", str(name), str(title), 0)
        for name, title, group in both
        if (str(group), normal_form(str(title))) not in groups
    ]


def _parts(entries: list[Entry]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Return the terms inside labels: those that mean the label, and those that are wider."""
    said: list[tuple[str, int]] = []
    hinted: list[tuple[str, int]] = []
    general = general_heads(entry.label for entry in entries)
    for number, entry in enumerate(entries):
        for part in parts_of(entry.label):
            # A cook on a ship is not what "cook" says, whatever stands after the comma; sampling is
            # more than sampling in industry; and advice is more than advice to prisoners, where
            # there are labels for other advice.
            one_kind = normal_form(part.term) in general and not is_of_any_kind(entry.label)
            one_kind |= entry.kind == "occupation" or not _WHAT_IT_IS.search(entry.label)
            finer = part.narrowed or (part.origin == "head" and one_kind)
            (hinted if finer else said).append((normal_form(part.term), number))
        said += [(normal_form(form), number) for form in everyday_forms(entry.label)]
        for form in _without_dressing(entry.label):
            everyday = form in translations() and not _USED_TO.search(normal_form(entry.label))
            (hinted if everyday else said).append((form, number))
        if entry.kind == "occupation":
            alone, others = _AND_OTHERS.subn("", entry.label)
            said += [(normal_form(alone), number)] * others
            first, *more = _AND_MORE.split(entry.label, maxsplit=1)
            hinted += [(normal_form(first), number)] * bool(more)
    return said, hinted


def _without_dressing(label: str) -> list[str]:
    """Return the names inside labels that say "used to" or name the maker of a program.

    "Faktureringsvana" is *fakturering*, "MS Word" is *Word*, and "Webbdesign-Adobe Photoshop" is
    *Photoshop*. A name that is an everyday word as well, as *Cleaner* is, is no more than a hint.
    """
    form = normal_form(label)
    found = [_USED_TO.sub("", form)]
    product = _PRODUCT.search(label)
    named = normal_form(product.group(1) if product else label)
    found += [named, _MAKER.sub("", named)]
    return [name for name in found if name != form and len(name) >= _SHORTEST]


def _numbered(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return for each form its numbers, rising; forms sorted, the empty one left out."""
    found: dict[str, set[int]] = {}
    for form, number in pairs:
        if form:
            found.setdefault(form, set()).add(number)
    return {form: tuple(sorted(found[form])) for form in sorted(found)}
