"""maximal: every widest box of situations that no mandate reaches."""

import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.alike import Alike, alike
from collab_graph.covering.boxes import Boxes, Space, cell_counts, filled, meets, spans
from collab_graph.covering.cutting import Needed, cut
from collab_graph.covering.simplified import simplified
from collab_graph.covering.weights import Persons, Tally, outside, weights_of
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Step

TELL_SECONDS = 0.3


@dataclass(frozen=True, eq=False, repr=False)
class Zones:
    """Widest boxes without mandates, the heaviest first.

    Parameters
    ----------
    boxes : Boxes
        One box a zone; zones overlap. In order of falling weight, then of falling number of axes
        without limit and of values admitted, then by the masks of the axes in turn.
    weights : ndarray of float, shape (n,), or None
        Persons in each zone; None where no persons were given.
    uncovered : float or None
        Persons whom no mandate reaches; None where no persons were given.
    complete : bool
        Whether every zone of weight ``tau`` or more is here.
    complete_tau : float or None
        The weight from which on every zone is here: ``tau`` if complete, a larger one if the search
        was stopped, None if nothing can be said.
    recipe : Recipe
        Mandates in, zones out.
    """

    boxes: Boxes
    weights: NDArray[np.float64] | None
    uncovered: float | None
    complete: bool
    complete_tau: float | None
    recipe: Recipe = NO_STEPS

    @property
    def space(self) -> Space:
        """Return the space the zones lie in."""
        return self.boxes.space

    def __len__(self) -> int:
        """Return the number of zones."""
        return len(self.boxes)

    def __repr__(self) -> str:
        """Say how many zones there are and whether that is all of them."""
        how = "complete" if self.complete else f"complete from {self.complete_tau}"
        return f"Zones({len(self)} in {self.space!r}, {how})"


def maximal_zones(
    space: Space,
    boxes: Boxes,
    *,
    persons: Persons | None = None,
    tau: float = 0.0,
    admissible: Persons | None = None,
    seconds: float | None = None,
    most: int | None = None,
    progress: Progress = silent,
) -> Zones:
    r"""Return every box of situations that meets no mandate and cannot be widened.

    .. math:: Z = Z_1 \times \dots \times Z_d \ \text{ with } Z \cap B = \emptyset \ \forall B,
              \text{ maximal by inclusion},\quad w(Z) \ge \tau

    *Algorithm.* Start with the full space; for each mandate B replace every zone T that meets B by
    ``T_i \ B_i``, one piece for each axis, and keep the pieces that are maximal (`cut` has the
    proof). By induction the list always holds exactly the maximal boxes that meet none of the
    mandates taken so far. Mandates that differ on one axis alone are joined, values that no mandate
    tells apart taken as one, and the widest mandate comes first: that decides the speed, not the
    zones.

    *Weights.* A piece lies in its zone, so weights only fall: what is below τ is dropped at once.
    The box that makes a piece not maximal weighs at least as much as the piece, so it is still
    there, and what remains is exactly the zones of weight τ or more. Only persons whom no mandate
    reaches are weighed, since no zone holds others.

    *Cost.* For Z zones on the way and m mandates about Z · d · m word operations. Z can grow
    exponentially with m; ``seconds`` and ``most`` bound it.

    Parameters
    ----------
    space : Space
        The axes.
    boxes : Boxes
        The mandates; those that admit nothing on some axis are set aside and counted.
    persons : Persons, optional
        Whom the zones are weighed by.
    tau : float
        Least weight of a zone, in persons; 0 finds every zone.
    admissible : Persons, optional
        Situations that can occur, with a weight above 0: zones without one are dropped. Zones are
        still widened in the whole space.
    seconds : float, optional
        Stop when this time has passed; what comes back then depends on the machine.
    most : int, optional
        Stop when more than this many zones are held at once.
    progress : callable
        Told how many of the mandates are done.

    Returns
    -------
    Zones
        If stopped, ``complete`` is False: with persons every zone of weight ``complete_tau`` or
        more is there; without, or where even the heaviest took too long, the zones are some of
        all and ``complete_tau`` is None.

    Raises
    ------
    InputError
        If ``tau`` is negative, or above 0 without persons; if mandates, persons and space differ.

    References
    ----------
    Asudeh, A., Jin, Z. and Jagadish, H. V. (2019). Assessing and remedying coverage for a given
    dataset. ICDE 2019, https://doi.org/10.1109/ICDE.2019.00056 (maximal uncovered patterns).
    Edmonds, J., Gryz, J., Liang, D. and Miller, R. J. (2003). Mining for empty spaces in large data
    sets. Theoretical Computer Science 296, 435-452,
    https://doi.org/10.1016/S0304-3975(02)00738-7 (maximal empty rectangles, one point at a time).

    Examples
    --------
    One actor helps those with qualifying income (value 0), another the oldest of three age groups:

    >>> space = Space(("income", "age"), (2, 3), ordered=("age",))
    >>> mandates = Boxes.from_masks(space, [(0b01, 0b111), (0b11, 0b100)])
    >>> maximal_zones(space, mandates).boxes.to_masks()
    [(2, 3)]

    Nobody helps those without income (mask 2) in the two younger groups (mask 3).
    """
    _check(space, boxes, persons, tau, admissible)
    kept = simplified(boxes)
    open_to = outside(persons, kept) if persons is not None else None
    search = _Search.of(kept, open_to, admissible)
    watch = _Watch(seconds, most, progress)
    zones, complete = search.run(tau, watch.half())
    complete_tau: float | None = tau
    if not complete:
        zones, complete_tau = search.heaviest(tau, zones, watch)
    counts = {
        "mandates": len(boxes),
        "admitting nothing": len(boxes) - int(filled(boxes).sum()),
        "joined or inside another": int(filled(boxes).sum()) - len(kept),
        "zones": len(zones),
    }
    settings = {"tau": tau, "seconds": seconds, "most": most, "complete_tau": complete_tau}
    recipe = Recipe().then(Step.of("maximal_zones", settings, counts))
    found = search.groups.widened(zones)
    weights = weights_of(found, open_to) if open_to is not None else None
    uncovered = open_to.total if open_to is not None else None
    return in_order(Zones(found, weights, uncovered, complete, complete_tau, recipe))


def maximal_within(space: Space, boxes: Boxes, *, progress: Progress = silent) -> Zones:
    """Return every widest box that lies in the union of boxes: the zones of the zones.

    What lies in the union is what lies outside everything outside it, so the search is made twice.
    With the meetings of two organisations' mandates (`common_ground`) these are the contested
    zones.

    Parameters
    ----------
    space : Space
        The axes.
    boxes : Boxes
        The boxes whose union is filled.
    progress : callable
        Told how far each of the two searches is.

    Returns
    -------
    Zones
        Every widest box; two boxes side by side give one zone across both.

    Examples
    --------
    >>> space = Space(("income", "age"), (2, 3))
    >>> halves = Boxes.from_masks(space, [(0b01, 0b011), (0b11, 0b001)])
    >>> maximal_within(space, halves).boxes.to_masks()
    [(3, 1), (1, 3)]
    """
    outside_all = maximal_zones(space, boxes, progress=progress)
    inside = maximal_zones(space, outside_all.boxes, progress=progress)
    counts = {"boxes": len(boxes), "zones": len(inside)}
    recipe = Recipe().then(Step.of("maximal_within", {}, counts))
    return replace(inside, recipe=recipe)


def in_order(zones: Zones) -> Zones:
    """Return the same zones in the order that `Zones` promises."""
    boxes, weights = zones.boxes, zones.weights
    values = [spans(boxes, at) for at in range(len(boxes.space.sizes))]
    free = [span == size for span, size in zip(values, boxes.space.sizes, strict=True)]
    keys = [*boxes.packed[::-1], -np.sum(values, axis=0), -np.sum(free, axis=0)]
    order = np.lexsort(keys if weights is None else [*keys, -weights])
    sorted_weights = weights[order] if weights is not None else None
    return replace(zones, boxes=boxes.take(order), weights=sorted_weights)


@dataclass(frozen=True, eq=False)
class _Search:
    """The mandates as the search takes them, and whom it weighs by."""

    groups: Alike
    mandates: Boxes
    persons: Persons | None
    tally: Tally | None
    occurring: Needed | None

    @classmethod
    def of(cls, mandates: Boxes, persons: Persons | None, admissible: Persons | None) -> "_Search":
        cells = cell_counts(mandates)
        # The widest first: it leaves the fewest pieces for the others to cut.
        order = sorted(range(len(mandates)), key=lambda k: (-cells[k], k))
        groups = alike(mandates)
        narrow = groups.narrowed(mandates.take(np.array(order, np.int64)))
        possible = _tally(outside(admissible, mandates), groups) if admissible else None
        return cls(
            groups,
            narrow,
            persons,
            _tally(persons, groups) if persons is not None else None,
            Needed(possible, float(np.nextafter(0.0, 1.0))) if possible is not None else None,
        )

    def run(self, tau: float, watch: "_Watch") -> tuple[Boxes, bool]:
        """Return every zone of weight tau or more and True; or, stopped, some of them and False."""
        needed = [self.occurring] if self.occurring is not None else []
        if self.tally is not None and tau > 0:
            needed.append(Needed(self.tally, tau))
        zones = Boxes.everything(self.groups.smaller)
        heavy = [need.tally.weigh(need.tally.inside(zones)) >= need.at_least for need in needed]
        zones = zones.take(np.all([np.ones(1, bool), *heavy], axis=0))
        for number in range(len(self.mandates)):
            watch.tell(number, len(self.mandates))
            after = cut(zones, self.mandates, number, needed, watch.over)
            if after is None or watch.too_many(len(after)):
                return self._empty_of_the_rest(zones, number), False
            zones = after
        return zones, True

    def _empty_of_the_rest(self, zones: Boxes, number: int) -> Boxes:
        """Return the boxes that are zones already: they meet no mandate still to come."""
        for rest in range(number, len(self.mandates)):
            zones = zones.take(~meets(zones, self.mandates.take(np.array([rest]))))
        return zones

    def heaviest(self, tau: float, some: Boxes, watch: "_Watch") -> tuple[Boxes, float | None]:
        """Return all zones from the lowest of ever lower weights that can be reached, and it."""
        best: tuple[Boxes, float | None] = (some, None)
        if self.persons is None:
            return best
        weights = self.persons.weights[self.persons.weights > 0]
        level = self.persons.total
        while level > tau and level >= weights.min(initial=np.inf):
            zones, complete = self.run(level, watch)
            if not complete:
                return best
            best, level = (zones, level), level / 2
        return best


def _tally(persons: Persons, groups: Alike) -> Tally:
    values = groups.narrowed_values(persons.values)
    return Tally.of(Persons(groups.smaller, values, persons.weights))


class _Watch:
    """When to stop, and when to say how far the search is."""

    def __init__(self, seconds: float | None, most: int | None, progress: Progress) -> None:
        self._start = self._told = time.monotonic()
        self._seconds = seconds
        self._most = most
        self._progress = progress
        self._at = (0, 0)

    def half(self) -> "_Watch":
        """Return a watch for the first half of the time; the rest is for a heavier tau."""
        seconds = self._seconds / 2 if self._seconds is not None else None
        return _Watch(seconds, self._most, self._progress)

    def tell(self, done: int, total: int) -> None:
        """Report the mandates done."""
        self._at = (done, total)
        self._told = time.monotonic()
        self._progress("maximal_zones", done, total)

    def over(self) -> bool:
        """Return whether time is over; report again where the last report is old."""
        if time.monotonic() - self._told > TELL_SECONDS:
            self.tell(*self._at)
        return self._seconds is not None and time.monotonic() - self._start > self._seconds

    def too_many(self, zones: int) -> bool:
        """Return whether more zones are held than allowed."""
        return self._most is not None and zones > self._most


def _check(
    space: Space, boxes: Boxes, persons: Persons | None, tau: float, admissible: Persons | None
) -> None:
    problems = []
    given: list[tuple[str, Boxes | Persons | None]] = [
        ("mandates", boxes), ("persons", persons), ("admissible", admissible)
    ]  # fmt: skip
    problems += [
        f"{name} lie in {thing.space!r}, not in {space!r}"
        for name, thing in given
        if thing is not None and thing.space != space
    ]
    if not tau >= 0:
        problems.append(f"tau is {tau}; a weight of 0 or more is needed")
    if tau > 0 and persons is None:
        problems.append(f"tau is {tau} but there are no persons to weigh by; give persons")
    if problems:
        raise InputError("maximal_zones", problems)
