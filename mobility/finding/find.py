"""find: which skills an ad names, and where."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mobility.finding.fields import in_fields
from mobility.finding.finder import Finder, finder_of
from mobility.finding.word_places import Numbers, Places
from mobility.foundation.ads import Ads
from mobility.foundation.mentions import MENTION_COLUMNS, SOURCES, STANCES
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, with_recipe
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import check_table

logger = logging.getLogger(__name__)


def find_skills(ads: Ads, skills: SkillList, *, progress: Progress = silent) -> pd.DataFrame:
    """Find every mention of the skills in the texts and the structured fields of ads.

    Whole words only, the longest term first, inflected and elliptic forms by rule. Terms that are
    ambiguous count only where their place speaks for them (capitals; other tools near; the
    sentence speaks of the work). Hits in what an ad says of the employer or of how to apply, and
    in addresses, are set aside; the recipe counts them.

    Parameters
    ----------
    ads : Ads
        The ads; only ``text``, ``required_skills``, ``languages``, ``driving_licence``,
        ``merit_skills``, ``merit_languages`` and ``enriched_skills`` are read.
    skills : SkillList
        A list from `prepare_skills`.
    progress : Progress
        Called with ("find skills", ads done, ads in all).

    Returns
    -------
    DataFrame
        One row per mention, as `MENTION_COLUMNS` says, in the order of the ads and their texts.
        Hits in text have source "exact" and the stance of their clause: "requested", "merit",
        "offered" (the employer gives or teaches it), "negated" (expressly not needed) or
        "mentioned" (of the team, its systems, or nothing tells). The ad's own fields give source
        "structured" and a blank span, once per skill: "merit" for ``merit_skills`` and
        ``merit_languages``, "requested" for the rest, and "mentioned" for those of
        ``enriched_skills`` that neither the text nor another field has. A licence names the gate
        that the list has for its class; what the fields name and the list lacks is counted in the
        recipe.

    Examples
    --------
    >>> skills = SkillList.of(
    ...     pd.DataFrame({"skill": ["t1"], "label": ["Truckkort"], "kind": ["skill"]}).set_index(
    ...         "skill"
    ...     ),
    ...     pd.DataFrame(
    ...         [("truckkort", "t1", "label", "any")],
    ...         columns=["term", "skill", "origin", "match"],
    ...     ),
    ... )
    >>> ads = Ads.from_table(pd.DataFrame({"ad": ["1"], "text": ["Du har truckkortet med dig."]}))
    >>> find_skills(ads, skills)[["ad", "skill", "start", "end"]]
      ad skill  start  end
    0  1    t1      7   18
    """
    finder, table = finder_of(skills), ads.table
    terms, counts = finder.terms, Counter[str]()
    found = mentions_in(table, table["text"].tolist(), finder, counts, progress=progress)
    columns = {
        "ad": table["ad"].to_numpy()[found.ad],
        "skill": np.array(terms.names, dtype=object)[found.skill],
        "start": pd.Series(found.start, dtype="Int64").where(found.in_text),
        "end": pd.Series(found.end, dtype="Int64").where(found.in_text),
        "stance": np.array(STANCES, dtype=object)[found.stance],
        "source": np.array(SOURCES, dtype=object)[found.source],
    }
    mentions = check_table(pd.DataFrame(columns), MENTION_COLUMNS, "mentions")
    counted = {
        "ads": len(table),
        "mentions": len(mentions),
        "skills": int(mentions["skill"].nunique()),
        **{name: counts[name] for name in sorted(counts)},
    }
    logger.info("find_skills: %s", counted)
    step = Step.of("find_skills", {"terms": len(terms.terms)}, counted)
    return with_recipe(mentions, ads.recipe.joined(skills.recipe).then(step))


class Found(NamedTuple):
    """Mentions in ads, ad by ad, those in the text first; a row each.

    Parameters
    ----------
    ad : array of int
        Place of the ad in the table.
    skill : array of int
        Place of the skill in `Terms.names`.
    start, end : array of int
        Where it stands in the text (end not included); -1 where it does in none.
    stance, source : array of int
        Places in `STANCES` and `SOURCES`.
    sentence : array of int
        Its row in ``sentences``; -1 where it stands in none.
    sentences : array of int, sentences × 3
        Place of the ad, start and end of each sentence with a mention.
    """

    ad: Places
    skill: Places
    start: Places
    end: Places
    stance: Places
    source: Places
    sentence: Places
    sentences: Places

    @property
    def in_text(self) -> NDArray[np.bool_]:
        """Whether each stands in the text."""
        return self.start >= 0


def mentions_in(
    table: pd.DataFrame,
    texts: Sequence[str],
    finder: Finder,
    counts: Counter[str],
    *,
    words: Callable[[Numbers], None] | None = None,
    progress: Progress = silent,
) -> Found:
    """Return every mention in ads and the sentence it stands in, as `find_skills` finds them.

    Parameters
    ----------
    table : DataFrame
        The structured fields of the ads.
    texts : sequence of str
        Their texts.
    finder : Finder
        Of the skill list.
    counts : Counter
        What is set aside is added to it, by reason.
    words : callable, optional
        Given the numbers of the words of the texts, some texts at a time (`Hits.words`).
    progress : Progress
        As in `find_skills`.
    """
    rows, sentences, done, told = [], [np.zeros((0, 3), dtype=np.int64)], 0, 0
    for hits in finder.find(texts):
        progress("find skills", done, len(table))
        counts.update(hits.set_aside)
        if words is not None:
            words(hits.words)
        holds = np.zeros(len(hits.sentences), dtype=np.bool_)
        holds[hits.sentence] = True
        held, place = np.flatnonzero(holds), (np.cumsum(holds) - 1)[hits.sentence]
        ads = np.zeros(len(held), dtype=np.int64)
        ads[place] = hits.text
        sentences.append(np.column_stack([ads, hits.sentences[held]]))
        columns = hits.text, hits.skill, hits.start, hits.end, hits.stance
        exact = np.full(len(place), SOURCES.index("exact"))
        rows.append(np.column_stack([*columns, exact, place + told]).astype(np.int64))
        told, done = told + len(held), hits.texts
    in_text = np.concatenate([np.zeros((0, 7), dtype=np.int64), *rows])
    fields = in_fields(table, finder.terms, in_text[:, :2], counts)
    every = np.concatenate([in_text, fields])
    every = every[np.argsort(every[:, 0], kind="stable")]
    progress("find skills", len(table), len(table))
    ad, skill, start, end, stance, source, sentence = every.T
    return Found(ad, skill, start, end, stance, source, sentence, np.concatenate(sentences))
