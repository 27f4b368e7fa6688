"""across: tables that look across all ads of a corpus, kept in its folder until the ads change."""

import json
from hashlib import sha256

import pandas as pd

from mobility.foundation.addresses import inside, is_there, read_whole, write_whole
from mobility.foundation.corpus import MADE_OF, Corpus


def write_across(table: pd.DataFrame, corpus: Corpus, name: str) -> None:
    """Write a table into the folder of a corpus, with what tells of which ads it was made."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pa.Table.from_pandas(table, preserve_index=False)
    content = pa.BufferOutputStream()
    told = rows.replace_schema_metadata({MADE_OF: _ads_hash(corpus)})
    pq.write_table(told, content, compression="zstd")
    write_whole(inside(corpus.folder, name), content.getvalue().to_pybytes())


def read_across(corpus: Corpus, name: str) -> pd.DataFrame | None:
    """Read such a table; None where it is not there, or was made of other ads than there are now.

    Its rows name ads by their number, which is another one when parts come before them.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    address = inside(corpus.folder, name)
    if not is_there(address):
        return None
    rows = pq.read_table(pa.BufferReader(read_whole(address)))
    made_of = (rows.schema.metadata or {}).get(MADE_OF, b"").decode("utf-8")
    if made_of != _ads_hash(corpus):
        return None
    table: pd.DataFrame = rows.to_pandas()
    return table


def _ads_hash(corpus: Corpus) -> str:
    """Return a hash that is the same while the parts have the same ads; mentions are not asked."""
    manifest = corpus.manifest
    told = [
        manifest["versions"]["labour-graphs"],
        manifest["settings"],
        [source["sha256"] for source in manifest["sources"]],
        [[part["part"], part["ads"]] for part in manifest["parts"]],
    ]
    return sha256(json.dumps(told, sort_keys=True).encode("utf-8")).hexdigest()
