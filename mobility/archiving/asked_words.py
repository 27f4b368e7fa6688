"""asked_words: the words with which the ads of a corpus ask for something, part by part, beside it.

What no mention covers, in sentences that speak of the work, with what stands on both sides; and the
words of the other sentences, by which it is told which words stand everywhere.
"""

from array import array
from collections import defaultdict
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING

from mobility.archiving.part_tables import made_of_part, write_part_table
from mobility.archiving.parts import Chunk
from mobility.archiving.passes import pass_over_texts, texts_of
from mobility.finding.normalize import normal_form
from mobility.finding.sentences import sentence_at
from mobility.finding.skill_slots import Slot, next_to_each_other, slot_of
from mobility.finding.uncovered import Word, asked_in, may_be_edge
from mobility.foundation.addresses import from_anywhere, inside, read_whole
from mobility.foundation.corpus import Corpus
from mobility.foundation.progress import Progress

if TYPE_CHECKING:
    import pyarrow as pa

AD, WORK, OTHER, HELD = "ad", "work", "other", "held"
"""What a row is: an ad with a number of its text; a word of a sentence that speaks of the work, or
(each once) of one that does not; a mention in a sentence that does."""

_NAMED = ("kind", "word", "written", "gap", "left", "right")
_COUNTED = ("run", "start", "end", "edge")
_Row = tuple[str, str, str, str, str, str, int, int, int, int]
"""The columns above. ``written`` is blank where the word is written so; ``left`` and ``right`` of a
word are blank where what stands there is the word before it, or behind it, in its run."""


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
        _add_text(rows, ad, text, sorted(covered[ad]))
    address = asked_folder(folder)
    made_of = _made_of(folder, chunk.part)
    write_part_table(
        rows.table(), address, chunk.part, made_of, rising=("ad", "run", "start", "end")
    )
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
    asked = asked_in(ad, text, spans)

    def slot(start: int, end: int) -> Slot:
        return slot_of(text, start, end, sentence_at(asked.sentences, start))

    found = [(OTHER, w, "", "", "", "", 0, 0, 0, 0) for w in sorted(_words(asked.elsewhere))]
    for run in asked.runs:
        rows.runs += 1
        spans_of_run = [(word.start, word.end) for word in run]
        beside = [next_to_each_other(text, *pair) for pair in pairwise(spans_of_run)]
        before = run[0].start
        for word, known_left, known_right in zip(
            run, (False, *beside), (*beside, False), strict=True
        ):
            place = None if known_left and known_right else slot(word.start, word.end)
            written, gap = text[word.start : word.end], text[before : word.start]
            found.append(
                (
                    WORK,
                    word.word,
                    "" if written == word.word else written,
                    " " if gap.isspace() else gap,
                    "" if known_left or place is None else place.left,
                    "" if known_right or place is None else place.right,
                    rows.runs,
                    word.start,
                    word.end,
                    may_be_edge(word.word, frozenset()),
                )
            )
            before = word.end
    for _, start, end in asked.held:
        place = slot(start, end)
        term = normal_form(text[start:end])
        found.append((HELD, term, "", "", place.left, place.right, 0, start, end, 0))
    rows.add(ad, blake2b(text.encode("utf-8"), digest_size=16).digest(), found)


def _words(runs: list[list[Word]]) -> set[str]:
    """Return the words of stretches, each once."""
    return {word.word for run in runs for word in run}


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
        self._names = [_Numbers() for _ in _NAMED]
        self._named = [array("i") for _ in _NAMED]
        self._counted = [array("i") for _ in _COUNTED]
        self._ads = array("i")
        self._digests: list[bytes | None] = []

    def add(self, ad: int, digest: bytes, found: list[_Row]) -> None:
        """Add the rows of an ad; the first has the number of its text."""
        every = [(AD, "", "", "", "", "", 0, 0, 0, 0), *found]
        columns = list(zip(*every, strict=True))
        for column, names, told in zip(self._named, self._names, columns, strict=False):
            column.extend([names[str(name)] for name in told])
        for column, told in zip(self._counted, columns[len(_NAMED) :], strict=True):
            column.extend(map(int, told))
        self._ads.extend([ad] * len(every))
        self._digests += [digest, *[None] * len(found)]

    def table(self) -> "pa.Table":
        """Return the rows."""
        import pyarrow as pa

        columns: dict[str, pa.Array] = {"ad": pa.array(self._ads, pa.int32())}
        for name, numbers in zip(_COUNTED, self._counted, strict=True):
            columns[name] = pa.array(numbers, pa.int32())
        for name, numbers, names in zip(_NAMED, self._named, self._names, strict=True):
            columns[name] = pa.DictionaryArray.from_arrays(
                pa.array(numbers, pa.int32()), pa.array(names, pa.string())
            )
        columns["text"] = pa.array(self._digests, pa.binary(16))
        return pa.table(columns)
