"""The made-up persons: as many as asked, the same for the same seed, counts and no rows of one."""

import hashlib

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_graph.datasets.demo_files import demo_table
from collab_graph.datasets.population import AGES, MONTHS, demo_population
from mobility.foundation.errors import InputError


@pytest.fixture(scope="module")
def population():
    return demo_population()


def test_there_are_forty_thousand_persons(population):
    assert population["persons"].sum() == 40_000


def test_the_same_seed_gives_the_same_table_and_another_seed_another(population):
    pd.testing.assert_frame_equal(population, demo_population())
    assert not population.equals(demo_population(seed=1))


def test_the_table_is_the_same_on_every_machine():
    # Of the CSV of 500 persons, so that a change in drawing or in the groups is seen here first.
    text = demo_population(persons=500).to_csv(index=False, lineterminator="\n")
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "b0a24c9b9cfe77d9"


def test_persons_share_profiles(population):
    assert len(population) < 40_000 / 3
    assert (population["persons"] >= 1).all()
    assert not population.duplicated(population.columns.drop("persons").tolist()).any()


def test_needs_are_skewed_and_many_persons_have_several(population):
    by_set = population.groupby("needs")["persons"].sum().sort_values(ascending=False)
    assert by_set.iloc[:5].sum() > 0.4 * 40_000
    several = population["needs"].str.contains("; ")
    assert population.loc[several, "persons"].sum() > 0.5 * 40_000
    named = set("; ".join(population["needs"]).split("; "))
    assert named == set(demo_table("needs")["need"])


def test_every_value_is_one_that_its_axis_declares(population):
    values = demo_table("values").groupby("axis")["value"].agg(set)
    for axis, declared in values.items():
        assert set(population[axis]) <= declared, axis
    assert set(population["age"].astype(int)) == set(AGES)
    assert set(population["months_unemployed"].astype(int)) == set(MONTHS)


@pytest.mark.parametrize(
    ("told", "contradicts"),
    [
        ("income_source == 'partner'", "partner_income == 'no'"),
        ("income_source == 'sickness_benefit'", "has_sgi == 'no'"),
        ("activity == 'employed'", "months_unemployed != '0'"),
        ("activity == 'employed'", "registered == 'yes'"),
        ("income_source == 'wage'", "registered == 'yes'"),
        ("disability_code == 'yes'", "registered == 'no'"),
        ("newly_arrived == 'yes'", "swedish == 'fluent'"),
    ],
)
def test_nobody_is_two_things_that_exclude_each_other(population, told, contradicts):
    assert len(population.query(told)) > 0
    assert population.query(f"{told} and {contradicts}").empty


def test_every_place_of_a_group_that_lives_far_away_is_likelier_to_be_sparse(population):
    sparse = population["place"].isin(["norrsjo", "fjarrmo", "ytterfabel"])
    share = population.loc[sparse, "persons"].sum() / 40_000
    # 11,400 of 193,900 inhabitants live there: 5.9 %; groups that are commoner there lift it.
    assert 0.059 < share < 0.10


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3000), st.integers(0, 5))
def test_as_many_persons_come_as_are_asked_for(persons, seed):
    assert demo_population(persons=persons, seed=seed)["persons"].sum() == persons


def test_fewer_than_one_person_is_refused():
    with pytest.raises(InputError, match="persons is 0"):
        demo_population(persons=0)
