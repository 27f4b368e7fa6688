"""zones: widest boxes without mandates and the cells in them, beside dd and concepts."""

import random
import time
from typing import ClassVar

import numpy as np

from collab_graph.covering.boxes import Boxes, Space
from collab_graph.covering.by_need import zones_for_each
from collab_graph.covering.maximal import Zones, maximal_zones
from collab_graph.covering.partition import uncovered_cells
from collab_graph.covering.points import holding
from collab_graph.covering.weights import Persons

SITUATION = (6, 2, 2, 6, 4, 3, 4, 2, 3, 3, 2)
NEEDS, PLACES, PERIODS = 10, 28, 6


def association() -> Space:
    """Eleven axes that describe a situation, then need, place and period: 418 million cells."""
    sizes = (*SITUATION, NEEDS, PLACES, PERIODS)
    return Space((*(f"axis {i}" for i in range(len(SITUATION))), "need", "place", "period"), sizes)


def random_mandates(
    space: Space, number: int, seed: int = 0, *, criteria: tuple[int, int] = (2, 4)
) -> Boxes:
    """Draw mandates with so many criteria, one to three needs, some of the places."""
    draw = random.Random(seed)

    def some(size: int, most: int) -> int:
        return sum(1 << value for value in draw.sample(range(size), draw.randint(1, most)))

    boxes = []
    for _ in range(number):
        box = [(1 << size) - 1 for size in space.sizes]
        for axis in draw.sample(range(len(SITUATION)), draw.randint(*criteria)):
            box[axis] = some(space.sizes[axis], space.sizes[axis] - 1)
        box[-3] = some(NEEDS, 3)
        if draw.random() < 0.5:
            box[-2] = some(PLACES, 10)
        if draw.random() < 0.3:
            box[-1] = box[-1] >> (first := draw.randrange(PERIODS)) << first
        boxes.append(box)
    return Boxes.from_masks(space, boxes)


def random_persons(space: Space, number: int, seed: int = 0) -> Persons:
    """Draw persons whose values are rarer the higher they are, period 0."""
    draw = np.random.default_rng(seed)
    columns = []
    for size in space.sizes[:-1]:
        odds = 1 / np.arange(1, size + 1)
        columns.append(draw.choice(size, number, p=odds / odds.sum()))
    return Persons.one_a_row(space, np.stack([*columns, np.zeros(number, np.int64)], axis=1))


class ZonesOfNeeds:
    """Every zone, need by need."""

    peers: ClassVar = {}

    def setup(self, size: str) -> None:
        self.space = association()
        self.mandates = random_mandates(self.space, 12 if size == "small" else 80)
        self.what = f"{len(self.mandates)} mandates, {len(self.time_ours()):,} zones"

    def time_ours(self) -> Zones:
        """Cut the space mandate by mandate."""
        return zones_for_each(self.space, self.mandates, "need")


class HeavyZones:
    """The zones of five persons or more."""

    peers: ClassVar = {}

    def setup(self, size: str) -> None:
        self.space = association()
        self.mandates = random_mandates(self.space, 12 if size == "small" else 200)
        self.persons = random_persons(self.space, 500 if size == "small" else 20_000)
        self.what = f"{len(self.mandates)} mandates, {len(self.time_ours()):,} zones"

    def time_ours(self) -> Zones:
        """Drop light pieces on the way."""
        return zones_for_each(self.space, self.mandates, "need", persons=self.persons, tau=5)


class FiveSystems:
    """The heavy zones of systems from 40 to 200 mandates, one after the other, need by need.

    Mandates of three to five criteria leave zones of fifty persons even where there are 200.
    """

    peers: ClassVar = {}
    systems: ClassVar = ((40, 50), (60, 50), (80, 50), (80, 20), (200, 50))

    def setup(self, size: str) -> None:
        self.space = association()
        persons, shrunk = (20_000, 1) if size == "full" else (500, 10)
        self.persons = random_persons(self.space, persons)
        self.drawn = [
            (random_mandates(self.space, mandates // shrunk, criteria=(3, 5)), tau // shrunk)
            for mandates, tau in self.systems
        ]
        table = [f"{persons:,} persons", "mandates    τ    seconds    zones  by need"]
        for mandates, tau in self.drawn:
            start = time.perf_counter()
            zones = self.zones(mandates, tau)
            seconds = time.perf_counter() - start
            needs = [mask.bit_length() - 1 for mask in map(int, zones.boxes.column("need"))]
            each = " ".join(f"{n:,}" for n in np.bincount(needs, minlength=NEEDS).tolist())
            table.append(f"{len(mandates):>8} {tau:>4} {seconds:>9.3f}s {len(zones):>8,}  {each}")
        self.what = "\n    ".join(table)

    def zones(self, mandates: Boxes, tau: float) -> Zones:
        """Return every zone of one system in which there are tau persons."""
        return zones_for_each(self.space, mandates, "need", persons=self.persons, tau=tau)

    def time_ours(self) -> list[Zones]:
        """Find the zones of all five."""
        return [self.zones(mandates, tau) for mandates, tau in self.drawn]


class Holding:
    """Which mandates hold for which cases."""

    peers: ClassVar = {}

    def setup(self, size: str) -> None:
        space = association()
        mandates, cases = (12, 500) if size == "small" else (200, 50_000)
        self.mandates = random_mandates(space, mandates)
        self.cases = random_persons(space, cases).values
        self.what = f"{mandates} mandates × {cases:,} cases"

    def time_ours(self) -> np.ndarray:
        """Look up sets of mandates value by value."""
        return holding(self.mandates, self.cases)


class UncoveredCells:
    """The number of situations no mandate reaches; dd builds a decision diagram on bits."""

    peers: ClassVar = {"time_dd": "dd"}

    def setup(self, size: str) -> None:
        self.mandates = random_mandates(association(), 6 if size == "small" else 40)
        self.what = f"{len(self.mandates)} mandates, {self.time_ours():,} cells"

    def time_ours(self) -> int:
        """Walk one axis a step, equal branches once."""
        return uncovered_cells(self.mandates)

    def time_dd(self) -> int:
        """Encode every axis in binary; a mandate is a conjunction over axes."""
        from dd.autoref import BDD

        sizes = self.mandates.space.sizes
        names = [[f"a{at}b{bit}" for bit in range((n - 1).bit_length())]
                 for at, n in enumerate(sizes)]  # fmt: skip
        diagram = BDD()
        diagram.declare(*(name for several in names for name in several))

        def admitted(at: int, mask: int):
            union = diagram.false
            for value in range(sizes[at]):
                if mask >> value & 1:
                    bits = {name: bool(value >> b & 1) for b, name in enumerate(names[at])}
                    union |= diagram.cube(bits)
            return union

        left = diagram.true
        for at, n in enumerate(sizes):
            left &= admitted(at, (1 << n) - 1)
        for masks in self.mandates.to_masks():
            holds = diagram.true
            for at, mask in enumerate(masks):
                if mask != (1 << sizes[at]) - 1:
                    holds &= admitted(at, mask)
            left &= ~holds
        return int(diagram.count(left, nvars=sum(map(len, names))))


class TwoAxes:
    """Zones of two axes and single-cell mandates are the concepts of the unreached cells."""

    peers: ClassVar = {"time_concepts": "concepts"}

    def setup(self, size: str) -> None:
        rows, columns = (8, 6) if size == "small" else (30, 20)
        self.reached = np.random.default_rng(0).random((rows, columns)) < 0.5
        self.space = Space(("person", "need"), (rows, columns))
        cells = [(1 << int(row), 1 << int(column)) for row, column in np.argwhere(self.reached)]
        self.mandates = Boxes.from_masks(self.space, cells)
        self.what = f"{rows} × {columns} cells, {len(self.time_ours()):,} zones"

    def time_ours(self) -> list[tuple[int, ...]]:
        """Search the zones."""
        return maximal_zones(self.space, self.mandates).boxes.to_masks()

    def time_concepts(self) -> list[tuple[int, ...]]:
        """Ask the peer for the concepts with a person and a need in them."""
        from concepts import Context

        rows, columns = self.space.sizes
        context = Context([f"p{i}" for i in range(rows)], [f"n{i}" for i in range(columns)],
                          [tuple(map(bool, ~row)) for row in self.reached])  # fmt: skip
        return [
            (sum(1 << int(p[1:]) for p in extent), sum(1 << int(n[1:]) for n in intent))
            for extent, intent in context.lattice
            if extent and intent
        ]
