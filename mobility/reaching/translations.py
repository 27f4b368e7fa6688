"""translations: a small shipped dictionary of everyday skills, Swedish and English."""

from csv import DictReader
from functools import cache
from io import StringIO
from pathlib import Path

from mobility.finding.normalize import normal_form
from mobility.foundation.files import read_text

_SHIPPED = Path(__file__).parent / "everyday_translations.csv"


@cache
def translations() -> dict[str, tuple[str, ...]]:
    """Return for each word or phrase what it is called in the other language, in both directions.

    The file, ``everyday_translations.csv`` beside this one, is typed in by the makers of this
    library; it holds everyday words of work and languages, and is no copy of any dictionary.

    Returns
    -------
    dict
        Normal form → normal forms in the other language, in the order of the file.

    Examples
    --------
    >>> translations()["excavator"], translations()["djurvård"]
    (('grävmaskin',), ('animal care',))
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in DictReader(StringIO(read_text(_SHIPPED))):
        pair = normal_form(line["swedish"]), normal_form(line["english"])
        for word, meant in (pair, pair[::-1]):
            found[word] = (*found.get(word, ()), meant)
    return found
