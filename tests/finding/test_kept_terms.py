"""A compiled list that is kept: the same when it is read again, and never another one."""

import numpy as np

from mobility.finding.finder import Finder
from mobility.finding.kept_terms import bytes_of_terms, terms_of_bytes
from mobility.finding.terms import compile_terms
from tests.finding.test_finder import SKILLS


def test_a_list_that_was_kept_finds_the_same():
    terms = compile_terms(SKILLS)
    kept = terms_of_bytes(bytes_of_terms(terms, "a list"), "a list")
    assert kept == terms
    texts = ["Du kan C#, SQL Server och svetsning. Legitimation som läkare krävs.", "B-körkort"]
    for one, other in zip(Finder(kept).find(texts), Finder(terms).find(texts), strict=True):
        assert all(map(np.array_equal, one, other))


def test_equal_lists_have_equal_bytes():
    one, other = compile_terms(SKILLS), compile_terms(SKILLS)
    assert bytes_of_terms(one, "a") == bytes_of_terms(other, "a")


def test_bytes_of_another_list_or_harmed_ones_are_not_read():
    content = bytes_of_terms(compile_terms(SKILLS), "a list")
    assert terms_of_bytes(content, "another list") is None
    assert terms_of_bytes(content[:-1], "a list") is None
    assert terms_of_bytes(content[:99] + bytes([content[99] ^ 1]) + content[100:], "a list") is None
    assert terms_of_bytes(b"", "a list") is None
