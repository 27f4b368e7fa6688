"""validation_view: everything the page of a validation shows, without any HTML."""

import math
from dataclasses import dataclass

import pandas as pd

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.recipe import Recipe, Setting, recipe_of

SCORES = ("auc", "average_precision", "precision_at_k")
FIGURES = ("", "_low", "_high", "_gain", "_gain_low", "_gain_high")
NEEDED = (
    "target", "name", "null", "pairs", "true", "undecided", "listed", "lacking",
    *(f"{score}{figure}" for score in SCORES for figure in (*FIGURES, "_best_null")),
)  # fmt: skip
SHOWN = ("least_moves", "least_expected", "above", "k", "draws", "confidence", "period",
         "margins_of_nulls")  # fmt: skip
"""Settings that the page says in its sentences."""


@dataclass(frozen=True, eq=False, repr=False)
class ValidationView:
    """What the page shows; build it with `ValidationView.of`.

    Parameters
    ----------
    rows : DataFrame
        As `validate` gives them; for each target the predictors by falling gain in AUC on the last
        target, then the nulls.
    settings : dict
        What was asked of `validate`.
    title, source : str
        Heading ("" for the page's own) and where the moves come from.
    synthetic : bool
        Whether the data are made up, which the page says in a banner.
    recipe : Recipe
        Printed at the foot.
    """

    rows: pd.DataFrame
    settings: dict[str, Setting]
    title: str
    source: str
    synthetic: bool
    recipe: Recipe

    @classmethod
    def of(
        cls, found: pd.DataFrame, *, title: str = "", source: str = "", synthetic: bool = False
    ) -> "ValidationView":
        """Put a validation in the order of the page.

        Parameters
        ----------
        found : DataFrame
            As `validate` gives it, with its recipe.
        title, source : str
            Heading ("" for the page's own), and where the moves come from, as a sentence.
        synthetic : bool
            Whether the data are made up.

        Returns
        -------
        ValidationView

        Raises
        ------
        EmptyResultError
            If there is no row.
        InputError
            If a column is missing, or the table does not carry the recipe of `validate`.
        """
        if found.empty:
            raise EmptyResultError("The validation has no row, so there is nothing to show.")
        recipe = recipe_of(found)
        faults = [f"the column {name!r} is missing" for name in NEEDED if name not in found.columns]
        step = recipe.steps[-1] if recipe.steps else None
        if step is None or step.name != "validate":
            faults.append("the table does not carry the recipe of validate; give it as it came")
        if faults or step is None:
            raise InputError("validation", faults)
        last = found[found["target"] == found["target"].iloc[-1]]
        gain = last.set_index("name")["auc_gain"]
        order = found.assign(
            _target=pd.factorize(found["target"])[0], _gain=found["name"].map(-gain)
        ).sort_values(["_target", "null", "_gain", "name"], ignore_index=True)
        rows = order.drop(columns=["_target", "_gain"])
        return cls(rows, dict(step.settings), title, source, synthetic, recipe)

    def __repr__(self) -> str:
        """Say how many measures and targets there are."""
        measures = self.rows.loc[~self.rows["null"], "name"].nunique()
        return f"ValidationView({measures} measures, {self.rows['target'].nunique()} targets)"


def validation_content(view: ValidationView) -> dict[str, object]:
    """Return what the page's scripts read: plain lists and numbers, None where not defined."""
    targets = []
    for name, part in view.rows.groupby("target", sort=False):
        first = part.iloc[0]
        targets.append({
            "name": str(name), "pairs": int(first["pairs"]), "true": int(first["true"]),
            "undecided": int(first["undecided"]), "rows": [_row(row) for _, row in part.iterrows()],
        })  # fmt: skip
    return {
        "targets": targets,
        "scores": list(SCORES),
        "settings": {name: view.settings.get(name) for name in SHOWN},
        "source": view.source,
    }


def _row(row: pd.Series) -> dict[str, object]:
    """Return one row: its name and, for each score, six figures and the best null."""
    figures = {score: [_known(row[f"{score}{figure}"]) for figure in FIGURES] for score in SCORES}
    nulls = {score: str(row[f"{score}_best_null"]) for score in SCORES}
    return {
        "name": str(row["name"]), "null": bool(row["null"]), "listed": int(row["listed"]),
        "lacking": int(row["lacking"]), "figures": figures, "best_null": nulls,
    }  # fmt: skip


def _known(value: float) -> float | None:
    """Return a number as short as it can be said exactly enough; None if it is not defined."""
    return None if math.isnan(value) else round(float(value), 6)
