"""block_stances: what the sentences of many texts speak of, and their stances, all at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.asked_expressions import Questions, asked_expressions
from mobility.finding.cue_tables import Rows, Tables, cue_tables, decided_tables
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
from mobility.finding.word_places import Numbers, Places, Points, WordPlaces

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

    Of most sentences the words alone decide; expressions are tried on the others. Both are loops
    that are compiled; only what does not fold letter by letter is read as it is written.

    Parameters
    ----------
    here : BlockSentences
        The sentences of some texts.
    wanted : array of int
        Which of them, in order, each once.
    memory : Memory
        What was read before.
    """
    from mobility.finding.cut_loops import UNSURE
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

    def tell(sentences: Places, marks: SentenceMarks, tables: Tables) -> tuple[Places, Small]:
        rows, of_all, of_first = marks
        sure, maybe, first, needed = tables
        return stances_of(
            sentences,
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

    found, spoken = tell(wanted, marks, cue_tables())
    asked = np.flatnonzero(found == ASK)
    if not len(asked):
        return found
    over = np.where(leads >= 0, under[leads], 0).astype(np.int8)

    def read(places: Places) -> Places:
        these, by_hand = wanted[asked[places]], told[wanted[asked[places]]] & UNSURE != 0
        numbers = np.zeros(len(these), dtype=np.int64)
        if by_hand.any():
            spoke = spoken[asked[places]][by_hand]
            numbers[by_hand] = reader.sentences(these[by_hand], spoke, topics, over)
        others = these[~by_hand]
        if len(others):
            held = marks.with_held(others, reader.held(others, marks, of_sentences))
            packed, speaks = tell(others, held, decided_tables())
            numbers[~by_hand] = reader.clauses(others, marks, speaks, packed, over[others])
        return numbers

    of_sentences = asked_expressions().of_sentences
    hashes = reader.hashes(wanted[asked], topics, over)
    found[asked] = memory.told(hashes, read)
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
    """Tells of the sentences of a block whose words alone do not decide."""

    def __init__(self, here: BlockSentences, memory: Memory) -> None:
        self._points: Points = here.places.given.points
        self._here, self._cuts, self._memory = here, here.cuts, memory

    def _texts(self, sentences: Places) -> list[str]:
        """Return sentences as they stand in their texts."""
        text, cuts = self._here.places.given_text, self._cuts
        spans = zip(cuts.starts[sentences].tolist(), cuts.ends[sentences].tolist(), strict=True)
        return [text[start:end] for start, end in spans]

    def held(self, sentences: Places, marks: SentenceMarks, asked: Questions) -> Rows:
        """Return which of the expressions asked for match each sentence, a bit for each."""
        from mobility.finding.expression_loops import held_by

        cuts, here = self._cuts, self._here
        codes, steps, begins, edged, sets, letters = asked_expressions().expressions
        return held_by(
            sentences,
            cuts.starts,
            cuts.ends,
            self._points,
            signs(),
            *here.places.spans,
            here.firsts,
            marks.rows,
            marks.of_all,
            asked_expressions().needed,
            asked_expressions().parts,
            *asked,
            codes,
            steps,
            begins,
            edged,
            sets,
            letters,
        )

    def clauses(
        self, sentences: Places, marks: SentenceMarks, topics: Small, packed: Places, over: Small
    ) -> Places:
        """Return what sentences tell, as `Memory.packed` has it.

        Parameters
        ----------
        sentences : array of int
            The sentences.
        marks : SentenceMarks
            The marks of their words.
        topics, packed : arrays
            What each speaks of, and what it tells where its own words tell no stance.
        over : array of int
            What stands under the line that each rests on.
        """
        from mobility.finding.clause_loops import tell_clauses
        from mobility.finding.expression_loops import cues_of

        cuts, here, asked, memory = self._cuts, self._here, asked_expressions(), self._memory
        codes, steps, begins, edged, sets, letters = asked.expressions
        found = cues_of(
            sentences,
            cuts.starts,
            cuts.ends,
            self._points,
            *here.places.spans,
            here.firsts,
            marks.rows,
            marks.of_all,
            asked_expressions().needed,
            asked_expressions().parts,
            *asked.telling,
            asked.always,
            asked.stances,
            *asked.clauses,
            codes,
            steps,
            begins,
            edged,
            sets,
            letters,
        )
        used = memory.room(sum(len(each) for each in found))
        told, used = tell_clauses(
            cuts.told[sentences],
            topics,
            (packed >> 2).astype(np.int8),
            over,
            *found,
            asked.stances,
            asked.promised,
            used,
            memory.starts,
            memory.stances,
        )
        memory.keep(used)
        return told

    def lines(self, marks: SentenceMarks, openers: Flags) -> tuple[Small, Small]:
        """Return what each line announces and what stands under it, as `sentence_loops` does."""
        from mobility.finding.cut_loops import SHORT, UNSURE
        from mobility.finding.memory_loops import hashes_of
        from mobility.finding.sentence_loops import ASK, lines_of

        told = self._cuts.told
        announced, under = np.zeros(len(told), np.int8), np.zeros(len(told), np.int8)

        def tell(lines: Places, marks: SentenceMarks, tables: Tables) -> None:
            known = told, openers, marks.rows, marks.of_all
            announced[lines], under[lines] = lines_of(lines, *known, *tables)

        lines = np.flatnonzero(openers | (told & SHORT != 0))
        tell(lines, marks, cue_tables())
        asked = lines[(announced[lines] == ASK) | (under[lines] == ASK)]
        if not len(asked):
            return announced, under

        def read(places: Places) -> Places:
            these, by_hand = asked[places], told[asked[places]] & UNSURE != 0
            numbers = np.zeros(len(these), dtype=np.int64)
            if by_hand.any():
                numbers[by_hand] = self._read_lines(these[by_hand], openers)
            others = these[~by_hand]
            if len(others):
                held = self.held(others, marks, asked_expressions().of_lines)
                tell(others, marks.with_held(others, held), decided_tables())
                numbers[~by_hand] = announced[others] | under[others].astype(int) << 2
            return numbers

        placed = _LINE | (told[asked] & SHORT != 0) | openers[asked] << 1
        hashes = hashes_of(asked, self._cuts.starts, self._cuts.ends, self._points, placed)
        numbers = self._memory.told(hashes, read)
        announced[asked], under[asked] = numbers & 3, numbers >> 2
        return announced, under

    def _read_lines(self, asked: Places, openers: Flags) -> Places:
        """Return what lines announce and what is under them, of lines read as they are written."""
        from mobility.finding.cut_loops import SHORT

        numbers = []
        short, opens = self._cuts.told[asked] & SHORT != 0, openers[asked]
        for place, line in enumerate(self._texts(asked)):
            words = words_of_line(line)
            of_sentence, of_heading = CUES.marks(words), HEADING_CUES.marks(words)
            heading: Topic | None = None
            if short[place]:
                heading = announced_by(line.strip(), of_sentence, of_heading)
            below = kind_under(words, of_heading) if heading or opens[place] else "asked"
            numbers.append(TOPICS.index(heading or "open") | UNDER.index(below) << 2)
        return np.array(numbers, dtype=np.int64)

    def hashes(self, asked: Places, topics: Small, over: Small) -> Numbers:
        """Return a number for each sentence and the place it stands in, by which it is remembered.

        Parameters
        ----------
        asked : array of int
            The sentences.
        topics, over : arrays
            As in `sentences`.
        """
        from mobility.finding.cut_loops import IN_LIST
        from mobility.finding.memory_loops import hashes_of

        cuts = self._cuts
        in_list = cuts.told[asked] & IN_LIST != 0
        placed = _SENTENCE | topics[asked].astype(int) | over[asked].astype(int) << 2 | in_list << 4
        return hashes_of(asked, cuts.starts, cuts.ends, self._points, placed)

    def sentences(self, asked: Places, spoken: Small, topics: Small, over: Small) -> Places:
        """Return what sentences tell that are read as they are written, as `Memory.packed` has it.

        Parameters
        ----------
        asked : array of int
            The sentences.
        spoken : array of int
            What each of them speaks of, where that is known.
        topics, over : arrays
            For all sentences what their headings announce, and what stands under the lines they
            rest on.
        """
        from mobility.finding.cut_loops import IN_LIST, LISTED

        told, numbers = self._cuts.told[asked], []
        columns = spoken, topics[asked], over[asked], told & IN_LIST != 0, told & LISTED != 0
        rows = np.column_stack(columns).tolist()
        for text, (speaks, above, heading, in_list, listed) in zip(
            self._texts(asked), rows, strict=True
        ):
            words = words_of_line(text)
            marks = CUES.marks(words)
            topic = TOPICS[speaks]
            if speaks < 0:
                topic = topic_of(words, marks, under=TOPICS[above], listed=bool(listed))
            where = Place(text, topic, UNDER[heading], bool(in_list), bool(listed))
            numbers.append(self._memory.packed(told_of(where, marks)))
        return np.array(numbers, dtype=np.int64)
