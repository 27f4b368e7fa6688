"""block_stances: what the sentences of many texts speak of, and their stances, all at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.cue_tables import cue_tables, parts_of_cues
from mobility.finding.sentence_cuts import BlockCuts, signs
from mobility.finding.sentence_marks import SentenceMarks, word_marks
from mobility.finding.sentences import (
    CUES,
    HEADING_CUES,
    Topic,
    announced_by,
    topic_of,
    words_of_line,
)
from mobility.finding.stance import Place, kind_under, told_of
from mobility.finding.told_memory import TOPICS, UNDER, Memory
from mobility.finding.word_places import Places, Points, WordPlaces

Small = NDArray[np.int8]
Flags = NDArray[np.bool_]

_LINE, _SENTENCE = 1 << 8, 1 << 9
"""Tell in the number of a sentence as what it was read."""


class BlockSentences(NamedTuple):
    """The sentences of some texts and the words in them.

    ``of_word`` is the sentence in which each word begins, ``firsts`` the first word of each
    sentence, and of a next one.
    """

    places: WordPlaces
    cuts: BlockCuts
    of_word: NDArray[np.int32]
    firsts: Places


def block_sentences(places: WordPlaces, cuts: BlockCuts) -> BlockSentences:
    """Return which words stand in which sentences."""
    from mobility.finding.cut_loops import UNSURE
    from mobility.finding.mark_loops import words_of_sentences

    told = cuts.told.copy()
    # Where characters do not fold letter by letter, a sentence is read as it is written.
    told[np.searchsorted(cuts.starts, places.odd, side="right") - 1] |= UNSURE
    of_word, firsts = words_of_sentences(places.spans[0], cuts.starts)
    return BlockSentences(places, cuts._replace(told=told), of_word, firsts)


def stances_in(here: BlockSentences, wanted: Places, memory: Memory) -> Places:
    """Return what each wanted sentence tells, as `Memory.packed` has it.

    A sentence whose words alone decide is decided in a compiled loop; every other one is read, or
    remembered.

    Parameters
    ----------
    here : BlockSentences
        The sentences of some texts.
    wanted : array of int
        Which of them, in order, each once.
    memory : Memory
        What was read before.
    """
    from mobility.finding.heading_loops import endings, headings_over
    from mobility.finding.sentence_loops import ASK, stances_of

    reader = _Reader(here, memory)
    places, cuts = here.places.given.points, here.cuts
    marked, openers = _lines(cuts)
    marked[wanted] = True
    marks = word_marks().of_sentences(here.places, here.firsts, marked)
    ended = endings(cuts.starts, cuts.ends, places, signs())
    announced, under = reader.lines(marks, openers)
    told, firsts, starts, ends = cuts.told, cuts.firsts, cuts.starts, cuts.ends
    topics, leads = headings_over(told, firsts, starts, ends, places, ended, announced, under)
    rows, of_all, of_first = marks
    sure, maybe, first, needed = cue_tables()
    found, spoken = stances_of(
        wanted,
        told,
        rows,
        of_all,
        of_first,
        announced,
        under,
        topics,
        leads,
        ended,
        sure,
        maybe,
        first,
        needed,
    )
    asked = np.flatnonzero(found == ASK)
    if len(asked):
        over = np.where(leads >= 0, under[leads], 0)
        found[asked] = reader.sentences(wanted[asked], marks, spoken[asked], topics, over)
    return found


def _lines(cuts: BlockCuts) -> tuple[Flags, Flags]:
    """Return the lines on which a stance can rest, and those of them that can open a list."""
    from mobility.finding.cut_loops import EMPTY, IN_LIST, SHORT

    item = cuts.told & (IN_LIST | EMPTY) != 0
    openers = ~item
    openers[:-1] &= item[1:]
    openers[-1:] = False
    return openers | (cuts.told & SHORT != 0), openers


class _Reader:
    """Reads the sentences of a block whose words alone do not decide."""

    def __init__(self, here: BlockSentences, memory: Memory) -> None:
        self._points: Points = here.places.given.points
        self._text = here.places.given_text
        self._cuts, self._memory = here.cuts, memory

    def _texts(self, sentences: Places) -> list[str]:
        """Return sentences as they stand in their texts."""
        text, cuts = self._text, self._cuts
        spans = zip(cuts.starts[sentences].tolist(), cuts.ends[sentences].tolist(), strict=True)
        return [text[start:end] for start, end in spans]

    def lines(self, marks: SentenceMarks, openers: Flags) -> tuple[Small, Small]:
        """Return what each line announces and what stands under it, as `sentence_loops` does."""
        from mobility.finding.cut_loops import SHORT, UNSURE
        from mobility.finding.memory_loops import hashes_of
        from mobility.finding.sentence_loops import ASK, lines_of

        cuts = self._cuts
        sure, maybe, first, needed = cue_tables()
        announced, under = lines_of(
            cuts.told, openers, marks.rows, marks.of_all, sure, maybe, first, needed
        )
        asked = np.flatnonzero((announced == ASK) | (under == ASK))
        if not len(asked):
            return announced, under
        short, opens = cuts.told[asked] & SHORT != 0, openers[asked]
        placed = _LINE | short | opens << 1
        hashes = hashes_of(asked, cuts.starts, cuts.ends, self._points, placed)

        parts, _ = parts_of_cues()
        lines = self._texts(asked)
        bits = marks.of(asked, 0, parts), marks.of(asked, parts, None)

        def read(place: int) -> int:
            words = words_of_line(lines[place])
            of_sentence, of_heading = (each[place] for each in bits)
            if cuts.told[asked[place]] & UNSURE:
                of_sentence, of_heading = CUES.marks(words), HEADING_CUES.marks(words)
            heading: Topic | None = None
            if short[place]:
                heading = announced_by(lines[place].strip(), of_sentence, of_heading)
            below = kind_under(words, of_heading) if heading or opens[place] else "asked"
            return TOPICS.index(heading or "open") | UNDER.index(below) << 2

        told = self._memory.told(hashes, read)
        announced[asked], under[asked] = told & 3, told >> 2
        return announced, under

    def sentences(
        self, asked: Places, marks: SentenceMarks, spoken: Small, topics: Small, over: Small
    ) -> Places:
        """Return what sentences tell, as `Memory.packed` has it.

        Parameters
        ----------
        asked : array of int
            The sentences.
        marks : SentenceMarks
            The marks of their words.
        spoken : array of int
            What each of them speaks of, where that is known.
        topics, over : arrays
            For all sentences what their headings announce, and what stands under the lines they
            rest on.
        """
        from mobility.finding.cut_loops import IN_LIST, LISTED, UNSURE
        from mobility.finding.memory_loops import hashes_of

        cuts, (parts, _) = self._cuts, parts_of_cues()
        told = cuts.told[asked]
        above, heading = topics[asked], over[asked]
        in_list, listed = told & IN_LIST != 0, told & LISTED != 0
        placed = _SENTENCE | above.astype(int) | heading.astype(int) << 2 | in_list << 4
        hashes = hashes_of(asked, cuts.starts, cuts.ends, self._points, placed)
        texts, bits = self._texts(asked), marks.of(asked, 0, parts)
        rows = np.column_stack([spoken, above, heading, in_list, listed, told & UNSURE]).tolist()

        def read(place: int) -> int:
            text = texts[place]
            topic_told, under, heading, in_list, listed, unsure = rows[place]
            of_sentence = CUES.marks(words_of_line(text)) if unsure else bits[place]
            if topic_told >= 0:
                topic = TOPICS[topic_told]
            else:
                words = words_of_line(text)
                topic = topic_of(words, of_sentence, under=TOPICS[under], listed=bool(listed))
            where = Place(text, topic, UNDER[heading], bool(in_list), bool(listed))
            return self._memory.packed(told_of(where, of_sentence))

        return self._memory.told(hashes, read)
