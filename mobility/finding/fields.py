"""fields: the skills that an ad's own fields name."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from mobility.finding.gates import licence_gate
from mobility.finding.normalize import normal_form
from mobility.finding.terms import Terms
from mobility.finding.word_places import Places
from mobility.foundation.mentions import SOURCES, STANCES

FIELDS = (
    "required_skills",
    "languages",
    "driving_licence",
    "merit_skills",
    "merit_languages",
    "enriched_skills",
)
_REMEMBERED = 1 << 16
"""Labels whose normal form is remembered: more than a taxonomy has."""
_REQUESTED, _MERIT, _MENTIONED = map(STANCES.index, ("requested", "merit", "mentioned"))
_STRUCTURED = SOURCES.index("structured")

_form, _gate = lru_cache(_REMEMBERED)(normal_form), lru_cache(_REMEMBERED)(licence_gate)


def in_fields(table: pd.DataFrame, terms: Terms, in_text: Places, counts: Counter[str]) -> Places:
    """Return a row for each skill that a field of an ad names.

    Parameters
    ----------
    table : DataFrame
        The ads.
    terms : Terms
        Of the skill list.
    in_text : array of int, mentions × 2
        Place of the ad and of the skill in `Terms.names` of each mention in a text.
    counts : Counter
        What the list lacks is added to it.

    Returns
    -------
    array of int, mentions × 7
        Place of the ad, of the skill, -1 and -1 for the span, places in `STANCES` and `SOURCES`,
        and -1 for the sentence; ad by ad, what is asked for first.
    """
    known = _Known(terms, counts)
    first = np.searchsorted(in_text[:, 0], np.arange(len(table) + 1))
    rows: list[tuple[int, int, int]] = []
    columns = (table[name].tolist() for name in FIELDS)
    for ad, each in enumerate(zip(*columns, strict=True)):
        if not any(map(len, each)):
            continue
        required, languages, licences, merits, merit_languages, enriched = each
        asked = known.labels((*required, *languages)) | known.licences(licences)
        wished = known.labels((*merits, *merit_languages))
        picked = known.labels(enriched, "enriched keywords")
        if picked:
            # What the text says of a skill (offered, not needed) goes before a word picked out.
            picked -= {*in_text[first[ad] : first[ad + 1], 1].tolist(), *asked, *wished}
        for stance, skills in ((_REQUESTED, asked), (_MERIT, wished), (_MENTIONED, picked)):
            rows += [(ad, skill, stance) for skill in sorted(skills)]
    found = np.full((len(rows), 7), -1, dtype=np.int64)
    if rows:
        found[:, [0, 1, 4]] = rows
    found[:, 5] = _STRUCTURED
    return found


class _Known:
    """Which skills of a list names in fields stand for; those that stand for none are counted."""

    def __init__(self, terms: Terms, counts: Counter[str]) -> None:
        self._terms, self._counts = terms, counts
        self._places = {name: place for place, name in enumerate(terms.names)}

    def labels(self, labels: Iterable[str], what: str = "labels") -> set[int]:
        """Return the skills that labels name."""
        return self._known(labels, lambda label: self._terms.by_form.get(_form(label)), what)

    def licences(self, licences: Iterable[str]) -> set[int]:
        """Return the gates that licences name."""
        return self._known(
            licences, lambda name: self._terms.gates.get(_gate(name) or ""), "licences"
        )

    def _known(
        self, names: Iterable[str], skill_of: Callable[[str], str | None], what: str
    ) -> set[int]:
        skills = [skill_of(name) for name in set(names)]
        lacking = skills.count(None)
        if lacking:
            self._counts[f"structured {what} not in the skill list"] += lacking
        return {self._places[skill] for skill in skills if skill is not None}
