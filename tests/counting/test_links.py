"""How many occupations of each unit group list each skill."""

import pandas as pd
import pytest

from mobility.counting.links import occupation_links
from mobility.foundation.errors import InputError


def table(*lines):
    return pd.DataFrame(lines, columns=["occupation_name", "occupation", "skill", "source"])


def test_a_link_from_two_sources_counts_once():
    counted = occupation_links(
        table(
            ("Cook", "5120", "knife", "group_skills"),
            ("Cook", "5120", "knife", "taxonomy"),
            ("Cold cook", "5120", "knife", "taxonomy"),
            ("Cold cook", "5120", "menu", "taxonomy"),
            ("Waiter", "5131", "menu", "taxonomy"),
        ),
        version="SSYK 2012",
    )
    assert counted.row("5120").to_dict() == {"knife": 2.0, "menu": 1.0}
    assert counted.support.tolist() == [2.0, 1.0]
    assert (counted.measure, counted.version) == ("occupations", "SSYK 2012")
    assert dict(counted.recipe.steps[-1].counts) == {"links": 5, "repeated": 1}


def test_a_table_without_codes_is_refused_with_the_nearest_heading():
    with pytest.raises(InputError, match="column 'occupation' is missing"):
        occupation_links(table().drop(columns="occupation"))
