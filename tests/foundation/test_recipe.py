"""Every result says how it came about, the same way each time."""

import io
import json

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.recipe import NO_STEPS, Recipe, Step, recipe_of, versions, with_recipe

READ = Step.of("read_ads", {"file": "ads.jsonl"}, {"lines": 3, "ads": 2})
FIND = Step.of("find_skills", {"similar": False}, {"mentions": 7})

settings = st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text())
steps = st.builds(Step.of, st.text(), settings, st.dictionaries(st.text(), st.integers()))


def test_steps_stand_in_the_order_they_were_taken():
    assert Recipe().then(READ).then(FIND).steps == (READ, FIND)


def test_a_further_step_leaves_the_recipe_before_it_as_it_was():
    first = Recipe((READ,))
    first.then(FIND)
    assert first.steps == (READ,)


def test_joining_adds_only_the_steps_not_taken_yet():
    assert Recipe((READ,)).joined(Recipe((READ, FIND))).steps == (READ, FIND)


def test_a_recipe_reads_as_one_line_a_step():
    assert str(Recipe((READ, FIND))) == (
        "read_ads(file='ads.jsonl') → lines 3, ads 2\nfind_skills(similar=False) → mentions 7"
    )


def test_a_step_without_counts_shows_none():
    assert str(Recipe((Step.of("backbone"),))) == "backbone()"


def test_the_hashes_of_all_input_files_are_told_and_nothing_else():
    recipe = Recipe(
        (
            Step.of("read_flows", {"file": "a.csv", "sha256": "aa", "period": "2014–2018"}),
            Step.of("read_links", {"sha256": "bb", "groups_sha256": "cc", "sha256_of": "no"}),
            Step.of("read_links", {"sha256": "bb", "groups_sha256": None}, {"sha256": 5}),
            Step.of("typed", {"sha256": ""}),
        )
    )
    # Each once; those of no file (None, "") and what merely begins with the word are none.
    assert recipe.input_hashes() == {"aa", "bb", "cc"}
    assert NO_STEPS.input_hashes() == frozenset()


@given(st.lists(steps, max_size=4))
def test_a_recipe_survives_json(taken):
    recipe = Recipe(tuple(taken))
    records = json.loads(json.dumps(recipe.to_records()))
    assert Recipe.from_records(records) == recipe


def test_json_holds_versions_and_steps_and_no_clock():
    content = json.loads(Recipe((READ,)).to_json())
    assert list(content) == ["versions", "steps"]
    assert content["versions"] == versions()
    assert Recipe((READ,)).to_json() == Recipe((READ,)).to_json()


def test_a_table_carries_its_recipe_through_parquet():
    table = with_recipe(pd.DataFrame({"x": [1]}), Recipe((READ, FIND)))
    stream = io.BytesIO()
    table.to_parquet(stream)
    assert recipe_of(pd.read_parquet(io.BytesIO(stream.getvalue()))) == Recipe((READ, FIND))


def test_a_column_carries_its_recipe_as_a_table_does():
    column = pd.Series([1.0])
    column.attrs = {"recipe": Recipe((READ,)).to_records()}
    assert recipe_of(column) == Recipe((READ,))


def test_giving_a_table_a_recipe_does_not_change_the_table_given():
    table = pd.DataFrame({"x": [1]})
    with_recipe(table, Recipe((READ,)))
    assert recipe_of(table) == NO_STEPS
