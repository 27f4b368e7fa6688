"""layouts: what a later version of this library has written is refused, not half read."""

from pathlib import Path

from mobility.foundation.errors import FileProblemError


def check_layout(path: str | Path, written: int, *, reads: int) -> None:
    """Refuse what is in a layout that this version does not know.

    Parameters
    ----------
    path : str or Path
        The file or folder.
    written : int
        Number of the layout it is in.
    reads : int
        Number of the last layout that this version reads.

    Raises
    ------
    FileProblemError
        If it is a later one.
    """
    if written > reads:
        said = f"was written in layout {written}; this library reads up to {reads}"
        raise FileProblemError(path, f"{said}. Take a newer version of the library.")
