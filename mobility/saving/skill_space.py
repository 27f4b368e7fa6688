"""skill_space: everything answers to a person rest on, as one file that opens in a moment."""

import dataclasses
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import read_bytes, writing
from mobility.foundation.recipe import Recipe, versions
from mobility.reaching.demand import Demand
from mobility.reaching.elsewhere import Elsewhere
from mobility.reaching.fit_threshold import FitThreshold
from mobility.reaching.gates import GatesRequired, Requirement
from mobility.reaching.named_occupations import OccupationNames
from mobility.reaching.near_threshold import NearThreshold
from mobility.reaching.needs import ConditionsOfWork
from mobility.reaching.space import SkillSpace
from mobility.saving.layouts import check_layout

FORMAT = 1
"""Number of the file's layout; a later version of the library reads earlier ones, save those that
hold conditions of work and not all that are asked of them today."""

ABOUT = "space.json"
_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 2 * 1024**3

_PARTS = {
    kind.__name__: kind
    for kind in (
        SkillSpace, Demand, FitThreshold, GatesRequired, Requirement, OccupationNames,
        NearThreshold, ConditionsOfWork, Elsewhere,
    )
}  # fmt: skip
"""What a space is made of; nothing else is ever built from a file."""


_NEEDED_BY_EVERY_ANSWER = (
    "ready", "profiles", "near_ties", "usually_with", "by_weight", "gates_by_share",
    "shares_of_all", "asked", "levels", "label_rank", "skill_places", "occupation_places",
)  # fmt: skip
"""What a space computes once, when it is first asked for."""


def write_space(space: SkillSpace, path: str | Path) -> Path:
    """Write a skill space as one file, so that answers need not wait for its making.

    Parameters
    ----------
    space : SkillSpace
        As `skill_space` makes it.
    path : str or Path
        Where to. The file is a zip of plain arrays (NumPy's format) and one JSON text; nothing in
        it is ever run. The same space gives the same bytes.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from mobility.reaching.example import kitchens
    >>> file = write_space(kitchens(), Path(mkdtemp()) / "kitchens.space")
    >>> read_space(file)
    SkillSpace(6 occupations × 7 skills, τ 0.000 with hit rate 0.92, θ 0.820)
    """
    arrays: dict[str, np.ndarray] = {}
    content = _packed(space, "space", arrays)
    about = {"format": FORMAT, "versions": versions(), "content": content}
    with writing(path) as stream, zipfile.ZipFile(stream, "w") as held:
        _add(held, ABOUT, json.dumps(about, ensure_ascii=False, indent=1).encode())
        for name, values in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(values), allow_pickle=False)
            _add(held, f"{name}.npy", buffer.getvalue())
    return Path(path)


def read_space(path: str | Path) -> SkillSpace:
    """Open a skill space that `write_space` wrote.

    Parameters
    ----------
    path : str or Path
        What `write_space` was given.

    Returns
    -------
    SkillSpace
        Equal to the one written, ready to answer: what every answer needs is computed here.

    Raises
    ------
    FileProblemError
        If the file is missing, damaged, no skill space, or of a later version of the library; or
        if it holds conditions of work and was written before one of today's needs was asked of
        them: to say nothing of that need would read as if nothing spoke against it.
    """
    whole = read_bytes(path, max_bytes=_MOST_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as held:
            if sum(member.file_size for member in held.infolist()) > _MOST_BYTES:
                raise FileProblemError(path, f"unpacks to more than {_MOST_BYTES:,} bytes.")
            about = json.loads(held.read(ABOUT))
            check_layout(path, about["format"], reads=FORMAT)
            space = _unpacked(about["content"], held)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, RecursionError) as error:
        problem = "is no skill space, or is damaged; write it again with write_space."
        raise FileProblemError(path, f"{problem} ({type(error).__name__})") from error
    if not isinstance(space, SkillSpace):
        raise FileProblemError(path, "holds no skill space.")
    if space.conditions is not None and space.conditions.against.shape[1] != len(CONDITIONS):
        kept = space.conditions.against.shape[1]
        said = f"holds {kept} conditions of work, and {len(CONDITIONS)} are asked of it"
        raise FileProblemError(path, f"{said}. Write it again with this version of the library.")
    for name in _NEEDED_BY_EVERY_ANSWER:
        getattr(space, name)
    return space


def _add(held: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Put a member in the zip with no time of day in it."""
    entry = zipfile.ZipInfo(name, date_time=_MIDNIGHT_1980)
    entry.compress_type = zipfile.ZIP_DEFLATED
    held.writestr(entry, content, compresslevel=1)


def _packed(thing: Any, name: str, arrays: dict[str, np.ndarray]) -> Any:
    """Return a thing as plain JSON; its numbers go into ``arrays`` under its name."""
    if thing is None or isinstance(thing, (str, bool, int, float)):
        return thing
    if isinstance(thing, np.generic):
        return thing.item()
    if isinstance(thing, csr_array):
        parts = {"data": thing.data, "indices": thing.indices, "indptr": thing.indptr}
        arrays |= {f"{name}.{part}": values for part, values in parts.items()}
        return {"sparse": name, "shape": list(thing.shape)}
    if isinstance(thing, np.ndarray) and thing.dtype.kind in "biuf":
        arrays[name] = thing
        return {"array": name}
    if isinstance(thing, (np.ndarray, tuple, list, frozenset)):
        items = sorted(thing) if isinstance(thing, frozenset) else list(thing)
        kind = "texts" if isinstance(thing, np.ndarray) else type(thing).__name__
        return {kind: [_packed(v, f"{name}.{i}", arrays) for i, v in enumerate(items)]}
    if isinstance(thing, Recipe):
        return {"recipe": thing.to_records()}
    if isinstance(thing, pd.Index):
        return {"index": [str(label) for label in thing], "name": thing.name}
    if isinstance(thing, pd.DataFrame) and _of_one_kind(thing):
        # Kept in one block: columns of some places are then taken without copying all of them.
        arrays[name] = thing.to_numpy().T
        return {
            "block": name,
            "columns": _packed(thing.columns, name, {}),
            "rows": _packed(thing.index, name, {}),
        }
    if isinstance(thing, pd.DataFrame):
        columns = [_column(thing[c], f"{name}.{i}", arrays) for i, c in enumerate(thing.columns)]
        rows = None if isinstance(thing.index, pd.RangeIndex) else _packed(thing.index, name, {})
        return {
            "table": columns,
            "columns": _packed(thing.columns, name, {}),
            "rows": rows,
            "length": len(thing),
        }
    if isinstance(thing, dict):
        return {"mapping": [[key, _packed(v, f"{name}.{key}", arrays)] for key, v in thing.items()]}
    kind = type(thing).__name__
    if _PARTS.get(kind) is not type(thing):
        raise TypeError(f"{name} is of {type(thing)}, which a skill space is not made of")
    fields = {
        field.name: _packed(getattr(thing, field.name), f"{name}.{field.name}", arrays)
        for field in dataclasses.fields(thing)
    }
    return {"part": kind, "fields": fields}


def _of_one_kind(table: pd.DataFrame) -> bool:
    """Whether a table with named rows holds numbers of one type only."""
    kinds = set(table.dtypes)
    numeric = len(kinds) == 1 and all(getattr(kind, "kind", "") in "biuf" for kind in kinds)
    return numeric and not isinstance(table.index, pd.RangeIndex)


def _column(column: pd.Series, name: str, arrays: dict[str, np.ndarray]) -> Any:
    """Return one column of a table: numbers as an array, anything else as texts."""
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf":
        return _packed(column.to_numpy(), name, arrays)
    plain = column.astype("object").where(column.notna(), None)
    return {"column": plain.tolist(), "dtype": str(column.dtype)}


def _unpacked(said: Any, held: zipfile.ZipFile) -> Any:
    """Return what `_packed` packed."""
    if not isinstance(said, dict):
        return said
    match next(iter(said)):
        case "array":
            return _array(said["array"], held)
        case "sparse":
            parts = [_array(f"{said['sparse']}.{p}", held) for p in ("data", "indices", "indptr")]
            return csr_array(tuple(parts), shape=tuple(said["shape"]))
        case "texts":
            return np.array(said["texts"], dtype=object)
        case "tuple":
            return tuple(_unpacked(item, held) for item in said["tuple"])
        case "list":
            return [_unpacked(item, held) for item in said["list"]]
        case "frozenset":
            return frozenset(_unpacked(item, held) for item in said["frozenset"])
        case "recipe":
            return Recipe.from_records(said["recipe"])
        case "index":
            return pd.Index(said["index"], name=said["name"], dtype="str")
        case "table":
            return _table(said, held)
        case "block":
            rows, columns = (_unpacked(said[side], held) for side in ("rows", "columns"))
            return pd.DataFrame(_array(said["block"], held).T, index=rows, columns=columns)
        case "mapping":
            return {key: _unpacked(value, held) for key, value in said["mapping"]}
        case "part":
            fields = {key: _unpacked(value, held) for key, value in said["fields"].items()}
            return _PARTS[said["part"]](**fields)
        case other:
            raise ValueError(f"unknown kind {other!r}")


def _table(said: dict[str, Any], held: zipfile.ZipFile) -> pd.DataFrame:
    """Return a table from its columns."""
    columns = [
        pd.Series(column["column"], dtype=column["dtype"])
        if "column" in column
        else pd.Series(_unpacked(column, held))
        for column in said["table"]
    ]
    table = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(said["length"]))
    table.columns = _unpacked(said["columns"], held)
    if said["rows"] is not None:
        table.index = _unpacked(said["rows"], held)
    return table


def _array(name: str, held: zipfile.ZipFile) -> np.ndarray:
    """Return one array; anything that is not plain numbers is refused."""
    return np.lib.format.read_array(io.BytesIO(held.read(f"{name}.npy")), allow_pickle=False)
