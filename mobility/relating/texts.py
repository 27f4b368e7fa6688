"""texts: how alike the ads of two groups are, word by word, without any skill list."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from mobility.counting.weights import tf_idf
from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step
from mobility.relating.relatedness import relatedness


def text_relatedness(
    texts: "pd.Series[str]",
    groups: "pd.Series[str]",
    *,
    min_ads: int = 5,
    version: str = "",
) -> Network:
    r"""Relate groups of ads by the words of the whole texts.

    .. math:: t_{gw} = \frac{x_{gw}}{n_g} \ln \frac{N}{N_w}, \qquad
              \mathrm{weight}_{gh} = \cos(t_g, t_h)

    where :math:`x_{gw}` of the group's :math:`n_g` ads have the word, and :math:`N_w` of the
    :math:`N` groups. A word counts once per ad, so that one long ad does not speak for its group.

    Parameters
    ----------
    texts : Series
        The text of every ad, by ad.
    groups : Series
        The group of every ad, by ad, such as its occupation; the name of the series becomes the
        kind of the nodes. Ads without a group are left out and counted in the recipe.
    min_ads : int
        Words found in fewer ads than this are left out.
    version : str
        Classification and version of the groups, if they are codes.

    Returns
    -------
    Network
        Undirected; every group is a node with ``support``, the number of its different texts. Edge
        columns ``weight``, without unit, above 0 and at most 1, and ``shared``, the number of words
        in common. Nearly every two groups share some word: see `backbone`.

    Raises
    ------
    InputError
        If an ad stands twice in either series.
    EmptyResultError
        If no ad has a group, or no word is found in ``min_ads`` ads.

    Examples
    --------
    >>> texts = pd.Series(["cook the soup", "serve the soup", "weld the pipe"], index=list("abc"))
    >>> groups = pd.Series(["cook", "waiter", "welder"], index=list("abc"), name="occupation")
    >>> text_relatedness(texts, groups, min_ads=1).edges.round(3)
      source  target  weight  shared
    0   cook  waiter    0.12       1
    """
    words = word_counts(texts, groups, min_ads=min_ads, version=version)
    return relatedness(tf_idf(words), between=str(words.rows.name), measure="cosine")


def word_counts(
    texts: "pd.Series[str]",
    groups: "pd.Series[str]",
    *,
    min_ads: int = 5,
    version: str = "",
) -> Incidence:
    """Count in how many ads of each group each word stands.

    A word is two or more letters or digits, in any case. Texts that are the same within a group
    count once.

    Parameters
    ----------
    texts, groups, min_ads, version
        As in `text_relatedness`.

    Returns
    -------
    Incidence
        Rows of the kind ``groups.name``, columns "word", both sorted; measure "ads"; ``support`` is
        the number of different texts of the group.

    Raises
    ------
    InputError, EmptyResultError
        As `text_relatedness`.

    Examples
    --------
    >>> texts = pd.Series(["Cook the soup", "the cook"], index=["a", "b"])
    >>> groups = pd.Series("5120", index=["a", "b"], name="occupation")
    >>> word_counts(texts, groups, min_ads=1).row("5120").to_dict()
    {'cook': 2.0, 'soup': 1.0, 'the': 2.0}
    """
    from sklearn.feature_extraction.text import CountVectorizer

    kind = str(groups.name)
    ads = _grouped(texts, groups)
    different = ads.drop_duplicates()
    try:
        vectorizer = CountVectorizer(binary=True, min_df=min_ads, dtype=np.float64)
        found = csr_array(vectorizer.fit_transform(different["text"]))
    except ValueError as error:
        reason = f"No word is found in {min_ads} of {len(different)} texts."
        raise EmptyResultError(f"{reason} Lower min_ads.") from error
    support = different["group"].value_counts().sort_index()
    i = support.index.get_indexer(pd.Index(different["group"]))
    belongs = coo_array((np.ones(len(i)), (i, np.arange(len(i)))), shape=(len(support), len(i)))
    settings = {"min_ads": min_ads}
    counts = {
        "ads": len(texts),
        "without a group": len(texts) - len(ads),
        "repeated": len(ads) - len(different),
        "words": found.shape[1],
    }
    return Incidence(
        csr_array(belongs.tocsr() @ found),
        pd.Index(support.index, name=kind, dtype="str"),
        pd.Index(vectorizer.get_feature_names_out(), name="word", dtype="str"),
        "ads",
        support.to_numpy(dtype=np.float64),
        version,
        Recipe((Step.of("word_counts", settings, counts),)),
    )


def _grouped(texts: "pd.Series[str]", groups: "pd.Series[str]") -> pd.DataFrame:
    """Return text and group of every ad that has one."""
    faults = [
        Fault(f"ad {name!r} stands twice")
        for series in (texts, groups)
        for name in series.index[series.index.duplicated()]
    ]
    if faults:
        raise InputError("texts and groups", faults)
    ads = pd.DataFrame({"text": texts, "group": groups.reindex(texts.index)})
    ads = ads.dropna()
    if ads.empty:
        raise EmptyResultError(f"None of {len(texts)} texts has a group.")
    return ads
