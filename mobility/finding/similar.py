"""similar: skills that ads name in other words than the skill list does."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from mobility.finding.phrases import encoded, nearest_skills, phrases_of, targets_of
from mobility.finding.uncovered import Asked, asked_for, common_words
from mobility.foundation.ads import Ads
from mobility.foundation.encoder import Encoder
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.mentions import MENTION_COLUMNS
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import check_table

PhrasePlace = tuple[str, int, int, int]
"""A phrase in small letters, the row of its ad, and its first and last character."""


def similar_skills(
    ads: Ads,
    mentions: pd.DataFrame,
    skills: SkillList,
    encoder: Encoder,
    *,
    threshold: float,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Find skills by meaning in what ads ask for, where no term of the list stands.

    Sentences that speak of the work are cut into phrases of up to four words: what stands between
    the words that most ads have, outside the mentions already found. A phrase names the skill of
    the term :math:`t` whose vector is nearest, if it is near enough:

    .. math:: \max_t \, v(\text{phrase}) \cdot v(t) \ge \text{threshold}

    There is no usual threshold: cosines of one encoder are not those of another. Take the one from
    `similarity_threshold`, which says what precision it holds, or judge some phrases yourself
    (`phrases_to_judge`, `threshold_from_judged`). In running text no threshold has held a precision
    of .8 with any encoder tried, neither for the very skill nor for one near it: most phrases name
    no skill. Of phrases known to name one, `skills_near_phrases` does better.

    Ads are taken and not a corpus, since a corpus keeps no texts: save some thousand lines of one
    of its sources as a file, read it (`read_ads`), find in it (`find_skills`) and go on with those.
    An encoder of 80 phrases a second is for a sample anyway.

    Parameters
    ----------
    ads : Ads
        The ads.
    mentions : DataFrame
        From `find_skills`, of these ads.
    skills : SkillList
        The list that was looked for.
    encoder : Encoder
        Turns phrases and terms into vectors of length 1.
    threshold : float
        Cosine, above −1 and at most 1.
    progress : Progress
        Called with the step, how much is done and how much there is.

    Returns
    -------
    DataFrame
        Mentions as `MENTION_COLUMNS` says with source "similar" and stance "mentioned", in the
        order of the ads and their texts; none overlaps one of ``mentions``. Put them after those
        with ``pandas.concat``.

    Raises
    ------
    InputError
        If the threshold is outside its range.
    EmptyResultError
        If the encoder knows no term of the list.

    Examples
    --------
    >>> from mobility.datasets.shipped import demo_skills
    >>> from mobility.finding.example import LetterPairs  # in the place of a model
    >>> from mobility.finding.find import find_skills
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1"], "text": ["Krav:\n- Du är van vid omsorg om äldre."], "language": "sv",
    ... }))
    >>> found = find_skills(ads, demo_skills())  # none: the list says äldreomsorg
    >>> similar_skills(ads, found, demo_skills(), LetterPairs(), threshold=0.7)
      ad        skill  start  end     stance   source
    0  1  aldreomsorg     22   37  mentioned  similar
    """
    if not -1 < threshold <= 1:
        said = Fault("a cosine above -1 and at most 1", column="threshold", value=str(threshold))
        raise InputError("similar_skills", [said])
    places, nearest, different = nearest_of_phrases(ads, mentions, skills, encoder, progress)
    skill_of = {phrase: skill for phrase, (skill, cosine) in nearest.items() if cosine >= threshold}
    rows = list(_rows(ads, places, skill_of))
    columns = [column.name for column in MENTION_COLUMNS]
    found = check_table(pd.DataFrame(rows, columns=columns), MENTION_COLUMNS, "mentions")
    counts = {
        "phrases": len(places),
        "different": different,
        "not known to the encoder": different - len(nearest),
        "near enough": len(skill_of),
        "mentions": len(found),
    }
    settings: dict[str, Setting] = {"encoder": repr(encoder), "threshold": threshold}
    recipe = recipe_of(mentions).joined(ads.recipe).joined(skills.recipe)
    return with_recipe(found, recipe.then(Step.of("similar_skills", settings, counts)))


def nearest_of_phrases(
    ads: Ads, mentions: pd.DataFrame, skills: SkillList, encoder: Encoder, progress: Progress
) -> tuple[list[PhrasePlace], dict[str, tuple[str, float]], int]:
    """Return where phrases stand, the nearest skill of each with its cosine, and how many differ.

    Phrases that the encoder does not know have none.
    """
    asked = asked_for(ads, mentions, progress)
    common = common_words(ads, asked)
    targets = targets_of(skills, encoder, progress)
    places = list(_phrases(asked, common))
    distinct = sorted({text for text, *_ in places})
    known, vectors = encoded(distinct, encoder, progress)
    near = nearest_skills(vectors, targets, progress)
    told = zip(near.skill.tolist(), near.cosine.tolist(), strict=True)
    return places, dict(zip((distinct[k] for k in known), told, strict=True)), len(distinct)


def _phrases(asked: list[Asked], common: frozenset[str]) -> Iterator[PhrasePlace]:
    """Yield every phrase that is asked for, in small letters, with its ad's row and its span."""
    for found in asked:
        for phrase in phrases_of(found.runs, common):
            text = " ".join(word.word for word in phrase)
            yield text, found.ad, phrase[0].start, phrase[-1].end


def _rows(
    ads: Ads, places: list[PhrasePlace], skill_of: dict[str, str]
) -> Iterator[tuple[Any, ...]]:
    """Yield a mention for every phrase that names a skill, in every ad that has the text."""
    with_text: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(ads.table["text"]):
        with_text[text].append(row)
    having = {rows[0]: rows for rows in with_text.values()}
    names = ads.table["ad"].tolist()
    found = [
        (row, start, end, skill_of[text])
        for text, ad, start, end in places
        if text in skill_of
        for row in having[ad]
    ]
    for row, start, end, skill in sorted(found):
        yield names[row], skill, start, end, "mentioned", "similar"
