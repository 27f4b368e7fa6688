"""validation_ready: everything a validation needs before it scores, checked."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress
from mobility.foundation.recipe import Recipe, Setting
from mobility.reaching.validation_input import check_earlier, check_predictors, common_nodes
from mobility.reaching.validation_nulls import NULLS
from mobility.reaching.validation_scores import Candidate, candidates
from mobility.reaching.validation_target import FlowRanges
from mobility.relating.pair_scores import draw_nodes


@dataclass(frozen=True, eq=False, repr=False)
class Ready:
    """What is scored, on which pairs, and in which draws of the nodes.

    Parameters
    ----------
    ranges : FlowRanges
        Flows between the nodes that all predictors have.
    ranked_by : list of Candidate
        Predictors and nulls.
    drawn : ndarray of shape (n_draws, n_nodes)
        How often each node is drawn.
    recipe : Recipe
        How flows and predictors came about.
    settings, counts : dict
        What the next step says of them.
    """

    ranges: FlowRanges
    ranked_by: list[Candidate]
    drawn: np.ndarray
    recipe: Recipe
    settings: dict[str, Setting]
    counts: dict[str, int]


def prepared(
    predictors: Mapping[str, Network],
    flows: Flows,
    *,
    earlier: Flows | None,
    from_target: Collection[str],
    out_of_fold: Collection[str],
    diagonal: bool,
    draws: int,
    random_state: int,
) -> Ready:
    """Check predictors and flows as `validate` says, and bring them to their common nodes."""
    check_predictors(
        predictors, flows, from_target=from_target, out_of_fold=out_of_fold, nulls=NULLS
    )
    check_earlier(earlier, flows)
    nodes = common_nodes(predictors, flows)
    recipe = flows.recipe
    for network in predictors.values():
        recipe = recipe.joined(network.recipe)
    nulls_from = "the target" if earlier is None else earlier.period or "another period"
    return Ready(
        FlowRanges.of(flows, diagonal=diagonal).among(nodes),
        candidates(
            predictors, flows, earlier, nodes, diagonal=diagonal, random_state=random_state
        ),
        draw_nodes(len(nodes), draws, random_state=random_state),
        recipe if earlier is None else recipe.joined(earlier.recipe),
        {
            "predictors": ", ".join(predictors), "out_of_fold": ", ".join(sorted(out_of_fold)),
            "period": flows.period, "margins_of_nulls": nulls_from,
            "diagonal": diagonal,
        },
        {"nodes": len(nodes), "nodes left out": len(flows.nodes) - len(nodes)},
    )  # fmt: skip


def check_settings(
    step: str, *, at_least: Mapping[str, tuple[float, float]], confidence: float
) -> None:
    """Refuse settings that mean nothing, all at once.

    Parameters
    ----------
    step : str
        What they are settings of.
    at_least : mapping of str to (number, number)
        By name the value given and the least it may be.
    confidence : float
        Probability, between 0 and 1.

    Raises
    ------
    InputError
        With every setting out of bounds.
    """
    faults = [
        Fault(f"a number of at least {least:g}", column=name, value=f"{value:g}")
        for name, (value, least) in at_least.items()
        if not value >= least
    ]
    if not 0 < confidence < 1:
        said = f"{confidence:g}"
        faults.append(Fault("a probability between 0 and 1", column="confidence", value=said))
    if faults:
        raise InputError(step, faults)


def counted(progress: Progress, step: str, total: int) -> Callable[[int], None]:
    """Return what adds up draws done and tells of them."""
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress(step, done, total)

    return tell
