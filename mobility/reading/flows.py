"""flows: tables of moves between occupations or industries, read from a file."""

from pathlib import Path

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.files import sha256
from mobility.foundation.flows import FLOW_COLUMNS, Flows, Unlisted
from mobility.foundation.recipe import Recipe, Setting, Step
from mobility.foundation.tables import check_table
from mobility.reading.encodings import check_encoding
from mobility.reading.published_cells import with_leading_zeros, withheld
from mobility.reading.table_rows import text_table


def read_flows(
    path: str | Path,
    *,
    kind: str,
    origin: str = "origin",
    destination: str = "destination",
    count: str = "count",
    version: str = "",
    period: str = "",
    code_length: int | None = None,
    withheld_below: int = 1,
    unlisted: Unlisted = "zero",
    encoding: str = "utf-8",
) -> Flows:
    r"""Read a table of moves: origin, destination and how many.

    Parameters
    ----------
    path : str or Path
        CSV, Excel or Parquet; one row for each pair.
    kind : str
        What moves lead between, such as "industry" or "occupation".
    origin, destination, count : str
        Headings. A count that is blank, "..", "*", "x", "c", "-" or begins with "<" is withheld.
    version, period : str
        Classification and version of the codes ("SIC 2007"), and the time of the moves.
    code_length : int, optional
        Codes shorter than this have lost leading zeros and get them back.
    withheld_below : int
        Counts under this are withheld; 1 where none is.
    unlisted : {"zero", "withheld"}
        What a pair without a row is.
    encoding : str
        How a CSV is written.

    Returns
    -------
    Flows

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
    >>> file = Path(mkdtemp()) / "moves.csv"
    >>> _ = file.write_text("from,to,n\n111,4711,12\n4711,111,<10\n", encoding="utf-8")
    >>> moves = read_flows(
    ...     file, kind="industry", origin="from", destination="to", count="n",
    ...     version="SIC 2007", code_length=4, withheld_below=10)
    >>> moves.table
      origin destination  count
    0   0111        4711     12
    1   4711        0111   <NA>
    """
    check_encoding(encoding)
    name = Path(path).name
    read = text_table(path, encoding=encoding)
    headings = {"origin": origin, "destination": destination, "count": count}
    lacking = {side: said for side, said in headings.items() if said not in read.columns}
    if lacking:
        there = ", ".join(map(repr, read.columns[:12]))
        raise InputError(
            name, [Fault(f"the heading {said!r} is missing; there are {there}", column=side)
                   for side, said in lacking.items()],
        )  # fmt: skip
    table = read[list(headings.values())].set_axis(list(headings), axis=1)
    cells = table["count"].fillna("").str.strip()
    table["count"] = cells.mask(withheld(cells))
    if code_length is not None:
        for side in ("origin", "destination"):
            table[side] = with_leading_zeros(table[side].str.strip(), code_length)
    checked = check_table(table.reset_index(drop=True), FLOW_COLUMNS, name, first_row=2)
    counts = {
        "rows": len(checked),
        "withheld": int(checked["count"].isna().sum()),
        "moves": int(checked["count"].sum()),
    }
    settings: dict[str, Setting] = {
        "file": name, "sha256": sha256(path), "version": version, "period": period,
        "withheld_below": withheld_below, "unlisted": unlisted,
    }  # fmt: skip
    step = Step.of("read_flows", settings, counts)
    return Flows.of(
        checked, kind=kind, withheld_below=withheld_below, unlisted=unlisted, version=version,
        period=period, recipe=Recipe((step,)),
    )  # fmt: skip
