"""mask_contacts(): what leads to a person becomes asterisks; nothing else changes its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.reading.contact_data import has_check_digit, mask_all, mask_contacts


@pytest.mark.parametrize(
    "contact",
    [
        "ann.ek@lund.se",
        "åsa_ek@kök.se",
        "08-123 456 78",
        "070-123 45 67",
        "0701234567",
        "0431/12345",
        "+46 (0)8-123 456 78",
        "+46701234567",
        "0046 70 123 45 67",
        "+48 71 366 60 81",
        "811218-9876",
        "19811218-9876",
        "198112189876",
        "8112189876",
        "811278-9873",  # coordination number: 60 is added to the day
    ],
)
def test_a_contact_becomes_asterisks_of_its_length(contact):
    masked, pieces = mask_contacts(f"Fråga Ann ({contact}), gärna i dag.")
    assert masked == f"Fråga Ann ({'*' * len(contact)}), gärna i dag."
    assert pieces == 1


@pytest.mark.parametrize("number", ["22 611 94 33", "9685998774", "123 456 789"])
def test_any_long_number_after_a_word_for_phone_is_one(number):
    assert mask_contacts(f"Tel: {number}.") == (f"Tel: {'*' * len(number)}.", 1)
    assert mask_contacts(f"Ref {number}.") == (f"Ref {number}.", 0)


@pytest.mark.parametrize(
    "text",
    [
        "Sista dag 2024-05-01, start 20240601",
        "kl. 08:00-17:00 eller 08-17",
        "25 000 - 30 000 kr, omsättning 100 000 000 kr",
        "ISO 9001:2015 och SSYK 2512",
        "org.nr 556677-8899, ref 0043013 och 2020-10814",
        "C++, C#, @work, 24/7, 100 %",
    ],
)
def test_dates_times_pay_and_reference_numbers_stay(text):
    assert mask_contacts(text) == (text, 0)


@given(st.text(alphabet="0123456789 -+()/@.aåÅ\n", max_size=80))
def test_masking_never_moves_anything(text):
    masked, pieces = mask_contacts(text)
    assert len(masked) == len(text)
    assert all(new in (old, "*") for old, new in zip(text, masked, strict=True))
    assert (masked != text) == (pieces > 0)


def test_the_check_digit_is_the_one_of_the_published_example():
    # 8·2 1·1 1·2 2·1 1·2 8·1 9·2 8·1 7·2 → 1+6 1 2 2 2 8 1+8 8 1+4 = 44; 44 + 6 = 50.
    assert has_check_digit("8112189876")
    assert not any(has_check_digit(f"811218987{digit}") for digit in "012345789")


def test_a_long_word_takes_no_long_time():
    assert mask_contacts("a" * 1_000_000 + "@") == ("a" * 1_000_000 + "@", 0)


@given(
    st.lists(
        st.text(st.sampled_from("0123456789٣٤+-–() /a@.ö\n\ud800"), max_size=40)
        | st.sampled_from(["tel 08-123 456 78", "ann@kok.se", "811218-9876", "+46 70 123 45 67"]),
        max_size=300,
    )
)
def test_many_texts_at_once_lose_what_each_loses_alone(texts):
    masked, pieces = mask_all(texts)
    assert list(zip(masked, pieces, strict=True)) == [mask_contacts(text) for text in texts]
