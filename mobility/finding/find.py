"""find: which skills an ad names, and where."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from mobility.finding.compounds import elliptic_compounds
from mobility.finding.context import is_shouted, speaks_of_language, speaks_of_tool
from mobility.finding.exact import Match, longest_matches
from mobility.finding.gates import licence_gate
from mobility.finding.normalize import Folded, Words, fold, normal_form, words_of
from mobility.finding.sentences import Sentence, sentence_at, sentences_of
from mobility.finding.terms import Term, Terms, compile_terms
from mobility.foundation.ads import Ads
from mobility.foundation.mentions import MENTION_COLUMNS
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, with_recipe
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import check_table

logger = logging.getLogger(__name__)

_REPORT_EVERY = 200
_FIELDS = (
    "required_skills",
    "languages",
    "driving_licence",
    "merit_skills",
    "merit_languages",
    "enriched_skills",
)
_ADDRESS = re.compile(r"@|://|www\.")
_ADDRESS_END = re.compile(r"[^\W_]\.(?:se|com|nu|org|net|io|eu|no|fi|dk)$")


class _Text(NamedTuple):
    """One ad's text with all that is asked of it."""

    original: str
    folded: Folded
    words: Words
    starts: tuple[int, ...]
    sentences: list[Sentence]

    def span(self, match: Match) -> tuple[int, int]:
        """Return where a match stands in the original text."""
        end = self.starts[match.last] + len(self.words.words[match.last])
        return self.folded.original(self.starts[match.first], end)

    def neighbours(self, match: Match) -> list[str]:
        """Return the words beside a match as they stand in the original text."""
        beside = (self.word(match.first - 1), self.word(match.last + 1))
        return [word for word in beside if word]

    def word(self, place: int) -> str:
        """Return a word as it stands in the original text; "" outside it."""
        if not 0 <= place < len(self.words.words):
            return ""
        start, end = self.span(Match(place, place, 0))
        return self.original[start:end]


def find_skills(ads: Ads, skills: SkillList, *, progress: Progress = silent) -> pd.DataFrame:
    """Find every mention of the skills in the texts and the structured fields of ads.

    Whole words only, the longest term first, inflected and elliptic forms by rule. Terms that are
    ambiguous count only where their place speaks for them (capitals; other tools near; the
    sentence speaks of the work). Hits in what an ad says of the employer, the offer or how to
    apply, and in addresses, are set aside; the recipe counts them.

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
        Hits in text have stance "mentioned" and source "exact". The ad's own fields give source
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
    terms = compile_terms(skills)
    counts: Counter[str] = Counter()
    rows: list[tuple[Any, ...]] = []
    table = ads.table
    read = [table[name] for name in ("ad", "text", *_FIELDS)]
    for done, (ad, text, required, languages, licences, *merits, enriched) in enumerate(
        zip(*read, strict=True)
    ):
        if done % _REPORT_EVERY == 0:
            progress("find skills", done, len(table))
        hits = list(_in_text(text, terms, counts))
        rows.extend((ad, *hit, "mentioned", "exact") for hit in hits)
        asked = _of_labels((*required, *languages), terms, counts)
        gates = _of_licences(licences, terms, counts)
        rows.extend(_structured(ad, asked | gates, "requested"))
        wished = _of_labels((*merits[0], *merits[1]), terms, counts)
        rows.extend(_structured(ad, wished, "merit"))
        # What the text says of a skill (offered, not needed) goes before a word picked out of it.
        named = asked | gates | wished | {skill for skill, *_ in hits}
        found = _of_labels(enriched, terms, counts, "enriched keywords")
        rows.extend(_structured(ad, found - named, "mentioned"))
    progress("find skills", len(table), len(table))
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


def _in_text(text: str, terms: Terms, counts: Counter[str]) -> Iterator[tuple[str, int, int]]:
    """Yield skill, start and end of every mention in a text, in its order."""
    folded = fold(text)
    words = words_of(folded.text)
    ad = _Text(text, folded, words, words.starts(), sentences_of(text))
    set_aside: dict[int, str] = {}

    def accepts(match: Match, *, elliptic: bool = False) -> bool:
        term = terms.terms[match.term]
        reason = _reason_against(ad, match, term)
        if reason is None and not elliptic and _is_open_part(ad, match, term):
            reason = "set aside: part of a longer word or an address"
        if reason is not None:
            # Once a place, with the reason against the longest term that begins there.
            set_aside.setdefault(match.first, reason)
        return reason is None

    found = longest_matches(terms.trie, words, accepts=accepts)
    taken = {place for match in found for place in range(match.first, match.last + 1)}
    for compound in elliptic_compounds(words, lambda word: terms.trie.number(word) is not None):
        number = terms.trie.number(compound.whole)
        match = Match(compound.word, compound.word, -1 if number is None else number)
        if compound.word not in taken and accepts(match, elliptic=True):
            found.append(match)
    taken |= {match.first for match in found}
    counts.update(reason for place, reason in set_aside.items() if place not in taken)
    for match in sorted(found):
        yield (terms.terms[match.term].skill, *ad.span(match))


def _reason_against(ad: _Text, match: Match, term: Term) -> str | None:
    """Return why a match does not count at its place; None if it does."""
    start, end = ad.span(match)
    if _inside_compound_or_address(ad, match, start, end):
        return "set aside: part of a longer word or an address"
    topic = sentence_at(ad.sentences, start).topic
    if topic == "other":
        return "set aside: speaks of the employer, the offer or how to apply"
    if not _rule_holds(ad, match, term, topic):
        return "set aside: the context does not speak for it"
    return None


def _rule_holds(ad: _Text, match: Match, term: Term, topic: str) -> bool:
    """Whether the place of a match says what its term's rule asks."""
    start, end = ad.span(match)
    written = ad.original[start:end]
    if term.rule == "work":
        return topic == "work"
    if term.rule == "language":
        return speaks_of_language(ad.words, match.first, match.last)
    if term.rule == "tool":
        return speaks_of_tool(
            ad.words,
            match.first,
            match.last,
            written=written,
            following=ad.word(match.last + 1),
            term=term.written,
        )
    if term.rule == "capitals":
        return written == term.written and not is_shouted(ad.neighbours(match))
    return True


def _inside_compound_or_address(ad: _Text, match: Match, start: int, end: int) -> bool:
    """Whether a match is one part of a hyphenated word, or of an address."""
    before, after = ad.words.gaps[match.first], ad.words.gaps[match.last + 1]
    if before == "-" and match.first > 0:
        return True
    if after == "-" and not any(c.isupper() or not c.isalpha() for c in ad.original[start:end]):
        return True
    if not (before.endswith((".", "@", "/", "_", "-")) or after.startswith((".", "@", "/", "_"))):
        return False
    left = (
        ad.original[:start].split()[-1:] if start and not ad.original[start - 1].isspace() else []
    )
    rest = ad.original[start:].split(maxsplit=1)[0].rstrip(".,;:)")
    chunk = "".join([*left, rest]).casefold()
    if _ADDRESS.search(chunk) is not None:
        return True
    # What ends in .net because the term does (.NET, ASP.NET) is no address.
    return end < start + len(rest) and _ADDRESS_END.search(chunk) is not None


def _is_open_part(ad: _Text, match: Match, term: Term) -> bool:
    """Whether a match is the first part of a compound that ends later ("säkerhets- och …")."""
    as_written = normal_form(term.written).endswith(ad.words.words[match.last])
    return (term.verb or not as_written) and ad.words.gaps[match.last + 1].startswith("-")


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


def _structured(ad: str, skills: set[str], stance: str) -> Iterator[tuple[Any, ...]]:
    """Yield a mention without a span for every skill."""
    for skill in sorted(skills):
        yield ad, skill, None, None, stance, "structured"
