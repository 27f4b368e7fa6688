"""ESCO's files, and what they say as sources to judge by how alike occupations are."""

from pathlib import Path

import pytest
import typer

from mobility.cli.order_options import Order
from mobility.foundation.errors import EmptyResultError, FileProblemError
from mobility.reading.esco import read_esco_links, read_esco_texts
from mobility.walk.esco_sources import esco_sources


@pytest.fixture
def esco(tmp_path: Path) -> Path:
    """A chef and a cook of two unit groups, and a group of three digits."""
    files = {
        "occupationSkillRelations_en.csv": "occupationUri,relationType,skillType,skillUri\n"
        "o1,essential,skill,knife\no2,essential,skill,knife\no2,optional,skill,oven\n",
        "occupations_en.csv": "conceptUri,iscoGroup,preferredLabel,description\n"
        "o1,3434,chef,plans menus\no2,5120,cook,cooks menus\n",
        "ISCOGroups_en.csv": "code,preferredLabel,description\n512,Cooks,all cooks\n"
        "3434,Chefs,design dishes. Examples of the occupations: pastry chef\n"
        "5120,Cooks,prepare dishes\n",
        "crosswalk.csv": "ssyk4,isco08_4\n3451,3434\n5120,3434\n5120,5120\n5120,5120\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_links_and_texts_are_by_unit_group_without_what_is_listed_as_examples(esco):
    links = read_esco_links(esco)
    assert links[["occupation_name", "occupation", "skill"]].to_numpy().tolist() == [
        ["chef", "3434", "knife"], ["cook", "5120", "knife"], ["cook", "5120", "oven"],
    ]  # fmt: skip
    assert read_esco_texts(esco).to_numpy().tolist() == [
        ["3434", "ESCO", "chef plans menus"],
        ["3434", "ISCO", "Chefs design dishes. "],
        ["5120", "ESCO", "cook cooks menus"],
        ["5120", "ISCO", "Cooks prepare dishes"],
    ]


def test_both_are_told_of_the_other_classification_each_pair_once(esco):
    links, words = esco_sources(esco, esco / "crosswalk.csv", version="SSYK 2012")
    # Ways to 5120: chef (knife) by 3434, and cook (knife, oven) by 5120; so half of them has oven.
    assert list(links.rows) == ["3451", "5120"]
    assert links.version == words.version == "SSYK 2012"
    assert list(words.rows) == ["3451", "5120"]
    # Of the words, those of the group 3434 stand with both; "cook" stands with 5120 only.
    assert list(words.columns) == ["chef", "chefs", "design", "dishes", "menus", "plans"]


def test_a_folder_without_the_files_or_one_option_without_the_other_is_refused(esco, tmp_path):
    with pytest.raises(FileProblemError, match="holds no file occupationSkillRelations"):
        read_esco_links(tmp_path / "none")
    with pytest.raises(typer.BadParameter, match="go together"):
        Order(esco=esco)
    (esco / "other.csv").write_text("ssyk4,isco08_4\n0110,0110\n", "utf-8")
    with pytest.raises(EmptyResultError, match="stands in the crossing"):
        esco_sources(esco, esco / "other.csv", version="SSYK 2012")
