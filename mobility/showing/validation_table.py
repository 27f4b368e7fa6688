"""validation_table: a validation as the table of a paper, each figure with its interval."""

import math

import pandas as pd

from mobility.foundation.errors import InputError
from mobility.foundation.recipe import recipe_of, with_recipe

PRINTED = {
    "auc": "AUC",
    "average_precision": "average precision",
    "precision_at_k": "precision at {k}",
}
MINUS = "−"


def validation_table(found: pd.DataFrame, *, decimals: int = 2) -> pd.DataFrame:
    """Return what `validate` or `validate_by_size` found as texts for a paper.

    Parameters
    ----------
    found : DataFrame
        As either gives it.
    decimals : int
        Digits after the point, at least 1.

    Returns
    -------
    DataFrame
        ``target`` (or ``expected moves``, with the bounds of the stratum), ``measure`` (nulls are
        marked), ``pairs``, ``related``; for each score its figure with the interval, "0.83 (0.76 to
        0.88)"; and ``AUC over best null`` in the same way, with the name of that null in ``best
        null``. "–" where a score is not defined. The recipe goes with it.

    Raises
    ------
    InputError
        If the table is none of those, or ``decimals`` is below 1.

    Examples
    --------
    >>> from mobility.foundation.flows import Flows
    >>> from mobility.foundation.network import Network
    >>> from mobility.reaching.validation import validate
    >>> moves = Flows.of(pd.DataFrame({
    ...     "origin": ["11", "12", "21", "22", "11", "22"],
    ...     "destination": ["12", "11", "22", "21", "21", "12"],
    ...     "count": [60, 60, 60, 60, 9, 9]}), kind="occupation", version="SSYK 2012")
    >>> shared = Network.from_edges(pd.DataFrame({
    ...     "source": ["11", "21"], "target": ["12", "22"], "weight": [0.8, 0.6]}),
    ...     version="SSYK 2012")
    >>> table = validation_table(validate({"skills": shared}, moves, k=1, draws=20))
    >>> table.loc[[0, 1], ["measure", "pairs", "related", "precision at 1"]]
                 measure  pairs  related       precision at 1
    0             skills     12        6  1.00 (0.50 to 1.00)
    1  size alone (null)     12        6  0.50 (0.25 to 0.97)
    """
    wanted = {"target", "name", "null", "pairs", "true", *PRINTED}
    faults = [f"the column {name!r} is missing" for name in sorted(wanted - set(found.columns))]
    if decimals < 1:
        faults.append(f"decimals: {decimals} is not a whole number of at least 1")
    if faults:
        raise InputError("validation_table", faults)
    k = next((value for step in reversed(recipe_of(found).steps)
              for name, value in step.settings if name == "k"), "k")  # fmt: skip
    rows = found.reset_index(drop=True)
    table = pd.DataFrame({"target": rows["target"]})
    if "stratum" in rows.columns:
        table = pd.DataFrame({"expected moves": _strata(rows)})
    table["measure"] = [
        f"{name} (null)" if null else name
        for name, null in zip(rows["name"], rows["null"], strict=True)
    ]
    table["pairs"], table["related"] = rows["pairs"], rows["true"]
    for score, heading in PRINTED.items():
        table[heading.format(k=k)] = _figures(rows, score, decimals)
    table["AUC over best null"] = _figures(rows, "auc_gain", decimals)
    table["best null"] = rows["auc_best_null"]
    return with_recipe(table, recipe_of(found))


def printed(value: float, decimals: int) -> str:
    """Return a number with a real minus sign; "–" if it is not known.

    Examples
    --------
    >>> printed(-0.126, 2), printed(-0.001, 2), printed(float("nan"), 2)
    ('−0.13', '0.00', '–')
    """
    if math.isnan(value):
        return "–"
    text = f"{value:.{decimals}f}"
    return f"{0:.{decimals}f}" if float(text) == 0 else text.replace("-", MINUS)


def _figures(found: pd.DataFrame, score: str, decimals: int) -> list[str]:
    """Return each figure with its interval."""
    columns = (found[score], found[f"{score}_low"], found[f"{score}_high"])
    return [
        point if point == "–" else f"{point} ({low} to {high})"
        for point, low, high in zip(
            *([printed(value, decimals) for value in column] for column in columns), strict=True
        )
    ]


def _strata(found: pd.DataFrame) -> list[str]:
    """Return the bounds of each stratum; "mean of all" for the mean."""
    return [
        "mean of all" if stratum == "mean" else f"{low:,.1f} to {high:,.1f}"
        for stratum, low, high in zip(
            found["stratum"], found["expected_low"], found["expected_high"], strict=True
        )
    ]
