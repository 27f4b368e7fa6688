"""Personal identity numbers and names of persons are seen; organisations and dates pass."""

import pytest

from collab_graph.record.private import (
    is_a_person,
    looks_like_identity_number,
    looks_like_private_heading,
    masked,
    names_a_person,
)


@pytest.mark.parametrize(
    "text",
    [
        "191212121212",
        "19121212-1212",
        "121212-1212",
        "1212121212",
        "121212+1212",
        "121272-1212",  # a coordination number: 12 + 60
        "ärendet gäller 19121212 1212",
        "1912-12-12-1212",
        "121212–1212",
        "121212-T123",
    ],
)
def test_a_personal_identity_number_is_seen_however_it_is_written(text):
    assert looks_like_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "2003:1210",
        "212000-0142",  # an organisation: its "month" is 20
        "2026-01-13",
        "20260114-20260131",
        "SFB 27 kap. 46–49 §§",
        "121312-1212",  # there is no month 13
        "12345",
        "1212121212121212",
    ],
)
def test_dates_laws_and_numbers_of_organisations_pass(text):
    assert not looks_like_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Påhittsson",
        "frågat Erik af Påhitt i maj",
        "Ring Fatima Påhitt först",
        "Anna-Karin Påhitt",
        "siv.pahitt@norrsjo.example",
        "Anna\nPåhittsson",
    ],
)
def test_a_given_name_before_a_family_name_is_a_person_anywhere(text):
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Hälsocentral",
        "Region Norrsjö",
        "Norrsjö Södra",
        "info@norrsjo.example",
        "anna",
        "work_ability@FK:sickness_benefit",
        "Den som Söker Stöd",
    ],
)
def test_organisations_places_and_offices_are_no_persons(text):
    assert not names_a_person(text)


@pytest.mark.parametrize(
    "text",
    ["Xerxes Påhittsson", "A. Påhittsson", "Påhittsson, Anna", "anna påhittsson", "Fatima"],
)
def test_where_a_role_is_expected_two_capitalised_words_are_a_person(text):
    assert is_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "enhetschef",
        "Försäkringskassan",
        "Försäkringskassan Norr",
        "Socialtjänsten Norrsjö",
        "Samordnare Norrsjö",
        "FK",
        "Norrsjö kommun",
    ],
)
def test_roles_and_organisations_are_no_persons_there(text):
    assert not is_a_person(text)


@pytest.mark.parametrize("text", ["Personnummer", "PERSON NR", "pnr", "Förnamn", "Last name"])
def test_a_heading_that_promises_personal_data_is_seen(text):
    assert looks_like_private_heading(text)


@pytest.mark.parametrize("text", ["namn", "personer", "name", "har SGI", "benämning"])
def test_the_headings_of_a_record_promise_none(text):
    assert not looks_like_private_heading(text)


def test_what_is_refused_is_never_shown_whole():
    assert masked("19121212-1212") == "1…"
