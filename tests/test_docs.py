"""The documents that scripts make are what the scripts make."""

import runpy
from pathlib import Path

import pandas as pd
import pytest

from mobility.reaching.elsewhere import PARTS, elsewhere

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_precision_page_follows_from_the_judged_hits(monkeypatch):
    before = (DOCS / "precision.md").read_text("utf-8")
    written = {}
    script = runpy.run_path(str(DOCS / "make_precision.py"))
    monkeypatch.setitem(
        script["main"].__globals__, "write_text", lambda path, text: written.update({path: text})
    )
    script["main"]()
    assert written == {DOCS / "precision.md": before}


def test_the_interval_is_wilsons():
    """9 of 10: centre (.9 + z²/20)/(1 + z²/10) = .789, half-width .193; z = 1.96."""
    low, high = runpy.run_path(str(DOCS / "make_precision.py"))["wilson"](9, 10)
    assert (low, high) == pytest.approx((0.5958, 0.9821), abs=5e-4)


def test_the_shipped_table_of_what_is_usual_is_what_both_judges_say():
    script = runpy.run_path(str(DOCS / "make_usual_conditions.py"))
    said = script["labels"]()
    assert len(said) == 400 * 10
    kept = script["agreed"](said)
    shipped = script["SHIPPED"].read_text("utf-8")
    assert shipped == kept.to_csv(index=False, lineterminator="\n")
    found = script["figures"](said)
    assert (found["against"] + found["not against"], found["opposed"]) == (len(kept), 1)


def test_the_agreement_of_two_judges_is_cohens_kappa():
    """Ten judgements, 8 the same. One says against 5 times of 10, the other 5: p_e = .5, κ = .6."""
    script = runpy.run_path(str(DOCS / "make_usual_conditions.py"))
    words = ["against"] * 4 + ["not against"] * 5 + ["against"]
    other = ["against"] * 4 + ["not against"] * 4 + ["against", "not against"]
    assert script["kappa"](pd.Series(words), pd.Series(other)) == pytest.approx(0.6)
    said = pd.DataFrame({"judge_1": [*words, "unsure"], "judge_2": [*other, "against"]})
    found = script["figures"](said)
    assert (found["sure"], found["one unsure"], found["opposed"]) == (10, 1, 2)
    assert found["kappa sure"] == pytest.approx(0.6)
    assert found["same"] == pytest.approx(8 / 11)


def test_at_least_85_of_100_judged_hits_are_right():
    labels = pd.read_csv(DOCS / "precision_labels.csv")
    assert len(labels) == 200
    assert (labels["right_1"] & labels["right_2"]).mean() >= 0.85


def test_the_default_measure_is_the_one_that_the_first_answers_found_most_stable():
    from mobility.walk.studies import DEFAULT_MEASURE

    lines = (DOCS / "first_answers.md").read_text("utf-8").splitlines()
    start = lines.index("## How stable the ten nearest are")
    rows = [line.strip("| ").split(" | ") for line in lines[start : start + 14] if "| 0." in line]
    assert len(rows) == 5
    assert max(rows, key=lambda row: float(row[1]))[0] == DEFAULT_MEASURE
    assert max(rows, key=lambda row: float(row[2]))[0] == DEFAULT_MEASURE


def test_every_expectation_of_the_first_answers_was_met():
    text = (DOCS / "first_answers.md").read_text("utf-8")
    assert text.count("– met") == 32
    assert "not met" not in text


def test_the_demonstration_page_is_what_the_demonstration_answers(monkeypatch):
    script = runpy.run_path(str(DOCS / "make_demonstration.py"))
    written = {}
    monkeypatch.setitem(
        script["main"].__globals__, "write_text", lambda path, text: written.update({path: text})
    )
    script["main"]()
    page = (DOCS / "demonstration.md").read_text("utf-8")
    assert written == {DOCS / "demonstration.md": page}
    assert "44 of 44 expectations are met" in page


def test_the_fairness_page_is_what_its_script_makes(monkeypatch):
    script = runpy.run_path(str(DOCS / "make_fairness.py"))
    written = {}
    monkeypatch.setitem(
        script["main"].__globals__, "write_text", lambda path, text: written.update({path: text})
    )
    script["main"]()
    assert written == {DOCS / "fairness.md": (DOCS / "fairness.md").read_text("utf-8")}


def test_flows_that_follow_sex_hand_it_on_and_flows_that_do_not_do_not():
    script = runpy.run_path(str(DOCS / "make_fairness.py"))
    for pull, hands_on in ((0.0, False), (2.0, True)):
        found = script["sex_mix"](*script["simulated"](pull), baseline="skills only")
        by = found[found["method"] == "flows"].set_index("group")
        women, men = by.loc["held mostly by women"], by.loc["held mostly by men"]
        assert (women["low"] > 0) == hands_on
        assert (men["high"] < 0) == hands_on


def test_every_person_has_expected_and_forbidden_groups_with_a_reason():
    people = pd.read_csv(DOCS / "people.csv", dtype="str")
    expected = pd.read_csv(DOCS / "people_expected.csv", dtype="str")
    assert len(people) == 20
    assert set(expected["person"]) == set(people["person"])
    assert expected["why"].str.len().min() > 0
    kinds = expected.groupby(["person", "expectation"]).size()
    assert kinds.xs("expected", level=1).between(3, 5).all()
    assert kinds.xs("forbidden", level=1).between(2, 4).all()
    held = people.set_index("person")["occupations"]
    assert not any(row.unit_group in held[row.person] for row in expected.itertuples())


def test_the_page_of_people_counts_what_its_lists_show():
    lines = (DOCS / "people.md").read_text("utf-8").splitlines()
    row = "| without `group_*` | and the need for no"
    shown = next(line for line in lines if line.startswith(row))
    _, _, found, _, forbidden = (part.strip() for part in shown.strip("| ").split("|"))
    rows = [line for line in lines if line.startswith("| ") and line[2].isdigit()]
    assert len(rows) == 200
    assert sum(line.endswith("| expected |") for line in rows) == int(found)
    assert sum(line.endswith("| forbidden |") for line in rows) == int(forbidden)


@pytest.mark.shared_data
def test_three_quarters_of_what_coaches_would_nod_at_are_among_the_first_ten(shared_data):
    script = runpy.run_path(str(DOCS / "make_people.py"))
    people = pd.read_csv(DOCS / "people.csv", dtype="str", keep_default_na=False)
    expected = pd.read_csv(DOCS / "people_expected.csv", dtype="str")
    space = script["space_of"](shared_data("af-sweden").parent, ("group_*",))
    scores = [
        script["score"](table["occupation"].head(10).tolist(), expected[expected["person"] == name])
        for name, (_, table) in script["answers"](space, people).items()
    ]
    found, forbidden = (sum(each) for each in zip(*scores, strict=True))
    assert found >= 62  # of 81; 80 %, which is 65, is aimed at
    assert forbidden == 0  # of 62, as aimed at


@pytest.mark.shared_data
def test_likeness_agrees_better_with_moves_than_fit_does(shared_data):
    script = runpy.run_path(str(DOCS / "make_ranking.py"))
    shared_data("onet")
    weights, codes, chance = script["us_occupations"](shared_data("us-occ-mobility").parent)
    groups = [code[:5] for code in codes]
    moved = [
        script["agreement"](weights, groups, chance, order)[0]
        for order in script["ORDERS"].values()
    ]
    assert moved == sorted(moved)
    assert moved[-1] > 3 * moved[0]


def test_titles_are_looked_up_whole_then_in_parts():
    script = runpy.run_path(str(DOCS / "moves_by_unit_group.py"))
    named = {
        "carpenter": {(1, "7115")},
        "baker": {(2, "7512")},
        "pastry cook": {(1, "7512")},
        "cook": {(1, "5120"), (2, "9411")},
        "clerk": {(2, "4110"), (2, "4311"), (2, "4321")},
    }
    looked_up = [
        script["_isco"](title, named)
        for title in ("Carpenters", "Bakers and Pastry Cooks", "Cooks, Except Private", "Clerks")
    ]
    # The preferred title goes before another; what names three groups names none.
    assert looked_up == [{"7115"}, {"7512"}, {"5120"}, set()]


@pytest.mark.shared_data
def test_several_sources_and_sizes_agree_better_with_moves_than_one(shared_data):
    folder = shared_data("us-occ-mobility").parent
    shared_data("esco-v1.1.1")
    script = runpy.run_path(str(DOCS / "make_sources.py"))
    space = script["space_of"](folder, ("group_*",))
    work = script["us_work"](folder, list(map(str, space.occupations)))
    moves = work.told(work.flow)
    assert len(work.occupations) == 368
    orders = script["orders"](folder, space)
    met = {name: script["shares"](score, moves).mean() for name, score in orders.items()}
    assert met["all three"] == max(met.values())
    # People go where a step of a way may: times what sizes give, by likeness from least to most.
    rows = [line for line in script["steps_section"](space, moves) if "λ" in line and "|" in line]
    times = [float(row.split("|")[4]) for row in rows]
    assert times == sorted(times)
    assert times[-2] > 2.5
    assert met["all three"] > met["the space's own links, class first"] + 0.01
    weighed = script["by_jobs"](orders["all three"], work.employed @ work.share, 0.1)
    assert script["shares"](weighed, moves).mean() > met["all three"] + 0.005
    # Words of what is written come beside the three; schooling weighs where little is asked for.
    written = runpy.run_path(str(DOCS / "national_space.py"))["words_written"](folder)
    words = elsewhere([written], space.occupations, version=space.version, few_ads=10)
    three, four = (
        script["by_jobs"](score, space.vacancies(None), 0.1)
        for score in (
            orders["all three"],
            (3 * orders["all three"] + words.alike / PARTS) / 4,
        )
    )
    assert script["shares"](four, moves).mean() > script["shares"](three, moves).mean() + 0.002
    low = script["by_preparation"](folder, work)["moves, low preparation"]
    schooled = four * 0.5 ** script["levels_above"](space)
    assert script["shares"](schooled, low).mean() > script["shares"](four, low).mean() + 0.01
