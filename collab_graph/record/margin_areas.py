"""margin_areas: places with margins inside each other, and how many persons each has in all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from collab_graph.record.margin_sums import Margin

Below = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class MarginArea:
    """A place with margins, and the places with margins inside it.

    Parameters
    ----------
    place : str
        A place; "" for the whole area.
    leaves : frozenset of str
        The undivided places in it.
    margins : tuple of Margin
        Its own, in file order.
    total : float or None
        Persons in all: the sum of the first margin that counts every value of its axis, else the
        sum of the parts where they fill the place; None where neither is known. Inhabitants are
        never taken for it: not all of them are asked about.
    parts : tuple of MarginArea
        The places directly inside it.
    """

    place: str
    leaves: frozenset[str]
    margins: tuple[Margin, ...]
    total: float | None
    parts: tuple["MarginArea", ...]

    def within(self) -> Iterator["MarginArea"]:
        """Return this place and all inside it, outer places first."""
        yield self
        for part in self.parts:
            yield from part.within()


def margin_areas(margins: Sequence[Margin], below: Below) -> tuple[MarginArea, ...]:
    """Return the outermost places whose number of persons is known, with all inside them.

    Margins of a place that is in none of them say nothing of how many persons there are.

    Parameters
    ----------
    margins : sequence of Margin
        All of a record.
    below : mapping of str to frozenset of str
        As `leaves_below` gives it.

    Returns
    -------
    tuple of MarginArea
        Apart from each other.
    """
    mentioned = dict.fromkeys(margin.place for margin in margins)
    outermost = [p for p in mentioned if not any(_lies_in(p, q, below) for q in mentioned)]
    areas = [_area(place, margins, mentioned, below) for place in outermost]
    return tuple(known for area in areas for known in _known(area))


def parts_of(place: str, places: Iterable[str], below: Below) -> list[str]:
    """Return the places directly inside another, among those given."""
    inside = [p for p in places if _lies_in(p, place, below)]
    return [p for p in inside if not any(_lies_in(p, other, below) for other in inside)]


def _area(place: str, margins: Sequence[Margin], places: Iterable[str], below: Below) -> MarginArea:
    parts = tuple(_area(p, margins, places, below) for p in parts_of(place, places, below))
    own = tuple(margin for margin in margins if margin.place == place)
    total = next((margin.total for margin in own if margin.whole), None)
    inside = [part.total for part in parts if part.total is not None]
    filled = below[place] == frozenset[str]().union(*(part.leaves for part in parts))
    if total is None and filled and len(inside) == len(parts):
        total = sum(inside)
    return MarginArea(place, below[place], own, total, parts)


def _known(area: MarginArea) -> Iterator[MarginArea]:
    if area.total is not None:
        yield area
    else:
        for part in area.parts:
            yield from _known(part)


def _lies_in(one: str, other: str, below: Below) -> bool:
    """Whether one place lies in another; of places with the same leaves the later is the inner."""
    if below[one] == below[other]:
        order = list(below)
        return order.index(one) > order.index(other)
    return below[one] < below[other]
