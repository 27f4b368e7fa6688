"""earlier_flows: relatedness of before that has not seen who came into a job."""

import pandas as pd

from mobility.foundation.errors import Fault, UnknownNameError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step

WITHOUT = "without_flows_into"
"""Name of the step that a network made from moves must have in its recipe."""


def without_flows_into(flows: Flows, target: str) -> Flows:
    """Leave out everybody who moved into one node, to relate it without them.

    Relatedness that has seen who came cannot tell whether they came from what was related. Those
    who left the target stay: of an occupation or industry that was there before, they say what it
    is related to.

    Parameters
    ----------
    flows : Flows
        Of a period before the one that is asked of.
    target : str
        The node.

    Returns
    -------
    Flows
        With no move into the target, no withheld ones either; its recipe says so. Margins that the
        source gave are not kept, since they count those who are left out.

    Raises
    ------
    UnknownNameError
        If there is no such node; the nearest are named.

    Examples
    --------
    >>> moves = Flows.of(pd.DataFrame({
    ...     "origin": ["a", "b", "new"], "destination": ["new", "a", "a"], "count": [9, 4, 3]}),
    ...     kind="occupation")
    >>> without_flows_into(moves, "new")
    Flows(3 occupation, 5 pairs, 7 moves)
    """
    if target not in flows.nodes:
        raise UnknownNameError(str(flows.nodes.name), target, map(str, flows.nodes))
    into = flows.table["destination"] == target
    # Where unlisted pairs are withheld, only a written 0 says that nobody moved.
    none = pd.DataFrame({"origin": flows.nodes, "destination": target, "count": 0})
    none["count"] = none["count"].astype("Int64")
    table = pd.concat([flows.table[~into], none], ignore_index=True)
    told = {"moves left out": int(flows.table.loc[into, "count"].sum())}
    step = Step.of(WITHOUT, {"target": target, "period": flows.period}, told)
    return Flows(
        table, flows.nodes, flows.withheld_below, flows.unlisted, None, flows.version,
        flows.period, flows.recipe.then(step),
    )  # fmt: skip


def seen_by(flows: Flows, relatedness: Network, target: str) -> list[Fault | str]:
    """Return in which ways relatedness has seen the moves that are asked of."""
    way_out = (
        "use skill_relatedness(without_flows_into(earlier, target)), or relatedness from skills"
    )
    if flows.recipe.input_hashes() & relatedness.recipe.input_hashes():
        return [f"relatedness was made from the file of the flows; {way_out}"]
    steps = relatedness.recipe.steps
    if not any(step.name == "skill_relatedness" for step in steps):
        return []
    left_out = [dict(step.settings) for step in steps if step.name == WITHOUT]
    mine = [settings for settings in left_out if settings["target"] == target]
    if not mine:
        return [f"relatedness was made from moves into {target!r} too; {way_out}"]
    if flows.period and any(settings["period"] == flows.period for settings in mine):
        return [f"relatedness was made from moves of the same period, {flows.period}; {way_out}"]
    return []
