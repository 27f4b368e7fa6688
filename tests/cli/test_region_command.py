"""The command region: a table of jobs and what is related in, page and workbook out."""

import io
import json

import pandas as pd
import pytest

from mobility.cli import main
from mobility.cli.place_names import Places
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import shipped_path
from mobility.foundation.errors import InputError
from mobility.foundation.network import Network
from mobility.foundation.network_files import write_network
from mobility.reaching.region_board import region_board
from mobility.reading.employment import read_employment
from mobility.saving.study import read_study

FAMILIES = {"a": "metal", "b": "fish"}
REGIONS = [f"R{n}" for n in range(8)]


@pytest.fixture
def given(tmp_path):
    """Jobs of eight regions in two families of industries, each lacking one of its own."""
    rows = [
        (region, f"{family}{number}", 20 if number != place else 2)
        for place, region in enumerate(REGIONS)
        for family in "ab"[place % 2]
        for number in range(8)
    ]
    jobs = pd.DataFrame(rows, columns=["kommun", "sni", "antal"])
    jobs.to_csv(tmp_path / "jobs.csv", index=False)
    kin = pd.DataFrame(
        [(f"{f}{i}", f"{f}{j}", 1.0) for f in "ab" for i in range(8) for j in range(i)],
        columns=["source", "target", "weight"],
    )
    network = Network.from_edges(kin, version="SNI 2007")
    write_network(network, tmp_path / "network", format="csv")
    codes = [f"{f}{n}" for f in "ab" for n in range(8)]
    titles = pd.DataFrame({"code": codes, "title": [f"{FAMILIES[c[0]]} {c[1]}" for c in codes]})
    titles.to_csv(tmp_path / "titles.csv", index=False)
    words = [
        "region", str(tmp_path / "jobs.csv"), "--column", "region=kommun", "--column",
        "activity=sni", "--column", "count=antal", "--classification", "SNI 2007",
        "--relatedness", str(tmp_path / "network"), "--titles", str(tmp_path / "titles.csv"),
        "--top", "1", "--draws", "3", "--out", str(tmp_path / "out"),
    ]  # fmt: skip
    return words, network


def test_the_csv_is_what_the_call_names_and_page_and_workbook_stand_beside_it(
    given, tmp_path, capsys
):
    words, network = given
    assert main([*words, "--place", "R2", "--csv"]) == 0
    captured = capsys.readouterr()
    found = pd.read_csv(io.StringIO(captured.out))
    # R2 lacks nothing of its family but a2, which the seven others carry.
    assert found["activity"].tolist() == ["a2"]
    assert found["because"].tolist() == ["metal 0 · metal 1 · metal 3"]
    counts = read_employment(
        tmp_path / "jobs.csv", region="kommun", activity="sni", count="antal", version="SNI 2007"
    )
    expected = region_board(counts, network, top=1).region("R2").iloc[0]
    assert found["density"].item() == pytest.approx(expected["density"])
    assert "</html>" in (tmp_path / "out" / "region.html").read_text("utf-8")
    sheets = pd.read_excel(tmp_path / "out" / "region.xlsx", sheet_name=None)
    assert list(sheets)[:4] == ["Läs först", "Nästan här", "Vad som talar för", "Allt"]
    assert sheets["Nästan här"]["Namn"].tolist() == ["metal 2"]
    assert "ingen prognos" in captured.err


def test_the_words_are_english_where_asked(given, capsys):
    words, _ = given
    assert main([*words, "--place", "R2", "--language", "en"]) == 0
    captured = capsys.readouterr()
    assert "what speaks for it" in captured.out.replace("\n", " ")
    assert "no forecast" in captured.err


def test_without_draws_it_says_that_the_list_is_untried(given, capsys):
    words, _ = given
    assert main([*words, "--draws", "0", "--place", "R2"]) == 0
    assert "är inte prövat här" in capsys.readouterr().err


def test_json_says_which_regions_and_how(given, capsys):
    words, _ = given
    assert main([*words, "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert held["regions"] == REGIONS
    assert held["recipe"][-1]["step"] == "RegionView.of"


@pytest.mark.parametrize(
    ("extra", "said", "code"),
    [
        (["--place", "R9"], "Ingen region heter 'R9'; det finns 8.", 1),
        (["--column", "kommun"], "är inte skrivet som --column region=kommun", 2),
        (["--order", "size"], "--order 'size' är inget av", 2),
        (["--classification", "SNI 2002"], "SNI 2002", 1),
        (["--flows", "moves.csv"], "inte båda", 2),
        (["--period", "2014"], "Ingen period heter '2014'", 1),
    ],
)
def test_what_cannot_be_is_refused_by_name(given, capsys, extra, said, code):
    words, _ = given
    assert main([*words, *extra]) == code
    assert said in capsys.readouterr().err.replace("\n", " ").replace("│", "").replace("  ", " ")


def test_moves_relate_activities_where_no_network_is_given(given, tmp_path, capsys):
    words, _ = given
    pairs = [(f"{f}{i}", f"{f}{j}", 30) for f in "ab" for i in range(8) for j in range(8) if i != j]
    pd.DataFrame(pairs, columns=["from", "to", "n"]).to_csv(tmp_path / "moves.csv", index=False)
    i = words.index("--relatedness")
    moves = ["--flows", str(tmp_path / "moves.csv"), "--flows-column", "origin=from",
             "--flows-column", "destination=to", "--flows-column", "count=n"]  # fmt: skip
    assert main([*words[:i], *words[i + 2 :], *moves, "--place", "R2", "--csv"]) == 0
    assert pd.read_csv(io.StringIO(capsys.readouterr().out))["activity"].tolist() == ["a2"]


def test_compare_writes_page_and_workbook_and_says_which_is_which(given, tmp_path, capsys):
    words, _ = given
    i = words.index("--draws")
    words = ["compare", *words[1:i], *words[i + 2 :]]
    assert main([*words, "--place", "R2", "--place", "R3", "--csv"]) == 0
    captured = capsys.readouterr()
    found = pd.read_csv(io.StringIO(captured.out)).set_index("activity")
    assert found.at["a2", "class_1"] == "nearly"
    assert found.at["b0", "class_2"] == "strong"
    assert "1: R2, 2: R3" in captured.err
    assert "</html>" in (tmp_path / "out" / "compare.html").read_text("utf-8")
    assert (tmp_path / "out" / "compare.xlsx").is_file()
    assert main([*words, "--place", "R2"]) == 2
    assert "Säg två med --place" in capsys.readouterr().err


@pytest.fixture
def coded(given, tmp_path):
    """The words of the command where regions are codes, and the table has their names too."""
    words, _ = given
    jobs = pd.read_csv(tmp_path / "jobs.csv")
    jobs["namn"] = jobs["kommun"]
    jobs["kommun"] = jobs["kommun"].str.replace("R", "0")
    jobs.to_csv(tmp_path / "jobs.csv", index=False)
    return words


@pytest.mark.parametrize("place", ["R2", "r2", " R2 ", "02"])
def test_a_region_is_named_by_its_name_in_any_case_or_by_its_code(coded, capsys, place):
    words = [*coded, "--column", "region_name=namn", "--place", place, "--csv"]
    assert main(words) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str)
    assert found["region"].tolist() == ["R2"]
    assert found["region_code"].tolist() == ["02"]
    assert found["activity"].tolist() == ["a2"]


def test_a_region_not_there_is_answered_with_near_names_and_near_codes(coded, capsys):
    words = [*coded, "--column", "region_name=namn"]
    assert main([*words, "--place", "R22"]) == 1
    assert "Ingen region heter 'R22'; det finns 8. Menade du 'R2'" in capsys.readouterr().err
    assert main([*words, "--place", "09"]) == 1
    assert "'00' eller '01'" in capsys.readouterr().err


def test_a_code_with_two_names_is_told_with_its_line(coded, tmp_path, capsys):
    table = (tmp_path / "jobs.csv").read_text("utf-8").splitlines()
    table[2] = table[2].replace("R0", "Ro")
    (tmp_path / "jobs.csv").write_text("\n".join(table), "utf-8")
    assert main([*coded, "--column", "region_name=namn"]) == 1
    assert "rad 3: regionen '00' har ett andra namn, 'Ro'" in capsys.readouterr().err


def test_places_with_one_name_keep_their_codes_and_cells_of_code_and_name_answer_to_both():
    places = Places.of(["1", "2", "3"], {"1": "Hov", "2": "Hov", "3": "Ås"})
    assert list(places.codes) == ["Hov (1)", "Hov (2)", "Ås"]
    assert places.meant("2") == "Hov (2)"
    with pytest.raises(InputError, match=r"'hov' is the name of 2 places: 'Hov \(1\)'"):
        places.meant("hov")
    assert Places.of(["1281 Lund"], {}).meant("lund") == "1281 Lund"
    assert Places.of(["1281 Lund"], {}).meant("1281") == "1281 Lund"


@pytest.fixture(scope="module")
def study_and_jobs(tmp_path_factory):
    """A study of made-up ads, jobs by occupation in two places, and vacant ones with days open."""
    folder = tmp_path_factory.mktemp("hard")
    ads = write_synthetic_ads(folder / "ads.jsonl", 1200)
    skills = ["--skills", str(shipped_path("skills.csv"))]
    assert main(["study", str(ads), *skills, "--out", str(folder / "s")]) == 0
    codes = list(read_study(folder / "s").counts.rows)[:12]
    jobs = [(place, code, 40) for place in ("Norr", "Syd") for code in codes]
    pd.DataFrame(jobs, columns=["region", "occupation", "count"]).to_csv(
        folder / "jobs.csv", index=False
    )
    # Of the first occupation jobs are open longest, of the second shortest; the third has too few.
    lasting = [("NORR", codes[0], 9, 90), ("NORR", codes[1], 9, 9), ("NORR", codes[2], 1, 50),
               ("Väst", codes[0], 9, 7), ("Syd", codes[1], 8, 30)]  # fmt: skip
    pd.DataFrame(lasting, columns=["region", "occupation", "lediga", "dagar"]).to_csv(
        folder / "open.csv", index=False
    )
    words = ["region", str(folder / "jobs.csv"), "--kind", "occupation", "--classification",
             "SSYK 2012", "--relatedness", str(folder / "s"), "--draws", "0", "--csv",
             "--hard-to-fill", str(folder / "open.csv")]  # fmt: skip
    return words, codes


def test_jobs_hard_to_fill_stand_on_the_page_and_in_the_workbook(study_and_jobs, tmp_path):
    words, _ = study_and_jobs
    named = ["--hard-column", "vacancies=lediga", "--hard-column", "days_open=dagar"]
    assert main([*words, *named, "--place", "norr", "--out", str(tmp_path)]) == 0
    sheet = pd.read_excel(tmp_path / "region.xlsx", sheet_name="Svåra att fylla")
    assert sheet["Region"].tolist() == ["Norr", "Norr"]
    assert sheet["Lediga jobb"].tolist() == [9, 9]
    assert sheet["Öppet, dagar"].tolist() == [90, 9]
    assert "Jobb som är svåra att fylla" in (tmp_path / "region.html").read_text("utf-8")


def test_a_table_of_vacant_jobs_that_cannot_be_used_is_told_with_its_option(
    study_and_jobs, tmp_path, capsys
):
    words, codes = study_and_jobs
    out = ["--out", str(tmp_path)]
    assert main([*words, *out]) == 1
    told = "Säg vilken den är med --hard-column vacancies=RUBRIK"
    assert told in capsys.readouterr().err
    twice = tmp_path / "twice.csv"
    twice.write_text(f"region,occupation,vacancies\nNorr,{codes[0]},5\nNorr,{codes[0]},6\n")
    assert main([*words, *out, "--hard-to-fill", str(twice)]) == 1
    assert "rad 3: en region och ett yrke får stå tillsammans en gång" in capsys.readouterr().err
    twice.write_text("region,occupation,vacancies\nNorr,9999,5\n")
    assert main([*words, *out, "--hard-to-fill", str(twice)]) == 1
    assert "Inget av yrkena i tabellen finns i studien." in capsys.readouterr().err


def test_a_study_too_small_to_answer_of_skills_still_makes_the_page(tmp_path, capsys):
    ads = write_synthetic_ads(tmp_path / "ads.jsonl", 300)
    skills = ["--skills", str(shipped_path("skills.csv"))]
    assert main(["study", str(ads), *skills, "--out", str(tmp_path / "s")]) == 0
    words = ["region", str(tmp_path / "s"), "--out", str(tmp_path / "out"), "--top", "2"]
    assert main([*words, "--place", "stockholm"]) == 0
    assert "Kompetenser visas inte på sidan." in capsys.readouterr().err
    assert "</html>" in (tmp_path / "out" / "region.html").read_text("utf-8")


def test_jobs_hard_to_fill_need_skills(given, tmp_path, capsys):
    words, _ = given
    assert main([*words, "--hard-to-fill", str(tmp_path / "jobs.csv")]) == 2
    assert "ge --relatedness med en studies mapp" in capsys.readouterr().err


def test_compare_takes_names_too(coded, capsys):
    i = coded.index("--draws")
    words = ["compare", *coded[1:i], *coded[i + 2 :], "--column", "region_name=namn"]
    assert main([*words, "--place", "r2", "--place", "03"]) == 0
    assert "1: R2, 2: R3" in capsys.readouterr().err
