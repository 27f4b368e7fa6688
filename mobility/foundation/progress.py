"""progress: the one callback that long steps report to."""

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called as ``progress(step, done, total)``; ``total`` is None where it is not known."""


def silent(step: str, done: int, total: int | None) -> None:
    """Report nothing: what every function does unless a progress callback is given."""
