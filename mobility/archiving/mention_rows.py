"""mention_rows: the skills found in the ads of a part, as rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mobility.archiving.relevant_terms import Wordings
from mobility.finding.find import mentions_in
from mobility.finding.finder import Finder
from mobility.finding.word_places import Numbers, Places
from mobility.foundation.mentions import SOURCES, STANCES
from mobility.foundation.sentence_hash import sentence_hashes

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, eq=False, repr=False)
class Finding:
    """A skill list ready for finding, and every wording by which it can be found."""

    finder: Finder
    wordings: Wordings


def mention_rows(
    table: pd.DataFrame, texts: list[str], finding: Finding
) -> tuple["pa.Table", dict[str, int], list[Numbers]]:
    """Return the mentions in the ads of a part, what was counted, and the words of the texts."""
    import pyarrow as pa

    counts = Counter[str]()
    words: list[Numbers] = []
    found = mentions_in(table, texts, finding.finder, counts, words=words.append)
    spans = zip(*found.sentences.T.tolist(), strict=True)
    sentences = [texts[ad][start:end] for ad, start, end in spans]
    hashes = sentence_hashes(sentences)
    nowhere = ~found.in_text
    rows = pa.table(
        {
            "ad": pa.array(found.ad, pa.int32()),
            "skill": _named(found.skill, finding.finder.terms.names),
            "start": pa.array(found.start, pa.int32(), mask=nowhere),
            "end": pa.array(found.end, pa.int32(), mask=nowhere),
            "stance": _named(found.stance, STANCES),
            "source": _named(found.source, SOURCES),
            "sentence": pa.array(
                np.append(hashes, np.uint64(0))[found.sentence], pa.uint64(), mask=nowhere
            ),
        }
    )
    return rows, {name: counts[name] for name in sorted(counts)}, words


def _named(places: Places, names: Sequence[str]) -> "pa.DictionaryArray":
    """Return names by their places, each written once, in the order in which they come."""
    import pyarrow as pa

    order, first = pd.factorize(places)
    return pa.DictionaryArray.from_arrays(
        pa.array(order, pa.int32()),
        pa.array([names[place] for place in first.tolist()], pa.string()),
    )
