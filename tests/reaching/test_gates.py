"""What blocks an occupation, by law and by ads, worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.finding.gates import GATES, gate_of, gates_that_open
from mobility.foundation.errors import InputError
from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.gates_by_law import gates_by_law, named_by_law
from mobility.reaching.opens import opens
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.standing import standing

LAW = pd.DataFrame(
    {"occupation": ["5121"], "any_of": ["körkort C"], "label": ["C"], "reference": ["law"]}
)
KINDS = {"knife": "skill", "oven": "skill", "pen": "skill", "B": "gate", "CE": "gate"}
LABELS = {"B": "körkort B", "CE": "körkort CE"}


@pytest.fixture
def kitchen(skill_list, counts_of):
    """Cooks need B in half of their ads, bakers in 4 of 10; bakers and cooks want the same."""

    def make(b: list[int], ce: list[int], *, measure: str = "ads", gates=None):
        table = [[9, 9, 0, b[0], ce[0]], [9, 9, 0, b[1], ce[1]], [0, 0, 9, 0, 0]]
        counts = counts_of(table, ["5120", "5121", "4110"], list(KINDS), [10] * 3, measure=measure)
        return skill_space(counts, skill_list(KINDS, LABELS), gates=gates)

    return make


def blocked(space, **person) -> dict[str, tuple[str, ...]]:
    found = adjacent(Person.of(space, skills=["knife"], **person), space)
    return found.set_index("occupation")["blocked_by"].to_dict()


def test_a_gate_is_required_where_half_of_the_ads_ask_for_it(kitchen) -> None:
    found = blocked(kitchen([5, 4], [0, 0]))  # 5 of 10, and 4 of 10
    assert found == {"5120": ("körkort B",), "5121": (), "4110": ()}


def test_the_lowest_licence_asked_for_by_half_is_required_and_a_higher_one_satisfies_it(
    kitchen,
) -> None:
    space = kitchen([6, 0], [7, 5])  # cooks: B and CE; bakers: CE
    assert blocked(space) == {"5120": ("körkort B",), "5121": ("körkort CE",), "4110": ()}
    assert blocked(space, gates=["B"])["5121"] == ("körkort CE",)
    assert blocked(space, gates=["CE"]) == {"5120": (), "5121": (), "4110": ()}


def test_what_law_says_stands_beside_what_ads_ask_and_the_weaker_is_left_out(kitchen) -> None:
    # Law asks bakers for C, and all of their ads for B: who has C has B.
    space = kitchen([0, 10], [0, 0], gates=LAW)
    assert blocked(space)["5121"] == ("C",)
    assert blocked(space, gates=["körkort B"])["5121"] == ("C",)
    # "C-körkort" stands in no ad; the law's gates can be named all the same.
    assert blocked(space, gates=["C-körkort"])["5121"] == ()
    assert blocked(space, gates=["CE"])["5121"] == ()


def test_in_links_law_alone_says_what_is_required_where_there_is_one(kitchen) -> None:
    assert blocked(kitchen([10, 10], [0, 0], measure="occupations", gates=LAW)) == {
        "5120": (), "5121": ("C",), "4110": (),
    }  # fmt: skip
    assert blocked(kitchen([10, 0], [0, 0], measure="occupations"))["5120"] == ("körkort B",)


def test_what_is_blocked_comes_last_whatever_its_class(kitchen) -> None:
    found = adjacent(Person({"knife": 1.0, "oven": 1.0}), kitchen([5, 4], [0, 0]))
    assert found["occupation"].tolist() == ["5121", "4110", "5120"]
    assert found["class"].tolist() == ["reached", "far", "reached"]
    assert dict(found.attrs["recipe"][-1]["counts"])["blocked"] == 1


def test_a_skill_opens_nothing_that_a_gate_blocks(kitchen) -> None:
    # Knife and oven are always together: near 2 / (2 + 2); fit with the oven is 1.
    space = kitchen([5, 4], [0, 0])
    person = Person({"knife": 1.0})
    oven = almost_have(person, space).set_index("skill").loc["oven"]
    assert oven["occupations_reached"] == 1
    assert opens(person, space, "oven")["blocked_by"].tolist() == [(), ("körkort B",)]
    with_b = almost_have(Person({"knife": 1.0}, gates=frozenset({"B"})), space).set_index("skill")
    assert with_b.at["oven", "occupations_reached"] == 2


def test_the_licence_of_an_occupation_held_is_asked_about_not_assumed(kitchen) -> None:
    found = adjacent(Person({}, ("5120",)), kitchen([5, 5], [0, 0]))
    assert found.attrs["gates_to_ask_about"] == ["körkort B"]
    assert found.set_index("occupation").at["5121", "blocked_by"] == ("körkort B",)


def test_a_table_of_laws_is_held_to_its_contract(kitchen) -> None:
    with pytest.raises(InputError, match="any_of"):
        kitchen([0, 0], [0, 0], gates=LAW.drop(columns="any_of"))


def test_every_gate_of_the_shipped_table_has_a_law_and_a_name_in_both_languages() -> None:
    law = gates_by_law()
    assert len(law) == 57
    assert law.notna().all(axis=None)
    assert not law.duplicated(["occupation", "any_of"]).any()
    # All that have a general name are written with it, so that labels of any source meet them.
    known = {gate.name for gate in GATES}
    assert all(gate_of(name) in (None, name) for name in named_by_law(law))
    assert {n for n in named_by_law(law) if n.startswith(("legitim", "körkort"))} <= known


def test_a_degree_closes_an_occupation_by_law_and_not_by_what_ads_ask_for(
    skill_list, counts_of
) -> None:
    # All 10 ads for judges and 10 for lawyers ask for the degree; law closes the judges' work.
    kinds = {"law": "skill", "degree": "gate", "pen": "skill"}
    skills = skill_list(kinds, {"degree": "Juristexamen"})
    counts = counts_of(
        [[9, 10, 0], [9, 10, 0], [0, 0, 9]], ["2612", "2619", "4110"], list(kinds), [10] * 3
    )
    law = LAW.assign(occupation="2612", any_of="juristexamen", label="Juristexamen")
    space = skill_space(counts, skills, gates=law)
    person = Person.of(space, skills=["law"])
    found = adjacent(person, space).set_index("occupation")["blocked_by"]
    assert found.to_dict() == {"2612": ("Juristexamen",), "2619": (), "4110": ()}
    # Law and degree stand in both occupations: C / (max(u, u) + 2) = 2 / (2 + 2).
    near = almost_have(person, space).set_index("skill")
    assert near.at["degree", "near"] == 0.5
    assert near.at["degree", "class"] == "goes with it only"
    with_it = Person.of(space, skills=["law", "Juristexamen"])
    assert adjacent(with_it, space)["blocked_by"].map(len).sum() == 0


def test_an_appointment_closes_an_occupation_that_half_of_its_ads_ask_for_it_and_a_title_does_not(
    skill_list, counts_of
) -> None:
    kinds = {"watch": "skill", "pen": "skill", "appointment": "gate", "title": "gate"}
    labels = {
        "appointment": "Ordningsvaktsförordnande",
        "title": "Bevis om skyddad yrkestitel som undersköterska",
    }
    counts = counts_of(
        [[9, 0, 5, 0], [9, 0, 0, 9], [0, 9, 0, 0]], ["5413", "5321", "4110"], list(kinds), [10] * 3
    )
    space = skill_space(counts, skill_list(kinds, labels))
    found = adjacent(Person.of(space, skills=["watch"]), space).set_index("occupation")
    assert found["blocked_by"].to_dict() == {
        "5413": ("Ordningsvaktsförordnande",), "5321": (), "4110": (),
    }  # fmt: skip


def test_a_credential_is_never_almost_had_even_where_a_list_calls_it_a_skill(
    skill_list, counts_of
) -> None:
    kinds = {"law": "skill", "degree": "skill", "pen": "skill"}
    skills = skill_list(kinds, {"degree": "Juristexamen"})
    counts = counts_of([[9, 9, 0], [9, 9, 0], [0, 0, 9]], ["2612", "2619", "4110"], list(kinds),
                       [10] * 3)  # fmt: skip
    space = skill_space(counts, skills)
    near = almost_have(Person.of(space, skills=["law"]), space)
    assert near.set_index("skill").at["degree", "class"] == "goes with it only"


@given(st.sampled_from([gate.name for gate in GATES]))
def test_a_gate_satisfies_itself_and_what_satisfies_it_satisfies_what_it_satisfies(name) -> None:
    opening = gates_that_open(name)
    assert opening[0] == name
    for other in opening:
        assert set(gates_that_open(other)) <= set(opening)


@pytest.mark.parametrize(
    ("held", "asked", "enough"),
    [("CE", "C", True), ("C", "C1", True), ("C1", "B", True), ("DE", "D", True), ("D", "B", True),
     ("B", "C", False), ("C", "D", False), ("D", "C", False), ("BE", "C1E", False),
     ("A", "AM", True), ("A", "B", False)],
)  # fmt: skip
def test_licence_classes_contain_those_below_them(held, asked, enough) -> None:
    assert (f"körkort {held}" in gates_that_open(f"körkort {asked}")) is enough


@pytest.mark.shared_data
def test_nationally_those_with_a_licence_are_blocked_by_it_alone_and_none_is_almost_had(
    national,
) -> None:
    space = national
    lacked = dict(
        zip(
            space.occupations,
            space.gates_required.blocked_by(np.zeros(len(space.skills), dtype=bool)),
            strict=True,
        )
    )
    assert lacked["2221"] == ("Legitimation som sjuksköterska",)
    assert lacked["2211"] == ("Legitimation som läkare",)
    assert lacked["2341"] == ("Lärarlegitimation",)
    assert lacked["8332"] == ("Körkort C", "Yrkeskompetensbevis (YKB)")
    assert lacked["8331"] == ("Körkort D", "Yrkeskompetensbevis (YKB)")
    assert lacked["8321"] == ("Körkort B", "Taxiförarlegitimation")
    for code in ("5120", "5321", "9111", "2512", "2662", "2351", "1420"):
        assert lacked[code] == ()
    assert lacked["3360"] == ("Polisexamen",)
    assert lacked["3152"] == ("Behörighet som fartygsbefäl",)
    assert sum(map(bool, lacked.values())) == 54


@pytest.mark.shared_data
def test_nationally_no_credential_is_almost_had_nor_weighs_whatever_was_held(national) -> None:
    space = national
    credential = np.array([gate_of(str(label)) is not None for label in space.labels])
    assert credential.sum() > 200
    assert not space.weights[:, credential].nnz
    near_some = np.zeros(len(space.skills), dtype=bool)
    for code in space.occupations:
        here = standing(Person.of(space, occupations=[code]), space)
        assert not (here.almost & credential).any()
        assert set(here.kind[credential]) <= {"", "goes with it only"}
        near_some |= here.kind == "goes with it only"
    # It could fail: most of them are near somebody.
    assert (near_some & credential).sum() > 100


@pytest.mark.shared_data
def test_a_lorry_driver_who_lost_the_licence_is_shown_lorries_last(national) -> None:
    lost = adjacent(Person.of(national, occupations=["8344"]), national).set_index("occupation")
    blocked = lost["blocked_by"].map(len) > 0
    assert not blocked.iloc[: (~blocked).sum()].any()
    assert lost.at["8332", "blocked_by"] == ("Körkort C", "Yrkeskompetensbevis (YKB)")
    person = Person.of(national, occupations=["8344"], gates=["CE-körkort", "YKB"])
    driving = adjacent(person, national).set_index("occupation")
    assert driving.at["8332", "blocked_by"] == ()
    assert driving.at["8331", "blocked_by"] == ("Körkort D",)
