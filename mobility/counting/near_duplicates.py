"""near_duplicates: which ads repeat another with hardly a word changed."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mobility.counting.alike_signatures import alike_groups, bands_for, estimated_likeness
from mobility.counting.shared_runs import SharedRuns
from mobility.counting.signatures import (
    PLACES,
    WORDS,
    minhash_version,
    text_signatures,
    words_of,
)
from mobility.foundation.ads import Ads
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe

MARGIN = 0.15
"""A signature of 128 bytes is off by more than this once in 10,000 pairs (four deviations)."""


def near_duplicates(
    ads: Ads,
    *,
    threshold: float = 0.8,
    words: int = WORDS,
    random_state: int = 0,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Say for every ad which earlier ad it repeats word for word or nearly so.

    Two texts are as alike as the share of their runs of ``words`` words that both have (Jaccard):

    .. math:: J(a, b) = \frac{|A \cap B|}{|A \cup B|}

    Pairs that may be alike are found by MinHash signatures in bands, and counted only where the
    exact :math:`J` reaches the threshold. Ads that are alike, directly or through others, make a
    group; its first, by date and then by id, is the one the others repeat. At most one in a
    hundred pairs exactly at the threshold is missed, and fewer the more alike they are. Where more
    than 64 texts share a band of their signatures, as thousands of copies of one template do, each
    is compared with 17 of them and not with all, in every band: time grows with the number of ads.
    Of 1,500 copies with up to 8 words in a hundred changed, 778 are put in one group instead of
    779.

    Parameters
    ----------
    ads : Ads
        The ads; ``text``, ``date`` and ``ad`` are read.
    threshold : float
        How alike two texts must be, above 0 and at most 1. Texts of some 350 words are .8 alike
        where one word in thirty is another (three runs of three words hang on each word).
    words : int
        How many words in a row are compared.
    random_state : int
        The seed of the signatures.
    progress : Progress
        Called with ("compare signatures", bands done, bands in all).

    Returns
    -------
    DataFrame
        Indexed by ad, in the order of the ads. ``near_of``: the first ad of its group, blank for
        the first itself and for ads like no other. ``likeness``: :math:`J` with that ad, which is
        below the threshold where the two are alike only through others.

    Raises
    ------
    InputError
        If the threshold is outside its range.
    MissingPackageError
        If rensa is not installed.

    Notes
    -----
    An ad without text is like no other. In 710 Swedish ads all 737 pairs with :math:`J \ge .8` are
    found, as ``benchmarks/near_duplicates.py`` shows.

    References
    ----------
    Leskovec, J., Rajaraman, A. and Ullman, J. D. (2020). Mining of massive datasets, chapter 3,
    https://doi.org/10.1017/9781108684163. See also `text_signatures`.

    Examples
    --------
    >>> text = "We look for a cook who likes sharp knives, hot pans and people who are hungry"
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2", "3"], "date": ["2024-03-02", "2024-03-01", "2024-03-03"],
    ...     "text": [text + " now.", text + ".", "A driver for our trucks."],
    ... }))
    >>> near_duplicates(ads).dropna()
       near_of  likeness
    ad
    1        2  0.933333
    """
    bands = bands_for(threshold, PLACES)
    texts = ads.table["text"].tolist()
    order = _first_to_last(ads.table["date"], ads.table["ad"])
    signatures = text_signatures(texts, words=words, places=PLACES, random_state=random_state)
    written = np.array([bool(words_of(texts[k])) for k in order], dtype=bool)
    order = order[written]
    likeness = SharedRuns([texts[k] for k in order], words).likeness

    def agree(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        near = estimated_likeness(signatures[order], one, other) >= threshold - MARGIN
        near[near] = likeness(one[near], other[near]) >= threshold
        return near

    groups = alike_groups(signatures[order], agree, bands=bands, progress=progress)
    repeats = np.flatnonzero(groups != np.arange(len(groups)))
    names = ads.table["ad"].to_numpy()
    table = pd.DataFrame(
        {"near_of": pd.Series(None, index=range(len(texts)), dtype="str"), "likeness": np.nan},
    )
    table.loc[order[repeats], "near_of"] = names[order[groups[repeats]]]
    table.loc[order[repeats], "likeness"] = likeness(groups[repeats], repeats)
    table.index = pd.Index(ads.table["ad"], name="ad")
    settings: dict[str, Setting] = {
        "threshold": threshold, "words": words, "places": PLACES, "random_state": random_state,
        "minhash": minhash_version(),
    }  # fmt: skip
    counts = {
        "ads": len(texts),
        "without text": len(texts) - len(order),
        "near another": len(repeats),
        "groups": len(np.unique(groups[repeats])),
    }
    return with_recipe(table, ads.recipe.then(Step.of("near_duplicates", settings, counts)))


def _first_to_last(dates: "pd.Series[pd.Timestamp]", names: "pd.Series[str]") -> NDArray[np.int64]:
    """Return the places of the ads by date, those without last, and then by id."""
    keys = pd.DataFrame({"date": dates.to_numpy(), "ad": names.to_numpy()})
    return keys.sort_values(["date", "ad"], na_position="last").index.to_numpy()
