"""Each benchmark runs once small, so that none rots; no time is asserted here."""

import pytest

from benchmarks.__main__ import BENCHMARKS, chosen, main
from benchmarks.finding import Finding
from benchmarks.timing import measured, report
from benchmarks.zones import FiveSystems
from mobility.foundation.errors import UnknownNameError


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
    assert work.time_ours() > 100
    assert len(work.found_by_us()) == work.time_ours()


def test_the_finding_benchmark_finds_hit_for_hit_what_the_automaton_finds():
    pytest.importorskip("ahocorasick", reason="pip install pyahocorasick")
    work = Finding()
    work.setup("small")
    assert work.found_by_us() == work.found_by_pyahocorasick()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["relating"],
            ["Proximity", "TradeProximity", "Backbone", "Disparity", "SkillRelatedness"],
        ),
        (["effective_use"], ["EffectiveUse", "FullerUse", "EffectiveUseAlone"]),
        (["heavyzones"], ["HeavyZones"]),
        (["Walk", "Backbone"], ["Backbone", "Walk"]),
    ],
)
def test_a_module_or_class_runs_alone_and_in_the_order_of_the_table(names, expected):
    assert [kind.__name__ for kind in chosen(names)] == expected


def test_without_a_name_every_benchmark_is_run():
    assert chosen([]) == BENCHMARKS


def test_an_unknown_benchmark_comes_with_the_nearest():
    with pytest.raises(UnknownNameError, match=r"No benchmark named 'zonse' .* mean 'zones'"):
        chosen(["zonse"])


def test_the_command_runs_what_it_is_asked_for_and_nothing_else(capsys):
    main(["small", "Holding"])
    said = capsys.readouterr().out
    assert "12 mandates × 500 cases" in said
    assert "HeavyZones" not in said


def test_the_command_ends_with_a_sentence_where_a_name_is_unknown():
    with pytest.raises(SystemExit, match="Did you mean 'small'"):
        main(["smal"])


def test_the_five_systems_stand_one_a_line_with_their_zones_by_need():
    work = FiveSystems()
    work.setup("small")
    _, _, *lines = work.what.splitlines()
    # A tenth of 40, 60, 80, 80 and 200 mandates.
    assert [line.split()[0] for line in lines] == ["4", "6", "8", "8", "20"]
    for line, zones in zip(lines, work.time_ours(), strict=True):
        _, _, _, found, *by_need = (cell.replace(",", "") for cell in line.split())
        assert int(found) == len(zones) == sum(map(int, by_need))
        assert len(by_need) == 10
