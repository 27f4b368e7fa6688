"""named_occupations: occupations finer than unit groups, as a space knows them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

OWN, GROUP, MIX = "own ads", "unit group", "mix"
"""What the degrees of an occupation name rest on."""


@dataclass(frozen=True, eq=False, repr=False)
class OccupationNames:
    """Occupations finer than unit groups; made by `with_occupation_names`.

    Parameters
    ----------
    ids : pandas.Index
        Unit group and name, such as "5120:Cook".
    titles : ndarray of str
        The names.
    groups : ndarray of int
        Position of each one's unit group.
    degrees : csr_array of shape (n_names, n_skills)
        h of somebody who holds it, from 0 to 1.
    support : ndarray
        How many ads (in link tables: lists) each has itself.
    rests_on : ndarray of str
        "own ads", "unit group" or "mix".
    pseudo_ads : float
        k: how many ads of its own the unit group's shares are worth in a mix.
    counts : csr_array of shape (n_names, n_skills)
        x: how many of its own ads ask for each skill.
    """

    ids: pd.Index
    titles: np.ndarray
    groups: np.ndarray
    degrees: csr_array
    support: np.ndarray
    rests_on: np.ndarray
    pseudo_ads: float
    counts: csr_array

    @cached_property
    def places(self) -> dict[str, int]:
        """Position of each name by id."""
        return {str(name): place for place, name in enumerate(self.ids)}

    def __repr__(self) -> str:
        """Say how many there are, and how many do not rest on ads of their own alone."""
        drawn = int((self.rests_on != OWN).sum())
        return f"OccupationNames({len(self.ids)} names, {drawn} drawn to their unit group)"
