"""needed: which condition of the work somebody needs, by the words people use for it."""

from difflib import get_close_matches

from mobility.finding.normalize import normal_form
from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.errors import Fault


def need_named(said: str) -> str | Fault:
    """Return the id of a condition given by id or by its Swedish or English label.

    Parameters
    ----------
    said : str
        As people write it, in any case.

    Returns
    -------
    str or Fault
        One of the keys of `mobility.foundation.conditions.CONDITIONS`, or what is wrong.

    Examples
    --------
    >>> need_named("Deltid"), need_named("no heavy lifting")
    ('part_time', 'no_heavy_lifting')
    """
    named = {normal_form(label): name for name in CONDITIONS for label in _names(name)}
    form = normal_form(said)
    if form in named:
        return named[form]
    near = get_close_matches(form, named, n=1)
    return Fault(
        "one of " + ", ".join(CONDITIONS), column="needs", value=said,
        nearest=named[near[0]] if near else None,
    )  # fmt: skip


def _names(name: str) -> tuple[str, str, str]:
    """Return what a condition may be called."""
    condition = CONDITIONS[name]
    return name, condition.label, condition.label_en
