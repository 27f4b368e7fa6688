"""answer: what every answer about a person carries — thresholds, caveats and its recipe."""

from collections.abc import Mapping

import pandas as pd

from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.reaching.fit_threshold import UNIT_GROUP
from mobility.reaching.space import SkillSpace

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

FEW_ADS = {
    "sv": (
        "få annonser: vad som räknas som nått (θ) fick mätas mellan {level}, {pairs} par; "
        "ta klasserna med försiktighet."
    ),
    "en": (
        "few ads: what counts as reached (θ) had to be found between {level}, {pairs} pairs; "
        "take the classes with care."
    ),
}
"""What an answer says besides where θ does not rest on enough unit groups."""


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
        "theta_rests_on": space.fit_threshold.rests_on,
        "theta_pairs": space.fit_threshold.pairs,
        "measure": space.measure,
    }
    carrying = with_recipe(table, space.recipe.then(Step.of(act, settings, counts)))
    recipe = carrying.attrs.pop("recipe")
    carrying.attrs.update(**figures, **settings, **said, notes=notes(space), recipe=recipe)
    return carrying


def notes(space: SkillSpace) -> dict[str, dict[str, str]]:
    """Return what answers from a space say about themselves, by key and language.

    Parameters
    ----------
    space : SkillSpace
        What they rest on.

    Returns
    -------
    dict
        `NOTES`, and under ``few_ads`` from which level θ is where ads were few.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> notes(kitchens())["basis"]["en"]
    'This is a basis for a conversation, not a decision.'
    """
    if not space.few_ads_behind_theta:
        return NOTES
    found = space.fit_threshold
    digits = found.rests_on.partition("-")[0]
    levels = {
        "sv": "yrkesgrupper" if found.rests_on == UNIT_GROUP else f"{digits}-siffriga grupper",
        "en": f"{found.rests_on}s",
    }
    few = {
        language: text.format(level=levels[language], pairs=found.pairs)
        for language, text in FEW_ADS.items()
    }
    return NOTES | {"few_ads": few}
