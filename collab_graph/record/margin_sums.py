"""margin_sums: counts per value, gathered by place and axis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import MARGIN_OF_NEED, UNKNOWN
from collab_graph.record.criteria import Criterion, criterion
from collab_graph.record.trees import above, within

ROUNDED_BY = 0.5
"""How far a count may lie from the number it was rounded from."""

Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Margin:
    """The counts of one axis in one place.

    Parameters
    ----------
    place : str
        A place; "" for the whole area.
    axis : str
        An axis of the record, or "need".
    rows : tuple of int
        Which rows of the sheet, from 0; those of unknown values last.
    values : tuple of str
        Canonical text of the values that each row counts.
    persons : tuple of float
        How many have them.
    unknown : float
        How many have an unknown value (``?``).
    whole : bool
        Whether every value of the axis is counted, so that the sum is everybody in the place.
        Never for needs: a person may have several, or none.
    """

    place: str
    axis: str
    rows: tuple[int, ...]
    values: tuple[str, ...]
    persons: tuple[float, ...]
    unknown: float
    whole: bool

    @property
    def total(self) -> float:
        """Return the sum of the counts."""
        return sum(self.persons) + self.unknown

    @property
    def rounding(self) -> float:
        """Return how far rounding may have moved the sum."""
        return ROUNDED_BY * len(self.rows)


def margins_in(columns: Columns, axes: Sequence[Axis]) -> tuple[Margin, ...]:
    """Gather the rows of the sheet by place and axis, in the order in which they first stand.

    Parameters
    ----------
    columns : mapping of str to sequence of str
        Canonical cells; rows with a blank axis, value or number of persons are left out.
    axes : sequence of Axis
        The axes of the record.

    Examples
    --------
    >>> sgi = Axis("sgi", "SGI", values=("yes", "no"))
    >>> columns = {"axis": ["sgi", "sgi"], "value": ["yes", "no"], "place": ["", ""],
    ...            "persons": ["30", "12"]}
    >>> [(margin.axis, margin.total, margin.whole) for margin in margins_in(columns, [sgi])]
    [('sgi', 42.0, True)]
    """
    by_name = {axis.name: axis for axis in axes}
    rows: dict[tuple[str, str], list[int]] = {}
    for i, name in enumerate(columns["axis"]):
        known = name in by_name or name == MARGIN_OF_NEED
        if known and columns["value"][i] and columns["persons"][i]:
            rows.setdefault((columns["place"][i], name), []).append(i)
    return tuple(
        _margin(columns, place, name, numbers, by_name.get(name))
        for (place, name), numbers in rows.items()
    )


def _margin(
    columns: Columns, place: str, name: str, rows: Sequence[int], axis: Axis | None
) -> Margin:
    said = [i for i in rows if columns["value"][i] != UNKNOWN]
    values = tuple(columns["value"][i] for i in said)
    whole = axis is not None and _fills(axis, [criterion(axis, value) for value in values])
    unknown = sum(float(columns["persons"][i]) for i in rows if i not in said)
    persons = tuple(float(columns["persons"][i]) for i in said)
    in_order = (*said, *(i for i in rows if i not in said))
    return Margin(place, name, in_order, values, persons, unknown, whole)


def _fills(axis: Axis, counted: Sequence[Criterion]) -> bool:
    """Whether every value of an axis is counted."""
    if axis.kind == "values":
        return {value for admitted in counted for value in admitted.values} == set(axis.values)
    ranges = sorted(
        (pair for admitted in counted for pair in admitted.ranges),
        key=lambda pair: float("-inf") if pair[0] is None else pair[0],
    )
    reached, end = (
        float("-inf") if axis.lowest is None else float(axis.lowest),
        float("inf") if axis.highest is None else axis.highest + 1.0,
    )
    for low, high in ranges:
        if low is not None and low > reached:
            return False
        reached = max(reached, float("inf") if high is None else high + 1.0)
    return reached >= end


def has_counts(population: Columns) -> bool:
    """Whether the sheet "population" counts anybody; rows with 0 persons say what can occur.

    Examples
    --------
    >>> has_counts({"persons": ["0", "0"]}), has_counts({"persons": ["0", "2"]})
    (False, True)
    """
    return any(cell not in ("", UNKNOWN) and float(cell) > 0 for cell in population["persons"])


def leaves_below(places: Columns) -> dict[str, frozenset[str]]:
    """Return the undivided places in every place; "" stands for the whole area.

    A place stands after every place that it lies in.

    Examples
    --------
    >>> below = leaves_below({"place": ["län", "by", "stad"], "parent": ["", "län", "län"]})
    >>> sorted(below[""]), sorted(below["by"])
    (['by', 'stad'], ['by'])
    """
    parents = dict(zip(places["place"], places["parent"], strict=True))
    inner = set(parents.values())
    some = within(parents)
    outer_first = sorted(parents, key=lambda place: len(above(place, parents)))
    below = {place: frozenset(p for p in some[place] if p not in inner) for place in outer_first}
    return {"": frozenset(place for place in parents if place not in inner), **below}
