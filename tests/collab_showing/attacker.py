"""A reader with a solver: what can be worked out from everything a report prints.

Written without the suppression's code. The persons behind the report are unknown numbers, one for
each combination of the printed counts that somebody could be in; everything printed is an equation
or an inequality about them.
"""

import json
import re
from dataclasses import dataclass, field

import numpy as np
from openpyxl import load_workbook
from scipy.optimize import linprog
from scipy.sparse import csr_array

ROUNDING = 1e-6
HALF_PERCENT = 0.005
"""How far a share in whole percent may be from what it is."""


@dataclass
class Printed:
    """Everything printed about persons: where a number stands, a sentence, or a dash."""

    equal: list = field(default_factory=list)
    """(weights by key, least, most): what a sum of counts lies between."""
    said: dict = field(default_factory=dict)
    """By key: a number, ("fewer", limit) or None where nothing is said."""
    words: bool = True
    """Whether the reader is to make use of "fewer than"."""

    def count(self, key, printed):
        """One printed count; the same count must be printed alike wherever it stands."""
        assert self.said.get(key, printed) == printed, key
        self.said[key] = printed
        if isinstance(printed, int):
            self.equal.append(({key: 1.0}, printed, printed))
        elif printed is not None and self.words:
            self.equal.append(({key: 1.0}, 0, printed[1] - 1))

    def gaps(self, labels, needs, printed):
        """How many needs of how many persons a repair closes: the sum of what it does at each."""
        if isinstance(printed, int):
            parts = {("repair need", *labels, need): 1.0 for need in needs}
            self.equal.append((parts, printed, printed))

    def share(self, parts, whole, share, half=0.0):
        """A printed share of the sum of some counts in another; with ``half``, of a printed one."""
        weights = dict.fromkeys(parts, 1.0) | {whole: -share}
        persons = half * self.said[whole] + ROUNDING if half else ROUNDING
        self.equal.append((weights, -persons, persons))


def of_page(count):
    """A count in the data of the page."""
    return count["n"] if "n" in count else ("fewer", count["fewer"]) if "fewer" in count else None


def of_cell(cell):
    """A count in a sheet, in Swedish."""
    if cell in ("–", None):
        return None
    return ("fewer", int(cell.removeprefix("färre än "))) if isinstance(cell, str) else int(cell)


def read_page(path, printed):
    """Take in every count, share and rate in the data that the page embeds."""
    text = path.read_text(encoding="utf-8")
    found = re.search(
        r'<script type="application/json" id="page-content">(.*?)</script>', text, re.S
    )
    data = json.loads(found.group(1))["data"]
    printed.count(("all",), of_page(data["all"]))
    printed.count(("open",), of_page(data["open"]))
    so_far = []
    for card in data["cards"]:
        named = (card["needs"]["sv"], card["situation"]["sv"])
        printed.count(("zone", *named), of_page(card["persons"]))
        printed.count(("gain", *named), of_page(card["gain"]))
        if card["share"] is not None:
            so_far.append(("gain", *named))
            printed.share([("gain", *named)], ("open",), card["share"])
            printed.share(so_far, ("open",), card["so_far"])
    for zone in data["zones"]:
        named = (zone["needs"]["sv"], zone["situation"]["sv"])
        printed.count(("zone", *named), of_page(zone["persons"]))
    heat = data["heat"]
    needs = [need["sv"] for need in heat["needs"]]
    places = [place["name"] for place in heat["places"]]
    for need, row, total in zip(needs, heat["cells"], heat["of_need"], strict=True):
        printed.count(("need", need), of_page(total))
        for place, cell in zip(heat["places"], row, strict=True):
            key = ("cell", need, place["name"])
            printed.count(key, of_page(cell["persons"]))
            if cell["shade"] is not None and place["inhabitants"]:
                persons = cell["shade"] * place["inhabitants"] / 1000
                printed.equal.append(({key: 1.0}, persons - ROUNDING, persons + ROUNDING))
    for place, total in zip(places, heat["of_place"], strict=True):
        printed.count(("place", place), of_page(total))
    for kind in ("contested", "last_resort"):
        for one in data[f"{kind}_by_need"]:
            printed.count((f"{kind} need", one["need"]["sv"]), of_page(one["persons"]))
        for one in data[kind]:
            key = (kind, one["need"]["sv"], one["situation"]["sv"])
            printed.count(key, of_page(one["persons"]))
    for one in data["near_misses"]:
        printed.count(("near miss", one["mandate"], one["label"]["sv"]), of_page(one["persons"]))
    for card in data["cards"]:
        for one in card["changes"]:
            zone = (card["needs"]["sv"], card["situation"]["sv"])
            printed.count(
                ("closes", *zone, one["mandate"], one["label"]["sv"]), of_page(one["persons"])
            )
    for one in data["repairs"]:
        labels = [change["mandate"] + change["label"]["sv"] for change in one["changes"]]
        printed.count(("repair", *labels), of_page(one["persons"]))
        printed.gaps(labels, needs, of_page(one["gaps"]))
    for one in data["time"]["events"]:
        for kind in ("entering", "leaving", "before", "after"):
            printed.count((kind, one["date"], one["need"]["sv"]), of_page(one[kind]))
    for one in data["time"]["gaps"]:
        printed.count(("gap", one["need"]["sv"], one["opens"]), of_page(one["persons"]))
    for one in data["time"]["differing"]:
        named = (one["need"]["sv"], one["axes"]["sv"][0], one["value"]["sv"])
        printed.count(("differing", *named), of_page(one["persons"]))
    for mandate in data["too_few"]["mandates"]:
        for group in mandate["groups"]:
            key = ("too few", mandate["mandate"], group["place"])
            printed.count(key, of_page(group["persons"]))
            for way in group["shared"]:
                places = sorted([group["place"], *way["places"]])
                printed.count(("too few", mandate["mandate"], *places), of_page(way["persons"]))
            for way in group["wider"]:
                key = (
                    "wider",
                    mandate["mandate"],
                    group["place"],
                    way["changes"][0]["label"]["sv"],
                )
                printed.count(key, of_page(way["persons"]))
    changed = data["if_changed"]
    if changed is not None:
        for name in ("opens", "closes"):
            printed.count((f"if {name}", ""), of_page(changed[name]))
        for one in changed["needs"]:
            for name in ("before", "after", "opens", "closes"):
                printed.count((f"if {name}", one["need"]["sv"]), of_page(one[name]))
        for one in changed["moves"]:
            key = ("if move", one["need"]["sv"], one["from"]["sv"], one["to"]["sv"])
            printed.count(key, of_page(one["persons"]))
        for one in changed["regions"]:
            key = ("if region", one["need"]["sv"], one["situation"]["sv"])
            printed.count(key, of_page(one["persons"]))
    for one in data["uncoordinated"]["sets"]:
        printed.count(("set", one["needs"]["sv"]), of_page(one["persons"]))
    for one in data["pressure"]:
        named = (one["actor"], one["needs"]["sv"], one["capacity"], one["free"])
        printed.count(("asking", *named), of_page(one["asking"]))
        printed.count(("only way", *named), of_page(one["only_way"]))
    return data


def read_workbook(path, printed):
    """Take in every count and share in the sheets of the Swedish workbook."""
    book = load_workbook(path)

    def rows(sheet):
        lines = book[sheet].iter_rows(values_only=True)
        heads = next(lines)
        return [dict(zip(heads, line, strict=True)) for line in lines]

    for row in rows("Alla zoner"):
        printed.count(("zone", row["behov"], row["situation"]), of_cell(row["personer"]))
    for row in rows("Behov och plats"):
        everywhere, some = row["plats"] == "alla platser", row["behov"] == "minst ett behov"
        key = (
            ("open",) if everywhere and some else ("need", row["behov"]) if everywhere
            else ("place", row["plats"]) if some else ("cell", row["behov"], row["plats"])
        )  # fmt: skip
        printed.count(key, of_cell(row["personer"]))
    so_far = []
    for row in rows("Förklarar mest"):
        named = (row["behov"], row["situation"])
        printed.count(("zone", *named), of_cell(row["personer"]))
        printed.count(("gain", *named), of_cell(row["nya personer"]))
        if row["andel"] is not None:
            so_far.append(("gain", *named))
            printed.share([("gain", *named)], ("open",), row["andel"], HALF_PERCENT)
            printed.share(so_far, ("open",), row["andel hittills"], HALF_PERCENT)
    for sheet, kind in (("Dubbelt ansvar", "contested"), ("Sista utvägen", "last_resort")):
        for row in rows(sheet):
            printed.count((kind, row["behov"], row["situation"]), of_cell(row["personer"]))
    for row in rows("Nära miss"):
        printed.count(("near miss", row["uppdrag"], row["ändring"]), of_cell(row["personer"]))
    repairs, needs = {}, [row["behov"] for row in rows("Behov och plats")]
    needs = [need for need in dict.fromkeys(needs) if need != "minst ett behov"]
    for row in rows("Åtgärder"):
        repairs.setdefault(row["kostnad"], []).append(row)
    for own in repairs.values():
        key = ("repair", *(row["uppdrag"] + row["ändring"] for row in own))
        for row in own:
            printed.count(key, of_cell(row["personer"]))
            printed.gaps(key[1:], needs, of_cell(row["luckor (behov hos personer)"]))
    for row in rows("För få för en egen grupp"):
        named = (row["uppdrag"], row["plats"])
        printed.count(("too few", *named), of_cell(row["personer där"]))
        if row["utväg"] == "dela":
            places = sorted([row["plats"], *row["med"].split("; ")])
            printed.count(("too few", named[0], *places), of_cell(row["personer tillsammans"]))
        if row["utväg"] == "vidga":
            key = ("wider", *named, row["ändring"].split("; ")[0])
            printed.count(key, of_cell(row["personer tillsammans"]))
    heads = {"kommer in i zon": "entering", "lämnar zon": "leaving", "i zon före": "before",
             "i zon efter": "after"}  # fmt: skip
    for row in rows("Över tid"):
        for head, kind in heads.items():
            printed.count((kind, row["datum"], row["behov"]), of_cell(row[head]))
    for row in rows("Tidsglapp och bedömningar"):
        if row["märke"] == "Z4":
            key = ("gap", row["behov"], row["öppnar"])
        else:
            first = row["bedömningar"].split("; ")[0]
            key = ("differing", row["behov"], first, row["om alla bedömde"])
        printed.count(key, of_cell(row["personer"]))
    for row in rows("Ingen håller ihop"):
        printed.count(("set", row["behov"]), of_cell(row["personer"]))
    for row in rows("Platser och efterfrågan"):
        named = (row["aktör"], row["behov"], row["platser"], row["lediga"])
        printed.count(("asking", *named), of_cell(row["personer som uppdraget gäller"]))
        printed.count(("only way", *named), of_cell(row["varav utan annan väg"]))
        if row["personer per plats"] is not None:
            asking = row["personer per plats"] * row["platser"]
            half = 0.005 * row["platser"] + ROUNDING
            printed.equal.append(({("asking", *named): 1.0}, asking - half, asking + half))


class Attacker:
    """Somebody who knows which persons each printed count is about, and all that is printed.

    ``counted`` says by key which of many kinds of persons a count adds up.
    """

    def __init__(self, counted, printed):
        self.keys = sorted(counted, key=str)
        row_of = {key: number for number, key in enumerate(self.keys)}
        rows = np.array([counted[key] for key in self.keys])
        self.atoms = np.unique(rows, axis=1).astype(float)
        weights = np.zeros((len(printed.equal), len(self.keys)))
        for number, (parts, _, _) in enumerate(printed.equal):
            for key, weight in parts.items():
                weights[number, row_of[key]] += weight
        low = np.array([least for _, least, _ in printed.equal], float)
        high = np.array([most for _, _, most in printed.equal], float)
        known, first = np.unique(np.column_stack([weights, low, high]), axis=0, return_index=True)
        matrix = known[:, :-2] @ self.atoms
        exact = (low == high)[first]
        self.a_eq, self.b_eq = csr_array(matrix[exact]), low[first][exact]
        self.a_ub = csr_array(np.vstack([matrix[~exact], -matrix[~exact]]))
        self.b_ub = np.concatenate([high[first][~exact], -low[first][~exact]])

        self.ways = np.zeros((0, self.atoms.shape[1]))
        self.solved = 0

    def row(self, key):
        return self.atoms[self.keys.index(key)]

    def end(self, key, sign):
        """The least (1) or the most (−1) persons that a count could be."""
        found = linprog(
            sign * self.row(key), A_eq=self.a_eq, b_eq=self.b_eq, A_ub=self.a_ub, b_ub=self.b_ub,
            bounds=(0, 1e6), method="highs", options={"presolve": False},
        )  # fmt: skip
        assert found.status == 0, (key, found.message)
        self.ways = np.vstack([self.ways, found.x])
        self.solved += 1
        return sign * found.fun

    def range_of(self, key):
        return self.end(key, 1), self.end(key, -1)

    def too_narrow(self, rules):
        """The counts whose range is not as wide as its rule says, with the range.

        A rule is ``(least, width)``: the count must be able to be as low as ``least`` (None: any)
        and the range at least ``width`` wide. Every way found for one count is a way for all.
        """
        failing = {}
        for key, (least, width) in rules.items():
            low, high = self.seen(key)
            if not within(low, high, least, width):
                low = min(low, self.end(key, 1))
                high = max(high, self.seen(key)[1])
            if not within(low, high, least, width):
                high = max(high, self.end(key, -1))
            if not within(low, high, least, width):
                failing[key] = (low, high)
        return failing

    def seen(self, key):
        """The least and most a count is in the ways found so far."""
        sums = self.ways @ self.row(key)
        return sums.min(initial=np.inf), sums.max(initial=-np.inf)


def within(low, high, least, width):
    """Whether a range is wide and low enough."""
    return high - low >= width - 1e-4 and (least is None or low <= least + 1e-4)
