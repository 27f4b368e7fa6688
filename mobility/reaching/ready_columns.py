"""ready_columns: what tables say of every occupation and skill, made once; answers take rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray
from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class ReadyColumns:
    """Columns in the order of a space; an answer takes the rows it is about.

    Making a column of texts takes longer than finding out which rows a person is told of, so it
    is done once for a space, not once for a person.

    Parameters
    ----------
    classes : ExtensionArray of str
        `mobility.reaching.fit.CLASSES`.
    occupations, titles, rests_on, note, conditions_rest_on : ExtensionArray of str
        Of the occupations, as `mobility.reaching.adjacent.adjacent` names its columns.
    without_skills : tuple of str
        Codes of the occupations that ask for no skill.
    gates, gate_shares : ndarray of object
        Of the occupations: a tuple of labels, and one of shares.
    skills, labels : ExtensionArray of str
        Of the skills.
    """

    classes: ExtensionArray
    occupations: ExtensionArray
    titles: ExtensionArray
    rests_on: ExtensionArray
    note: ExtensionArray
    conditions_rest_on: ExtensionArray
    without_skills: tuple[str, ...]
    gates: np.ndarray
    gate_shares: np.ndarray
    skills: ExtensionArray
    labels: ExtensionArray


def texts(values: object) -> ExtensionArray:
    """Return texts as the array that a column of a table is made of."""
    return pd.array(np.asarray(values, dtype=object), dtype="str")


def tuples(matrix: csr_array, values: np.ndarray) -> np.ndarray:
    """Return for each row the values of its entries, in its order.

    Parameters
    ----------
    matrix : csr_array
        Whose rows are meant.
    values : ndarray
        One for each entry.

    Returns
    -------
    ndarray of tuple
        One for each row.
    """
    said, ends = values.tolist(), matrix.indptr.tolist()
    return in_cells([tuple(said[a:b]) for a, b in pairwise(ends)])


def in_cells(things: Sequence[tuple[object, ...]]) -> np.ndarray:
    """Return tuples as an array with one of them in each place, however long they are."""
    cells = np.empty(len(things), dtype=object)
    cells[:] = things
    return cells
