"""boilerplate: which mentions stand in sentences that an employer puts in any ad of theirs."""

import pandas as pd

from mobility.finding.sentences import AdSentences
from mobility.foundation.ads import Ads
from mobility.foundation.errors import InputError
from mobility.foundation.mentions import UNRELATED_ADS
from mobility.foundation.sentence_hash import sentence_hashes


def boilerplate(
    ads: Ads, mentions: pd.DataFrame, *, unrelated_ads: int = UNRELATED_ADS
) -> "pd.Series[bool]":
    """Say for each mention whether its sentence is one its employer repeats in unrelated ads.

    Two ads of one employer are unrelated where occupation or headline differs. Sentences are the
    same whatever their case, spaces, bullets and numbers (`sentence_hash`). An ad without an
    employer has no boilerplate, nor has a mention without a span.

    Parameters
    ----------
    ads : Ads
        The ads the mentions were found in; ``employer``, ``occupation``, ``headline`` and ``text``
        are read.
    mentions : DataFrame
        From `find_skills`.
    unrelated_ads : int
        In how many ads, no two with the same occupation and headline, the sentence must stand.

    Returns
    -------
    Series of bool
        Named ``boilerplate``, with the index of the mentions.

    Raises
    ------
    InputError
        If ``unrelated_ads`` is below 2: every sentence stands in one.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2"], "employer": "A", "headline": ["Kock", "Svetsare"],
    ...     "text": ["Vi lever med truck.", "Vi lever med truck. Du svetsar."]}))
    >>> mentions = pd.DataFrame({"ad": ["1", "2", "2"], "skill": ["t", "t", "s"],
    ...                          "start": [13, 13, 23], "end": [18, 18, 30]})
    >>> boilerplate(ads, mentions, unrelated_ads=2).tolist()
    [True, True, False]
    """
    if unrelated_ads < 2:
        raise InputError("boilerplate", [f"unrelated_ads is {unrelated_ads}; it is 2 or more"])
    stand = mentions[["ad"]].assign(sentence=_sentences(ads, mentions))
    of_ad = ads.table.set_index("ad")[["employer", "occupation", "headline"]]
    stand = stand.join(of_ad, on="ad")
    known = stand[stand["sentence"].notna() & stand["employer"].notna()]
    kinds = known.assign(**known[["occupation", "headline"]].fillna("")).drop_duplicates(
        ["employer", "sentence", "occupation", "headline"]
    )
    repeated = kinds.groupby(["employer", "sentence"]).size()
    pairs = repeated.index[repeated >= unrelated_ads]
    told = pd.MultiIndex.from_frame(stand[["employer", "sentence"]]).isin(pairs)
    return pd.Series(told, index=mentions.index, name="boilerplate")


def _sentences(ads: Ads, mentions: pd.DataFrame) -> "pd.Series[str]":
    """Return for each mention the hash of its sentence; blank where it stands in no text."""
    texts = dict(zip(ads.table["ad"], ads.table["text"], strict=True))
    cut: dict[str, AdSentences] = {}
    sentences: dict[tuple[str, int], str] = {}
    stood: list[tuple[str, int] | None] = []
    for ad, start in zip(mentions["ad"], mentions["start"], strict=True):
        if pd.isna(start):
            stood.append(None)
            continue
        if ad not in cut:
            cut[ad] = AdSentences(texts[ad])
        span = cut[ad].span(cut[ad].number(int(start)))
        sentences.setdefault((ad, span[0]), texts[ad][slice(*span)])
        stood.append((ad, span[0]))
    told = sentence_hashes(list(sentences.values())).tolist()
    hashes = {place: f"{number:016x}" for place, number in zip(sentences, told, strict=True)}
    found = [None if place is None else hashes[place] for place in stood]
    return pd.Series(found, index=mentions.index, dtype="str")
