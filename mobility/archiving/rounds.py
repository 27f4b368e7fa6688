"""rounds: every part of a corpus that does not stand yet is made, and given out again if lost."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from mobility.archiving.chunks import packed, part_name, runs
from mobility.archiving.done import Done
from mobility.archiving.manifest import made_of
from mobility.archiving.parts import Chunk, Making, standing_part, write_part
from mobility.archiving.runs_log import Run
from mobility.archiving.sources import Source, is_packed, still_the_same
from mobility.archiving.spent import with_spent
from mobility.archiving.workers import handed_out, on_this_machine, until_done
from mobility.foundation.addresses import fetched, local_path
from mobility.foundation.progress import Progress
from mobility.reading.ads import given_members

MEGABYTE = 1 << 20


def made_parts(
    planned: Mapping[str, Any],
    making: Making,
    run: Run,
    *,
    workers: int | None,
    progress: Progress,
) -> list[dict[str, Any]]:
    """Make every part that does not stand yet, and return the line of each.

    Where a worker dies, the parts it had in hand are given out again; parts that stand are not.
    """
    one_round = partial(_round, planned, making, run, workers=workers, progress=progress)
    return until_done(one_round, making.folder)


def _round(
    planned: Mapping[str, Any],
    making: Making,
    run: Run,
    *,
    workers: int | None,
    progress: Progress,
) -> Iterator[dict[str, Any]]:
    """Yield the line of every part: of those that stand, and of the others once they are made."""
    done, near = Done(planned["sources"], progress), on_this_machine()
    sizes: dict[str, int] = {}
    standing: list[dict[str, Any]] = []

    def stands(part: str, source: str, of: str, size: int) -> bool:
        sizes[part] = size
        line = standing_part(making, part, source, of)
        if line is not None:
            standing.append(line)
            done.add(line, size)
        return line is not None

    def missing() -> Iterator[Chunk]:
        for place, source in enumerate(planned["sources"]):
            yield from chunks_of(place, source, planned["settings"], stands, near=near)

    work = partial(with_spent, work=partial(write_part, making=making))
    for line, spent in handed_out(work, missing(), workers=workers):
        run.made(line, sizes[line["part"]], spent)
        done.add(line, sizes[line["part"]])
        yield line
    yield from standing


def chunks_of(
    place: int,
    source: Source,
    settings: Mapping[str, Any],
    stands: Callable[[str, str, str, int], bool],
    *,
    near: bool,
) -> Iterator[Chunk]:
    """Yield the chunks of one source whose parts do not stand yet.

    To workers that are near, on this machine, lines of a file that is not packed are not handed:
    they read them where they lie.
    """
    size, encoding = max(1, round(settings["chunk_megabytes"] * MEGABYTE)), settings["encoding"]
    with fetched(source["address"]) as path:
        still_the_same(source, path)
        shape, members = given_members(
            source["name"], path, columns=settings["columns"], encoding=encoding
        )
        here = near and local_path(source["address"]) is not None
        lying = path.absolute() if here and not is_packed(path) else None
        for run in runs(members, size=size, lying=lying):
            part = part_name(place, source["name"], run.number)
            of = made_of(source, run.number, settings)
            if not stands(part, source["name"], of, run.size):
                pieces = run.pieces if near else packed(run.pieces)
                yield Chunk(part, source["name"], shape, pieces, of, run.size, encoding)
