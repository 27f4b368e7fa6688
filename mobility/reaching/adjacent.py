"""adjacent: occupations a person reaches, or nearly does, with what is held, almost and missing."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.reaching.above_schooling import in_order_for, levels_above
from mobility.reaching.alike import alike
from mobility.reaching.answer import answered
from mobility.reaching.fit import CLASSES
from mobility.reaching.held_occupations import drawn_to_group, groups_held
from mobility.reaching.near import PARTS_AND_MORE, whole_parts
from mobility.reaching.needs import against_needs
from mobility.reaching.opens import counted
from mobility.reaching.person import Person
from mobility.reaching.ready_columns import in_cells
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import Judged, lacked, standing
from mobility.reaching.steps_up import steps_up

LAST = 127
"""Sorts behind everything else in the order of an answer."""

SHOWN = 5
"""How many skills each short list names; the counts beside it say how many there are."""


def adjacent(
    person: Person, space: SkillSpace, *, place: str | None = None, within: float | None = None
) -> pd.DataFrame:
    r"""Say of every occupation whether a person reaches it, is adjacent to it, or is far from it.

    With ``fit = Σ w·h / Σ w`` and ``stretch = Σ w·max(h, near·[almost had]) / Σ w``: *reached* is
    fit ≥ θ, *adjacent* is fit < θ ≤ stretch, *far* is the rest. Gates stand outside w and are
    listed beside.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.
    place : str, optional
        Whose vacancies are counted beside those of all places, by code or name.
    within : float, optional
        Minutes: vacancies of places within so long a journey from ``place`` are added.

    Returns
    -------
    DataFrame
        One row per occupation that is not held and asks for some skill:

        - ``occupation``, ``title``, ``class``, ``fit``, ``stretch`` (0–1)
        - ``likeness`` (0–1): cosine of what the person has and what it asks for, rare skills first,
          as `mobility.reaching.likeness.likeness` says; where the space has other sources of links
          too, the mean over them, as `mobility.reaching.elsewhere.joined` says
        - ``held``, ``almost``, ``missing``: labels of at most five skills asked for, by falling
          weight; ``n_held``, ``n_almost``, ``n_missing``: how many there are
        - ``blocked_by``: labels of the required gates that the person lacks; () if none
        - ``gates``: labels of the gates asked for, by falling share; ``gate_shares``: the share of
          ads that ask for each (0–1); ``gates_missing``: labels of those the person lacks
        - ``vacancies_here`` (at ``place``) and ``vacancies`` (everywhere); missing where not known
        - ``trend_here`` with its 95 % interval ``trend_here_low`` and ``trend_here_high``, and
          ``trend`` (everywhere): relative change of the occupation's share of all vacancies there
          (.25: a quarter larger); missing with one period, or few vacancies
        - ``conditions_against``: which of the person's needs the ads speak against (ids of
          `mobility.foundation.conditions.CONDITIONS`) and ``conditions_shares``: the share of ads
          that do; ``conditions_rest_on``: "unit group", the broader group whose ads were taken, or
          "not known" — which is not "fine"
        - ``usual_against``: which of the person's needs are against what is usual in the
          occupation, judged and not from ads, as
          `mobility.reaching.usual_conditions.usual_conditions` says; () where the unit group's own
          ads decide
        - ``step_up``: whether it asks for more schooling or practice than somebody new to work has,
          as `mobility.reaching.steps_up.steps_up` says
        - ``levels_above``: by how many skill levels of SSYK 2012 it asks for more schooling than is
          said, as `mobility.reaching.above_schooling.levels_above` says; 0 where none is said
        - ``pay``: as ``attrs["pay_unit"]`` says; missing where not known
        - ``support``: its own ads (in link tables: occupations); ``rests_on`` ("unit group", or
          "3-digit group" where it has few ads) and ``rests_on_support``: what its weights rest on
        - ``note``: "few ads" where that is so, else ""

        What is not blocked comes first, and of that what neither its own ads nor, where they are
        few, what is usual speak against and what is no step up (ads of a broader group are said,
        and put nothing last); then by class
        (reached first; not where the space has other sources of links, since a class rests on one),
        falling ``likeness`` (where the space weighs vacancies or schooling, times their parts, as
        `mobility.reaching.above_schooling.in_order_for` says), fit and stretch (rounded to 9
        decimals), and code.
        ``attrs`` hold ``places`` (codes of those counted as here), ``gates_to_ask_about`` (required
        by the occupations held, but the person was not said to have them), ``pay_unit``, ``theta``
        with ``theta_rests_on`` and ``theta_pairs``, ``tau``, ``hit_rate``, the occupations held and
        those without skills, ``occupations_held_drawn_to_group`` (names held that take what they
        imply from their unit group: "unit group" all of it, "mix" some), the notes and the recipe.

    Raises
    ------
    UnknownNameError
        If the place or something of the person is not in the space.
    InputError
        If a place is named but the space has no vacancies, or ``within`` is given without a place
        or a commuting table.

    Examples
    --------
    A cook has two of the chef's three skills (fit .67) and nearly the third, the menu, which is
    1 / (3 + 2) from the knife (stretch (2 + .2) / 3 = .73); θ is .82:

    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> found = adjacent(Person.of(space, occupations=["Cooks"]), space, place="Here")
    >>> found[["title", "class", "fit", "stretch", "almost", "vacancies_here"]].head(2).round(2)
         title class   fit  stretch   almost  vacancies_here
    0    Chefs   far  0.67     0.73  (menu,)               2
    1  Waiters   far  0.00     0.10  (menu,)               7
    """
    here = standing(person, space)
    spoken = against_needs(space.conditions, person.needs, len(space.occupations))
    above = steps_up(person, space)
    likeness = alike(person, space, here.h)
    order = in_order_for(person, space, likeness)
    rows = ranked(here, spoken.after | above, order, by_class=space.elsewhere is None)[
        : here.judged.sum()
    ]
    missing = ~here.held & ~here.almost
    blocked_by = lacked(space, here.gates)
    asked, through, ready = space.by_weight, space.gates_by_share, space.ready
    columns: dict[str, object] = {
        "occupation": ready.occupations.take(rows),
        "title": ready.titles.take(rows),
        "class": ready.classes.take(here.classes[rows]),
        "fit": here.fit[rows],
        "stretch": here.stretch[rows],
        "likeness": likeness[rows],
    }
    for name, among in (("held", here.held), ("almost", here.almost), ("missing", missing)):
        columns[name], columns[f"n_{name}"] = _first(asked, rows, space.labels, among, SHOWN)
    columns["blocked_by"] = in_cells(blocked_by)[rows]
    columns["gates"] = ready.gates[rows]
    columns["gate_shares"] = ready.gate_shares[rows]
    columns["gates_missing"], _ = _first(through, rows, space.labels, ~here.gates, through.shape[1])
    at_place = space.vacancies(place, within)
    columns["vacancies_here"] = counted(at_place if place is not None else None, rows)
    columns["vacancies"] = counted(space.vacancies(None), rows)
    columns |= _trends(space, rows, place, within)
    columns["pay"] = np.full(len(rows), np.nan) if space.pay is None else space.pay[rows]
    columns["conditions_against"], columns["conditions_shares"] = _spoken(spoken.by_ads, rows)
    columns["conditions_rest_on"] = ready.conditions_rest_on.take(rows)
    columns["usual_against"] = in_cells([spoken.usual[row] for row in rows.tolist()])
    columns["step_up"] = above[rows]
    columns["levels_above"] = levels_above(person, space)[rows]
    columns["support"] = space.support[rows].astype(np.int64)
    columns["rests_on"] = ready.rests_on.take(rows)
    columns["rests_on_support"] = space.pooled_support[rows].astype(np.int64)
    columns["note"] = ready.note.take(rows)
    table = pd.DataFrame(columns, copy=False)
    before = groups_held(person, space)
    found = np.bincount(here.classes[rows], minlength=len(CLASSES))
    return answered(
        table,
        space,
        "adjacent",
        settings={"place": place, "within": within},
        said={
            "places": space.places(place, within),
            "pay_unit": space.pay_unit,
            "occupations_held": list(person.occupations),
            "occupations_held_drawn_to_group": drawn_to_group(person, space),
            "gates_to_ask_about": sorted({name for row in before for name in blocked_by[row]}),
            "occupations_without_skills": list(ready.without_skills),
        },
        counts=dict(zip(CLASSES, map(int, found), strict=True))
        | {
            "held": len(person.occupations),
            "without skills": len(ready.without_skills),
            "blocked": int(here.blocked[rows].sum()),
            "against a need": int(spoken.after[rows].sum()),
            "a step up": int(above[rows].sum()),
        },
    )


def ranked(here: Judged, after: np.ndarray, alike: np.ndarray, *, by_class: bool) -> np.ndarray:
    """Return the positions of all occupations, in the order of an answer.

    Parameters
    ----------
    here : Judged
        Where a person stands, or many (one row each).
    after : ndarray of bool, shape (…, n_occupations)
        Occupations where something speaks against a need of the person, or that are a step up.
    alike : ndarray of shape (…, n_occupations)
        Likeness of each occupation to the person, or what it is with vacancies weighed.
    by_class : bool
        Whether what is reached comes before what is not.

    Returns
    -------
    ndarray of int, shape (…, n_occupations)
        What is not blocked first, of that what does not come after; then, if wanted, by class
        (reached first), falling likeness as `mobility.reaching.alike.alike` has it, falling fit and
        stretch (each rounded to nine decimals), and code. Those the answer is not about (held, or
        without skills) come last.
    """
    best = len(CLASSES) - 1
    first = (2 * here.blocked + after) * len(CLASSES) + by_class * (best - here.classes)
    first = np.where(here.judged, first, LAST).astype(np.int64)
    liker, fitter, nearer = (
        whole_parts(np.where(here.judged, value, 0.0)) for value in (alike, here.fit, here.stretch)
    )
    # Sorting by two whole numbers takes half as long as by four figures.
    return np.lexsort(
        (-(fitter * PARTS_AND_MORE + nearer), first * PARTS_AND_MORE - liker), axis=-1
    )


def _first(
    matrix: csr_array, rows: np.ndarray, labels: np.ndarray, among: np.ndarray, shown: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return for some rows the labels of their first columns among those given, and how many."""
    wanted = np.flatnonzero(among[matrix.indices])
    bounds = np.searchsorted(wanted, matrix.indptr)
    start = bounds[rows]
    number = bounds[rows + 1] - start
    said = np.minimum(number, shown)
    ends = np.cumsum(said)
    place = np.arange(said.sum()) + np.repeat(start - (ends - said), said)
    names = labels[matrix.indices[wanted[place]]].tolist()
    cells: list[tuple[str, ...]] = [()] * len(rows)
    some = np.flatnonzero(said)
    for row, end, length in zip(
        some.tolist(), ends[some].tolist(), said[some].tolist(), strict=True
    ):
        cells[row] = tuple(names[end - length : end])
    return in_cells(cells), number


def _trends(
    space: SkillSpace, rows: np.ndarray, place: str | None, within: float | None
) -> dict[str, object]:
    """Return the columns that say how shares of the vacancies changed, here and everywhere."""
    unknown = np.full(len(rows), np.nan)
    here = None if place is None else space.trend(place, within)
    everywhere = space.trend(None)
    return {
        "trend_here": unknown if here is None else here.change[rows],
        "trend_here_low": unknown if here is None else here.low[rows],
        "trend_here_high": unknown if here is None else here.high[rows],
        "trend": unknown if everywhere is None else everywhere.change[rows],
    }


def _spoken(
    spoken: tuple[tuple[tuple[str, float], ...], ...], rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return for the rows the needs spoken against, and the share of ads that do."""
    needs, shares = in_cells([()] * len(rows)), in_cells([()] * len(rows))
    for place, row in enumerate(rows.tolist()):
        if spoken[row]:
            needs[place], shares[place] = zip(*spoken[row], strict=True)
    return needs, shares
