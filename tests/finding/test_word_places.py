"""Words of many texts at once: the same as a text at a time, to the character."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mobility.finding.normalize import fold, folded_alone, words_of
from mobility.finding.word_places import codes_of, word_places
from tests.finding.oracle_find import fold_by_pieces

# Letters one for one, letters that fold to two, marks, what no one reads, signs of words, letters
# outside the first plane, half a pair, parts of Korean letters, signs another way of writing has.
LETTERS = (
    "aåÄÖéc3+#.-_/ \n\t–²½ß\u0130\u03c2\u03a3\ufb01\u01c5\u0390\u2126\u212b\u0344\u0345"
    "\u030a\u0308\u00ad\u200b\ufeff"
    "\U0001f527\U0001d400\ud83d\uffff\u1100\u1161\u11a8\uac00\u09be"
)
PIECES = st.sampled_from([*LETTERS, "net", ".net", "C#", "c++", "Å", "va\u030ard"])
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=6)


@settings(deadline=None)
@given(TEXTS, st.sampled_from([1, 20, 1000]))
@example([".net", "asp.net", "_.net", ".net_", ".net#", "c#.net", "net+", "c++"], 1000)
def test_words_places_and_folding_are_those_of_a_text_at_a_time(texts, block):
    done = 0
    for first, places in word_places(texts, block=block):
        assert first == done
        for number in range(len(places.bounds) - 1):
            text = texts[first + number]
            folded = fold(text)
            begin, behind = places.bounds[number : number + 2]
            assert places.text[begin : behind - 1] == folded.text
            one = words_of(folded.text)
            here = range(*places.words_of_text(number))
            assert tuple(places.word(i) for i in here) == one.words
            assert tuple(places.gap_behind(i) for i in here) == one.gaps[1:]
            assert all(places.text_at(places.starts[i]) == number for i in here)
            for i, start in zip(here, one.starts(), strict=False):
                span = start, start + len(places.word(i))
                assert places.original(number, *(begin + at for at in span)) == folded.original(
                    *span
                )
        done += len(places.bounds) - 1
    assert done == len(texts)


@settings(deadline=None)
@given(TEXTS)
def test_equal_words_have_equal_numbers_wherever_they_stand(texts):
    numbers = {}
    for _, places in word_places(texts):
        words = [places.word(i) for i in range(len(places.starts))]
        for word, code, alone in zip(words, places.codes, codes_of(words), strict=True):
            assert numbers.setdefault(word, code) == code == alone
    assert len(set(numbers.values())) == len(numbers)


@given(st.lists(PIECES, max_size=15).map("".join))
def test_folding_stretch_by_stretch_is_folding_piece_by_piece(text):
    assert fold(text) == fold_by_pieces(text)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=400).map("".join))
@example(" c# .net c++" * 60)
@example("x" * 500 + " .net")
def test_a_text_longer_than_a_block_has_the_same_words(text):
    ((_, places),) = word_places([text], block=1)
    assert tuple(map(places.word, range(len(places.starts)))) == words_of(fold(text).text).words


def test_a_character_that_folds_alone_folds_so_between_others():
    for character in "aÅé–'²\u0436\U0001f527":
        alone = folded_alone(character)
        assert alone is not None
        assert fold("x" + character + "y").text == "x" + alone + "y"
