"""Where sentences begin: the same for many ads at once as for each alone, and as the rule says."""

import re
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from mobility.finding.sentence_cuts import BULLETS, MARKS, sentence_cuts

CUT = re.compile(r"\n+|(?<=[.!?])[ \t]+(?=(?:[-–*•] ?)?[A-ZÅÄÖ])|(?=[•∙●▪])")
PIECES = st.sampled_from([*"aÅZ.!?\n \t-–*•∙▪ö,\U0001f527", ". ", ".  - Å", "? •B", ".\tÖ"])


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=5))
@example(["a. ", "Å", "", "b.", " A", "c. -", " A", "\n\n", "x\n"])
def test_many_texts_are_cut_as_the_expression_cuts_each(texts):
    alone = [sorted({0, len(it), *(cut.end() for cut in CUT.finditer(it))}) for it in texts]
    assert [cuts.places for cuts in sentence_cuts(texts)] == alone


EDGES = st.sampled_from([*" \t\n-–•_:.!#A\u00a0\U0001f527", "Krav", "a " * 20, "a" * 199, " " * 9])


@given(st.lists(st.lists(EDGES, max_size=9).map("".join), max_size=4))
def test_what_the_edges_of_sentences_tell_is_what_each_alone_tells(texts):
    for text, cuts in zip(texts, sentence_cuts(texts), strict=True):
        opened = False
        for number, (start, end) in enumerate(pairwise(cuts.places)):
            line = text[start:end].strip()
            listed = line.startswith(BULLETS)
            opened = listed or (opened and text[start - 1] != "\n")
            assert cuts.listed[number] == listed
            assert cuts.in_list[number] == opened
            assert cuts.blank[number] == (not line)
            words = line.strip(MARKS)
            ended = line.endswith((".", ",")) or listed
            few = len(words) <= 70 and len(words.split()) <= 6 and not ended
            heading = len(words) <= 200 if line.endswith(":") else few
            assert cuts.short[number] == bool(words and heading)
