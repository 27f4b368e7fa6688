"""widest: every widest box of situations, by definition: try every box there is.

The days of a box are kept as bits of one number: for every choice of ages, answers and places the
most days that fit are what the days of its situations have in common.
"""

import numpy as np

from tests.covering_record.small_records import AGES, ANSWERS, DAYS, LEAVES

SIZES = (len(AGES), len(ANSWERS), len(LEAVES), len(DAYS))


def widest_boxes(allowed):
    """Return the widest boxes inside allowed situations (age, answer, place, day), as masks."""
    fits = most_days(allowed)
    days = fits.copy()
    for axis, size in enumerate(SIZES[:-1]):
        with_value = np.moveaxis(fits, axis, 0)
        for value in range(size):
            lacking = [m for m in range(1 << size) if not m >> value & 1]
            wider = with_value[[m | 1 << value for m in lacking]]
            here = np.moveaxis(days, axis, 0)
            same = with_value[lacking] & wider == with_value[lacking]
            here[lacking] = np.where(same, 0, here[lacking])
    return {(*map(int, box), int(days[tuple(box)])) for box in np.argwhere(days)}


def most_days(allowed):
    """Return for every mask of ages, answers and places the days on which all of it is allowed."""
    fits = (allowed.astype(np.uint8) << np.arange(allowed.shape[-1], dtype=np.uint8)).sum(-1)
    for axis, size in enumerate(SIZES[:-1]):
        values = np.moveaxis(fits, axis, 0)
        masks = [np.zeros_like(values[0])]
        masks += [
            np.bitwise_and.reduce(values[[v for v in range(size) if m >> v & 1]])
            for m in range(1, 1 << size)
        ]
        fits = np.moveaxis(np.stack(masks), 0, axis)
    return fits


def situations_of(box):
    """Return a yes/no for every situation (age, answer, place, day) of a box given as masks."""
    sides = [
        np.array([mask >> v & 1 for v in range(n)], bool)
        for mask, n in zip(box, SIZES, strict=True)
    ]
    return np.einsum("a,s,p,d->aspd", *sides)
