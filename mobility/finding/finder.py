"""finder: a skill list compiled once, to find its skills in any number of texts."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from mobility.finding.compounds import elliptic_compounds
from mobility.finding.evidence import Evidence, Hit
from mobility.finding.exact import Match, longest_matches
from mobility.finding.terms import Terms, compile_terms
from mobility.finding.word_places import Numbers, WordPlaces, codes_of, word_places
from mobility.foundation.skill_list import SkillList

_BLOCK = 1 << 17
"""Characters found in at once: what is reckoned of sentences takes more of them than of words."""


class Hits(NamedTuple):
    """The hits of some texts, in their order, and why others were set aside, counted.

    ``words`` has the number (`codes_of`) of every word of the texts, and of every word that an open
    part in them could stand for: a term of other words is not there, whatever the list.
    """

    texts: int
    hits: list[Hit]
    set_aside: Counter[str]
    words: Numbers


@dataclass(frozen=True, eq=False, repr=False)
class Finder:
    """A skill list ready for finding; it can be kept, copied and sent to other processes.

    Parameters
    ----------
    terms : Terms
        The terms of the list, compiled.
    """

    terms: Terms

    def find(self, texts: Sequence[str]) -> Iterator[Hits]:
        """Find the skills that texts name, some texts at a time.

        Whole words only, the longest term first, inflected and elliptic forms by rule; what the
        place of a term speaks against is set aside and counted with the reason.

        Parameters
        ----------
        texts : sequence of str
            Any texts; a hit gives the number of its text, from 0.

        Yields
        ------
        Hits
            For some texts more: how many are done by now, their hits, in the order of the texts
            and the places in them, and what was set aside. All together they speak of every text
            once.
        """
        for first, places in word_places(texts, block=_BLOCK):
            done = first + len(places.bounds) - 1
            yield self._in_block(places, texts[first:done], first)

    def _in_block(self, places: WordPlaces, texts: Sequence[str], number: int) -> Hits:
        """Return the hits of a block of texts, and count what was set aside."""
        terms, trie = self.terms.terms, self.terms.trie
        evidence = Evidence(places, texts, terms, first=number)
        matches = longest_matches(trie, places, accepts=evidence.accepts)
        whole = len(evidence.found)
        for word, spelled in elliptic_compounds(places, lambda it: trie.number(it) is not None):
            term = trie.number(spelled)
            if term is not None and not _covered(matches, word):
                evidence.accepts(word, word, term, elliptic=True)
        if len(evidence.found) > whole:
            evidence.found.sort(key=itemgetter(0, 2))
        words = np.concatenate([places.codes, codes_of(_compounds(places))])
        return Hits(number + len(texts), evidence.found, Counter(evidence.against.values()), words)


def _compounds(places: WordPlaces) -> list[str]:
    """Return every word that an open part and the end of another word could make."""
    spelled: list[str] = []

    def known(word: str) -> bool:
        spelled.append(word)
        return False

    for _ in elliptic_compounds(places, known):
        pass
    return spelled


def _covered(matches: list[Match], word: int) -> bool:
    """Whether a word belongs to one of the matches, which stand in their order."""
    before = bisect_right(matches, word, key=itemgetter(0)) - 1
    return before >= 0 and matches[before].last >= word


_FINDERS: WeakKeyDictionary[SkillList, Finder] = WeakKeyDictionary()


def finder_of(skills: SkillList) -> Finder:
    """Return the finder of a skill list; of the same list always the same one.

    Parameters
    ----------
    skills : SkillList
        A list from `prepare_skills`.

    Returns
    -------
    Finder
    """
    if skills not in _FINDERS:
        _FINDERS[skills] = Finder(compile_terms(skills))
    return _FINDERS[skills]
