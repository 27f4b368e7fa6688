"""build: build_corpus() turns files of job ads into a folder of Parquet parts."""

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from mobility.archiving.chunks import packed, part_name, runs
from mobility.archiving.done import Done
from mobility.archiving.manifest import account, made_of, plan, write_manifest
from mobility.archiving.parts import KINDS, Chunk, Making, ready_finding, standing_part, write_part
from mobility.archiving.runs_log import Run
from mobility.archiving.skill_tables import FOLDER as SKILLS
from mobility.archiving.skill_tables import read_skill_tables, skill_hash, write_skill_tables
from mobility.archiving.sources import (
    Source,
    addresses_of,
    is_packed,
    name_of,
    still_the_same,
    with_sources,
)
from mobility.archiving.workers import handed_out, how_many, lost_workers, on_this_machine
from mobility.foundation.addresses import (
    fetched,
    file_names,
    inside,
    is_there,
    local_path,
    read_whole,
    take_out,
    take_out_unfinished,
    write_whole,
)
from mobility.foundation.corpus import Corpus, read_corpus, read_manifest
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.files import ready_folder
from mobility.foundation.progress import Progress, silent
from mobility.foundation.skill_list import SkillList
from mobility.reading.ads import check_columns, given_members, version_of_codes
from mobility.reading.employers import pseudonyms
from mobility.reading.encodings import check_encoding

logger = logging.getLogger(__name__)

MEGABYTE = 1 << 20
_IN_VAIN = 3
"""How often in a row workers may die before a single part is made."""


def build_corpus(
    sources: str | Path | Iterable[str | Path],
    skills: SkillList,
    folder: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    occupation_version: str | None = None,
    industry_version: str = "",
    encoding: str = "utf-8",
    pseudonym_key: bytes | None = None,
    chunk_megabytes: float = 16,
    workers: int | None = None,
    progress: Progress = silent,
) -> Corpus:
    r"""Read files of job ads, find skills in them, and keep both as a folder of Parquet parts.

    Every line becomes an ad or a reject of exactly one part, as `read_ads` says; ads whose id
    stands twice are all kept, since tables made from the parts say which ad repeats which. Texts
    are not kept. Where a source does not tell an ad's language, it is found (`language_of`).

    Memory does not grow with the files: a part is made from a fixed run of lines. Each part is
    written beside its place and moved there when it is complete. **Stopped anywhere and called
    again, it goes on where it was, and ends with the same bytes.** Called with more sources, it
    adds them; called with another skill list, it finds again only where a term that is new, gone
    or changed can stand. Settings cannot change. When it was called and how long it took is noted
    beside the folder, in ``FOLDER.runs.jsonl``; the folder itself holds no times.

    Parameters
    ----------
    sources : str, Path or iterable of them
        Files as in `read_ads`, patterns (``"ads/*.zip"``), or addresses that fsspec knows
        (``"https://…/2023.zip"``; say ``"simplecache::https://…"`` to fetch only once).
    skills : SkillList
        A list from `prepare_skills`.
    folder : str or Path
        Where the parts go: a folder, or the address of one.
    columns, occupation_version, industry_version, encoding
        As in `read_ads`.
    pseudonym_key : bytes, optional
        Secret of 16 to 64 bytes. Without one it is made once and kept beside the folder, as
        ``FOLDER.key``, so that the folder can be given away without it.
    chunk_megabytes : float
        Megabytes (2^20 bytes) of unpacked content in a part, at least.
    workers : int, optional
        How many processes; without it what ``joblib.parallel_config`` says, which may name Dask or
        Ray instead of processes; one if it says nothing. The result is the same.
    progress : callable
        Told how many lines are done, and about how many there will be.

    Returns
    -------
    Corpus
        What `read_corpus` opens.

    Raises
    ------
    InputError
        As `read_ads`; if the folder holds a corpus of other settings or sources; if a source has
        changed since it was read.
    FileProblemError
        As `read_ads`; if a part cannot be written, as on a full disk.

    Examples
    --------
    >>> import pandas as pd
    >>> from tempfile import mkdtemp
    >>> home = Path(mkdtemp())
    >>> line = '{"id": "1", "headline": "Kock", "description": {"text": "Vassa knivar."}}\n'
    >>> _ = (home / "ads.jsonl").write_text(line + line + "{\n", encoding="utf-8")
    >>> kitchen = SkillList.of(
    ...     pd.DataFrame({"skill": ["k"], "label": ["Kniv"], "kind": ["skill"]}).set_index("skill"),
    ...     pd.DataFrame(
    ...         [("knivar", "k", "label", "any")], columns=["term", "skill", "origin", "match"]
    ...     ),
    ... )
    >>> build_corpus(home / "ads.jsonl", kitchen, home / "corpus")
    Corpus(2 ads, 2 mentions, 1 rejects, 1 parts)
    """
    check_encoding(encoding)
    if columns is not None:
        check_columns(columns, occupation_version)
    if chunk_megabytes <= 0:
        raise InputError("chunk_megabytes", [f"is {chunk_megabytes}, but must be more than 0"])
    address = str(folder)
    given = addresses_of(sources)
    standing = read_manifest(address)
    key = _employer_key(address, pseudonym_key)
    settings = {
        "chunk_megabytes": chunk_megabytes,
        "columns": dict(columns) if columns is not None else None,
        "occupation_version": occupation_version,
        "industry_version": industry_version,
        "encoding": encoding,
        "employer_key": sha256(b"mobility corpus" + key).hexdigest()[:16],
    }
    if standing is not None:
        _refuse_other_settings(address, standing["settings"], settings)
        _refuse_missing_sources(address, standing["sources"], given)
    return _built(address, settings, given, skills, key, workers=workers, progress=progress)


def add_to_corpus(
    corpus: Corpus,
    sources: str | Path | Iterable[str | Path],
    *,
    pseudonym_key: bytes | None = None,
    workers: int | None = None,
    progress: Progress = silent,
) -> Corpus:
    """Add files to a corpus; the parts of its other files are left as they are.

    Parameters
    ----------
    corpus : Corpus
        What to add to; its settings and its skill list hold.
    sources : str, Path or iterable of them
        As in `build_corpus`.
    pseudonym_key, workers, progress
        As in `build_corpus`.

    Returns
    -------
    Corpus
        The same folder with more parts.

    Raises
    ------
    InputError, FileProblemError
        As `build_corpus`.
    """
    given = [str(source["address"]) for source in corpus.manifest["sources"]]
    skills = read_skill_tables(corpus.folder)
    return _again(
        corpus, [*given, *addresses_of(sources)], skills, pseudonym_key, workers, progress
    )


def with_skills(
    corpus: Corpus,
    skills: SkillList,
    *,
    pseudonym_key: bytes | None = None,
    workers: int | None = None,
    progress: Progress = silent,
) -> Corpus:
    """Find another skill list in a corpus; only parts in which it can make a difference are redone.

    Parameters
    ----------
    corpus : Corpus
        What to find skills in; its sources must still be where they were.
    skills : SkillList
        The new list.
    pseudonym_key, workers, progress
        As in `build_corpus`.

    Returns
    -------
    Corpus
        The same folder, byte for byte as if it had been built with this list.

    Raises
    ------
    InputError, FileProblemError
        As `build_corpus`.
    """
    given = [str(source["address"]) for source in corpus.manifest["sources"]]
    return _again(corpus, given, skills, pseudonym_key, workers, progress)


def _again(
    corpus: Corpus,
    given: list[str],
    skills: SkillList,
    pseudonym_key: bytes | None,
    workers: int | None,
    progress: Progress,
) -> Corpus:
    """Bring a corpus to what it is to be now, with the settings it has."""
    settings = corpus.manifest["settings"]
    return build_corpus(
        given,
        skills,
        corpus.folder,
        columns=settings["columns"],
        occupation_version=settings["occupation_version"],
        industry_version=settings["industry_version"],
        encoding=settings["encoding"],
        pseudonym_key=pseudonym_key,
        chunk_megabytes=settings["chunk_megabytes"],
        workers=workers,
        progress=progress,
    )


def _built(
    folder: str,
    settings: Mapping[str, Any],
    given: list[str],
    skills: SkillList,
    key: bytes,
    *,
    workers: int | None,
    progress: Progress,
) -> Corpus:
    """Write the plan, then every part that does not stand yet, then the account."""
    run = Run(how_many(workers))
    before = read_manifest(folder)
    sources = with_sources(
        before["sources"] if before else [],
        given,
        columns=settings["columns"],
        encoding=settings["encoding"],
    )
    version = version_of_codes(
        {source["name"]: source["shape"] for source in sources},
        settings["columns"],
        settings["occupation_version"],
    )
    hashed = skill_hash(skills)
    planned = plan(
        settings=settings,
        occupation_version=version,
        skills=hashed,
        skills_recipe=skills.recipe,
        sources=sources,
    )
    _made_ready(folder)
    write_skill_tables(skills, folder)
    write_manifest(planned, folder)
    making = Making(folder, hashed, key)
    lines = _parts(planned, making, run, workers=workers, progress=progress)
    _take_out_others(folder, {line["part"] for line in lines})
    manifest = account(planned, lines)
    write_manifest(manifest, folder)
    run.note(folder, len(lines))
    return read_corpus(folder)


def _parts(
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
    in_vain = 0
    while in_vain < _IN_VAIN:
        lines: list[dict[str, Any]] = []
        try:
            for line in _round(planned, making, run, workers=workers, progress=progress):
                lines.append(line)
        except lost_workers() as error:
            in_vain = 0 if lines else in_vain + 1
            logger.warning("a worker was lost (%s); its parts are given out again", error)
        else:
            return lines
    said = (
        "workers were lost again and again, as when memory runs out; say fewer workers or smaller "
        "chunks in another folder. Called again, it goes on where it was."
    )
    raise FileProblemError(making.folder, said)


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
    finding = ready_finding(making.folder, making.skills)
    sizes: dict[str, int] = {}
    standing: list[dict[str, Any]] = []

    def stands(part: str, source: str, of: str, size: int) -> bool:
        sizes[part] = size
        line = standing_part(making.folder, part, source, of, finding)
        if line is not None:
            standing.append(line)
            done.add(line, size)
        return line is not None

    def missing() -> Iterator[Chunk]:
        for place, source in enumerate(planned["sources"]):
            yield from chunks_of(place, source, planned["settings"], stands, near=near)

    for line in handed_out(partial(write_part, making=making), missing(), workers=workers):
        done.add(line, sizes[line["part"]])
        run.made(line, sizes[line["part"]])
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
        lying = path if here and not is_packed(path) else None
        for run in runs(members, size=size, lying=lying):
            part = part_name(place, source["name"], run.number)
            of = made_of(source, run.number, settings)
            if not stands(part, source["name"], of, run.size):
                pieces = run.pieces if near else packed(run.pieces)
                yield Chunk(part, source["name"], shape, pieces, of, run.size, encoding)


def _made_ready(folder: str) -> None:
    """Make the folder, and take out what an interrupted run left half-written."""
    path = local_path(folder)
    if path is not None:
        ready_folder(path)
    for inner in (folder, *(inside(folder, table) for table in (SKILLS, *KINDS))):
        take_out_unfinished(inner)


def _take_out_others(folder: str, parts: set[str]) -> None:
    """Remove parts that no source has."""
    for kind in KINDS:
        for name in file_names(inside(folder, kind)):
            if name.removesuffix(".parquet") not in parts:
                take_out(inside(folder, kind, name))


def _employer_key(folder: str, given: bytes | None) -> bytes:
    """Return the key of the pseudonyms: the one given, or the one kept beside the folder."""
    if given is not None:
        pseudonyms(given)
        return given
    address = folder.rstrip("/") + ".key"
    if not is_there(address):
        write_whole(address, secrets.token_bytes(32))
    return read_whole(address)


def _refuse_other_settings(
    folder: str, standing: Mapping[str, Any], given: Mapping[str, Any]
) -> None:
    """Refuse to go on with a corpus that was begun otherwise."""
    faults = [
        f"{name} is {given[name]!r}, but the corpus was begun with {standing[name]!r}"
        for name in given
        if given[name] != standing[name]
    ]
    if faults:
        raise InputError(folder, [*faults, "give the same settings, or another folder"])


def _refuse_missing_sources(folder: str, standing: Iterable[Source], given: Iterable[str]) -> None:
    """Refuse to take sources out of a corpus."""
    names = {name_of(address) for address in given}
    missing = [s["address"] for s in standing if name_of(s["address"]) not in names]
    if missing:
        faults = [f"{address!r} is in the corpus but was not given" for address in missing]
        raise InputError(folder, [*faults, "give all its sources, or another folder"])
