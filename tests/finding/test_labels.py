"""The terms inside labels."""

import pytest

from mobility.finding.labels import general_heads, is_acronym, is_of_any_kind, parts_of


@pytest.mark.parametrize(
    ("label", "terms"),
    [
        ("Svetsning", []),
        ("Java, programmeringsspråk", ["Java"]),
        ("Matros (behörighet)", ["Matros"]),
        ("Testning, mjukvara/Verifiering, mjukvara", ["Testning", "Verifiering"]),
        ("Teater-/filmproduktion", []),
        ("TCP/IP, kommunikationsprotokoll", ["TCP/IP"]),
        ("Yrkeskompetensbevis för förare (YKB)", ["Yrkeskompetensbevis för förare", "YKB"]),
    ],
)
def test_the_parts_of_a_label(label, terms):
    assert [part.term for part in parts_of(label)] == terms


def test_a_parenthesis_that_narrows_is_marked():
    (part,) = parts_of("Digitalisering (av ritningar)")
    assert part.narrowed


def test_an_acronym_is_two_to_five_capitals():
    assert [is_acronym(word) for word in ("R", "AB", "LASS", "ABCDEF", "Ab", "A1")] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_head_of_which_two_labels_are_kinds_is_general():
    labels = ["Dokumentation, industri", "Forskningsdokumentation", "Medicinsk dokumentation"]
    assert general_heads(labels) == {"dokumentation"}


def test_a_head_with_one_kind_or_without_a_comma_is_not_general():
    assert general_heads(["Spice, program", "LTspice"]) == frozenset()
    assert general_heads(["Svetsning", "MIG-svetsning", "Gassvetsning"]) == frozenset()


def test_experience_and_habit_do_not_narrow():
    assert is_of_any_kind("Cyklar, reparationsvana")
    assert not is_of_any_kind("Testning, mjukvara")
