"""What docs/validation.md claims is what its tables say, and what its script measures."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from mobility.reaching.validation import validate

DOCS = Path(__file__).resolve().parent.parent / "docs"
TEXT = (DOCS / "validation.md").read_text("utf-8")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.syspath_prepend(str(DOCS))
    names = ("moves_and_measures", "make_validation")
    return {k: v for name in names for k, v in runpy.run_path(str(DOCS / f"{name}.py")).items()}


def _rows(section: str, table: str) -> dict[str, list[str]]:
    """The cells of a table by measure: AUC, AP, precision, gain, best null."""
    part = TEXT.split(f"## {section}")[1].split("\n## ")[0].split(f"### {table}\n")[1]
    lines = re.findall(r"^\| (.*) \|$", part.split("\n### ")[0], re.MULTILINE)
    cells = [line.split(" | ") for line in lines if not line.startswith("measure")]
    return {first: rest for first, *rest in cells if len(rest) == 5}


def _bounds(cell: str) -> list[float]:
    return [float(number.replace("−", "-")) for number in re.findall(r"−?\d\.\d+", cell)]


UK, US = "UK industries", "US occupations"


def test_raw_no_measure_beats_sizes_by_auc() -> None:
    for section, measures in ((UK, 9), (US, 16)):
        rows = _rows(section, "Any move")
        assert len(rows) == measures + 4
        assert all(row[4] == "size alone" and _bounds(row[3])[0] <= 0 for row in rows.values())
        assert _bounds(rows["size alone (null)"][0])[0] > 0.88


def test_relatedness_of_the_years_before_beats_every_null_once_size_is_controlled() -> None:
    rows = _rows(UK, "Size-controlled")
    assert _bounds(rows["SR of 2009–13"][3])[1] > 0.1
    low, high = _bounds(rows["size alone (null)"][0])[1:]
    assert low < 0.5 < high


def test_skills_and_knowledge_beat_every_null_where_the_survey_is_large_enough() -> None:
    ten = _rows(US, "Size-controlled")
    assert all(_bounds(row[3])[1] <= 0 for row in ten.values())
    for table in ("From 1,000 expected persons", "Within tenths of expected flow"):
        rows = _rows(US, table)
        for measure in ("skills", "knowledge"):
            assert _bounds(rows[f"{measure}, cosine of importance"][3])[1] > 0


def test_what_is_learned_out_of_fold_beats_every_null_once_size_cannot_help() -> None:
    tables = ((UK, "Size-controlled"), (US, "From 1,000 expected persons"),
              (US, "Within tenths of expected flow"))  # fmt: skip
    for section, table in tables:
        learned = _rows(section, table)["learned, out of fold"]
        assert _bounds(learned[3])[1] > 0.05


def test_every_figure_stands_within_its_interval() -> None:
    figures = re.findall(r"(−?\d\.\d\d) \((−?\d\.\d\d) to (−?\d\.\d\d)\)", TEXT)
    assert len(figures) == 4 * (2 * 13 + 4 * 20)
    for figure in figures:
        point, low, high = (float(number.replace("−", "-")) for number in figure)
        assert low <= point <= high


@pytest.mark.shared_data
def test_the_uk_figures_are_what_the_script_measures(  # type: ignore[no-untyped-def]
    shared_data, script
) -> None:
    """Those of skill relatedness, and of what is learned, which take long, aside."""
    folder = shared_data("uk-industry-flows").parent
    earlier, flows = (script["uk_flows"](folder, p) for p in ("2009–2013", "2014–2018"))
    moves = {"moves of 2009–13": script["moves_network"](earlier)}
    predictors = {**moves, **script["uk_without_moves"](folder)}
    found = validate(predictors, flows, earlier=earlier, draws=2)
    assert len(found) == 20
    for target, table in (("any move", "Any move"), ("size-controlled", "Size-controlled")):
        rows = _rows(UK, table)
        for line in found[found["target"] == target].to_dict("records"):
            cells = rows[f"{line['name']} (null)" if line["null"] else str(line["name"])]
            for cell, score in zip(cells, ("auc", "average_precision", "precision_at_k"),
                                   strict=False):  # fmt: skip
                assert _bounds(cell)[0] == pytest.approx(line[score], abs=0.0051)


@pytest.mark.shared_data
def test_codes_of_two_versions_are_refused_as_shown(  # type: ignore[no-untyped-def]
    shared_data, script
) -> None:
    folder = shared_data("uk-industry-flows").parent
    said = script["_refused"](folder, script["uk_flows"](folder, "2014–2018"))
    assert "\n".join(said) in TEXT


@pytest.mark.shared_data
def test_occupations_of_one_census_code_are_one_and_nobody_moves_within_it(
    shared_data, script
) -> None:  # type: ignore[no-untyped-def]
    folder = shared_data("us-occ-mobility").parent
    groups, flows = script["us_groups"](folder), script["us_flows"](folder)
    # Chief executives and legislators share a census code; executives are more.
    assert groups["11-1030"] == groups["11-1010"] == "11-1010"
    assert groups["11-1020"] == "11-1020"
    assert (len(groups), groups.nunique(), len(flows.nodes)) == (539, 520, 492)
    assert "11-1030" not in flows.nodes
    table = flows.table
    assert (table["origin"] != table["destination"]).all()
