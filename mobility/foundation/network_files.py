"""network_files: networks as CSV folders, Parquet folders, GraphML and GEXF, out and in again."""

import io
import json
import re
from pathlib import Path

import pandas as pd

from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.files import read_bytes, read_text, write_text, writing
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe

FORMATS = ("csv", "parquet", "graphml", "gexf")


def write_network(network: Network, path: str | Path, *, format: str | None = None) -> Path:
    """Write a network so that other programs, and `read_network`, can read it.

    Parameters
    ----------
    network : Network
        What to write. Columns of lists are written as text in JSON.
    path : str or Path
        A file ending in ``.graphml`` or ``.gexf``; for "csv" and "parquet" a folder that gets
        ``nodes``, ``edges`` and ``network.json`` (direction, measure, version, recipe).
    format : {"csv", "parquet", "graphml", "gexf"}, optional
        Needed only where the path's suffix does not say it.

    Returns
    -------
    Path
        The file or folder written; the same network gives the same bytes.

    Raises
    ------
    InputError
        If the format is not one of the four.
    """
    place = Path(path)
    kind = _format(place, format)
    if kind in ("graphml", "gexf"):
        return write_text(place, _markup(network, kind))
    nodes, edges = network.nodes.reset_index(), network.edges
    for name, table in (("nodes", nodes), ("edges", edges)):
        flat = _with_json_text(table)
        with writing(place / f"{name}.{kind}") as stream:
            if kind == "csv":
                stream.write(flat.to_csv(index=False, lineterminator="\n").encode("utf-8"))
            else:
                flat.to_parquet(stream, index=False)
    about = {
        "kind": network.nodes.index.name,
        "directed": network.directed,
        "measure": network.measure,
        "version": network.version,
        "recipe": network.recipe.to_records(),
    }
    write_text(place / "network.json", json.dumps(about, ensure_ascii=False, indent=2))
    return place


def read_network(path: str | Path, *, format: str | None = None) -> Network:
    """Read a network that `write_network` wrote.

    Parameters
    ----------
    path : str or Path
        What `write_network` was given.
    format : {"csv", "parquet", "graphml", "gexf"}, optional
        Needed only where the path's suffix does not say it.

    Returns
    -------
    Network
        From CSV and Parquet as it was, lists of names as JSON text; GraphML carries no recipe,
        and GEXF neither recipe, measure nor version.

    Raises
    ------
    FileProblemError
        If a file is missing or is not what its name says.
    InputError
        If the format is not known, or the tables are no network.
    """
    place = Path(path)
    kind = _format(place, format)
    if kind in ("graphml", "gexf"):
        return _from_markup(place, kind)
    about = json.loads(read_text(place / "network.json"))
    tables = {}
    for name in ("nodes", "edges"):
        content = io.BytesIO(read_bytes(place / f"{name}.{kind}"))
        if kind == "parquet":
            tables[name] = pd.read_parquet(content)
        else:
            text = dict.fromkeys((about["kind"] or "index", "source", "target"), "str")
            tables[name] = pd.read_csv(content, dtype=text, keep_default_na=False, na_values=[""])
    nodes = tables["nodes"].set_index(tables["nodes"].columns[0])
    nodes.index.name = about["kind"]
    recipe = Recipe.from_records(about["recipe"])
    return Network(
        nodes, tables["edges"], about["directed"], about["measure"], about["version"], recipe
    )


def _format(place: Path, given: str | None) -> str:
    """Return the format that was given or that the suffix says."""
    kind = given or place.suffix.removeprefix(".")
    if kind not in FORMATS:
        known = ", ".join(map(repr, FORMATS))
        raise InputError(str(place), [f"{kind!r} is no network format; say format= one of {known}"])
    return kind


def _with_json_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with columns of lists as JSON text."""
    listed = {
        name: column.map(lambda v: json.dumps(list(v), ensure_ascii=False))
        for name, column in table.items()
        if column.map(lambda v: isinstance(v, (tuple, list))).any()
    }
    return table.assign(**{str(name): column for name, column in listed.items()})


def _markup(network: Network, kind: str) -> str:
    """Return the network as GraphML or GEXF text without anything that changes with the clock."""
    import networkx

    flat = Network(
        _with_json_text(network.nodes), _with_json_text(network.edges), network.directed,
        network.measure, network.version,
    )  # fmt: skip
    graph = flat.to_networkx()
    for _, attributes in graph.nodes(data=True):
        _drop_blanks(attributes)
    for _, _, attributes in graph.edges(data=True):
        _drop_blanks(attributes)
    stream = io.BytesIO()
    if kind == "graphml":
        networkx.write_graphml_xml(graph, stream, named_key_ids=True)
        return stream.getvalue().decode("utf-8")
    networkx.write_gexf(graph, stream)
    return re.sub(r' lastmodifieddate="[^"]*"', "", stream.getvalue().decode("utf-8"))


def _drop_blanks(attributes: "dict[str, object]") -> None:
    """Leave out what has no value: neither format can say "blank"."""
    for name in [name for name, value in attributes.items() if value is None]:
        del attributes[name]


def _from_markup(place: Path, kind: str) -> Network:
    """Read GraphML or GEXF through networkx."""
    from xml.etree.ElementTree import ParseError

    import networkx

    content = io.BytesIO(read_bytes(place))
    try:
        graph = networkx.read_graphml(content) if kind == "graphml" else networkx.read_gexf(content)
    except (ParseError, networkx.NetworkXError) as error:
        raise FileProblemError(place, f"is not {kind} ({error}).") from error
    return Network.from_networkx(graph)
