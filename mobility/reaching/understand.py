"""understand: what somebody means by the words they type, shown so that it can be corrected."""

from collections.abc import Iterable, Mapping

import pandas as pd

from mobility.finding.normalize import normal_form
from mobility.reaching.personal_number import without_personal_numbers
from mobility.reaching.space import SkillSpace
from mobility.reaching.typed_pieces import content, pieces
from mobility.reaching.vocabulary import Vocabulary, entry_number, vocabulary
from mobility.reaching.ways import NOTHING, SCORES, Found, holding, looked_up, misspelled

UNDERSTOOD, UNSURE = "understood", "unsure"
NOT_UNDERSTOOD, REFUSED = "not understood", "refused"
NOT_THIS = "not this"
"""As a correction: what was typed means none of what was found."""

NOT_REPEATED = "…"
"""Stands in place of a personal identity number."""

MOST_ALTERNATIVES = 5


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
        done again.
    6.  Then, unless all its words stand in some label or shipped list, 4 is done without å, ä, ö;
        and the forms fewest slips away are sought, at most one slip in 4–7 letters and two from 8,
        a slip being a letter too many, missing or wrong, or two in the wrong order (*misspelled*);
        first for the form as it is, then without the words around it.
    7.  Then a piece with "och" or "and" is cut there, and each part is understood for itself.
    8.  Then the longest run of words inside the piece that 4 or 6 finds is taken, and what stands
        before and after it is understood for itself; if anything is left over, all is *unsure*.
    9.  Then labels with a word that begins or ends as one of the words typed (four letters or
        more) are offered: most such words first, then most of the label (*compound part*).
    10. One meaning is *understood*; several are *unsure*, and so are a misspelling of less than
        five letters, with two slips, or with another first letter, and what 9 offers.
    11. What is unsure is not counted until one of its alternatives is chosen.

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
        read, refused = without_personal_numbers(text)
        rows += [_row(NOT_REPEATED, NOTHING, known) | {"status": REFUSED}] * refused
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
        return [_row(piece, Found((number,), "corrected", SCORES["corrected"]), known)]
    found = _first_way(form, known)
    if not found.numbers:
        found = _perhaps_misspelled(form, known)
        parts = pieces(piece, joined=True)
        if len(parts) > 1 and not (found.sure and len(found.numbers) == 1):
            return [row for part in parts for row in _understood(part, known, given)]
    rows = [_row(piece, found, known)] if found.numbers else _inside(piece, known)
    if form in given:
        away = tuple(pair for row in rows for pair in _offered(row))[:MOST_ALTERNATIVES]
        return [_row(piece, NOTHING, known) | {"how": "corrected", "alternatives": away}]
    return rows


def _first_way(form: str, known: Vocabulary) -> Found:
    """Look a form up as it is, then without the words around it."""
    found = looked_up(form, known)
    bare = content(form)
    return found if found.numbers or bare == form else looked_up(bare, known)


def _perhaps_misspelled(form: str, known: Vocabulary) -> Found:
    """Return what a form, or what is telling of it, may be a misspelling of.

    If that is unsure, what holds the form as a part is offered before it.
    """
    whole = misspelled(form, known)
    if whole.sure and len(whole.numbers) == 1:
        return whole
    bare = content(form)
    found = misspelled(bare, known)
    if not found.numbers or (found.sure and len(found.numbers) == 1):
        return found if found.numbers else whole
    parts = holding(bare, known).numbers
    likely = dict.fromkeys([*parts, *whole.numbers, *found.numbers])
    return found._replace(numbers=tuple(likely), sure=False)


def _inside(piece: str, known: Vocabulary) -> list[dict[str, object]]:
    """Understand a piece by the longest runs of its words."""
    split = content(normal_form(piece)).split()
    for length in range(len(split) - 1, 0, -1):
        for start in range(len(split) - length + 1):
            run = " ".join(split[start : start + length])
            found = looked_up(run, known)
            found = found if found.numbers else _perhaps_misspelled(run, known)
            if found.numbers:
                rest = [" ".join(split[:start]), " ".join(split[start + length :])]
                return _with_rest(piece, run, found, [part for part in rest if part], known)
    return [_row(piece, holding(" ".join(split), known), known)]


def _with_rest(
    piece: str, run: str, found: Found, rest: list[str], known: Vocabulary
) -> list[dict[str, object]]:
    """Return a run's row and those of what is left, or one unsure row if any is not understood."""
    rows = [_row(run, found, known)]
    for part in filter(None, map(content, rest)):
        rows += _understood(part, known, {})
    if all(row["status"] == UNDERSTOOD for row in rows):
        return rows
    numbers = holding(content(normal_form(piece)), known).numbers
    likely = tuple(dict.fromkeys([*found.numbers, *numbers]))
    return [_row(piece, Found(likely, found.how, found.score, sure=False), known)]


def _row(typed: str, found: Found, known: Vocabulary) -> dict[str, object]:
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
    entries = [known.entries[number] for number in found.numbers[:MOST_ALTERNATIVES]]
    pairs = tuple((entry.id, entry.label) for entry in entries)
    return row | {"status": UNSURE, "score": round(found.score / 2, 3), "alternatives": pairs}


def _offered(row: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return what a row understood or offered, as pairs of id and label."""
    taken = [(str(row["id"]), str(row["label"]))] if row["status"] == UNDERSTOOD else []
    alternatives = row["alternatives"]
    return taken + list(alternatives if isinstance(alternatives, tuple) else ())
