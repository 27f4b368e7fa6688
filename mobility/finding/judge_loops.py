"""judge_loops: the loops that hold each term found to its place, compiled."""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Kinds = NDArray[np.int32]
Small = NDArray[np.int8]
Bits = NDArray[np.uint8]
Flags = NDArray[np.bool_]

ASK = -1
COUNTS, PART, EMPLOYER, CONTEXT = range(4)
"""What speaks against a term at its place; -1 where the text has to be read."""
ANY, IN_WORK, IN_CAPITALS, AS_TOOL, AS_LANGUAGE = range(5)
"""Rules, as `terms.RULES` numbers them."""
_SPACE, _SMALL, _LARGE = 8, 64, 128
_TABLE = 0x3100
"""What signs are known of; the same as in `cut_loops`."""
_ODD = 0x180
"""From here on there are letters that are neither small nor large."""
_ENDINGS = tuple(
    int.from_bytes(ending.encode("ascii"), "big")
    for ending in ("se", "com", "nu", "org", "net", "io", "eu", "no", "fi", "dk")
)
_MANY = 1 << 5
_WORK, _OTHER = 1, 2
_OFFERED, _NEGATED = 2, 3


@compiled
def stance_at(told: int, place: int, starts: Kinds, stances: Small) -> int:
    """Return the stance at a place in a sentence, of which `told` is kept."""
    if not told & _MANY:
        return (told >> 2) & 7
    begin = told >> 6
    clause = begin + 1
    for other in range(begin + 2, begin + 1 + starts[begin]):
        if starts[other] > place:
            break
        clause = other
    return int(stances[clause])


@compiled
def _telling(point: int) -> bool:
    """Whether a sign beside a word may say that it is part of a longer one, or of an address."""
    return point == 45 or point == 46 or point == 64 or point == 47 or point == 95


@compiled
def reasons_of(
    first: Places,
    last: Places,
    term: Kinds,
    elliptic: int,
    folded: Points,
    bounds: Places,
    starts: Places,
    ends: Places,
    given: Points,
    given_bounds: Places,
    begins: Places,
    behinds: Places,
    signs: Bits,
    text_of: Kinds,
    sentence_of: Kinds,
    sentences: Places,
    told: Places,
    clause_starts: Kinds,
    clause_stances: Small,
    rules: Small,
    written: Points,
    written_from: Places,
    codes: Numbers,
    beside_language: Numbers,
    after_language: Numbers,
    before_language: Numbers,
    reach: int,
) -> tuple[Small, Small]:
    """Return what speaks against each candidate, and the stance at its place.

    Parameters
    ----------
    first, last, term : arrays
        The candidates, in order up to the one numbered ``elliptic``; those from there on are open
        parts ("lastbils-") that stand for a whole word.
    folded, bounds, starts, ends : arrays
        The folded texts, where each begins, and where words begin and end in them.
    given, given_bounds, begins, behinds : arrays
        The same of the texts as they were given.
    signs : array of uint8
        From `sentence_cuts.signs`.
    text_of, sentence_of : arrays
        The text and the sentence of each candidate.
    sentences, told : arrays
        Where sentences begin, and what each tells.
    clause_starts, clause_stances : arrays
        From `Memory`.
    rules, written, written_from : arrays
        The rule of each term, and its letters where it is held to its capitals.
    codes : array of uint64
        The numbers of the words.
    beside_language, after_language, before_language : arrays of uint64
        The numbers of words that tell of languages, sorted (`context`).
    reach : int
        How many words on each side are looked at.
    """
    reasons, stances = np.zeros(len(first), np.int8), np.zeros(len(first), np.int8)
    chunk_begin = chunk_behind = chunk_end = chunk_dot = -1
    chunk_address = False
    for i in range(len(first)):
        start, end, text = starts[first[i]], ends[last[i]], text_of[i]
        begin, behind = begins[first[i]], behinds[last[i]]
        sentence = sentence_of[i]
        stance = stance_at(
            told[sentence], begin - sentences[sentence], clause_starts, clause_stances
        )
        stances[i] = stance
        before, after = folded[start - 1], folded[end]
        telling = _telling(before) or _telling(after)
        ask = False
        if telling:
            follows = before == 45 and start - 1 > bounds[text] and first[i] > 0
            if follows and ends[first[i] - 1] == start - 1:
                reasons[i] = PART
                continue
            text_end = bounds[text + 1] - 1
            gap_end = min(starts[last[i] + 1], text_end) if last[i] + 1 < len(starts) else text_end
            if after == 45 and gap_end == end + 1:
                small = True
                for place in range(begin, behind):
                    point = given[place]
                    if point >= _TABLE:
                        ask = True
                    elif not signs[point] & _SMALL:
                        small = False
                if small and not ask:
                    reasons[i] = PART
                    continue
                ask = ask and small
            if _telling(before) or after != 45:
                if not chunk_begin <= begin < chunk_behind:
                    chunk_begin, chunk_behind, chunk_end, chunk_dot, chunk_address = _chunk(
                        given, begin, given_bounds[text], given_bounds[text + 1] - 1, signs
                    )
                if chunk_address:
                    reasons[i] = PART
                    continue
                # What ends in .net because the term does (.NET, ASP.NET) is no address.
                if behind < chunk_end and chunk_dot > chunk_begin:
                    ending = _address_end(given, chunk_dot, chunk_end)
                    if ending == 1:
                        reasons[i] = PART
                        continue
                    ask = ending == ASK
        if ask:
            reasons[i] = ASK
            continue
        topic = told[sentence] & 3
        if topic == _OTHER and stance != _OFFERED and stance != _NEGATED:
            reasons[i] = EMPLOYER
            continue
        rule = rules[term[i]]
        if rule == IN_WORK:
            if topic != _WORK:
                reasons[i] = CONTEXT
                continue
        elif rule == IN_CAPITALS:
            letters = written_from[term[i] + 1] - written_from[term[i]]
            same = letters == behind - begin
            for place in range(letters if same else 0):
                same &= written[written_from[term[i]] + place] == given[begin + place]
            shouted = 0
            if same:
                shouted = _shouted(
                    first[i], last[i], bounds, text, starts, begins, behinds, given, signs
                )
            if not same or shouted == 1:
                reasons[i] = CONTEXT
                continue
            if shouted == ASK:
                reasons[i] = ASK
                continue
        elif rule == AS_TOOL:
            point = given[begin]
            named = point == 46 or point >= _TABLE or signs[point] & _LARGE
            reasons[i] = ASK if named else CONTEXT
            continue
        elif rule == AS_LANGUAGE and not _of_language(
            first[i],
            last[i],
            bounds[text],
            bounds[text + 1] - 1,
            starts,
            ends,
            folded,
            codes,
            beside_language,
            after_language,
            before_language,
            reach,
        ):
            reasons[i] = CONTEXT
            continue
        if after == 45 and i < elliptic:
            reasons[i] = ASK
    return reasons, stances


@compiled
def _among(code: np.uint64, numbers: Numbers) -> bool:
    """Whether a number is one of these, which are sorted."""
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < code:
            low = middle + 1
        else:
            high = middle
    return bool(low < len(numbers) and numbers[low] == code)


@compiled
def _of_language(
    first: int,
    last: int,
    begin: int,
    end: int,
    starts: Places,
    ends: Places,
    folded: Points,
    codes: Numbers,
    beside: Numbers,
    behind: Numbers,
    before: Numbers,
    reach: int,
) -> bool:
    """Whether a language is meant, and not the adjective of a nation (`speaks_of_language`)."""
    follows = last + 1 < len(starts) and starts[last + 1] < end
    if follows:
        blank = True
        for place in range(ends[last], starts[last + 1]):
            point = folded[place]
            blank &= point == 32 or point == 9 or point == 0xA0
        if blank and not _among(codes[last + 1], behind):
            return False
    if first > 0 and starts[first - 1] >= begin and _among(codes[first - 1], before):
        return True
    for word in range(max(0, first - reach), first):
        if starts[word] >= begin and _among(codes[word], beside):
            return True
    for word in range(last + 1, min(len(starts), last + 1 + reach)):
        if starts[word] < end and _among(codes[word], beside):
            return True
    return False


@compiled
def _shouted(
    first: int,
    last: int,
    bounds: Places,
    text: int,
    starts: Places,
    begins: Places,
    behinds: Places,
    given: Points,
    signs: Bits,
) -> int:
    """Whether the words beside a match are in capitals too (`is_shouted`); `ASK` of odd letters."""
    sides = 0
    for word in (first - 1, last + 1):
        if word < 0 or word >= len(starts):
            continue
        if starts[word] < bounds[text] or starts[word] >= bounds[text + 1]:
            continue
        sides += 1
        if behinds[word] - begins[word] < 4:
            return 0
        large = False
        for place in range(begins[word], behinds[word]):
            point = given[place]
            if point >= _ODD:
                return ASK
            if signs[point] & _SMALL:
                return 0
            large |= signs[point] & _LARGE != 0
        if not large:
            return 0
    return 1 if sides else 0


@compiled
def _address_end(given: Points, dot: int, end: int) -> int:
    """Whether what stands behind the last dot ends an address; `ASK` of other letters than a–z."""
    length = end - dot - 1
    if length < 1 or length > 3:
        return 0
    before = given[dot - 1]
    letters = 0
    for place in range(dot + 1, end):
        if given[place] >= 128:
            return ASK
        letters = letters * 256 + int(given[place] | 32)
    named = False
    for ending in _ENDINGS:
        named |= letters == ending
    if not named:
        return 0
    if before >= 128:
        return ASK
    digit = 48 <= before <= 57
    return 1 if digit or 97 <= before | 32 <= 122 else 0


@compiled
def _chunk(
    given: Points, place: int, begin: int, end: int, signs: Bits
) -> tuple[int, int, int, int, bool]:
    """Return what stands around a place without a space between.

    Where it begins and ends, where it ends without the signs behind it, its last dot (-1 where
    there is none), and whether it is surely an address.
    """
    first = last = place
    while first > begin and not (given[first - 1] < _TABLE and signs[given[first - 1]] & _SPACE):
        first -= 1
    while last < end and not (given[last] < _TABLE and signs[given[last]] & _SPACE):
        last += 1
    stop = last
    while stop > first:
        point = given[stop - 1]
        if point != 46 and point != 44 and point != 59 and point != 58 and point != 41:
            break
        stop -= 1
    dot = -1
    address = False
    for i in range(first, stop):
        point = given[i]
        if point == 46:
            dot = i
            if i - first >= 3:
                www = True
                for back in range(1, 4):
                    www &= given[i - back] | 32 == 119
                address |= www
        elif point == 64:
            address = True
        elif point == 58 and i + 2 < stop:
            address |= given[i + 1] == 47 and given[i + 2] == 47
    return first, last, stop, dot, address
