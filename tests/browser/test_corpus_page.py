"""The report of a corpus in a browser: every line accounted for, in two languages, any width."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from mobility.archiving.build import build_corpus
from mobility.archiving.corpus_report import CorpusReport, corpus_report
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.recipe import NO_STEPS
from mobility.showing.corpus_page import corpus_page
from tests.archiving.corpora import KEY, write_lines

pytestmark = pytest.mark.browser
LONG = "a-file-with-a-name-much-longer-than-any-column-beside-it" * 2 + ".jsonl"
EVIL = '<img src=x onerror="document.title=1">'


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CorpusReport:
    home = tmp_path_factory.mktemp("corpus")
    ads = list(synthetic_ads(90))
    ads[3]["detected_language"] = "fi"
    files = [
        write_lines(home / "2023.jsonl", [*ads[:60], b"{broken", b"\xff", ads[2]]),
        write_lines(home / LONG, ads[60:]),
    ]
    skills = prepare_skills(demo_skills())
    corpus = build_corpus(files, skills, home / "c", pseudonym_key=KEY, workers=1)
    return corpus_report(corpus)


@pytest.fixture(scope="module")
def html(report: CorpusReport) -> str:
    return corpus_page(report, language="en")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_it_asks_for_nothing_and_nothing_goes_wrong(opened, html: str) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    page.find('[data-language="sv"]').click()
    page.find("#save").click()
    page.find('[data-language="en"]').click()
    assert page.complaints() == []
    assert {url for url in page.asked_for() if not url.startswith("blob:")} == {page.url}


def test_the_page_adds_up_as_the_report_does(opened, html: str, report: CorpusReport) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    whole = report.lines.iloc[-1]
    assert page.texts("#sum") == [
        f"{whole['lines']} lines in = {whole['counted']} counted + {whole['duplicates']} duplicates"
        f" + {whole['rejects']} set aside."
    ]
    numbers = [int(text) for text in page.texts("#reasons .number")]
    assert sum(numbers) == whole["lines"] - whole["counted"]
    assert numbers == sorted(numbers, reverse=True)
    assert "An earlier ad has the same id" in page.texts("#reasons .name")
    assert "Cannot be read as UTF-8" in page.texts("#reasons .name")
    rows = page.js(
        "return [...document.querySelectorAll('#sources tbody tr')].map((row) =>"
        " [...row.children].slice(0, 5).map((cell) => cell.textContent))"
    )
    expected = report.lines[["source", "lines", "counted", "duplicates", "rejects"]].astype("str")
    assert rows[:-1] == expected.to_numpy().tolist()[:-1]
    assert rows[-1][0] == "All"
    # The three pieces of the bar are as wide as the numbers they stand for.
    widths = page.js(
        "return [...document.querySelectorAll('#whole div')].map((one) => one.offsetWidth)"
    )
    shares = [whole[name] / whole["lines"] for name in ("counted", "duplicates", "rejects")]
    assert [width / sum(widths) for width in widths] == pytest.approx(shares, abs=0.01)


def test_found_and_never_found_are_told_by_name(opened, html: str, report: CorpusReport) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    assert page.texts("#most .name") == report.found["label"].head(20).tolist()
    assert page.texts("#most .number") == [str(n) for n in report.found["ads"].head(20)]
    never = len(report.never_found)
    assert page.texts("#never_heading") == [f"Never found: {never}"]
    assert page.texts("#never li") == report.never_found["label"].head(60).tolist()
    assert page.texts("#never p") == ([f"… and {never - 60} more. All are in the CSV file."])


def test_a_run_that_was_broken_off_is_told_from_one_that_was_not(  # type: ignore[no-untyped-def]
    opened, report: CorpusReport
) -> None:
    runs = pd.concat([report.runs.assign(ended=False, parts=0), report.runs])
    page = opened(corpus_page(replace(report, runs=runs), language="sv"))
    assert page.texts("#runs tbody td:last-child") == ["avbruten", "klar"]


def test_the_csv_has_every_skill_once(opened, html: str, report: CorpusReport) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    page.js("window.saved = []; page.download = (name, blob) => window.saved.push([name, blob]);")
    page.find("#save").click()
    text = page.driver.execute_async_script(
        "const done = arguments[0]; window.saved[0][1].text().then(done);"
    )
    lines = text.strip().split("\r\n")
    assert page.js("return window.saved[0][0]") == "skills.csv"
    assert len(lines) == 1 + len(report.found) + len(report.never_found)
    assert '"Skill","Kind","Ads","Share","Mentions"' in lines[0]


def test_both_languages_say_everything(opened, html: str) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    said = "main h1, main h2, main h3, #sum, #also, .note, .key, th[scope=col], "
    said += "#stances .name, #reasons .name"
    english = page.texts(said)
    assert "Finnish" in page.texts("#languages .name")
    page.find('[data-language="sv"]').click()
    swedish = page.texts(said)
    assert len(swedish) == len(english)
    # Some words are spelled alike, and labels of skills head columns as they are.
    alike = {a for a, b in zip(swedish, english, strict=True) if a == b}
    assert alike <= {"Text", "Text, MB", "MB/s", *page.texts("#caps thead th")[4:]}
    assert "finska" in page.texts("#languages .name")
    assert page.js("return document.documentElement.lang") == "sv"
    assert page.complaints() == []


@pytest.mark.parametrize("width", [320, 380, 760, 1440])
def test_nothing_is_cut_off_however_narrow(opened, html: str, width: int) -> None:  # type: ignore[no-untyped-def]
    page = opened(html, width=width)
    assert page.js("return document.documentElement.scrollWidth") <= width
    # Names and numbers do not run into each other.
    assert page.js(
        "return [...document.querySelectorAll('.bars li span')].every("
        "(one) => one.scrollWidth <= one.clientWidth + 1)"
    )


def test_wide_tables_are_reached_and_scrolled_by_the_keyboard(opened, html: str) -> None:  # type: ignore[no-untyped-def]
    page = opened(html, width=380)
    reached = page.js(
        "return [...document.querySelectorAll('.wide')].map((one) => {"
        " one.focus(); return [document.activeElement === one, one.getAttribute('aria-label')]; })"
    )
    assert len(reached) == 4
    assert all(focused and label for focused, label in reached)


def test_an_empty_corpus_says_so_and_markup_stays_text(  # type: ignore[no-untyped-def]
    opened, report: CorpusReport
) -> None:
    empty = report.coverage.iloc[[-1]].assign(ads=0)
    empty[empty.columns[1:]] = float("nan")
    none = CorpusReport(
        lines=pd.DataFrame(
            [[name, 2, 0, 0, 2, 0, 0.0] for name in (EVIL, "all")], columns=report.lines.columns
        ),
        reasons=pd.DataFrame(
            [[EVIL, "reject", EVIL, 2]], columns=["source", "status", "reason", "lines"]
        ),
        coverage=empty,
        found=report.found.head(0),
        never_found=report.never_found.head(1).assign(label=EVIL),
        stances=report.stances.assign(mentions=0, share=0.0),
        languages=report.languages.head(0),
        boilerplate={"mentions": 0, "of": 0, "sentences": 0, "employers": 0},
        near_copies={"ads": 0, "groups": 0},
        caps=None,
        runs=report.runs.head(0),
        synthetic=False,
        recipe=NO_STEPS,
    )
    page = opened(corpus_page(none, title=EVIL, language="en"))
    assert page.complaints() == []
    assert page.js("return document.title") == EVIL
    assert page.all("main img") == []
    assert page.texts("#reasons .name") == [EVIL]
    assert page.texts("#never li") == [EVIL]
    assert page.texts("#runs_note") == ["The times of the runs are not beside the folder."]
    assert "–" in page.texts("#coverage td")
    assert page.texts("#caps") == ["None."]
    assert page.all(".synthetic:not(noscript *)") == []


def test_the_same_report_gives_the_same_page_without_any_employer(
    report: CorpusReport, html: str
) -> None:
    assert corpus_page(report, language="en") == html
    made_up = {ad["employer"]["organization_number"] for ad in synthetic_ads(90)}
    assert not [number for number in made_up if number and json.dumps(number)[1:-1] in html]


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(  # type: ignore[no-untyped-def]
    opened, complaints_of_axe, html: str, width: int
) -> None:
    assert complaints_of_axe(opened(html, width=width)) == []
