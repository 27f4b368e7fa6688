"""crosswalked_flows: moves between the codes of one classification, told in those of another."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.whole_parts import whole_parts
from mobility.foundation.crosswalk import Crosswalk
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.recipe import Recipe, Setting, Step, with_recipe


def crosswalked_flows(flows: Flows, crosswalk: Crosswalk) -> Flows:
    r"""Translate flows into another classification or version.

    .. math:: F'_{ab} = \sum_{i \ne j} w_{ia} F_{ij} w_{jb}
              + [a = b] \sum_i w_{ia} F_{ii}

    with w the share of a code that goes to a new one. Origins and destinations are split without
    regard to each other; those who stay in a split code are taken to stay in each part, since
    nothing tells who changed from part to part.

    Parameters
    ----------
    flows : Flows
        In the version that the crosswalk leads from.
    crosswalk : Crosswalk

    Returns
    -------
    Flows
        Whole numbers: each origin's moves add to their rounded sum, and all of them to what they
        were. Margins are translated too. The recipe tells how many moves went through a code that
        is split ("moves through split codes"): of these the new codes are a guess, by given or by
        equal shares.

    Raises
    ------
    VersionError
        If the flows are not in the version that the crosswalk leads from.
    InputError
        With every code that the crosswalk does not have; or if a count is withheld and codes are
        split or merged: a sum with a withheld part is neither known nor below the limit.
        `crosswalked_flow_ranges` tells between what it lies.

    Examples
    --------
    Code 1 is split into a (three quarters) and b; 2 is called c:

    >>> moves = Flows.of(pd.DataFrame(
    ...     {"origin": ["1", "1"], "destination": ["2", "1"], "count": [10, 8]}),
    ...     kind="industry", version="old")
    >>> way = Crosswalk.of(pd.DataFrame(
    ...     {"from_code": ["1", "1", "2"], "to_code": ["a", "b", "c"], "share": [0.75, 0.25, 1]}),
    ...     from_version="old", to_version="new")
    >>> crosswalked_flows(moves, way).table
      origin destination  count
    0      a           a      6
    1      a           c      8
    2      b           b      2
    3      b           c      2
    """
    crosswalk.must_match(flows.version, "flows")
    shares, new = crosswalk.matrix(flows.nodes, "flows")
    counts = flows.counts()
    withheld = np.isnan(counts)
    if withheld.any():
        _refuse_unless_renamed(flows, crosswalk, shares)
    translated = _translated(np.nan_to_num(counts), shares)
    hidden = _translated(withheld.astype(np.float64), shares) > 0
    a, b = np.nonzero(translated > 0)
    sums = whole_parts(translated.sum(axis=1), np.zeros(len(new), dtype=np.int64))
    number = _to_sums(translated, sums)[a, b]
    table = pd.DataFrame({"origin": new[a], "destination": new[b], "count": number})
    table = table[table["count"] > 0]
    if flows.unlisted == "zero":
        a, b = np.nonzero(hidden)
        lines = pd.DataFrame({"origin": new[a], "destination": new[b], "count": pd.NA})
        table = pd.concat([table.astype({"count": "Int64"}), lines.astype({"count": "Int64"})])
    margins = None
    if flows.margins is not None:
        given = flows.margins.reindex(flows.nodes)[["leaving", "arriving"]]
        margins = pd.DataFrame(
            shares.T @ given.to_numpy(dtype=np.float64), index=new, columns=given.columns
        )
    step = _step("crosswalked_flows", flows, crosswalk, len(new))
    return Flows(
        table, new, flows.withheld_below if withheld.any() else 1,
        flows.unlisted if withheld.any() else "zero", margins, crosswalk.to_version, flows.period,
        flows.recipe.joined(crosswalk.recipe).then(step),
    )  # fmt: skip


def crosswalked_flow_ranges(flows: Flows, crosswalk: Crosswalk) -> pd.DataFrame:
    """Return between what each flow lies in another classification, withheld counts included.

    Parameters
    ----------
    flows : Flows
        In the version that the crosswalk leads from.
    crosswalk : Crosswalk

    Returns
    -------
    DataFrame
        ``origin``, ``destination``, ``low`` and ``high`` (moves, with fractions; equal where
        nothing is withheld), sorted; pairs that nobody can have moved between are left out.

    Raises
    ------
    VersionError, InputError
        As `crosswalked_flows`, which withheld counts are no obstacle to here.

    Examples
    --------
    From 1 or 2 to 3 there are 12 moves and at most 9:

    >>> moves = Flows.of(pd.DataFrame(
    ...     {"origin": ["1", "2"], "destination": ["3", "3"], "count": [12, None]}),
    ...     kind="industry", version="old", withheld_below=10)
    >>> way = Crosswalk.of(
    ...     pd.DataFrame({"from_code": ["1", "2", "3"], "to_code": ["a", "a", "b"]}),
    ...     from_version="old", to_version="new")
    >>> crosswalked_flow_ranges(moves, way)
      origin destination   low  high
    0      a           b  12.0  21.0
    """
    crosswalk.must_match(flows.version, "flows")
    shares, new = crosswalk.matrix(flows.nodes, "flows")
    counts = flows.counts()
    most = np.where(np.isnan(counts), flows.withheld_below - 1.0, counts)
    low, high = _translated(np.nan_to_num(counts), shares), _translated(most, shares)
    a, b = np.nonzero(high > 0)
    table = pd.DataFrame(
        {"origin": new[a], "destination": new[b], "low": low[a, b], "high": high[a, b]}
    )
    step = _step("crosswalked_flow_ranges", flows, crosswalk, len(new))
    recipe: Recipe = flows.recipe.joined(crosswalk.recipe).then(step)
    return with_recipe(table, recipe)


def _translated(counts: np.ndarray, shares: csr_array) -> np.ndarray:
    """Return what goes from new code to new code, those who stay staying."""
    stay = np.diag(counts)
    moves = counts - np.diag(stay)
    result: np.ndarray = shares.T @ moves @ shares + np.diag(shares.T @ stay)
    return result


def _to_sums(values: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Round every row so that it adds to the whole number given for it."""
    total = values.sum(axis=1)
    # The row is first brought to its whole sum; no cell moves by more than a share of one.
    scaled = values * np.divide(sums, total, out=np.zeros_like(total), where=total > 0)[:, None]
    row = np.repeat(np.arange(len(values)), values.shape[1])
    return whole_parts(scaled.ravel(), row).reshape(values.shape)


def _refuse_unless_renamed(flows: Flows, crosswalk: Crosswalk, shares: csr_array) -> None:
    """Refuse to split or merge codes where counts are withheld."""
    out = np.diff(shares.indptr) > 1
    into = np.bincount(shares.indices, minlength=shares.shape[1]) > 1
    merged = np.asarray(shares @ into.astype(np.float64)).ravel() > 0
    touched = flows.nodes[out | merged]
    if not len(touched):
        return
    shown = ", ".join(map(repr, touched[:5])) + (" …" if len(touched) > 5 else "")
    fault = Fault(
        f"{len(touched)} codes ({shown}) are split or merged on the way to "
        f"{crosswalk.to_version!r}, but counts below {flows.withheld_below} are withheld; a sum "
        "with a withheld part is not known. crosswalked_flow_ranges tells between what it lies."
    )
    raise InputError("flows", [fault])


def _step(name: str, flows: Flows, crosswalk: Crosswalk, new: int) -> Step:
    """Tell how much of the moves went through codes that are split."""
    table = flows.table
    split = table["origin"].isin(crosswalk.split) | table["destination"].isin(crosswalk.split)
    through = int(table.loc[split, "count"].sum())
    settings: dict[str, Setting] = {
        "from_version": crosswalk.from_version, "to_version": crosswalk.to_version,
        "shares": crosswalk.shares,
    }  # fmt: skip
    counts = {
        "nodes before": len(flows.nodes), "nodes after": new, "moves": flows.moves,
        "moves through split codes": through,
    }  # fmt: skip
    return Step.of(name, settings, counts)
