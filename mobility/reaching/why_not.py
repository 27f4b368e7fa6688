"""why_not: what stands between a person and one occupation they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from mobility.foundation.errors import UnknownNameError
from mobility.reaching.answer import answered, notes
from mobility.reaching.fit import CLASSES
from mobility.reaching.held_occupations import groups_held
from mobility.reaching.near import LEEWAY, in_order
from mobility.reaching.needs import NOT_KNOWN, against_needs, not_known
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import Standing, lacked, standing
from mobility.reaching.why_not_words import sentences

EXACT_UP_TO = 15
"""Among so many missing skills every set of the smallest size is tried."""

SHOWN = 3
"""How many missing skills the sentence names."""


@dataclass(frozen=True, eq=False, repr=False)
class WhyNot:
    """Where a person stands to one occupation, and what would change that.

    Parameters
    ----------
    occupation, title : str
        The occupation.
    found_class : str
        "reached", "adjacent" or "far"; "" where the data say of no skill that it is asked for.
    held : bool
        Whether the person has held it.
    fit, stretch, theta : float
        From 0 to 1; it is reached from θ on.
    missing : DataFrame
        Skills not wholly had, by falling ``gain``: ``skill``, ``label``, ``weight`` (share of the
        ads that ask), ``degree`` (h, 0–1), ``gain`` (what fit rises by when it is learnt),
        ``almost`` (whether it is almost had), ``near`` and ``bridge_label``, ``in_smallest_set``.
        Its ``attrs`` carry the places counted and the recipe.
    smallest_set : tuple of str
        Labels of the fewest skills with which it would be reached; () where it is.
    exact : bool
        Whether that set is, of all as small, the one nearest to what the person can; else only its
        size is sure.
    gates_lacking : tuple of str
        Labels of required gates the person lacks.
    conditions_against : tuple of (str, float)
        Needs that the ads speak against, with the share of ads.
    conditions_rest_on : str
        Which ads that was read from; "not known" is not "fine".
    usual_against : tuple of str
        Needs that are against what is usual in the occupation, judged and not from ads; () where
        its own ads decide.
    needs_unknown : bool
        Whether the person needs something of the work and nothing is known of it.
    vacancies_here, vacancies : int or None
        At the place (and within the journey), and everywhere; None where not known.
    notes : mapping
        What every answer says about itself.
    """

    occupation: str
    title: str
    found_class: str
    held: bool
    fit: float
    stretch: float
    theta: float
    missing: pd.DataFrame
    smallest_set: tuple[str, ...]
    exact: bool
    gates_lacking: tuple[str, ...]
    conditions_against: tuple[tuple[str, float], ...]
    conditions_rest_on: str
    usual_against: tuple[str, ...]
    needs_unknown: bool
    vacancies_here: int | None
    vacancies: int | None
    notes: Mapping[str, Mapping[str, str]]

    def __repr__(self) -> str:
        """Say the occupation and its class."""
        return f"WhyNot({self.title!r}, {self.found_class or 'not known'}, fit {self.fit:.2f})"

    @property
    def sentences(self) -> dict[str, str]:
        """All of it in words, "sv" and "en"."""
        return sentences(
            title=self.title,
            found_class=self.found_class,
            held=self.held,
            fit=self.fit,
            theta=self.theta,
            missing=tuple(self.missing["label"][:SHOWN]),
            smallest_set=self.smallest_set,
            gates_lacking=self.gates_lacking,
            conditions_against=self.conditions_against,
            usual_against=self.usual_against,
            not_known=self.needs_unknown,
            vacancies_here=self.vacancies_here,
            vacancies=self.vacancies,
        )


def why_not(
    person: Person,
    space: SkillSpace,
    target: str,
    *,
    place: str | None = None,
    within: float | None = None,
) -> WhyNot:
    r"""Say what stands between a person and an occupation they name.

    Learning s raises fit by :math:`g(s) = w(o, s)\,(1 - h(s)) / \sum w`, whatever else is learnt,
    so the fewest skills that reach θ are as many of the largest gains as it takes. Of all sets of
    that size that reach it the one is chosen whose skills are nearest to what the person can
    (largest sum of near, then of gains, then by label); all are tried where at most `EXACT_UP_TO`
    skills are missing, and the largest gains taken where there are more.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.
    target : str
        The occupation, by code or title.
    place : str, optional
        Where vacancies are counted, by code or name.
    within : float, optional
        Minutes: vacancies of places within so long a journey from ``place`` are added.

    Returns
    -------
    WhyNot

    Raises
    ------
    UnknownNameError
        If the target, the place or something of the person is not in the space.
    InputError
        If a place is named without vacancies, or ``within`` without a place or commuting table.

    Examples
    --------
    A cook has two of the chef's three skills; the third brings 1/3:

    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> answer = why_not(Person.of(space, occupations=["Cooks"]), space, "chefs", place="Here")
    >>> answer, answer.smallest_set
    (WhyNot('Chefs', far, fit 0.67), ('menu',))
    >>> from textwrap import fill
    >>> print(fill(answer.sentences["en"], 90))
    Chefs is far from what you can now: you have 67 % of what is asked for; most related
    occupations share at least 82 %. What is missing most: menu. With menu it would be
    reached. Vacancies here: 2.
    """
    code = space.occupation(target)
    if code not in space.occupations:
        raise UnknownNameError("occupation", target, map(str, space.occupations))
    row = int(space.occupations.get_indexer(pd.Index([code]))[0])
    here = standing(person, space)
    skills, gains = _missing(here, space, row)
    chosen, exact = _smallest(gains, here.near[skills], space.theta - here.fit[row])
    table = pd.DataFrame(
        {
            "skill": space.skills[skills],
            "label": space.labels[skills],
            "weight": space.weights[[row]].toarray().ravel()[skills],
            "degree": here.h[skills],
            "gain": gains,
            "almost": here.almost[skills],
            "near": here.near[skills],
            "bridge_label": np.where(
                here.bridge[skills] >= 0, space.labels[here.bridge[skills]], ""
            ),
            "in_smallest_set": np.isin(np.arange(len(skills)), chosen),
        }
    )
    spoken = against_needs(space.conditions, person.needs, len(space.occupations))
    rests_on = NOT_KNOWN if space.conditions is None else str(space.conditions.rests_on[row])
    needed, everywhere = space.vacancies(place, within), space.vacancies(None)
    return WhyNot(
        occupation=str(code),
        title=str(space.titles[row]),
        found_class="" if np.isnan(here.fit[row]) else CLASSES[here.classes[row]],
        held=row in groups_held(person, space),
        fit=float(here.fit[row]),
        stretch=float(here.stretch[row]),
        theta=space.theta,
        missing=answered(
            table,
            space,
            "why_not",
            settings={"place": place, "within": within},
            said={"places": space.places(place, within)},
            counts={"missing": len(table)},
        ),
        smallest_set=tuple(table.loc[list(chosen), "label"]),
        exact=exact,
        gates_lacking=lacked(space, here.gates)[row],
        conditions_against=spoken.by_ads[row],
        conditions_rest_on=rests_on,
        usual_against=spoken.usual[row],
        needs_unknown=not_known(rests_on, person.needs, spoken.usual[row]),
        vacancies_here=None if place is None or needed is None else int(needed[row]),
        vacancies=None if everywhere is None else int(everywhere[row]),
        notes=notes(space),
    )


def _missing(here: Standing, space: SkillSpace, row: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the skills asked for that are not wholly had, and what each adds to fit."""
    start, end = space.weights.indptr[row], space.weights.indptr[row + 1]
    skills = space.weights.indices[start:end]
    weight = space.weights.data[start:end]
    gain = weight * (1 - here.h[skills]) / weight.sum() if len(weight) else weight
    skills, gain = skills[gain > LEEWAY], gain[gain > LEEWAY]
    order = np.lexsort((space.label_rank[skills], -in_order(gain)))
    return skills[order], gain[order]


def _smallest(gains: np.ndarray, near: np.ndarray, needed: float) -> tuple[tuple[int, ...], bool]:
    """Return positions of the fewest gains that add up to what is needed, nearest first."""
    if not needed > LEEWAY:
        return (), True
    # All gains together are 1 - fit, so that some of them always reach θ.
    size = int(np.argmax(np.cumsum(gains) >= needed - LEEWAY)) + 1
    if len(gains) > EXACT_UP_TO:
        return tuple(range(size)), False
    able = [
        chosen
        for chosen in combinations(range(len(gains)), size)
        if sum(gains[i] for i in chosen) >= needed - LEEWAY
    ]
    return min(able, key=lambda c: _far(c, near, gains)), True


def _far(
    chosen: tuple[int, ...], near: np.ndarray, gains: np.ndarray
) -> tuple[float, float, tuple[int, ...]]:
    """Order sets: the nearest first, then the largest gain, then as the skills are listed."""
    return (
        -round(float(sum(near[i] for i in chosen)), 9),
        -round(float(sum(gains[i] for i in chosen)), 9),
        chosen,
    )
