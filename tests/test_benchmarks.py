"""Each benchmark runs once small, so that none rots; no time is asserted here."""

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.finding import Finding
from benchmarks.timing import measured, report


@pytest.mark.parametrize("kind", BENCHMARKS, ids=lambda kind: kind.__name__)
def test_a_benchmark_gives_our_figure_and_says_which_peers_are_missing(kind):
    figures = measured(kind, "small")
    ours = [figure for figure in figures if figure.method == "ours"]
    assert len(ours) == 1
    assert ours[0].seconds > 0
    for figure in figures:
        assert figure.seconds is not None or "pip install" in figure.note
    assert kind.__name__ in report(figures)


def test_the_finding_benchmark_does_the_work_it_claims():
    work = Finding()
    work.setup("small")
    assert work.time_ours() > 500
