"""conditions: what a person may need of the work, and in how many ads something speaks of it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.recipe import NO_STEPS, Recipe


@dataclass(frozen=True)
class Condition:
    """One thing somebody may need, in Swedish and English."""

    label: str
    label_en: str


CONDITIONS = {
    "no_driving": Condition("inte köra bil", "no driving"),
    "no_evenings": Condition("inte kvällar", "no evenings"),
    "no_heavy_lifting": Condition("inga tunga lyft", "no heavy lifting"),
    "no_high_pace": Condition("inte högt tempo", "no high pace"),
    "no_irritants": Condition(
        "inga starka eller allergiframkallande ämnen", "no irritating or allergenic substances"
    ),
    "no_night_work": Condition("inte natt", "no night work"),
    "no_shifts": Condition("inte skift", "no shifts"),
    "no_weekends": Condition("inte helger", "no weekends"),
    "part_time": Condition("deltid", "part time"),
    "sitting": Condition("mest sittande", "mostly sitting"),
}
"""Everything a person can need of the work that ads say something about."""

STANCES = ("against", "for")
"""What an ad says of a need: that the work does not meet it, or that it does."""


@dataclass(frozen=True, eq=False, repr=False)
class Conditions:
    """In how many ads of each occupation something speaks against a need, or for it.

    Most ads say nothing of most conditions, and that is no sign that they are met.

    Parameters
    ----------
    occupations : pandas.Index
        Codes.
    against, met : ndarray of shape (n_occupations, n_conditions)
        Ads that speak against, and for, each need; columns in the order of `CONDITIONS`.
    ads : ndarray of shape (n_occupations,)
        How many ads there are.
    version : str
        Classification and version of the codes.
    recipe : Recipe
        How it came about.
    """

    occupations: pd.Index
    against: np.ndarray
    met: np.ndarray
    ads: np.ndarray
    version: str = ""
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Refuse counts that are larger than the number of ads, or of another shape."""
        shape = (len(self.occupations), len(CONDITIONS))
        faults = [
            Fault(f"{name} has shape {values.shape}; {shape} is expected")
            for name, values in (("against", self.against), ("for", self.met))
            if values.shape != shape
        ]
        if self.ads.shape != shape[:1]:
            faults.append(Fault(f"ads has shape {self.ads.shape}; {shape[:1]} is expected"))
        if not faults and ((self.against + self.met) > self.ads[:, None]).any():
            faults.append(Fault("an ad speaks for or against a need at most once"))
        if faults:
            raise InputError("conditions", faults)

    def __repr__(self) -> str:
        """Say how many ads of how many occupations it rests on."""
        return f"Conditions({len(self.occupations)} occupations, {int(self.ads.sum())} ads)"
