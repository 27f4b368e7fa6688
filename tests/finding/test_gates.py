"""Gates: what the work may not be done without."""

import pytest

from mobility.finding.gates import GATES, gate_of


@pytest.mark.parametrize(
    ("term", "gate"),
    [
        ("B-körkort", "körkort B"),
        ("CE körkort", "körkort CE"),
        ("körkort", "körkort"),
        ("Yrkeskompetensbevis för förare (YKB)", "yrkeskompetensbevis (YKB)"),
        ("YKB", "yrkeskompetensbevis (YKB)"),
        ("Taxiförarlegitimation", "taxiförarlegitimation"),
        ("Legitimation som läkare", "legitimation: läkare"),
        ("sjuksköterskelegitimation", "legitimation: sjuksköterska"),
        ("Förskollärarlegitimation", "legitimation: förskollärare"),
        ("Lärarlegitimation", "legitimation: lärare"),
        ("Legitimation som biomedicinsk analytiker", "legitimation: biomedicinsk analytiker"),
    ],
)
def test_licences_and_legitimations_are_gates(term, gate):
    assert gate_of(term) == gate


@pytest.mark.parametrize(
    "term",
    ["Truckkort", "Certifikat, heta arbeten", "HLR", "Motorsågskörkort Nivå A", "lärarexamen"],
)
def test_what_can_be_taken_in_a_course_is_no_gate(term):
    assert gate_of(term) is None


def test_every_class_of_the_driving_licence_is_there():
    names = {gate.name for gate in GATES}
    classes = (
        "AM",
        "A1",
        "A2",
        "A",
        "B",
        "BE",
        "B96",
        "C1",
        "C1E",
        "C",
        "CE",
        "D1",
        "D1E",
        "D",
        "DE",
    )
    assert {f"körkort {name}" for name in classes} <= names
