"""asked_words: the words with which the ads of a corpus ask for something, part by part, beside it.

What no mention covers, in sentences that speak of the work, with what stands on both sides; and the
words of the other sentences, by which it is told which words stand everywhere.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from typing import TYPE_CHECKING

from mobility.archiving.part_tables import made_of_part, write_part_table
from mobility.archiving.parts import Chunk
from mobility.archiving.passes import pass_over_texts, texts_of
from mobility.finding.normalize import normal_form
from mobility.finding.sentences import sentence_at
from mobility.finding.skill_slots import slot_of
from mobility.finding.uncovered import asked_in, may_be_edge
from mobility.foundation.addresses import from_anywhere, inside, read_whole
from mobility.foundation.corpus import Corpus
from mobility.foundation.progress import Progress

if TYPE_CHECKING:
    import pyarrow as pa

AD, WORK, OTHER, HELD = "ad", "work", "other", "held"
"""What a row is: an ad with a number of its text; a word of a sentence that speaks of the work, or
(each once) of one that does not; a mention in a sentence that does."""

_NAMED = ("kind", "word", "written", "gap", "left", "right")
_COUNTED = ("ad", "run", "start", "end", "edge")


def asked_folder(folder: str) -> str:
    """Return where the words are kept: beside a corpus, which itself keeps no texts.

    Examples
    --------
    >>> asked_folder("memory://corpus/")
    'memory://corpus.asked'
    """
    return folder.rstrip("/") + ".asked"


def keep_asked_words(corpus: Corpus, *, workers: int | None, progress: Progress) -> None:
    """Write the words of every part that has none of these mentions beside the corpus.

    Parameters
    ----------
    corpus : Corpus
        Its files must still be where they were.
    workers, progress
        As in `build_corpus`; progress is told parts done of parts in all.
    """
    folder = from_anywhere(corpus.folder)

    def stands(part: str, _lines: str) -> bool:
        return made_of_part(asked_folder(folder), part) == _made_of(folder, part)

    pass_over_texts(
        corpus,
        asked_folder(corpus.folder),
        partial(_write_part, folder=folder),
        stands,
        step="read what is asked for",
        workers=workers,
        progress=progress,
    )


def _made_of(folder: str, part: str) -> str:
    """Return what the words of a part are made of: its ads, its mentions and how they are read."""
    told = (made_of_part(inside(folder, kind), part) for kind in ("ads", "mentions"))
    return " ".join((*map(str, told), version("labour-graphs")))


def _write_part(chunk: Chunk, *, folder: str) -> str:
    """Write the words of one part; return its name."""
    texts, covered = texts_of(chunk, folder), _covered(folder, chunk.part)
    rows = _Rows()
    for ad, text in enumerate(texts):
        rows.digests[ad] = blake2b(text.encode("utf-8"), digest_size=16).digest()
        _add_text(rows, ad, text, sorted(covered[ad]))
    address = asked_folder(folder)
    write_part_table(rows.table(), address, chunk.part, _made_of(folder, chunk.part))
    return chunk.part


def _covered(folder: str, part: str) -> dict[int, list[tuple[int, int]]]:
    """Return where the mentions of each ad of a part stand."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    content = pa.BufferReader(read_whole(inside(folder, "mentions", f"{part}.parquet")))
    mentions = pq.read_table(content, columns=["ad", "start", "end"]).drop_null()
    covered: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for ad, start, end in zip(*(column.to_pylist() for column in mentions.columns), strict=True):
        covered[ad].append((start, end))
    return covered


def _add_text(rows: "_Rows", ad: int, text: str, spans: list[tuple[int, int]]) -> None:
    """Add the rows of one text."""
    rows.add(AD, ad)
    asked = asked_in(ad, text, spans)
    for run in asked.runs:
        rows.runs += 1
        before = run[0].start
        for word in run:
            slot = slot_of(text, word.start, word.end, sentence_at(asked.sentences, word.start))
            gap = text[before : word.start]
            rows.add(
                WORK,
                ad,
                word=word.word,
                written=text[word.start : word.end],
                gap=" " if gap.isspace() else gap,
                left=slot.left,
                right=slot.right,
                start=word.start,
                end=word.end,
                edge=may_be_edge(word.word, frozenset()),
            )
            before = word.end
    for other in sorted({word.word for run in asked.elsewhere for word in run}):
        rows.add(OTHER, ad, word=other)
    for _, start, end in asked.held:
        slot = slot_of(text, start, end, sentence_at(asked.sentences, start))
        term = normal_form(text[start:end])
        rows.add(HELD, ad, word=term, left=slot.left, right=slot.right, start=start, end=end)


class _Numbers(dict[str, int]):
    """Each name with a number of its own, from 0 in the order in which they are asked for."""

    def __missing__(self, name: str) -> int:
        """Give the next number to a name not met yet."""
        self[name] = number = len(self)
        return number


class _Rows:
    """The rows of a part as columns of numbers: as texts they would fill the memory."""

    def __init__(self) -> None:
        self.runs = 0
        self.digests: dict[int, bytes] = {}
        self._names = {column: _Numbers() for column in _NAMED}
        self._columns = {column: array("i") for column in (*_NAMED, *_COUNTED)}

    def add(
        self,
        kind: str,
        ad: int,
        *,
        word: str = "",
        written: str = "",
        gap: str = "",
        left: str = "",
        right: str = "",
        start: int = 0,
        end: int = 0,
        edge: bool = False,
    ) -> None:
        """Add a row."""
        named = (kind, word, written, gap, left, right)
        for column, name in zip(_NAMED, named, strict=True):
            self._columns[column].append(self._names[column][name])
        for column, number in zip(_COUNTED, (ad, self.runs, start, end, edge), strict=True):
            self._columns[column].append(number)

    def table(self) -> "pa.Table":
        """Return the rows; the first of each ad has a number of its text."""
        import pyarrow as pa

        columns: dict[str, pa.Array] = {}
        for column in _COUNTED:
            columns[column] = pa.array(self._columns[column], pa.int32())
        for column in _NAMED:
            columns[column] = pa.DictionaryArray.from_arrays(
                pa.array(self._columns[column], pa.int32()),
                pa.array(self._names[column], pa.string()),
            )
        columns["text"] = pa.array(self._digests(), pa.binary(16))
        return pa.table(columns)

    def _digests(self) -> Iterator[bytes | None]:
        """Yield for each row the number of the text where it is the row of an ad."""
        of_ad = self._names["kind"][AD]
        for kind, ad in zip(self._columns["kind"], self._columns["ad"], strict=True):
            yield self.digests[ad] if kind == of_ad else None
