"""near_duplicates: which ads of a corpus repeat another with hardly a word changed."""

import json
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mobility.archiving.across import write_across
from mobility.archiving.parts import Chunk
from mobility.archiving.passes import pass_over_texts, texts_of
from mobility.counting.alike_signatures import alike_groups, bands_for, estimated_likeness
from mobility.counting.signatures import (
    PLACES,
    WORDS,
    Signatures,
    minhash_version,
    text_signatures,
)
from mobility.foundation.addresses import (
    from_anywhere,
    inside,
    is_there,
    read_whole,
    write_whole,
)
from mobility.foundation.corpus import MADE_OF, Corpus
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe

FOLDER = "signatures"
"""Where the signatures of each part are kept, beside its ads."""

TABLE = "near_duplicates.parquet"

_NOTHING = 255
"""What every byte of the signature of a text without words is."""


class _Signing(NamedTuple):
    """What is the same for the signatures of all parts."""

    folder: str
    words: int
    random_state: int

    def made_of(self, lines: str) -> str:
        """Return what the signatures of a part are made of."""
        told = [lines, minhash_version(), self.words, PLACES, self.random_state]
        return json.dumps(told)


def corpus_near_duplicates(
    corpus: Corpus,
    *,
    threshold: float = 0.8,
    words: int = WORDS,
    random_state: int = 0,
    workers: int | None = None,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Say which ads of a corpus repeat an earlier one word for word or nearly so.

    The files are read again and every ad gets a signature of 128 bytes, part by part
    (``signatures/``); parts that have theirs are not read again. Then all signatures are compared
    as in `mobility.near_duplicates`, in memory of about 150 bytes an ad. Since a corpus keeps no
    texts, what counts is the likeness that the signatures tell, not the exact one: at .8 it is off
    by .035 or less in two cases of three.

    Parameters
    ----------
    corpus : Corpus
        Its files must still be where they were.
    threshold : float
        How alike two texts must be, above 0 and at most 1.
    words : int
        How many words in a row are compared.
    random_state : int
        The seed of the signatures.
    workers : int, optional
        As in `build_corpus`.
    progress : Progress
        Called with ("sign", parts done, parts in all), then ("compare signatures", bands done,
        bands in all).

    Returns
    -------
    DataFrame
        One row per ad that repeats another, by ``number`` (as the views of `Corpus.connection` have
        it): ``near_of``, the number of the first of its group by date and then by id, and
        ``likeness`` with that ad, from 0 to 1. It is also written into the folder, as
        ``near_duplicates.parquet``.

    Raises
    ------
    InputError
        If the threshold is outside its range, or a file has changed since it was read.
    MissingPackageError
        If rensa is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from mobility.archiving.build import build_corpus
    >>> from mobility.datasets.shipped import demo_skills
    >>> home = Path(mkdtemp())
    >>> said = "Vi söker en kock som trivs i köket, lagar god mat och håller rent omkring sig."
    >>> lines = [
    ...     json.dumps({"id": str(n), "headline": "Kock", "description": {"text": text}})
    ...     for n, text in enumerate([said, said + " Välkommen!", "Vi söker en snickare."])
    ... ]
    >>> _ = (home / "ads.jsonl").write_text("\n".join(lines), encoding="utf-8")
    >>> corpus = build_corpus(home / "ads.jsonl", demo_skills(), home / "corpus")
    >>> near = corpus_near_duplicates(corpus, threshold=0.7)
    >>> near[["number", "near_of"]].values.tolist()
    [[1, 0]]
    """
    bands = bands_for(threshold, PLACES)
    signing = _Signing(from_anywhere(corpus.folder), words, random_state)
    _sign(corpus, signing, workers=workers, progress=progress)
    signatures = _read(corpus, signing)
    order = _first_to_last(corpus)
    order = order[(signatures[order] != _NOTHING).any(axis=1)]
    held = signatures[order]
    del signatures

    def agree(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        return estimated_likeness(held, one, other) >= threshold

    groups = alike_groups(held, agree, bands=bands, progress=progress)
    repeats = np.flatnonzero(groups != np.arange(len(groups)))
    table = pd.DataFrame(
        {
            "number": order[repeats],
            "near_of": order[groups[repeats]],
            "likeness": estimated_likeness(held, repeats, groups[repeats]).astype(np.float32),
        }
    ).sort_values("number", ignore_index=True)
    write_across(table, corpus, TABLE)
    settings: dict[str, Setting] = {
        "threshold": threshold, "words": words, "places": PLACES, "random_state": random_state,
        "minhash": minhash_version(),
    }  # fmt: skip
    counts = {
        "ads": corpus.count("ads"),
        "without text": corpus.count("ads") - len(order),
        "near another": len(table),
        "groups": int(table["near_of"].nunique()),
    }
    step = Step.of("corpus_near_duplicates", settings, counts)
    return with_recipe(table, corpus.recipe.then(step))


def _sign(corpus: Corpus, signing: _Signing, *, workers: int | None, progress: Progress) -> None:
    """Write the signatures of every part that has none of these settings."""

    def stands(part: str, lines: str) -> bool:
        return _standing(signing, part, lines) is not None

    work = partial(_sign_part, signing=signing)
    folder = inside(corpus.folder, FOLDER)
    pass_over_texts(corpus, folder, work, stands, step="sign", workers=workers, progress=progress)


def _sign_part(chunk: Chunk, *, signing: _Signing) -> str:
    """Write the signatures of one part; return its name."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = texts_of(chunk, signing.folder)
    signatures = text_signatures(texts, words=signing.words, random_state=signing.random_state)
    rows = pa.array([row.tobytes() for row in signatures], pa.binary(PLACES))
    table = pa.table({"signature": rows}).replace_schema_metadata(
        {MADE_OF: signing.made_of(chunk.made_of)}
    )
    content = pa.BufferOutputStream()
    # Signatures are as good as random: nothing packs them.
    pq.write_table(table, content, compression="none", use_dictionary=False)
    address = inside(signing.folder, FOLDER, f"{chunk.part}.parquet")
    write_whole(address, content.getvalue().to_pybytes())
    return chunk.part


def _standing(signing: _Signing, part: str, lines: str | None = None) -> Signatures | None:
    """Return the signatures of a part; None where they are not there, or of other lines."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    address = inside(signing.folder, FOLDER, f"{part}.parquet")
    if not is_there(address):
        return None
    try:
        table = pq.read_table(pa.BufferReader(read_whole(address)))
    except (pa.ArrowException, OSError):
        # Moved into place only when complete, it has been harmed since; it is made again.
        return None
    made_of = (table.schema.metadata or {}).get(MADE_OF, b"").decode("utf-8")
    if lines is not None and made_of != signing.made_of(lines):
        return None
    column = table["signature"].combine_chunks()
    flat = np.frombuffer(column.buffers()[1] or b"", dtype=np.uint8)
    own = flat[column.offset * PLACES : (column.offset + len(column)) * PLACES]
    return own.reshape(len(column), PLACES)


def _read(corpus: Corpus, signing: _Signing) -> Signatures:
    """Return the signatures of all ads in the order of their numbers."""
    signatures = np.empty((corpus.count("ads"), PLACES), dtype=np.uint8)
    start = 0
    for part in corpus.parts:
        own = _standing(signing, part)
        if own is None:
            said = f"the signatures of part {part!r} are missing; build the corpus again"
            raise InputError(corpus.folder, [said])
        signatures[start : start + len(own)] = own
        start += len(own)
    return signatures


def _first_to_last(corpus: Corpus) -> NDArray[np.int64]:
    """Return the numbers of all ads by date, those without last, then by id."""
    with corpus.connection() as connection:
        told = "SELECT number FROM ads ORDER BY date NULLS LAST, ad, number"
        numbers = connection.execute(told).fetchnumpy()["number"]
    return np.asarray(numbers, dtype=np.int64)
