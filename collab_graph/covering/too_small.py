"""too_small: target groups too small for one municipality, and what makes them large enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.atoms import PLACE
from collab_graph.covering.changes import Change
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import Mandate, System
from collab_graph.covering.people import People, people
from collab_graph.covering.points import holding
from collab_graph.covering.repairs_actions import priced_changes
from collab_graph.covering.repairs_cases import mask_of
from collab_graph.covering.repairs_question import costs_of
from collab_graph.covering.target_groups import IN_GROUPS, near_places, target_group
from collab_graph.covering.too_small_words import small_group_text
from collab_graph.covering.wording import actor_name, need_text
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Setting, Step, with_recipe

FEWEST = 10
"""Persons below which a group is too small to be worked with."""
MINUTES = 60.0
"""The longest way between two places that share."""
MOST = 3
"""Ways out named for each group, of each kind."""

_COLUMNS = (
    "place", "place_name", "mandate", "actor", "actor_name", "needs_sv", "needs_en", "persons",
    "open_persons", "remedy", "with_place", "with_place_name", "minutes", "persons_together",
    "cost", "changes", "text_sv", "text_en",
)  # fmt: skip

Counts = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class SmallGroups:
    """Target groups too small by themselves, with ways to make them large enough.

    Parameters
    ----------
    table : DataFrame
        One row a group and way out, as `too_small_groups` says.
    changes : tuple of tuple of Change
        The changes of each row, to be made by `changed`; none where agreeing to share is enough.
    recipe : Recipe
        How they were found.
    """

    table: pd.DataFrame
    changes: tuple[tuple[Change, ...], ...]
    recipe: Recipe = field(repr=False)

    def __repr__(self) -> str:
        """Say how many groups there are and how many have a way out."""
        groups = self.table.groupby(["place", "mandate"], sort=False)["remedy"].first()
        return f"SmallGroups({len(groups)} groups, {int((groups != '').sum())} with a way out)"


def too_small_groups(
    record: Record,
    *,
    fewest: float = FEWEST,
    minutes: float = MINUTES,
    at: date | None = None,
    costs: pd.DataFrame | None = None,
    progress: Progress = silent,
) -> SmallGroups:
    """Return target groups of fewer persons than can be worked with, and how to enlarge them.

    The target group of a mandate to deliver or to coordinate, in a municipality, are the persons
    there with a need it covers who meet all its criteria but the place. Where they are some, yet
    fewer than ``fewest``, and it works there — or does not, and nobody leads for some of them — the
    group is too small by itself. Ways out are to *share* with a municipality within ``minutes``
    where the group exists too, so that both together are enough, or to *widen* the group by one
    value.

    Parameters
    ----------
    record : Record
        With a population and, for sharing, travel times.
    fewest : float
        Least persons of a group.
    minutes : float
        Longest way to share over, in the table of travel, whichever direction it names.
    at : date, optional
        The day looked at; the reference date unless told.
    costs : DataFrame, optional
        Instead of the record's sheet ``costs``.
    progress : callable
        Told how many mandates have been looked at.

    Returns
    -------
    SmallGroups
        The table has ``place``, ``place_name``, ``mandate``, ``actor``, ``actor_name``,
        ``needs_sv``, ``needs_en``, ``persons`` (in the group, in that place), ``open_persons``
        (those of them nobody leads for at one of these needs), ``remedy`` ("share", "widen", or ""
        where neither is enough), ``with_place``, ``with_place_name``, ``minutes``,
        ``persons_together`` (once shared or widened), ``cost`` (of the changes; sharing what both
        have already costs nothing here), ``changes`` (how many), ``text_sv``, ``text_en``. Places
        in file order, then mandates; sharing first, the cheapest and nearest first.

    Raises
    ------
    InputError
        If the record has no population, or a number makes no sense.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["places"] = pd.DataFrame({"place": ["n", "s"], "name": ["Norrsjö", "Söderå"]})
    >>> tables["travel"] = pd.DataFrame({"from": ["n"], "to": ["s"], "minutes": ["35"]})
    >>> tables["mandates"] = tables["mandates"].assign(places=["s", "s"], role="deliver")
    >>> tables["population"] = pd.DataFrame({"place": ["n", "s"], "needs": "work", "age": "40",
    ...                                      "persons": ["4", "9"]})
    >>> found = too_small_groups(Record.from_tables(tables))
    >>> print(found.table.loc[0, "text_sv"])
    4 personer i Norrsjö är för få för en egen grupp hos Arbetsförmedlingen. Dela med Söderå (35 \
minuter) – låt Arbetsförmedlingen verka även i Norrsjö: 13 tillsammans.
    """
    problems = []
    if not fewest > 0:
        problems.append(f"fewest is {fewest!r}; more than 0 is needed")
    if not minutes >= 0:
        problems.append(f"minutes is {minutes!r}; 0 or more is needed")
    day = record.reference_date if at is None else at
    system = System.of(record, at=day)
    folk = people(record, system.atoms, progress=progress)
    if folk is None:
        problems.append("groups are of persons; the record has no population")
    if folk is None or problems:
        raise InputError("too_small_groups", problems)
    prices = costs_of(record, system, costs)
    priced = [(one.change, one.cost) for one in priced_changes(system, prices, level="Z1")]
    finder = _Finder(system, folk, fewest, near_places(record, minutes), priced)
    numbers = [n for n, m in enumerate(system.mandates) if m.covered and m.role in IN_GROUPS]
    found = []
    for done, number in enumerate(numbers):
        progress("too_small_groups", done, len(numbers))
        found += list(finder.of_mandate(number))
    found.sort(key=lambda one: one[0])
    table = pd.DataFrame([one[1] for one in found], columns=list(_COLUMNS))
    settings: dict[str, Setting] = {"fewest": fewest, "minutes": minutes}
    settings["at"] = day.isoformat()
    recipe = record.recipe.then(Step.of("too_small_groups", settings, {"ways out": len(table)}))
    return SmallGroups(with_recipe(table, recipe), tuple(one[2] for one in found), recipe)


Row = tuple[tuple[int, ...], tuple[object, ...], tuple[Change, ...]]
Remedy = Literal["share", "widen", ""]


class _Finder:
    """Counts groups, with what is the same for all mandates computed once."""

    def __init__(
        self,
        system: System,
        folk: People,
        fewest: float,
        near: dict[str, dict[str, float]],
        priced: Sequence[tuple[Change, float]],
    ) -> None:
        self._system, self._folk, self._fewest, self._near = system, folk, fewest, near
        self._at = system.atoms.space.position(PLACE)
        needs = range(len(system.atoms.needs))
        self._person = np.concatenate([np.flatnonzero(folk.needs >> n & 1) for n in needs])
        self._cases = folk.cases().values
        reached = holding(out_of(system, "Z1", holds="possible"), self._cases).any(axis=1)
        self._open = np.asarray(~reached)
        self._priced: dict[str, list[tuple[Change, float]]] = {}
        for change, cost in priced:
            self._priced.setdefault(change.mandate, []).append((change, cost))
        table = system.record.tables["places"]
        self._names = dict(zip(table["place"].tolist(), table["name"].tolist(), strict=True))

    def of_mandate(self, number: int) -> Iterator[Row]:
        """Yield the rows of one mandate's groups that are too small."""
        mandate = self._system.mandates[number]
        group = self._group(mandate)
        persons, open_persons = self._by_place(group), self._by_place(group & self._open)
        works = mandate.conditions.masks[self._at]
        for place in range(len(persons)):
            small = 0 < persons[place] < self._fewest
            if small and (works >> place & 1 or (mandate.lead and open_persons[place] > 0)):
                ways = [*self._shared(mandate, persons, place), *self._widened(mandate, place)]
                for rank, way in enumerate(ways or [_NO_WAY_OUT]):
                    counts = (persons[place], open_persons[place])
                    yield (place, number, rank), self._row(mandate, place, counts, way), way.changes

    def _group(self, mandate: Mandate, *, axis: str = "", more: int = 0) -> NDArray[np.bool_]:
        """Return which cases are of a mandate's group, wherever they live."""
        boxes = target_group(self._system, mandate, axis=axis, more=more)
        return np.asarray(holding(boxes, self._cases).any(axis=1))

    def _by_place(self, cases: NDArray[np.bool_]) -> Counts:
        """Return the persons of some cases in every place, each once."""
        rows = np.unique(self._person[cases])
        places = self._folk.values[rows, self._at]
        size = len(self._system.atoms.leaves)
        return np.bincount(places, self._folk.weights[rows], size).astype(float)

    def _shared(self, mandate: Mandate, persons: Counts, place: int) -> list["_WayOut"]:
        """Return the ways to share with a place that is near, the cheapest and nearest first."""
        leaves = self._system.atoms.leaves
        found = []
        for other, leaf in enumerate(leaves):
            far = self._near.get(leaves[place], {}).get(leaf)
            together = persons[place] + persons[other]
            if far is None or persons[other] <= 0 or together < self._fewest:
                continue
            added = [self._place_change(mandate, n) for n in (place, other)]
            if None not in added:
                own = [one for several in added if several for one in several]
                cost = sum(cost for _, cost in own)
                changes = tuple(change for change, _ in own)
                found.append(_WayOut("share", leaf, far, together, cost, changes))
        return sorted(found, key=lambda way: (way.cost, way.minutes))[:MOST]

    def _place_change(self, mandate: Mandate, place: int) -> list[tuple[Change, float]] | None:
        """Return the change to work in a place; [] if it does already, None if it may not."""
        if mandate.conditions.masks[self._at] >> place & 1:
            return []
        leaf = self._system.atoms.leaves[place]
        own = self._priced.get(mandate.name, [])
        return [(c, cost) for c, cost in own if c.kind == "place" and c.value == leaf] or None

    def _widened(self, mandate: Mandate, place: int) -> list["_WayOut"]:
        """Return the values that make the group large enough, the cheapest and narrowest first."""
        here = self._place_change(mandate, place)
        if here is None:
            return []
        found = []
        for change, cost in self._priced.get(mandate.name, []):
            if change.kind == "value":
                more = mask_of(self._system, change.axis, change.value)
                persons = self._by_place(self._group(mandate, axis=change.axis, more=more))[place]
                if persons >= self._fewest:
                    whole = cost + sum(cost for _, cost in here)
                    changes = (change, *(c for c, _ in here))
                    found.append(_WayOut("widen", "", np.nan, persons, whole, changes))
        return sorted(found, key=lambda way: (way.cost, way.together))[:MOST]

    def _row(
        self, mandate: Mandate, place: int, counts: tuple[float, float], way: "_WayOut"
    ) -> tuple[object, ...]:
        system, leaf = self._system, self._system.atoms.leaves[place]
        who = actor_name(system, mandate.actor)
        other = self._names.get(way.place, "")
        said = [
            small_group_text(
                who, self._names[leaf], counts[0], way.remedy, way.together, language,
                other=other, minutes=way.minutes,
                wish=(way.changes[0].label_sv, way.changes[0].label_en)[language == "en"]
                if way.changes else "",
            )
            for language in ("sv", "en")
        ]  # fmt: skip
        needs = [need_text(system, mandate.covered, language) for language in ("sv", "en")]
        return (
            leaf, self._names[leaf], mandate.name, mandate.actor, who, *needs, *counts, way.remedy,
            way.place, other, way.minutes, way.together, way.cost, len(way.changes), *said,
        )  # fmt: skip


@dataclass(frozen=True)
class _WayOut:
    """One way to make a group large enough."""

    remedy: Remedy
    place: str
    minutes: float
    together: float
    cost: float
    changes: tuple[Change, ...]


_NO_WAY_OUT = _WayOut("", "", float("nan"), float("nan"), float("nan"), ())
