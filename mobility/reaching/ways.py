"""ways: the ways in which a typed form can mean something in a vocabulary, one after another."""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from mobility.finding.gates import licence_of
from mobility.reaching.misspelling import nearest_forms
from mobility.reaching.translations import everyday_speech, in_swedish, translations
from mobility.reaching.typed_pieces import telling
from mobility.reaching.vocabulary import Vocabulary
from mobility.reaching.word_variants import stems, variants, without_marks

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
_SURE_FROM = 5
"""Letters, typed and meant, from which one slip is sure. Two slips never are: every seventh skill
of a national list is two slips from another (Filmarkivering, Bildarkivering)."""


class Found(NamedTuple):
    """Entries that a form may mean, the likeliest first.

    Parameters
    ----------
    numbers : tuple of int
        Numbers of entries of the vocabulary.
    how : str
        One of the keys of `SCORES`; "" where nothing was found.
    score : float
        From 0 to 1.
    sure : bool
        Whether a single entry may be taken without asking.
    """

    numbers: tuple[int, ...]
    how: str
    score: float
    sure: bool = True


NOTHING = Found((), "", 0.0, sure=False)


def looked_up(form: str, known: Vocabulary) -> Found:
    """Return what the first way that finds anything finds.

    Parameters
    ----------
    form : str
        Normal form of what was typed.
    known : Vocabulary
        What can be meant.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> from mobility.reaching.vocabulary import vocabulary
    >>> looked_up("paper", vocabulary(kitchens())).how
    'same'
    """
    others = other_forms(form)
    gate = licence_of(form)
    ways = (
        ("same", known.labels.get(form, ())),
        ("inflected", _all(others, known.labels)),
        ("synonym", known.synonyms.get(form, ())),
        ("synonym", _all(others, known.synonyms)),
        ("synonym", known.gates.get(gate, ()) if gate else ()),
        ("synonym", _meant(form, everyday_speech(), known, again=True)),
        ("translated", _meant(form, translations(), known, again=False)),
        ("compound part", _all(_compounds(form), known.sure_forms)),
    )
    for how, numbers in ways:
        if numbers:
            return Found(numbers, how, SCORES[how])
    return NOTHING


def misspelled(form: str, known: Vocabulary) -> Found:
    """Return the entries whose forms are fewest slips away; none for a form of known words.

    A word that stands in any label, or in the shipped lists, is not misspelled.

    Parameters
    ----------
    form : str
        Normal form of what was typed.
    known : Vocabulary
        What can be meant.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> from mobility.reaching.vocabulary import vocabulary
    >>> found = misspelled("secertaries", vocabulary(kitchens()))
    >>> len(found.numbers), found.how, found.sure
    (1, 'misspelled', True)
    """
    if all(_is_word(word, known) for word in form.split()):
        return NOTHING
    plain = without_marks(form)
    numbers = known.unmarked.get(plain, ()) or _all(
        map(without_marks, other_forms(form)), known.unmarked
    )
    if numbers:
        return Found(numbers, "misspelled", SCORES["misspelled"])
    forms, slips = nearest_forms(plain, known.unmarked_forms)
    if not forms:
        return NOTHING
    # Nobody begins a word with another letter by a slip: Kulning is not Sulning.
    long = min(len(plain), *map(len, forms)) >= _SURE_FROM
    sure = slips == 1 and long and forms[0][0] == plain[0]
    score = SCORES["misspelled"] * (1 - slips / len(plain))
    return Found(_all(forms, known.unmarked), "misspelled", score, sure)


def holding(form: str, known: Vocabulary) -> Found:
    """Return the entries that hold a form, or most of its words, as a part: only a question.

    What everyday speech means is tried first; then its translations and the form itself, the one
    that ends most words of labels first: a *chef* is a manager in Swedish. Entries whose label
    begins with the form, in any of its own forms, and goes on to name something narrower come
    first; then those that hold most of its telling words, that consist of them to the largest
    part, and that are used most.

    Parameters
    ----------
    form : str
        Normal form of what was typed.
    known : Vocabulary
        What can be meant.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> from mobility.reaching.vocabulary import vocabulary
    >>> words = vocabulary(kitchens())
    >>> [words.entries[number].label for number in holding("bartend", words).numbers]
    ['Bartenders']
    """
    others = (*in_swedish().get(form, ()), form)
    said = everyday_speech().get(form, ())
    for one in (*said, *sorted(others, key=lambda one: -_ending(one, known))):
        numbers = _ranked(one, known)
        if numbers:
            return Found(numbers, "compound part", SCORES["compound part"], False)
    return NOTHING


def _ending(form: str, known: Vocabulary) -> int:
    """Return how many words of labels end as the form; a word counts once a label."""
    return sum(len(n) for word, n in known.by_word.items() if word.endswith(form))


def _ranked(form: str, known: Vocabulary) -> tuple[int, ...]:
    """Return the entries that a form begins by what stands after a comma, then those it is in."""
    letters: dict[int, list[int]] = {}
    for word in telling(form).split():
        for number, length in _with_part(word, known).items():
            letters.setdefault(number, []).append(length)
    most = max(map(len, letters.values()), default=0)

    def rank(number: int) -> tuple[float, ...]:
        entry = known.entries[number]
        return (-round(sum(letters[number]) / len(entry.label), 9), -entry.uses, number)

    held = sorted((n for n, lengths in letters.items() if len(lengths) == most), key=rank)
    begun = [n for one in (form, *other_forms(form)) for n in known.hints.get(one, ())]
    return tuple(dict.fromkeys([*begun, *held]))


def other_forms(form: str) -> list[str]:
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


def _meant(
    form: str, dictionary: Mapping[str, tuple[str, ...]], known: Vocabulary, *, again: bool
) -> tuple[int, ...]:
    """Return what the dictionary's words for a form mean: as they are or, failing that, inflected.

    Everyday speech is asked again for what it says itself; a translation is not, or it would come
    back as another word of the first language.
    """
    said = [word for one in (form, *other_forms(form)) for word in dictionary.get(one, ())]
    said += [word for one in said for word in dictionary.get(one, ()) if again and word != form]
    return _all(said, known.sure_forms) or _all(
        (other for one in said for other in other_forms(one)), known.sure_forms
    )


def _compounds(form: str) -> list[str]:
    """Return the words that two words make together, in either order."""
    split = form.split()
    if len(split) != 2:
        return []
    pairs = list(product(stems(split[0]), stems(split[1])))
    return [one + other for one, other in pairs] + [other + one for one, other in pairs]


def _is_word(word: str, known: Vocabulary) -> bool:
    """Whether a word, in some form, stands in a label or in the shipped lists."""
    listed = (known.by_word, translations(), everyday_speech())
    return telling(word + " .") == "." or any(
        one in words for one in (word, *variants(word)) for words in listed
    )


def _with_part(word: str, known: Vocabulary) -> dict[int, int]:
    """Return entries with a word that begins or ends as this one, and how many letters long.

    A word of less than four letters must stand there whole.
    """
    if len(word) < _SHORTEST_PART:
        return dict.fromkeys(known.by_word.get(word, ()), len(word))
    return _beginning_or_ending((word,), known) or _beginning_or_ending(
        tuple(part for part in stems(word) if len(part) >= _SHORTEST_PART), known
    )


def _beginning_or_ending(parts: tuple[str, ...], known: Vocabulary) -> dict[int, int]:
    """Return entries with a word that begins or ends as a part, and how many letters that has."""
    found: dict[int, int] = {}
    for longer, numbers in known.by_word.items():
        if longer.startswith(parts) or longer.endswith(parts):
            length = max(len(part) for part in parts if part in longer)
            for number in numbers:
                found[number] = max(found.get(number, 0), length)
    return found
