"""ads: read_ads() turns files of job ads into one table, with what was set aside beside it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from itertools import chain, islice
from pathlib import Path

import pandas as pd

from mobility.foundation.addresses import fetched, matching
from mobility.foundation.ads import REJECT_COLUMNS, Ads
from mobility.foundation.errors import InputError, VersionError
from mobility.foundation.files import sha256
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step
from mobility.reading.drafts import Draft, Reject
from mobility.reading.employers import pseudonyms
from mobility.reading.encodings import check_encoding
from mobility.reading.gathering import JOBTECH, MAPPED, Gathering
from mobility.reading.jobtech import OCCUPATION_VERSION, drafts_of, is_jobtech, keys_of
from mobility.reading.json_records import (
    Items,
    Lines,
    Record,
    json_members,
    json_records,
    records_of,
)
from mobility.reading.mapped import (
    ads_from_records,
    ads_from_rows,
    check_mapping,
    has_fields,
    how_to_map,
)
from mobility.reading.readable import readable_table
from mobility.reading.table_rows import file_format, headings_and_rows

_SNIFFED = 100
Member = Lines | Items[Record | Reject] | Items[Draft | Reject]
"""A file of a source."""


def read_ads(
    *sources: str | Path,
    columns: Mapping[str, str] | None = None,
    occupation_version: str | None = None,
    industry_version: str = "",
    encoding: str = "utf-8",
    pseudonym_key: bytes | None = None,
    progress: Progress = silent,
) -> Ads:
    r"""Read job ads from one or more files, keeping count of every line that is no usable ad.

    Every line (JSON Lines), item (a JSON list) or row (CSV, Excel, Parquet) becomes an ad or a
    reject, never neither: lines = ads + rejects, where blank lines are not counted as lines.

    - **Contact data.** Contact persons, e-mail and phone fields are not read. In text and headline,
      e-mail addresses, phone numbers and personal identity numbers become asterisks of the same
      length, so that places in the text stay true. Names inside a text are not recognised.
    - **Employer.** The organisation number of a legal person is kept. A number that may be a
      person's, and any name, becomes a pseudonym.
    - **Ids.** An ad without an id is called by its file and line, such as ``"2014.jsonl:17"``. Of
      ads with the same id the first is kept.
    - **Unreadable values.** A date, number, yes/no or JobTech unit group that cannot be read is
      left blank and counted in the recipe.

    Parameters
    ----------
    *sources : str or Path
        Files, packed (``.gz``, ``.zst``, ``.zip`` with one or more files) or not; patterns such as
        ``"ads/*.zip"`` (the files they match, sorted); addresses that fsspec knows. Without
        ``columns``: JobTech ads as JSON Lines, a JSON list, or the search API's object with
        ``hits``.
    columns : mapping of str to str, optional
        For other files: from a column of the contract (`mobility.foundation.ads.AD_COLUMNS`) to a
        column of the file. Lists in a cell are separated by a bar, semicolon or line. A JobTech
        file among the sources is still read as such.
    occupation_version : str, optional
        Classification and version of the occupation codes; JobTech's is "SSYK 2012" unless told
        otherwise. Needed where ``columns`` names an occupation.
    industry_version : str
        Classification and version of the industry codes.
    encoding : str
        How the files are written.
    pseudonym_key : bytes, optional
        Secret of 16 to 64 bytes. With it an employer has the same pseudonym in every run; without
        it employers are numbered in the order they appear.
    progress : callable
        Told how many lines are read.

    Returns
    -------
    Ads
        Ads in the order read, rejects, versions and recipe (one step a file).

    Raises
    ------
    InputError
        If no source is given or one is given twice; if a file is not in JobTech's shape and has no
        mapping; if a column of the mapping is missing; if a whole column cannot be read.
    VersionError
        If JobTech ads are read together with a file whose codes are of another version.
    FileProblemError
        If a file is missing, empty, damaged or not what its name says, or a pattern matches none.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "ads.csv"
    >>> _ = file.write_text("id;ssyk;body\n1;0110;Mail ann@kok.se\n2;5120;\n", encoding="utf-8")
    >>> names = {"ad": "id", "occupation": "ssyk", "text": "body"}
    >>> ads = read_ads(file, columns=names, occupation_version="SSYK 2012")
    >>> ads, ads.table.loc[0, ["occupation", "text"]].tolist(), ads.rejects["reason"].tolist()
    (Ads(1 ads, 1 rejects), ['0110', 'Mail **********'], ['empty text'])
    """
    check_encoding(encoding)
    if columns is not None:
        check_columns(columns, occupation_version)
    employer = pseudonyms(pseudonym_key)
    reading = Gathering(progress)
    with ExitStack() as here:
        files = {
            file: here.enter_context(fetched(one)) for file, one in _addresses(sources).items()
        }
        hashes = _hashes(files)
        for file, path in files.items():
            shape, given = given_records(file, path, columns=columns, encoding=encoding)
            reading.take(file, shape, drafts_of(given))
    version = version_of_codes(reading.shapes, columns, occupation_version)
    table, blanked = readable_table(reading, columns or {})
    table["employer"] = [None if value is None else employer(value) for value in table["employer"]]
    steps = [
        Step.of(
            "read_ads",
            {
                "file": file,
                "sha256": hashes[file],
                "shape": reading.shapes[file],
                "occupation_version": version,
                "industry_version": industry_version,
                "encoding": encoding,
                "employers": "numbered" if pseudonym_key is None else "keyed pseudonyms",
            },
            reading.counts(file) | blanked[file],
        )
        for file in files
    ]
    rejects = pd.DataFrame(reading.rejects, columns=[column.name for column in REJECT_COLUMNS])
    return Ads(table, rejects, version, industry_version, Recipe(tuple(steps)))


def _addresses(sources: Sequence[str | Path]) -> dict[str, str]:
    """Return the addresses by what they are called: the name, numbered where two share it."""
    if not sources:
        raise InputError("read_ads", ["no file was given; say read_ads('ads.jsonl')"])
    named: dict[str, str] = {}
    names: list[str] = []
    for address in chain.from_iterable(map(matching, sources)):
        name = Path(address).name.partition("?")[0] if "://" in address else Path(address).name
        names.append(name)
        same = names.count(name)
        named[f"{name} ({same})" if same > 1 else name] = address
    return named


def _hashes(files: Mapping[str, Path]) -> dict[str, str]:
    """Return the SHA-256 of each file, refusing the same content twice: it would count double."""
    hashes: dict[str, str] = {}
    faults = []
    for file, path in files.items():
        content = sha256(path)
        same = [other for other, known in hashes.items() if known == content]
        faults += [f"{file!r} has the same content as {same[0]!r}; give it once"] if same else []
        hashes[file] = content
    if faults:
        raise InputError("read_ads", faults)
    return hashes


def check_columns(columns: Mapping[str, str], occupation_version: str | None) -> None:
    """Refuse a mapping that is not of the contract, or has codes of an unknown version."""
    check_mapping(columns)
    if "occupation" in columns and not occupation_version:
        said = "names an occupation, but codes mean nothing without their version; "
        raise InputError("columns", [said + "say occupation_version='SSYK 2012' (or the like)"])


def given_records(
    file: str, path: Path, *, columns: Mapping[str, str] | None, encoding: str
) -> tuple[str, Iterator[Record | Draft | Reject]]:
    """Return the shape of a file, and every line of it, as `given_members` has them."""
    shape, members = given_members(file, path, columns=columns, encoding=encoding)
    given = (
        one.items if isinstance(one, Items) else records_of(one, encoding=encoding)
        for one in members
    )
    return shape, chain.from_iterable(given)


def given_members(
    file: str, path: Path, *, columns: Mapping[str, str] | None, encoding: str
) -> tuple[str, Iterator[Member]]:
    """Return the shape of a file, and its lines or records, or those of each file in a zip.

    JobTech's come undecoded, as lines where they are lines; a mapped file's come as drafts, since
    its columns are judged by all their values.

    Raises
    ------
    InputError
        As `read_ads`.
    """
    if file_format(path) != "json":
        headings, rows = headings_and_rows(path, encoding=encoding)
        if columns is None:
            raise how_to_map(file, headings)
        return MAPPED, iter([Items(file, ads_from_rows(file, headings, rows, columns))])
    if _is_jobtech(file, path, columns, encoding):
        return JOBTECH, json_members(path, name=file, encoding=encoding)
    records = json_records(path, name=file, encoding=encoding)
    return MAPPED, iter([Items(file, ads_from_records(file, records, columns or {}))])


def _is_jobtech(file: str, path: Path, columns: Mapping[str, str] | None, encoding: str) -> bool:
    """Whether the first records of a file are JobTech's, or there are none; else ask for columns.

    Raises
    ------
    InputError
        If they are not and there is no mapping.
    """
    with closing(json_records(path, name=file, encoding=encoding)) as records:
        head = list(islice(records, _SNIFFED))
    found = [record for record in head if isinstance(record, Record)]
    keys = [there for record in found if (there := keys_of(record))]
    jobtech = any(map(is_jobtech, keys))
    if columns is not None:
        return jobtech and not any(has_fields(record.json, columns) for record in found)
    if keys and not jobtech:
        raise how_to_map(file, keys[0])
    return True


def version_of_codes(
    shapes: Mapping[str, str], columns: Mapping[str, str] | None, told: str | None
) -> str:
    """Return the version of the occupation codes, refusing two in one table."""
    jobtech = [file for file, shape in shapes.items() if shape == JOBTECH]
    mapped = [file for file, shape in shapes.items() if shape == MAPPED]
    if not jobtech:
        return told or ""
    if mapped and "occupation" in (columns or {}) and told != OCCUPATION_VERSION:
        raise VersionError.between(mapped[0], told or "", jobtech[0], OCCUPATION_VERSION)
    return told or OCCUPATION_VERSION
