"""sentence_loops: the loops that tell what sentences speak of and which stance they take, compiled.

They decide what the words of a sentence decide alone, and say where an expression has to be tried
on the text; once it is tried, they decide that too. The rules are those of `sentences` and
`stance`.
"""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Small = NDArray[np.int8]
Bits = NDArray[np.uint8]
Rows = NDArray[np.uint64]
Kinds = NDArray[np.int32]
Flags = NDArray[np.bool_]

_LISTED, _IN_LIST, _EMPTY, _SHORT, _LEAD, _UNSURE = 1, 2, 4, 8, 16, 32
_ZERO = np.uint64(0)

ASK = -1
"""An expression has to be tried on the text."""
OPEN, WORK, OTHER = 0, 1, 2
"""Topics; as what a line announces, 0 is nothing: then it is no heading."""
ASKED_UNDER, MERIT_UNDER, OFFERED_UNDER, APPLYING_UNDER = 0, 1, 2, 3
"""What stands under a line."""
REQUESTED, MERIT, OFFERED, NEGATED, MENTIONED, UNTOLD = range(6)
"""Stances; the last where an ad tells how to apply."""

(
    Q_OTHER,
    Q_TERMS,
    Q_HANDLED,
    Q_GIVEN,
    Q_WORK,
    Q_YOU,
    Q_ASKED,
    Q_APPLYING,
    Q_TO_READER,
    Q_ASKS,
    Q_WISHES,
    Q_PASSING,
    Q_TELLS,
    Q_OF_ITSELF,
    Q_QUESTION,
    Q_OF_EMPLOYER,
    Q_ADDRESSED,
    Q_OTHER_HEADING,
    Q_WORK_HEADING,
    Q_OF_SOMEONE,
    Q_WISH_ABOVE,
    Q_DEMANDS_TOO,
    Q_OFFER_ABOVE,
    Q_APPLYING_ABOVE,
) = map(np.int64, range(24))
"""What is asked of sentences, as the rows of the tables of `cue_tables`.

Of a whole number of Python each loop would be compiled anew for each of them."""


@compiled
def _says(
    question: np.int64, marks: Numbers, sure: Rows, maybe: Rows, first: Places, needed: Rows
) -> int:
    """Return 1 where words say what is asked for, 0 where they do not, else `ASK`."""
    perhaps = _ZERO
    for part in range(len(marks)):
        if marks[part] & sure[question, part]:
            return 1
        perhaps |= marks[part] & maybe[question, part]
    if perhaps == _ZERO:
        return 0
    for way in range(first[question], first[question + 1]):
        lacks = _ZERO
        for part in range(len(marks)):
            lacks |= needed[way, part] & ~marks[part]
        if lacks == _ZERO:
            return ASK
    return 0


@compiled
def lines_of(
    lines: Places,
    told: Bits,
    openers: Flags,
    rows: Kinds,
    marks: Rows,
    sure: Rows,
    maybe: Rows,
    first: Places,
    needed: Rows,
) -> tuple[Small, Small]:
    """Return what each line announces that can be a heading, and what stands under each line.

    The second of headings and of what can open a list; of other lines nothing is said.
    """
    announced, under = np.zeros(len(lines), np.int8), np.zeros(len(lines), np.int8)
    for i in range(len(lines)):
        line = lines[i]
        bits = told[line]
        if bits & _UNSURE:
            announced[i] = under[i] = ASK
            continue
        here = marks[rows[line]]
        if bits & _SHORT:
            lead = bits & _LEAD != 0
            announced[i] = _announced(lead, here, sure, maybe, first, needed)
        if announced[i] != OPEN or openers[line]:
            under[i] = _under(here, sure, maybe, first, needed)
    return announced, under


@compiled
def _announced(
    lead: bool,
    marks: Numbers,
    sure: Rows,
    maybe: Rows,
    first: Places,
    needed: Rows,
) -> int:
    """Return what the words of a line announce."""
    if lead:
        said = _says(Q_ASKED, marks, sure, maybe, first, needed)
        if said != 0:
            return WORK if said == 1 else ASK
    said = _says(Q_OTHER_HEADING, marks, sure, maybe, first, needed)
    if said != 0:
        return OTHER if said == 1 else ASK
    said = _says(Q_WORK_HEADING, marks, sure, maybe, first, needed)
    if said != 0:
        return WORK if said == 1 else ASK
    said = _says(Q_OF_SOMEONE, marks, sure, maybe, first, needed)
    if said != 0:
        return OTHER if said == 1 else ASK
    return OPEN


@compiled
def _under(marks: Numbers, sure: Rows, maybe: Rows, first: Places, needed: Rows) -> int:
    """Return what stands under a line."""
    wished = _says(Q_WISH_ABOVE, marks, sure, maybe, first, needed)
    if wished != 0:
        too = _says(Q_DEMANDS_TOO, marks, sure, maybe, first, needed)
        if wished == ASK or too == ASK:
            return ASK
        if too == 0:
            return MERIT_UNDER
    said = _says(Q_OFFER_ABOVE, marks, sure, maybe, first, needed)
    if said != 0:
        return OFFERED_UNDER if said == 1 else ASK
    said = _says(Q_APPLYING_ABOVE, marks, sure, maybe, first, needed)
    if said != 0:
        return APPLYING_UNDER if said == 1 else ASK
    return ASKED_UNDER


@compiled
def stances_of(
    wanted: Places,
    told: Bits,
    rows: Kinds,
    marks: Rows,
    firsts: Rows,
    announced: Small,
    under: Small,
    topics: Small,
    leads: Places,
    ended: Bits,
    sure: Rows,
    maybe: Rows,
    first: Places,
    needed: Rows,
) -> tuple[Places, Small]:
    """Return for each wanted sentence its topic and its stance, as `packed` has them, or `ASK`.

    And its topic alone, or `ASK`.
    """
    found, spoken = np.full(len(wanted), ASK, np.int64), np.full(len(wanted), ASK, np.int8)
    for i in range(len(wanted)):
        sentence = wanted[i]
        bits = told[sentence]
        if bits & _UNSURE:
            if announced[sentence] != OPEN:
                spoken[i] = announced[sentence]
            continue
        here, begun = marks[rows[sentence]], firsts[rows[sentence]]
        topic = int(announced[sentence])
        if topic == OPEN:
            listed = bits & _LISTED != 0
            topic = _topic(int(topics[sentence]), listed, here, begun, sure, maybe, first, needed)
        spoken[i] = topic
        if topic == ASK:
            continue
        if _says(Q_TELLS, here, sure, maybe, first, needed) != 0:
            continue
        lead = leads[sentence]
        heading = int(under[lead]) if lead >= 0 else ASKED_UNDER
        stance = _unsaid(
            topic,
            heading,
            bits & _LISTED != 0,
            ended[sentence] == 2,
            here,
            begun,
            sure,
            maybe,
            first,
            needed,
        )
        if stance != ASK:
            found[i] = topic | (stance << 2)
    return found, spoken


@compiled
def _topic(
    under: int,
    listed: bool,
    marks: Numbers,
    begun: Numbers,
    sure: Rows,
    maybe: Rows,
    first: Places,
    needed: Rows,
) -> int:
    """Return what a sentence that is no heading speaks of."""
    said = _says(Q_OTHER, marks, sure, maybe, first, needed)
    if said != 0:
        return OTHER if said == 1 else ASK
    said = _says(Q_TERMS, marks, sure, maybe, first, needed)
    if said != 0:
        handled = _says(Q_HANDLED, marks, sure, maybe, first, needed)
        if said == ASK or handled == ASK:
            return ASK
        if handled == 0:
            return OTHER
        given = _says(Q_GIVEN, marks, sure, maybe, first, needed)
        if given != 0:
            return OTHER if given == 1 else ASK
    if under == WORK or (under == OPEN and listed):
        return WORK
    said = _says(Q_WORK, marks, sure, maybe, first, needed)
    if under == OTHER:
        you = _says(Q_YOU, marks, sure, maybe, first, needed)
        if said == 0 or you == 0:
            said = 0
        elif you == ASK:
            said = ASK
        asked = _says(Q_ASKED, marks, sure, maybe, first, needed)
        if asked == 1 or (asked == ASK and said == 0):
            said = asked
    # Only where something would make it one of work is it asked whether the employer speaks.
    if said == 1:
        of_itself = _says(Q_OF_ITSELF, begun, sure, maybe, first, needed)
        if of_itself != 0:
            return under if of_itself == 1 else ASK
    if said == 0:
        return under
    return WORK if said == 1 else ASK


@compiled
def _unsaid(
    topic: int,
    heading: int,
    listed: bool,
    stopped: bool,
    marks: Numbers,
    begun: Numbers,
    sure: Rows,
    maybe: Rows,
    first: Places,
    needed: Rows,
) -> int:
    """Return the stance of a sentence whose own words tell none."""
    if topic == OTHER:
        if heading == APPLYING_UNDER:
            return UNTOLD
        said = _says(Q_APPLYING, marks, sure, maybe, first, needed)
        if said != 0:
            return UNTOLD if said == 1 else ASK
        return OFFERED if heading == OFFERED_UNDER else MENTIONED
    if heading == MERIT_UNDER:
        return MERIT
    if topic == OPEN:
        return MENTIONED
    if listed:
        return REQUESTED
    passing = _says(Q_PASSING, marks, sure, maybe, first, needed)
    if passing == 1:
        return MENTIONED
    to_reader = _says(Q_TO_READER, marks, sure, maybe, first, needed)
    stance = REQUESTED
    if to_reader != 1:
        if stopped:
            asks = _says(Q_ASKS, marks, sure, maybe, first, needed)
            if asks != 1:
                stance = MENTIONED if asks == 0 else ASK
        if stance != MENTIONED:
            of_employer = _says(Q_OF_EMPLOYER, begun, sure, maybe, first, needed)
            if of_employer != 0 and _says(Q_WISHES, marks, sure, maybe, first, needed) != 1:
                stance = MENTIONED if of_employer == 1 else ASK
        if to_reader == ASK and stance == MENTIONED:
            stance = ASK
    # What is asked last could only say that it is no more than mentioned.
    if stance == MENTIONED:
        return MENTIONED
    question = _says(Q_QUESTION, begun, sure, maybe, first, needed)
    if question == 1:
        return MENTIONED
    return ASK if passing == ASK or question == ASK else stance
