"""Gates: what the work may not be done without."""

import pytest

from mobility.finding.gates import GATES, everyday_forms, gate_of, licence_gate, licence_of


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
    ["Truckkort", "Certifikat, heta arbeten", "HLR", "Motorsågskörkort Nivå A"],
)
def test_what_can_be_taken_in_a_course_is_no_gate(term):
    assert gate_of(term) is None


def test_a_degree_or_a_permit_is_a_gate_but_no_licence():
    assert gate_of("Polishögskolan, grundutbildning") == gate_of("polisexamen") == "polisexamen"
    assert licence_of("Polisexamen") is None
    assert gate_of("Traktorkort") == "traktorkort"


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


@pytest.mark.parametrize(
    "written",
    [
        "leg. sjuksköterska",
        "leg sjuksköterska",
        "Legitimerad sjuksköterska",
        "legitimerade sjuksköterskor",
    ],
)
def test_the_profession_with_the_word_before_it_is_the_gate(written):
    assert gate_of(written) == "legitimation: sjuksköterska"


def test_every_legitimation_has_its_everyday_forms_and_they_are_its_gate():
    names = [g.name for g in GATES if g.name.startswith("legitimation: ")]
    for gate in names:
        name = gate.removeprefix("legitimation: ")
        forms = everyday_forms(f"Legitimation som {name}")
        assert [gate_of(form) for form in forms] == (
            [] if name == "yrkeslegitimation" else [gate] * 3
        )


@pytest.mark.parametrize(
    "label", ["speciallärarlegitimation", "Yrkeslegitimation", "Taxiförarlegitimation", "Svetsning"]
)
def test_what_is_no_legitimation_of_one_profession_has_no_everyday_forms(label):
    assert everyday_forms(label) == ()


@pytest.mark.parametrize("code", ["AM", "A1", "A", "B", "BE", "B96", "C1E", "CE", "D"])
def test_a_class_alone_is_the_licence_in_a_licence_field_only(code):
    assert licence_gate(code) == f"körkort {code}"
    assert gate_of(code) is None


def test_what_is_no_licence_class_is_no_gate():
    assert licence_gate("truck") is None
    assert licence_gate("") is None
