import pandas as pd
import pytest

from mobility.foundation.ads import Ads
from mobility.foundation.errors import Fault, InputError, VersionError
from mobility.reaching.example import kitchens
from mobility.reaching.person import Person
from mobility.reaching.schooling import EDUCATION, education_level, language_level
from mobility.reaching.schooling_asked import compare_schooling, schooling_asked


@pytest.fixture(scope="module")
def asked() -> pd.DataFrame:
    ads = Ads.from_table(
        pd.DataFrame({
            "ad": ["1", "2", "3", "4"], "text": "x", "occupation": ["5120", "5120", "5121", "4110"],
            "education": [("Gymnasial utbildning", "Data"), (), ("Forskarutbildning",), ()],
            "languages": [("Svenska", "Engelska"), ("Svenska",), (), ()],
        }),
        occupation_version="example",
    )  # fmt: skip
    return schooling_asked(ads)


def test_demands_are_counted_once_per_ad_and_fields_of_education_are_no_levels(asked):
    assert asked.to_numpy().tolist() == [
        ["5120", "education", "3", 1, 2],
        ["5120", "language", "engelska", 1, 2],
        ["5120", "language", "svenska", 2, 2],
        ["5121", "education", "7", 1, 1],
    ]


def test_what_a_person_has_is_set_beside_what_ads_require(asked):
    person = Person({"knife": 1.0}, education=5, languages={"svenska": "A2"})
    found = compare_schooling(person, kitchens(), asked)
    answers = found.set_index(["occupation", "what"])["answer"].to_dict()
    assert answers["5120", "3"] == "met"
    assert answers["5120", "svenska"] == "met"
    assert answers["5120", "engelska"] == "not said"
    assert answers["5121", "7"] == "not met"
    assert answers["4110", ""] == "not known"  # its one ad says nothing
    assert answers["5131", ""] == "not known"  # it has no ad


def test_schooling_that_was_not_said_is_neither_met_nor_unmet(asked):
    found = compare_schooling(Person({"knife": 1.0}), kitchens(), asked)
    assert set(found["answer"]) == {"not said", "not known"}


def test_codes_of_another_classification_are_refused(asked):
    other = asked.copy()
    other.attrs = {"version": "ISCO-08"}
    with pytest.raises(VersionError):
        compare_schooling(Person({"knife": 1.0}), kitchens(), other)


def test_every_level_is_known_by_number_and_by_both_its_names():
    for level, names in EDUCATION.items():
        assert [education_level(said) for said in (level, str(level), *names)] == [level] * 4


def test_levels_that_are_none_name_those_there_are():
    assert isinstance(education_level("wizardry"), Fault)
    assert "4 gymnasium" in str(education_level(9))
    assert "A1, A2" in str(language_level("svenska", "bra"))


def test_schooling_of_a_person_is_read_by_name():
    person = Person.of(
        kitchens(), skills=["knife"], education="Gymnasium",
        languages={"Swedish": "b1", "Somaliska": "modersmål"}, needs=["Deltid"],
    )  # fmt: skip
    assert person.education == 4
    assert dict(person.languages) == {"somaliska": "C2", "svenska": "B1"}
    assert person.needs == {"part_time"}


def test_everything_wrong_with_a_person_is_said_at_once():
    with pytest.raises(InputError) as refused:
        Person.of(
            kitchens(), skills=["knive", "pen"], occupations=["Coks"], education="wizard",
            languages={"svenska": "bra"}, needs=["part-tim"],
        )  # fmt: skip
    said = str(refused.value)
    assert "5 problem(s)" in said
    for way_out in ("'knife'", "'Cooks'", "1 to 7", "A1, A2", "'part_time'"):
        assert way_out in said


@pytest.mark.parametrize(
    ("keyword", "reason"),
    [
        ("sex", "divided between women and men"),
        ("age", "years in each occupation"),
        ("origin", "say the languages"),
        ("name", "nothing to do with"),
        ("personal_number", "nothing to do with"),
        ("shoe_size", "skills, occupations, gates"),
    ],
)
def test_what_is_never_taken_is_refused_with_the_reason_and_not_repeated(keyword, reason):
    with pytest.raises(InputError, match=reason) as refused:
        Person.of(kitchens(), skills=["knife"], **{keyword: "secret"})
    assert "secret" not in str(refused.value)


def test_years_are_of_an_occupation_held_and_a_number_of_years():
    with pytest.raises(InputError, match="'5131' is not an occupation held"):
        Person({"knife": 1.0}, ("5120",), years={"5131": 2.0})
    with pytest.raises(InputError, match="0 to 80"):
        Person({}, ("5120",), years={"5120": 200.0})
    assert Person.of(kitchens(), years={"Cooks": 2}).occupations == ("5120",)
