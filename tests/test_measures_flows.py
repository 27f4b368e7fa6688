"""The page on relatedness from moves: its example runs, and its table is what its script makes."""

import importlib.util
import re

import pytest

from tests.tutorials import DOCS, agrees, done

PAGE = "measures_flows.md"


def _script():
    spec = importlib.util.spec_from_file_location(
        "make_flow_coverage", DOCS / "make_flow_coverage.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_runs_and_shows_what_comes_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = list(done(PAGE))
    assert len(said) == 3
    for one in said:
        assert one.shown
        assert agrees(one.shown, one.said), one.said


def _shares(line):
    return [float(share) for share in re.findall(r"([\d.]+)%", line)]


def test_the_table_of_the_page_has_the_rows_of_its_script_and_they_hold_what_is_claimed():
    script = _script()
    page = (DOCS / PAGE).read_text("utf-8")
    rows = [line for line in script.PLACE.search(page)[0].splitlines() if line.startswith("|")][2:]
    assert [row.split("|")[1].strip() for row in rows] == [
        *script.TRUTHS, *(f"{kind}; withheld pairs only" for kind in script.TRUTHS)
    ]  # fmt: skip
    for row in rows:
        if row.startswith(
            (
                "| gamma, variance 0.5 |",
                "| gamma, variance 2 |",
                "| log-normal, sd of the logarithm 0.8 |",
            )
        ):
            assert len(_shares(row)) == 7
            assert all(93 <= share <= 97 for share in _shares(row)), row


@pytest.mark.parametrize("hidden", [False, True])
def test_the_script_counts_how_often_the_interval_holds(hidden):
    import numpy as np

    script = _script()
    drawn = script.economy(np.random.default_rng(1), "gamma, variance 0.5", nodes=60)
    inside, bucket = script.held(*drawn, hidden=hidden)
    assert len(inside) == len(bucket) == (
        int((drawn[0] < script.LIMIT).sum()) if hidden else drawn[0].size
    )  # fmt: skip
    # Without margins the sizes of small nodes are a guess, which the page tells.
    assert (0.80 if hidden else 0.92) <= inside.mean() <= 0.98
    assert script.row("x", [(inside, bucket)]).startswith("| x | ")
