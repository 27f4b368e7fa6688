"""employer_register: read_employers() reads which industry each employer is in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.files import lines, sha256
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.reading.coverage import TEMPORARY_WORK
from mobility.reading.employers import legal_person
from mobility.reading.table_rows import absent

NUMBER = "PeOrgNr"
INDUSTRIES = ("Ng1", "Ng2", "Ng3", "Ng4", "Ng5")
"""Columns of the statistical office's file: a number of a person or an organisation; industries."""
VERSION = "SNI 2007"

_CODE_DIGITS = 5
_REPORT_EVERY = 50_000


@dataclass(frozen=True, eq=False, repr=False)
class Employers:
    """Which industry each employer is in; legal persons only.

    Parameters
    ----------
    numbers : ndarray of int64
        Organisation numbers, ten digits each, sorted.
    industries : ndarray of int32
        For each number the code of its main industry, five digits.
    version : str
        Classification and version of the codes, such as "SNI 2007".
    recipe : Recipe
        The file, and what was left out of it and why.
    """

    numbers: np.ndarray
    industries: np.ndarray
    version: str
    recipe: Recipe = NO_STEPS

    @classmethod
    def from_table(cls, table: pd.DataFrame, *, version: str) -> "Employers":
        """Take a table with the columns ``employer`` and ``industry``, both as text.

        Raises
        ------
        InputError
            If a column is missing, a number is none of a legal person or stands twice, or a code
            has not five digits.
        """
        missing = absent({name: name for name in ("employer", "industry")}, list(table.columns))
        if missing:
            raise InputError("employers", missing)
        faults: list[Fault | str] = []
        found: dict[str, str] = {}
        pairs = zip(table["employer"], table["industry"], strict=True)
        for row, (given, code) in enumerate(pairs, start=1):
            number, industry = legal_person(str(given)), _code(str(code))
            if number is None:
                # The number is not shown: it may be a person's.
                faults.append(Fault("the number of a legal person is expected", row, "employer"))
            elif industry is None:
                faults.append(Fault("a code of five digits", row, "industry", str(code)))
            elif number in found:
                faults.append(Fault(f"{number} stands twice", row, "employer"))
            else:
                found[number] = industry
        if faults:
            raise InputError("employers", faults)
        return cls._of(found, version, NO_STEPS)

    @classmethod
    def _of(cls, found: dict[str, str], version: str, recipe: Recipe) -> "Employers":
        numbers = np.fromiter(map(int, found), dtype=np.int64, count=len(found))
        industries = np.fromiter(map(int, found.values()), dtype=np.int32, count=len(found))
        order = np.argsort(numbers)
        return cls(numbers[order], industries[order], version, recipe)

    def industry_of(self, employers: pd.Series) -> pd.Series:
        """Return the industry of each employer, blank for pseudonyms and those not known.

        Parameters
        ----------
        employers : Series of str
            As in ``Ads.table["employer"]``.

        Returns
        -------
        Series of str
            Five digits each, with the same index; named "industry".
        """
        told = employers.astype("str").str.fullmatch(r"[0-9]{10}").fillna(False).to_numpy(bool)
        wanted = np.zeros(len(employers), dtype=np.int64)
        wanted[told] = employers[told].astype("int64")
        place = np.searchsorted(self.numbers, wanted).clip(max=max(len(self.numbers) - 1, 0))
        known = told & (self.numbers[place] == wanted) if len(self.numbers) else told & False
        codes = pd.Series(None, index=employers.index, dtype="str", name="industry")
        if known.any():
            found = self.industries[place[known]]
            codes[known] = [f"{code:0{_CODE_DIGITS}d}" for code in found]
        return codes

    def __len__(self) -> int:
        """Return how many employers there are."""
        return len(self.numbers)

    def __repr__(self) -> str:
        """Say how many employers there are, and how many are temporary-work agencies."""
        agencies = int((self.industries // 1000 == int(TEMPORARY_WORK)).sum())
        return f"Employers({len(self)} employers, {agencies} agencies, {self.version!r})"


def read_employers(
    path: str | Path,
    *,
    version: str = VERSION,
    encoding: str = "latin-1",
    progress: Progress = silent,
) -> Employers:
    r"""Read the statistical office's file of all employers: number → industry.

    Sole traders are persons, and their number is a personal number: such rows are left out as they
    are read, by the structure of the number (`mobility.reading.employers.legal_person`; twelve
    digits that begin with 16 are a legal person's, with 18, 19 or 20 a person's). No column but the
    number and the industries is kept of any row.

    Parameters
    ----------
    path : str or Path
        The file as it is published, packed or not: a heading, then a row an employer, columns
        separated by tabs, among them ``PeOrgNr`` and ``Ng1`` (``Ng2`` … ``Ng5`` if there).
    version : str
        Classification and version of the codes.
    encoding : str
        How the heading is written.
    progress : callable
        Told how many rows are read.

    Returns
    -------
    Employers
        The main industry of each: the first of ``Ng1`` … ``Ng5`` that is filled. The recipe counts
        rows = employers + persons + rows without a usable number, without an industry, of a number
        that stood already, or with another number of columns than the heading.

    Raises
    ------
    InputError
        If a column is missing, or no row can be used.
    FileProblemError
        If the file is missing, empty or damaged.

    References
    ----------
    Statistics Sweden, the business register's basic data on legal persons, published weekly as
    open data (high-value data sets): tab-separated, ISO 8859-1.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "register.txt"
    >>> kitchen, person = "165566778899\tKök AB\t56100", "198112189876\tAnn\t96021"
    >>> _ = file.write_text(f"PeOrgNr\tNamn\tNg1\n{kitchen}\n{person}", encoding="latin-1")
    >>> read_employers(file)
    Employers(1 employers, 0 agencies, 'SNI 2007')
    """
    name = Path(path).name
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    rows = _rows(path, name, encoding)
    for number, codes in rows:
        counts["rows"] += 1
        if counts["rows"] % _REPORT_EVERY == 0:
            progress("read_employers", counts["rows"], None)
        reason = _left_out(number, codes, found)
        if reason is not None:
            counts[reason] += 1
    progress("read_employers", counts["rows"], None)
    if not found:
        said = ", ".join(f"{reason}: {n}" for reason, n in sorted(counts.items())) or "no row"
        raise InputError(name, [f"has no employer with an industry ({said})"])
    left = {reason: counts[reason] for reason in sorted(counts) if reason != "rows"}
    settings = {"file": name, "sha256": sha256(path), "version": version}
    counted = {"rows": counts["rows"], "employers": len(found), **left}
    recipe = Recipe((Step.of("read_employers", settings, counted),))
    return Employers._of(found, version, recipe)


def _rows(path: str | Path, name: str, encoding: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the number of each row and its industries; "" for a row of other columns."""
    stream = lines(path)
    _, _, first = next(stream, (name, 0, b""))
    heading = [cell.strip(' "') for cell in first.decode(encoding).split("\t")]
    missing = absent({column: column for column in (NUMBER, INDUSTRIES[0])}, heading)
    if missing:
        raise InputError(name, missing)
    at = heading.index(NUMBER)
    places = [heading.index(column) for column in INDUSTRIES if column in heading]
    for _, _, line in stream:
        if not line.strip():
            continue
        cells = line.split(b"\t")
        if len(cells) != len(heading):
            yield "", []
            continue
        # Digits are the same in every encoding; names and addresses are never decoded.
        yield _digits(cells[at]), [_digits(cells[place]) for place in places]


def _digits(cell: bytes) -> str:
    """Return a cell that should be digits as text, without quotes and spaces."""
    return cell.strip(b' "').decode("ascii", errors="replace")


def _left_out(number: str, codes: list[str], found: dict[str, str]) -> str | None:
    """Put an employer among those found; if it is none, return why."""
    if not codes:
        return "another number of columns"
    legal = legal_person(number)
    if legal is None:
        return "persons" if _is_person(number) else "no usable number"
    filled = [code for code in codes if code.strip("0")]
    industry = _code(filled[0]) if filled else None
    if industry is None:
        return "unreadable industry" if filled else "no industry"
    if legal in found:
        return "number stands twice"
    found[legal] = industry
    return None


def _is_person(number: str) -> bool:
    """Whether a number is built as a person's, with or without a century in front."""
    digits = number.replace("-", "")
    if len(digits) == 12 and digits[:2] in {"18", "19", "20"}:
        digits = digits[2:]
    return len(digits) == 10 and digits.isascii() and digits.isdigit() and digits[2] < "2"


def _code(given: str) -> str | None:
    """Return a code of five digits, however it is pointed (56.100); None for anything else."""
    digits = given.strip().replace(".", "")
    return digits if len(digits) == _CODE_DIGITS and digits.isascii() and digits.isdigit() else None
