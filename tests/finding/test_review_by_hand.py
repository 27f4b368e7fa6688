"""Deciding by hand about skills and matches: worked small, told at once, kept from run to run."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.finding.find import find_skills
from mobility.finding.linked_skills import links_as_reviewed, skills_of_links
from mobility.finding.matches import matches
from mobility.finding.review import read_review, write_review
from mobility.finding.review_effect import review_by_effect
from mobility.finding.skills import prepare_skills
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import recipe_of
from mobility.foundation.skill_list import REVIEW_COLUMNS, SkillList
from tests.finding.lists import ads_of, official, vocabulary

COLUMNS = [column.name for column in REVIEW_COLUMNS]
OTHERS = {"Trumma, musikinstrument": "s1", "slagverk": "s1", "Gitarrspel": "s2"}
MUSIC = ("Trumma, musikinstrument", "Gitarrspel")
TEXTS = (
    "Du spelar trumma.",
    "Du lägger ledningar i trumma. Du är van vid gitarrspel.",
    "Du spelar trumma. Krav: slagverk.",
    "Du kan klinka.",
)


def review(*lines):
    return pd.DataFrame([dict(line) for line in lines]).reindex(columns=COLUMNS)


def also(lists, term, skill):
    """The list with one more synonym."""
    more = pd.DataFrame(
        [(term, skill, "synonym", "any")], columns=["term", "skill", "origin", "match"]
    )
    return SkillList.of(lists.skills, pd.concat([lists.terms, more]))


def music():
    """Trumma (also slagverk) and Gitarrspel."""
    return also(official(*MUSIC), "slagverk", "s1")


def line(decision, skill, **more):
    return {"decision": decision, "skill": skill, **more}


def terms(skills):
    return dict(zip(skills.terms["term"], skills.terms["skill"], strict=True))


def named(ads, skills):
    mentions = find_skills(ads, skills)
    return set(zip(mentions["ad"], mentions["skill"], strict=True))


def problems(lists, *lines):
    with pytest.raises(InputError) as refused:
        prepare_skills(lists, review=review(*lines))
    return [str(problem) for problem in refused.value.problems]


def test_a_match_is_rejected_without_its_skill():
    lists, ads = music(), ads_of(*TEXTS)
    before = named(ads, prepare_skills(lists))
    assert before == {("1", "s1"), ("2", "s1"), ("2", "s2"), ("3", "s1")}
    skills = prepare_skills(lists, review=review(line("reject", "s1", term="trumma")))
    # Ad 3 says "slagverk" too; ads 1 and 2 named the skill by "trumma" alone.
    assert named(ads, skills) == {("2", "s2"), ("3", "s1")}
    assert ["Trumma", "s1", "match rejected in review"] in skills.dropped.values.tolist()


def test_a_word_of_no_list_is_accepted_as_a_term():
    skills = prepare_skills(music(), review=review(line("accept", "s2", term="klinka")))
    assert ("4", "s2") in named(ads_of(*TEXTS), skills)
    assert skills.terms.set_index("term").loc["klinka"].tolist() == ["s2", "review", "any"]


def test_a_common_word_that_a_person_accepts_is_found():
    skills = prepare_skills(music(), review=review(line("accept", "s2", term="miljö")))
    assert named(ads_of("God miljö här."), skills) == {("1", "s2")}


def test_a_match_is_given_to_another_skill_or_written_otherwise():
    given = prepare_skills(music(), review=review(line("merge", "s1", term="Trumma", into="s2")))
    assert terms(given) == {**OTHERS, "Trumma": "s2"}
    written = prepare_skills(
        music(), review=review(line("rename", "s1", term="Trumma", new_label="elbas"))
    )
    assert terms(written) == {**OTHERS, "elbas": "s1"}


def test_a_term_accepted_is_taken_from_the_skill_that_had_it():
    skills = prepare_skills(music(), review=review(line("accept", "s2", term="trumma")))
    assert terms(skills)["trumma"] == "s2"
    assert ["Trumma", "s1", "names s2"] in skills.dropped.values.tolist()


def test_a_match_of_a_merged_skill_is_decided_under_either_name():
    lists = vocabulary("backend", "back-end")
    merge = line("merge", "back-end", into="backend")
    for skill in ("backend", "back-end"):
        skills = prepare_skills(lists, review=review(merge, line("reject", skill, term="back-end")))
        assert terms(skills) == {"backend": "backend"}


def test_decisions_about_matches_survive_later_runs_and_are_not_proposed_again(tmp_path):
    lists, ads = music(), ads_of(*TEXTS)
    said = review(line("reject", "s1", term="trumma"), line("accept", "s2", term="klinka"))
    first = prepare_skills(lists, review=said)
    ranked = review_by_effect(first, find_skills(ads, first), ads)
    assert ranked.review["decision"].tolist() == ["reject", "accept"]
    for name in ("review.csv", "review.xlsx"):
        second = prepare_skills(lists, review=read_review(write_review(ranked, tmp_path / name)))
        pd.testing.assert_frame_equal(first.terms, second.terms)
        pd.testing.assert_frame_equal(first.dropped, second.dropped)
        assert second.review["term"].tolist() == ["trumma", "klinka"]


def test_matches_say_by_which_term_and_by_no_other():
    ads, skills = ads_of(*TEXTS), prepare_skills(music())
    table = matches(find_skills(ads, skills), skills, ads).set_index("term")
    # "Trumma" stands for the skill in ads 1, 2 and 3; in ad 3 "slagverk" says it too.
    assert table.loc["Trumma", ["ads", "only"]].tolist() == [3, 2]
    assert table.loc["slagverk", ["ads", "only"]].tolist() == [1, 0]
    assert table.loc["Trumma", "example"] == "Du spelar «trumma»."


def test_a_verb_belongs_to_the_term_it_was_made_of():
    ads, skills = ads_of("Du svetsar."), prepare_skills(vocabulary("svetsning"))
    table = matches(find_skills(ads, skills), skills, ads)
    assert table["term"].tolist() == ["svetsning"]


def test_proposals_stand_by_how_many_ads_they_change():
    lists = SkillList.of(
        pd.concat([music().skills, vocabulary("gitarrspelet").skills]),
        pd.concat([music().terms, vocabulary("gitarrspelet").terms]),
    )
    ads = ads_of(*TEXTS, "Vana vid gitarrspelet.")
    skills = prepare_skills(lists)
    found = review_by_effect(skills, find_skills(ads, skills), ads).review
    # "Trumma" alone names its skill in two ads; one ad says "gitarrspelet".
    assert found[["skill", "effect", "changes"]].values.tolist() == [
        ["s1", "would change 2 ads", 2],
        ["gitarrspelet", "would change 1 ad", 1],
    ]
    assert found["term"].fillna("").tolist() == ["Trumma", ""]


def test_a_rejected_match_changes_as_many_ads_as_was_said():
    lists, ads = music(), ads_of(*TEXTS)
    before = prepare_skills(lists)
    said = review_by_effect(before, find_skills(ads, before), ads).review.iloc[0]
    after = prepare_skills(lists, review=review(line("reject", "s1", term=said["term"])))
    changed = {ad for ad, _ in named(ads, before) ^ named(ads, after)}
    assert len(changed) == said["changes"] == 2


def test_a_part_of_labels_that_was_left_out_is_offered_and_changes_what_was_said():
    lists = also(official("Nova, programspråk", "Nova, datalager"), "Nova certifierad", "s1")
    ads = ads_of("Du kan Nova väl.", "Du är Nova certifierad.", "Krav: Nova.")
    before = prepare_skills(lists)
    found = review_by_effect(before, find_skills(ads, before), ads).review.set_index("skill")
    # In ad 2 "Nova" is a part of a term; ads 1 and 3 are left.
    assert found["changes"].to_dict() == {"s1": 2, "s2": 2}
    after = prepare_skills(lists, review=review(line("accept", "s1", term="Nova")))
    assert {ad for ad, _ in named(ads, before) ^ named(ads, after)} == {"1", "3"}


def test_what_is_not_counted_stands_last():
    skills = prepare_skills(vocabulary("backend", "back-end"))
    assert skills.review["effect"].isna().all()
    assert skills.review["changes"].isna().all()


def test_all_contradictions_are_told_at_once_with_their_rows():
    lists = vocabulary("a1", "b1", "c1", "d1", "e1", "f1")
    told = problems(
        lists,
        line("merge", "a1", into="b1"),
        line("reject", "b1"),
        line("merge", "c1", into="d1"),
        line("merge", "d1", into="c1"),
        line("rename", "e1", new_label="F1"),
        line("reject", "f1", term="f1x"),
        line("accept", "f1", into="e1"),
    )
    assert told == [
        "row 1, column 'into': 'a1' would go into 'b1', which row 2 rejects",
        "row 3, column 'into': the merges of 'c1' lead back to where they began (see row 4)",
        "row 4, column 'into': the merges of 'd1' lead back to where they began (see row 3)",
        "row 5, column 'new_label': 'f1' has that label already; to make them one, write merge",
        "row 6, column 'term': 'f1' has no term 'f1x'. Did you mean 'f1'?",
        "row 7, column 'into': accept with 'into' filled in is not clear: write merge to make the "
        "two one, or empty 'into' to accept 'f1' as it is",
    ]


def test_a_word_is_given_to_one_skill_and_not_to_a_rejected_one():
    told = problems(
        vocabulary("a1", "b1", "c1"),
        line("accept", "a1", term="x9"),
        line("accept", "b1", term="X9"),
        line("reject", "c1"),
        line("accept", "c1", term="y9"),
        line("accept", "a1", term="!"),
    )
    assert told == [
        "row 2, column 'term': the term 'x9' is given to 'a1' already on row 1",
        "row 4, column 'term': the term would name 'c1', which row 3 rejects",
        "row 5, column 'term': a term needs a letter or a digit",
    ]


def test_an_occupation_title_is_no_term():
    with pytest.raises(InputError, match="never a skill"):
        prepare_skills(
            vocabulary("svetsning"),
            occupation_titles=["Kock"],
            review=review(line("accept", "svetsning", term="kock")),
        )


def test_two_renames_to_one_label_are_told():
    told = problems(
        vocabulary("a1", "b1"),
        line("rename", "a1", new_label="new"),
        line("rename", "b1", new_label="New"),
    )
    assert told == [
        "row 2, column 'new_label': 'a1', by row 1, has that label already; to make them one, "
        "write merge"
    ]


def test_a_skill_may_take_the_label_of_one_merged_away():
    skills = prepare_skills(
        vocabulary("a1", "b1"),
        review=review(line("merge", "b1", into="a1"), line("rename", "a1", new_label="b1")),
    )
    assert skills.skills["label"].to_dict() == {"a1": "b1"}


def test_rows_are_those_of_the_file_blank_ones_counted(tmp_path):
    file = tmp_path / "review.csv"
    head = "decision,skill,label,term,into,new_label,why\n"
    file.write_text(head + "reject,a1,,,,,\n,,,,,,\nreject,nope,,,,,\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 4: 'nope' is in none"):
        prepare_skills(vocabulary("a1"), review=read_review(file))
    file.write_text(head + "reject,a1,,,,,\n,,,,,,\nperhaps,a1,,,,,\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 4, column 'decision': 'perhaps'"):
        read_review(file)


CELL = st.text(alphabet="aö=+-@'\",; \n_x0D", min_size=1, max_size=8).filter(str.strip)
LINE = st.fixed_dictionaries(
    {name: st.none() | CELL for name in ("label", "term", "into", "new_label", "effect", "why")},
).flatmap(
    lambda cells: st.builds(
        lambda skill, changes, decision: {
            **cells,
            "skill": skill,
            "changes": changes,
            "decision": decision,
        },
        CELL,
        st.none() | st.integers(0, 10**6),
        st.sampled_from([None, "accept", "reject", "merge", "rename"]),
    )
)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(max_examples=30, deadline=None)
@given(lines=st.lists(LINE, min_size=1, max_size=4))
def test_every_cell_of_every_column_comes_back(tmp_path_factory, suffix, lines):
    base = vocabulary("lödning")
    table = pd.DataFrame(lines).reindex(columns=COLUMNS)
    skills = SkillList(base.skills, base.terms, base.dropped, table)
    read = read_review(write_review(skills, tmp_path_factory.mktemp("r") / f"review{suffix}"))
    read = read.reset_index(drop=True)
    read.attrs = {}
    pd.testing.assert_frame_equal(read, skills.review)


LINKS = pd.DataFrame(
    [("Cook", "5120", "oven"), ("Chef", "5120", "ovens"), ("Chef", "5120", "oven"),
     ("Baker", "7612", "ovens"), ("Baker", "7612", "dough")],
    columns=["occupation_name", "occupation", "skill"],
)  # fmt: skip


def test_skills_of_links_are_merged_renamed_and_rejected():
    skills = skills_of_links(
        LINKS,
        review=review(
            line("merge", "ovens", into="oven"),
            line("rename", "oven", new_label="Oven"),
            line("reject", "dough"),
        ),
    )
    assert skills.skills["label"].to_dict() == {"oven": "Oven"}
    links = links_as_reviewed(LINKS, skills)
    # The chef had both spellings: five links, one of dough, one that repeats, are three.
    assert links["skill"].tolist() == ["oven"] * 3
    assert dict(recipe_of(links).steps[-1].counts) == {
        "links": 5, "of rejected skills": 1, "merged": 2, "repeated": 1,
    }  # fmt: skip


def test_merges_of_links_are_proposed_by_how_many_links_they_change():
    lots = pd.DataFrame(
        [("Cook", "5120", "backend"), ("Cook", "5120", "back-end"), ("Chef", "5120", "back-end"),
         ("Cook", "5120", "b körkort"), ("Cook", "5120", "körkort b")],
        columns=["occupation_name", "occupation", "skill"],
    )  # fmt: skip
    found = skills_of_links(lots).review
    assert found[["skill", "into", "effect"]].values.tolist() == [
        ["back-end", "backend", "would change 2 links"],
        ["körkort b", "b körkort", "would change 1 link"],
    ]


def test_a_match_cannot_be_decided_in_links():
    with pytest.raises(InputError, match="row 1, column 'term': links have no texts"):
        skills_of_links(LINKS, review=review(line("reject", "oven", term="oven")))
