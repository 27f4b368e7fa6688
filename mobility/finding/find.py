"""find: which skills an ad names, and where."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import pandas as pd

from mobility.finding.finder import Finder, finder_of
from mobility.finding.gates import licence_gate
from mobility.finding.normalize import normal_form
from mobility.finding.terms import Terms
from mobility.finding.word_places import Numbers
from mobility.foundation.ads import Ads
from mobility.foundation.mentions import MENTION_COLUMNS
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, with_recipe
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import check_table

logger = logging.getLogger(__name__)

FIELDS = (
    "required_skills",
    "languages",
    "driving_licence",
    "merit_skills",
    "merit_languages",
    "enriched_skills",
)


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
    names = table["ad"].tolist()
    found = mentions_in(table, table["text"].tolist(), finder, counts, progress=progress)
    rows = [(names[number], *row) for number, *row, _ in found]
    columns = [column.name for column in MENTION_COLUMNS]
    mentions = check_table(pd.DataFrame(rows, columns=columns), MENTION_COLUMNS, "mentions")
    counted = {
        "ads": len(table),
        "mentions": len(mentions),
        "skills": int(mentions["skill"].nunique()),
        **{name: counts[name] for name in sorted(counts)},
    }
    logger.info("find_skills: %s", counted)
    step = Step.of("find_skills", {"terms": len(terms.terms)}, counted)
    return with_recipe(mentions, ads.recipe.joined(skills.recipe).then(step))


def mentions_in(
    table: pd.DataFrame,
    texts: Sequence[str],
    finder: Finder,
    counts: Counter[str],
    *,
    words: Callable[[Numbers], None] | None = None,
    progress: Progress = silent,
) -> Iterator[tuple[Any, ...]]:
    """Yield every mention in ads and the sentence it stands in, as `find_skills` finds them.

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

    Yields
    ------
    tuple
        Place of the ad in the table, skill, start, end, stance, source and `Sentence`; start, end
        and sentence are None for structured mentions. Ad by ad, texts first.
    """
    terms, done = finder.terms, 0
    fields = enumerate(zip(*(table[name].tolist() for name in FIELDS), strict=True))
    for found in finder.find(texts):
        progress("find skills", done, len(table))
        counts.update(found.set_aside)
        if words is not None:
            words(found.words)
        hits = iter(found.hits)
        hit = next(hits, None)
        for number, (required, languages, licences, *merits, enriched) in islice(
            fields, found.texts - done
        ):
            named = set[str]()
            while hit is not None and hit.text == number:
                yield number, hit.skill, hit.start, hit.end, hit.stance, "exact", hit.sentence
                named.add(hit.skill)
                hit = next(hits, None)
            asked = _of_labels((*required, *languages), terms, counts)
            gates = _of_licences(licences, terms, counts)
            yield from _structured(number, asked | gates, "requested")
            wished = _of_labels((*merits[0], *merits[1]), terms, counts)
            yield from _structured(number, wished, "merit")
            # What the text says of a skill (offered, not needed) goes before a word picked out.
            named |= asked | gates | wished
            picked = _of_labels(enriched, terms, counts, "enriched keywords")
            yield from _structured(number, picked - named, "mentioned")
        done = found.texts
    progress("find skills", len(table), len(table))


def _of_labels(
    labels: Iterable[str], terms: Terms, counts: Counter[str], what: str = "labels"
) -> set[str]:
    """Return the skills of the list that labels of an ad's own fields name."""
    return _known(labels, lambda label: terms.by_form.get(normal_form(label)), counts, what)


def _of_licences(licences: Iterable[str], terms: Terms, counts: Counter[str]) -> set[str]:
    """Return the gates of the list that an ad's own field of licences names."""
    return _known(
        licences, lambda name: terms.gates.get(licence_gate(name) or ""), counts, "licences"
    )


def _known(
    names: Iterable[str], skill_of: Callable[[str], str | None], counts: Counter[str], what: str
) -> set[str]:
    """Return the skills that names stand for; those that stand for none are counted."""
    skills = {name: skill_of(name) for name in names}
    lacking = sum(skill is None for skill in skills.values())
    if lacking:
        counts[f"structured {what} not in the skill list"] += lacking
    return {skill for skill in skills.values() if skill is not None}


def _structured(ad: int, skills: set[str], stance: str) -> Iterator[tuple[Any, ...]]:
    """Yield a mention without a span for every skill."""
    for skill in sorted(skills):
        yield ad, skill, None, None, stance, "structured", None
