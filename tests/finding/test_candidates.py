"""Candidate terms stand where skills stand, and no term of the list covers them."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.finding.accepted_candidates import accepted_candidates
from mobility.finding.candidates import c_values, candidate_terms
from mobility.finding.find import find_skills
from mobility.finding.normalize import WORD, normal_form
from mobility.finding.review import read_review, write_review
from mobility.finding.sentences import Sentence
from mobility.finding.skill_slots import Slot, next_to_each_other, slot_of, slot_weights
from mobility.finding.skills import prepare_skills
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.recipe import recipe_of
from mobility.foundation.skill_list import REVIEW_COLUMNS, SkillList
from mobility.reading.ads import read_ads
from mobility.reading.skills import read_skills

CONTEXT = "Krav:\nDu har erfarenhet av {}. Du trivs på torget nummer{} varje dag.\nPlats{}."
KNOWN = [f"verktyg{chr(97 + k)}" for k in range(24)]
NEW = ["sandblästring", "karmsättning"]


def skills_called(names):
    return SkillList.of(
        pd.DataFrame({"skill": names, "label": names, "kind": "skill"}).set_index("skill"),
        pd.DataFrame({"term": names, "skill": names, "origin": "label", "match": "any"}),
    )


@pytest.fixture(scope="module")
def workshop():
    """Known skills, each in five ads, and two new ones where the known ones stand."""
    rows = [CONTEXT.format((KNOWN + NEW)[k % 26], k % 10, k) for k in range(130)]
    ads = Ads.from_table(
        pd.DataFrame(
            {
                "ad": [f"{k:03}" for k in range(130)],
                "text": rows,
                "employer": [f"e{k % 9}" for k in range(130)],
                "language": "sv",
            }
        )
    )
    skills = skills_called(KNOWN)
    return ads, skills, find_skills(ads, skills)


def test_words_where_skills_stand_are_proposed_and_other_words_are_not(workshop):
    ads, skills, mentions = workshop
    found = candidate_terms(ads, mentions, skills, like_known=0.5)
    assert sorted(found["label"]) == sorted(NEW)
    assert found["changes"].tolist() == [5, 5]  # 130 ads, 26 skills in turn
    assert list(found.columns) == [column.name for column in REVIEW_COLUMNS]
    assert found["decision"].isna().all()
    assert found["example"].str.count(r" \| ").tolist() == [2, 2]  # three contexts
    assert found["example"].str.contains("«").all()
    assert dict(recipe_of(found).steps[-1].counts)["candidates"] == 2


def test_a_candidate_of_one_employer_or_of_few_ads_is_not_proposed(workshop):
    ads, skills, mentions = workshop
    one = replace(ads, table=ads.table.assign(employer="e"))
    assert candidate_terms(one, mentions, skills, like_known=0.5).empty
    fewer = replace(ads, table=ads.table.drop(index=24))  # the first of the five with NEW[0]
    found = candidate_terms(fewer, mentions, skills, like_known=0.5, min_ads=5)
    assert found["label"].tolist() == [NEW[1]]


def test_what_is_in_the_list_or_dropped_from_it_is_not_proposed_again(workshop):
    ads, skills, mentions = workshop
    dropped = pd.DataFrame(
        [(NEW[0], "x", "rejected in review")], columns=["term", "skill", "reason"]
    )
    found = candidate_terms(ads, mentions, replace(skills, dropped=dropped), like_known=0.5)
    assert found["label"].tolist() == [NEW[1]]


def test_the_order_of_the_ads_decides_only_which_contexts_are_shown(workshop):
    ads, skills, mentions = workshop
    turned = replace(ads, table=ads.table.iloc[::-1])
    found = candidate_terms(turned, mentions, skills).drop(columns="example")
    expected = candidate_terms(ads, mentions, skills).drop(columns="example")
    pd.testing.assert_frame_equal(found, expected)


def test_too_few_known_terms_do_not_tell_where_skills_stand(workshop):
    ads, _, mentions = workshop
    few = mentions[mentions["skill"].isin(KNOWN[:3])]
    with pytest.raises(EmptyResultError, match="3 known terms stand in 4 ads or more; 20"):
        candidate_terms(ads, few, skills_called(KNOWN))


def test_what_a_person_accepts_goes_round_through_the_review_file(workshop, tmp_path):
    ads, skills, mentions = workshop
    review = candidate_terms(ads, mentions, skills, like_known=0.5)
    file = write_review(replace(skills, review=review), tmp_path / "candidates.csv")
    lines = read_review(file)
    lines["decision"] = ["accept", "merge"]
    lines["into"] = [None, KNOWN[0]]
    accepted = accepted_candidates(lines, skills)
    joined = prepare_skills(skills, accepted)
    first, second = lines["label"]
    found = find_skills(ads, joined)
    assert (found["skill"] == f"candidate: {first}").sum() == 5
    before = (mentions["skill"] == KNOWN[0]).sum()
    assert (found["skill"] == KNOWN[0]).sum() == before + 5
    assert candidate_terms(ads, found, joined, like_known=0.5).empty
    assert second in joined.terms.loc[joined.terms["skill"] == KNOWN[0], "term"].tolist()


def test_rejected_candidates_are_dropped_and_renamed_ones_found_by_their_label():
    review = pd.DataFrame(
        {
            "decision": ["reject", "rename", None],
            "skill": ["candidate: mm", "candidate: wpf", "candidate: x"],
            "label": ["mm", "WPF", "x"],
            "into": None,
            "new_label": [None, "Windows Presentation Foundation", None],
            "why": None,
        }
    )
    found = accepted_candidates(review, skills_called(["a"]))
    assert found.dropped["term"].tolist() == ["mm"]
    assert found.skills["label"].tolist() == ["Windows Presentation Foundation"]
    assert found.terms["term"].tolist() == ["WPF"]


def test_lines_that_cannot_be_done_are_all_told_with_their_rows():
    review = pd.DataFrame(
        {
            "decision": ["merge", "rename"],
            "skill": ["candidate: a", "candidate: b"],
            "label": ["a", "b"],
            "into": ["nowhere", None],
            "new_label": None,
            "why": None,
        }
    )
    with pytest.raises(InputError) as told:
        accepted_candidates(review, skills_called(["a"]))
    assert "row 1, column 'into': 'nowhere' is not a skill" in str(told.value)
    assert "row 2, column 'new_label'" in str(told.value)


def test_a_sequence_always_inside_a_longer_one_has_no_c_value():
    # (1 + log₂ 1) (5 − 5) = 0; (1 + log₂ 2) 5 = 10; inside two: 9 − (5 + 3) / 2 = 5.
    assert c_values({("a",): 5, ("a", "b"): 5}) == {("a",): 0, ("a", "b"): 10}
    assert c_values({("a",): 9, ("a", "b"): 5, ("c", "a"): 3})[("a",)] == 5


def test_the_place_of_a_term_is_its_neighbours_inside_the_sentence():
    text = "Krav:\nVana av truck och kran.\nRapport"
    line = Sentence(6, 31, "work")
    assert slot_of(text, 14, 19, line) == Slot("av", "och")
    assert slot_of(text, 24, 28, line) == Slot("och", ".")
    assert slot_of(text, 6, 10, line) == Slot("¶", "av")
    assert slot_of(text, 31, 38, Sentence(31, 38, "work")) == Slot("¶", "¶")


def test_a_neighbour_nobody_has_met_weighs_nothing():
    weights = slot_weights([Slot("av", ",")], [Slot("du", ",")])
    assert weights.likeness([Slot("aldrig", "sedd")]) == 0


@pytest.mark.shared_data
def test_in_real_ads_candidates_come_by_ads_downwards_and_none_is_in_the_list(shared_data):
    ads = read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    software = ads.table[ads.table["occupation"] == "2512"].head(300)
    ads = replace(ads, table=software)
    official = read_skills(shared_data("jobtech-taxonomy") / "skills.csv")
    words = set(" ".join(software["text"]).casefold().split())
    terms = official.terms[[words.issuperset(t.casefold().split()) for t in official.terms["term"]]]
    skills = SkillList.of(official.skills.loc[sorted(set(terms["skill"]))], terms)
    found = candidate_terms(ads, find_skills(ads, skills), skills, min_ads=3)
    assert found["changes"].is_monotonic_decreasing
    assert found["changes"].min() >= 3
    assert not set(found["label"].map(normal_form)) & set(terms["term"].map(normal_form))
    assert "RESTful" in set(found["label"])


@given(st.text(alphabet="aÅ1_+#.-, \n\u0301\u00adß", max_size=30))
def test_words_said_to_stand_beside_each_other_are_what_stands_there(text):
    line = Sentence(0, len(text), "work")
    words = list(WORD.finditer(text))
    for one, other in pairwise(words):
        if next_to_each_other(text, one.span(), other.span()):
            assert slot_of(text, *other.span(), line).left == one[0].casefold()
            assert slot_of(text, *one.span(), line).right == other[0].casefold()


def test_hardly_any_words_with_a_blank_between_are_not_said_to_stand_beside_each_other():
    text = "du har vana av att köra truck i hallen"
    spans = [match.span() for match in WORD.finditer(text)]
    assert all(next_to_each_other(text, *pair) for pair in pairwise(spans))


def test_where_no_sequence_stands_in_enough_ads_nothing_is_proposed():
    # "Krav" stands in all of 24 ads, and so at no edge; the number in one of them.
    texts = [f"Krav:\n- {', '.join(KNOWN)}.\n- {k}" for k in range(24)]
    table = {"ad": [str(k) for k in range(24)], "text": texts, "language": "sv"}
    ads, skills = Ads.from_table(pd.DataFrame(table)), skills_called(KNOWN)
    found = candidate_terms(ads, find_skills(ads, skills), skills)
    assert dict(recipe_of(found).steps[-1].counts)["sequences"] == 0
    assert found.empty
