"""A table of who does what where is read as a draft: nothing made up, nothing lost."""

import csv
import io

import pytest

from collab_graph.reading.hxl import read_hxl
from collab_graph.saving.hxl import write_hxl
from mobility.foundation.errors import FileProblemError, InputError

ANSWERS = {
    "strength": "support", "force": "may", "source": "practice", "reference_date": "2015-03-01",
}  # fmt: skip
TABLE = """Vem,Vad,Var,,Från,Kontakt,Antal,Eget
#org,#sector+name,#adm1+name,#adm1+code,#date+start,#contact+email,#targeted,
Kommunen,Arbete,Norrsjö,N1,1 March 2015,anna@x.example,40,a
Kommunen,Arbete,Storby,S1,1 March 2015,,,
Kommunen,Arbete,Storby,S1,1 March 2015,,,
Regionen,Vård,,,3/4/2015,,,
,Vård,Storby,S1,,,,
"""


def read(tmp_path, text, **more):
    path = tmp_path / "3w.csv"
    path.write_text(text, "utf-8")
    return read_hxl(path, **more)


def test_rows_of_one_organisation_and_sector_are_one_mandate(tmp_path):
    draft = read(tmp_path, TABLE)
    assert draft.tables["actors"]["name"].tolist() == ["Kommunen", "Regionen"]
    first, second = draft.tables["mandates"].to_dict("records")
    assert (first["actor"], first["needs"], first["places"]) == ("kommunen", "arbete", "N1; S1")
    assert first["valid_from"] == "2015-03-01"
    assert (second["actor"], second["needs"], second["places"]) == ("regionen", "vård", "?")


def test_what_the_table_cannot_say_is_unknown_and_never_made_up(tmp_path):
    for mandate in read(tmp_path, TABLE).tables["mandates"].to_dict("records"):
        assert {mandate[name] for name in ("strength", "force", "source")} == {"?"}
        assert (mandate["role"], mandate["status"]) == ("deliver", "draft")


def test_everything_else_is_kept_with_row_column_and_reason(tmp_path):
    draft = read(tmp_path, TABLE)
    left = {(r.row, r.column): (r.value, r.why) for r in draft.left.itertuples()}
    assert left == {
        (3, "#targeted"): ("40", "a count, not of a population: a record has no place for it"),
        (3, "Eget"): ("a", "the column has no hashtag"),
        (5, ""): ("", "the same as row 4"),
        (6, "#date+start"): ("3/4/2015", "no date written 2015-03-01 or 1 March 2015"),
        (7, "sector name"): ("Vård", "the row names no organisation"),
        (7, "adm1 name"): ("Storby", "the row names no organisation"),
        (7, "adm1 code"): ("S1", "the row names no organisation"),
    }
    assert draft.dropped[["column", "cells"]].to_numpy().tolist() == [["#contact+email", 1]]


def test_needs_and_places_of_one_activity_are_never_paired_up_beyond_the_rows(tmp_path):
    text = (
        "#org,#activity+code,#sector,#adm1\nK,a1,Arbete,Norr\nK,a1,Vård,Syd\n"
        "K,a2,Arbete,Norr\nK,a2,Vård,Norr\n"
    )
    found = read(tmp_path, text).tables["mandates"]
    pairs = {tuple(row) for row in found[["needs", "places"]].to_numpy().tolist()}
    assert pairs == {("arbete", "norr"), ("vård", "syd"), ("arbete; vård", "norr")}


def test_places_lie_in_each_other_and_two_of_one_name_stay_apart(tmp_path):
    text = "#org,#sector,#country,#adm1\nK,A,Panamá,Centro\nK,A,Colombia,Centro\n"
    places = read(tmp_path, text).tables["places"]
    assert places[["place", "name", "parent"]].to_numpy().tolist() == [
        ["panamá", "Panamá", ""],
        ["centro", "Centro", "panamá"],
        ["colombia", "Colombia", ""],
        ["centro_2", "Centro", "colombia"],
    ]


def test_a_table_without_hashtags_is_refused_until_they_are_given(tmp_path):
    text = "Region,Organisation,Activity\nBeyla,UNICEF,Training\n"
    with pytest.raises(InputError, match="no row of HXL hashtags"):
        read(tmp_path, text)
    tags = {"Region": "#adm1+name", "Organisation": "#org+name", "Activity": "#activity+name"}
    draft = read(tmp_path, text, tags=tags)
    assert draft.tables["mandates"]["needs"].tolist() == ["training"]
    with pytest.raises(InputError) as refusal:
        read(tmp_path, text, tags={"Regin": "#adm1", "Activity": "activity"})
    assert [str(problem) for problem in refusal.value.problems] == [
        "no heading 'Regin' on the first row Did you mean 'Region'?",
        "'activity' is not a hashtag such as #org or #adm1+name",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [("#sector\nA\n", "no column is tagged #org"), ("a,b\n1,2\n", "no row of HXL hashtags")],
)
def test_a_table_in_which_nobody_does_anything_is_refused(tmp_path, text, why):
    with pytest.raises(InputError, match=why):
        read(tmp_path, text)


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises((InputError, FileProblemError)):
        read(tmp_path, "")


def names_in(table):
    """Organisation, sector, subsector and the places of every row of a table, by what they say."""
    _, tags, *rows = csv.reader(io.StringIO(table))
    wanted = [i for i, tag in enumerate(tags) if tag and "code" not in tag]
    of = {
        kind: [i for i in wanted if tags[i].lstrip("#").split("+")[0] in kinds]
        for kind, kinds in {
            "who": ("org",), "sector": ("sector",), "sub": ("subsector",),
            "where": ("country", "adm1", "adm2"),
        }.items()
    }  # fmt: skip
    return {
        tuple(tuple(row[i] for i in columns if row[i] and "funder" not in tags[i])
              for columns in of.values())
        for row in rows
    }  # fmt: skip


@pytest.mark.shared_data
@pytest.mark.parametrize("name", ["input-simple.csv", "input-valid.csv"])
def test_published_samples_come_back_with_the_same_content(shared_data, tmp_path, name):
    sample = shared_data("hxl-samples") / name
    record = read_hxl(sample).answered(**ANSWERS)
    out = write_hxl(record, tmp_path / "out.csv").files[0].read_text("utf-8")
    text = sample.read_text("utf-8")
    # The second sample has one line of headings above its headings.
    own = text.partition("\n")[2] if name == "input-valid.csv" else text
    assert names_in(own) == names_in(out)


@pytest.mark.shared_data
def test_a_published_table_without_hashtags_is_refused(shared_data):
    with pytest.raises(InputError, match="no row of HXL hashtags"):
        read_hxl(shared_data("hxl-samples") / "input-untagged.csv")


@pytest.mark.shared_data
def test_the_ebola_table_gives_its_known_counts(shared_data):
    tags = {
        "Country": "#country+name", "Region": "#adm1+name", "Pcode": "#adm1+code",
        "Organisation": "#org+name", "Activity": "#activity+name", "Org type": "#org+type",
    }  # fmt: skip
    draft = read_hxl(shared_data("ocha-3w") / "ebola_2014_3w.csv", tags=tags)
    # 1,201 rows of which 92 stand twice; 128 organisations; 56 regions in 3 countries;
    # 14 activities; 305 pairs of region and activity that somebody covers.
    assert len(draft.tables["actors"]) == 128
    assert len(draft.tables["needs"]) == 14
    assert len(draft.tables["places"]) == 56 + 3
    assert draft.left["why"].str.startswith("the same as row").sum() == len(draft.left) == 92
    mandates = draft.answered(**ANSWERS).tables["mandates"]
    cells = {
        (place, need)
        for places, need in zip(mandates["places"], mandates["needs"], strict=True)
        for place in places.split("; ")
    }
    assert len(cells) == 305
