"""skill_levels: how much schooling occupations ask for, by the first digit of SSYK 2012."""

from collections.abc import Iterable

import numpy as np

from mobility.reaching.gates_by_law import BY_LAW_VERSION

LEVELS = {"9": 1, "8": 2, "7": 2, "6": 2, "5": 2, "4": 2, "3": 3, "2": 4}
"""Skill level of SSYK 2012 by first digit, as of ISCO-08: level 1 asks for no education or a short
introduction, 2 for upper secondary school or shorter training, 3 for shorter higher education, 4
for three years of it or more. Managers (1) and the armed forces (0) span several."""

MANAGERS = "1"
"""First digit of managers, who are counted as level 4 where a level must be named."""


def skill_levels(occupations: Iterable[object], version: str) -> np.ndarray:
    """Return the skill level of each occupation.

    Parameters
    ----------
    occupations : iterable
        Codes.
    version : str
        Their classification.

    Returns
    -------
    ndarray of int, shape (n_occupations,)
        1–4, managers 4; 0 where it spans several, as the armed forces do, and everywhere in codes
        of another classification than SSYK 2012.

    References
    ----------
    Statistics Sweden (2012). SSYK 2012: Standard för svensk yrkesklassificering. MIS 2012:1 (skill
    levels, after ISCO-08).

    Examples
    --------
    >>> skill_levels(["9412", "5120", "1720", "0110"], "SSYK 2012").tolist()
    [1, 2, 4, 0]
    """
    firsts = [str(code)[:1] for code in occupations]
    known = LEVELS | {MANAGERS: 4} if version == BY_LAW_VERSION else {}
    return np.array([known.get(first, 0) for first in firsts], dtype=np.int64)
