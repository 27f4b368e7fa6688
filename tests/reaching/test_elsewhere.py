"""Other sources of links move the order of answers, and nothing else."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.reaching.adjacent import adjacent
from mobility.reaching.batch import answers
from mobility.reaching.elsewhere import PARTS, UNKNOWN, Elsewhere, elsewhere, joined
from mobility.reaching.example import kitchens
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.saving.skill_space import read_space, write_space
from tests.reaching.drawn_spaces import drawn_person, drawn_space


def listed(asked: dict[str, str], measure: str = "occupations", version: str = "example",
           support: float = 1.0) -> Incidence:  # fmt: skip
    pairs = pd.DataFrame(
        [(code, skill) for code, said in asked.items() for skill in said.split()],
        columns=["occupation", "skill"],
    )
    counts = pd.Series(support, index=list(asked))
    return Incidence.from_pairs(
        pairs, "occupation", "skill", measure=measure, support=counts, version=version
    )


def beside(space: SkillSpace, *sources: Incidence) -> SkillSpace:
    found = elsewhere(sources, space.occupations, version=space.version, few_ads=10)
    return replace(space, elsewhere=found)


SERVING = {"5120": "greet fry", "5131": "greet pour", "4110": "file", "9999": "mop"}


def test_a_source_that_knows_nothing_of_an_occupation_leaves_its_likeness_as_it_was() -> None:
    space = kitchens()
    person = Person.of(space, occupations=["5120"])
    before = adjacent(person, space).set_index("occupation")["likeness"]
    after = adjacent(person, beside(space, listed(SERVING))).set_index("occupation")["likeness"]
    for code in ("5121", "5132", "4111"):
        assert after[code] == before[code]


def test_likeness_is_the_mean_of_the_own_and_the_other_source() -> None:
    """Cook and waiter have greet in common, v² = ln(3/2)² = .1644; fry and pour ln(3)² = 1.2069.

    Held: h·v has length √(.1644 + 1.2069) = 1.1711, and so has each profile alone in its group of
    one: cosine .1644 / 1.3713 = .1199, in thousandths 120. Own likeness of the waiter is 0.
    """
    space = beside(kitchens(), listed(SERVING))
    found = adjacent(Person.of(space, occupations=["5120"]), space).set_index("occupation")
    assert found.loc["5131", "likeness"] == pytest.approx((0 + 0.120) / 2)


def test_two_sources_weigh_twice_as_much_as_the_own() -> None:
    space = beside(kitchens(), listed(SERVING), listed(SERVING))
    found = adjacent(Person.of(space, occupations=["5120"]), space).set_index("occupation")
    assert found.loc["5131", "likeness"] == pytest.approx((0 + 2 * 0.120) / 3)


def test_only_likeness_and_the_order_differ() -> None:
    space = kitchens()
    person = Person.of(space, occupations=["5120"], skills=["pen"])
    one = adjacent(person, space).set_index("occupation").drop(columns="likeness").sort_index()
    other = adjacent(person, beside(space, listed(SERVING))).set_index("occupation")
    pd.testing.assert_frame_equal(one, other.drop(columns="likeness").sort_index())


def test_a_class_which_rests_on_one_source_does_not_come_first() -> None:
    """The cook reaches nobody's work, and by the other list the clerk is as like as can be."""
    space = kitchens()
    person = Person.of(space, occupations=["5120"], skills=["menu"])
    alone = adjacent(person, space)
    assert alone["title"].tolist()[0] == "Chefs"
    assert alone["class"].tolist()[0] == "reached"
    after = adjacent(person, beside(space, *[listed({"5120": "file", "4110": "file", "9": "x",
                                                     "5121": "y"})] * 9))  # fmt: skip
    assert after["title"].tolist()[0] == "Clerks"
    assert after["likeness"].is_monotonic_decreasing


def test_whoever_has_held_nothing_is_told_the_same() -> None:
    space = kitchens()
    person = Person.of(space, skills=["knife"])
    pd.testing.assert_frame_equal(
        adjacent(person, space), adjacent(person, beside(space, listed(SERVING)))
    )


def test_gates_of_a_source_do_not_make_occupations_alike() -> None:
    source = listed({"5120": "cook B-körkort", "5131": "pour B-körkort", "4110": "file"})
    found = elsewhere([source], kitchens().occupations, version="example", few_ads=10)
    places = kitchens().occupation_places
    assert found.alike[places["5120"], places["5131"]] == 0


def test_an_occupation_of_few_ads_is_not_known_to_a_source_of_ads() -> None:
    source = listed(SERVING, "ads", support=10.0)
    source = replace(source, support=np.where(source.rows == "5131", 9.0, 10.0))
    space = kitchens()
    found = elsewhere([source], space.occupations, version="example", few_ads=10)
    places = space.occupation_places
    assert (found.alike[places["5131"]] == UNKNOWN).all()
    assert found.alike[places["5120"], places["4110"]] == 0


def test_a_source_of_another_classification_is_refused() -> None:
    with pytest.raises(VersionError, match="elsewhere"):
        beside(kitchens(), listed(SERVING, version="SSYK 2012"))


def test_a_source_that_knows_one_occupation_is_refused() -> None:
    with pytest.raises(EmptyResultError, match="knows 1 of the 6"):
        beside(kitchens(), listed({"5120": "fry", "9999": "mop"}))


def test_the_longest_and_likest_occupation_held_speaks() -> None:
    of = Elsewhere(np.array([[1000, 0, 400], [0, 1000, 600]], dtype=np.int16), 1)
    found = joined(np.zeros(3), of, np.array([0, 1]), np.array([1.0, 0.5]))
    # The third is .4 like what was held a year and .6 like what was held half of one: max(.4, .3).
    assert found[2] == pytest.approx(0.4 / 2)


@pytest.mark.parametrize("seed", [0, 5, 11])
def test_many_at_once_are_told_the_same_as_alone(seed: int) -> None:
    space = drawn_space(seed)
    size = len(space.occupations)
    alike = np.random.default_rng(seed).integers(-1, PARTS, (size, size)).astype(np.int16)
    space = replace(space, elsewhere=Elsewhere(alike, 2))
    people = [drawn_person(number, space) for number in range(8)]
    found = answers(people, space).adjacent
    for number, person in enumerate(people):
        alone = adjacent(person, space)
        some = found[found["person"] == number]
        assert some["occupation"].tolist() == alone["occupation"].tolist()
        assert some["likeness"].tolist() == alone["likeness"].tolist()


def test_a_saved_space_keeps_its_other_sources(tmp_path) -> None:
    space = beside(kitchens(), listed(SERVING))
    again = read_space(write_space(space, tmp_path / "k.space"))
    assert again.elsewhere is not None
    assert again.elsewhere.sources == 1
    np.testing.assert_array_equal(again.elsewhere.alike, space.elsewhere.alike)
