"""opening_here: what keeps occupations from one person, as a sum that few skills may cover."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobility.foundation.errors import Fault, InputError
from mobility.reaching.fit import CLASSES
from mobility.reaching.near import LEEWAY
from mobility.reaching.open_to import near_enough, open_to
from mobility.reaching.opening import Opening
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import Standing

ALMOST, ANY = "almost had", "any"
AMONG = (ALMOST, ANY)
"""Which skills may be learnt: those almost had, or any that can be learnt at all."""


def candidates(here: Standing, space: SkillSpace, among: str) -> NDArray[np.intp]:
    """Return the positions of the skills that a person may learn, rising.

    Never a gate, a trait, or what is mostly offered or negated in ads.

    Raises
    ------
    InputError
        If ``among`` is none of `AMONG`.
    """
    if among not in AMONG:
        raise InputError("what_if", [Fault("'almost had' or 'any'", column="among", value=among)])
    able = here.almost if among == ALMOST else ~here.held & ~space.never_almost
    return np.flatnonzero(able)


def targets(
    person: Person, space: SkillSpace, here: Standing, values: np.ndarray
) -> NDArray[np.intp]:
    """Return the positions of the occupations that may open: of value, not reached, near enough.

    An occupation that requires a licence the person lacks, that something speaks against for this
    person's needs, or that asks for more schooling is opened by no skill
    (`mobility.reaching.open_to`).
    """
    short = here.judged & (here.classes < CLASSES.index("reached"))
    short &= near_enough(here.fit, here.stretch, theta=space.theta)
    return np.flatnonzero(short & ~here.blocked & open_to(person, space) & (values > 0))


def opening_of(
    here: Standing,
    space: SkillSpace,
    *,
    learnable: NDArray[np.intp],
    occupations: NDArray[np.intp],
    values: np.ndarray,
) -> Opening:
    r"""State which skills open which occupations as a sum.

    Learning s puts h(s) at 1, so that fit rises by :math:`w(o, s)(1 - h(s)) / \sum w`, whatever
    else is learnt: *reached* looks at h alone and not at what is near.

    Parameters
    ----------
    here : Standing
        Where the person stands.
    space : SkillSpace
        Where.
    learnable, occupations : ndarray of int
        Positions, as `candidates` and `targets` give them.
    values : ndarray of int, shape (n_occupations,)
        Vacancies of every occupation.

    Returns
    -------
    Opening
        Its targets and candidates in the order given.
    """
    shares = csr_array(space.shares_of_all[learnable])
    shares.data = shares.data * np.repeat(1 - here.h[learnable], np.diff(shares.indptr))
    gains = csr_array(shares.T.tocsr()[occupations])
    return Opening(gains, space.theta - LEEWAY - here.fit[occupations], values[occupations])


def worth(space: SkillSpace, place: str | None, within: float | None) -> np.ndarray:
    """Return the vacancies of every occupation, or one for each where they are not known."""
    needed = space.vacancies(place, within)
    return np.ones(len(space.occupations), dtype=np.int64) if needed is None else needed


def counted_as(space: SkillSpace, place: str | None, within: float | None) -> str:
    """Say what `worth` counts."""
    return "occupations" if space.vacancies(place, within) is None else "vacancies"
