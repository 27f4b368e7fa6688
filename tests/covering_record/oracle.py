"""oracle: the definitions over every situation of a small record, written without the library.

Every array has the axes need, age, answer, place, day.
"""

from datetime import date, timedelta
from itertools import combinations, product

import numpy as np

from tests.covering_record.small_records import (
    ACTORS,
    AGES,
    ANSWERS,
    DAYS,
    LEAVES,
    NEEDS,
    PARENTS,
    TODAY,
)

SHAPE = (len(NEEDS), len(AGES), len(ANSWERS), len(LEAVES), len(DAYS))
HOLDS = ("certain", "possible")


def above(member, parents):
    """The member itself and everything it is part of."""
    return {member} | (above(parents[member], parents) if parents[member] else set())


PLACES = {p: {leaf for leaf in LEAVES if p in above(leaf, PARENTS)} for p in PARENTS}
UPWARD = {actor: above(actor, ACTORS) for actor in ACTORS}
ROOT = {actor: next(a for a in UPWARD[actor] if not ACTORS[a]) for actor in ACTORS}


def listed(cell):
    return cell.split("; ") if cell else []


def within_range(age, part):
    if "–" not in part:
        return age == int(part)
    low, high = part.split("–")
    return (not low or int(low) <= age) and (not high or age <= int(high))


def cells(row, unknown):
    """Where every filled cell of a row is met; ``unknown`` says what a ``?`` counts as."""

    def vector(cell, values, met):
        if cell == "":
            return np.ones(len(values), bool)
        if cell == "?":
            return np.full(len(values), unknown)
        return np.array([met(value, cell) for value in values])

    need = vector(row["needs"], NEEDS, lambda n, cell: n in listed(cell))
    age = vector(
        row.get("age", ""), AGES, lambda a, cell: any(within_range(a, p) for p in listed(cell))
    )
    answer = vector(row.get("sgi", ""), ANSWERS, lambda s, cell: s in listed(cell))
    place = vector(row["places"], LEAVES, lambda p, cell: any(p in PLACES[x] for x in listed(cell)))
    first = vector(row.get("valid_from", ""), DAYS, lambda d, cell: d.isoformat() >= cell)
    last = vector(row.get("valid_to", ""), DAYS, lambda d, cell: d.isoformat() <= cell)
    day = first & last
    return (
        need[:, None, None, None, None]
        & age[None, :, None, None, None]
        & answer[None, None, :, None, None]
        & place[None, None, None, :, None]
        & day[None, None, None, None, :]
    )


class Dense:
    """All the definitions for one record."""

    def __init__(self, record):
        self.mandates = record.tables["mandates"].to_dict("records")
        self.collaborations = record.tables["collaborations"].to_dict("records")
        excluded = record.tables["exclusions"].to_dict("records")
        self.excluded = [
            [e for e in excluded if e["mandate"] == m["mandate"]] for m in self.mandates
        ]
        self.held = {}
        for holds in ("certain", "possible"):
            for i, m in enumerate(self.mandates):
                here = cells(m, holds == "possible")
                for e in (e for e in excluded if e["mandate"] == m["mandate"]):
                    unknown = "?" in (e["needs"], e["age"], e["sgi"], e["places"])
                    if holds == "certain" or not unknown:
                        here = here & ~cells(e, True)
                self.held[holds, i] = here
        self.covers = {}
        for (holds, i), here in self.held.items():
            role = self.mandates[i]["role"]
            by_need = [role in ("decide", "deliver") or (role == "coordinate" and n == "coordination") for n in NEEDS]  # fmt: skip # noqa: E501
            self.covers[holds, i] = here & np.array(by_need)[:, None, None, None, None]
        self.enters = {holds: self.enterable(holds) for holds in HOLDS}

    def everyone(self):
        return range(len(self.mandates))

    def enterable(self, holds, *, start=False):
        """The least fixpoint, from nobody up; the greatest, from everybody down, for comparison."""
        enters = [np.full(SHAPE[1:], start) for _ in self.mandates]
        while True:
            after = []
            for m in self.mandates:
                ways = listed(m["entry"])
                free = not ways or "self" in ways or (ways == ["?"] and holds == "possible")
                here = np.full(SHAPE[1:], free)
                named = [w.removeprefix("referral from ") for w in ways if w not in ("self", "?")]
                for j, other in enumerate(self.mandates):
                    if UPWARD[other["actor"]] & set(named):
                        here = here | (self.held[holds, j].any(axis=0) & enters[j])
                after.append(here)
            if all((a == b).all() for a, b in zip(after, enters, strict=True)):
                return after
            enters = after

    def room(self, i):
        """Whether a mandate has free places; None where that is unknown."""
        m = self.mandates[i]
        if m["capacity"] == "":
            return True
        if m["capacity"] == "?" or m["occupied"] == "?":
            return False if m["capacity"] == "0" else None
        return float(m["capacity"]) > float(m["occupied"] or 0)

    def in_time(self, i):
        wait = self.mandates[i]["wait_days"]
        return None if wait == "?" else (wait == "" or float(wait) <= 90)

    def usable(self, i, holds):
        unknown = holds == "possible"
        states = [unknown if x is None else x for x in (self.room(i), self.in_time(i))]
        return self.enters[holds][i] & all(states)

    def out_of(self, holds):
        """Where something takes a situation out of G0, G1, G2 and G3."""
        out = [np.zeros(SHAPE, bool) for _ in range(4)]
        for i, m in enumerate(self.mandates):
            here = self.covers[holds, i]
            out[0] |= here
            if m["strength"] == "lead":
                out[1] |= here
                if m["force"] == "must":
                    out[2] |= here
                    out[3] |= here & self.usable(i, holds)
        return out

    def yields(self, a, b, holds):
        one, other = self.mandates[a], self.mandates[b]
        named = listed(one["yields_to"])
        if {other["mandate"], *UPWARD[other["actor"]]} & set(named):
            return True
        if holds == "certain":
            return "?" in named or (one["residual"] in ("yes", "?") and other["residual"] != "yes")
        return one["residual"] == "yes" and other["residual"] in ("", "no")

    def contested(self, holds):
        """Where anything is contested."""
        here = [here for _, _, here in self.contested_pairs(holds)]
        return np.any([np.zeros(SHAPE, bool), *here], axis=0)

    def contested_pairs(self, holds, *, ignoring=""):
        """Every two mandates that contest something, and where."""
        leads = [i for i in self.everyone() if self.mandates[i]["strength"] == "lead"]
        for a, b in combinations(leads, 2):
            one, other = self.mandates[a], self.mandates[b]
            roots = {ROOT[one["actor"]], ROOT[other["actor"]]}
            if one["role"] != other["role"] or len(roots) < 2:
                continue
            yields = self.yields(a, b, holds) or self.yields(b, a, holds)
            if yields and ignoring != "yields":
                continue
            here = self.covers[holds, a] & self.covers[holds, b]
            for c in self.collaborations if ignoring != "agreements" else ():
                if c["kind"] == "agreement" and roots <= {ROOT[x] for x in listed(c["actors"])}:
                    unknown = "?" in (c["needs"], c["places"], c["valid_from"], c["valid_to"])
                    if holds == "certain" or not unknown:
                        here = here & ~cells(c, True)
            if here.any():
                yield a, b, here

    def last_resort(self, holds):
        """For every way (certain) or any way (possible) in which the unknown may be residual."""
        choices = [
            (m["residual"],) if m["residual"] != "?" else ("yes", "no") for m in self.mandates
        ]
        found = [self._last_resort(residual, holds) for residual in product(*choices)]
        return np.all(found, axis=0) if holds == "certain" else np.any(found, axis=0)

    def _last_resort(self, residual, holds):
        against = {"certain": "possible", "possible": "certain"}[holds]
        by_residual, by_other, declining = (np.zeros(SHAPE, bool) for _ in range(3))
        for i, m in enumerate(self.mandates):
            lead = m["strength"] == "lead"
            if residual[i] == "yes":
                by_residual |= self.covers[holds, i] & lead
                continue
            by_other |= self.covers[against, i] & lead
            for n in range(len(NEEDS)):
                if self.is_for(i, n):
                    declining[n] |= ~self.covers[against, i][n]
        return by_residual & ~by_other & declining

    def is_for(self, i, n):
        """Whether a mandate names a need and its role can cover it."""
        m = self.mandates[i]
        coordinates = m["role"] == "coordinate" and NEEDS[n] == "coordination"
        named = m["needs"] in ("", "?") or NEEDS[n] in listed(m["needs"])
        return named and (m["role"] in ("decide", "deliver") or coordinates)

    def uncoordinated(self, needs, holds):
        against = {"certain": "possible", "possible": "certain"}[holds]
        at = [NEEDS.index(n) for n in needs]
        led = np.ones(SHAPE[1:], bool)
        leading = {}
        for n in at:
            anybody = np.zeros(SHAPE[1:], bool)
            for i, m in enumerate(self.mandates):
                if m["strength"] == "lead":
                    here = self.covers[holds, i][n]
                    anybody |= here
                    root = ROOT[m["actor"]]
                    leading[root] = leading.get(root, np.zeros(SHAPE[1:], bool)) | here
            led &= anybody
        several = np.sum([np.zeros(SHAPE[1:], int), *leading.values()], axis=0) >= 2
        held = np.zeros(SHAPE[1:], bool)
        for i, m in enumerate(self.mandates):
            if m["role"] == "coordinate" and m["strength"] in ("lead", "shared"):
                held |= self.held[against, i][at].all(axis=0)
        return led & several & ~held

    def time_gap(self, holds):
        """For every way (certain) or any way (possible) in which what is unknown may turn out."""
        reached = {(False, False, False): np.ones(SHAPE, bool)}
        for i, m in enumerate(self.mandates):
            if m["strength"] != "lead" or not self.covers["possible", i].any():
                continue
            own = {}
            for here in self._ways_it_may_hold(i):
                states = (before(here), here, before(here[..., ::-1])[..., ::-1])
                for state in product((False, True), repeat=3):
                    fits = np.logical_and.reduce([x == y for x, y in zip(states, state, strict=True)])  # fmt: skip # noqa: E501
                    own[state] = own.get(state, False) | fits
            together = {}
            for (one, here), (other, there) in product(reached.items(), own.items()):
                state = tuple(a or b for a, b in zip(one, other, strict=True))
                together[state] = together.get(state, False) | (here & there)
            reached = together
        gap = reached.pop((True, False, True), np.zeros(SHAPE, bool))
        if holds == "possible":
            return gap
        return ~np.any([np.zeros(SHAPE, bool), *reached.values()], axis=0)

    def _ways_it_may_hold(self, i):
        """Where a mandate covers, for each way in which each of its unknown cells may turn out."""
        m = self.mandates[i]
        covered = self.covers["possible", i].any(axis=(1, 2, 3, 4))[:, None, None, None, None]
        undated = m | {"valid_from": "", "valid_to": ""}
        firsts, lasts = ([m[c]] if m[c] != "?" else days for c, days in (
            ("valid_from", ["", *self.cuts(0), "9999-01-01"]),
            ("valid_to", ["", *self.cuts(1), "0001-01-01"]),
        ))  # fmt: skip
        days = [{"valid_from": a, "valid_to": b} for a, b in product(firsts, lasts)]
        unknown = [e for e in self.excluded[i] if "?" in e.values()]
        for let_in in (True, False) if "?" in undated.values() else (True,):
            for applies in product((True, False), repeat=len(unknown)):
                here = cells(undated, let_in) & covered
                for e in self.excluded[i]:
                    if e not in unknown or applies[unknown.index(e)]:
                        here = here & ~cells(e, True)
                for dates in days:
                    yield here & cells({**dates, "needs": "", "places": ""}, True)

    def cuts(self, back):
        """The days on which something of the record begins, or so many days before them."""
        found = {DAYS[TODAY]}
        for row in [*self.mandates, *self.collaborations]:
            for name, later in (("valid_from", 0), ("valid_to", 1)):
                if row[name] not in ("", "?"):
                    found.add(date.fromisoformat(row[name]) + timedelta(days=later))
        return sorted((day - timedelta(days=back)).isoformat() for day in found)


def before(here):
    """Whether it was so on any earlier day."""
    earlier = np.logical_or.accumulate(here, axis=-1)
    return np.concatenate([np.zeros_like(here[..., :1]), earlier[..., :-1]], axis=-1)
