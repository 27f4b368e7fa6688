"""read_occupations(): codes, titles and levels of a classification."""

import pytest

from mobility.foundation.errors import InputError
from mobility.reading.occupations import read_occupations


def written(folder, text, name="codes.csv"):
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_broader_codes_are_made_with_themselves_as_title(tmp_path):
    table = read_occupations(written(tmp_path, "ssyk4,label\n0110,Officerare\n"), version="S").table
    assert table["title"].to_dict() == {"0": "0", "01": "01", "011": "011", "0110": "Officerare"}
    assert table["level"].tolist() == [1, 2, 3, 4]
    assert table["parent"].fillna("").tolist() == ["", "0", "01", "011"]


def test_a_length_that_no_code_has_is_no_level(tmp_path):
    text = "class\tname\n2294\tLogopedzi\n229404\tSurdologopeda\n"
    table = read_occupations(written(tmp_path, text), version="KZiS 2023").table
    assert table.index.tolist() == ["2", "22", "229", "2294", "229404"]
    assert table.at["229404", "parent"] == "2294"


def test_a_later_file_fills_titles_that_an_earlier_one_lacks(tmp_path):
    groups = written(tmp_path, "ssyk4,label\n5120,Kockar\n", "groups.csv")
    levels = written(tmp_path, "code,title\n51,Service\n5120,Chefs\n", "levels.csv")
    occupations = read_occupations(groups, levels, version="SSYK 2012")
    assert occupations.titles(["51", "512", "5120"]) == ["Service", "512", "Kockar"]
    assert dict(occupations.recipe.steps[1].counts)["other title in an earlier file"] == 1


def test_isco_is_picked_from_a_crosswalk_where_the_version_says_isco(tmp_path):
    text = "ssyk4,ssyk4_label,isco08_4,isco08_label\n3449,Utbildare,2424,Personalutvecklare\n"
    file = written(tmp_path, text)
    assert "2424" in read_occupations(file, version="ISCO-08").table.index
    assert "3449" in read_occupations(file, version="SSYK 2012").table.index


def test_a_parent_that_the_file_gives_holds(tmp_path):
    text = "code,label,parent\nN,Uthyrning,\n82,Kontorstjänster,N\n829,Andra,82\n"
    table = read_occupations(written(tmp_path, text), version="SNI 2007").table
    assert table["parent"].fillna("").to_dict() == {"82": "N", "829": "82", "N": ""}


def test_the_same_title_twice_is_one_code_and_another_title_is_a_fault(tmp_path):
    same = written(tmp_path, "code,title\n1,Chefer\n1,Chefer\n")
    assert read_occupations(same, version="S").table["title"].tolist() == ["Chefer"]
    other = written(tmp_path, "code,title\n1,Chefer\n1,Bossar\n2,\n", "other.csv")
    with pytest.raises(InputError) as refused:
        read_occupations(other, version="S")
    assert refused.value.problems == (
        "line 4: the title is missing",
        "line 3: '1' has title 'Bossar', but 'Chefer' before",
    )


def test_any_table_is_read_by_naming_its_columns(tmp_path):
    file = written(tmp_path, "kod;namn\n0110;Officerare\n")
    names = {"occupation": "kod", "title": "namn"}
    assert read_occupations(file, version="S", columns=names).title("0110") == "Officerare"


@pytest.mark.parametrize(
    ("version", "columns", "said"),
    [
        ("S", None, "columns={'occupation': '…', 'title': '…'}"),
        (" ", None, "mean nothing without it"),
        ("S", {"occupation": "kod"}, "no column is named for the title"),
        ("S", {"occupation": "kod", "title": "nam"}, "Did you mean 'namn'"),
    ],
)
def test_what_is_left_unsaid_is_asked_for(tmp_path, version, columns, said):
    file = written(tmp_path, "kod,namn\n1,Chefer\n")
    with pytest.raises(InputError) as refused:
        read_occupations(file, version=version, columns=columns)
    assert said in str(refused.value)


@pytest.mark.shared_data
def test_the_national_and_international_classifications_are_read(shared_data):
    taxonomy, esco = shared_data("jobtech-taxonomy"), shared_data("esco-v1.1.1")
    ssyk = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012").table
    assert (ssyk["level"] == 4).sum() == 400
    isco = read_occupations(esco / "ISCOGroups_en.csv.gz", version="ISCO-08").table
    # ISCO-08 has 10 major, 43 sub-major, 130 minor and 436 unit groups.
    assert isco["level"].value_counts().sort_index().tolist() == [10, 43, 130, 436]
    polish = shared_data("pl-job-ads-kzis") / "kzis-hierarchy-2023.tsv"
    assert (read_occupations(polish, version="KZiS 2023").table["level"] == 6).sum() == 2911
