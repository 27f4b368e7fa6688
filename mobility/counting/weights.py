"""weights: what a count of ads says about an occupation — share, tf-idf, specialization."""

import numpy as np
from scipy.sparse import csr_array

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step


def share(x: Incidence) -> Incidence:
    r"""Share of a row's ads (in link tables: occupations) that ask for the skill.

    .. math:: w_{os} = x_{os} / n_o

    Parameters
    ----------
    x : Incidence
        Counts; :math:`n_o` is its ``support``.

    Returns
    -------
    Incidence
        The same rows and columns; without unit, above 0 up to 1 where the skill is found at all.

    Raises
    ------
    InputError
        If a count is larger than the support of its row: these are no counts of ads.

    Examples
    --------
    >>> import pandas as pd
    >>> ads = pd.DataFrame({"occupation": "5120", "skill": ["knife"], "ads": [3]})
    >>> kitchen = Incidence.from_pairs(
    ...     ads, "occupation", "skill", "ads", measure="ads", support=pd.Series({"5120": 4}))
    >>> share(kitchen).row("5120").to_dict()
    {'knife': 0.75}
    """
    support = np.repeat(x.support, np.diff(x.values.indptr))
    too_many = np.flatnonzero(x.values.data > support)
    if len(too_many):
        rows = np.repeat(np.arange(len(x.rows)), np.diff(x.values.indptr))[too_many]
        raise InputError(
            f"{x.measure} of {x.rows.name}",
            [
                Fault(
                    f"a count of at most the {support[k]:g} that {x.rows[row]!r} rests on",
                    column=str(x.columns[x.values.indices[k]]),
                    value=f"{x.values.data[k]:g}",
                )
                for k, row in zip(too_many, rows, strict=True)
            ],
        )
    values = _with_data(x.values, x.values.data / support)
    return x.with_values(values, f"share of {x.measure}", Step.of("share"))


def tf_idf(x: Incidence) -> Incidence:
    r"""Share of a row's ads, weighted down for skills that many rows ask for.

    .. math:: t_{os} = \frac{x_{os}}{n_o} \ln \frac{N}{N_s}

    with :math:`N` rows that ask for anything and :math:`N_s` rows that ask for the skill.

    Parameters
    ----------
    x : Incidence
        Counts; :math:`n_o` is its ``support``.

    Returns
    -------
    Incidence
        The same rows and columns; without unit, from 0 (a skill that every row asks for) to
        :math:`\ln N`.

    Raises
    ------
    InputError
        As `share`.

    References
    ----------
    Spärck Jones, K. (1972). A statistical interpretation of term specificity and its application
    in retrieval. Journal of Documentation 28, 11-21, https://doi.org/10.1108/eb026526.

    Examples
    --------
    Both kitchens ask for hygiene, one of the two for a menu (ln 2 = 0.69):

    >>> import pandas as pd
    >>> links = pd.DataFrame({
    ...     "occupation": ["chef", "chef", "cook"], "skill": ["hygiene", "menu", "hygiene"]})
    >>> kitchens = pd.Series({"chef": 1, "cook": 1})
    >>> x = Incidence.from_pairs(links, "occupation", "skill", support=kitchens)
    >>> tf_idf(x).to_frame().round(2)
      occupation skill  tf-idf
    0       chef  menu    0.69
    """
    shares = share(x).values
    asking = int((np.diff(x.values.indptr) > 0).sum())
    rows_per_skill = np.bincount(x.values.indices, minlength=len(x.columns))
    idf = np.log(asking / rows_per_skill[shares.indices])
    values = _with_data(shares, shares.data * idf)
    return x.with_values(values, "tf-idf", Step.of("tf_idf"))


def specialization(x: Incidence) -> Incidence:
    r"""How many times more common the skill is in the row than in all rows together.

    .. math:: R_{os} = \frac{x_{os} / x_{o\cdot}}{x_{\cdot s} / x_{\cdot\cdot}}

    Parameters
    ----------
    x : Incidence
        Counts (or any amounts that add up).

    Returns
    -------
    Incidence
        The same rows and columns; without unit, above 0: 1 is as common as everywhere.

    See Also
    --------
    mobility.counting.shrinkage.shrunk : the same where counts are small.

    References
    ----------
    Balassa, B. (1965). Trade liberalisation and "revealed" comparative advantage. The Manchester
    School 33, 99-123, https://doi.org/10.1111/j.1467-9957.1965.tb00050.x. Used for skills by
    Alabdulkareem, A. et al. (2018), https://doi.org/10.1126/sciadv.aao6030.

    Examples
    --------
    A third of all counts is hygiene, half of the cook's: 1 / 2 : 1 / 3 = 1.5.

    >>> import pandas as pd
    >>> links = pd.DataFrame({
    ...     "occupation": ["cook", "cook", "waiter"], "skill": ["hygiene", "menu", "menu"]})
    >>> x = Incidence.from_pairs(links, "occupation", "skill")
    >>> specialization(x).to_frame()
      occupation    skill  specialization
    0       cook  hygiene            1.50
    1       cook     menu            0.75
    2     waiter     menu            1.50
    """
    row_total, column_total = margins(x.values)
    by_row = np.repeat(row_total, np.diff(x.values.indptr))
    overall = column_total[x.values.indices] / column_total.sum()
    values = _with_data(x.values, x.values.data / by_row / overall)
    return x.with_values(values, "specialization", Step.of("specialization"))


def effective_use(x: Incidence, *, at_least: float = 1.0) -> Incidence:
    r"""Which skills a row uses more than rows in general do.

    .. math:: e_{os} = 1[R_{os} \ge 1]

    Parameters
    ----------
    x : Incidence
        Counts (not yet specializations).
    at_least : float
        The specialization from which a skill counts as used.

    Returns
    -------
    Incidence
        The same rows and columns; 1 where the skill is used effectively, 0 elsewhere.

    References
    ----------
    Alabdulkareem, A. et al. (2018). Unpacking the polarization of workplace skills. Science
    Advances 4, eaao6030, https://doi.org/10.1126/sciadv.aao6030.

    Examples
    --------
    >>> import pandas as pd
    >>> links = pd.DataFrame({
    ...     "occupation": ["cook", "cook", "waiter"], "skill": ["hygiene", "menu", "menu"]})
    >>> effective_use(Incidence.from_pairs(links, "occupation", "skill")).values.toarray()
    array([[1., 0.],
           [0., 1.]])
    """
    ratio = specialization(x).values
    values = _with_data(ratio, (ratio.data >= at_least).astype(np.float64))
    return x.with_values(values, "effective use", Step.of("effective_use", {"at_least": at_least}))


def margins(values: csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the row sums and the column sums of a sparse table."""
    return np.asarray(values.sum(axis=1)).ravel(), np.asarray(values.sum(axis=0)).ravel()


def _with_data(values: csr_array, data: np.ndarray) -> csr_array:
    """Return the same cells with other numbers."""
    return csr_array((data, values.indices, values.indptr), shape=values.shape)
