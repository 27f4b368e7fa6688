"""part_tables: a table that a pass over the texts makes of a part, and what it was made of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mobility.foundation.addresses import inside, is_there, read_whole, write_whole
from mobility.foundation.corpus import MADE_OF

if TYPE_CHECKING:
    import pyarrow as pa


def write_part_table(
    table: "pa.Table", folder: str, part: str, made_of: str, *, rising: Sequence[str] = ()
) -> None:
    """Write the table of a part into a folder, whole or not at all, with what it was made of.

    Columns of whole numbers that mostly rise are kept as the steps between them.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    written = pa.BufferOutputStream()
    pq.write_table(
        table.replace_schema_metadata({MADE_OF: made_of}),
        written,
        compression="zstd",
        use_dictionary=[name for name in table.column_names if name not in rising],
        column_encoding=dict.fromkeys(rising, "DELTA_BINARY_PACKED") or None,
    )
    write_whole(inside(folder, f"{part}.parquet"), written.getvalue().to_pybytes())


def made_of_part(folder: str, part: str) -> str | None:
    """Return what the table of a part was made of; None where it is not there, or was harmed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    address = inside(folder, f"{part}.parquet")
    if not is_there(address):
        return None
    try:
        told = pq.read_metadata(pa.BufferReader(read_whole(address))).metadata or {}
    except (pa.ArrowException, OSError):
        # Moved into place only when complete, it has been harmed since; it is made again.
        return None
    return str(told.get(MADE_OF, b""), "utf-8")
