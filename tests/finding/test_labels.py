"""The terms inside labels."""

import pytest

from mobility.finding.labels import is_acronym, parts_of


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
