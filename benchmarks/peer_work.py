"""peer_work: one act of another package, timed in its own Python; it imports nothing of ours.

``python peer_work.py ACT TABLE.csv RESULT.csv REPEATS``: reads a table, does the act so many times,
writes the result of the last and prints a line of JSON: best seconds, and the versions that ran.
"""

import contextlib
import io
import json
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pandas as pd


def noise_corrected_score(table: pd.DataFrame) -> Callable[[], Any]:
    """Have netbone find the score and its deviation."""
    import netbone

    return lambda: netbone.noise_corrected(table, approximation=False).to_dataframe()


def noise_corrected_p(table: pd.DataFrame) -> Callable[[], Any]:
    """Have netbone find the binomial p that it gives unless told otherwise."""
    import netbone

    return lambda: netbone.noise_corrected(table).to_dataframe()


def disparity(table: pd.DataFrame) -> Callable[[], Any]:
    """Have netbone judge by the disparity filter."""
    import netbone

    return lambda: netbone.disparity(table).to_dataframe()


def spanning_tree(table: pd.DataFrame) -> Callable[[], Any]:
    """Have netbone find the maximum spanning tree."""
    import netbone

    return lambda: netbone.maximum_spanning_tree(table).to_dataframe()


def specialization_a(table: pd.DataFrame) -> Callable[[], Any]:
    """Have ecomplexity find specialization, beside much else that it finds in one call."""
    import ecomplexity

    named = table.assign(time=2000)
    names = {"time": "time", "loc": "row", "prod": "column", "val": "value"}
    return lambda: ecomplexity.ecomplexity(named, names)[["row", "column", "rca"]]


def proximity_a(table: pd.DataFrame) -> Callable[[], Any]:
    """Have ecomplexity find the proximity of columns, from the table on."""
    import ecomplexity

    named = table.assign(time=2000)
    names = {"time": "time", "loc": "row", "prod": "column", "val": "value"}
    return lambda: ecomplexity.proximity(named, names)


def specialization_b(table: pd.DataFrame) -> Callable[[], Any]:
    """Have economic-complexity find specialization."""
    import economic_complexity

    wide = table.pivot_table(index="row", columns="column", values="value", aggfunc="sum")
    return lambda: economic_complexity.rca(wide)


def proximity_b(table: pd.DataFrame) -> Callable[[], Any]:
    """Have economic-complexity find the proximity of columns, from the table on."""
    import economic_complexity

    def act() -> pd.DataFrame:
        wide = table.pivot_table(index="row", columns="column", values="value", aggfunc="sum")
        return economic_complexity.proximity(economic_complexity.rca(wide))

    return act


def density_a(table: pd.DataFrame) -> Callable[[], Any]:
    """Have ecomplexity find density, beside much else that it finds in one call."""
    import ecomplexity

    named = table.assign(time=2000)
    names = {"time": "time", "loc": "row", "prod": "column", "val": "value"}
    return lambda: ecomplexity.ecomplexity(named, names)[["row", "column", "density"]]


def density_b(table: pd.DataFrame) -> Callable[[], Any]:
    """Have economic-complexity find density, which it calls relatedness."""
    import economic_complexity

    wide = table.pivot_table(index="row", columns="column", values="value", aggfunc="sum").fillna(0)
    return lambda: economic_complexity.relatedness(economic_complexity.rca(wide))


ACTS = {
    "density_a": ("ecomplexity", density_a),
    "density_b": ("economic-complexity", density_b),
    "noise_corrected_score": ("netbone", noise_corrected_score),
    "noise_corrected_p": ("netbone", noise_corrected_p),
    "disparity": ("netbone", disparity),
    "spanning_tree": ("netbone", spanning_tree),
    "specialization_a": ("ecomplexity", specialization_a),
    "proximity_a": ("ecomplexity", proximity_a),
    "specialization_b": ("economic-complexity", specialization_b),
    "proximity_b": ("economic-complexity", proximity_b),
}


def main(act: str, given: str, result: str, repeats: str) -> None:
    """Do one act so many times and say how long the quickest took."""
    package, prepare = ACTS[act]
    labels = dict.fromkeys(("source", "target", "row", "column"), "str")
    seconds = []
    # The peers print as they go; what is said here is one line of JSON.
    with contextlib.redirect_stdout(io.StringIO()):
        work = prepare(pd.read_csv(given, dtype=labels, keep_default_na=False))
        for _ in range(int(repeats)):
            start = time.perf_counter()
            found = work()
            seconds.append(time.perf_counter() - start)
    if act.endswith("_b"):  # a wide table, rows by columns
        ends = ["column_1", "column_2"] if act.startswith("proximity") else ["row", "column"]
        found = found.rename_axis(ends[0]).reset_index()
        found = found.melt(ends[0], var_name=ends[1], value_name=act.partition("_")[0])
    elif act == "specialization_a":
        found = found.rename(columns={"rca": "specialization"})
    found.to_csv(result, index=False)
    packages = (package, "numpy", "pandas", "networkx")
    versions = {"python": platform.python_version(), **{name: version(name) for name in packages}}
    print(json.dumps({"seconds": min(seconds), "versions": versions}))


if __name__ == "__main__":
    main(*sys.argv[1:])
