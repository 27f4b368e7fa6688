"""download: download_archives() fetches the yearly archives of job ads that are public."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd

from mobility.archiving.fetch import fetch
from mobility.archiving.receipts import Fetched
from mobility.archiving.web import PassingFaultError, page
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step, with_recipe

ORIGINAL = "https://data.jobtechdev.se/annonser/historiska/{year}.jsonl.zip"
"""Where the Swedish Public Employment Service publishes its ads as they were, from 2006."""
ENRICHED = (
    "https://data.jobtechdev.se/annonser/historiska/berikade/kompletta/{year}_beta1_jsonl.zip"
)
"""Where it publishes them with the words a model found in them, from 2016."""
YEAR = "{year}"

_PERIOD = re.compile(r"(?:19|20)\d\d(?:[-_]?[qQ][1-4])?")
_RANGE = re.compile(r"((?:19|20)\d\d)-((?:19|20)\d\d)")
_NAMES = tuple(Fetched.__dataclass_fields__)


def download_archives(
    folder: str | Path,
    *,
    years: Sequence[str | int] | None = None,
    address: str = ORIGINAL,
    first_wait: float = 1.0,
    timeout: float = 60.0,
    progress: Progress = silent,
) -> pd.DataFrame:
    """Fetch yearly archives of job ads into a folder, each whole or not at all.

    A call that was interrupted, by the connection or the user, goes on where it was when it is
    made again. Files that are there already are compared and left as they are.

    Parameters
    ----------
    folder : str or Path
        Where to put them. A year packed is 0.1 to 1.4 GB.
    years : sequence of str or int, optional
        Such as ``[2021, "2016-2019", "2026-Q1"]``. Without it, every year that the page at the
        folder of ``address`` has a link to.
    address : str
        With ``{year}`` where the year stands in it; `ORIGINAL` unless told otherwise, `ENRICHED`
        for the archives with keywords. Without ``{year}`` it is the address of one file.
    first_wait, timeout : float
        As `mobility.archiving.fetch.fetch`.
    progress : callable
        Told the bytes of each file that are there, and its size.

    Returns
    -------
    DataFrame
        A row a file: ``file``, ``address``, ``bytes``, ``sha256``, ``version``, ``checked`` (what
        it was held against), ``state`` ("fetched", "already there", "changed at the server" or
        "not fetched") and ``problem`` (why not; blank otherwise).

    Raises
    ------
    InputError
        If a year is none, or years are given with an address that has no place for them.
    FileProblemError
        If the folder cannot be written in; without ``years``, if the page cannot be had or has no
        link to an archive.

    Examples
    --------
    >>> download_archives("ads", years=[2016, 2017])  # doctest: +SKIP
    """
    rows = []
    for one in _addresses(address, years, timeout):
        try:
            fetched = fetch(one, folder, first_wait=first_wait, timeout=timeout, progress=progress)
            rows.append({**asdict(fetched), "problem": None})
        except FileProblemError as error:
            if Path(folder) == error.path:
                raise
            left = {**dict.fromkeys(_NAMES), "address": one, "state": "not fetched"}
            rows.append({**left, "problem": error.problem})
    table = pd.DataFrame(rows, columns=[*_NAMES, "problem"])
    table["bytes"] = table["bytes"].astype("Int64")
    counts = {str(state): int(n) for state, n in table["state"].value_counts().sort_index().items()}
    step = Step.of("download_archives", {"address": address}, {"files": len(table), **counts})
    return with_recipe(table, Recipe((step,)))


def years_of(years: Sequence[str | int]) -> list[str]:
    """Return the years and quarters that were meant, each once, in the order given.

    Raises
    ------
    InputError
        With every one that is neither a year, a quarter nor a range of years.

    Examples
    --------
    >>> years_of([2021, "2016-2018", "2026-Q1"])
    ['2021', '2016', '2017', '2018', '2026-Q1']
    """
    meant: dict[str, None] = {}
    faults = []
    for given in map(str, years):
        ranged = _RANGE.fullmatch(given)
        if ranged and ranged[1] <= ranged[2]:
            meant.update(dict.fromkeys(map(str, range(int(ranged[1]), int(ranged[2]) + 1))))
        elif _PERIOD.fullmatch(given):
            meant[given] = None
        else:
            faults.append(f"{given!r} is no year; say 2016, 2016-2019 or 2026-Q1")
    if faults:
        raise InputError("years", faults)
    return list(meant)


def _addresses(address: str, years: Sequence[str | int] | None, timeout: float) -> list[str]:
    """Return the address of each file that is wanted."""
    if YEAR not in address:
        if years is not None:
            said = f"has no {YEAR} in it, so it is one file's; leave out the years"
            raise InputError(address, [said])
        return [address]
    wanted = _published_years(address, timeout) if years is None else years_of(years)
    return [address.replace(YEAR, year) for year in wanted]


def _published_years(address: str, timeout: float) -> list[str]:
    """Return the years that the page at the folder of an address has links to."""
    folder, _, name = address.rpartition("/")
    if YEAR in folder:
        raise InputError(address, [f"has {YEAR} in a folder's name; say which years"])
    before, after = map(re.escape, name.split(YEAR, 1))
    pattern = re.compile(f"{before}({_PERIOD.pattern}){after}")
    problem = "has no link to an archive"
    for shown in (f"{folder}/", f"{folder}/index.html"):
        links = _Links()
        try:
            links.feed(page(shown, timeout=timeout))
        except (FileProblemError, PassingFaultError) as error:
            problem = f"cannot be read ({error})"
            continue
        names = (unquote(urlsplit(link).path).rpartition("/")[2] for link in links.found)
        years = {match[1] for name in names if (match := pattern.fullmatch(name))}
        if years:
            return sorted(years)
    raise FileProblemError(f"{folder}/", f"{problem}; say which years.")


class _Links(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of a link."""
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]
