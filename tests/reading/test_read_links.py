"""read_links(): which occupations list which skills, by unit group."""

import pytest

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.recipe import recipe_of
from mobility.reading.links import read_links

LINKS = (
    "occupation_id,occupation,source,rank,skill\n"
    "k1,Kock,group_skills,1,kniv\nk1,Kock,taxonomy,2,bakning\nk2,Bagare,taxonomy,1,bakning\n"
    "k2,Bagare,taxonomy,9,bakning\nx9,Nytt yrke,taxonomy,1,kniv\n"
)
GROUPS = "occupation_id,occupation,ssyk4\nk1,Kock,5120\nk2,Bagare,7612\nk3,Chef,0110\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "links.csv").write_text(LINKS, "utf-8")
    (tmp_path / "groups.csv").write_text(GROUPS, "utf-8")
    return tmp_path / "links.csv", tmp_path / "groups.csv"


def test_each_link_has_the_unit_group_of_its_occupation_once(files):
    links = read_links(*files)
    assert links.values.tolist() == [
        ["Kock", "5120", "kniv", "group_skills"],
        ["Kock", "5120", "bakning", "taxonomy"],
        ["Bagare", "7612", "bakning", "taxonomy"],
    ]


def test_what_is_not_in_the_table_is_counted_and_named(files):
    links = read_links(*files, leave_out=["group_*"])
    assert links.attrs["without_group"] == ["Nytt yrke"]
    # Five rows = one left out + one without group + one repeated + two links.
    assert dict(recipe_of(links).steps[0].counts) == {
        "rows": 5,
        "left out by source": 1,
        "without unit group": 1,
        "occupations without unit group": 1,
        "repeated": 1,
        "links": 2,
    }


def test_links_that_have_the_unit_group_need_no_second_file(tmp_path):
    (tmp_path / "l.csv").write_text("yrke;kod;kan\nOfficer;0110;leda\n", "utf-8")
    names = {"occupation_name": "yrke", "occupation": "kod", "skill": "kan"}
    links = read_links(tmp_path / "l.csv", columns=names)
    assert links[["occupation", "skill"]].values.tolist() == [["0110", "leda"]]
    assert links["source"].isna().all()


def test_names_can_come_from_the_groups(tmp_path, files):
    (tmp_path / "l.csv").write_text("uri,kan\nk1,kniv\n", "utf-8")
    links = read_links(
        tmp_path / "l.csv",
        files[1],
        columns={"occupation_id": "uri", "skill": "kan"},
        group_columns={
            "occupation_id": "occupation_id",
            "occupation": "ssyk4",
            "occupation_name": "occupation",
        },
    )
    assert links["occupation_name"].tolist() == ["Kock"]


def test_a_pattern_that_matches_no_source_is_refused(files):
    with pytest.raises(InputError, match="'grupp_\\*' matches no source; there are 'group_skills'"):
        read_links(*files, leave_out=["grupp_*"])


def test_nothing_left_is_an_error(files):
    with pytest.raises(EmptyResultError, match="no link is left of 5; 5 were left out"):
        read_links(*files, leave_out=["*"])


def test_a_second_unit_group_for_one_occupation_is_refused(files):
    files[1].write_text(GROUPS + "k1,Kock,5111\n", "utf-8")
    with pytest.raises(InputError, match="line 5: occupation 'k1' has a second unit group, '5111'"):
        read_links(*files)


def test_a_blank_skill_is_refused_with_its_line(files):
    files[0].write_text(LINKS + "k1,Kock,taxonomy,3,\n", "utf-8")
    with pytest.raises(InputError, match="line 7: the skill is missing"):
        read_links(*files)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"skill": "skill", "occupation_name": "occupation"}, "or give groups_path"),
        ({"occupation": "rank", "skill": "skill"}, "'occupation_name'"),
        ({"occupation": "rank", "occupation_name": "occupation"}, "for the skill"),
    ],
)
def test_what_a_mapping_leaves_unsaid_is_asked_for(files, columns, said):
    with pytest.raises(InputError, match=said):
        read_links(files[0], columns=columns)


@pytest.mark.shared_data
def test_the_national_links_are_joined_to_their_unit_groups(shared_data):
    links = read_links(
        shared_data("af-sweden") / "occupation_skills.csv",
        shared_data("jobtech-taxonomy") / "occupations_ssyk4.csv",
        leave_out=["group_*"],
    )
    # 95,012 rows − 56,142 copied from groups − 594 of 31 occupations no longer in the taxonomy.
    assert len(links) == 95_012 - 56_142 - 594
    assert len(links.attrs["without_group"]) == 31
    assert links["occupation"].str.fullmatch("[0-9]{4}").all()
