"""systems: random small systems, and what their words mean cell by cell, without the library."""

import os

import numpy as np

from collab_graph.covering.boxes import Space

SYSTEMS = int(os.environ.get("LABOUR_GRAPHS_SMALL_RECORDS", "100"))
"""How many random systems each test looks at; a long run asks for more."""


def named(sizes):
    return Space(tuple(f"axis{i}" for i in range(len(sizes))), tuple(sizes))


def cells_of(box, sizes):
    """A yes/no for every cell, written without the library."""
    sides = [
        np.array([mask >> v & 1 for v in range(n)], bool)
        for mask, n in zip(box, sizes, strict=True)
    ]
    inside = np.ones(sizes, bool)
    for axis, side in enumerate(sides):
        shape = [1] * len(sizes)
        shape[axis] = sizes[axis]
        inside &= side.reshape(shape)
    return inside


def covered(boxes, sizes):
    union = np.zeros(sizes, bool)
    for box in boxes:
        union |= cells_of(box, sizes)
    return union


def widest_inside(allowed):
    """Every widest box inside the allowed cells, by definition: try every box there is.

    ``fits[box]`` holds if all cells of the box are allowed: an axis at a time, the masks of an axis
    are the ANDs over its values. A box is widest if it fits and no value can be added.
    """
    fits = allowed
    for axis, n in enumerate(allowed.shape):
        values = np.moveaxis(fits, axis, 0)
        masks = [values[[v for v in range(n) if m >> v & 1]].all(axis=0) for m in range(1, 1 << n)]
        fits = np.moveaxis(np.stack([np.zeros_like(masks[0]), *masks]), 0, axis)
    widest = fits.copy()
    for axis, n in enumerate(allowed.shape):
        every = np.arange(1 << n)
        for v in range(n):
            lacking = every[every >> v & 1 == 0]
            wider = np.take(fits, lacking | 1 << v, axis=axis)
            at = [slice(None)] * fits.ndim
            at[axis] = lacking
            widest[tuple(at)] &= ~wider
    return {tuple(map(int, box)) for box in np.argwhere(widest)}


def random_system(draw, most_boxes=8):
    """3–5 axes of 2–4 values, 1–8 boxes; small enough to try every box there is."""
    sizes = [draw.randint(2, 4) for _ in range(draw.randint(3, 5))]
    while sum(sizes) > 14:
        sizes[sizes.index(max(sizes))] -= 1
    boxes = []
    for _ in range(draw.randint(1, most_boxes)):
        free = draw.random()
        boxes.append(
            tuple(
                (1 << n) - 1 if draw.random() < free else draw.randrange(1, 1 << n) for n in sizes
            )
        )
    return sizes, boxes


def random_persons(draw, sizes):
    rows = [[draw.randrange(n) for n in sizes] for _ in range(draw.randint(1, 60))]
    weights = [draw.choice([1, 1, 2, 7, 0]) for _ in rows]
    return np.array(rows), np.array(weights, float)
