"""levels: counts of unit groups added up to a broader level of the classification."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step


def at_level(incidence: Incidence, level: int) -> Incidence:
    """Add up the rows whose codes begin with the same ``level`` characters.

    Parameters
    ----------
    incidence : Incidence
        Counts, whose rows are codes that grow by one character a level.
    level : int
        How many characters of the code make a row; a shorter code is a row of its own.

    Returns
    -------
    Incidence
        The sums; support is added up too.

    Examples
    --------
    >>> links = pd.DataFrame({"occupation": ["5120", "5131"], "skill": ["knife", "menu"]})
    >>> at_level(Incidence.from_pairs(links, "occupation", "skill"), 2).row("51").to_dict()
    {'knife': 1.0, 'menu': 1.0}
    """
    groups = incidence.rows.str.slice(0, level)
    rows = pd.Index(sorted(set(groups)), name=incidence.rows.name, dtype="str")
    position = rows.get_indexer(groups)
    members = csr_array(
        (np.ones(len(groups)), (position, np.arange(len(groups)))), shape=(len(rows), len(groups))
    )
    return Incidence(
        values=csr_array(members @ incidence.values),
        rows=rows,
        columns=incidence.columns,
        measure=incidence.measure,
        support=members @ incidence.support,
        version=incidence.version,
        recipe=incidence.recipe.then(Step.of("at_level", {"level": level}, {"rows": len(rows)})),
    )
