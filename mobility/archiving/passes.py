"""passes: what needs the texts of a corpus is made part by part, and again only where it must."""

from collections.abc import Callable, Iterator

from mobility.archiving.ad_rows import TEXT
from mobility.archiving.parts import Chunk
from mobility.archiving.rounds import chunks_of
from mobility.archiving.workers import handed_out, on_this_machine, until_done
from mobility.foundation.addresses import inside, local_path, read_whole, take_out_unfinished
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import InputError
from mobility.foundation.files import ready_folder
from mobility.foundation.progress import Progress, silent
from mobility.reading.gathering import Gathering
from mobility.reading.jobtech import drafts_of


def pass_over_texts(
    corpus: Corpus,
    folder: str,
    work: Callable[[Chunk], str],
    stands: Callable[[str, str], bool],
    *,
    step: str,
    workers: int | None,
    progress: Progress,
) -> None:
    """Read the files of a corpus again, to make a table of each part that has none of these.

    Broken off and called again, it goes on where it was: a table that stands is left as it is.
    Where a worker dies, the parts it had in hand are given out again.

    Parameters
    ----------
    corpus : Corpus
        Its files must still be where they were.
    folder : str
        Where the tables are written.
    work : callable
        Writes the table of a part, whole or not at all, and returns its name. Done in other
        processes, so it must be a function of a module, or a partial of one.
    stands : callable
        From the name of a part and a hash of its lines to whether its table is there, and of these
        lines.
    step : str
        What the progress callback is told is done: parts done, of parts in all.
    workers, progress
        As in `build_corpus`.

    Raises
    ------
    InputError
        If a file has changed since it was read.
    FileProblemError
        If a file is missing, or a table cannot be written.
    """
    parts, near = len(corpus.parts), on_this_machine()
    path = local_path(folder)
    if path is not None:
        ready_folder(path)
    take_out_unfinished(folder)

    def one_round() -> Iterator[str]:
        done = 0

        def counted(part: str, _source: str, lines: str, _size: int) -> bool:
            nonlocal done
            there = stands(part, lines)
            done += there
            return there

        def missing() -> Iterator[Chunk]:
            for place, source in enumerate(corpus.manifest["sources"]):
                yield from chunks_of(place, source, corpus.manifest["settings"], counted, near=near)

        progress(step, 0, parts)
        for part in handed_out(work, missing(), workers=workers):
            done += 1
            progress(step, done, parts)
            yield part

    until_done(one_round, corpus.folder)
    progress(step, parts, parts)


def texts_of(chunk: Chunk, folder: str) -> list[str]:
    """Return the texts of the ads of a part, as they were when skills were found in them.

    Raises
    ------
    InputError
        If they are not as long as those of the part that stands in the folder of the corpus.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    reading = Gathering(silent, repeated_ids=True)
    reading.take(chunk.source, chunk.shape, drafts_of(chunk.lines()))
    texts = [str(row[TEXT]) for row in reading.rows]
    content = pa.BufferReader(read_whole(inside(folder, "ads", f"{chunk.part}.parquet")))
    standing = pq.read_table(content, columns=["characters"])["characters"]
    if standing.to_pylist() != list(map(len, texts)):
        said = f"the ads of part {chunk.part!r} are read otherwise now; build the corpus again"
        raise InputError(folder, [said])
    return texts
