"""smallest_group: no report may be asked to show groups below the floor."""

from collab_graph.showing.report_counts import SMALLEST_CELL
from mobility.foundation.errors import InputError


def check_smallest(smallest_cell: int) -> None:
    """Refuse to write down groups so small that somebody in them could be recognised.

    Raises
    ------
    InputError
        If it is below `SMALLEST_CELL`.

    Examples
    --------
    >>> check_smallest(5)
    >>> check_smallest(4)
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: smallest group: 1 problem(s)
      - smallest_cell is 4; in a group of fewer than 5 somebody could be recognised; give 5 or more
    """
    if smallest_cell < SMALLEST_CELL:
        few = f"in a group of fewer than {SMALLEST_CELL} somebody could be recognised"
        raise InputError(
            "smallest group",
            [f"smallest_cell is {smallest_cell}; {few}; give {SMALLEST_CELL} or more"],
        )
