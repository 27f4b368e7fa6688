"""Every figure against loops written straight from the definitions, on small random systems."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError
from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.fit_threshold import FEW_PAIRS
from mobility.reaching.opens import opens
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.standing import GOES_WITH, LEARNABLE, UNSTATED, standing

CODES = (
    [f"{group}{k}" for group in ("111", "112", "211", "221") for k in range(1, 5)],
    [f"{group}{k}" for group in ("111", "112", "113", "114", "211") for k in range(1, 4)],
    [f"{group}{k}" for group in ("111", "121", "131", "141", "211") for k in range(1, 4)],
)
"""Where unit groups, 3-digit groups and 2-digit groups have many neighbours."""
FEW = 10
SYSTEMS = 100


@dataclass
class System:
    codes: list[str]
    skills: list[str]
    kinds: dict[str, str]
    x: dict[tuple[str, str], int]
    support: dict[str, int]
    vacancies: dict[str, int]
    offered: dict[str, float]
    person: Person


def system_of(seed: int) -> System:
    """Make a labour market in which neighbours ask for much the same, by chance."""
    chance = np.random.default_rng(seed)
    among = CODES[seed % len(CODES)]
    codes = sorted(chance.choice(among, size=int(chance.integers(8, 12)), replace=False).tolist())
    skills = [f"s{k:02}" for k in range(int(chance.integers(8, 13)))]
    names = ["skill", "gate", "trait", "occupation"]
    kinds = {s: str(chance.choice(names, p=[0.82, 0.08, 0.05, 0.05])) for s in skills}
    support = {o: int(chance.integers(FEW - 2, FEW + 12)) for o in codes}
    kept = chance.choice([0.3, 0.4, 0.5, 0.8])
    profile = {g: chance.random(len(skills)) ** 3 for g in sorted({o[:2] for o in codes})}
    x = {
        (o, s): int(chance.binomial(support[o], profile[o[:2]][k]) * (chance.random() < kept))
        for o in codes
        for k, s in enumerate(skills)
    }
    offered = {s: float(chance.choice([0.0, 0.0, 0.0, 0.5, 0.6])) for s in skills}
    usable = [s for s in skills if kinds[s] == "skill"]
    said = chance.choice(usable, size=int(chance.integers(1, 4)), replace=False).tolist()
    held = chance.choice(codes, size=int(chance.integers(0, 3)), replace=False).tolist()
    gates = [s for s in skills if kinds[s] == "gate" and chance.random() < 0.5]
    person = Person(
        {s: float(chance.choice([1.0, 1.0, 0.5, 0.25, 0.0])) for s in said},
        tuple(held),
        frozenset(gates),
    )
    vacancies = {o: int(chance.integers(0, 50)) for o in codes}
    return System(codes, skills, kinds, x, support, vacancies, offered, person)


class ByDefinition:
    """The definitions, one loop each; nothing here knows an array."""

    def __init__(self, system: System) -> None:
        self.y = system
        self.kept = [s for s in system.skills if system.kinds[s] != "occupation"]
        self.real = [s for s in self.kept if system.kinds[s] == "skill"]
        self.m = {(o, s): self.effective(o, s) for o in system.codes for s in self.kept}
        self.w = {(o, s): self.share(o, s) for o in system.codes for s in self.real}

    def few(self, o: str) -> bool:
        return self.y.support[o] < FEW

    def effective(self, o: str, s: str) -> int:
        """R ≥ 1, cross-multiplied so that it is exact."""
        x = self.y.x
        row = sum(x[o, t] for t in self.kept)
        column = sum(x[p, s] for p in self.y.codes)
        everything = sum(x[p, t] for p in self.y.codes for t in self.kept)
        return int(x[o, s] > 0 and x[o, s] * everything >= row * column)

    def share(self, o: str, s: str) -> Fraction:
        rows = [p for p in self.y.codes if p[:3] == o[:3]] if self.few(o) else [o]
        return Fraction(sum(self.y.x[p, s] for p in rows), sum(self.y.support[p] for p in rows))

    def h_of_occupation(self, o: str) -> dict[str, Fraction]:
        most = max((self.w[o, s] for s in self.real), default=Fraction(0))
        return {s: self.w[o, s] / most if most else Fraction(0) for s in self.real}

    def h(self, person: Person) -> dict[str, Fraction]:
        found = {s: Fraction(0) for s in self.kept}
        for o in person.occupations:
            for s, degree in self.h_of_occupation(o).items():
                found[s] = max(found[s], degree)
        return found | {s: Fraction(degree) for s, degree in person.skills.items()}

    def phi(self, i: str, s: str, rows: list[str]) -> Fraction:
        c = sum(self.m[o, i] * self.m[o, s] for o in rows)
        u_i, u_s = sum(self.m[o, i] for o in rows), sum(self.m[o, s] for o in rows)
        return Fraction(c, max(u_i, u_s) + 2)

    def near(self, h: dict[str, Fraction], s: str, rows: list[str]) -> tuple[Fraction, str]:
        best, bridge = Fraction(0), ""
        for i in self.kept:
            if i != s and h.get(i, 0) * self.phi(i, s, rows) > best:
                best, bridge = h[i] * self.phi(i, s, rows), i
        return best, bridge

    def tau_and_hit_rate(self) -> tuple[float, float]:
        false, hidden = [], []
        somewhere = {s for s in self.kept if any(self.y.x[o, s] for o in self.y.codes)}
        for o in self.y.codes:
            rows = [p for p in self.y.codes if p != o]
            h = self.h_of_occupation(o)
            group = [p for p in self.y.codes if p[:2] == o[:2]]
            for s in self.real:
                value = self.near(h, s, rows)[0]
                if s in somewhere and not any(self.y.x[p, s] for p in group):
                    false.append(value)
                if h[s] >= Fraction(1, 2):
                    hidden.append(value)
        if not false:
            raise EmptyResultError("no false set")
        ordered = sorted(false)
        place = Fraction(99, 100) * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        tau = float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))
        return tau, sum(at_least(v, tau) and v > 0 for v in hidden) / len(hidden)

    def fit(self, o: str, h: dict[str, Fraction]) -> Fraction | None:
        asked = sum(self.w[o, s] for s in self.real)
        if not asked:
            return None
        return sum((self.w[o, s] * h[s] for s in self.real), Fraction(0)) / asked

    def fits_between(self, digits: int) -> list[float]:
        """Fit of all ordered pairs of groups that share all digits but the last."""
        groups = sorted({o[:digits] for o in self.y.codes})
        share = {}
        for g in groups:
            inside = [o for o in self.y.codes if o[:digits] == g]
            ads = sum(self.y.support[o] for o in inside)
            if digits == 4 and ads < FEW:
                continue
            share[g] = {s: Fraction(sum(self.y.x[o, s] for o in inside), ads) for s in self.real}
        fits = []
        for a in share:
            for b in share:
                most, asked = max(share[a].values()), sum(share[b].values())
                if a != b and a[:-1] == b[:-1] and most and asked:
                    met = sum(share[b][s] * share[a][s] / most for s in self.real)
                    fits.append(float(met / asked))
        return fits

    def theta(self) -> tuple[float, int, str]:
        """θ, pairs and level: the first with ten pairs, else that with most; θ above 0 only."""
        best = (0.0, 0, "")
        for digits, name in ((4, "unit group"), (3, "3-digit group"), (2, "2-digit group")):
            fits = self.fits_between(digits)
            if not fits:
                continue
            mean = sum(fits) / len(fits)
            theta = mean - sqrt(sum((f - mean) ** 2 for f in fits) / len(fits))
            if theta <= 1e-9:
                continue
            if len(fits) > best[1]:
                best = (theta, len(fits), name)
            if len(fits) >= 10:
                break
        if not best[1]:
            raise EmptyResultError("all would be reached")
        return best

    def kind(self, s: str, person: Person, h: dict[str, Fraction], tau: float) -> str:
        near = self.near(h, s, self.y.codes)[0]
        if h[s] >= Fraction(1, 2) or s in person.gates or not (near > 0 and at_least(near, tau)):
            return ""
        if self.y.kinds[s] in ("gate", "trait") or self.y.offered[s] > 0.5:
            return "goes with it only"
        for i in self.kept:
            u = sum(self.m[o, i] for o in self.y.codes)
            c = sum(self.m[o, i] * self.m[o, s] for o in self.y.codes)
            if i != s and h[i] >= Fraction(1, 2) and u and Fraction(c, u) >= Fraction(1, 2):
                return "probably held, unstated"
        return "learnable"

    def blocked_by(self, o: str, person: Person) -> tuple[str, ...]:
        """Gates that half of the ads ask for and the person lacks; none here is a licence class."""
        gates = [s for s in self.kept if self.y.kinds[s] == "gate" and s not in person.gates]
        return tuple(s for s in gates if self.share(o, s) >= Fraction(1, 2))

    def judge(
        self, person: Person, h: dict[str, Fraction], tau: float, theta: float
    ) -> dict[str, tuple[Fraction, Fraction, str]]:
        """Fit, stretch and class of every occupation that is not held and asks for something."""
        almost = {
            s for s in self.real if self.kind(s, person, h, tau) not in ("", "goes with it only")
        }
        reach = {
            s: max(h[s], self.near(h, s, self.y.codes)[0] if s in almost else Fraction(0))
            for s in self.kept
        }
        found = {}
        for o in self.y.codes:
            fit, stretch = self.fit(o, h), self.fit(o, reach)
            if o in person.occupations or fit is None or stretch is None:
                continue
            name = "reached" if at_least(fit, theta) else "far"
            if name == "far" and at_least(stretch, theta):
                name = "adjacent"
            found[o] = (fit, stretch, name)
        return found


def at_least(value: Fraction, threshold: float) -> bool:
    return float(value) >= threshold - 1e-9


ORDER = {"far": 0, "adjacent": 1, "reached": 2}


@pytest.mark.parametrize("seed", range(SYSTEMS))
def test_arrays_and_definitions_agree_on_every_figure(seed, skill_list, counts_of) -> None:
    system = system_of(seed)
    truth = ByDefinition(system)
    table = [[system.x[o, s] for s in system.skills] for o in system.codes]
    counts = counts_of(table, system.codes, system.skills, list(system.support.values()))
    arguments = {
        "vacancies": pd.DataFrame(
            {"occupation": system.codes, "vacancies": list(system.vacancies.values())}
        ),
        "offered_or_negated": pd.Series(system.offered),
        "few_ads": FEW,
    }
    try:
        tau, hit_rate = truth.tau_and_hit_rate()
        theta, pairs, level = truth.theta()
    except EmptyResultError:
        with pytest.raises(EmptyResultError):
            skill_space(counts, skill_list(system.kinds), **arguments)
        return
    space = skill_space(counts, skill_list(system.kinds), **arguments)
    assert space.tau == pytest.approx(tau, abs=1e-12)
    assert space.near_threshold.hit_rate == pytest.approx(hit_rate)
    assert space.theta == pytest.approx(theta)
    assert (space.fit_threshold.pairs, space.fit_threshold.rests_on) == (pairs, level)

    person = system.person
    h = truth.h(person)
    near = {s: truth.near(h, s, system.codes) for s in truth.kept}
    here = standing(person, space)
    assert list(space.skills) == truth.kept
    assert here.h.tolist() == pytest.approx([float(h[s]) for s in truth.kept])
    reached = [near[s][0] if at_least(near[s][0], tau) else 0 for s in truth.kept]
    assert here.near.tolist() == pytest.approx([float(value) for value in reached])
    kinds = {s: truth.kind(s, person, h, tau) for s in truth.kept}
    assert dict(zip(truth.kept, here.kind, strict=True)) == kinds

    before = truth.judge(person, h, tau, theta)
    answer = adjacent(person, space).set_index("occupation")
    assert sorted(answer.index) == sorted(before)
    for o, (fit, stretch, name) in before.items():
        assert answer.loc[o, ["fit", "stretch"]].tolist() == pytest.approx([fit, stretch])
        assert answer.at[o, "class"] == name
        assert answer.at[o, "blocked_by"] == truth.blocked_by(o, person)

    listed = almost_have(person, space).set_index("skill")
    assert sorted(listed.index) == sorted(s for s, kind in kinds.items() if kind)
    for s in listed.index:
        row = listed.loc[s]
        assert row["near"] == pytest.approx(float(near[s][0]))
        # The first of several equally good bridges; the last digits may put another before it.
        assert truth.phi(row["bridge"], s, system.codes) * h[row["bridge"]] == near[s][0]
        opened, better = ({"reached": set(), "adjacent": set()} for _ in range(2))
        if system.kinds[s] == "skill":
            after = truth.judge(person, h | {s: Fraction(1)}, tau, theta)
            for o, (_, _, name) in after.items():
                if ORDER[name] > ORDER[before[o][2]]:
                    better[name].add(o)
                    fit, stretch, _ = before[o]
                    opened[name if theta - fit <= stretch else "adjacent"].add(o)
        for name, codes in opened.items():
            free = [o for o in codes if not truth.blocked_by(o, person)]
            assert row[f"occupations_{name}"] == len(free)
            assert row[f"opens_{name}"] == sum(system.vacancies[o] for o in free)
        shown = opens(person, space, s)
        assert {name: set(shown.loc[shown["after"] == name, "occupation"]) for name in better} == (
            better
        )


def test_the_random_systems_meet_every_class_and_kind(skill_list, counts_of) -> None:
    met: Counter[str] = Counter()
    for seed in range(SYSTEMS):
        system = system_of(seed)
        table = [[system.x[o, s] for s in system.skills] for o in system.codes]
        counts = counts_of(table, system.codes, system.skills, list(system.support.values()))
        try:
            space = skill_space(counts, skill_list(system.kinds), few_ads=FEW)
        except EmptyResultError:
            met["too little"] += 1
            continue
        listed = almost_have(system.person, space)
        met.update(listed["class"])
        judged = adjacent(system.person, space)
        met.update(judged["class"])
        met["blocked"] += int((judged["blocked_by"].map(len) > 0).sum())
        met["opens reached"] += int(listed["occupations_reached"].sum())
        met["opens adjacent"] += int(listed["occupations_adjacent"].sum())
        met["few ads"] += int(space.pooled.any())
        met["θ of " + space.fit_threshold.rests_on] += 1
        met["θ of few pairs"] += int(space.fit_threshold.pairs < FEW_PAIRS)
    for name in ("reached", "adjacent", "far", LEARNABLE, UNSTATED, GOES_WITH):
        assert met[name] >= 5, name
    assert met["opens reached"] >= 10
    assert met["opens adjacent"] >= 3
    assert met["few ads"] >= 10
    assert met["blocked"] >= 10
    for name in ("unit group", "3-digit group", "2-digit group", "few pairs"):
        assert met[f"θ of {name}"] >= 5, name
