"""Tables from one classification to another, read from a file."""

import pytest

from mobility.foundation.errors import InputError
from mobility.reading.crosswalks import read_crosswalk


def written(tmp_path, text):
    file = tmp_path / "way.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_fault_of_the_file_is_told_with_its_row(tmp_path):
    file = written(tmp_path, "from_code,to_code,part\n1,a,half\n,b,1\n3,c,1.5\n")
    with pytest.raises(InputError, match=r"(?s)row 2.*'half'|row 3.*missing") as caught:
        read_crosswalk(file, from_version="old", to_version="new", share="part")
    assert len(caught.value.problems) == 3


def test_a_missing_heading_is_told_with_those_there_are(tmp_path):
    file = written(tmp_path, "old,new\n1,a\n")
    with pytest.raises(InputError, match="'old'"):
        read_crosswalk(file, from_version="old", to_version="new")


def test_lost_zeros_come_back_and_the_recipe_counts_splits_and_merges(tmp_path):
    file = written(tmp_path, "old,new\n111,9\n111,10\n210,10\n")
    found = read_crosswalk(
        file, from_version="old", to_version="new", from_code="old", to_code="new",
        from_length=4, to_length=2,
    )  # fmt: skip
    assert found.table["from_code"].tolist() == ["0111", "0111", "0210"]
    assert found.table["to_code"].tolist() == ["09", "10", "10"]
    step = found.recipe.steps[-1]
    assert dict(step.counts) == {
        "pairs": 3,
        "from codes": 2,
        "to codes": 2,
        "split": 1,
        "merged": 1,
    }
    assert dict(step.settings)["shares"] == "equal"


@pytest.mark.shared_data
def test_the_swedish_groups_lead_to_the_international_ones(shared_data):
    found = read_crosswalk(
        shared_data("jobtech-taxonomy") / "ssyk4_isco4.csv", from_version="SSYK 2012",
        to_version="ISCO-08", from_code="ssyk4", to_code="isco08_4", from_length=4, to_length=4,
    )  # fmt: skip
    assert len(found.table) == 565
    assert found.table.groupby("from_code")["share"].sum().to_numpy() == pytest.approx(1)
