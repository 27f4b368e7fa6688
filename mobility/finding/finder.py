"""finder: a skill list compiled once, to find its skills in any number of texts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from mobility.finding.block_stances import BlockSentences, block_sentences, stances_in
from mobility.finding.compounds import Elliptic, elliptic_compounds
from mobility.finding.evidence import REASONS, judged
from mobility.finding.exact import Candidates
from mobility.finding.sentence_cuts import BlockCuts, block_cuts
from mobility.finding.terms import Terms, compile_terms
from mobility.finding.told_memory import UNTOLD, memory
from mobility.finding.word_places import Numbers, Places, WordPlaces, word_places
from mobility.foundation.mentions import STANCES
from mobility.foundation.skill_list import SkillList

_BLOCK = 1 << 20
"""Characters found in at once: enough that what is done once a block takes no time of note."""

_ONE_AT_A_TIME = Lock()
"""What words and sentences tell is remembered for all lists alike."""

Kinds = NDArray[np.int32]


class Hits(NamedTuple):
    """The hits of some texts, in their order, and why others were set aside, counted.

    Parameters
    ----------
    texts : int
        How many texts are done by now.
    text, skill, start, end : array of int
        For each hit the number of its text, the place of its skill in `Terms.names`, and where it
        stands (end not included).
    stance : array of int
        The place of its stance in `STANCES`.
    sentence : array of int
        The number of its sentence among those of these texts.
    sentences : array of int, sentences × 2
        Where each sentence begins and ends in its text.
    set_aside : Counter
        Reason → how many.
    words : array of uint64
        The number (`codes_of`) of every word of the texts, and of every word that an open part in
        them could stand for: a term of other words is not there, whatever the list.
    """

    texts: int
    text: Places
    skill: Kinds
    start: Places
    end: Places
    stance: NDArray[np.int8]
    sentence: Kinds
    sentences: Places
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
            yield self._in_block(places, first)

    def _in_block(self, places: WordPlaces, number: int) -> Hits:
        """Return the hits of a block of texts, and count what was set aside."""
        from mobility.finding.trie_loops import chosen

        whole = self.terms.trie.candidates(places)
        spelled = elliptic_compounds(places)
        parts = self._open_parts(spelled)
        candidates = Candidates(
            np.concatenate([whole.first, parts.first]),
            np.concatenate([whole.last, parts.last]),
            np.concatenate([whole.term, parts.term]),
        )
        cuts = block_cuts(places.given)
        here = block_sentences(places, cuts)
        told, stances = self._judged(candidates, len(whole.first), here)
        taken, against = chosen(
            whole.first, whole.last, told[: len(whole.first)], len(places.codes)
        )
        taken = _with_parts(taken, against, candidates, told, len(whole.first))
        words = np.concatenate([places.codes, spelled.wholes])
        set_aside = Counter[str]()
        for reason, count in enumerate(np.bincount(against, minlength=len(REASONS)).tolist()):
            if reason and count:
                set_aside[REASONS[reason]] = count
        first, last, term = (column[taken] for column in candidates)
        begins, ends = places.spans[0][first], places.spans[1][last]
        text = np.searchsorted(places.given.bounds, begins, side="right") - 1
        moved = places.given.bounds[text]
        return Hits(
            number + len(places.bounds) - 1,
            text + number,
            self.terms.skills[term],
            begins - moved,
            ends - moved,
            _MENTIONED[stances[taken]],
            here.of_word[first],
            _in_their_texts(cuts, places.given.bounds),
            set_aside,
            words,
        )

    def _open_parts(self, spelled: Elliptic) -> Candidates:
        """Return the open parts that stand for a term, each for the first of its words that is."""
        terms = self.terms.trie.alone(spelled.wholes)
        known = np.flatnonzero(terms >= 0)
        words, first = np.unique(spelled.words[known], return_index=True)
        return Candidates(words, words, terms[known[first]])

    def _judged(
        self, candidates: Candidates, elliptic: int, here: BlockSentences
    ) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Return what speaks against each candidate, and the stance at its place."""
        told = np.zeros(len(here.cuts.starts), dtype=np.int64)
        holds = np.zeros(len(told), dtype=np.bool_)
        holds[here.of_word[candidates.first]] = True
        wanted = np.flatnonzero(holds)
        with _ONE_AT_A_TIME:
            read = memory()
            read.make_room()
            told[wanted] = stances_in(here, wanted, read)
            return judged(candidates, elliptic, here, told, read, self.terms)


_MENTIONED = np.array([*range(len(STANCES)), STANCES.index("mentioned")], dtype=np.int8)
"""The stances of `told_memory` in `STANCES`; where an ad tells how to apply, it is mentioned."""
assert len(STANCES) == UNTOLD


def _with_parts(
    taken: Places,
    against: NDArray[np.int8],
    candidates: Candidates,
    reasons: NDArray[np.int8],
    whole: int,
) -> Places:
    """Add the open parts that no match covers and nothing speaks against, in their order."""
    added = []
    first, last = candidates.first[taken], candidates.last[taken]
    for part in range(whole, len(reasons)):
        word = candidates.first[part]
        before = np.searchsorted(first, word, side="right") - 1
        if before >= 0 and last[before] >= word:
            continue
        if reasons[part] == 0:
            added.append(part)
            against[word] = 0
        elif against[word] == 0:
            against[word] = reasons[part]
    if not added:
        return taken
    every = np.concatenate([taken, np.array(added, dtype=np.int64)])
    return every[np.argsort(candidates.first[every], kind="stable")]


def _in_their_texts(cuts: BlockCuts, bounds: Places) -> Places:
    """Return where sentences begin and end, counted from where their texts begin."""
    moved = np.repeat(bounds[:-1], np.diff(cuts.firsts))
    return np.stack([cuts.starts - moved, cuts.ends - moved], axis=1)


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
