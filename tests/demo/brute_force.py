"""A slow evaluator of one situation, row by row, written from the definitions alone."""

from collections.abc import Mapping
from itertools import combinations

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Row = dict[str, str]
USABLE_WAIT = 90


def parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def admits(cell: str, value: str, *, unknown: bool) -> bool:
    """Whether a criterion holds; `unknown` says what a question mark counts as."""
    if not cell:
        return True
    if cell == "?":
        return unknown
    for part in parts(cell):
        low, dash, high = part.partition("–")
        if dash and (low + high).isdigit():
            if int(low or 0) <= int(value) <= int(high or 10**6):
                return True
        elif part == value:
            return True
    return False


class Evaluator:
    """The level, the marks and the reasons at one place, date and situation."""

    def __init__(self, tables: Tables, *, unknown: bool = True) -> None:
        self.unknown = unknown
        self.axes = list(tables["axes"]["axis"])
        self.assessed = list(tables["axes"].query("assessor != ''")["axis"])
        self.mandates: list[Row] = tables["mandates"].to_dict("records")
        self.exclusions: list[Row] = tables["exclusions"].to_dict("records")
        self.agreements: list[Row] = (
            tables["collaborations"].query("kind == 'agreement'").to_dict("records")
        )
        self.parents = dict(zip(tables["actors"]["actor"], tables["actors"]["parent"], strict=True))
        self.inside = dict(zip(tables["places"]["place"], tables["places"]["parent"], strict=True))
        coordination = tables["needs"].query("is_coordination == 'yes'")["need"]
        self.coordination = set(coordination)

    def root(self, actor: str) -> str:
        while self.parents[actor]:
            actor = self.parents[actor]
        return actor

    def line(self, tree: Mapping[str, str], name: str) -> list[str]:
        """A name and everything above it in its tree."""
        found = [name]
        while tree[found[-1]]:
            found.append(tree[found[-1]])
        return found

    def at_place(self, cell: str, place: str) -> bool:
        return not cell or bool(set(parts(cell)) & set(self.line(self.inside, place)))

    def fails(self, mandate: Row, need: str | None, place: str, date: str, x: Row) -> list[str]:
        """Every condition of a mandate that is not met: axes, place, period, exclusions."""
        failing = [a for a in self.axes if not admits(mandate[a], x[a], unknown=self.unknown)]
        if not self.at_place(mandate["places"], place):
            failing.append("place")
        if mandate["valid_from"] and date < mandate["valid_from"]:
            failing.append("valid_from")
        if mandate["valid_to"] and date > mandate["valid_to"]:
            failing.append("valid_to")
        for exclusion in self.exclusions:
            filled = [a for a in self.axes if exclusion[a]]
            if (
                exclusion["mandate"] == mandate["mandate"]
                and (need is None or not exclusion["needs"] or need in parts(exclusion["needs"]))
                and self.at_place(exclusion["places"], place)
                and all(admits(exclusion[a], x[a], unknown=not self.unknown) for a in filled)
            ):
                failing.append("exclusion: " + ", ".join(filled))
        return failing

    def covers(self, mandate: Row, need: str) -> bool:
        role = {"decide", "deliver"} | ({"coordinate"} if need in self.coordination else set())
        return need in parts(mandate["needs"]) and mandate["role"] in role

    def holding(self, need: str, place: str, date: str, x: Row) -> list[Row]:
        return [
            m
            for m in self.mandates
            if self.covers(m, need) and not self.fails(m, need, place, date, x)
        ]

    def enterable(self, place: str, date: str, x: Row) -> set[str]:
        """The mandates one can get into, from nothing up, until no more are found."""
        holds = [
            m
            for m in self.mandates
            if any(not self.fails(m, n, place, date, x) for n in parts(m["needs"]))
        ]
        found: set[str] = set()
        while True:
            open_actors = {m["actor"] for m in holds if m["mandate"] in found}
            more = {
                m["mandate"]
                for m in holds
                if not m["entry"]
                or "self" in parts(m["entry"])
                or open_actors & {p.removeprefix("referral from ") for p in parts(m["entry"])}
            }
            if more == found:
                return found
            found = more

    def unusable(self, m: Row, place: str, date: str, x: Row) -> list[str]:
        why = []
        if m["capacity"] and float(m["capacity"]) - float(m["occupied"] or 0) <= 0:
            why.append("capacity")
        if m["wait_days"] and float(m["wait_days"]) > USABLE_WAIT:
            why.append("wait_days")
        if m["mandate"] not in self.enterable(place, date, x):
            why.append("entry")
        return why

    def level(self, need: str, place: str, date: str, x: Row) -> str:
        holding = self.holding(need, place, date, x)
        leads = [m for m in holding if m["strength"] == "lead"]
        musts = [m for m in leads if m["force"] == "must"]
        if not holding:
            return "Z0"
        if not leads:
            return "Z1"
        if not musts:
            return "Z2"
        return "covered" if any(not self.unusable(m, place, date, x) for m in musts) else "Z3"

    def leads(self, need: str, place: str, date: str, x: Row) -> list[Row]:
        return [m for m in self.holding(need, place, date, x) if m["strength"] == "lead"]

    def contested(self, need: str, place: str, date: str, x: Row) -> bool:
        """Two organisations lead the same need in the same role, unyielding and unagreed."""
        return any(
            one["role"] == other["role"]
            and self.root(one["actor"]) != self.root(other["actor"])
            and not self.yields(one, other)
            and not self.yields(other, one)
            and not self.agreed(one, other, need, place, date)
            for one, other in combinations(self.leads(need, place, date, x), 2)
        )

    def yields(self, one: Row, other: Row) -> bool:
        if one["residual"] == "yes" and other["residual"] != "yes":
            return True
        return bool(set(parts(one["yields_to"])) & set(self.line(self.parents, other["actor"])))

    def agreed(self, one: Row, other: Row, need: str, place: str, date: str) -> bool:
        return any(
            {self.root(a) for a in parts(agreement["actors"])}
            >= {self.root(one["actor"]), self.root(other["actor"])}
            and (not agreement["needs"] or need in parts(agreement["needs"]))
            and self.at_place(agreement["places"], place)
            and (not agreement["valid_from"] or date >= agreement["valid_from"])
            and (not agreement["valid_to"] or date <= agreement["valid_to"])
            for agreement in self.agreements
        )

    def last_resort(self, need: str, place: str, date: str, x: Row) -> bool:
        leads = self.leads(need, place, date, x)
        only_residual = bool(leads) and all(m["residual"] == "yes" for m in leads)
        return only_residual and any(
            self.covers(m, need)
            and m["residual"] != "yes"
            and self.fails(m, need, place, date, x) != []
            for m in self.mandates
        )

    def uncoordinated(self, needs: list[str], place: str, date: str, x: Row) -> bool:
        led = [self.leads(n, place, date, x) for n in needs]
        roots = {self.root(m["actor"]) for leads in led for m in leads}
        held = any(
            m["role"] == "coordinate"
            and m["strength"] in {"lead", "shared"}
            and set(parts(m["needs"])) >= set(needs)
            and all(not self.fails(m, n, place, date, x) for n in needs)
            for m in self.mandates
        )
        return len(needs) > 1 and all(led) and len(roots) > 1 and not held

    def time_gap(self, need: str, place: str, date: str, x: Row) -> bool:
        """Nobody leads on the date, though somebody does on one before and one after."""
        days = {m[c] for m in self.mandates for c in ("valid_from", "valid_to") if m[c]}
        led = [d for d in sorted(days) if self.leads(need, place, d, x)]
        now = not self.leads(need, place, date, x)
        return now and any(d < date for d in led) and any(d > date for d in led)

    def differing(
        self, need: str, place: str, date: str, x: Row, *, not_a_judgement: str = ""
    ) -> bool:
        """Nobody leads, the assessors differ, and one of their values for all would open it.

        Axes with the value `not_a_judgement` are left out, neither compared nor overwritten.
        """
        judged = [a for a in self.assessed if x[a] != not_a_judgement]
        said = {x[a] for a in judged}
        if self.leads(need, place, date, x) or len(said) < 2:
            return False
        agreeing = [x | dict.fromkeys(judged, value) for value in sorted(said)]
        return any(self.leads(need, place, date, y) for y in agreeing)
