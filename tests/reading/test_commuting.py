"""Minutes between places, read from a file as it was saved."""

from pathlib import Path

import pytest

from mobility.foundation.errors import InputError
from mobility.foundation.recipe import recipe_of
from mobility.reading.commuting import read_commuting

HEADINGS = "place_from;place_to;minutes\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "latin-1"])
def test_a_table_is_read_as_it_was_saved_and_the_recipe_says_how(tmp_path: Path, encoding: str):
    file = tmp_path / "restider.csv"
    file.write_bytes(f"{HEADINGS}Mora;Rättvik;40\nMora;Älvdalen;45,5\n".encode(encoding))
    table = read_commuting(file)
    assert table.to_numpy().tolist() == [["Mora", "Rättvik", 40.0], ["Mora", "Älvdalen", 45.5]]
    told = dict(recipe_of(table).steps[-1].settings)
    assert told["encoding"] == ("utf-8" if encoding == "utf-8" else "cp1252")
    assert read_commuting(file, encoding=encoding).equals(table)


def test_every_fault_names_the_file_and_its_line(tmp_path: Path):
    file = tmp_path / "restider.csv"
    file.write_text(f"{HEADINGS}Mora;Orsa;20\nMora;;soon\n", "utf-8")
    with pytest.raises(InputError) as refused:
        read_commuting(file)
    said = str(refused.value)
    assert said.startswith("restider.csv: 2 problem(s)")
    assert "row 3, column 'place_to'" in said
    assert "row 3, column 'minutes': 'soon' is not a number of at least 0" in said


def test_a_pair_that_stands_twice_is_refused_by_its_line_also_after_an_empty_one(tmp_path: Path):
    file = tmp_path / "restider.csv"
    file.write_text(f"{HEADINGS}Mora;Orsa;20\n\nMora;Orsa;25\n", "utf-8")
    with pytest.raises(InputError, match=r"row 4: .* 'Mora' to 'Orsa' are given twice"):
        read_commuting(file)


def test_headings_of_another_name_are_refused_with_those_there_are(tmp_path: Path):
    file = tmp_path / "restider.csv"
    file.write_text("från;till;min\nMora;Orsa;20\n", "utf-8")
    with pytest.raises(InputError, match=r"'place_from'.*'från', 'till', 'min'"):
        read_commuting(file)
