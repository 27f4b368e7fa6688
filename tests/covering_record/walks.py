"""walks: who refers to whom in every situation of a small record, without the library."""

from itertools import product

import numpy as np

from tests.covering_record.oracle import SHAPE, UPWARD, listed
from tests.covering_record.small_records import ACTORS, NEEDS

RECEIVES = ("assess", "decide", "deliver", "coordinate")


class Walks:
    """Traps and dead ends of one record, situation by situation."""

    def __init__(self, dense):
        self.dense = dense
        self.traps, self.dead_ends = {}, {}

    def look(self, holds):
        """Find them; what makes one holds one way, what would undo it the other."""
        against = {"certain": "possible", "possible": "certain"}[holds]
        for cell in product(*map(range, SHAPE[1:])):
            steps, other = (self.steps(h, cell) for h in (holds, against))
            circles = {frozenset(circle(steps, a)) for a in steps}
            for need in range(len(NEEDS)):
                here = (need, *cell)
                leads = self.leads(against, here)
                for members in circles:
                    stuck = not any(walked(other, a) & leads for a in members)
                    if len(members) > 1 and stuck and self.at_need(holds, here) & members:
                        mark(self.traps, members, here)
                for actor in self.at_need(holds, here, entered=True):
                    alone = len(circle(other, actor)) < 2
                    if alone and not walked(other, actor) & leads:
                        mark(self.dead_ends, actor, here)
        return self

    def steps(self, holds, cell):
        """For every actor those to whom it may refer, were somebody with it."""
        found = {actor: set() for actor in ACTORS}
        for i, m in enumerate(self.dense.mandates):
            if self.dense.held[holds, i][(slice(None), *cell)].any():
                named = {w.removeprefix("referral from ") for w in listed(m["entry"])}
                for sender in set(ACTORS) - {m["actor"]}:
                    if UPWARD[sender] & named:
                        found[sender].add(m["actor"])
        return found

    def leads(self, holds, here):
        """Actors who lead at a situation and need, by a mandate that lets somebody in."""
        return {
            m["actor"]
            for i, m in enumerate(self.dense.mandates)
            if m["strength"] == "lead"
            and self.dense.covers[holds, i][here]
            and self.dense.enters[holds][i][here[1:]]
        }

    def at_need(self, holds, here, *, entered=False):
        """Actors with a mandate to receive somebody at a situation and need."""
        return {
            m["actor"]
            for i, m in enumerate(self.dense.mandates)
            if m["role"] in RECEIVES
            and self.dense.held[holds, i][here]
            and (not entered or self.dense.enters[holds][i][here[1:]])
        }


def walked(steps, start):
    """Everybody on some walk from an actor, itself among them."""
    seen, ahead = {start}, [start]
    while ahead:
        for actor in sorted(steps[ahead.pop()]):
            if actor not in seen:
                seen.add(actor)
                ahead.append(actor)
    return seen


def circle(steps, actor):
    """Everybody from whom and to whom one can walk."""
    return {b for b in walked(steps, actor) if actor in walked(steps, b)}


def mark(found, key, here):
    found.setdefault(key, np.zeros(SHAPE, bool))[here] = True
