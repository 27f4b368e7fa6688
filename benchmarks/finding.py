"""finding: whole words of many terms in ad texts, beside flashtext and pyahocorasick."""

import re
from typing import ClassVar

from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.exact import longest_matches, trie_of
from mobility.finding.normalize import fold, words_of


class Finding:
    """The same terms, the same folded texts; peers look up, boundaries are checked after."""

    peers: ClassVar = {"time_flashtext": "flashtext", "time_pyahocorasick": "pyahocorasick"}

    def setup(self, size: str) -> None:
        """Make texts and terms."""
        ads = synthetic_ads(200 if size == "small" else 3000)
        self.texts = [ad["description"]["text"] or "" for ad in ads]
        self.terms = sorted({term.casefold() for term in demo_skills().terms["term"]})
        megabytes = sum(len(text.encode()) for text in self.texts) / 1e6
        self.what = f"{len(self.terms)} terms, {megabytes:.1f} MB of text"

    def time_ours(self) -> int:
        """Walk our trie over words."""
        trie = trie_of((words_of(term).words, i) for i, term in enumerate(self.terms))
        return sum(len(longest_matches(trie, words_of(fold(text).text))) for text in self.texts)

    def time_flashtext(self) -> int:
        """Extract with flashtext's keyword processor."""
        from flashtext import KeywordProcessor

        processor = KeywordProcessor(case_sensitive=True)
        processor.add_keywords_from_list(self.terms)
        return sum(len(processor.extract_keywords(text.casefold())) for text in self.texts)

    def time_pyahocorasick(self) -> int:
        """Keep an Aho–Corasick automaton's hits where no letter or digit touches them."""
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for term in self.terms:
            automaton.add_word(term, term)
        automaton.make_automaton()
        word = re.compile(r"\w")
        found = 0
        for text in map(str.casefold, self.texts):
            for end, term in automaton.iter(text):
                start = end - len(term) + 1
                found += not (
                    (start and word.match(text[start - 1]))
                    or (end + 1 < len(text) and word.match(text[end + 1]))
                )
        return found
