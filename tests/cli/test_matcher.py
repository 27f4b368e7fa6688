"""The command that makes the matcher page, from a study and from a table of links."""

import json
from pathlib import Path

import pytest

from mobility.cli import main
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import shipped_path
from mobility.foundation.conditions import CONDITIONS


@pytest.fixture(scope="module")
def studied(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("studied")
    made = write_synthetic_ads(folder / "ads.jsonl", 400)
    out = folder / "study"
    skills = str(shipped_path("skills.csv"))
    assert main(["study", str(made), "--skills", skills, "--out", str(out)]) == 0
    return out


@pytest.fixture
def links(tmp_path) -> list[str]:
    table = tmp_path / "links.csv"
    rows = [
        ("Kock", "kniv"), ("Kock", "hygien"), ("Köksmästare", "kniv"), ("Köksmästare", "meny"),
        ("Köksmästare", "hygien"), ("Servitör", "meny"), ("Servitör", "kassa"),
        ("Bartender", "kassa"), ("Bartender", "meny"), ("Kontorist", "penna"),
        ("Sekreterare", "penna"),
    ]  # fmt: skip
    group = {"Kock": "5120", "Köksmästare": "5120", "Servitör": "5131", "Bartender": "5132",
             "Kontorist": "4111", "Sekreterare": "4112"}  # fmt: skip
    lines = "".join(f"{name},{name},own_skills,{skill}\n" for name, skill in rows)
    table.write_text(f"occupation_id,occupation,source,skill\n{lines}", "utf-8")
    groups = tmp_path / "groups.csv"
    coded = "".join(f"{name},{code}\n" for name, code in group.items())
    groups.write_text(f"occupation_id,ssyk4\n{coded}", "utf-8")
    return ["--links", str(table), "--groups", str(groups)]


def test_a_study_becomes_a_page_that_says_its_data_are_as_they_are(studied, tmp_path, capsys):
    out = tmp_path / "matcher.html"
    assert main(["matcher", str(studied), "--out", str(out), "--title", "Vår sida"]) == 0
    html = out.read_text("utf-8")
    assert '<h1 data-text="title">Vår sida</h1>' in html
    assert "default-src &#39;none&#39;" in html
    assert out.resolve().as_uri() in capsys.readouterr().out


def test_links_vacancies_journeys_and_pay_become_a_page(links, tmp_path, capsys):
    (tmp_path / "jobs.csv").write_text("ssyk4,kommun,ads\n5120,Lund,4\n5131,Malmö,7\n", "utf-8")
    (tmp_path / "minutes.csv").write_text("place_from,place_to,minutes\nLund,Malmö,15\n", "utf-8")
    (tmp_path / "pay.json").write_text('{"5120": ["24100", "27900", "33500"]}', "utf-8")
    given = [
        *links, "--vacancies", str(tmp_path / "jobs.csv"), "--pay", str(tmp_path / "pay.json"),
        "--commuting", str(tmp_path / "minutes.csv"), "--pay-year", "2023",
    ]  # fmt: skip
    out = tmp_path / "m.html"
    assert main(["matcher", *given, "--out", str(out), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["occupations"] == 5
    assert said["bytes"] == out.stat().st_size
    html = out.read_text("utf-8")
    assert '"pay_unit":"SEK per month, median, 2023"' in html
    assert '"Köksmästare"' in html


def content_of(page: Path) -> dict[str, object]:
    """What a page knows."""
    content = page.read_text("utf-8").split('id="page-content">')[1].split("</script>")[0]
    return json.loads(content)["data"]


def conditions_of(page: Path) -> dict[str, list] | None:
    """What a page holds of the conditions of work."""
    return content_of(page)["conditions"]


def test_the_ads_of_a_study_say_what_is_asked_for_at_first_jobs(studied, tmp_path):
    ads, out = studied.parent / "ads.jsonl", tmp_path / "matcher.html"
    assert main(["matcher", str(studied), "--out", str(out)]) == 0
    alone = content_of(out)
    assert main(["matcher", str(studied), "--ads", str(ads), "--out", str(out)]) == 0
    told = content_of(out)
    assert (alone["schooling"], len(told["schooling"]["asked"])) == (None, len(told["codes"]))
    # Without ads only the classification speaks: no share of ads that ask for experience.
    assert {row[4] for row in alone["first_rung"]} == {None}
    assert any(row[5] for row in told["first_rung"])


def test_the_ads_of_a_study_give_its_page_boxes_for_what_the_person_needs(
    studied, tmp_path, capsys
):
    ads, out = studied.parent / "ads.jsonl", tmp_path / "matcher.html"
    assert main(["matcher", str(studied), "--out", str(out), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["conditions known"] == 0
    assert set(conditions_of(out)["rests_on"]) == {"not known"}
    # Without ads what is usual in unit groups of SSYK 2012 stands there, judged.
    assert 0 < said["conditions judged"] <= said["occupations"]
    assert said["conditions judged"] == sum(map(bool, conditions_of(out)["usual"]))
    assert main(["matcher", str(studied), "--ads", str(ads), "--out", str(out), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert 0 < said["conditions known"] <= said["occupations"]
    own, broader = said["conditions by own ads"], said["conditions by a broader group"]
    assert own + broader == said["conditions known"]
    assert own == conditions_of(out)["rests_on"].count("unit group")
    assert conditions_of(out)["ids"] == list(CONDITIONS)
    assert main(["matcher", str(studied), "--ads", str(ads), "--out", str(out)]) == 0
    told = capsys.readouterr().err
    assert f"arbetets villkor: {said['conditions known']} / {said['occupations']}" in told
    assert f"på egna annonser: {own}\n" in told
    assert f"sätter något sist: {broader}\n" in told
    judged = f"(bedömda, inte ur annonser): {said['conditions judged']} / {said['occupations']}"
    assert judged in told


def test_the_conditions_in_a_page_are_those_counted_from_all_ads_given(links, tmp_path):
    # Ten cooks: seven ads in one file speak of lifting, three in the other do not.
    files = []
    for name, texts in (("a", ["Tunga lyft förekommer."] * 7), ("b", ["Vi lagar mat."] * 3)):
        files.append(tmp_path / f"{name}.csv")
        rows = [f"{name}{n},{text} Kök {n}.,5120" for n, text in enumerate(texts)]
        files[-1].write_text("\n".join(["id,desc,code", *rows]), "utf-8")
    given = [word for file in files for word in ("--ads", str(file))]
    columns = [word for pair in ("ad=id", "text=desc", "occupation=code")
               for word in ("--column", pair)]  # fmt: skip
    out = tmp_path / "m.html"
    said = ["matcher", *links, *given, *columns, "--classification", "SSYK 2012"]
    assert main([*said, "--out", str(out)]) == 0
    found = conditions_of(out)
    cooks = found["rests_on"].index("unit group")
    lifting = found["ids"].index("no_heavy_lifting")
    assert (found["ads"][cooks], found["against"][cooks][lifting]) == (10, 7)


def test_columns_without_ads_are_wrong_usage(links, capsys):
    assert main(["matcher", *links, "--column", "text=desc"]) == 2
    assert "--ads" in capsys.readouterr().err


@pytest.mark.parametrize(
    "given", [[], ["--links", "x.csv"], ["folder", "--links", "x.csv", "--groups", "y.csv"]]
)
def test_half_of_what_is_needed_is_wrong_usage(given, capsys):
    assert main(["matcher", *given]) == 2
    assert "--groups" in capsys.readouterr().err


def test_a_folder_that_is_no_study_is_said_so(tmp_path, capsys):
    assert main(["matcher", str(tmp_path)]) == 1
    assert "är ingen studie" in capsys.readouterr().err


def test_other_links_and_many_jobs_put_the_list_in_order_and_the_page_has_both(links, tmp_path):
    other = tmp_path / "other.csv"
    rows = ["5120,steka", "5131,steka", "5131,bära", "5132,bära", "4111,skriva", "4112,skriva"]
    other.write_text("\n".join(["occupation,skill", *rows]), "utf-8")
    (tmp_path / "jobs.csv").write_text("ssyk4,kommun,ads\n5120,Lund,4\n5131,Malmö,9\n", "utf-8")
    out = tmp_path / "m.html"
    given = [*links, "--vacancies", str(tmp_path / "jobs.csv"), "--elsewhere", str(other)]
    weighed = ["--by-vacancies", "0.1", "--by-schooling", "0.5"]
    assert main(["matcher", *given, *weighed, "--out", str(out)]) == 0
    found = content_of(out)
    assert found["by_vacancies"] == 0.1
    assert found["above"][0][:3] == [1.0, 0.5, 0.25]
    sources, alike = found["elsewhere"]
    assert sources == 1
    cooks, waiters = (found["codes"].index(code) for code in ("5120", "5131"))
    assert 0 < alike[cooks][waiters] < 1000
    # (1 + 4) / (1 + 9) of the most vacancies, to the tenth root.
    assert found["pull"][cooks] == pytest.approx(0.5**0.1)


def test_what_is_left_out_of_the_links_can_be_compared_apart(links, tmp_path, capsys):
    table = Path(links[1])
    groups = "".join(f"{one},{one},group_x,laga\n" for one in ("Kock", "Servitör", "Bartender"))
    table.write_text(table.read_text("utf-8") + groups, "utf-8")
    out = tmp_path / "m.html"
    apart = ["--leave-out", "group_*", "--elsewhere", str(table), "--out", str(out)]
    assert main(["matcher", *links, *apart]) == 0
    found = content_of(out)
    assert "laga" not in found["labels"]
    cooks, clerks = (found["codes"].index(code) for code in ("5120", "4111"))
    assert found["elsewhere"][1][cooks][clerks] == -1
    assert main(["matcher", *links, "--elsewhere", str(table)]) == 1
    assert "utan --leave-out skulle den räknas två gånger" in capsys.readouterr().err
