"""What a report says would happen if the record were changed, counted by hand and by rule."""

import numpy as np
import pytest
from scipy.optimize import linprog

import collab_graph.showing.report_counts as counting
from collab_graph.record.edited import edited
from collab_graph.record.edits import Edit
from collab_graph.saving.zones_workbook import zones_tables
from collab_graph.showing.zones_content import zones_content
from collab_graph.showing.zones_view import zones_view
from mobility.foundation.errors import InputError
from tests.collab_showing.test_between_days import NEW_YEAR, TODAY, ending
from tests.village import village

EDITS = (Edit("mandates", "m1", "age", "16–44"), Edit("mandates", "m3", "places", ""))


def content(**asked):
    record = village(population=asked.pop("population", True))
    view = zones_view(record, at=record.reference_date, edits=EDITS, **asked)
    return zones_content(view)


def test_what_closes_is_counted_by_hand():
    # Work: the agency then takes those up to 44, so all 60 + 30 + 20 of 40 years have a lead.
    # Money: the municipality then answers in Norrsjö too, for 3 + 20. 20 have both needs.
    found = content(smallest_cell=1)["if_changed"]
    assert (found["closes"], found["opens"]) == ({"n": 113}, {"n": 0})
    work, money = found["needs"]
    assert (work["before"], work["closes"], work["after"]) == ({"n": 110}, {"n": 110}, {"n": 0})
    assert (money["before"], money["closes"], money["after"]) == ({"n": 23}, {"n": 23}, {"n": 0})
    told = {(one["need"]["en"], one["situation"]["en"]): one["persons"] for one in found["regions"]}
    assert told == {("work", "aged 30–44"): {"n": 110}, ("money", "in Norrsjö"): {"n": 23}}
    assert {one["persons"]["n"] for one in found["moves"]} == {110, 23}
    assert found["zones"] == {"opened": 0, "closed": 1, "grown": 0, "shrunk": 1}
    # Nobody in the record is 45 or older, but their part of work's zone is left.
    assert {one["need"]["en"]: one["zone"] for one in found["regions"]} == {
        "work": "shrunk", "money": "closed",
    }  # fmt: skip


def test_what_opens_is_counted_by_hand(monkeypatch):
    # All together, so that what opens is shown though it hides what the report shows without it.
    monkeypatch.setattr(counting, "suppressed_beside", lambda *_, **__: None)
    # The agency lets go of everybody under 30: in Storby 40 need work, in Norrsjö nobody does.
    record = village()
    edits = [Edit("mandates", "m1", "age", "16–17")]
    view = zones_view(record, at=record.reference_date, edits=edits, smallest_cell=1)
    found = zones_content(view)["if_changed"]
    assert (found["opens"], found["closes"]) == ({"n": 40}, {"n": 0})
    assert [one["opened"] for one in found["regions"]] == [True]
    assert found["needs"][0]["after"] == {"n": 150}


def test_what_is_changed_is_told_row_by_row():
    rows = content()["if_changed"]["rows"]
    assert [row["item"]["en"] for row in rows] == [
        "Arbetsförmedlingen: work (m1)", "Kommunen: money (m3)",
    ]  # fmt: skip
    assert rows[0]["cells"][0]["after"]["sv"] == "16–44"


def test_the_counts_of_the_report_are_those_without_edits():
    # The finer cut at 45 years moves nobody: all are of known age.
    record = village()
    plain = zones_view(record, at=record.reference_date, smallest_cell=1)
    edited_too = zones_view(record, at=record.reference_date, smallest_cell=1, edits=EDITS)
    for key, count in plain.counts.counts.items():
        assert edited_too.counts.counts[key].persons == count.persons, key


@pytest.mark.parametrize("edits", [EDITS, (Edit("mandates", "m1", "age", "16–17"),)])
def test_a_comparison_takes_nothing_away_from_the_report(edits):
    record = village()
    plain = zones_content(zones_view(record, at=record.reference_date))
    beside = zones_content(zones_view(record, at=record.reference_date, edits=edits))
    assert beside.pop("beside") == "as_without"
    assert plain.pop("beside") is None
    for content_of in (plain, beside):
        del content_of["if_changed"], content_of["settings"]["withheld"]
    assert beside == plain


def test_where_more_must_be_hidden_for_a_comparison_the_page_says_so(monkeypatch):
    monkeypatch.setattr(counting, "suppressed_beside", lambda *_, **__: None)
    assert content()["beside"] == "together"


def test_edits_and_the_record_they_make_are_the_same():
    record = village()
    made = zones_view(record, at=record.reference_date, edits=edited(record, EDITS))
    assert zones_content(made)["if_changed"] == content()["if_changed"]


@pytest.mark.parametrize("made", [content, lambda: zones_view(ending(), at=TODAY, edits=NEW_YEAR)])
def test_no_small_group_shows_from_the_report_and_the_change_together(monkeypatch, made):
    seen = []
    own = counting.suppressed_beside

    def kept(first, table, values, **asked):
        report = own(first, table, values, **asked)
        seen.append((len(first.hidden), table.toarray(), report))
        return report

    monkeypatch.setattr(counting, "suppressed_beside", kept)
    made()
    # The report's counts, which stay, and after them what edits change.
    ((many, table, report),) = seen
    assert len(table) > many

    def ends(row, shown):
        return [
            sign * linprog(sign * row, A_eq=table[shown], b_eq=report.shown[shown],
                           bounds=(0, 1000), method="highs").fun
            for sign in (1, -1)
        ]  # fmt: skip

    every = ~report.hidden
    by_itself = every & (np.arange(len(every)) < many)
    for hidden in np.flatnonzero(report.hidden):
        low, high = ends(table[hidden], every)
        wide = high - low >= report.limits[hidden] - 1e-6
        assert wide or [low, high] == pytest.approx(ends(table[hidden], by_itself)), hidden


def test_without_a_population_situations_are_counted():
    # Ages 30–44 are one piece of age in each of two places.
    found = content(population=False)["if_changed"]
    (work, money) = found["needs"]
    assert work["closes"] == {"cells": 2}
    assert money["before"]["cells"] - money["closes"]["cells"] == money["after"]["cells"]


def test_the_workbook_has_the_change_too():
    record = village()
    view = zones_view(record, at=record.reference_date, edits=EDITS, smallest_cell=1)
    tables = zones_tables(view, language="en")
    assert tables["If, need by need"].iloc[0].tolist() == ["work", 110, 110, 0, 0]
    assert tables["If we change"]["then"].tolist()[0] == "16–44"
    assert "If we change" not in zones_tables(zones_view(record), language="en")


def test_a_place_that_only_the_change_has_is_not_compared():
    record = village()
    edits = [Edit("places", "söderby", "name", "Söderby", action="add")]
    view = zones_view(record, at=record.reference_date, edits=edits, smallest_cell=1)
    assert zones_content(view)["if_changed"]["needs"] == []


def test_an_edit_of_what_is_not_there_is_refused():
    with pytest.raises(InputError, match="m9"):
        zones_view(village(), edits=[Edit("mandates", "m9", "age", "16")])
