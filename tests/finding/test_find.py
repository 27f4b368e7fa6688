"""Finding skills in ads."""

import unicodedata

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.finding.terms import compile_terms
from mobility.foundation.mentions import MENTION_COLUMNS
from mobility.foundation.recipe import recipe_of
from mobility.foundation.skill_list import SkillList
from tests.finding.lists import ads_of, found, official, vocabulary

TOOLS = official(
    "Python, programmeringsspråk", "R, programmeringsspråk", "SQL, frågespråk", "Vi, texteditor"
)


def test_r_is_found_among_tools_and_not_in_gör():
    assert found("Du kan Python, R och SQL.", TOOLS) == [
        ("s1", "Python"),
        ("s2", "R"),
        ("s3", "SQL"),
    ]
    assert found("Du gör rätt i rum R och på r.", TOOLS) == []


def test_vi_is_no_skill():
    assert found("Vi söker dig. Vi är vi.", TOOLS) == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_ring_in_one_or_two_code_points_is_the_same_letter(form):
    text = unicodedata.normalize(form, "Du har vana av hälsovård på äldreboende.")
    ((skill, words),) = found(text, vocabulary("hälsovård"))
    assert skill == "hälsovård"
    assert unicodedata.normalize("NFC", words) == "hälsovård"


def test_the_longest_term_wins():
    lists = vocabulary("social omsorg", "social dokumentation")
    assert found("Du kan social dokumentation.", lists)[0][0] == "social dokumentation"
    longer = vocabulary("svetsning", "robotiserad svetsning")
    assert found("Du kan robotiserad svetsning.", longer) == [
        ("robotiserad svetsning", "robotiserad svetsning")
    ]


def test_an_inflected_form_names_the_skill():
    assert found("Du har truckkortet.", vocabulary("truckkort")) == [("truckkort", "truckkortet")]


def test_a_form_that_is_a_term_of_its_own_names_that_skill():
    both = vocabulary("transportplanering", "transportplaneringen")
    assert found("Du leder transportplaneringen.", both)[0][0] == "transportplaneringen"


def test_a_verb_names_the_skill_only_where_the_work_is_spoken_of():
    lists = vocabulary("montering")
    assert found("Du monterar kök.", lists) == [("montering", "monterar")]
    assert found("Vi är kända för att montera kök.", lists) == []


def test_spaces_and_hyphens_are_one():
    lists = vocabulary("b-körkort")
    for text in ("Du har B-körkort.", "Du har B körkort.", "Du har b\u2011körkort."):
        assert [skill for skill, _ in found(text, lists)] == ["b-körkort"]


def test_an_open_part_names_the_compound():
    lists = vocabulary("underhållsarbete", "reparationsarbete")
    text = "Du utför underhålls- och reparationsarbete."
    assert found(text, lists) == [
        ("underhållsarbete", "underhålls"),
        ("reparationsarbete", "reparationsarbete"),
    ]


def test_a_whole_term_with_och_comes_before_its_parts():
    lists = vocabulary("styr- och reglerteknik", "reglerteknik")
    text = "Du kan styr- och reglerteknik."
    assert found(text, lists) == [("styr- och reglerteknik", "styr- och reglerteknik")]


def test_a_compound_is_not_split():
    assert found("Du är systemutvecklare.", vocabulary("systemut", "utvecklare")) == []


def test_one_part_of_a_hyphenated_word_is_not_found():
    assert found("Du är kundtjänst-minded.", vocabulary("kundtjänst")) == []
    assert found("Du är SQL-utvecklare.", TOOLS) == [("s3", "SQL")]


def test_an_acronym_is_found_in_capitals_only():
    lists = official("LASS, omsorg")
    assert found("Du kan LASS.", lists) == [("s1", "LASS")]
    assert found("Du kan lass.", lists) == []


def test_capitals_in_a_shouted_line_say_nothing():
    lists = official("LASS, omsorg")
    assert found("DU MÅSTE LASS VARJE DAG", lists) == []


def test_a_name_that_is_also_a_word_needs_other_tools_near():
    lists = official("Access, databashanterare", "Go, programmeringsspråk", "Java, språk")
    assert found("You get access to Go karts. Access denied.", lists) == []
    text = "You know Access and SQL, or Go and Java."
    assert [words for _, words in found(text, lists)] == ["Access", "Go", "Java"]


def test_a_language_is_not_the_adjective_of_a_nation():
    lists = vocabulary("svenska", "engelska")
    text = "Vi leder den svenska marknaden. Du talar flytande svenska och engelska."
    spans = found(text, lists)
    assert spans == [("svenska", "svenska"), ("engelska", "engelska")]


def test_a_general_word_counts_where_the_work_is_spoken_of():
    lists = vocabulary("kommunikation")
    assert found("Du ansvarar för kommunikation.", lists) == [("kommunikation", "kommunikation")]
    assert found("Området har god kommunikation.", lists) == []


def test_what_the_employer_offers_or_says_of_itself_is_set_aside_and_counted():
    ads = ads_of("Om oss\nStarka inom svetsning.\nKrav:\nSvetsning.")
    mentions = find_skills(ads, prepare_skills(vocabulary("svetsning")))
    # "svetsning" stands twice; the second, under Krav, counts: Om oss\n = 7 … 35 to 44.
    assert [
        ads.table["text"][0][s:e] for s, e in zip(mentions["start"], mentions["end"], strict=True)
    ] == ["Svetsning"]
    counts = dict(recipe_of(mentions).steps[-1].counts)
    assert counts["set aside: speaks of the employer, the offer or how to apply"] == 1


def test_addresses_hold_no_skills():
    lists = vocabulary("svetsning")
    assert found("Se www.svetsning.se eller info@svetsning.se om du vill.", lists) == []


def test_the_ads_own_fields_become_structured_mentions():
    ads = ads_of(
        "Du lagar mat.",
        required_skills=[("Java, programmeringsspråk", "Okänd")],
        merit_skills=[("sql, frågespråk",)],
    )
    skills = prepare_skills(official("Java, programmeringsspråk", "SQL, frågespråk"))
    mentions = find_skills(ads, skills)
    assert mentions[["skill", "stance", "source"]].values.tolist() == [
        ["s1", "requested", "structured"],
        ["s2", "merit", "structured"],
    ]
    assert mentions[["start", "end"]].isna().all(axis=None)
    counts = dict(recipe_of(mentions).steps[-1].counts)
    assert counts["structured labels not in the skill list"] == 1


def test_no_ads_give_an_empty_table_of_the_contract():
    mentions = find_skills(ads_of(), prepare_skills(vocabulary("svetsning")))
    assert list(mentions.columns) == [column.name for column in MENTION_COLUMNS]
    assert mentions.empty


PIECES = st.sampled_from(
    [
        "Du kan ",
        "svetsning",
        "Svetsningen",
        "hälsovård",
        "ha\u0308lsova\u030ard",
        ", ",
        "\n",
        "och ",
        "C#",
        ".NET",
        "underhålls- ",
        "reparationsarbete",
        "🔧",
        "\u00ad",
        "B-körkort",
        " R ",
        "İ",
    ]
)
PIECEWORK = prepare_skills(
    vocabulary("svetsning", "hälsovård", "c#", ".net", "underhållsarbete", "b-körkort")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_spans_slice_the_original_text(text):
    mentions = find_skills(ads_of("Du. " + text), PIECEWORK)
    text = "Du. " + text
    beginnings = {
        "svetsning": "svets",
        "hälsovård": "hälsov",
        "c#": "c#",
        ".net": ".net",
        "underhållsarbete": "underhålls",
        "b-körkort": "b",
    }
    last = 0
    for skill, start, end in zip(
        mentions["skill"], mentions["start"], mentions["end"], strict=True
    ):
        words = unicodedata.normalize("NFC", text[start:end].replace("\u00ad", "")).casefold()
        assert words.startswith(beginnings[skill])
        assert start >= last
        last = end


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(random):
    skills = prepare_skills(TOOLS, vocabulary("montering", "b-körkort", "databaser"))
    order = random.sample(range(len(skills.terms)), len(skills.terms))
    shuffled = SkillList(
        skills.skills.iloc[::-1],
        skills.terms.iloc[order],
        skills.dropped,
        skills.review,
        skills.recipe,
    )
    assert compile_terms(skills) == compile_terms(shuffled)


def test_two_runs_give_the_same_bytes():
    ads = ads_of("Du kan Python, R och SQL samt monterar databaser.", "Du har B-körkort.")

    def run():
        skills = prepare_skills(TOOLS, vocabulary("montering", "b-körkort", "databaser"), ads=ads)
        mentions = find_skills(ads, skills)
        return mentions.to_csv(), str(recipe_of(mentions)), skills.terms.to_csv()

    assert run() == run()


def test_progress_is_told_of_every_ad():
    told = []
    skills = prepare_skills(vocabulary("svetsning"))
    find_skills(ads_of("a b", "c d"), skills, progress=lambda *said: told.append(said))
    assert told[-1] == ("find skills", 2, 2)


def test_nothing_given_is_changed():
    ads = ads_of("Du kan Python.")
    before = ads.table.copy(deep=True)
    find_skills(ads, prepare_skills(TOOLS))
    pd.testing.assert_frame_equal(ads.table, before)
