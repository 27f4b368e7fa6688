"""recipe: how a result came about — steps, settings, input hashes, versions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import pandas as pd

Setting = str | int | float | bool | None


@dataclass(frozen=True)
class Step:
    """One act: its name, the settings it was given, and the counts it logged."""

    name: str
    settings: tuple[tuple[str, Setting], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(
        cls,
        name: str,
        settings: Mapping[str, Setting] | None = None,
        counts: Mapping[str, int] | None = None,
    ) -> "Step":
        """Build a step from plain mappings, in the order given."""
        return cls(name, tuple((settings or {}).items()), tuple((counts or {}).items()))


@dataclass(frozen=True)
class Recipe:
    """The steps that made a result, with nothing that changes between two equal runs.

    Examples
    --------
    >>> recipe = Recipe().then(Step.of("read_ads", {"file": "ads.jsonl"}, {"ads": 3}))
    >>> print(recipe)
    read_ads(file='ads.jsonl') → ads 3
    """

    steps: tuple[Step, ...] = ()

    def then(self, *steps: Step) -> "Recipe":
        """Return the recipe with more steps at its end."""
        return Recipe(self.steps + steps)

    def joined(self, other: "Recipe") -> "Recipe":
        """Return this recipe followed by those steps of another that it does not have yet."""
        return self.then(*(step for step in other.steps if step not in self.steps))

    def input_hashes(self) -> frozenset[str]:
        """Return the SHA-256 of every file that the steps began from.

        Returns
        -------
        frozenset of str
            What stands in settings whose name ends in "sha256". Two results that share one were
            made from one file, whatever it was called.

        Examples
        --------
        >>> step = Step.of("read_ads", {"file": "ads.jsonl", "sha256": "0a1b"})
        >>> sorted(Recipe((step,)).input_hashes())
        ['0a1b']
        """
        return frozenset(
            str(value)
            for step in self.steps
            for name, value in step.settings
            if name.endswith("sha256") and value
        )

    def to_records(self) -> list[dict[str, Any]]:
        """Return plain lists and dictionaries, ready for JSON."""
        return [
            {"step": s.name, "settings": dict(s.settings), "counts": dict(s.counts)}
            for s in self.steps
        ]

    @classmethod
    def from_records(cls, records: list[dict[str, Any]]) -> "Recipe":
        """Build a recipe from what `to_records` gave."""
        return cls(tuple(Step.of(r["step"], r["settings"], r["counts"]) for r in records))

    def to_json(self) -> str:
        """Return the recipe and the versions it ran with as indented JSON text."""
        content = {"versions": versions(), "steps": self.to_records()}
        return json.dumps(content, ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        """One line a step: what was done, with which settings, giving which counts."""
        lines = []
        for step in self.steps:
            settings = ", ".join(f"{name}={value!r}" for name, value in step.settings)
            counts = ", ".join(f"{name} {value}" for name, value in step.counts)
            lines.append(f"{step.name}({settings})" + (f" → {counts}" if counts else ""))
        return "\n".join(lines)


NO_STEPS = Recipe()
"""The recipe of something that nothing here has been done to."""


def versions() -> dict[str, str]:
    """Return the versions of this library and of the packages that decide its numbers."""
    names = ("labour-graphs", "numpy", "scipy", "pandas", "scikit-learn", "igraph")
    return {name: version(name) for name in names}


def with_recipe(table: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    """Return the same table carrying its recipe in ``attrs`` (so that it survives Parquet)."""
    carrying = table.copy(deep=False)
    carrying.attrs = {**table.attrs, "recipe": recipe.to_records()}
    return carrying


def recipe_of(table: pd.DataFrame | pd.Series) -> Recipe:
    """Return the recipe a table or a column carries.

    Parameters
    ----------
    table : DataFrame or Series
        A result of this library, or one read back from Parquet.

    Returns
    -------
    Recipe
        An empty one if the table carries none.
    """
    return Recipe.from_records(table.attrs.get("recipe", []))
