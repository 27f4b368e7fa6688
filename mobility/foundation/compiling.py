"""compiling: compiled() makes a loop over numbers run at the speed of the machine.

Files that use it end in ``_loops`` and are imported where they are used: numba takes a third of a
second to import.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compile a loop when it is first run; what was compiled is kept beside its file.

    Parameters
    ----------
    loop : callable
        Of numbers and arrays alone. What it calls stands in the same file: where only that has
        changed, an older loop would not be compiled anew.

    Returns
    -------
    callable
        The same, fast, and without Python's lock while it runs. No fast maths: what a sum adds,
        and in which order, decides its last digit.
    """
    try:
        return cast(Loop, njit(cache=True, nogil=True)(loop))
    except RuntimeError:
        # No folder can be written, neither here nor in the user's home: each process compiles.
        return cast(Loop, njit(nogil=True)(loop))
