"""clause_loops: the loop that tells the stance of each clause from the words that tell it.

The rules are those of `stance`.
"""

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Places = NDArray[np.int64]
Kinds = NDArray[np.int32]
Small = NDArray[np.int8]
Bits = NDArray[np.uint8]

_IN_LIST = 2
_WORK, _OFFERED_UNDER = 1, 2
_MERIT, _OFFERED, _NEGATED = 1, 2, 3
_MANY, _STANCE, _CLAUSES = 1 << 5, 2, 6
_NONE = -1


@compiled
def tell_clauses(
    told: Bits,
    topics: Small,
    unsaid: Small,
    headings: Small,
    cue_bounds: Places,
    cues: Kinds,
    clause_bounds: Places,
    clauses: Kinds,
    stance_of: Small,
    promised: int,
    used: int,
    kept_starts: Kinds,
    kept_stances: Small,
) -> tuple[Places, int]:
    """Return what sentences tell, as `Memory.packed` has it, and how much is kept by now.

    Parameters
    ----------
    told, topics, unsaid, headings : arrays
        For each sentence the bits of `cut_loops`, its topic, the stance of what its own words tell
        none of, and what stands under the line it rests on.
    cue_bounds, cues, clause_bounds, clauses : arrays
        From `expression_loops.cues_of`.
    stance_of : array of int
        The stance that each group of cues tells; -1 where it only turns to the reader.
    promised : int
        The group that is a task where it stands among duties.
    used : int
        How much is kept already.
    kept_starts, kept_stances : arrays
        Where clauses are kept; there must be room for all.
    """
    found = np.empty(len(topics), np.int64)
    starts, own = np.empty(1 << 8, np.int64), np.empty(1 << 8, np.int64)
    said, before_it = np.empty(1 << 8, np.int64), np.empty(1 << 8, np.bool_)
    for i in range(len(topics)):
        first, behind = cue_bounds[i], cue_bounds[i + 1]
        among_duties = topics[i] == _WORK and told[i] & _IN_LIST and headings[i] != _OFFERED_UNDER
        # The groups come in order, so the first cue of a stance that is left tells which it is.
        telling = alike = 0
        onward = False
        one = _NONE
        for cue in range(first, behind):
            group = cues[cue, 2]
            if among_duties and group == promised:
                continue
            if stance_of[group] >= 0:
                telling += 1
                one = stance_of[group] if one == _NONE else one
                alike += stance_of[group] == one
            else:
                onward = True
            onward |= cues[cue, 3] != 0
        if telling == 0:
            found[i] = topics[i] | (np.int64(unsaid[i]) << _STANCE)
            continue
        if alike == telling and not onward:
            found[i] = topics[i] | (np.int64(one) << _STANCE)
            continue
        most = 1 + clause_bounds[i + 1] - clause_bounds[i] + behind - first
        if most > len(starts):
            starts, own = np.empty(2 * most, np.int64), np.empty(2 * most, np.int64)
            said, before_it = np.empty(2 * most, np.int64), np.empty(2 * most, np.bool_)
        count = 1
        starts[0], before_it[0] = 0, False
        for clause in range(clause_bounds[i], clause_bounds[i + 1]):
            if clauses[clause, 0] > starts[count - 1]:
                starts[count], before_it[count] = clauses[clause, 0], clauses[clause, 1] != 0
                count += 1
        # What stands before an offer is not what is offered.
        for cue in range(first, behind):
            group, place = cues[cue, 2], cues[cue, 0]
            if stance_of[group] != _OFFERED or (among_duties and group == promised):
                continue
            at = count
            while starts[at - 1] > place:
                at -= 1
            if starts[at - 1] == place:
                continue
            for other in range(count, at, -1):
                starts[other], before_it[other] = starts[other - 1], before_it[other - 1]
            starts[at], before_it[at] = place, cues[cue, 4] != 0
            count += 1
        own[:count] = _NONE
        wished = False
        for cue in range(first, behind):
            group, place = cues[cue, 2], cues[cue, 0]
            if among_duties and group == promised:
                continue
            wished |= stance_of[group] == _MERIT
            clause = count - 1
            while starts[clause] > place:
                clause -= 1
            held = own[clause]
            if held == _NONE:
                own[clause] = cue
            elif cues[held, 2] == group:
                later = place - cues[held, 0]
                if later < 0 or (later == 0 and cues[cue, 1] < cues[held, 1]):
                    own[clause] = cue
        for clause in range(count):
            said[clause] = stance_of[cues[own[clause], 2]] if own[clause] != _NONE else _NONE
        for clause in range(count):
            cue = own[clause]
            if cue == _NONE:
                continue
            mine = stance_of[cues[cue, 2]]
            if mine == _NEGATED and cues[cue, 3] == 0 and wished:
                # "meriterande men inget krav": the denial says what a merit is.
                said[clause] = _MERIT
            denied = clause > 0 and own[clause - 1] != _NONE and said[clause - 1] == _NEGATED
            if denied and mine == _MERIT and before_it[clause]:
                own[clause - 1], said[clause - 1] = cue, mine
        if used + count + 1 > len(kept_starts):
            raise ValueError("there is no room for the clauses")
        same = True
        for clause in range(count):
            cue, stance = own[clause], said[clause]
            if cue == _NONE:
                earlier = clause - 1
                while earlier >= 0 and own[earlier] == _NONE:
                    earlier -= 1
                next_one = clause + 1
                while next_one < count and own[next_one] == _NONE:
                    next_one += 1
                if earlier >= 0 and cues[own[earlier], 3] != 0:
                    stance = said[earlier]
                elif next_one < count and cues[own[next_one], 3] == 0:
                    stance = said[next_one]
            kept_starts[used + 1 + clause] = starts[clause]
            kept_stances[used + 1 + clause] = unsaid[i] if stance == _NONE else stance
            same &= kept_stances[used + 1 + clause] == kept_stances[used + 1]
        if same:
            found[i] = topics[i] | (np.int64(kept_stances[used + 1]) << _STANCE)
        else:
            found[i] = topics[i] | _MANY | (np.int64(used) << _CLAUSES)
            kept_starts[used] = count
            used += count + 1
    return found, used
