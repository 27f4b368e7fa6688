"""ads: read_ads() turns files of job ads into one table, with what was set aside beside it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from time import monotonic

import pandas as pd

from mobility.foundation.ads import AD_COLUMNS, REJECT_COLUMNS, Ads
from mobility.foundation.errors import Fault, InputError, VersionError
from mobility.foundation.files import sha256
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step
from mobility.foundation.tables import check_table
from mobility.reading.contact_data import mask_contacts
from mobility.reading.drafts import EMPTY_TEXT, ID_TWICE, Draft, Reject
from mobility.reading.employers import pseudonyms
from mobility.reading.encodings import check_encoding
from mobility.reading.jobtech import OCCUPATION_VERSION, is_jobtech, jobtech_ads, keys_of
from mobility.reading.json_records import Record, json_records
from mobility.reading.mapped import (
    ads_from_records,
    ads_from_rows,
    check_mapping,
    has_fields,
    how_to_map,
)
from mobility.reading.table_rows import file_format, headings_and_rows

JOBTECH = "JobTech"
MAPPED = "mapped columns"
REPORT_SECONDS = 0.3
_SNIFFED = 100
_NAMES = tuple(column.name for column in AD_COLUMNS)
_STRIPPED = tuple(
    column.name
    for column in AD_COLUMNS
    if column.kind == "text" and column.name not in ("text", "headline")
)


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
        Files, packed (``.gz``, ``.zst``, ``.zip``) or not. Without ``columns``: JobTech ads as JSON
        Lines, a JSON list, or the search API's object with ``hits``.
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
        If a file is missing, empty, damaged or not what its name says.

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
    files = _files(sources)
    check_encoding(encoding)
    if columns is not None:
        _check_columns(columns, occupation_version)
    employer = pseudonyms(pseudonym_key)
    reading = _Reading(progress)
    for file, path in files.items():
        shape, drafts = _drafts(file, path, columns, encoding)
        reading.take(file, shape, drafts)
    version = _version(reading.shapes, columns, occupation_version)
    table, blanked = _readable(reading, columns or {})
    table["employer"] = [None if value is None else employer(value) for value in table["employer"]]
    steps = [
        Step.of(
            "read_ads",
            {
                "file": file,
                "sha256": sha256(path),
                "shape": reading.shapes[file],
                "occupation_version": version,
                "industry_version": industry_version,
                "encoding": encoding,
                "employers": "numbered" if pseudonym_key is None else "keyed pseudonyms",
            },
            reading.counts(file) | blanked[file],
        )
        for file, path in files.items()
    ]
    rejects = pd.DataFrame(reading.rejects, columns=[column.name for column in REJECT_COLUMNS])
    return Ads(table, rejects, version, industry_version, Recipe(tuple(steps)))


class _Reading:
    """What has been read so far: ads, rejects, which ids have been seen, and counts by file."""

    def __init__(self, progress: Progress) -> None:
        self.shapes: dict[str, str] = {}
        self.files: list[str] = []
        self.rows: list[list[object]] = []
        self.places: list[tuple[int, tuple[str, ...]]] = []
        self.rejects: list[Reject] = []
        self._first: dict[str, str] = {}
        self._reasons: dict[str, Counter[str]] = {}
        self._masked: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        self._progress = progress
        self._reported = monotonic()

    def take(self, file: str, shape: str, drafts: Iterator[Draft | Reject]) -> None:
        """Take every ad and reject of one file."""
        self.shapes[file] = shape
        self._reasons[file] = Counter()
        for draft in drafts:
            self._report()
            reject = draft if isinstance(draft, Reject) else self._keep(file, draft)
            if reject is not None:
                self.rejects.append(reject)
                self._reasons[file][reject.reason] += 1
        self._progress("read_ads", self._lines, None)

    def counts(self, file: str) -> dict[str, int]:
        """Count the lines of one file: ads, rejects by reason, and what was done to them."""
        reasons = self._reasons[file]
        ads = self.files.count(file)
        return {
            "lines": ads + reasons.total(),
            "ads": ads,
            "rejects": reasons.total(),
            **dict(sorted(reasons.items())),
            "contact details masked": self._masked[file],
            "ids made": self._made[file],
        }

    @property
    def _lines(self) -> int:
        return len(self.rows) + len(self.rejects)

    def _report(self) -> None:
        """Report progress, but not for every line."""
        if self._lines % 64 == 0 and monotonic() - self._reported > REPORT_SECONDS:
            self._progress("read_ads", self._lines, None)
            self._reported = monotonic()

    def _keep(self, file: str, draft: Draft) -> Reject | None:
        """Keep an ad, or say why it cannot be kept."""
        values = draft.values
        place = f"{draft.file}:{draft.line}"
        given = (values.get("ad") or "").strip()
        ad = given or place
        text = values.get("text") or ""
        if not text.strip():
            date = str(values.get("date") or "")[:10] or None
            return Reject(draft.file, draft.line, given or None, EMPTY_TEXT, date)
        if ad in self._first:
            said = f"first in {self._first[ad]}"
            return Reject(draft.file, draft.line, ad, ID_TWICE, said)
        self._first[ad] = place
        row = {**values, "ad": ad}
        row["text"], masked = mask_contacts(text)
        if row.get("headline"):
            row["headline"], in_headline = mask_contacts(row["headline"])
            masked += in_headline
        for column in _STRIPPED:
            row[column] = str(row[column]).strip() or None if row.get(column) is not None else None
        self.files.append(file)
        self.rows.append([row.get(name) for name in _NAMES])
        self.places.append((draft.line, draft.unreadable))
        self._masked[file] += masked
        self._made[file] += not given
        return None


def _files(sources: Sequence[str | Path]) -> dict[str, Path]:
    """Return the sources by what they are called: the name, numbered where two share it."""
    if not sources:
        raise InputError("read_ads", ["no file was given; say read_ads('ads.jsonl')"])
    files: dict[str, Path] = {}
    by_content: dict[str, str] = {}
    faults = []
    for path in map(Path, sources):
        content = sha256(path)
        if content in by_content:
            faults.append(f"{path.name!r} has the same content as {by_content[content]!r}")
        by_content.setdefault(content, path.name)
        same = sum(known.name == path.name for known in files.values())
        files[f"{path.name} ({same + 1})" if same else path.name] = path
    if faults:
        raise InputError("read_ads", [f"{fault}; give each file once" for fault in faults])
    return files


def _check_columns(columns: Mapping[str, str], occupation_version: str | None) -> None:
    """Refuse a mapping that is not of the contract, or has codes of an unknown version."""
    check_mapping(columns)
    if "occupation" in columns and not occupation_version:
        said = "names an occupation, but codes mean nothing without their version; "
        raise InputError("columns", [said + "say occupation_version='SSYK 2012' (or the like)"])


def _drafts(
    file: str, path: Path, columns: Mapping[str, str] | None, encoding: str
) -> tuple[str, Iterator[Draft | Reject]]:
    """Return the shape of a file and an iterator over its ads and rejects."""
    if file_format(path) != "json":
        headings, rows = headings_and_rows(path, encoding=encoding)
        if columns is None:
            raise how_to_map(file, headings)
        return MAPPED, ads_from_rows(file, headings, rows, columns)
    records = json_records(path, name=file, encoding=encoding)
    head = list(islice(records, _SNIFFED))
    stream = chain(head, records)
    found = [record for record in head if isinstance(record, Record)]
    keys = [there for record in found if (there := keys_of(record))]
    jobtech = any(map(is_jobtech, keys))
    if columns is not None and not (
        jobtech and not any(has_fields(record.json, columns) for record in found)
    ):
        return MAPPED, ads_from_records(file, stream, columns)
    if keys and not jobtech:
        raise how_to_map(file, keys[0])
    return JOBTECH, jobtech_ads(stream)


def _version(shapes: Mapping[str, str], columns: Mapping[str, str] | None, told: str | None) -> str:
    """Return the version of the occupation codes, refusing two in one table."""
    jobtech = [file for file, shape in shapes.items() if shape == JOBTECH]
    mapped = [file for file, shape in shapes.items() if shape == MAPPED]
    if not jobtech:
        return told or ""
    if mapped and "occupation" in (columns or {}) and told != OCCUPATION_VERSION:
        raise VersionError.between(mapped[0], told or "", jobtech[0], OCCUPATION_VERSION)
    return told or OCCUPATION_VERSION


def _readable(
    reading: _Reading, columns: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, dict[str, int]]]:
    """Return the table with unreadable values left blank, and their counts by file and column."""
    table = pd.DataFrame(reading.rows, columns=list(_NAMES), dtype="object")
    bad = [
        (row, column) for row, (_, unreadable) in enumerate(reading.places) for column in unreadable
    ]
    try:
        check_table(table, AD_COLUMNS, "ads", first_row=0)
    except InputError as error:
        bad += [
            (problem.row, problem.column)
            for problem in error.problems
            if isinstance(problem, Fault) and problem.row is not None and problem.column
        ]
    blanked: dict[str, dict[str, int]] = {file: {} for file in reading.shapes}
    examples: dict[tuple[str, str], str] = {}
    for row, column in bad:
        counts = blanked[reading.files[row]]
        counts[column] = counts.get(column, 0) + 1
        line, value = reading.places[row][0], table.at[row, column]
        examples.setdefault((reading.files[row], column), f"line {line}: {value!r}")
    _refuse_unreadable_columns(reading, table, columns, blanked, examples)
    for column in {column for _, column in bad}:
        rows = [row for row, name in bad if name == column]
        table.loc[rows, column] = None
    table = check_table(table, AD_COLUMNS, "ads").astype({"employer": "object"})
    table["employer"] = table["employer"].where(table["employer"].notna(), None)
    named = {
        file: {f"{column} unreadable": count for column, count in sorted(counts.items())}
        for file, counts in blanked.items()
    }
    return table, named


def _refuse_unreadable_columns(
    reading: _Reading,
    table: pd.DataFrame,
    columns: Mapping[str, str],
    blanked: Mapping[str, Mapping[str, int]],
    examples: Mapping[tuple[str, str], str],
) -> None:
    """Refuse a mapped column in which not one value can be read: the mapping is wrong."""
    wants = {column.name: column.kind for column in AD_COLUMNS}
    for file, counts in blanked.items():
        if reading.shapes[file] != MAPPED:
            continue
        own = table.loc[[name == file for name in reading.files]]
        faults = [
            f"column {columns[column]!r} (for {column!r}) has no {wants[column]} that can be read; "
            f"{examples[file, column]}. Dates are written YYYY-MM-DD, numbers with a point, "
            f"yes or no as yes, no, ja, nej, true, false"
            for column, count in sorted(counts.items())
            if count == own[column].map(lambda value: bool(str(value or "").strip())).sum()
        ]
        if faults:
            raise InputError(file, faults)
