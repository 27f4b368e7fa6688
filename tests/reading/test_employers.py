"""Employers: legal persons by their number, everybody else by a pseudonym."""

import pytest

from mobility.foundation.errors import InputError
from mobility.reading.employers import legal_person, pseudonyms

KEY = b"0123456789abcdef"


@pytest.mark.parametrize("number", ["2021000654", "202100-0654", "16202100-0654", "5566778899"])
def test_the_number_of_a_legal_person_is_kept(number):
    assert pseudonyms(None)(number) == legal_person(number) == number.replace("-", "")[-10:]


@pytest.mark.parametrize(
    "value",
    [
        "8112189876",
        "811218-9876",
        "198112189876",
        "8112789873",
        "200112189876",
        "Kök AB",
        "12",
        "٥٥٦٦٧٧٨٨٩٩",
    ],
)
@pytest.mark.parametrize("key", [None, KEY])
def test_what_may_be_a_person_becomes_a_pseudonym(value, key):
    said = pseudonyms(key)(value)
    assert said.startswith("employer-")
    assert value not in said


def test_without_a_key_employers_are_numbered_by_appearance():
    employer = pseudonyms(None)
    assert [employer(name) for name in ("b", "a", "b")] == [
        "employer-1",
        "employer-2",
        "employer-1",
    ]


def test_the_same_key_gives_the_same_pseudonym_in_every_run_and_another_key_another():
    assert pseudonyms(KEY)("Kök AB") == pseudonyms(KEY)("Kök AB")
    assert pseudonyms(KEY)("Kök AB") != pseudonyms(KEY[::-1])("Kök AB")


@pytest.mark.parametrize("key", [None, KEY])
def test_one_employer_in_two_spellings_is_one(key):
    employer = pseudonyms(key)
    assert employer("811218-9876") == employer("198112189876")
    assert employer("Kök AB") == employer(" kök  ab")
    assert employer("Kök AB") != employer("Kök HB")


@pytest.mark.parametrize("key", [b"", b"short", b"x" * 65])
def test_a_key_that_can_be_guessed_or_is_too_long_is_refused(key):
    with pytest.raises(InputError, match="16 to 64"):
        pseudonyms(key)
