"""finder: a skill list compiled once, to find its skills in any number of texts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

from mobility.finding.compounds import elliptic_compounds
from mobility.finding.evidence import Evidence, Standing
from mobility.finding.exact import longest_matches
from mobility.finding.sentences import Sentence
from mobility.finding.terms import Terms, compile_terms
from mobility.finding.word_places import WordPlaces, word_places
from mobility.foundation.skill_list import SkillList


class Hit(NamedTuple):
    """A skill found in a text: which text, which skill, where, and in which sentence."""

    text: int
    skill: str
    start: int
    end: int
    sentence: Sentence


class Hits(NamedTuple):
    """The hits of some texts, in their order, and why others were set aside, counted."""

    texts: int
    hits: list[Hit]
    set_aside: Counter[str]


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
        for first, places in word_places(texts):
            done = first + len(places.bounds) - 1
            yield self._in_block(places, texts[first:done], first)

    def _in_block(self, places: WordPlaces, texts: Sequence[str], number: int) -> Hits:
        """Return the hits of a block of texts, and count what was set aside."""
        terms, trie = self.terms.terms, self.terms.trie
        evidence = Evidence(places, texts)
        standing: dict[int, tuple[int, Standing]] = {}
        against: dict[int, str] = {}

        def accepts(first: int, last: int, term: int, *, elliptic: bool = False) -> bool:
            weighed = evidence.weigh(first, last, terms[term], elliptic=elliptic)
            if isinstance(weighed, str):
                # Once a place, with the reason against the longest term that begins there.
                against.setdefault(first, weighed)
                return False
            standing[first] = term, weighed
            return True

        taken: set[int] = set()
        for match in longest_matches(trie, places, accepts=accepts):
            taken.update(range(match.first, match.last + 1))
        for word, whole in elliptic_compounds(places, lambda it: trie.number(it) is not None):
            term = trie.number(whole)
            if term is not None and word not in taken and accepts(word, word, term, elliptic=True):
                taken.add(word)
        hits = [
            Hit(number + place.text, terms[term].skill, place.start, place.end, place.sentence)
            for _, (term, place) in sorted(standing.items())
        ]
        set_aside = Counter(reason for word, reason in against.items() if word not in taken)
        return Hits(number + len(texts), hits, set_aside)


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
