"""sentence_hashes: the same number for the same sentence, whatever ad it stands in."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from mobility.finding.normalize import normal_form
from mobility.finding.sentences import sentence_at, sentences_of


def sentence_hashes(
    texts: list[str], ads: np.ndarray, starts: Iterable[int | None]
) -> list[int | None]:
    """Return for every mention the hash of the words of the sentence it stands in.

    Parameters
    ----------
    texts : list of str
        Texts of ads.
    ads : array of int
        For every mention the place of its ad among the texts, in order.
    starts : iterable of int, optional
        Where it begins; None for one that stands in no text.

    Returns
    -------
    list of int
        64 bits each; None where there is no sentence.
    """
    hashes: list[int | None] = []
    of, sentences, known = -1, sentences_of(""), dict[int, int]()
    for ad, start in zip(ads.tolist(), starts, strict=True):
        if not isinstance(start, (int, np.integer)):
            hashes.append(None)
            continue
        if ad != of:
            of, sentences, known = ad, sentences_of(texts[ad]), {}
        sentence = sentence_at(sentences, int(start))
        if sentence.start not in known:
            words = normal_form(texts[ad][sentence.start : sentence.end])
            digest = blake2b(words.encode("utf-8"), digest_size=8).digest()
            known[sentence.start] = int.from_bytes(digest, "little")
        hashes.append(known[sentence.start])
    return hashes
