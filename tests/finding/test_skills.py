"""Preparing a skill list."""

import pandas as pd
import pytest

from mobility.finding.skills import prepare_skills
from mobility.foundation.errors import InputError
from mobility.foundation.skill_list import REVIEW_COLUMNS
from tests.finding.lists import ads_of, official, vocabulary


def decision(skill, decided, into=None, new_label=None):
    line = {"decision": decided, "skill": skill, "label": skill, "into": into,
            "new_label": new_label, "why": "by hand"}  # fmt: skip
    return pd.DataFrame([line], columns=[column.name for column in REVIEW_COLUMNS])


def reasons(skills):
    return {(term, reason) for term, reason in skills.dropped[["term", "reason"]].values.tolist()}


def terms(skills):
    return dict(zip(skills.terms["term"], skills.terms["skill"], strict=True))


def test_the_head_of_a_label_becomes_a_term():
    skills = prepare_skills(official("Java, programmeringsspråk"))
    assert terms(skills) == {"Java, programmeringsspråk": "s1", "Java": "s1"}


def test_a_head_that_two_labels_share_becomes_none():
    skills = prepare_skills(official("SAS, programmeringsspråk", "SAS, Data Management"))
    assert "SAS" not in terms(skills)
    assert ("SAS", "several labels share it") in reasons(skills)


def test_a_head_that_the_rest_narrows_becomes_none():
    skills = prepare_skills(official("Kemi, undervisning gymnasienivå"))
    assert ("Kemi", "the label is narrower than its head") in reasons(skills)


def test_a_common_word_becomes_no_term():
    skills = prepare_skills(official("Vi, texteditor", "Verktyg, redovisningssystem"))
    assert {("Vi", "common word"), ("Verktyg", "common word")} <= reasons(skills)


def test_the_sides_of_a_slash_become_terms_and_short_sides_do_not():
    skills = prepare_skills(official("Omsorgsutbildning/Omvårdnadsutbildning", "CI/CD"))
    assert terms(skills)["Omvårdnadsutbildning"] == "s1"
    assert set(terms(skills)) == {
        "Omsorgsutbildning/Omvårdnadsutbildning",
        "Omsorgsutbildning",
        "Omvårdnadsutbildning",
        "CI/CD",
    }


def test_the_acronym_in_a_parenthesis_becomes_a_term_in_capitals():
    skills = prepare_skills(official("Amazon Web Services (AWS), molnplattform"))
    match = skills.terms.set_index("term")["match"]
    assert match["AWS"] == "capitals"


def test_ad_vocabulary_is_merged_with_the_label_it_equals():
    skills = prepare_skills(official("B-körkort"), vocabulary("b körkort"))
    assert list(skills.skills.index) == ["s1"]
    assert ("b körkort", "names s1") in reasons(skills)


def test_a_gate_is_a_gate_whatever_list_it_came_in():
    skills = prepare_skills(official("Truckkort", "Lärarlegitimation"), vocabulary("b-körkort"))
    assert skills.skills["kind"].to_dict() == {"b-körkort": "gate", "s1": "skill", "s2": "gate"}


def test_traits_are_dropped_unless_asked_for():
    lists = (vocabulary("svetsning"), vocabulary("flexibel", kind="trait"))
    assert ("flexibel", "trait") in reasons(prepare_skills(*lists))
    assert prepare_skills(*lists, traits=True).skills["kind"]["flexibel"] == "trait"


def test_occupation_titles_are_never_skills():
    lists = (vocabulary("svetsning", "kock"), vocabulary("svetsare", kind="occupation"))
    skills = prepare_skills(*lists, occupation_titles=["Kock, storhushåll"])
    assert list(skills.skills.index) == ["svetsning"]
    assert {("kock", "occupation title"), ("svetsare", "occupation title")} <= reasons(skills)


def test_the_places_of_the_ads_are_no_skills():
    ads = ads_of("text", municipality_name=["Kil"])
    skills = prepare_skills(vocabulary("kil", "svetsning"), ads=ads)
    assert ("kil", "place") in reasons(skills)


def test_a_short_word_that_ads_write_in_capitals_is_an_acronym():
    ads = ads_of("HPLC och HPLC men hplc. Laser laser laser.")
    skills = prepare_skills(vocabulary("hplc", "laser"), ads=ads)
    match = skills.terms.set_index("term")["match"].to_dict()
    # HPLC stands in capitals twice of three times, laser never.
    assert match == {"HPLC": "capitals", "laser": "any"}


def test_spelling_variants_are_proposed_and_not_done():
    skills = prepare_skills(
        vocabulary("backend", "back-end", "svetsning", "klinisk psykologi", "psykologi klinisk")
    )
    proposed = skills.review.set_index("skill")["into"].to_dict()
    assert proposed == {"back-end": "backend", "psykologi klinisk": "klinisk psykologi"}
    assert "back-end" in skills.skills.index


def test_an_official_label_is_the_goal_of_a_proposal():
    skills = prepare_skills(official("Förskoleplanering"), vocabulary("förskoleplaneringen"))
    assert skills.review[["skill", "into"]].values.tolist() == [["förskoleplaneringen", "s1"]]


def test_a_merge_gives_the_terms_to_the_other_skill():
    lists = vocabulary("backend", "back-end")
    skills = prepare_skills(lists, review=decision("back-end", "merge", into="backend"))
    assert terms(skills) == {"backend": "backend", "back-end": "backend"}
    assert list(skills.skills.index) == ["backend"]


def test_a_rejected_skill_is_never_looked_for():
    skills = prepare_skills(
        vocabulary("svetsning", "lödning"), review=decision("lödning", "reject")
    )
    assert list(skills.skills.index) == ["svetsning"]
    assert ("lödning", "rejected in review") in reasons(skills)


def test_an_accepted_skill_stands_against_the_stop_list():
    lists = vocabulary("verktyg", "svetsning")
    assert "verktyg" not in prepare_skills(lists).skills.index
    accepted = prepare_skills(lists, review=decision("verktyg", "accept"))
    assert "verktyg" in accepted.skills.index


def test_a_renamed_skill_has_its_new_label_and_its_old_terms():
    review = decision("lödning", "rename", new_label="Lödning av elektronik")
    skills = prepare_skills(vocabulary("lödning"), review=review)
    assert skills.skills["label"]["lödning"] == "Lödning av elektronik"
    assert terms(skills) == {"lödning": "lödning"}


def test_the_next_run_keeps_what_was_decided():
    lists = vocabulary("backend", "back-end", "svetsning", "svetsningen")
    first = prepare_skills(lists, review=decision("back-end", "merge", into="backend"))
    second = prepare_skills(lists, review=first.review)
    pd.testing.assert_frame_equal(first.review, second.review)
    pd.testing.assert_frame_equal(first.terms, second.terms)
    assert set(second.review["skill"]) == {"back-end", "svetsningen"}


def test_every_decision_that_cannot_be_done_is_named_at_once():
    review = pd.concat(
        [
            decision("lödning", "merge"),
            decision("lödning", "rename"),
            decision("okänd", "reject"),
            decision("a1", "merge", into="b1"),
            decision("b1", "merge", into="a1"),
        ]
    )
    with pytest.raises(InputError) as refused:
        prepare_skills(vocabulary("lödning", "a1", "b1"), review=review)
    assert len(refused.value.problems) == 6
    assert "'lödning' is decided already on row 1" in str(refused.value)
    assert "'okänd' is in none of the skill lists" in str(refused.value)


def test_one_id_for_two_skills_is_refused():
    with pytest.raises(InputError, match="'s1' stands for different skills"):
        prepare_skills(official("Svetsning"), official("Lödning"))


def test_no_list_is_refused():
    with pytest.raises(InputError, match="no skill list was given"):
        prepare_skills()


def test_what_is_dropped_stands_there_with_its_reason_and_count():
    skills = prepare_skills(
        vocabulary("resor", "högskoleutbildning", "fordonsbranschen", "lödning")
    )
    assert reasons(skills) == {
        ("fordonsbranschen", "line of business or field"),
        ("högskoleutbildning", "education level"),
        ("resor", "common word"),
    }
    assert dict(skills.recipe.steps[-1].counts)["dropped"] == 3


def test_an_everyday_word_names_the_label_where_the_label_is():
    skills = prepare_skills(official("Bordsservering"))
    assert terms(skills)["servera"] == "s1"
    assert "servera" not in terms(prepare_skills(vocabulary("lödning")))
