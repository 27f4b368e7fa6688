"""A record without population whose rules tell very much apart has its report all the same."""

import pytest

import collab_graph.covering.repairs_open as opening
from collab_graph.cli import main
from collab_graph.covering.repairs import repairs
from collab_graph.covering.repairs_open import TooManySituationsError
from collab_graph.reading.folder import write_folder
from collab_graph.showing.zones_content import zones_content
from collab_graph.showing.zones_view import zones_view
from tests.village import village


@pytest.fixture
def few_at_once(monkeypatch):
    """As if no more than two situations could be looked at; the village has four of each need."""
    monkeypatch.setattr(opening, "MOST_SITUATIONS", 2)


@pytest.mark.usefixtures("few_at_once")
def test_the_report_leaves_out_repairs_says_so_and_closes_zones_one_by_one():
    record = village(population=False)
    found = zones_content(zones_view(record, at=record.reference_date))
    assert (found["repairs"], found["repairs_too_many"]) == ([], True)
    assert [card["whole"]["cost"] for card in found["cards"]] == [1.0, 1.0]


def test_where_there_are_few_they_are_sought():
    record = village(population=False)
    found = zones_content(zones_view(record, at=record.reference_date))
    assert found["repairs"]
    assert not found["repairs_too_many"]


@pytest.mark.usefixtures("few_at_once")
def test_the_command_that_asks_for_repairs_is_refused_in_swedish(tmp_path, capsys):
    record = village(population=False)
    with pytest.raises(TooManySituationsError, match="more than 2; count persons"):
        repairs(record, budget=1, at=record.reference_date)
    write_folder(record, tmp_path)
    assert main(["repairs", str(tmp_path), "--budget", "1"]) == 1
    said = capsys.readouterr().err
    assert "reglerna skiljer 4 situationer åt för 'work', fler än 2" in said
