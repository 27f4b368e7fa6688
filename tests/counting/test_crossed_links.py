"""Links of one classification are told of another's groups, and what is lost is counted."""

import pandas as pd
import pytest

from mobility.counting.crossed_links import crossed_links
from mobility.counting.links import occupation_links
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.recipe import recipe_of

LINKS = pd.DataFrame(
    [("chef", "3434", "menu"), ("cook", "5120", "knife"), ("cook", "5120", "menu"),
     ("diver", "7541", "dive")],
    columns=["occupation_name", "occupation", "skill"],
)  # fmt: skip
CROSSING = pd.DataFrame(
    [("3434", "3451"), ("3434", "1720"), ("5120", "3451"), ("5120", "3451")],
    columns=["occupation_from", "occupation_to"],
)


def test_a_group_has_the_occupations_of_all_that_correspond_to_it() -> None:
    """Chef and cook are both of 3451: two occupations, both with the menu, one with the knife."""
    counts = occupation_links(crossed_links(LINKS, CROSSING), version="SSYK 2012")
    assert counts.row("3451").to_dict() == {"knife": 1.0, "menu": 2.0}
    assert counts.row("1720").to_dict() == {"menu": 1.0}
    assert dict(zip(counts.rows, counts.support, strict=True)) == {"1720": 1.0, "3451": 2.0}


def test_what_corresponds_to_nothing_is_named_and_counted() -> None:
    found = crossed_links(LINKS, CROSSING)
    assert found.attrs["without_group"] == ["7541"]
    assert dict(recipe_of(found).steps[-1].counts)["of groups that correspond to nothing"] == 1


def test_links_are_left_as_they_are() -> None:
    before = LINKS.copy()
    crossed_links(LINKS, CROSSING)
    pd.testing.assert_frame_equal(LINKS, before)


def test_another_classification_than_the_crossing_has_is_refused() -> None:
    with pytest.raises(EmptyResultError, match="3434"):
        crossed_links(LINKS.assign(occupation="11-1011"), CROSSING)


def test_a_crossing_without_a_column_is_refused() -> None:
    with pytest.raises(InputError, match="occupation_to"):
        crossed_links(LINKS, CROSSING[["occupation_from"]])
