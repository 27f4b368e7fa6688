"""candidate_lines: how proposed terms stand in a review file, and when they are like known ones."""

from mobility.foundation.errors import EmptyResultError

PREFIX = "candidate: "
"""What the proposed ids of candidates begin with; a list that is read has none such."""

WHY = "asked for in ads and covered by no term"

CONTEXTS = 3
BETWEEN_CONTEXTS = " | "
_FEW_KNOWN = 20


def refuse_few_known(known: int, min_ads: int) -> None:
    """Refuse to tell where skills stand from too few known terms.

    Raises
    ------
    EmptyResultError
        If there are fewer than 20.
    """
    if known < _FEW_KNOWN:
        said = f"{known} known terms stand in {min_ads} ads or more; {_FEW_KNOWN} are needed"
        raise EmptyResultError(f"{said} to tell where skills stand.")


def least_likeness(known: list[float], share: float) -> float:
    """Return the likeness that such a share of the known terms is below."""
    ordered = sorted(known)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def candidate_line(
    spelled: str,
    *,
    label: str,
    ads: int,
    c_value: float,
    likeness: float,
    at_least: float,
    example: str,
) -> dict[str, str | int]:
    """Return the line of a review file that proposes a sequence."""
    return {
        "skill": PREFIX + spelled,
        "label": label,
        "effect": f"in {ads} ads; C-value {c_value:.1f}; stands where "
        f"skills stand: {likeness:.2f}, at least {at_least:.2f}",
        "changes": ads,
        "example": example,
        "why": WHY,
    }
