"""judged_edges: every edge of a network, by any rule, with its p and whether it is kept."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.relating.adjusted_p import adjusted_p
from mobility.relating.disparity import disparity
from mobility.relating.mutual_nearest import mutual_nearest
from mobility.relating.noise_corrected import noise_corrected
from mobility.relating.sdsm import sdsm
from mobility.relating.spanning_tree import spanning_tree

ONE_MODE: dict[str, Callable[..., pd.DataFrame]] = {
    "noise-corrected": noise_corrected,
    "disparity": disparity,
    "mutual nearest": mutual_nearest,
    "spanning tree": spanning_tree,
}
"""The rules that read a column of the edges: from a network to a table in their order."""

SETTING = {
    "noise-corrected": "alpha",
    "disparity": "alpha",
    "sdsm": "alpha",
    "mutual nearest": "k",
    "spanning tree": "threshold",
}
"""Every rule by name, and the setting that it decides by."""

RANGES = {
    "alpha": "a probability between 0 and 1",
    "k": "a whole number of at least 1",
    "threshold": "a finite number of at least 0",
}
"""What each setting must be."""

ALPHA = 0.05
"""Where a rule of chance is given no other."""


def judged_edges(
    network: Network,
    *,
    rule: str = "noise-corrected",
    counts: str | None = None,
    incidence: Incidence | None = None,
    alpha: float | None = None,
    correction: str | None = None,
    k: int | None = None,
    threshold: float | None = None,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Judge every edge by one rule; what comes back has the same columns for all of them.

    Parameters
    ----------
    network, rule, counts, incidence, alpha, correction, k, threshold, progress
        As in `backbone`, which keeps the edges that are ``kept`` here.

    Returns
    -------
    DataFrame
        One line per edge, in the order of ``network.edges``: ``source``, ``target``, ``weight``;
        the rule's own columns (see its page); ``p`` (0 to 1; missing where the rule has none),
        ``p_adjusted`` (``p`` after the correction, ``p`` itself without one), ``kept`` and
        ``rule``.

    Raises
    ------
    UnknownNameError
        If there is no such rule, edge column or correction.
    InputError
        If a setting is out of its range or of another rule, if one is needed, if the rule needs
        numbers and the column has none, or if the incidence does not hold the nodes.

    Examples
    --------
    >>> moves = pd.DataFrame({
    ...     "source": ["a", "a", "b", "c"], "target": ["b", "c", "d", "d"],
    ...     "weight": [40, 1, 2, 40]})
    >>> network = Network.from_edges(moves)
    >>> common = ["source", "target", "p", "kept", "rule"]
    >>> judged_edges(network, rule="disparity", alpha=0.1)[common].round(3)
      source target      p   kept       rule
    0      a      b  0.024   True  disparity
    1      a      c  0.976  False  disparity
    2      b      d  0.952  False  disparity
    3      c      d  0.024   True  disparity
    >>> judged_edges(network, rule="mutual nearest", k=1)[common]
      source target   p   kept            rule
    0      a      b NaN   True  mutual nearest
    1      a      c NaN  False  mutual nearest
    2      b      d NaN  False  mutual nearest
    3      c      d NaN   True  mutual nearest
    """
    setting, bound = rule_setting(
        rule,
        {"alpha": alpha, "k": k, "threshold": threshold},
        {"counts": counts, "incidence": incidence, "correction": correction},
    )
    tests = len(network.edges)
    if incidence is not None:
        table = _two_mode(network, incidence, progress)
        tests = len(network.nodes) * (len(network.nodes) - 1) // 2
    else:
        table = ONE_MODE[rule](network, counts=counts or "weight")
    recipe = recipe_of(table)
    p = table["p"] if "p" in table else pd.Series(math.nan, index=table.index)
    adjusted = p if correction is None else adjusted_p(p.to_numpy(), correction, tests=tests)
    own = table.drop(columns=["source", "target", "p"], errors="ignore")
    judged = network.edges[["source", "target", "weight"]].join(own)
    judged = judged.assign(p=p, p_adjusted=adjusted)
    judged = judged.assign(kept=_kept(judged, setting, bound), rule=rule)
    settings: dict[str, Setting] = {"rule": rule}
    if incidence is None:
        settings["counts"] = counts or "weight"
    settings[setting] = bound
    if correction is not None:
        settings.update(correction=correction, tests=tests)
    counted = {"edges": len(judged), "kept": int(judged["kept"].sum())}
    return with_recipe(judged, recipe.then(Step.of("judged_edges", settings, counted)))


def rule_setting(
    rule: str, bounds: dict[str, float | None], given: dict[str, object]
) -> tuple[str, float | None]:
    """Return the setting a rule decides by and its value, refusing all it cannot use.

    Parameters
    ----------
    rule : str
        One of `SETTING`.
    bounds : dict
        ``alpha``, ``k`` and ``threshold`` as given.
    given : dict
        ``counts``, ``incidence`` and ``correction`` as given.

    Returns
    -------
    tuple of str and float or None
        Such as ("alpha", 0.05).

    Raises
    ------
    UnknownNameError
        If there is no such rule.
    InputError
        If a setting is out of range or of another rule, or is needed; all are named.

    Examples
    --------
    >>> rule_setting("disparity", {"alpha": None, "k": None, "threshold": None}, {})
    ('alpha', 0.05)
    """
    if rule not in SETTING:
        raise UnknownNameError("rule", rule, SETTING)
    setting = SETTING[rule]
    faults = [
        Fault(f"the rule {rule!r} takes {setting}, not {name}; leave it out")
        for name, value in bounds.items()
        if value is not None and name != setting
    ]
    bound = ALPHA if setting == "alpha" and bounds["alpha"] is None else bounds[setting]
    if setting == "k" and bound is None:
        faults.append(Fault(f"the rule {rule!r} needs k, such as k=5"))
    if bound is not None and not _in_range(setting, bound):
        faults.append(Fault(RANGES[setting], column=setting, value=f"{bound:g}"))
    if given.get("correction") is not None and setting != "alpha":
        faults.append(Fault(f"the rule {rule!r} tests nothing; leave out the correction"))
    if rule == "sdsm":
        if given.get("incidence") is None:
            faults.append(Fault("the rule 'sdsm' needs the incidence that the network comes from"))
        if given.get("counts") is not None:
            faults.append(Fault("the rule 'sdsm' reads the incidence; leave out counts"))
    elif given.get("incidence") is not None:
        faults.append(Fault(f"the rule {rule!r} reads the edges; leave out the incidence"))
    if faults:
        raise InputError("backbone", faults)
    return setting, int(bound) if setting == "k" and bound is not None else bound


def _in_range(setting: str, bound: float) -> bool:
    """Say whether a setting has a value it may have."""
    if setting == "alpha":
        return 0 < bound < 1
    if setting == "k":
        return bound >= 1 and bound % 1 == 0
    return math.isfinite(bound) and bound >= 0


def _two_mode(network: Network, incidence: Incidence, progress: Progress) -> pd.DataFrame:
    """Return what the incidence says of every edge; a pair that shares nothing has p 1."""
    kind = str(network.nodes.index.name)
    if network.directed:
        raise InputError("backbone", [Fault("the rule 'sdsm' judges pairs, not directions")])
    table = sdsm(incidence, between=kind, progress=progress)
    names = incidence.rows if kind == str(incidence.rows.name) else incidence.columns
    place = names.get_indexer(network.nodes.index)
    lacking = network.nodes.index[place < 0]
    if len(lacking):
        faults = [Fault(f"{kind} {name!r} is not in the incidence") for name in lacking[:5]]
        raise InputError("backbone", faults)
    i, j = (place[end] for end in network.positions())
    asked = np.minimum(i, j) * len(names) + np.maximum(i, j)
    a, b = (names.get_indexer(pd.Index(table[end])) for end in ("source", "target"))
    found = pd.Index(a * len(names) + b).get_indexer(pd.Index(asked))
    met = found >= 0
    shared, expected, p = np.zeros(len(i), np.int64), np.full(len(i), math.nan), np.ones(len(i))
    for full, column in ((shared, "shared"), (expected, "expected"), (p, "p")):
        full[met] = table[column].to_numpy()[found[met]]
    own = pd.DataFrame({"shared": shared, "expected": expected, "p": p})
    return with_recipe(own, network.recipe.joined(recipe_of(table)))


def _kept(judged: pd.DataFrame, setting: str, bound: float | None) -> "pd.Series[bool]":
    """Return for every edge whether it is kept."""
    if setting == "alpha":
        return judged["p_adjusted"] < bound
    if setting == "k":
        return (judged["rank"] <= bound).fillna(False).astype(bool)
    return judged["in_tree"] if bound is None else judged["in_tree"] | (judged["observed"] >= bound)
