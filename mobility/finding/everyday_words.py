"""everyday_words: the shipped everyday ways of saying what official labels name."""

from functools import cache
from pathlib import Path

from mobility.foundation.shipped_lines import shipped_lines

_SHIPPED = Path(__file__).parent / "everyday_words.csv"


@cache
def everyday_words() -> tuple[tuple[str, str], ...]:
    """Return pairs of an everyday term and the label it means, in the order of the file.

    The file, ``everyday_words.csv`` beside this one, is typed in by the makers of this library.

    Examples
    --------
    >>> ("asbestutbildning", "Asbestsanering") in everyday_words()
    True
    """
    return tuple((line["term"], line["label"]) for line in shipped_lines(_SHIPPED))
