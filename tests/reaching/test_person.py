import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.occupations import Occupations
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace


@pytest.fixture(scope="module")
def kitchens(skill_list, counts_of) -> SkillSpace:
    import pandas as pd

    codes = ["5120", "5121", "4110"]
    skills = ["k1", "k2", "k3", "g1", "t1"]
    table = [[9, 5, 0, 3, 1], [8, 0, 4, 0, 0], [0, 2, 9, 0, 5]]
    counts = counts_of(table, codes, skills, [10, 10, 10], version="SSYK 2012")
    labels = {"k1": "Knife", "k2": "Hygiene", "k3": "hygiene", "g1": "Licence B", "t1": "Calm"}
    kinds = {"k1": "skill", "k2": "skill", "k3": "skill", "g1": "gate", "t1": "trait"}
    titles = pd.DataFrame(
        {"title": ["Cooks", "Chefs", "Clerks"], "level": 4},
        index=pd.Index(codes, name="occupation"),
    )
    occupations = Occupations(titles, "SSYK 2012")
    return skill_space(counts, skill_list(kinds, labels), occupations=occupations)


def test_skills_and_occupations_are_found_by_id_label_or_title_in_any_case(kitchens) -> None:
    person = Person.of(kitchens, skills=["KNIFE", "k2"], occupations=["cooks", "4110"])
    assert person == Person({"k1": 1.0, "k2": 1.0}, ("5120", "4110"))


def test_a_gate_among_the_skills_is_taken_as_a_gate(kitchens) -> None:
    person = Person.of(kitchens, skills=["knife", "licence b"])
    assert person.skills == {"k1": 1.0}
    assert person.gates == frozenset({"g1"})


def test_a_skill_given_as_a_gate_is_refused(kitchens) -> None:
    with pytest.raises(InputError, match="'k1' is a skill, not a gate"):
        Person.of(kitchens, skills=["knife"], gates=["knife"])


def test_an_unknown_skill_is_refused_with_the_nearest_names(kitchens) -> None:
    with pytest.raises(UnknownNameError) as refused:
        Person.of(kitchens, skills=["knive"])
    assert "Knife" in refused.value.near


def test_an_unknown_occupation_is_refused_with_the_nearest_names(kitchens) -> None:
    with pytest.raises(UnknownNameError) as refused:
        Person.of(kitchens, occupations=["Cook"])
    assert "Cooks" in refused.value.near


def test_a_label_that_two_skills_share_is_refused_with_both_ids(kitchens) -> None:
    with pytest.raises(InputError, match="'k2', 'k3'"):
        Person.of(kitchens, skills=["hygiene"])


@pytest.mark.parametrize(
    "text",
    [
        "19121212-1212",
        "121212-1212",
        "1212121212",
        "191212121212",
        "121212+1212",
        "121272-1212",  # a coordination number: day 12 + 60
        "kund 850230 1234",
        "121212-1213",  # a wrong check digit is somebody's number with a slip
    ],
)
def test_what_looks_like_a_personal_number_is_refused_and_not_repeated(text, kitchens) -> None:
    with pytest.raises(InputError, match="text 2 looks like a personal identity number") as refused:
        Person.of(kitchens, skills=["knife", text])
    assert text not in str(refused.value)
    with pytest.raises(InputError, match="personal identity number"):
        Person({text: 1.0})


@pytest.mark.parametrize(
    "text",
    [
        "5120",
        "ISO 9001:2015",
        "http://data.europa.eu/esco/skill/12850101-4321-4a66-8aac-60e734beb1ab",
        "991312-1212",  # no thirteenth month
        "99121212-12123",
    ],
)
def test_codes_and_norms_are_not_mistaken_for_personal_numbers(text) -> None:
    assert Person({text: 1.0}).skills == {text: 1.0}


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["", "-", "+", " "]))
def test_every_date_of_birth_with_four_digits_is_refused(born, four, mark) -> None:
    with pytest.raises(InputError, match="personal identity number"):
        Person({f"{born:%y%m%d}{mark}{four:04}": 1.0})


def test_all_faults_of_a_person_are_told_at_once() -> None:
    with pytest.raises(InputError) as refused:
        Person({"knife": 1.5, "menu": float("nan")})
    assert len(refused.value.problems) == 2


def test_a_person_of_whom_nothing_is_known_is_refused() -> None:
    with pytest.raises(InputError, match="at least one skill or one occupation"):
        Person({})


def test_a_person_cannot_be_changed_through_what_it_was_made_from() -> None:
    skills = {"menu": 1.0, "knife": 0.5}
    person = Person(skills, ("5120", "5120"))
    skills["oven"] = 1.0
    assert list(person.skills) == ["knife", "menu"]
    assert person.occupations == ("5120",)
    with pytest.raises(TypeError):
        person.skills["oven"] = 1.0


def test_the_short_form_says_how_much_and_not_what() -> None:
    assert repr(Person({"knife": 1.0, "oven": 1.0})) == "Person(2 skills, 0 occupations, 0 gates)"
