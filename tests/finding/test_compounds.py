"""Compounds whose end stands later."""

from mobility.finding.compounds import elliptic_compounds
from mobility.finding.word_places import codes_of, word_places


def wholes(text, *known):
    ((_, places),) = word_places([text])
    found, named = {}, dict(zip(codes_of(known).tolist(), known, strict=True))
    words, numbers = elliptic_compounds(places)
    for word, number in zip(words.tolist(), numbers.tolist(), strict=True):
        if number in named:
            found.setdefault(word, named[number])
    return list(found.values())


def test_the_first_part_takes_the_end_of_the_second():
    assert wholes("lastbils- och truckkort", "lastbilskort") == ["lastbilskort"]
    assert wholes("hälso- och sjukvård", "hälsovård") == ["hälsovård"]


def test_three_parts_share_one_end():
    text = "drift-, underhålls- och reparationsarbete"
    assert wholes(text, "driftarbete", "underhållsarbete") == ["driftarbete", "underhållsarbete"]


def test_the_longest_end_that_gives_a_known_word_is_taken():
    known = ("personalkostnadsansvar", "personalansvar")
    assert wholes("personal- och budgetkostnadsansvar", *known) == ["personalkostnadsansvar"]


def test_nothing_is_made_that_no_term_asks_for():
    assert wholes("hälso- och sjukvård", "truckkort") == []


def test_a_hyphen_inside_a_word_is_no_open_part():
    assert wholes("b-körkort och truckkort", "bkort") == []


def test_an_open_part_at_the_end_of_a_text_takes_nothing_from_the_next():
    ((_, places),) = word_places(["lastbils- och", "truckkort", "drift-, underhålls- "])
    assert len(elliptic_compounds(places).words) == 0
