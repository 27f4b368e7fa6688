"""candidates: word sequences that ads ask for and no term of a skill list covers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import log2
from typing import TypeVar

import pandas as pd

from mobility.finding.candidate_lines import (
    BETWEEN_CONTEXTS,
    CONTEXTS,
    candidate_line,
    least_likeness,
    refuse_few_known,
)
from mobility.finding.normalize import normal_form
from mobility.finding.report import around
from mobility.finding.sentences import Sentence, sentence_at
from mobility.finding.skill_slots import Slot, slot_of, slot_weights
from mobility.finding.uncovered import Asked, Place, Word, asked_for, common_words, may_be_edge
from mobility.foundation.ads import Ads
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.foundation.skill_list import REVIEW_COLUMNS, SkillList
from mobility.foundation.tables import check_table

Words = tuple[str, ...]
Name = TypeVar("Name")


def candidate_terms(
    ads: Ads,
    mentions: pd.DataFrame,
    skills: SkillList,
    *,
    longest: int = 4,
    min_ads: int = 4,
    min_employers: int = 2,
    like_known: float = 0.5,
    n: int = 200,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Propose terms: word sequences that stand where skills stand and that no term covers.

    Read are the sentences that speak of the work, without what is already found there. A sequence
    begins and ends with words of at least two letters that stand in at most 15 % of the ads of
    their language, and passes two measures. It does not only stand inside longer ones: its C-value
    is above 0, where :math:`f` is ads and :math:`T_a` are the longer sequences that hold it,

    .. math:: C_a = (1 + \log_2 |a|) \Big(f_a - \frac{1}{|T_a|} \sum_{b \in T_a} f_b\Big)

    And what stands just before and after it is what stands around skills: the mean of its
    neighbours' weights (`slot_weights`) is as high as that of the known term at which a share
    ``like_known`` of the known terms are lower.

    `corpus_candidate_terms` proposes the same for the ads of a corpus.

    Parameters
    ----------
    ads : Ads
        The ads; of equal texts the first is read.
    mentions : DataFrame
        From `find_skills`, of these ads.
    skills : SkillList
        The list that was looked for; what it has as a term, or has dropped, is not proposed.
    longest : int
        How many words a sequence has at most.
    min_ads, min_employers : int
        In how many ads, and ads of how many employers, it stands at least; an ad whose employer is
        not known counts as one of its own.
    like_known : float
        From 0 to 1; the higher, the fewer candidates and the more of them skills.
    n : int
        How many are proposed at most.
    progress : Progress
        Called with ("read what is asked for", texts done, texts in all).

    Returns
    -------
    DataFrame
        Lines of a review file as `REVIEW_COLUMNS` says, by the ads they stand in downwards, then
        by C-value. ``skill`` is a proposed id, ``label`` the way it is mostly written, ``changes``
        the number of ads, ``effect`` the measures in words, ``example`` three contexts.
        `accepted_candidates` makes skills of those that a person accepts.

    Raises
    ------
    EmptyResultError
        If fewer than 20 known terms stand in at least ``min_ads`` ads: too few to tell where
        skills stand.

    References
    ----------
    C-value, and the thought that the words around known terms tell others: Frantzi, K., Ananiadou,
    S. and Mima, H. (2000). Automatic recognition of multi-word terms. International Journal on
    Digital Libraries 3, 115-130, https://doi.org/10.1007/s007999900023. C-value for single words:
    Barrón-Cedeño, A., Sierra, G., Drouin, P. and Ananiadou, S. (2009). An improved automatic term
    recognition method for Spanish. CICLing, 125-136, https://doi.org/10.1007/978-3-642-00382-0_10.

    Examples
    --------
    Four ads list what the kitchen does; twenty of the words are terms, one is not.

    >>> from mobility.finding.find import find_skills
    >>> known = [a + b for a in ("hot", "cold", "old", "new") for b in
    ...          ("baking", "frying", "boiling", "roasting", "grilling")]
    >>> labels = pd.DataFrame({"skill": known, "label": known, "kind": "skill"})
    >>> terms = pd.DataFrame({"term": known, "skill": known, "origin": "label", "match": "any"})
    >>> skills = SkillList.of(labels.set_index("skill"), terms)
    >>> listed = ", ".join([*known[:9], "sous vide", *known[9:]])
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": [str(k) for k in range(4)], "language": "en",
    ...     "text": [f"Requirements:\n- Used to {listed}.\n- Shift {k}." for k in range(4)],
    ... }))
    >>> candidate_terms(ads, find_skills(ads, skills), skills)[["skill", "label", "changes"]]
                      skill      label  changes
    0  candidate: sous vide  sous vide        4
    """
    asked = asked_for(ads, mentions, progress)
    places = _places(asked, common_words(ads, asked), longest, min_ads)
    texts = ads.table["text"].tolist()
    by_text = {sentences.ad: sentences.sentences for sentences in asked}
    slots = {
        words: [_slot(texts, by_text, place) for place in found] for words, found in places.items()
    }
    known = {
        term: [_slot(texts, by_text, place) for place in found]
        for term, found in _known_places(asked, texts, min_ads).items()
    }
    refuse_few_known(len(known), min_ads)
    weights = slot_weights(chain.from_iterable(known.values()), chain.from_iterable(slots.values()))
    at_least = least_likeness([weights.likeness(found) for found in known.values()], like_known)
    listed = {normal_form(str(t)) for t in chain(skills.terms["term"], skills.dropped["term"])}
    employer = ads.table["employer"].tolist()
    frequency = {
        words: len({place.ad for place in found})
        for words, found in places.items()
        if " ".join(words) not in listed and _employers(found, employer) >= min_employers
    }
    c_value = c_values(frequency)
    likeness = {words: weights.likeness(slots[words]) for words in frequency}
    proposed = sorted(
        (words for words in frequency if c_value[words] > 0 and likeness[words] >= at_least),
        key=lambda words: (-frequency[words], -c_value[words], words),
    )
    lines = [
        candidate_line(
            " ".join(words),
            label=_written(places[words], texts),
            ads=frequency[words],
            c_value=c_value[words],
            likeness=likeness[words],
            at_least=at_least,
            example=BETWEEN_CONTEXTS.join(_contexts(places[words], texts)),
        )
        for words in proposed[:n]
    ]
    columns = [column.name for column in REVIEW_COLUMNS]
    table = check_table(pd.DataFrame(lines, columns=columns), REVIEW_COLUMNS, "candidates")
    settings: dict[str, Setting] = {
        "longest": longest, "min_ads": min_ads, "min_employers": min_employers,
        "like_known": like_known, "n": n,
    }  # fmt: skip
    counts = {
        "texts": len(asked),
        "sequences": len(places),
        "in the list already": sum(" ".join(words) in listed for words in places),
        "known terms": len(known),
        "candidates": len(proposed),
    }
    recipe = recipe_of(mentions).joined(ads.recipe).joined(skills.recipe)
    return with_recipe(table, recipe.then(Step.of("candidate_terms", settings, counts)))


def _places(
    asked: list[Asked], everywhere: frozenset[str], longest: int, min_ads: int
) -> dict[Words, list[Place]]:
    """Return where each sequence stands that is in enough ads and has both edges allowed."""
    ads_with: Counter[str] = Counter()
    for found in asked:
        ads_with.update({word.word for run in found.runs for word in run})
    # A sequence is in no more ads than any of its words.
    common = {word for word, ads in ads_with.items() if ads >= min_ads}
    places: dict[Words, list[Place]] = defaultdict(list)
    for found in asked:
        for words in chain.from_iterable(_sequences(run, longest) for run in found.runs):
            names = tuple(word.word for word in words)
            edges = may_be_edge(names[0], everywhere) and may_be_edge(names[-1], everywhere)
            if edges and common.issuperset(names):
                places[names].append(Place(found.ad, words[0].start, words[-1].end))
    return _in_enough_ads(places, min_ads)


def _known_places(asked: list[Asked], texts: list[str], min_ads: int) -> dict[str, list[Place]]:
    """Return where each known term stands that is in enough ads, by the way it is written."""
    places: dict[str, list[Place]] = defaultdict(list)
    for place in chain.from_iterable(found.held for found in asked):
        places[normal_form(texts[place.ad][place.start : place.end])].append(place)
    return _in_enough_ads(places, min_ads)


def _in_enough_ads(places: Mapping[Name, list[Place]], min_ads: int) -> dict[Name, list[Place]]:
    """Return those that stand in at least so many ads."""
    return {
        name: found
        for name, found in places.items()
        if len({place.ad for place in found}) >= min_ads
    }


def _slot(texts: list[str], by_text: Mapping[int, list[Sentence]], place: Place) -> Slot:
    """Return what stands on both sides of a place."""
    sentence = sentence_at(by_text[place.ad], place.start)
    return slot_of(texts[place.ad], place.start, place.end, sentence)


def _sequences(words: list[Word], longest: int) -> Iterator[list[Word]]:
    """Yield every run of one to ``longest`` words."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            yield words[start:end]


def _employers(places: list[Place], employer: list[str | None]) -> int:
    """Return how many employers' ads a sequence stands in; each ad of an unknown one counts."""
    named = {place.ad: employer[place.ad] for place in places}
    unknown = sum(pd.isna(name) for name in named.values())
    return unknown + len({name for name in named.values() if not pd.isna(name)})


def c_values(frequency: Mapping[Words, int]) -> dict[Words, float]:
    """Return the C-value of every sequence, among themselves.

    Parameters
    ----------
    frequency : mapping of tuple of str to int
        In how many ads each sequence stands.

    Examples
    --------
    "web" stands in 9 ads, in 6 of them inside "web design": (1 + log₂ 1) (9 − 6) = 3; the longer
    one stands in nothing longer: (1 + log₂ 2) 6 = 12.

    >>> c_values({("web",): 9, ("web", "design"): 6})
    {('web',): 3.0, ('web', 'design'): 12.0}
    """
    longer: dict[Words, list[int]] = defaultdict(list)
    for words, ads in frequency.items():
        inside = {
            words[start:end]
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
        }
        for part in inside - {words}:
            longer[part].append(ads)
    return {
        words: factor(len(words)) * (ads - _mean(longer.get(words, ())))
        for words, ads in frequency.items()
    }


def factor(size: int) -> float:
    """Return by what the C-value of a sequence of so many words counts.

    Examples
    --------
    >>> factor(1), factor(2)
    (1.0, 2.0)
    """
    return 1 + log2(size)


def _mean(numbers: Sequence[int]) -> float:
    """Return the mean; 0 of none."""
    return sum(numbers) / len(numbers) if numbers else 0.0


def _written(places: list[Place], texts: list[str]) -> str:
    """Return how a sequence is mostly written; of equally usual ways the first by letters."""
    ways = Counter(" ".join(texts[p.ad][p.start : p.end].split()) for p in places)
    return min(ways, key=lambda way: (-ways[way], way))


def _contexts(places: list[Place], texts: list[str]) -> list[str]:
    """Return the sequence with what stands around it in the first three ads."""
    first: dict[int, Place] = {}
    for place in places:
        first.setdefault(place.ad, place)
    some = sorted(first.values())[:CONTEXTS]
    return [around(texts[p.ad], p.start, p.end) for p in some]
