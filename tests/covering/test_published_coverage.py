"""Who does what where: the published coverage of a humanitarian response, cell by cell."""

import pandas as pd
import pytest

from collab_graph.covering.boxes import Boxes, Space
from collab_graph.covering.exclusions import common_ground
from collab_graph.covering.maximal import maximal_zones
from collab_graph.covering.partition import uncovered_cells


@pytest.fixture(scope="module")
def rows(shared_data):
    return pd.read_csv(shared_data("ocha-3w") / "ebola_2014_3w.csv", dtype="str")


@pytest.mark.shared_data
def test_479_of_784_cells_of_the_ebola_response_have_no_organisation(rows):
    """56 regions × 14 activities = 784 cells; 305 covered; 92 rows stand twice."""
    assert rows.duplicated().sum() == 92
    places = rows["Region"].astype("category").cat.codes.to_numpy()
    deeds = rows["Activity"].astype("category").cat.codes.to_numpy()
    space = Space(("region", "activity"), (int(places.max()) + 1, int(deeds.max()) + 1))
    assert space.cells == 784
    boxes = Boxes.from_masks(
        space, [(1 << int(p), 1 << int(d)) for p, d in zip(places, deeds, strict=True)]
    )
    assert uncovered_cells(boxes) == 479
    assert maximal_zones(space, boxes).complete
    owners = rows["Organisation"].astype("category").cat.codes.tolist()
    shared = common_ground(boxes, owners)
    assert 784 - uncovered_cells(shared) == 305 - 115
