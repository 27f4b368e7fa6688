"""build: build_corpus() turns files of job ads into a folder of Parquet parts."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any

from mobility.archiving.begun import (
    employer_key,
    refuse_missing_sources,
    refuse_other_settings,
    settled_sources,
)
from mobility.archiving.manifest import account, made_alike, plan, write_manifest
from mobility.archiving.parts import KINDS, Making, awake
from mobility.archiving.ready_list import keep_ready
from mobility.archiving.rounds import made_parts
from mobility.archiving.runs_log import Run
from mobility.archiving.skill_tables import FOLDER as SKILLS
from mobility.archiving.skill_tables import read_skill_tables, skill_hash, write_skill_tables
from mobility.archiving.sources import (
    addresses_of,
    with_sources,
)
from mobility.archiving.workers import how_many, waking
from mobility.foundation.addresses import (
    file_names,
    from_anywhere,
    inside,
    local_path,
    take_out,
    take_out_unfinished,
)
from mobility.foundation.corpus import MANIFEST, Corpus, read_corpus, read_manifest
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.files import ready_folder
from mobility.foundation.progress import Progress, silent
from mobility.foundation.skill_list import SkillList
from mobility.reading.ads import check_columns, version_of_codes
from mobility.reading.encodings import check_encoding


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
    adds them; a source that was refused can be mended or left out. Called with another skill list,
    it finds again only where a term that is new, gone or changed can stand. Settings cannot change.
    When it was called and how long it took is noted beside the folder, in ``FOLDER.runs.jsonl``;
    the folder itself holds no times.

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
        changed since it was read; if no line stands in any of them.
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
    key = employer_key(address, pseudonym_key)
    settings = {
        "chunk_megabytes": chunk_megabytes,
        "columns": dict(columns) if columns is not None else None,
        "occupation_version": occupation_version,
        "industry_version": industry_version,
        "encoding": encoding,
        "employer_key": sha256(b"mobility corpus" + key).hexdigest()[:16],
    }
    if standing is not None:
        refuse_other_settings(address, standing["settings"], settings)
        refuse_missing_sources(address, settled_sources(standing), given)
    return _built(address, settings, given, skills, key, workers=workers, progress=progress)


def add_to_corpus(
    corpus: Corpus | str | Path,
    sources: str | Path | Iterable[str | Path],
    *,
    pseudonym_key: bytes | None = None,
    workers: int | None = None,
    progress: Progress = silent,
) -> Corpus:
    r"""Add files to a corpus; the parts of its other files are left as they are.

    Until all is added the corpus stays what it was: refused, or stopped on the way, it can be read
    as before, and the same call goes on.

    Parameters
    ----------
    corpus : Corpus, str or Path
        What to add to, or its folder; its settings and its skill list hold.
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

    Examples
    --------
    >>> import json
    >>> from tempfile import mkdtemp
    >>> from mobility.datasets.generate import synthetic_ads
    >>> from mobility.datasets.shipped import demo_skills
    >>> home = Path(mkdtemp())
    >>> lines = [json.dumps(ad) + "\n" for ad in synthetic_ads(30)]
    >>> _ = (home / "2023.jsonl").write_text("".join(lines[:20]), encoding="utf-8")
    >>> _ = (home / "2024.jsonl").write_text("".join(lines[20:]), encoding="utf-8")
    >>> corpus = build_corpus(home / "2023.jsonl", demo_skills(), home / "corpus")
    >>> corpus.count("ads"), add_to_corpus(corpus, home / "2024.jsonl").count("ads")
    (20, 30)
    """
    folder = _folder_of(corpus)
    known = _begun(folder)
    more = addresses_of(sources)
    skills = read_skill_tables(folder)
    return _again(folder, known, more, skills, pseudonym_key, workers, progress)


def with_skills(
    corpus: Corpus | str | Path,
    skills: SkillList,
    *,
    pseudonym_key: bytes | None = None,
    workers: int | None = None,
    progress: Progress = silent,
) -> Corpus:
    r"""Find another skill list in a corpus; parts in which it makes no difference are not redone.

    Parameters
    ----------
    corpus : Corpus, str or Path
        What to find skills in, or its folder; its sources must still be where they were. Stopped on
        the way it cannot be read; called again with the folder, it goes on.
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

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from mobility.finding.skills import prepare_skills
    >>> from mobility.reading.skills import read_skills
    >>> home = Path(mkdtemp())
    >>> line = '{"id": "1", "headline": "Kock", "description": {"text": "Du har truckkort."}}'
    >>> _ = (home / "ads.jsonl").write_text(line, encoding="utf-8")
    >>> for name, label in (("one", "degkavel"), ("other", "truckkort")):
    ...     rows = f"skill,label,kind\nk,{label},skill\n"
    ...     _ = (home / f"{name}.csv").write_text(rows, encoding="utf-8")
    >>> one, other = (prepare_skills(read_skills(home / f"{n}.csv")) for n in ("one", "other"))
    >>> corpus = build_corpus(home / "ads.jsonl", one, home / "corpus")
    >>> corpus.count("mentions"), with_skills(corpus, other).count("mentions")
    (0, 1)
    """
    folder = _folder_of(corpus)
    return _again(folder, _begun(folder), [], skills, pseudonym_key, workers, progress)


def _folder_of(corpus: Corpus | str | Path) -> str:
    """Return the address of the folder of a corpus."""
    return corpus.folder if isinstance(corpus, Corpus) else str(corpus)


def _begun(folder: str) -> Mapping[str, Any]:
    """Return what is told of a corpus, whole or broken off.

    Raises
    ------
    FileProblemError
        If the folder holds none.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise FileProblemError(folder, f"is no corpus: it has no {MANIFEST}.")
    return manifest


def _again(
    folder: str,
    known: Mapping[str, Any],
    more: list[str],
    skills: SkillList,
    pseudonym_key: bytes | None,
    workers: int | None,
    progress: Progress,
) -> Corpus:
    """Bring a corpus to what it is to be now, with the settings it has."""
    settings = known["settings"]
    settled = [str(source["address"]) for source in settled_sources(known)]
    planned = [str(source["address"]) for source in known["sources"]]
    return build_corpus(
        [*settled, *(a for a in planned if a not in {*settled, *more}), *more],
        skills,
        folder,
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
    run = Run(folder, how_many(workers))
    before = read_manifest(folder)
    # Workers wake meanwhile; not where little may be left to do.
    with nullcontext() if before else waking(awake, workers=workers):
        planned = _planned(before, settings, given, skills)
        _made_ready(folder)
        if not made_alike(before, planned):
            write_manifest(planned, folder)
        write_skill_tables(skills, folder)
        run.note(0, ended=False)
        keep_ready(skills, folder, planned["skills"])
    making = Making(from_anywhere(folder), planned["skills"], key)
    try:
        lines = made_parts(planned, making, run, workers=workers, progress=progress)
    except BaseException:
        run.note(0, ended=False)
        raise
    if not lines:
        names = ", ".join(repr(source["name"]) for source in planned["sources"])
        raise InputError("sources", [f"no line stands in any of {names}; give a file with ads"])
    _take_out_others(folder, {line["part"] for line in lines})
    manifest = account(planned, lines)
    write_manifest(manifest, folder)
    run.note(len(lines), ended=True)
    return read_corpus(folder)


def _planned(
    before: Mapping[str, Any] | None,
    settings: Mapping[str, Any],
    given: list[str],
    skills: SkillList,
) -> dict[str, Any]:
    """Read through the sources, and return the manifest of what is to be built of them."""
    sources = with_sources(
        settled_sources(before),
        given,
        columns=settings["columns"],
        encoding=settings["encoding"],
    )
    version = version_of_codes(
        {source["name"]: source["shape"] for source in sources},
        settings["columns"],
        settings["occupation_version"],
    )
    return plan(
        settings=settings,
        occupation_version=version,
        skills=skill_hash(skills),
        skills_recipe=skills.recipe,
        sources=sources,
        accounted=before["parts"] if before else [],
    )


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
