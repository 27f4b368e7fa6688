"""What the network page shows, before there is any page."""

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError, VersionError
from mobility.foundation.network import Network
from mobility.foundation.occupations import Occupations
from mobility.showing.network_content import network_content
from mobility.showing.network_view import LARGEST, SMALLEST, UNSIZED, NetworkView
from tests.town import NEIGHBOURS, OCCUPATIONS, SKILLS, broad, town, town_view


def level(view, number):
    return next(one for one in view.levels if one.level == number)


def test_the_area_of_a_dot_is_in_proportion_to_the_vacancies():
    radius = level(town_view(), 4).occupations["radius"]
    # Most vacancies: 38 074; the cooks have 7 813, so sqrt(7 813 / 38 074) of that radius.
    assert radius["2221"] == LARGEST
    assert radius["5120"] == pytest.approx(LARGEST * np.sqrt(7813 / 38074), abs=0.01)


def test_no_dot_is_smaller_than_the_smallest():
    radius = level(town_view(), 4).occupations["radius"]
    assert radius["7115"] == SMALLEST  # 34 · sqrt(12 / 38 074) = 0.6
    assert radius["0110"] == SMALLEST  # vacancies not known


def test_dots_are_alike_where_no_vacancies_are_known():
    view = NetworkView.of(town().with_nodes(OCCUPATIONS[["title"]]))
    assert set(level(view, 4).occupations["radius"]) == {UNSIZED}
    assert level(view, 4).groups["vacancies"].isna().all()


def test_groups_stand_largest_first_and_no_group_last():
    groups = level(town_view(), 4).groups
    assert list(groups.index) == [1, 2, 3, 0]
    assert groups.loc[2, "occupations"] == 3
    assert groups.loc[2, "vacancies"] == 11382 + 4000 + 38074


def test_the_weakest_edges_come_first():
    assert level(town_view(), 4).edges["weight"].is_monotonic_increasing


def test_nearest_are_the_given_ones_with_what_they_share():
    near = level(town_view(), 4).neighbours
    cooks = near[near["occupation"] == "5120"]
    assert list(cooks["neighbour"]) == ["9412", "5131"]
    assert cooks["shared"].iloc[0] == ("hygien", "matlagning")


def test_nearest_of_an_occupation_without_given_ones_are_read_from_the_edges():
    near = level(town_view(), 4).neighbours
    nurses = near[near["occupation"] == "2221"]
    assert list(nurses["neighbour"]) == ["5321", "5330"]  # .6, .3
    assert list(nurses["shared"]) == [(), ()]


def test_titles_come_from_the_classification_where_it_is_given():
    table = pd.DataFrame(
        {"title": ["Kock"], "level": [4]}, index=pd.Index(["5120"], name="occupation")
    )
    view = town_view(occupations=Occupations(table, "SSYK 2012"), levels=None)
    titles = level(view, 4).occupations["title"]
    assert titles["5120"] == "Kock"
    assert titles["5131"] == "5131"


def test_another_classification_is_refused():
    table = pd.DataFrame(
        {"title": ["Cook"], "level": [4]}, index=pd.Index(["5120"], name="occupation")
    )
    with pytest.raises(VersionError, match="ISCO-08"):
        town_view(occupations=Occupations(table, "ISCO-08"))


def test_a_level_that_is_not_broader_is_refused():
    with pytest.raises(InputError, match="level 4 is not broader"):
        town_view(levels={4: broad()})


@pytest.mark.parametrize("said", [{"counted": "persons"}, {"compared": "letters"}])
def test_what_the_page_cannot_speak_of_is_refused(said):
    with pytest.raises(UnknownNameError, match=next(iter(said.values()))):
        town_view(**said)


def test_a_network_without_nodes_has_no_page():
    nothing = pd.DataFrame({"source": [], "target": [], "weight": []})
    with pytest.raises(EmptyResultError, match="no occupation"):
        NetworkView.of(Network.from_edges(nothing))


def test_every_fault_of_the_node_table_is_told():
    nodes = town().nodes.assign(vacancies=-1, community=0.5)
    with pytest.raises(InputError) as refused:
        NetworkView.of(town().with_nodes(nodes))
    assert len(refused.value.problems) == 2 * 10


def test_rows_about_other_occupations_are_counted_in_the_recipe():
    stranger = pd.DataFrame({"occupation": ["9999"], "skill": ["flygning"], "share": [0.5]})
    view = town_view(skills=pd.concat([SKILLS, stranger]))
    counts = dict(view.recipe.steps[-1].counts)
    assert counts["skills set aside"] == 1
    assert counts["neighbours set aside"] == 0
    assert counts["level 4 occupations"] == 10


def test_plain_content_holds_nothing_but_what_json_can_say():
    content = network_content(town_view())
    assert json.loads(json.dumps(content, allow_nan=False)) == content
    finest = content["levels"][-1]
    assert finest["code"][9] == "0110"
    assert finest["vacancies"][9] is None
    cooks = finest["neighbours"][0]
    assert [(finest["code"][k], weight) for k, weight, _ in cooks] == [("9412", 0.8), ("5131", 0.5)]
    assert [finest["labels"][k] for k in cooks[0][2]] == ["hygien", "matlagning"]


def test_the_same_network_gives_the_same_content():
    assert json.dumps(network_content(town_view())) == json.dumps(network_content(town_view()))


def test_the_order_of_the_details_does_not_matter():
    turned = town_view(neighbours=NEIGHBOURS.iloc[::-1], skills=SKILLS.iloc[::-1])
    assert json.dumps(network_content(turned)) == json.dumps(network_content(town_view()))


def test_what_is_given_is_not_changed():
    network = town()
    before = network.nodes.copy()
    NetworkView.of(network)
    pd.testing.assert_frame_equal(network.nodes, before)


def test_showing_loads_neither_pyvis_nor_igraph_before_it_is_used():
    code = (
        "import sys, mobility.showing.network_page;"
        "print([m for m in ('pyvis', 'igraph', 'sklearn', 'torch') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
