"""misspelling: which known forms lie fewest slips of the pen from a typed one."""

from collections.abc import Sequence


def slips_allowed(letters: int) -> int:
    """Return how many slips a form of so many letters may have: none under four, then one, two.

    Examples
    --------
    >>> [slips_allowed(letters) for letters in (3, 4, 7, 8, 20)]
    [0, 1, 1, 2, 2]
    """
    return 0 if letters < 4 else 1 if letters < 8 else 2


def nearest_forms(typed: str, forms: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Return the forms fewest slips away, and how many slips that is.

    A slip is a letter too many, missing or wrong, or two neighbours in the wrong order (optimal
    string alignment).

    Parameters
    ----------
    typed : str
        A folded form.
    forms : sequence of str
        The known ones.

    Returns
    -------
    forms : tuple of str
        Sorted; empty if none is within `slips_allowed` of the typed form's letters.
    slips : int
        0 where there is none.

    Examples
    --------
    >>> nearest_forms("exel", ["excel", "pixel", "axel"])
    (('axel', 'excel'), 1)
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = slips_allowed(len(typed))
    if not most:
        return (), 0
    found = extract(
        typed, forms, scorer=OSA.distance, score_cutoff=most, limit=None, processor=None
    )
    fewest = min((slips for _, slips, _ in found), default=0)
    return tuple(sorted(form for form, slips, _ in found if slips == fewest)), int(fewest)
