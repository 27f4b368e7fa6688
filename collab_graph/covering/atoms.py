"""atoms: the axes of a record cut so fine that no row of it divides a piece."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from collab_graph.covering.boxes import Space
from collab_graph.record.axes import Axis
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.criteria import Criterion, criterion
from collab_graph.record.margin_sums import has_counts
from collab_graph.record.names import SEVERAL, Names
from collab_graph.record.record import Record
from collab_graph.record.trees import within
from mobility.foundation.errors import InputError

PLACE, TIME, NEED = "place", "time", "need"
"""The axes that every space has after those of the record, in this order."""

Half = tuple[int | None, int | None]
"""Numbers from the first up to but not including the second; None for no bound."""


@dataclass(frozen=True)
class Atoms:
    """A space of situations, and what its values mean.

    Parameters
    ----------
    space : Space
        One axis for each of the record, then place, time and need.
    axes : tuple of Axis
        The axes of the record.
    numbers : mapping of str to tuple of Half
        The half-open pieces of each number axis.
    places : mapping of str to tuple of str
        Every place with the leaves of the tree below it (a leaf: itself), in file order.
    leaves : tuple of str
        The values of the axis place.
    periods : tuple of (date or None, date or None)
        The values of the axis time: from a day up to but not including another.
    needs : tuple of str
        The values of the axis need.
    """

    space: Space
    axes: tuple[Axis, ...]
    numbers: Mapping[str, tuple[Half, ...]]
    places: Mapping[str, tuple[str, ...]]
    leaves: tuple[str, ...]
    periods: tuple[tuple[date | None, date | None], ...]
    needs: tuple[str, ...]

    @property
    def full(self) -> tuple[int, ...]:
        """Return the mask of all values, for every axis."""
        return tuple((1 << size) - 1 for size in self.space.sizes)

    @cached_property
    def _need_bits(self) -> dict[str, int]:
        return {need: 1 << i for i, need in enumerate(self.needs)}

    @cached_property
    def _place_bits(self) -> dict[str, int]:
        bit = {leaf: 1 << i for i, leaf in enumerate(self.leaves)}
        return {place: sum(bit[leaf] for leaf in below) for place, below in self.places.items()}

    def of_criterion(self, axis: Axis, admitted: Criterion) -> int:
        """Return the mask of what a criterion admits; everything where it is unknown.

        Examples
        --------
        >>> age = Axis("age", "ålder", kind="number", lowest=16, highest=66)
        >>> atoms = _example_atoms(age, cuts=[30])
        >>> atoms.numbers["age"], atoms.of_criterion(age, criterion(age, "30+"))
        (((16, 30), (30, 67)), 2)
        """
        at = self.space.position(axis.name)
        if admitted.kind in ("any", "unknown"):
            return self.full[at]
        if axis.kind == "values":
            return sum(1 << axis.values.index(value) for value in admitted.values)
        return sum(
            1 << i
            for i, (low, high) in enumerate(self.numbers[axis.name])
            if any(_overlap((low, high), _half(pair)) for pair in admitted.ranges)
        )

    def of_places(self, cell: str) -> int:
        """Return the mask of places named in a cell, each with all below it; all for a blank."""
        if cell in ("", UNKNOWN):
            return self.full[self.space.position(PLACE)]
        mask = 0
        for place in cell.split(SEVERAL):
            mask |= self._place_bits[place]
        return mask

    def of_needs(self, cell: str) -> int:
        """Return the mask of needs named in a cell; all for a blank."""
        if cell in ("", UNKNOWN):
            return self.full[-1]
        return sum(self._need_bits[need] for need in cell.split(SEVERAL))

    def of_period(self, first: str, last: str) -> int:
        """Return the mask of the periods from a day to another, both included; "" or ? is open."""
        start = _day(first)
        end = _after(last)
        return sum(
            1 << i
            for i, (low, high) in enumerate(self.periods)
            if (start is None or high is None or start < high)
            and (end is None or low is None or low < end)
        )

    def period_of(self, day: date) -> int | None:
        """Return which period a day lies in; None for a day outside a run on another day."""
        for i, (low, high) in enumerate(self.periods):
            if (low is None or low <= day) and (high is None or day < high):
                return i
        return None


def atoms_of(record: Record, *, at: date | None = None) -> Atoms:
    """Cut the axes of a record at every bound that any row of it uses.

    Number axes are cut into half-open pieces at every bound of a mandate, an exclusion or a row of
    the population (where that counts nobody, of the margins); time at every ``valid_from`` and at
    the day after every ``valid_to`` of mandates and collaborations, and at the reference date;
    places are the leaves of the tree.

    Parameters
    ----------
    record : Record
        Checked tables.
    at : date, optional
        Look at this day only: the axis time then has one value.

    Returns
    -------
    Atoms
        The space and what its values mean.

    Raises
    ------
    InputError
        If the record has no need or no place, or an axis is called place, time or need.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> atoms_of(Record.from_tables(example_tables())).space
    Space(4 axes, 4 cells)
    """
    _check(record)
    numbers = {a.name: _cut(a, _bounds(record, a)) for a in record.axes if a.kind == "number"}
    parents = dict(zip(record.tables["places"]["place"], record.tables["places"]["parent"], strict=True))  # fmt: skip # noqa: E501
    inner = set(parents.values())
    leaves = tuple(place for place in parents if place not in inner)
    places = {
        place: tuple(p for p in below if p not in inner) for place, below in within(parents).items()
    }
    periods = _periods(record) if at is None else ((at, at + timedelta(days=1)),)
    needs = tuple(record.tables["needs"]["need"])
    names = (*(axis.name for axis in record.axes), PLACE, TIME, NEED)
    own = [
        len(numbers[axis.name]) if axis.kind == "number" else len(axis.values)
        for axis in record.axes
    ]
    sizes = (*own, len(leaves), len(periods), len(needs))
    space = Space(names, sizes, ordered=(*numbers, TIME))
    return Atoms(space, record.axes, numbers, places, leaves, periods, needs)


def place_names(record: Record) -> Names:
    """Return the names that a place may be asked for by."""
    table = record.tables["places"]
    pairs = tuple(zip(table["name"], table["place"], strict=True))
    return Names("a place of the record", "en plats i underlaget", tuple(table["place"]), pairs)


def need_names(record: Record) -> Names:
    """Return the names that a need may be asked for by."""
    table = record.tables["needs"]
    labels = [*table["label_sv"], *table["label_en"]]
    pairs = tuple(zip(labels, [*table["need"]] * 2, strict=True))
    return Names("a need of the record", "ett behov i underlaget", tuple(table["need"]), pairs)


def joined_cuts(axes: Iterable[Axis], records: Iterable[Record]) -> dict[str, tuple[Half, ...]]:
    """Cut number axes at every bound that any row of several records uses."""
    several = tuple(records)
    return {
        axis.name: _cut(axis, {bound for record in several for bound in _bounds(record, axis)})
        for axis in axes
        if axis.kind == "number"
    }


def _check(record: Record) -> None:
    problems = [
        f"the sheet {sheet!r} has no row; at least one {what} is needed"
        for sheet, what in (("needs", "need"), ("places", "place"))
        if not len(record.tables[sheet])
    ]
    problems += [
        f"an axis is called {axis.name!r}, as every record's own axis of that name is; rename it"
        for axis in record.axes
        if axis.name in (PLACE, TIME, NEED)
    ]
    if problems:
        raise InputError("record", problems)


def _bounds(record: Record, axis: Axis) -> set[int]:
    """Return every number at which some row begins or stops to admit."""
    cells = {
        cell
        for sheet in ("mandates", "exclusions", "population")
        if axis.name in record.tables[sheet]
        for cell in record.tables[sheet][axis.name].unique()
    }
    if not has_counts({"persons": record.tables["population"]["persons"].unique().tolist()}):
        margins = record.tables["margins"]
        cells |= set(margins.loc[margins["axis"] == axis.name, "value"])
    return {
        bound
        for cell in cells
        for pair in criterion(axis, cell).ranges
        for bound in _half(pair)
        if bound is not None
    }


def _cut(axis: Axis, bounds: Iterable[int]) -> tuple[Half, ...]:
    low = axis.lowest
    high = None if axis.highest is None else axis.highest + 1
    inside = sorted(b for b in set(bounds) if (low is None or b > low) and (high is None or b < high))  # fmt: skip # noqa: E501
    edges = [low, *inside, high]
    return tuple(pairwise(edges))


def _half(numbers: Half) -> Half:
    """Return a range whose bounds are both included as a half-open one."""
    low, high = numbers
    return low, None if high is None else high + 1


def _overlap(one: Half, other: Half) -> bool:
    return all(
        low is None or high is None or low < high
        for low, high in ((one[0], other[1]), (other[0], one[1]))
    )


def _periods(record: Record) -> tuple[tuple[date | None, date | None], ...]:
    cuts = {record.reference_date}
    for sheet in ("mandates", "collaborations"):
        table = record.tables[sheet]
        cuts |= {day for cell in table["valid_from"] if (day := _day(cell)) is not None}
        cuts |= {day for cell in table["valid_to"] if (day := _after(cell)) is not None}
    edges = [None, *sorted(cuts), None]
    return tuple(pairwise(edges))


def _day(cell: str) -> date | None:
    return None if cell in ("", UNKNOWN) else date.fromisoformat(cell)


def _after(cell: str) -> date | None:
    day = _day(cell)
    return None if day is None else day + timedelta(days=1)


def _example_atoms(axis: Axis, *, cuts: list[int]) -> Atoms:
    numbers = {axis.name: _cut(axis, cuts)}
    space = Space((axis.name, PLACE, TIME, NEED), (len(numbers[axis.name]), 1, 1, 1))
    everywhere = {"here": ("here",)}
    return Atoms(space, (axis,), numbers, everywhere, ("here",), ((None, None),), ("work",))
