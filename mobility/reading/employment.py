"""employment: read_employment() reads how many jobs each activity has in each region."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from mobility.foundation.errors import InputError
from mobility.foundation.files import sha256
from mobility.foundation.recipe import Recipe, Setting, Step
from mobility.foundation.regional_counts import REGIONAL_COLUMNS, RegionalCounts
from mobility.foundation.tables import check_table
from mobility.reading.encodings import check_encoding
from mobility.reading.published_cells import with_leading_zeros, withheld
from mobility.reading.table_rows import mapped, text_table

BETWEEN = " · "
"""What stands between the industry and the occupation of an activity that is both."""


def read_employment(
    path: str | Path,
    *,
    kind: str = "industry",
    region: str = "region",
    activity: str | Sequence[str] = "industry",
    count: str = "count",
    period: str | None = None,
    measure: str = "jobs",
    version: str = "",
    code_length: int | None = None,
    withheld_below: int = 1,
    unlisted: Literal["zero", "withheld"] = "zero",
    encoding: str = "utf-8",
) -> RegionalCounts:
    r"""Read a table of jobs (or firms, or ads) by region and activity.

    Parameters
    ----------
    path : str or Path
        CSV, Excel or Parquet; one row for each region, activity and period.
    kind : str
        What the activities are: "industry", "occupation", "industry×occupation".
    region, count : str
        Headings. A count that is blank, "..", "*", "x", "c", "-" or begins with "<" is withheld.
    activity : str or sequence of str
        Heading of the activity's code; two headings are joined with " · ", as
        `mobility.flows_from_spells` joins them.
    period : str, optional
        Heading of the period, where there are several.
    measure, version : str
        What is counted; classification and version of the codes.
    code_length : int, optional
        Codes shorter than this have lost leading zeros and get them back; of one heading only.
    withheld_below : int
        Counts under this are withheld; 1 where none is.
    unlisted : {"zero", "withheld"}
        What a pair without a row is.
    encoding : str
        How a CSV is written.

    Returns
    -------
    RegionalCounts

    Raises
    ------
    InputError
        With every missing heading, blank code, cell that is no count, pair that stands twice, and
        count below the limit.
    FileProblemError
        If the file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "jobs.csv"
    >>> _ = file.write_text("lan,sni,n\nSkåne,7211,40\nSkåne,111,<5\n", encoding="utf-8")
    >>> read_employment(
    ...     file, region="lan", activity="sni", count="n", version="SNI 2007", code_length=4,
    ...     withheld_below=5)
    RegionalCounts(1 regions × 2 industry, 40 jobs, 1 withheld)
    """
    check_encoding(encoding)
    headings = [activity] if isinstance(activity, str) else list(activity)
    if code_length is not None and len(headings) > 1:
        raise InputError("code_length", ["is for one heading of codes; here there are several"])
    name = Path(path).name
    places = (
        ["activity"] if len(headings) == 1 else [f"activity {k + 1}" for k in range(len(headings))]
    )
    parts = dict(zip(places, headings, strict=True))
    asked = {"region": region, "count": count} | ({} if period is None else {"period": period})
    table = mapped(text_table(path, encoding=encoding), asked | parts, name)
    codes = table[list(parts)].apply(with_leading_zeros, length=code_length)
    whole = (codes != "").all(axis=1)
    joined = codes.agg(BETWEEN.join, axis=1).where(whole, "")
    table = table.assign(activity=joined, count=table["count"].mask(withheld(table["count"])))
    checked = check_table(table, REGIONAL_COLUMNS, name, first_row=2)
    counts = {
        "rows": len(checked),
        "withheld": int(checked["count"].isna().sum()),
        measure: int(checked["count"].sum()),
    }
    settings: dict[str, Setting] = {
        "file": name, "sha256": sha256(path), "version": version,
        "withheld_below": withheld_below, "unlisted": unlisted,
    }  # fmt: skip
    return RegionalCounts.of(
        checked, kind=kind, measure=measure, withheld_below=withheld_below, unlisted=unlisted,
        version=version, recipe=Recipe((Step.of("read_employment", settings, counts),)),
    )  # fmt: skip
