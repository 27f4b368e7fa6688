"""mention_rows: the skills found in the ads of a part, as rows."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from mobility.archiving.relevant_terms import Wordings, wordings_of
from mobility.finding.find import mentions_in
from mobility.finding.finder import Finder, finder_of
from mobility.finding.word_places import Numbers
from mobility.foundation.sentence_hash import sentence_hashes
from mobility.foundation.skill_list import SkillList

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("ad", "skill", "start", "end", "stance", "source")


@dataclass(frozen=True, eq=False, repr=False)
class Finding:
    """A skill list ready for finding, and every wording by which it can be found."""

    finder: Finder
    wordings: Wordings


def finding_of(skills: SkillList) -> Finding:
    """Make a skill list ready for finding."""
    finder = finder_of(skills)
    return Finding(finder, wordings_of(finder.terms))


def mention_rows(
    table: pd.DataFrame, texts: list[str], finding: Finding
) -> tuple["pa.Table", dict[str, int], list[Numbers]]:
    """Return the mentions in the ads of a part, what was counted, and the words of the texts."""
    import pyarrow as pa

    counts = Counter[str]()
    words: list[Numbers] = []
    rows = list(mentions_in(table, texts, finding.finder, counts, words=words.append))
    *columns, sentences = zip(*rows, strict=True) if rows else ((),) * (len(COLUMNS) + 1)
    given = dict(zip(COLUMNS, columns, strict=True))
    spans = {
        (ad, sentence.start, sentence.end): None
        for ad, sentence in zip(given["ad"], sentences, strict=True)
        if sentence is not None
    }
    known = dict(zip(spans, sentence_hashes([texts[a][b:c] for a, b, c in spans]), strict=True))
    hashes = [
        None if sentence is None else known[ad, sentence.start, sentence.end]
        for ad, sentence in zip(given["ad"], sentences, strict=True)
    ]
    found = pa.table(
        {
            "ad": pa.array(given["ad"], pa.int32()),
            "skill": pa.array(given["skill"], pa.string()).dictionary_encode(),
            "start": pa.array(given["start"], pa.int32()),
            "end": pa.array(given["end"], pa.int32()),
            "stance": pa.array(given["stance"], pa.string()).dictionary_encode(),
            "source": pa.array(given["source"], pa.string()).dictionary_encode(),
            "sentence": pa.array(hashes, pa.uint64()),
        }
    )
    return found, {name: counts[name] for name in sorted(counts)}, words
