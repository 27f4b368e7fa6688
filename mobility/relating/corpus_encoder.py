"""corpus_encoder: vectors learned from the corpus itself, so that nothing is fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Setting, Step
from mobility.relating.pointwise import positive_pmi, short_vectors
from mobility.relating.proximity import pairs_together
from mobility.relating.word_pairs import common_words, word_pairs, words_of

COMMON = 0.001
"""Share of the texts above which a term begins to weigh less in a text."""


Learning = tuple[str, dict[str, Setting], dict[str, int]]
"""What was done, with which settings, and what was counted."""


@dataclass(frozen=True, eq=False, repr=False)
class CorpusEncoder:
    r"""Encodes texts by the company that their words, or skills, keep in one's own corpus.

    Things that meet the same other things have vectors that point the same way, also if the two
    never meet. How often they meet is turned into positive pointwise mutual information and that
    into short vectors by a truncated singular value decomposition. A text has the sum of the
    vectors of its terms, common terms weighing less:

    .. math:: v(t) \propto \sum_{w \in t} \frac{a}{a + f_w} v_w, \qquad a = 0.001

    with :math:`f_w` the share of the texts (rows) that have the term. Build one with `from_texts`
    or `from_incidence`.

    Parameters
    ----------
    terms : pandas.Index
        Words, or the labels of skills; its name says which.
    vectors : ndarray of shape (n_terms, d)
        One a term.
    share : ndarray of shape (n_terms,)
        Which part of the texts (rows) has the term.
    recipe : Recipe
        How it came about.

    References
    ----------
    Levy, O., Goldberg, Y. and Dagan, I. (2015). Improving distributional similarity with lessons
    learned from word embeddings. Transactions of the Association for Computational Linguistics 3,
    211-225, https://doi.org/10.1162/tacl_a_00134. The weights are those of Arora, S., Liang, Y. and
    Ma, T. (2017). A simple but tough-to-beat baseline for sentence embeddings. ICLR,
    https://openreview.net/forum?id=SyK00v5xx.

    Examples
    --------
    Knife and whisk are never in one kitchen, but both are there with ovens:

    >>> links = pd.DataFrame({
    ...     "place": ["a", "a", "b", "b", "c", "c"],
    ...     "skill": ["knife", "oven", "whisk", "oven", "pen", "desk"]})
    >>> encoder = CorpusEncoder.from_incidence(Incidence.from_pairs(links, "place", "skill"))
    >>> encoder
    CorpusEncoder(5 skill, 5 dimensions)
    >>> knife, whisk, pen = encoder.encode(["knife", "whisk", "pen"])
    >>> bool(knife @ whisk > 0.99), bool(knife @ pen < 0.01)
    (True, True)
    """

    terms: pd.Index
    vectors: np.ndarray
    share: np.ndarray
    recipe: Recipe = NO_STEPS
    _place: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Refuse vectors that do not fit the terms, and keep where each term stands."""
        size = len(self.terms)
        if self.vectors.ndim != 2 or len(self.vectors) != size or self.share.shape != (size,):
            shapes = f"vectors of shape {self.vectors.shape} and {self.share.shape} shares"
            raise InputError("encoder", [Fault(f"{shapes} for {size} terms")])
        place: dict[str, int] = {}
        for k, term in enumerate(self.terms):
            place.setdefault(str(term).lower(), k)
        place.update({str(term): k for k, term in enumerate(self.terms)})
        object.__setattr__(self, "_place", place)

    @classmethod
    def from_texts(
        cls,
        texts: Iterable[str],
        *,
        dimensions: int = 100,
        window: int = 5,
        min_texts: int = 5,
        max_words: int = 20_000,
        smoothing: float = 0.75,
        progress: Progress = silent,
    ) -> "CorpusEncoder":
        """Learn the words of texts from the words that stand near them.

        Parameters
        ----------
        texts : iterable of str
            Gone through twice, some texts at a time, so that they need not all be in memory. The
            order does not matter; a text that stands many times counts once.
        dimensions : int
            Numbers in a vector.
        window : int
            Words at most so far apart are near each other.
        min_texts : int
            Words found in fewer texts are left out.
        max_words : int
            How many words are learned at most; this bounds the memory used.
        smoothing : float
            As in `positive_pmi`.
        progress : Progress
            Called after every block of texts, twice over.

        Raises
        ------
        InputError
            If the texts can be gone through only once.
        EmptyResultError
            If no word is common enough, or no two are near each other.
        """
        found, different = common_words(
            texts, min_texts=min_texts, max_words=max_words, progress=progress
        )
        near = word_pairs(texts, found.index, window=window, progress=progress)
        settings: dict[str, Setting] = {
            "window": window, "min_texts": min_texts, "max_words": max_words,
        }  # fmt: skip
        counts = {"different texts": different}
        share = found.to_numpy(dtype=np.float64) / different
        step: Learning = ("CorpusEncoder.from_texts", settings, counts)
        return cls._learned(near, found.index, share, dimensions, smoothing, NO_STEPS, step)

    @classmethod
    def from_incidence(
        cls, incidence: Incidence, *, dimensions: int = 100, smoothing: float = 0.75
    ) -> "CorpusEncoder":
        """Learn the columns of a table (skills) from the columns they share rows with.

        Parameters
        ----------
        incidence : Incidence
            Occupation, employer or ad × skill; only whether a value is above 0 is read.
        dimensions : int
            Numbers in a vector.
        smoothing : float
            As in `positive_pmi`.

        Raises
        ------
        EmptyResultError
            If no two columns share a row.
        """
        values = incidence.values
        presence = csr_array(
            (np.ones(values.nnz), values.indices, values.indptr), shape=values.shape
        )
        i, j, times = pairs_together(presence)
        size = len(incidence.columns)
        together = coo_array((times, (i, j)), shape=(size, size)).tocsr()
        share = np.asarray(presence.sum(axis=0)).ravel() / max(len(incidence.rows), 1)
        step: Learning = ("CorpusEncoder.from_incidence", {}, {"rows": len(incidence.rows)})
        return cls._learned(
            together, incidence.columns, share, dimensions, smoothing, incidence.recipe, step
        )

    @classmethod
    def _learned(
        cls,
        together: csr_array,
        terms: pd.Index,
        share: np.ndarray,
        dimensions: int,
        smoothing: float,
        recipe: Recipe,
        step: Learning,
    ) -> "CorpusEncoder":
        """Turn meetings into vectors, leaving out terms that meet nothing."""
        met = np.flatnonzero(np.diff(together.indptr))
        information = positive_pmi(csr_array(together[met][:, met]), smoothing=smoothing)
        if information.nnz == 0:
            raise EmptyResultError(
                f"No two of {len(terms)} {terms.name}s meet more than by chance."
            )
        vectors = short_vectors(information, dimensions=dimensions)
        name, settings, counts = step
        settings = {**settings, "dimensions": dimensions, "smoothing": smoothing}
        counts = {**counts, "terms": len(met), "meeting no other": len(terms) - len(met)}
        steps = recipe.then(Step.of(name, settings, counts))
        return cls(terms[met], vectors.astype(np.float32), share[met], steps)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector of length 1 a text.

        Parameters
        ----------
        texts : sequence of n str
            A text that is itself a term (a skill's label) has the term's vector; of any other the
            words that are terms count, each as often as it stands there. Case matters only between
            two terms that differ in nothing else.

        Returns
        -------
        ndarray of shape (n, d)
            float32; every row has length 1.

        Raises
        ------
        InputError
            If texts have no known term: they have no place among the others. `knows` tells which.
        """
        vectors = self._summed(texts)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        unknown = np.flatnonzero(length.ravel() == 0)
        if len(unknown):
            way_out = f"text with one of the {len(self.terms)} known terms; see knows()"
            faults = [Fault(way_out, row=int(k) + 1, value=texts[int(k)][:60]) for k in unknown]
            raise InputError("texts", faults)
        return np.asarray(vectors / length, dtype=np.float32)

    def knows(self, texts: Sequence[str]) -> np.ndarray:
        """Return for every text whether it has a known term: bool of shape (n_texts,).

        Examples
        --------
        >>> links = pd.DataFrame({"place": ["a", "a"], "skill": ["knife", "oven"]})
        >>> encoder = CorpusEncoder.from_incidence(Incidence.from_pairs(links, "place", "skill"))
        >>> encoder.knows(["An oven", "a pen"]).tolist()
        [True, False]
        """
        return np.asarray(np.linalg.norm(self._summed(texts), axis=1) > 0)

    def _summed(self, texts: Sequence[str]) -> np.ndarray:
        """Return the weighted sum of the vectors of each text's terms."""
        places, ends = [], [0]
        for text in texts:
            held = self._place.get(text, self._place.get(text.strip().lower()))
            terms = words_of(text) if held is None else []
            places += [k for k in map(self._place.get, terms) if k is not None]
            places += [] if held is None else [held]
            ends.append(len(places))
        table = csr_array(
            (np.ones(len(places)), np.array(places, dtype=np.int64), np.array(ends)),
            shape=(len(texts), len(self.terms)),
        )
        weight = COMMON / (COMMON + self.share)
        return np.asarray(table @ (self.vectors.astype(np.float64) * weight[:, None]))

    def __repr__(self) -> str:
        """Say how many terms there are, of which kind, and in how many dimensions."""
        size = f"{len(self.terms)} {self.terms.name}, {self.vectors.shape[1]} dimensions"
        return f"CorpusEncoder({size})"
