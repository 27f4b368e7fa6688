"""validation_input: predictors that a validation may use, on the nodes that all of them know."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError, VersionError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network


def check_predictors(
    predictors: Mapping[str, Network],
    flows: Flows,
    *,
    from_target: Collection[str],
    out_of_fold: Collection[str],
    nulls: Collection[str],
) -> None:
    """Refuse predictors of other codes, and those that have seen what they are to foretell.

    Raises
    ------
    EmptyResultError
        If there is no predictor.
    VersionError
        If a predictor's codes are of another classification or version than the flows'.
    InputError
        If a predictor was made from the target's flows, or bears the name of a null.
    """
    if not predictors:
        raise EmptyResultError("There is no predictor to validate.")
    for name, network in predictors.items():
        if network.version != flows.version:
            what = f"the predictor {name!r}"
            raise VersionError.between(what, network.version, "the table of flows", flows.version)
    faults: list[Fault | str] = [
        f"the predictor {name!r} bears the name of a null; call it something else"
        for name in predictors
        if name in nulls
    ]
    faults += [
        f"{name!r} is said of {said} but is no predictor"
        for said, names in (("from_target", from_target), ("out_of_fold", out_of_fold))
        for name in sorted(set(names) - set(predictors))
    ]
    seen = flows.recipe.input_hashes()
    for name, network in predictors.items():
        if name in out_of_fold:
            continue
        if name in from_target:
            faults.append(_leak(name, "is said to be made from the target's flows"))
        elif shared := sorted(seen & network.recipe.input_hashes()):
            said = f"was made from the file with SHA-256 {shared[0][:12]}…, as the target's flows"
            faults.append(_leak(name, said))
    if faults:
        raise InputError("predictors", faults)


def check_earlier(earlier: Flows | None, flows: Flows) -> None:
    """Refuse flows of other codes, and those that are the target itself.

    Raises
    ------
    VersionError
        If the codes are of another version, or either does not tell its version.
    InputError
        If both come from one file, or both are of one period that is told.
    """
    if earlier is None:
        return
    flows.must_match(earlier)
    same_file = earlier.recipe.input_hashes() & flows.recipe.input_hashes()
    if same_file or (flows.period and earlier.period == flows.period):
        said = "are the target itself; give those of another period, or none"
        raise InputError("earlier flows", [said])


def common_nodes(predictors: Mapping[str, Network], flows: Flows) -> pd.Index:
    """Return the flows' nodes that every predictor has, in the flows' order.

    Raises
    ------
    EmptyResultError
        If they are fewer than two.
    """
    held = np.ones(len(flows.nodes), dtype=bool)
    for network in predictors.values():
        held &= flows.nodes.isin(network.nodes.index)
    if held.sum() < 2:
        few = ", ".join(f"{name!r} {n}" for name, n in lacked_nodes(predictors, flows).items())
        raise EmptyResultError(
            f"Fewer than two of {len(flows.nodes)} nodes are in every predictor; lacked by {few}."
        )
    return flows.nodes[held]


def lacked_nodes(predictors: Mapping[str, Network], flows: Flows) -> dict[str, int]:
    """Count the nodes of the flows that each predictor does not have."""
    return {
        name: int((~flows.nodes.isin(network.nodes.index)).sum())
        for name, network in predictors.items()
    }


def square_scores(network: Network, nodes: pd.Index) -> tuple[np.ndarray, np.ndarray]:
    """Return a predictor's weights between the nodes, 0 where it lists none, and where it does."""
    at = nodes.get_indexer(network.nodes.index)
    i, j = (at[side] for side in network.positions())
    inside = (i >= 0) & (j >= 0)
    i, j = i[inside], j[inside]
    weight = network.edges["weight"].to_numpy(dtype=np.float64)[inside]
    scores, listed = np.zeros((len(nodes), len(nodes))), np.zeros((len(nodes), len(nodes)), bool)
    scores[i, j], listed[i, j] = weight, True
    if not network.directed:
        scores[j, i], listed[j, i] = weight, True
    return scores, listed


def _leak(name: str, why: str) -> Fault:
    """Say that a predictor has seen the answer, and the ways out."""
    return Fault(
        f"the predictor {name!r} {why}, so it knows what it is to foretell. Make it from another "
        "period, or name it in out_of_fold if no origin's prediction rests on its own moves."
    )
