"""corpus: read_corpus() opens a folder of Parquet parts made from job ads; DuckDB reads it."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mobility.foundation.addresses import file_names, inside, is_there, local_path, read_whole
from mobility.foundation.errors import FileProblemError
from mobility.foundation.recipe import NO_STEPS, Recipe

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

MANIFEST = "manifest.json"
FORMAT = 2
WHOLE, UNFINISHED = "whole", "unfinished"
TABLES = ("ads", "mentions", "rejects")
CONDITIONS = "conditions"
"""The table of what ads say of the conditions of work, which a pass over their texts adds."""
MADE_OF = b"made_of"
"""Key in a table's own metadata: what it was made of."""
REGISTER = "employers.json"
"""What is told of the register of employers that was added: its file, version and counts."""


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Job ads without their texts, and what was found in them, as a folder of parts.

    A part is made from a fixed run of lines of one source: ``ads/NAME.parquet`` (a row an ad),
    ``mentions/NAME.parquet`` (a row a mention), ``rejects/NAME.parquet`` (a row a line that is no
    ad). Ads that repeat another are among the ads.

    Parameters
    ----------
    folder : str
        Its address.
    manifest : dict
        What the folder is made of: settings, sources, parts and their counts.
    recipe : Recipe
        Sources with their SHA-256, the skill list's steps, and the counts.
    register : dict, optional
        What is told of the register of employers that gives ads their industry.
    """

    folder: str
    manifest: dict[str, Any]
    recipe: Recipe = NO_STEPS
    register: dict[str, Any] | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the names of the parts in the order of the sources and their lines."""
        return tuple(part["part"] for part in self.manifest["parts"])

    @property
    def occupation_version(self) -> str:
        """Return the classification and version of the occupation codes; "" where unknown."""
        return str(self.manifest["occupation_version"])

    @property
    def industry_version(self) -> str:
        """Return the classification and version of the industry codes; "" where unknown."""
        own = str(self.manifest["settings"]["industry_version"])
        return own if self.register is None else str(self.register["version"])

    @property
    def fingerprint(self) -> str:
        """Return a SHA-256 of all the corpus is made of: equal for equal contents of the parts."""
        told = {name: value for name, value in self.manifest.items() if name != "versions"}
        told["sources"] = [
            {name: value for name, value in source.items() if name != "address"}
            for source in told["sources"]
        ]
        told["register"] = self.register
        return sha256(json.dumps(told, sort_keys=True).encode("utf-8")).hexdigest()

    def count(self, table: str) -> int:
        """Return how many rows ``ads``, ``mentions`` or ``rejects`` has in all parts."""
        return sum(int(part[table]) for part in self.manifest["parts"])

    def without(self, table: str) -> list[str]:
        """Return the parts that lack a table which a pass over the texts adds."""
        there = set(file_names(inside(self.folder, table)))
        return [part for part in self.parts if f"{part}.parquet" not in there]

    def addresses(self, table: str) -> list[str]:
        """Return the addresses of the parts of ``ads``, ``mentions`` or ``rejects``, in order."""
        return [inside(self.folder, table, f"{name}.parquet") for name in self.parts]

    def connection(
        self, *, memory_megabytes: int = 1000, threads: int | None = None
    ) -> "DuckDBPyConnection":
        """Open the parts in DuckDB as views, with a bound on memory.

        Parameters
        ----------
        memory_megabytes : int
            What DuckDB may hold in memory; beyond it, it writes to a temporary folder.
        threads : int, optional
            How many threads; without it as many as there are cores.

        Returns
        -------
        DuckDBPyConnection
            With the views ``ads`` (``number``, then the columns of the parts), ``mentions``
            (``number`` of its ad, then skill, start, end, stance, source, sentence) and
            ``rejects``; ``conditions`` (``number`` of its ad, then as `find_conditions` gives
            them) once `mobility.add_conditions` has found them in every part. ``number`` counts ads
            from 0 in the order of the sources and their lines, so the smallest of several is the
            first.
        """
        import duckdb
        import pandas as pd

        connection = duckdb.connect()
        connection.execute(f"SET memory_limit = '{int(memory_megabytes)}MB'")
        connection.execute("SET preserve_insertion_order = false")
        if threads is not None:
            connection.execute(f"SET threads = {int(threads)}")
        if local_path(self.folder) is None:
            import fsspec

            connection.register_filesystem(fsspec.core.url_to_fs(self.folder)[0])
        parts = pd.DataFrame(self.manifest["parts"], columns=["part", "ads"])
        parts["first_ad"] = parts["ads"].cumsum() - parts["ads"]
        connection.register("parts_given", parts)
        connection.execute(
            "CREATE TEMP TABLE parts AS SELECT part::VARCHAR AS part, first_ad::BIGINT AS first_ad "
            "FROM parts_given"
        )
        connection.unregister("parts_given")
        more = () if self.without(CONDITIONS) else (CONDITIONS,)
        for table in (*TABLES, *more):
            self._make_view(connection, table)
        if self.register is not None:
            self._join_register(connection, self.register["file"])
        return connection

    def _join_register(self, connection: "DuckDBPyConnection", file: str) -> None:
        """Give the ads the industry of their employer where they have none of their own."""
        address = inside(self.readable_folder, file)
        connection.execute("CREATE TEMP TABLE register AS FROM read_parquet(?)", [address])
        if self.parts:
            connection.execute("ALTER VIEW ads RENAME TO ads_alone")
            connection.execute(
                "CREATE TEMP VIEW ads AS SELECT * EXCLUDE (register_number, register_industry) "
                "REPLACE (coalesce(industry, register_industry) AS industry) "
                "FROM ads_alone LEFT JOIN register ON employer = register_number"
            )

    def _make_view(self, connection: "DuckDBPyConnection", table: str) -> None:
        """Make the view of one table over all its parts."""
        quoted = ", ".join("'" + a.replace("'", "''") + "'" for a in self.readable(table))
        told = "filename = true, file_row_number = true"
        if not quoted:
            connection.execute(
                f"CREATE TEMP VIEW {table} AS SELECT 0::BIGINT AS number WHERE false"
            )
            return
        read = f"read_parquet([{quoted}], {told})"
        own = "EXCLUDE (filename, file_row_number)"
        number, columns = {
            "ads": ("first_ad + file_row_number", own),
            "mentions": ("first_ad + ad", "EXCLUDE (ad, filename, file_row_number)"),
            CONDITIONS: ("first_ad + ad", "EXCLUDE (ad, filename, file_row_number)"),
            "rejects": ("", own),
        }[table]
        numbered = f"{number} AS number, " if number else ""
        joined = "JOIN parts ON parts.part = parse_filename(filename, true)" if number else ""
        kept = columns if not number else columns.replace(")", ", part, first_ad)")
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT {numbered}* {kept} FROM {read} {joined}"
        )

    @property
    def readable_folder(self) -> str:
        """Return the address of the folder as DuckDB is given it."""
        path = local_path(self.folder)
        return self.folder if path is None else str(path)

    def readable(self, table: str) -> list[str]:
        """Return the addresses of the parts of a table as DuckDB is given them."""
        return [inside(self.readable_folder, table, f"{name}.parquet") for name in self.parts]

    def __repr__(self) -> str:
        """Say how many ads, mentions and rejects there are, in how many parts."""
        counts = ", ".join(f"{self.count(table):,} {table}" for table in TABLES)
        return f"Corpus({counts}, {len(self.parts)} parts)"


def read_corpus(folder: "str | Path") -> Corpus:
    """Open a corpus that `mobility.build_corpus` has made.

    Parameters
    ----------
    folder : str or Path
        Its folder, or an fsspec address of one.

    Returns
    -------
    Corpus
        Its manifest is read, nothing else.

    Raises
    ------
    FileProblemError
        If there is no manifest, it is damaged or of another format, or the building of the corpus
        was interrupted.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from mobility.archiving.build import build_corpus
    >>> from mobility.datasets.shipped import demo_skills
    >>> home = Path(mkdtemp())
    >>> line = '{"id": "1", "headline": "Kock", "description": {"text": "Vassa knivar."}}'
    >>> _ = (home / "ads.jsonl").write_text(line, encoding="utf-8")
    >>> _ = build_corpus(home / "ads.jsonl", demo_skills(), home / "corpus")
    >>> corpus = read_corpus(home / "corpus")
    >>> corpus.parts, corpus.count("ads")
    (('0000-ads.jsonl-00000',), 1)
    """
    address = str(folder)
    manifest = read_manifest(address)
    if manifest is None:
        raise FileProblemError(address, f"is no corpus: it has no {MANIFEST}.")
    if manifest["state"] != WHOLE:
        said = "was not built to its end; build it again with the same call, and it goes on there."
        raise FileProblemError(address, said)
    recipe, register = Recipe.from_records(manifest["recipe"]), _read_register(address)
    if register is not None:
        recipe = recipe.then(*Recipe.from_records(register["recipe"]).steps)
    return Corpus(address, manifest, recipe, register)


def _read_register(folder: str) -> dict[str, Any] | None:
    """Return what is told of the register of employers; None where none was added.

    Raises
    ------
    FileProblemError
        If it is damaged.
    """
    address = inside(folder, REGISTER)
    if not is_there(address):
        return None
    try:
        register: dict[str, Any] = json.loads(read_whole(address))
        if {"file", "version", "recipe"} <= set(register):
            return register
    except ValueError as error:
        raise FileProblemError(address, f"is damaged ({error}).") from error
    raise FileProblemError(address, "is damaged: it does not name the file of the register.")


def read_manifest(folder: str) -> dict[str, Any] | None:
    """Return the manifest of a folder, finished or not; None where there is none.

    Raises
    ------
    FileProblemError
        If it is damaged or of another format.
    """
    address = inside(folder, MANIFEST)
    if not is_there(address):
        return None
    try:
        manifest: dict[str, Any] = json.loads(read_whole(address))
        found = manifest["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise FileProblemError(address, f"is damaged ({error}).") from error
    if found != FORMAT:
        raise FileProblemError(
            address,
            f"is of format {found}; this version reads {FORMAT}."
            " Build it again from its files, in another folder.",
        )
    return manifest
