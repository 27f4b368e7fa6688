"""steps_of_moves: how many US moves go between occupations that a step of a way may join.

Read by ``make_sources.py``.
"""

import numpy as np

from mobility.reaching.path_steps import alike_at_least, alike_between
from mobility.reaching.skill_space import SkillSpace

PARTS = (0.0, 0.25, 0.5, 1.0, 2.0)
"""Bounds of the rows, as parts of λ."""


def steps_section(space: SkillSpace, moves: np.ndarray) -> list[str]:
    """Return the lines of the page that say so.

    Parameters
    ----------
    space : SkillSpace
        The national one.
    moves : ndarray of shape (n_occupations, n_occupations)
        As `moves_by_unit_group` tells them.
    """
    alike = alike_between(space)
    at_least = alike_at_least(space, alike)
    left, entered = moves.sum(axis=1), moves.sum(axis=0)
    expected = left[:, None] * entered[None, :] / moves.sum()
    asked = space.asked > 0
    pairs = (left[:, None] > 0) & (entered[None, :] > 0) & asked[:, None] & asked[None, :]
    np.fill_diagonal(pairs, val=False)
    theirs, by_size, likeness = moves[pairs], expected[pairs], alike[pairs]
    lines = [
        "## Between which occupations a step of a way may go",
        "",
        "`pathways` lets a step join two occupations whose likeness is at least λ, the mean less a",
        "deviation over occupations of the same three-digit group: the recipe by which Mapping",
        "Career Causeways called a transition viable. Here, with the sources of this page and the",
        f"fourth below, λ is {at_least:.3f}. US moves, beside what to expect if people went",
        "by nothing but how many leave and enter each unit group:",
        "",
        "| likeness | share of pairs | share of moves | moves / expected |",
        "|---|---:|---:|---:|",
    ]
    for low, high in zip(PARTS, (*PARTS[1:], np.inf), strict=True):
        inside = (likeness >= low * at_least) & (likeness < high * at_least)
        said = f"{low:g} λ to {high:g} λ" if np.isfinite(high) else f"{low:g} λ and more"
        ratio = theirs[inside].sum() / by_size[inside].sum()
        lines.append(
            f"| {said} | {inside.mean():.1%} | {theirs[inside].sum() / theirs.sum():.1%} "
            f"| {ratio:.1f} |"
        )
    above = likeness >= at_least
    most = theirs[~above].sum() / theirs.sum()
    return [
        *lines,
        "",
        "So people do go between what a step joins, more than between all else. It is strict:",
        f"{most:.0%} of the moves, told by this rough key, go between occupations that are less",
        "alike, as people go who learn, study or begin anew. Those the list shows; a way does not",
        "promise them.",
        "",
    ]
