"""answer: what every answer about a person carries — thresholds, caveats and its recipe."""

from collections.abc import Mapping

import pandas as pd

from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.reaching.skill_space import SkillSpace

NOTES = {
    "basis": {
        "sv": "Detta är ett underlag för ett samtal, inte ett beslut.",
        "en": "This is a basis for a conversation, not a decision.",
    },
    "vacancies": {
        "sv": "Offentliga annonser är inte alla lediga jobb.",
        "en": "Public ads are not all vacancies.",
    },
}
"""What every answer says about itself, in Swedish and English."""


def answered(
    table: pd.DataFrame,
    space: SkillSpace,
    act: str,
    *,
    settings: Mapping[str, Setting],
    said: Mapping[str, object],
    counts: Mapping[str, int],
) -> pd.DataFrame:
    """Return the table with thresholds, settings, notes and recipe in its ``attrs``.

    Nothing of the person goes into the recipe.

    Parameters
    ----------
    table : DataFrame
        The answer.
    space : SkillSpace
        What it rests on.
    act : str
        The function that answered.
    settings : mapping
        What it was asked with; goes into attrs and recipe.
    said : mapping
        What else the answer says about itself; goes into attrs.
    counts : mapping of str to int
        For the recipe.
    """
    figures = {
        "tau": space.tau,
        "hit_rate": space.near_threshold.hit_rate,
        "theta": space.theta,
        "measure": space.measure,
    }
    carrying = table.copy(deep=False)
    carrying.attrs.update(**figures, **settings, **said, notes=NOTES)
    return with_recipe(carrying, space.recipe.then(Step.of(act, settings, counts)))
