"""oracle_find: finding as it is defined, a text, a word and a sentence at a time."""

import re
import unicodedata
from array import array
from collections import Counter
from typing import NamedTuple

from mobility.finding.context import Beside, is_shouted, speaks_of_language, speaks_of_tool
from mobility.finding.exact import Match, joined
from mobility.finding.normalize import Folded, Words, normal_form, words_of
from mobility.finding.sentences import AdSentences, sentence_at, sentences_of
from mobility.finding.stance import AdStances
from mobility.finding.terms import compile_terms, forms_of

UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
SHORTENED = {"leg"}
OPEN = re.compile(r"[-\u2010\u2011–](?:[ \t\u00a0]+|/|, ?)")
BETWEEN = {"och", "eller", "samt", "respektive", "and", "or"}
ADDRESS = re.compile(r"@|://|www\.")
ADDRESS_END = re.compile(r"[^\W_]\.(?:se|com|nu|org|net|io|eu|no|fi|dk)$")


def fold_by_pieces(text):
    """Fold each character together with the marks that belong to it, where there are any."""
    folded = text.casefold()
    plain = len(folded) == len(text) and not UNSEEN.search(text)
    if plain and all(unicodedata.is_normalized("NFC", it) for it in (text, folded)):
        return Folded(folded)
    pieces, starts, ends = [], [], []
    for start, end in _pieces(text):
        seen = UNSEEN.sub("", text[start:end])
        piece = unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).casefold())
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Folded("".join(pieces), array("q", starts), array("q", ends))


def _pieces(text):
    """Cut a text where no composition reaches across, asking at every character."""
    cuts = [0]
    for i in range(1, len(text)):
        before, here = text[cuts[-1] : i], text[i]
        apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", here)
        if not unicodedata.combining(here) and unicodedata.normalize("NFC", before + here) == apart:
            cuts.append(i)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True)) if text else []


def longest_matches(root, text, accepts=lambda _match: True):
    """Try every term at every word, longest first; go on behind the one taken."""
    words, gaps, free, found = text.words, text.gaps, 0, []
    for first in range(len(words)):
        if first < free:
            continue
        node, last, here = root.get(words[first]), first, []
        while node is not None:
            if "" in node:
                here.append(Match(first, last, node[""]))
            last += 1
            if last == len(words) or not _joined(words[last - 1], gaps[last]):
                break
            node = node.get(words[last])
        for match in reversed(here):
            if accepts(match):
                found.append(match)
                free = match.last + 1
                break
    return found


def _joined(word, gap):
    return joined(gap) or (word in SHORTENED and gap.rstrip(" \t\u00a0") == ".")


def elliptic_compounds(text, known):
    """Every open part with the longest end of the last word that makes a known word."""
    words, gaps = text.words, text.gaps
    for i in range(len(words) - 1):
        if not OPEN.fullmatch(gaps[i + 1]):
            continue
        for place in range(i + 1, min(i + 6, len(words))):
            if words[place] not in BETWEEN and not OPEN.fullmatch(gaps[place + 1]):
                ends = (words[i] + words[place][cut:] for cut in range(1, len(words[place]) - 2))
                whole = next((whole for whole in ends if known(whole)), None)
                if whole is not None:
                    yield i, whole
                break


class _Text(NamedTuple):
    """One ad's text with all that is asked of it."""

    original: str
    folded: Folded
    words: Words
    starts: tuple[int, ...]
    sentences: list

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


def hits_in(text, terms, root, counts):
    """Yield skill, start and end of every mention in a text, in its order."""
    folded = fold_by_pieces(text)
    words = words_of(folded.text)
    ad = _Text(text, folded, words, words.starts(), sentences_of(text))
    set_aside = {}

    def accepts(match, elliptic=False):
        term = terms.terms[match.term]
        reason = _reason_against(ad, match, term)
        if reason is None and not elliptic and _is_open_part(ad, match, term):
            reason = "set aside: part of a longer word or an address"
        if reason is not None:
            # Once a place, with the reason against the longest term that begins there.
            set_aside.setdefault(match.first, reason)
        return reason is None

    found = longest_matches(root, words, accepts)
    taken = {place for match in found for place in range(match.first, match.last + 1)}
    for word, whole in elliptic_compounds(words, lambda it: "" in root.get(it, {})):
        match = Match(word, word, root[whole][""])
        if word not in taken and accepts(match, elliptic=True):
            found.append(match)
    taken |= {match.first for match in found}
    counts.update(reason for place, reason in set_aside.items() if place not in taken)
    for match in sorted(found):
        yield (terms.terms[match.term].skill, *ad.span(match))


def _reason_against(ad, match, term):
    """Return why a match does not count at its place; None if it does."""
    start, end = ad.span(match)
    if _inside_compound_or_address(ad, match, start, end):
        return "set aside: part of a longer word or an address"
    topic = sentence_at(ad.sentences, start).topic
    stance = AdStances(AdSentences(ad.original)).at(start).stance
    if topic == "other" and stance not in ("offered", "negated"):
        return "set aside: speaks of the employer, the offer or how to apply"
    if not _rule_holds(ad, match, term, topic):
        return "set aside: the context does not speak for it"
    return None


def _rule_holds(ad, match, term, topic):
    """Whether the place of a match says what its term's rule asks."""
    start, end = ad.span(match)
    written = ad.original[start:end]
    if term.rule == "work":
        return topic == "work"
    if term.rule == "language":
        return speaks_of_language(_beside(ad.words, match))
    if term.rule == "tool":
        return speaks_of_tool(
            _beside(ad.words, match),
            folded=ad.words.words[match.first],
            written=written,
            following=ad.word(match.last + 1),
            term=term.written,
        )
    if term.rule == "capitals":
        return written == term.written and not is_shouted(ad.neighbours(match))
    return True


def _beside(words, match):
    """Eight words on each side of a match."""
    before = words.words[max(0, match.first - 8) : match.first]
    return Beside(before, words.words[match.last + 1 :][:8], words.gaps[match.last + 1])


def _inside_compound_or_address(ad, match, start, end):
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
    if ADDRESS.search(chunk) is not None:
        return True
    # What ends in .net because the term does (.NET, ASP.NET) is no address.
    return end < start + len(rest) and ADDRESS_END.search(chunk) is not None


def _is_open_part(ad, match, term):
    """Whether a match is the first part of a compound that ends later ("säkerhets- och …")."""
    as_written = normal_form(term.written).endswith(ad.words.words[match.last])
    return (term.verb or not as_written) and ad.words.gaps[match.last + 1].startswith("-")


def root_of(skills):
    """The forms of a skill list as a dict for each first word of what can follow it, and so on."""
    root = {}
    for words, number in forms_of(skills).forms.items():
        node = root
        for word in words:
            node = node.setdefault(word, {})
        node[""] = number
    return root


def mentions_and_counts(texts, skills):
    """All (number of the text, skill, start, end), and what was set aside with the reasons."""
    counts, terms, root = Counter(), compile_terms(skills), root_of(skills)
    found = [
        (i, *hit) for i, text in enumerate(texts) for hit in hits_in(text, terms, root, counts)
    ]
    return found, counts
