"""Mapped tables: any CSV, Excel, Parquet or JSON Lines file, by naming its columns."""

import json

import pandas as pd
import pytest

from mobility.foundation.errors import FileProblemError, InputError
from mobility.reading.ads import read_ads

NAMES = {"ad": "id", "text": "body", "occupation": "ssyk"}
TABLE = pd.DataFrame(
    {"id": ["a", "b"], "ssyk": ["0110", "5120"], "body": ["Officer\nsökes", "Kock; bagare"]}
)


def read(file, **settings):
    return read_ads(file, columns=NAMES, occupation_version="SSYK 2012", **settings)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_csv_is_read_whatever_its_separator_line_end_and_mark(
    tmp_path, separator, line_end, mark
):
    file = tmp_path / "ads.csv"
    text = TABLE.to_csv(index=False, sep=separator, lineterminator=line_end)
    file.write_bytes((mark + text).encode("utf-8"))
    ads = read(file)
    assert ads.table["occupation"].tolist() == ["0110", "5120"]
    assert ads.table["text"].tolist() == ["Officer\nsökes", "Kock; bagare"]


def test_excel_and_parquet_give_what_csv_gives(tmp_path):
    TABLE.to_csv(tmp_path / "ads.csv", index=False)
    TABLE.to_excel(tmp_path / "ads.xlsx", index=False)
    TABLE.to_parquet(tmp_path / "ads.parquet")
    lines = "".join(json.dumps(row) + "\n" for row in TABLE.to_dict("records"))
    (tmp_path / "ads.jsonl").write_text(lines, "utf-8")
    expected = read(tmp_path / "ads.csv").table
    for name in ("ads.xlsx", "ads.parquet", "ads.jsonl"):
        pd.testing.assert_frame_equal(read(tmp_path / name).table, expected)


def test_ids_are_made_of_file_and_line_where_none_is_mapped(tmp_path):
    TABLE.to_csv(tmp_path / "ads.csv", index=False)
    ads = read_ads(tmp_path / "ads.csv", columns={"text": "body"})
    # The headings are line 1; the first ad stands on lines 2 and 3.
    assert ads.table["ad"].tolist() == ["ads.csv:2", "ads.csv:4"]


def test_a_row_with_too_many_or_too_few_cells_is_set_aside(tmp_path):
    (tmp_path / "ads.csv").write_text("id,ssyk,body\na,5120,Kock\nb,5120\nc,1,2,3\n\n", "utf-8")
    ads = read(tmp_path / "ads.csv")
    assert ads.table["ad"].tolist() == ["a"]
    assert ads.rejects[["line", "reason", "detail"]].values.tolist() == [
        [3, "wrong number of cells", "2 cells under 3 headings"],
        [4, "wrong number of cells", "4 cells under 3 headings"],
    ]


def test_a_missing_column_is_named_with_the_nearest(tmp_path):
    TABLE.to_csv(tmp_path / "ads.csv", index=False)
    with pytest.raises(InputError) as refused:
        read_ads(tmp_path / "ads.csv", columns={"text": "bodi", "ad": "id"})
    assert "no column 'bodi' (for 'text'); the file has 'id', 'ssyk', 'body'" in str(refused.value)
    assert "Did you mean 'body'?" in str(refused.value)


def test_a_missing_field_of_json_lines_is_named(tmp_path):
    (tmp_path / "ads.jsonl").write_text('{"id": 1, "body": "Kock"}\n', "utf-8")
    with pytest.raises(InputError, match="no column 'ssyk'"):
        read(tmp_path / "ads.jsonl")


def test_a_dotted_name_reaches_into_an_object(tmp_path):
    (tmp_path / "ads.jsonl").write_text('{"n": {"t": "Kock", "l": ["B", "C"]}}\n', "utf-8")
    ads = read_ads(tmp_path / "ads.jsonl", columns={"text": "n.t", "driving_licence": "n.l"})
    assert ads.table["text"].tolist() == ["Kock"]
    assert ads.table["driving_licence"].tolist() == [("B", "C")]


def test_lists_in_a_cell_are_separated_by_bar_semicolon_or_line(tmp_path):
    table = pd.DataFrame({"t": "Kock", "s": ["a|b", "a; b", "a\nb", "", "a|a"]})
    table.to_csv(tmp_path / "ads.csv", index=False)
    ads = read_ads(tmp_path / "ads.csv", columns={"text": "t", "required_skills": "s"})
    assert ads.table["required_skills"].tolist() == [("a", "b")] * 3 + [(), ("a",)]


def test_a_column_the_contract_does_not_know_is_refused_with_the_nearest(tmp_path):
    TABLE.to_csv(tmp_path / "ads.csv", index=False)
    with pytest.raises(InputError, match="Did you mean 'headline'"):
        read_ads(tmp_path / "ads.csv", columns={"headlin": "id", "text": "body"})


def test_a_mapping_without_text_is_refused(tmp_path):
    TABLE.to_csv(tmp_path / "ads.csv", index=False)
    with pytest.raises(InputError, match="no column is named for the text"):
        read_ads(tmp_path / "ads.csv", columns={"ad": "id"})


def test_codes_without_their_version_are_refused(tmp_path):
    TABLE.to_csv(tmp_path / "ads.csv", index=False)
    with pytest.raises(InputError, match="say occupation_version="):
        read_ads(tmp_path / "ads.csv", columns=NAMES)


def test_a_table_without_a_mapping_is_refused_with_a_proposal(tmp_path):
    TABLE.to_csv(tmp_path / "ads.csv", index=False)
    with pytest.raises(InputError) as refused:
        read_ads(tmp_path / "ads.csv")
    assert "columns={'ad': 'id', 'text': 'body', 'occupation': 'ssyk'}" in str(refused.value)


@pytest.mark.parametrize("name", ["ads.xlsx", "ads.parquet"])
def test_codes_that_lost_their_zeros_as_numbers_are_refused(tmp_path, name):
    numbers = TABLE.assign(ssyk=[110, 5120])
    (numbers.to_excel if name.endswith("xlsx") else numbers.to_parquet)(
        tmp_path / name, index=False
    )
    with pytest.raises(InputError, match="numbers of 3 and 4 digits, so zeros"):
        read(tmp_path / name)


def test_codes_stored_as_numbers_of_one_length_are_read(tmp_path):
    TABLE.assign(ssyk=[5111.0, 5120.0]).to_excel(tmp_path / "ads.xlsx", index=False)
    assert read(tmp_path / "ads.xlsx").table["occupation"].tolist() == ["5111", "5120"]


def test_a_date_cell_of_a_spreadsheet_is_a_date(tmp_path):
    table = pd.DataFrame({"body": ["Kock"], "dag": [pd.Timestamp("2020-02-03")]})
    table.to_excel(tmp_path / "ads.xlsx", index=False)
    ads = read_ads(tmp_path / "ads.xlsx", columns={"text": "body", "date": "dag"})
    assert ads.table["date"].tolist() == [pd.Timestamp("2020-02-03")]


def test_a_column_in_which_no_date_can_be_read_is_refused(tmp_path):
    (tmp_path / "ads.csv").write_text("body,dag\nKock,1/9/2024\nBagare,2/9/2024\n", "utf-8")
    with pytest.raises(InputError, match="line 2: '1/9/2024'"):
        read_ads(tmp_path / "ads.csv", columns={"text": "body", "date": "dag"})


def test_a_single_date_that_cannot_be_read_is_blanked_and_counted(tmp_path):
    (tmp_path / "ads.csv").write_text("body,dag\nKock,1/9/2024\nBagare,2024-09-02\n", "utf-8")
    ads = read_ads(tmp_path / "ads.csv", columns={"text": "body", "date": "dag"})
    assert ads.table["date"].isna().tolist() == [True, False]
    assert dict(ads.recipe.steps[0].counts)["date unreadable"] == 1


def test_an_object_where_text_should_be_is_no_text(tmp_path):
    lines = '{"body": {"sv": "Kock"}}\n{"body": "Bagare"}\n'
    (tmp_path / "ads.jsonl").write_text(lines, "utf-8")
    ads = read_ads(tmp_path / "ads.jsonl", columns={"text": "body"})
    assert ads.table["text"].tolist() == ["Bagare"]
    assert ads.rejects["reason"].tolist() == ["empty text"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ads.xlsx", b"id,ssyk,body\n1,5120,Kock\n", "is not an Excel workbook"),
        ("ads.parquet", b"id,ssyk,body\n1,5120,Kock\n", "is not a Parquet file"),
        ("ads.xls", b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
        ("ads.csv", "id,ssyk,body\n1,5120,Kök\n".encode("latin-1"), "encoding='latin-1'"),
        ("ads.csv", "id,ssyk,body\n1,5120,Kök\n".encode("utf-16"), "is written in UTF-16"),
        ("ads.csv", b"", "is empty"),
        ("ads.csv", b"\n\n", "has no headings"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileProblemError, match=said):
        read(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('id,ssyk,body\n1,5120,"Kock\n2,5120,Bagare\n', "line 2: .* must end"),
        ('id,ssyk,body\n1,5120,"Kock" och\n', "must be doubled"),
        ("id,id,body\n1,5120,Kock\n", "'id' stands twice"),
    ],
)
def test_a_csv_that_cannot_be_cut_into_cells_is_refused(tmp_path, content, said):
    (tmp_path / "ads.csv").write_text(content, "utf-8")
    with pytest.raises(InputError, match=said):
        read(tmp_path / "ads.csv")


@pytest.mark.parametrize("encoding", ["utf-16", "no-such"])
def test_an_encoding_that_cannot_be_read_by_line_is_refused(tmp_path, encoding):
    TABLE.to_csv(tmp_path / "ads.csv", index=False)
    with pytest.raises(InputError, match="encoding"):
        read(tmp_path / "ads.csv", encoding=encoding)


def test_the_format_is_told_by_the_content_where_the_name_does_not(tmp_path):
    TABLE.to_csv(tmp_path / "a", index=False)
    TABLE.to_excel(tmp_path / "b.xlsx", index=False)
    (tmp_path / "b.xlsx").rename(tmp_path / "b")
    TABLE.to_parquet(tmp_path / "c")
    for name in "abc":
        assert read(tmp_path / name).table["ad"].tolist() == ["a", "b"]


@pytest.mark.shared_data
def test_ten_thousand_polish_ads_keep_their_codes_as_text(shared_data):
    ads = read_ads(
        shared_data("pl-job-ads-kzis") / "hand_coded_10k.csv.gz",
        columns={"occupation": "class", "headline": "title", "text": "desc"},
        occupation_version="KZiS 2023",
    )
    assert (len(ads.table), len(ads.rejects)) == (9960, 1)
    assert ads.table["occupation"].str.fullmatch("[0-9]{6}").all()
    assert ads.table["ad"].iloc[0] == "hand_coded_10k.csv.gz:2"


@pytest.mark.shared_data
def test_english_ads_are_read_with_their_industry_and_no_employer_name(shared_data):
    ads = read_ads(
        shared_data("en-linkedin-india-949") / "ads.csv",
        columns={
            "ad": "id",
            "text": "description",
            "industry": "sector",
            "employer": "companyName",
        },
    )
    assert len(ads.table) == 949
    assert ads.table["employer"].dropna().str.fullmatch("employer-[0-9]+").all()
    assert (ads.table["industry"].dropna().value_counts() >= 10).sum() >= 19


@pytest.mark.shared_data
def test_the_sample_ads_are_read_without_their_addresses(shared_data):
    ads = read_ads(
        shared_data("jobtech-sample-ads") / "sample_ads.csv",
        columns={"ad": "id", "headline": "headline", "text": "text"},
    )
    assert len(ads.table) == 5
    assert not ads.table["text"].str.contains("@").any()


def test_a_parquet_file_with_changed_bytes_is_a_clear_error(tmp_path):
    file = tmp_path / "ads.parquet"
    texts = [f"We look for a cook with {n} years of experience" for n in range(50)]
    pd.DataFrame({"text": texts}).to_parquet(file)
    content = bytearray(file.read_bytes())
    content[20:200] = bytes(0x5A ^ byte for byte in content[20:200])
    file.write_bytes(content)
    with pytest.raises(FileProblemError, match=r"ads\.parquet: is damaged"):
        read_ads(file, columns={"text": "text"})
