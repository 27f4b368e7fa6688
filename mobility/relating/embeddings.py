"""embeddings: how alike texts are in meaning, as a language model sees it."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from mobility.foundation.encoder import Encoder
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step
from mobility.relating.blocks import MEGABYTES, spans

BLOCK = 1024
"""Texts encoded at a time."""


def embedding_relatedness(
    texts: "pd.Series[str]",
    encoder: Encoder,
    *,
    nearest: int = 20,
    version: str = "",
    megabytes: float = MEGABYTES,
    progress: Progress = silent,
) -> Network:
    r"""Relate labels (skills, occupations) by the meaning of their texts.

    .. math:: \mathrm{weight}_{ij} = \max(0, v_i \cdot v_j), \qquad |v_i| = 1

    Parameters
    ----------
    texts : Series
        A text for every label, by label; the name of the index becomes the kind of the nodes.
    encoder : Encoder
        Turns texts into vectors of length 1.
    nearest : int
        How many neighbours each label keeps; an edge stays if either end keeps it. Ties go to the
        label that comes first.
    version : str
        Classification and version of the labels, if they are codes.
    megabytes : float
        How much memory may be taken beside the vectors and the result.
    progress : Progress
        Called after every block of texts.

    Returns
    -------
    Network
        Undirected; ``weight`` is without unit, above 0 and at most 1. Labels that are alike to
        nothing are nodes without edges.

    Raises
    ------
    InputError
        If a label stands twice, ``nearest`` is below 1, or the encoder gives anything but one
        vector of length 1 a text.

    Examples
    --------
    >>> class Letters:
    ...     def encode(self, texts):
    ...         counts = np.array([[t.count("a"), t.count("b")] for t in texts], dtype=np.float32)
    ...         return counts / np.linalg.norm(counts, axis=1, keepdims=True)
    >>> texts = pd.Series({"x": "aab", "y": "aaaabb", "z": "b"}).rename_axis("skill")
    >>> embedding_relatedness(texts, Letters()).edges.round(2)
      source target  weight
    0      x      y    1.00
    1      x      z    0.45
    2      y      z    0.45
    """
    if nearest < 1:
        expected = "a whole number of at least 1"
        raise InputError("nearest", [Fault(expected, value=str(nearest))])
    twice = texts.index[texts.index.duplicated()]
    if len(twice):
        raise InputError("texts", [Fault(f"{name!r} stands twice") for name in twice])
    vectors = _encoded(texts, encoder, progress)
    matrix = _nearest(vectors, nearest, megabytes, progress)
    step = Step.of("embedding_relatedness", {"nearest": nearest}, {"texts": len(texts)})
    return Network.from_matrix(
        matrix,
        pd.DataFrame(index=texts.index),
        measure="embedding",
        version=version,
        recipe=Recipe((step,)),
    )


def _encoded(texts: "pd.Series[str]", encoder: Encoder, progress: Progress) -> np.ndarray:
    """Return the vectors of all texts, checked to be of length 1."""
    blocks = []
    for start in range(0, len(texts), BLOCK):
        part = texts.iloc[start : start + BLOCK].tolist()
        block = np.asarray(encoder.encode(part), dtype=np.float32)
        if block.ndim != 2 or len(block) != len(part):
            shape = f"vectors of shape {block.shape} for {len(part)} texts"
            raise InputError("encoder", [f"gave {shape}; one row per text is expected"])
        length = np.linalg.norm(block, axis=1)
        if not np.allclose(length, 1, atol=1e-3):
            worst = float(length[np.argmax(np.abs(length - 1))])
            raise InputError("encoder", [f"gave a vector of length {worst:g}; 1 is expected"])
        blocks.append(block)
        progress("encode", start + len(part), len(texts))
    return np.concatenate(blocks) if blocks else np.zeros((0, 1), dtype=np.float32)


def _nearest(vectors: np.ndarray, nearest: int, megabytes: float, progress: Progress) -> csr_array:
    """Return the likeness of every row to its nearest others, made symmetric."""
    size = len(vectors)
    kept_i, kept_j, kept = [], [], []
    # Likenesses in single precision, a copy to find the nearest in, and what counts the ties.
    for start, stop in spans(size, megabytes, size * 16):
        alike = vectors[start:stop] @ vectors.T
        alike[np.arange(stop - start), np.arange(start, stop)] = -1
        i, j = np.nonzero(_foremost(alike, nearest) & (alike > 0))
        kept_i.append(i + start)
        kept_j.append(j)
        kept.append(alike[i, j])
        progress("compare", stop, size)
    if not kept:
        return csr_array((0, 0))
    i, j, weight = np.concatenate(kept_i), np.concatenate(kept_j), np.concatenate(kept)
    weight = np.minimum(weight.astype(np.float64), 1.0)
    matrix = coo_array((weight, (i, j)), shape=(size, size)).tocsr()
    return csr_array(matrix.maximum(matrix.T))


def _foremost(alike: np.ndarray, number: int) -> np.ndarray:
    """Mark the largest numbers of every row, of equal ones the first."""
    if number >= alike.shape[1]:
        return np.ones(alike.shape, dtype=bool)
    least = np.partition(alike, -number, axis=1)[:, -number, None]
    above = alike > least
    room = number - above.sum(axis=1, keepdims=True)
    tied = alike == least
    return np.asarray(above | (tied & (np.cumsum(tied, axis=1, dtype=np.int32) <= room)))
