"""region_groups: read_region_groups() reads which county or labour-market region a place is in."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.files import sha256
from mobility.foundation.recipe import Recipe, Step, with_recipe
from mobility.foundation.tables import Column, check_table
from mobility.reading.encodings import check_encoding
from mobility.reading.table_rows import mapped, text_table


def read_region_groups(
    path: str | Path,
    *,
    region: str = "municipality",
    groups: Mapping[str, str],
    encoding: str = "utf-8",
) -> pd.DataFrame:
    r"""Read a table from the smallest places to the larger ones that they are part of.

    Parameters
    ----------
    path : str or Path
        CSV, Excel or Parquet; one row for each of the smallest places.
    region : str
        Heading of the place, by the code or name that the counts have.
    groups : mapping of str to str
        From what a larger region is to be called ("county", "functional region") to its heading.
    encoding : str
        How a CSV is written.

    Returns
    -------
    DataFrame
        ``region`` and a column for each kind of larger region, sorted by region.

    Raises
    ------
    InputError
        With every missing heading, blank cell and place that stands twice.
    FileProblemError
        If the file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "places.csv"
    >>> _ = file.write_text("kommun,lan\nLund,Skåne\nBoden,Norrbotten\n", encoding="utf-8")
    >>> read_region_groups(file, region="kommun", groups={"county": "lan"})
      region      county
    0  Boden  Norrbotten
    1   Lund       Skåne
    """
    check_encoding(encoding)
    name = Path(path).name
    if "region" in groups:
        raise InputError("groups", [Fault("another name than 'region', which is the place itself")])
    table = mapped(text_table(path, encoding=encoding), {"region": region, **groups}, name)
    contract = (Column("region", unique=True), *(Column(group) for group in groups))
    checked = check_table(table, contract, name, first_row=2)
    ordered = checked.sort_values("region", ignore_index=True)
    step = Step.of(
        "read_region_groups", {"file": name, "sha256": sha256(path)}, {"places": len(ordered)}
    )
    return with_recipe(ordered, Recipe((step,)))
