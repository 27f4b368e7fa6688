"""flow_bounds: what is known of every flow, and of the margins, before anything is expected."""

import numpy as np

from mobility.foundation.errors import InputError
from mobility.foundation.flows import Flows

UNEVEN = 1e-9
"""Both totals may differ by this share, which is rounding."""


def given_margins(flows: Flows, *, diagonal: bool) -> tuple[np.ndarray, np.ndarray] | None:
    """Return margins that the source gives, without those who stay if the diagonal is left out."""
    if flows.margins is None:
        return None
    held = flows.margins.reindex(flows.nodes)[["leaving", "arriving"]].to_numpy(dtype=np.float64)
    stayed = np.zeros(len(held)) if diagonal else np.diag(flows.counts())
    if np.isnan(stayed).any():
        raise InputError(
            "skill_relatedness",
            ["margins are given with those who stay, but how many stay is withheld; "
             "use diagonal=True"],
        )  # fmt: skip
    return held[:, 0] - stayed, held[:, 1] - stayed


def check_even(margins: tuple[np.ndarray, np.ndarray]) -> None:
    """Refuse margins of which no table of these nodes can be the sum.

    Raises
    ------
    InputError
        If more leave than arrive, or fewer.
    """
    leaving, arriving = float(margins[0].sum()), float(margins[1].sum())
    if abs(leaving - arriving) > UNEVEN * max(leaving, arriving):
        raise InputError(
            "flows",
            [f"by the margins {leaving:g} leave but {arriving:g} arrive; those who come from or go "
             "to somewhere else belong to a node of their own"],
        )  # fmt: skip


def flow_bounds(flows: Flows) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the most that every flow can be."""
    counts = flows.counts()
    withheld = np.isnan(counts)
    return (
        np.where(withheld, 0.0, counts),
        np.where(withheld, flows.withheld_below - 1.0, counts),
    )
