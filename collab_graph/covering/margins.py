"""margins: counts per value of a record as masks of its space, place by place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collab_graph.covering.atoms import Atoms
from collab_graph.covering.boxes import Boxes
from collab_graph.record.contracts import MARGIN_OF_NEED
from collab_graph.record.criteria import criterion
from collab_graph.record.margin_areas import MarginArea, margin_areas
from collab_graph.record.margin_sums import Margin, leaves_below, margins_in
from collab_graph.record.record import Record


@dataclass(frozen=True)
class Counted:
    """How many persons of a place have which values of one axis.

    Parameters
    ----------
    masks : tuple of int
        Sets of values, apart from each other.
    persons : tuple of float
        How many have one of each; where the number of persons of the place is known, brought to
        it, and the values that no row counts stand last with the persons that are left.
    texts : tuple of str
        What the sheet calls them; "" for those that no row counts.
    unknown : float
        Persons whose value is not known.
    """

    masks: tuple[int, ...]
    persons: tuple[float, ...]
    texts: tuple[str, ...]
    unknown: float

    def at_least(self, values: int, full: int) -> float:
        """Return the least number of persons that have one of some values."""
        if not full & ~values:
            return sum(self.persons) + self.unknown
        pairs = zip(self.masks, self.persons, strict=True)
        return sum(persons for mask, persons in pairs if not mask & ~values)


@dataclass(frozen=True)
class Area:
    """A place, its margins as masks, and the places with margins inside it.

    Parameters
    ----------
    place : str
        A place; "" for the whole area.
    leaves : int
        Mask of its values on the axis place.
    total : float or None
        Persons in all, where it is known.
    axes : mapping of str to Counted
        By axis of the record.
    needs : mapping of int to float
        Need, by number → persons who have it.
    parts : tuple of Area
        The places directly inside.
    """

    place: str
    leaves: int
    total: float | None
    axes: Mapping[str, Counted]
    needs: Mapping[int, float]
    parts: tuple["Area", ...]

    def within(self) -> Iterator["Area"]:
        """Return this place and all inside it, outer places first."""
        yield self
        for part in self.parts:
            yield from part.within()


@dataclass(frozen=True, eq=False, repr=False)
class Margins:
    """All that the margins of a record say of how many persons there are.

    Parameters
    ----------
    atoms : Atoms
        The space.
    tops : tuple of Area
        Places apart from each other, each with a known number of persons.
    admissible : Boxes or None
        The situations that can occur, in the space without need; None where every one can.
    time : int
        The value of the axis time at which persons stand.
    shares : tuple of float
        What each leaf of the places weighs where margins do not tell leaves apart: its inhabitants
        where the record says those of all, else 1.
    """

    atoms: Atoms
    tops: tuple[Area, ...]
    admissible: Boxes | None
    time: int
    shares: tuple[float, ...]

    @property
    def counted_needs(self) -> tuple[int, ...]:
        """Return the needs that some margin counts."""
        found = {need for top in self.tops for area in top.within() for need in area.needs}
        return tuple(sorted(found))

    def __repr__(self) -> str:
        """Say how many places have margins and how many persons they count."""
        areas = sum(1 for top in self.tops for _ in top.within())
        return f"Margins({areas} places, {sum(top.total or 0 for top in self.tops):,.0f} persons)"


def margins_of(record: Record, atoms: Atoms) -> Margins | None:
    """Return the margins of a record as masks; None where they count nobody.

    They do where some place has an axis all of whose values are counted, so that the number of
    persons there is known, and a margin counts the persons with a need.

    Counts that were rounded add up to slightly different sums: each axis is brought to the number
    of persons of its place.

    Parameters
    ----------
    record : Record
        Checked: its sums agree. Rows of ``population`` (with 0 persons) say what can occur.
    atoms : Atoms
        The space; persons stand at the reference date, or at the one day looked at.

    Returns
    -------
    Margins or None
        Margins that cannot be used, as ``record.warnings`` says, are left out.
    """
    table, places = record.tables["margins"], record.tables["places"]
    found = margins_in({str(name): list(column) for name, column in table.items()}, record.axes)
    below = leaves_below({name: list(places[name]) for name in ("place", "parent")})
    tops = tuple(_area(atoms, area) for area in margin_areas(found, below))
    day = atoms.period_of(record.reference_date)
    time = day if day is not None else 0
    margins = Margins(atoms, tops, _admissible(record, atoms), time, _shares(record, atoms))
    return margins if margins.counted_needs else None


def _area(atoms: Atoms, area: MarginArea) -> Area:
    total = area.total
    of_axis = {m.axis: _counted(atoms, m, total) for m in area.margins if m.axis != MARGIN_OF_NEED}
    needs = {
        atoms.needs.index(need): persons if total is None else min(persons, total)
        for margin in area.margins
        if margin.axis == MARGIN_OF_NEED
        for need, persons in zip(margin.values, margin.persons, strict=True)
    }
    leaves = atoms.of_places(area.place)
    parts = tuple(_area(atoms, part) for part in area.parts)
    return Area(area.place, leaves, total, of_axis, needs, parts)


def _counted(atoms: Atoms, margin: Margin, total: float | None) -> Counted:
    axis = next(a for a in atoms.axes if a.name == margin.axis)
    masks = [atoms.of_criterion(axis, criterion(axis, value)) for value in margin.values]
    persons, unknown, texts = list(margin.persons), margin.unknown, list(margin.values)
    if total is None:
        return Counted(tuple(masks), tuple(persons), tuple(texts), unknown)
    left = 0.0 if margin.whole else max(0.0, total - margin.total)
    scale = (total - left) / margin.total if margin.total else 1.0
    persons = [count * scale for count in persons]
    if not margin.whole:
        full = atoms.full[atoms.space.position(axis.name)]
        masks.append(full & ~sum(masks))
        persons.append(left)
        texts.append("")
    return Counted(tuple(masks), tuple(persons), tuple(texts), unknown * scale)


def _admissible(record: Record, atoms: Atoms) -> Boxes | None:
    """Return the situations of the rows of the population; None where it has none."""
    table = record.tables["population"]
    if not len(table):
        return None
    elsewhere = atoms.space.without("need")
    everything = atoms.full[atoms.space.position("time")]
    masks = [
        (
            *(atoms.of_criterion(axis, criterion(axis, row[axis.name])) for axis in atoms.axes),
            atoms.of_places(row["place"]),
            everything,
        )
        for row in table.to_dict("records")
    ]
    return Boxes.from_masks(elsewhere, masks)


def _shares(record: Record, atoms: Atoms) -> tuple[float, ...]:
    inhabitants = record.typed("places").set_index("place")["inhabitants"]
    of_leaf = inhabitants.reindex(list(atoms.leaves)).astype("Float64")
    if of_leaf.isna().any() or (of_leaf <= 0).any():
        return (1.0,) * len(atoms.leaves)
    return tuple(float(number) for number in of_leaf)
