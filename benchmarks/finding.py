"""finding: whole words of many terms in ad texts, beside three packages that search for terms."""

from functools import cached_property
from typing import Any, ClassVar, NamedTuple

import pandas as pd

from benchmarks.finding_work import (
    drawn_texts,
    in_one_way,
    megabytes,
    national_skills,
    plain_terms,
    real_texts,
)
from mobility.datasets.shipped import demo_skills
from mobility.finding.exact import longest_matches, trie_of
from mobility.finding.find import find_skills
from mobility.finding.finder import finder_of
from mobility.finding.normalize import words_of
from mobility.finding.word_places import word_places
from mobility.foundation.ads import Ads


class Found(NamedTuple):
    """A plain hit: the number of the text, where the term begins, and the term."""

    text: int
    start: int
    term: str


class PlainTerms:
    """Plain terms: whole words, leftmost and longest, the same hits for all.

    Each searches the same texts with terms it has compiled before. Folding the case is part of the
    work; so is what keeps the longest whole words of an automaton's hits.
    """

    peers: ClassVar = {"time_pyahocorasick": "pyahocorasick"}

    def setup(self, size: str) -> None:
        """Make texts and terms; the texts are written so that every way of searching agrees."""
        texts = self.chosen(size)
        self.texts = [in_one_way(text) for text in texts]
        self.terms = plain_terms(shipped=size == "small")
        self.what = f"{len(self.terms)} terms, {megabytes(self.texts):.1f} MB of text"

    def chosen(self, size: str) -> list[str]:
        """Return the texts to search."""
        return list(real_texts()[: 40 if size == "small" else None])

    def time_ours(self) -> int:
        """Find the words of a block of texts at once and walk the trie where one begins a term."""
        return sum(len(longest_matches(self.trie, places)) for _, places in word_places(self.texts))

    def time_pyahocorasick(self) -> int:
        """Keep the longest of an Aho–Corasick automaton's hits that touch no letter or digit."""
        return sum(len(self.automaton_hits(text)) for text in self.texts)

    def found_by_us(self) -> list[Found]:
        """Return our hits."""
        return [
            Found(
                number := first + places.text_at(places.starts[match.first]),
                places.starts[match.first] - places.bounds[number - first],
                self.terms[match.term],
            )
            for first, places in word_places(self.texts)
            for match in longest_matches(self.trie, places)
        ]

    def found_by_pyahocorasick(self) -> list[Found]:
        """Return the automaton's hits."""
        return [
            Found(number, start, self.terms[term])
            for number, text in enumerate(self.texts)
            for start, term in self.automaton_hits(text)
        ]

    @cached_property
    def trie(self) -> Any:
        """Our terms."""
        return trie_of((words_of(term).words, i) for i, term in enumerate(self.terms))

    @cached_property
    def automaton(self) -> Any:
        """Pyahocorasick's terms."""
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for i, term in enumerate(self.terms):
            automaton.add_word(term, (i, len(term)))
        automaton.make_automaton()
        return automaton

    def automaton_hits(self, text: str) -> list[tuple[int, int]]:
        """Return where the automaton's whole, leftmost, longest terms begin, and which they are."""
        # A blank before and behind spares a question at each end.
        folded = f" {text.casefold()} "
        whole = []
        for last, (term, length) in self.automaton.iter(folded):
            before, behind = folded[last - length], folded[last + 1]
            if before.isalnum() or behind.isalnum() or before == "." or behind in "+#":
                continue
            whole.append((last - length, -last, term))
        if len(whole) < 2:
            return [(start, term) for start, _, term in whole]
        whole.sort()
        free, longest = -1, []
        for start, last, term in whole:
            if start >= free:
                longest.append((start, term))
                free = -last
        return longest


class Finding(PlainTerms):
    """Plain terms in real ads."""

    peers: ClassVar = {**PlainTerms.peers, "time_flashtext": "flashtext"}

    def time_flashtext(self) -> int:
        """Extract with flashtext's keyword processor; å, ä and ö are made letters for it."""
        extract = self.processor.extract_keywords
        return sum(len(extract(text.casefold())) for text in self.texts)

    @cached_property
    def processor(self) -> Any:
        """Flashtext's terms."""
        from flashtext import KeywordProcessor

        processor = KeywordProcessor(case_sensitive=True)
        processor.add_keywords_from_list(list(self.terms))
        processor.set_non_word_boundaries({c for c in map(chr, range(0x3000)) if c.isalnum()})
        return processor


class FindingInManyAds(PlainTerms):
    """The same in 50 MB of ads whose lines are drawn from the real ones."""

    def chosen(self, size: str) -> list[str]:
        """Return the texts to search."""
        return drawn_texts(0.1 if size == "small" else 50)


class FindingInFewAds(Finding):
    """The same in a few ads, for what takes its time."""

    peers: ClassVar = {**Finding.peers, "time_spacy": "spacy"}

    def chosen(self, size: str) -> list[str]:
        """Return the texts to search."""
        return list(real_texts()[: 10 if size == "small" else 100])

    def time_spacy(self) -> int:
        """Match spaCy's tokens, in lower case, against phrases of tokens."""
        from spacy.util import filter_spans

        return sum(
            len(filter_spans(self.matcher(self.tokens(text), as_spans=True))) for text in self.texts
        )

    @cached_property
    def tokens(self) -> Any:
        """SpaCy's cutting of Swedish text."""
        import spacy

        return spacy.blank("sv")

    @cached_property
    def matcher(self) -> Any:
        """SpaCy's terms."""
        from spacy.matcher import PhraseMatcher

        matcher = PhraseMatcher(self.tokens.vocab, attr="LOWER")
        matcher.add("skill", [self.tokens.make_doc(term) for term in self.terms])
        return matcher


class FindSkills(PlainTerms):
    """All of finding: inflected and elliptic forms, context, sentences, the ads' own fields.

    The automaton finds the plain terms alone.
    """

    def setup(self, size: str) -> None:
        """Make ads and skills."""
        super().setup(size)
        texts = self.chosen(size)
        numbers = [str(i) for i in range(len(texts))]
        self.ads = Ads.from_table(pd.DataFrame({"ad": numbers, "text": texts}))
        self.skills = demo_skills() if size == "small" else national_skills()
        trie = finder_of(self.skills).terms.trie
        self.what = f"{trie.size} forms, {megabytes(texts):.1f} MB of text"

    def time_ours(self) -> int:
        """Find all skills."""
        return len(find_skills(self.ads, self.skills))
