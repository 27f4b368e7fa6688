"""hxl_days: dates as 3W tables write them."""

import re

from collab_graph.record.cells import date_text
from mobility.foundation.errors import InputError

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januari februari mars april maj juni juli augusti september oktober november december",
    )
    for number, name in enumerate(names.split(), start=1)
}
_WRITTEN = re.compile(r"(\d{1,2})\.? ([a-z]+)\.? (\d{4})", re.IGNORECASE)


def day_of(text: str) -> str:
    """Return a date as YYYY-MM-DD from "2015-03-01" or "1 March 2015"; "" where it is neither.

    A date in figures alone in another order is not read: nobody can say which is the month.

    Examples
    --------
    >>> day_of("1 March 2015"), day_of("2015-03-01"), day_of("3/1/2015")
    ('2015-03-01', '2015-03-01', '')
    """
    plain = " ".join(text.split())
    match = _WRITTEN.fullmatch(plain)
    if match and match[2].casefold() in _MONTHS:
        plain = f"{match[3]}-{_MONTHS[match[2].casefold()]:02d}-{int(match[1]):02d}"
    try:
        return date_text(plain)
    except InputError:
        return ""
