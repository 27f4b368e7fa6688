"""understand: what somebody means by the words they type, shown so that it can be corrected."""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

import pandas as pd

from mobility.finding.gates import gate_of
from mobility.finding.normalize import normal_form
from mobility.reaching.misspelling import nearest_forms
from mobility.reaching.person import PERSONAL_NUMBER
from mobility.reaching.space import SkillSpace
from mobility.reaching.translations import translations
from mobility.reaching.typed_pieces import content, pieces
from mobility.reaching.vocabulary import Vocabulary, entry_number, vocabulary
from mobility.reaching.word_variants import stems, variants, without_marks

UNDERSTOOD, UNSURE = "understood", "unsure"
NOT_UNDERSTOOD, REFUSED = "not understood", "refused"
NOT_THIS = "not this"
"""As a correction: what was typed means none of what was found."""

NOT_REPEATED = "…"
"""Stands in place of a personal identity number."""

MOST_ALTERNATIVES = 5
SCORES = {
    "corrected": 1.0,
    "same": 1.0,
    "inflected": 0.95,
    "synonym": 0.9,
    "translated": 0.85,
    "misspelled": 0.8,
    "compound part": 0.7,
}
"""What each way of understanding is worth, from 0 to 1; a misspelling is multiplied by the share of
its letters that are right, and what is only a question is worth half."""

_SHORTEST_PART = 4


class _Found(NamedTuple):
    """Entries that a form may mean, by which way, how good, and whether one may be taken."""

    numbers: tuple[int, ...]
    how: str
    score: float
    sure: bool = True


_NOTHING = _Found((), "", 0.0, sure=False)


def understand(
    texts: str | Iterable[str],
    words: Vocabulary | SkillSpace,
    *,
    corrections: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Say of every word or phrase typed what it means, how that was found, and how surely.

    1.  A personal identity number is refused and not repeated; the rest of its line is read.
    2.  A line is cut at line breaks, commas, semicolons and bullets, unless all of it is a label.
    3.  A piece is folded to its *form*: lower case, words with one space between; ``corrections``
        are looked up by it and taken as given.
    4.  A form is looked up as a label or id (*same*); with one of its words in another form, such
        as "truckkortet" or "städat" (*inflected*); as another term, a part of a label, an everyday
        word or a licence (*synonym*); as its translation (*translated*); and, for two words, as
        the compound they make: "städat hotell", *hotellstädning* (*compound part*). The first way
        that finds anything decides.
    5.  If nothing was found, the words around it ("jag har jobbat med …") are left out, and 4 is
        done again; then a piece with "och" or "and" is cut there.
    6.  Then 4 is done without å, ä, ö; and the forms fewest slips away are sought, at most one
        slip in 4–7 letters and two from 8, a slip being a letter too many, missing or wrong, or
        two in the wrong order (*misspelled*).
    7.  Then the longest run of words inside the piece that 4 or 6 finds is taken, and what stands
        before and after it is understood for itself; if anything is left over, all is *unsure*.
    8.  One meaning is *understood*; several are *unsure*, and so are: a misspelling of less than
        five letters; two slips in less than ten; and labels that only hold the word as a part.
    9.  What is unsure is not counted until one of its alternatives is chosen.

    Parameters
    ----------
    texts : str or iterable of str
        Free text; each may hold several words or phrases.
    words : Vocabulary or SkillSpace
        What can be meant. A vocabulary is prepared once, with synonyms; see `vocabulary`.
    corrections : mapping of str to str, optional
        What is typed → the id meant, or "not this" where nothing found was right.

    Returns
    -------
    DataFrame
        One row per word or phrase, in the order typed:

        - ``typed``; "…" for what is refused
        - ``status``: understood, unsure, not understood, refused
        - ``kind`` (skill, gate, trait, occupation), ``id``, ``label``: of what is understood,
          else ""
        - ``how``: same, inflected, synonym, compound part, misspelled, translated or corrected;
          "" where nothing was found
        - ``score``: 0–1, for putting the surer first; no probability
        - ``alternatives``: of what is unsure or was corrected away, at most five pairs of id and
          label, the likeliest first

    Raises
    ------
    InputError
        If a correction is no id of the space.

    References
    ----------
    Damerau, F. J. (1964). A technique for computer detection and correction of spelling errors.
    Communications of the ACM 7(3), 171-176, https://doi.org/10.1145/363958.363994 (the four slips;
    counted here as in optimal string alignment, no letter twice).

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> found = understand("Knifes, hygeine, cook, B", kitchens())
    >>> found[["typed", "status", "label", "how"]]
        typed          status    label         how
    0   Knifes      understood    knife   inflected
    1  hygeine      understood  hygiene  misspelled
    2     cook      understood    Cooks   inflected
    3        B  not understood
    """
    known = words if isinstance(words, Vocabulary) else vocabulary(words)
    given = {normal_form(typed): meant for typed, meant in (corrections or {}).items()}
    rows: list[dict[str, object]] = []
    for text in [texts] if isinstance(texts, str) else texts:
        read, refused = PERSONAL_NUMBER.subn(",", text)
        rows += [_row(NOT_REPEATED, _NOTHING, known) | {"status": REFUSED}] * refused
        whole = normal_form(read) in known.sure_forms
        for piece in [read.strip()] if whole else pieces(read):
            rows += _understood(piece, known, given)
    columns = ["typed", "status", "kind", "id", "label", "how", "score", "alternatives"]
    return pd.DataFrame(rows, columns=columns)


def _understood(piece: str, known: Vocabulary, given: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the rows of one piece."""
    form = normal_form(piece)
    if not form:
        return []
    if form in given and given[form] != NOT_THIS:
        number = entry_number(known, given[form])
        return [_row(piece, _Found((number,), "corrected", SCORES["corrected"]), known)]
    found = _first_way(form, known)
    if not found.numbers:
        parts = pieces(piece, joined=True)
        if len(parts) > 1:
            return [row for part in parts for row in _understood(part, known, given)]
        found = _misspelled(content(form), known)
    rows = [_row(piece, found, known)] if found.numbers else _inside(piece, known)
    if form in given:
        away = tuple(pair for row in rows for pair in _offered(row))[:MOST_ALTERNATIVES]
        return [_row(piece, _NOTHING, known) | {"how": "corrected", "alternatives": away}]
    return rows


def _first_way(form: str, known: Vocabulary) -> _Found:
    """Look a form up as it is, then without the words around it."""
    found = _looked_up(form, known)
    bare = content(form)
    return found if found.numbers or bare == form else _looked_up(bare, known)


def _looked_up(form: str, known: Vocabulary) -> _Found:
    """Return what the first way that finds anything finds."""
    others = _other_forms(form)
    gate = gate_of(form)
    for how, numbers in (
        ("same", known.labels.get(form, ())),
        ("inflected", _all(others, known.labels)),
        ("synonym", known.synonyms.get(form, ())),
        ("synonym", _all(others, known.synonyms)),
        ("synonym", known.gates.get(gate, ()) if gate else ()),
        ("translated", _translated(form, known)),
        ("compound part", _all(_compounds(form), known.sure_forms)),
    ):
        if numbers:
            return _Found(numbers, how, SCORES[how])
    return _NOTHING


def _other_forms(form: str) -> list[str]:
    """Return the form with each of its words, in turn, in another form."""
    split = form.split()
    return [
        " ".join([*split[:place], other, *split[place + 1 :]])
        for place, word in enumerate(split)
        for other in variants(word)
    ]


def _all(forms: Iterable[str], among: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    """Return the entries of all forms, rising."""
    return tuple(sorted({number for form in forms for number in among.get(form, ())}))


def _translated(form: str, known: Vocabulary) -> tuple[int, ...]:
    """Return what the form's translations mean: as they are or, if none is known, inflected."""
    meant = [other for one in (form, *_other_forms(form)) for other in translations().get(one, ())]
    return _all(meant, known.sure_forms) or _all(
        (other for one in meant for other in _other_forms(one)), known.sure_forms
    )


def _compounds(form: str) -> list[str]:
    """Return the words that two words make together, in either order."""
    split = form.split()
    if len(split) != 2:
        return []
    pairs = list(product(stems(split[0]), stems(split[1])))
    return [one + other for one, other in pairs] + [other + one for one, other in pairs]


def _misspelled(form: str, known: Vocabulary) -> _Found:
    """Return the entries whose forms are fewest slips away."""
    plain = without_marks(form)
    numbers = known.unmarked.get(plain, ()) or _all(
        map(without_marks, _other_forms(form)), known.unmarked
    )
    if numbers:
        return _Found(numbers, "misspelled", SCORES["misspelled"])
    forms, slips = nearest_forms(plain, known.unmarked_forms)
    if not forms:
        return _NOTHING
    right = 1 - slips / len(plain)
    sure = len(plain) >= (10 if slips > 1 else 5)
    score = SCORES["misspelled"] * right
    return _Found(_all(forms, known.unmarked), "misspelled", score, sure)


def _inside(piece: str, known: Vocabulary) -> list[dict[str, object]]:
    """Understand a piece by the longest runs of its words."""
    split = content(normal_form(piece)).split()
    for length in range(len(split) - 1, 0, -1):
        for start in range(len(split) - length + 1):
            run = " ".join(split[start : start + length])
            found = _looked_up(run, known)
            found = found if found.numbers else _misspelled(run, known)
            if found.numbers:
                rest = [" ".join(split[:start]), " ".join(split[start + length :])]
                return _with_rest(piece, run, found, [part for part in rest if part], known)
    return [_row(piece, _holding(split, known), known)]


def _with_rest(
    piece: str, run: str, found: _Found, rest: list[str], known: Vocabulary
) -> list[dict[str, object]]:
    """Return a run's row and those of what is left, or one unsure row if any is not understood."""
    rows = [_row(run, found, known)]
    for part in filter(None, map(content, rest)):
        rows += _understood(part, known, {})
    if all(row["status"] == UNDERSTOOD for row in rows):
        return rows
    numbers = _holding(content(normal_form(piece)).split(), known).numbers
    likely = tuple(dict.fromkeys([*found.numbers, *numbers]))
    return [_row(piece, _Found(likely, found.how, found.score, sure=False), known)]


def _holding(split: list[str], known: Vocabulary) -> _Found:
    """Return the entries that hold most of the words as a part, as nothing but a question."""
    whole = known.hints.get(" ".join(split), ())
    held: dict[int, int] = dict.fromkeys(whole, len(split) + 1)
    for word in split:
        parts = {part for part in stems(word) if len(part) >= _SHORTEST_PART}
        numbers = {
            number
            for longer, found in known.by_word.items()
            if any(longer.startswith(part) or longer.endswith(part) for part in parts)
            for number in found
        }
        for number in numbers - set(whole):
            held[number] = held.get(number, 0) + 1
    most = max(held.values(), default=0)
    best = [number for number, count in held.items() if count == most]
    return _Found(tuple(sorted(best)), "compound part", SCORES["compound part"], sure=False)


def _row(typed: str, found: _Found, known: Vocabulary) -> dict[str, object]:
    """Return a row of the answer."""
    row: dict[str, object] = {
        "typed": typed, "status": NOT_UNDERSTOOD, "kind": "", "id": "", "label": "",
        "how": found.how if found.numbers else "", "score": round(found.score, 3),
        "alternatives": (),
    }  # fmt: skip
    if len(found.numbers) == 1 and found.sure:
        entry = known.entries[found.numbers[0]]
        return row | {
            "status": UNDERSTOOD, "kind": entry.kind, "id": entry.id, "label": entry.label
        }  # fmt: skip
    if not found.numbers:
        return row
    entries = [known.entries[number] for number in found.numbers]
    if found.how == "compound part" or len(entries) > MOST_ALTERNATIVES:
        entries = sorted(entries, key=lambda entry: (-entry.uses, entry.label, entry.id))
    pairs = tuple((entry.id, entry.label) for entry in entries[:MOST_ALTERNATIVES])
    return row | {"status": UNSURE, "score": round(found.score / 2, 3), "alternatives": pairs}


def _offered(row: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return what a row understood or offered, as pairs of id and label."""
    taken = [(str(row["id"]), str(row["label"]))] if row["status"] == UNDERSTOOD else []
    alternatives = row["alternatives"]
    return taken + list(alternatives if isinstance(alternatives, tuple) else ())
