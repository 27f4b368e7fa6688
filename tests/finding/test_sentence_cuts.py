"""Where sentences begin: the same for many ads at once as for each alone, and as the rule says."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from mobility.finding.sentence_cuts import sentence_cuts

CUT = re.compile(r"\n+|(?<=[.!?])[ \t]+(?=(?:[-–*•] ?)?[A-ZÅÄÖ])|(?=[•∙●▪])")
PIECES = st.sampled_from([*"aÅZ.!?\n \t-–*•∙▪ö,\U0001f527", ". ", ".  - Å", "? •B", ".\tÖ"])


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=5))
@example(["a. ", "Å", "", "b.", " A", "c. -", " A", "\n\n", "x\n"])
def test_many_texts_are_cut_as_the_expression_cuts_each(texts):
    alone = [sorted({0, len(it), *(cut.end() for cut in CUT.finditer(it))}) for it in texts]
    assert sentence_cuts(texts) == alone
