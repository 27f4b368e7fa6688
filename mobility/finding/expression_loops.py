"""expression_loops: the loops that try expressions on many sentences as `re` does, compiled."""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Codes = NDArray[np.int32]
Kinds = NDArray[np.int32]
Bits = NDArray[np.uint8]
Rows = NDArray[np.uint64]
Flags = NDArray[np.bool_]

TABLE = 0x3100
"""Characters of which it is known which letter they are; those beyond stand in no expression."""
OTHER, SPACE, WORD = range(3)
"""Characters that no expression names: signs, spaces, and those that belong to words."""
LETTER, SET, SPLIT, JUMP, EDGE, BEGIN, END, LOOK, SEEN, FOUND = range(10)
"""Steps: over a letter, or one of a set; on at two places, the second if the first fails; on at
another; an edge of a word; the beginning and the end of the text; a look ahead or behind, and its
end; a match."""
WORDS, PLAIN, WHOLE = range(3)
"""What of a sentence is looked at: its words without the marks around them, without the spaces
around them, or all of it."""
_SPACE, _MARK = 8, 16
_BESIDE = 1 << 10
_ZERO, _ONE = np.uint64(0), np.uint64(1)


@compiled
def _match(
    step: int,
    text: Bits,
    begin: int,
    end: int,
    place: int,
    codes: Codes,
    sets: Flags,
    stack: Places,
) -> int:
    """Return where the match of an expression that begins at a place ends; -1 where none does."""
    top = 0
    while True:
        kind = codes[step, 0]
        goes_on = False
        if kind == LETTER:
            goes_on = place < end and text[place] == codes[step, 1]
            place += 1
            step += 1
        elif kind == SET:
            goes_on = place < end and sets[codes[step, 1], text[place]]
            place += 1
            step += 1
        elif kind == SPLIT:
            if top + 2 > len(stack):
                raise ValueError("an expression turns back too often")
            stack[top], stack[top + 1] = codes[step, 2], place
            top += 2
            step = codes[step, 1]
            goes_on = True
        elif kind == JUMP:
            step = codes[step, 1]
            goes_on = True
        elif kind == EDGE:
            before = place > begin and sets[0, text[place - 1]]
            behind = place < end and sets[0, text[place]]
            goes_on = before != behind
            step += 1
        elif kind == BEGIN:
            goes_on = place == begin
            step += 1
        elif kind == END:
            goes_on = place == end or (place == end - 1 and text[place] == codes[step, 1])
            step += 1
        elif kind == LOOK:
            if place - codes[step, 3] < begin:
                goes_on = codes[step, 2] == 1
                step = codes[step, 1]
            else:
                if top + 2 > len(stack):
                    raise ValueError("an expression turns back too often")
                stack[top], stack[top + 1] = -1 - step, place
                top += 2
                place -= codes[step, 3]
                step += 1
                goes_on = True
        elif kind == SEEN:
            while stack[top - 2] >= 0:
                top -= 2
            top -= 2
            look, place = -1 - stack[top], stack[top + 1]
            goes_on = codes[look, 2] == 0
            step = codes[look, 1]
        else:
            return place
        while not goes_on:
            if top == 0:
                return -1
            top -= 2
            if stack[top] >= 0:
                step, place = stack[top], stack[top + 1]
                goes_on = True
            elif codes[-1 - stack[top], 2] == 1:
                step, place = codes[-1 - stack[top], 1], stack[top + 1]
                goes_on = True


@compiled
def _search(
    number: int,
    text: Bits,
    begin: int,
    end: int,
    place: int,
    codes: Codes,
    starts: Places,
    begins: Flags,
    edged: Flags,
    sets: Flags,
    stack: Places,
    edges: Places,
    many: int,
) -> tuple[int, int]:
    """Return where the first match from a place on begins and ends; -1 where there is none."""
    if edged[number]:
        for i in range(many):
            at = edges[i]
            if place <= at < end and begins[number, 0, text[at]]:
                found = _match(starts[number], text, begin, end, at, codes, sets, stack)
                if found >= 0:
                    return at, found
        return -1, -1
    within = place > begin and sets[0, text[place - 1]]
    for at in range(place, end):
        can = begins[number, int(within), text[at]]
        within = sets[0, text[at]]
        if can:
            found = _match(starts[number], text, begin, end, at, codes, sets, stack)
            if found >= 0:
                return at, found
    return -1, -1


@compiled
def _longest(sentences: Places, starts: Places, ends: Places) -> int:
    """Return how long the longest of some sentences is."""
    longest = 0
    for i in range(len(sentences)):
        longest = max(longest, ends[sentences[i]] - starts[sentences[i]])
    return longest


@compiled
def _may(here: Numbers, maybe: Numbers) -> bool:
    """Whether a sentence has one of some marks."""
    found = _ZERO
    for part in range(len(here)):
        found |= here[part] & maybe[part]
    return bool(found != _ZERO)


@compiled
def _spell(
    text: Bits,
    begin: int,
    end: int,
    points: Points,
    letters: Bits,
    word_starts: Places,
    word_ends: Places,
    word: int,
    sets: Flags,
    edges: Places,
) -> int:
    """Write down which letter each character of a sentence is, and where its words begin.

    Return how many words there are.
    """
    many, before = 0, False
    for place in range(begin, end):
        point = points[place]
        if point < TABLE:
            text[place - begin] = letters[point]
        else:
            while word < len(word_ends) and word_ends[word] <= place:
                word += 1
            within = word < len(word_ends) and word_starts[word] <= place
            text[place - begin] = WORD if within else OTHER
        of_word = sets[0, text[place - begin]]
        edges[many] = place - begin
        many += of_word and not before
        before = of_word
    return many


@compiled
def held_by(
    sentences: Places,
    starts: Places,
    ends: Places,
    points: Points,
    signs: Bits,
    word_starts: Places,
    word_ends: Places,
    firsts: Places,
    rows: Kinds,
    marks: Rows,
    needed: Rows,
    parts: Kinds,
    maybe: Rows,
    asked: Places,
    codes: Codes,
    steps: Places,
    begins: Flags,
    edged: Flags,
    sets: Flags,
    letters: Bits,
) -> Rows:
    """Return for each sentence which expressions match it: a bit for each.

    Parameters
    ----------
    sentences : array of int
        The sentences.
    starts, ends, points : arrays
        Where all sentences begin and end, and the texts.
    signs : array of uint8
        From `sentence_cuts.signs`.
    word_starts, word_ends, firsts : arrays
        Where words begin and end, and the first word of each sentence.
    rows, marks : arrays
        The marks of the words of sentences.
    needed, parts : arrays
        The marks that each expression needs, of one part of a row and the next, and which part.
    maybe : array of uint64
        For each row of what is asked marks of which one is needed.
    asked : array of int, × 4
        From which expression to which (not included) is asked, what of a sentence is looked at,
        and whether a match must begin there (1).
    codes, steps, begins, edged, sets, letters : arrays
        The `Expressions`.
    """
    found = np.zeros((len(sentences), (len(steps) + 63) // 64), np.uint64)
    longest = _longest(sentences, starts, ends)
    # A way back is kept for each sign of a loop, and a few for what is tried beside.
    edges = np.empty(longest + 1, np.int64)
    text, stack = np.empty(longest, np.uint8), np.empty(4 * longest + _BESIDE, np.int64)
    for i in range(len(sentences)):
        sentence = sentences[i]
        start, size = starts[sentence], ends[sentence] - starts[sentence]
        words = _spell(
            text,
            start,
            start + size,
            points,
            letters,
            word_starts,
            word_ends,
            firsts[sentence],
            sets,
            edges,
        )
        first, last = start, start + size
        while first < last and points[first] < TABLE and signs[points[first]] & _SPACE:
            first += 1
        while last > first and points[last - 1] < TABLE and signs[points[last - 1]] & _SPACE:
            last -= 1
        plain_begin, plain_end = first - start, last - start
        while first < last and points[first] < TABLE and signs[points[first]] & _MARK:
            first += 1
        while last > first and points[last - 1] < TABLE and signs[points[last - 1]] & _MARK:
            last -= 1
        here = marks[rows[sentence]]
        for question in range(len(asked)):
            if not _may(here, maybe[question]):
                continue
            begin, end = 0, size
            if asked[question, 2] == WORDS:
                begin, end = first - start, last - start
            elif asked[question, 2] == PLAIN:
                begin, end = plain_begin, plain_end
            for way in range(asked[question, 0], asked[question, 1]):
                part = parts[way]
                lacks = needed[way, 0] & ~here[part]
                if lacks | (needed[way, 1] & ~here[part + 1]) != _ZERO:
                    continue
                if asked[question, 3] == 1:
                    if begin == end or not begins[way, 0, text[begin]]:
                        continue
                    at = _match(steps[way], text, begin, end, begin, codes, sets, stack)
                else:
                    at, _ = _search(
                        way,
                        text,
                        begin,
                        end,
                        begin,
                        codes,
                        steps,
                        begins,
                        edged,
                        sets,
                        stack,
                        edges,
                        words,
                    )
                if at >= 0:
                    found[i, way // 64] |= _ONE << np.uint64(way % 64)
    return found


@compiled
def cues_of(
    sentences: Places,
    starts: Places,
    ends: Places,
    points: Points,
    word_starts: Places,
    word_ends: Places,
    firsts: Places,
    rows: Kinds,
    marks: Rows,
    needed: Rows,
    parts: Kinds,
    maybe: Rows,
    telling: Places,
    always: Flags,
    stances: NDArray[np.int8],
    onward: int,
    clause: int,
    of_before: int,
    codes: Codes,
    steps: Places,
    begins: Flags,
    edged: Flags,
    sets: Flags,
    letters: Bits,
) -> tuple[Places, Kinds, Places, Kinds]:
    """Return the words of sentences that tell a stance, and where their clauses begin.

    Parameters
    ----------
    sentences, starts, ends, points, word_starts, word_ends, firsts, rows, marks, needed, parts,
    maybe : arrays
        As in `held_by`.
    telling : array of int, × 3
        From which expression to which (not included) words are looked for that tell a stance, and
        the number of the group that they belong to; the last are looked for where another is found.
    always : array of bool
        For each group whether it is of what comes after it wherever it stands.
    stances : array of int
        What each group tells; clauses are looked for only where cues do not all tell the same.
    onward, clause, of_before : int
        The expressions that say so of others, that part clauses, and that speak of the clause
        before.
    codes, steps, begins, edged, sets, letters : arrays
        The `Expressions`.

    Returns
    -------
    cue_bounds : array of int
        Where the cues of each sentence begin, and those of a next one would.
    cues : array of int, × 5
        Where in the sentence each begins and ends, its group, whether it is of what comes after it,
        and whether what begins there speaks of the clause before.
    clause_bounds : array of int
        The same of the beginnings of clauses.
    clauses : array of int, × 2
        Where in the sentence each begins, and whether it speaks of the one before.
    """
    cue_bounds = np.zeros(len(sentences) + 1, np.int64)
    clause_bounds = np.zeros(len(sentences) + 1, np.int64)
    cues, clauses = np.empty((1 << 8, 5), np.int32), np.empty((1 << 8, 2), np.int32)
    many = parted = 0
    longest = _longest(sentences, starts, ends)
    # A way back is kept for each sign of a loop, and a few for what is tried beside.
    edges = np.empty(longest + 1, np.int64)
    text, stack = np.empty(longest, np.uint8), np.empty(4 * longest + _BESIDE, np.int64)
    for i in range(len(sentences)):
        sentence = sentences[i]
        start, size = starts[sentence], ends[sentence] - starts[sentence]
        here, before = marks[rows[sentence]], many
        alike = True
        cue_bounds[i + 1], clause_bounds[i + 1] = many, parted
        if not _may(here, maybe[0]):
            continue
        words = _spell(
            text,
            start,
            start + size,
            points,
            letters,
            word_starts,
            word_ends,
            firsts[sentence],
            sets,
            edges,
        )
        for group in range(len(telling)):
            if group == len(telling) - 1 and many == before:
                break
            for way in range(telling[group, 0], telling[group, 1]):
                part = parts[way]
                lacks = needed[way, 0] & ~here[part]
                if lacks | (needed[way, 1] & ~here[part + 1]) != _ZERO:
                    continue
                at, end = _search(
                    way, text, 0, size, 0, codes, steps, begins, edged, sets, stack, edges, words
                )
                while at >= 0:
                    if many == len(cues):
                        cues = np.concatenate((cues, np.empty_like(cues)))
                    on = always[telling[group, 2]]
                    if not on:
                        on = _match(steps[onward], text, 0, size, end, codes, sets, stack) >= 0
                    cues[many, 0], cues[many, 1] = at, end
                    cues[many, 2], cues[many, 3] = telling[group, 2], on
                    cues[many, 4] = (
                        _match(steps[of_before], text, 0, size, at, codes, sets, stack) >= 0
                    )
                    alike &= not on and stances[cues[many, 2]] == stances[cues[before, 2]]
                    many += 1
                    at, end = _search(
                        way,
                        text,
                        0,
                        size,
                        end,
                        codes,
                        steps,
                        begins,
                        edged,
                        sets,
                        stack,
                        edges,
                        words,
                    )
        cue_bounds[i + 1] = many
        if not alike:
            at, end = _search(
                clause, text, 0, size, 0, codes, steps, begins, edged, sets, stack, edges, words
            )
            while at >= 0:
                if parted == len(clauses):
                    clauses = np.concatenate((clauses, np.empty_like(clauses)))
                clauses[parted, 0] = at
                clauses[parted, 1] = (
                    _match(steps[of_before], text, 0, size, at, codes, sets, stack) >= 0
                )
                parted += 1
                at, end = _search(
                    clause,
                    text,
                    0,
                    size,
                    end,
                    codes,
                    steps,
                    begins,
                    edged,
                    sets,
                    stack,
                    edges,
                    words,
                )
        clause_bounds[i + 1] = parted
    return cue_bounds, cues[:many].copy(), clause_bounds, clauses[:parted].copy()
