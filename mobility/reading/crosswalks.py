"""crosswalks: tables from one classification to another, read from a file."""

from pathlib import Path

from mobility.foundation.crosswalk import Crosswalk
from mobility.foundation.files import sha256
from mobility.foundation.recipe import Recipe, Setting, Step
from mobility.foundation.tables import Column, check_table
from mobility.reading.encodings import check_encoding
from mobility.reading.published_cells import with_leading_zeros
from mobility.reading.table_rows import mapped, text_table


def read_crosswalk(
    path: str | Path,
    *,
    from_version: str,
    to_version: str,
    from_code: str = "from_code",
    to_code: str = "to_code",
    share: str | None = None,
    from_length: int | None = None,
    to_length: int | None = None,
    encoding: str = "utf-8",
) -> Crosswalk:
    r"""Read which codes of one classification become which of another.

    Parameters
    ----------
    path : str or Path
        CSV, Excel or Parquet; one row for each pair of codes.
    from_version, to_version : str
        Classification and version on both sides, such as "SSYK 2012" and "ISCO-08".
    from_code, to_code : str
        Headings of the codes.
    share : str, optional
        Heading of the share (0 to 1) of the from-code that goes to the to-code, such as its share
        of the employed. Without it a code that is split is shared out equally, which is a guess:
        the crosswalk and every result say so.
    from_length, to_length : int, optional
        Codes shorter than this have lost leading zeros and get them back.
    encoding : str
        How a CSV is written.

    Returns
    -------
    Crosswalk

    Raises
    ------
    InputError
        With every missing heading, blank code, share that is no number from 0 to 1, pair that
        stands twice, and code whose shares do not add to 1 (within .01, for rounding).
    FileProblemError
        If the file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "new_codes.csv"
    >>> _ = file.write_text("old,new,part\n111,0112,0.75\n111,0113,0.25\n4711,4712,1\n")
    >>> read_crosswalk(file, from_version="SNI 2002", to_version="SNI 2007", from_code="old",
    ...                to_code="new", share="part", from_length=4).table
      from_code to_code  share
    0      0111    0112   0.75
    1      0111    0113   0.25
    2      4711    4712   1.00
    """
    check_encoding(encoding)
    name = Path(path).name
    columns = {"from_code": from_code, "to_code": to_code}
    contract = [Column("from_code"), Column("to_code")]
    if share is not None:
        columns["share"] = share
        contract.append(Column("share", "number", at_least=0, at_most=1))
    table = mapped(text_table(path, encoding=encoding), columns, name)
    for column, length in (("from_code", from_length), ("to_code", to_length)):
        table[column] = with_leading_zeros(table[column], length)
    checked = check_table(table.reset_index(drop=True), contract, name, first_row=2)
    settings: dict[str, Setting] = {
        "file": name, "sha256": sha256(path), "from_version": from_version,
        "to_version": to_version, "shares": "equal" if share is None else share,
    }  # fmt: skip
    found = Crosswalk.of(checked, from_version=from_version, to_version=to_version)
    counts = {
        "pairs": len(found.table),
        "from codes": int(found.table["from_code"].nunique()),
        "to codes": int(found.table["to_code"].nunique()),
        "split": len(found.split),
        "merged": len(found.merged),
    }
    step = Step.of("read_crosswalk", settings, counts)
    return Crosswalk(found.table, from_version, to_version, found.shares, Recipe((step,)))
