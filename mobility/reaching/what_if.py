"""what_if: the few skills that together bring most vacancies within a person's reach."""

import numpy as np
import pandas as pd

from mobility.reaching.answer import answered
from mobility.reaching.opening_greedy import best_first
from mobility.reaching.opening_here import (
    ALMOST,
    candidates,
    counted_as,
    opening_of,
    targets,
    worth,
)
from mobility.reaching.opening_solved import refuse_settings, solved
from mobility.reaching.opening_steps import step_by_step
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import standing


def what_if(
    person: Person,
    space: SkillSpace,
    *,
    budget: int | None = None,
    at_least: int | None = None,
    among: str = ALMOST,
    place: str | None = None,
    within: float | None = None,
    method: str = "exact",
) -> pd.DataFrame:
    r"""Find the few skills that together bring most vacancies within reach.

    .. math:: \max_{|X| \le k} f(X), \qquad
              f(X) = \sum_o v_o \Bigl[\mathrm{fit}_o + \sum_{s \in X}
              \frac{w(o, s)(1 - h(s))}{\sum_{s'} w(o, s')} \ge \theta\Bigr]

    over the occupations o that are not held, not reached yet, and that skills alone keep from this
    person, each unit group once: no licence is lacking, nothing speaks against a need, no more
    schooling is asked for than was said or worked at, and what is lacking is no more than what is
    had and nearly had, θ − fit ≤ stretch (`mobility.reaching.open_to`). *Reached* uses h alone, so
    fit is exactly linear in what is learnt; what becomes near by learning plays no part. Because of
    the threshold, f is **not submodular**: two skills may open together what neither opens alone,
    and picking the best skill again and again promises nothing about f. What is promised instead
    stands with every answer:
    ``opened`` = f(X) of the set found, and ``bound``, which no set of as many skills exceeds.

    - ``method="exact"``: every set that may still be better is looked at
      (`mobility.reaching.opening_search`); where these are too many, as among thousands of skills,
      mixed-integer linear programming (HiGHS). ``status`` is "exact" where ``opened`` = ``bound``
      is proven, "stopped early" where the search met its limit of nodes.
    - ``method="greedy"``: the best of three quick ways (`mobility.reaching.opening_greedy`). One of
      them raises :math:`F(X) = \sum_o v_o \min(1, \text{added}_o / \text{lacking}_o) \ge f(X)`,
      which is monotone and submodular, and reaches at least 1 − 1/e of the largest F (Nemhauser,
      Wolsey and Fisher 1978); ``bound`` follows from F. ``status`` is "greedy", or "exact" where
      the bound is met.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.
    budget : int, optional
        k: at most so many skills; 3 unless given, and no limit with ``at_least`` alone.
    at_least : int, optional
        Find instead the fewest skills that open at least so many vacancies, and of such sets one
        that opens most. Where that is out of reach, the answer is what opens most, and
        ``short_by`` says how much is lacking.
    among : str
        Which skills may be learnt: "almost had", or "any" (with thousands of skills the exact way
        then takes seconds). Never a gate, a trait, or what is mostly offered or negated.
    place : str, optional
        Where vacancies are counted, by code or name; everywhere if not given.
    within : float, optional
        Count also the places within so many minutes of ``place``.
    method : str
        "exact" or "greedy".

    Returns
    -------
    DataFrame
        One row per skill, in the order in which to learn them (what opens most first):

        - ``skill``, ``label``
        - ``opens_alone``: vacancies that it opens by itself
        - ``opens_so_far``: vacancies that it opens with those above it
        - ``lost_without``: vacancies of the whole set that stay shut without it
        - ``opens``: titles of the occupations it opens with those above it, most vacancies first
        - ``near`` (0–1), ``bridge_label``, ``class``: as `almost_have` says; 0, "" and "" where it
          is not near

        ``attrs`` hold ``opened``, ``bound``, ``gap`` (their difference), ``status``, ``counted``
        ("vacancies", or "occupations" where the space has no vacancies: each then counts as one),
        ``candidates`` and ``could_open`` (how many skills were tried, and how many occupations some
        of them open), ``occupations_opened`` (codes); with ``at_least`` also ``short_by`` and
        ``no_fewer_than`` (no smaller number of skills opens as much); ``places``, the thresholds,
        the notes and the recipe. No row where nothing can be opened.

    Raises
    ------
    UnknownNameError
        If the place or something of the person is not in the space.
    InputError
        If a place is named but the space has no vacancies, or ``budget`` or ``at_least`` is less
        than 1, or ``among`` or ``method`` is none of those above.

    References
    ----------
    Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of approximations for
    maximizing submodular set functions. Mathematical Programming 14, 265-294,
    https://doi.org/10.1007/BF01588971.

    Examples
    --------
    To whoever has a knife, hygiene opens the cook (44 vacancies); the menu by itself nothing (2 of
    the chef's 3 is .67, and θ is .82), but with hygiene the chef (22) as well:

    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> found = what_if(Person.of(space, skills=["knife"]), space, budget=2)
    >>> found[["label", "opens_alone", "opens_so_far", "lost_without", "opens"]]
         label  opens_alone  opens_so_far  lost_without      opens
    0  hygiene           44            44            66   (Cooks,)
    1     menu            0            66            22   (Chefs,)
    >>> [found.attrs[name] for name in ("opened", "bound", "gap", "status")]
    [66, 66, 0, 'exact']

    One skill is enough for 40 of them:

    >>> what_if(Person.of(space, skills=["knife"]), space, at_least=40)["label"].tolist()
    ['hygiene']
    """
    refuse_settings("what_if", budget, at_least, method)
    here = standing(person, space)
    values = worth(space, place, within)
    learnable, occupations = candidates(here, space, among), targets(person, space, here, values)
    whole = opening_of(here, space, learnable=learnable, occupations=occupations, values=values)
    found = solved(whole, budget, at_least, method)
    order = best_first(whole, len(found.chosen), among=found.chosen)
    skills = learnable[order]
    table = pd.DataFrame(
        {"skill": space.skills[skills], "label": space.labels[skills]}
        | step_by_step(whole, order, space.titles, occupations)
        | {
            "near": here.near[skills],
            "bridge_label": np.where(
                here.bridge[skills] >= 0, space.labels[here.bridge[skills]], ""
            ),
            "class": here.kind[skills],
        }
    )
    opened = occupations[whole.opened(order)]
    return answered(
        table,
        space,
        "what_if",
        settings={
            "budget": budget,
            "at_least": at_least,
            "among": among,
            "place": place,
            "within": within,
            "method": method,
        },
        said=found.said()
        | {
            "counted": counted_as(space, place, within),
            "candidates": len(learnable),
            "could_open": int((whole.fewest() > 0).sum()),
            "occupations_opened": [str(code) for code in space.occupations[opened]],
            "places": list(space.places(place, within)),
        },
        counts={"skills": len(table), "opened": found.opened, "bound": found.bound},
    )
