"""Finding skills in ads."""

import re
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


@pytest.mark.parametrize("word", ["vendor", "brand", "standard", "understand", "coordinator"])
def test_and_or_or_inside_a_word_parts_nothing(word):
    # Cut there, "vendor" leaves "vend" and "brand" leaves "br", and the long term is lost.
    pieces = [piece for piece in re.split("and|or", word) if piece]
    lists = vocabulary(f"{word} management", f"trust {word}", *pieces)
    assert found(f"You know {word} management and trust {word}.", lists) == [
        (f"{word} management", f"{word} management"),
        (f"trust {word}", f"trust {word}"),
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


def structured(lists, **fields):
    """The (skill, stance) of what one ad's own fields name, and the counts of the recipe."""
    mentions = find_skills(ads_of("Hej.", **fields), prepare_skills(lists))
    assert set(mentions["source"]) <= {"structured"}
    pairs = list(zip(mentions["skill"], mentions["stance"], strict=True))
    return pairs, dict(recipe_of(mentions).steps[-1].counts)


@pytest.mark.parametrize("name", ["B", "b", "Körkort B", "B-körkort"])
def test_the_licence_field_of_an_ad_asks_for_the_gate(name):
    lists = official("Svetsning", "körkort B", "CE-körkort")
    pairs, counts = structured(lists, driving_licence=[(name,)])
    assert pairs == [("s2", "requested")]
    assert "structured licences not in the skill list" not in counts


def test_a_licence_that_the_list_lacks_is_counted_and_not_taken_for_another():
    lists = official("körkort", "B-körkort")
    pairs, counts = structured(lists, driving_licence=[("B", "BE", "Traktorkort")])
    assert pairs == [("s2", "requested")]
    # BE and Traktorkort
    assert counts["structured licences not in the skill list"] == 2


def test_a_skill_that_two_fields_ask_for_is_one_mention():
    pairs, _ = structured(
        official("B-körkort"), driving_licence=[("B",)], required_skills=[("B-körkort",)]
    )
    assert pairs == [("s1", "requested")]


def test_of_two_skills_for_one_licence_the_shortest_name_has_it():
    lists = vocabulary("giltigt b-körkort", "b-körkort")
    assert structured(lists, driving_licence=[("B",)])[0] == [("b-körkort", "requested")]


def test_the_languages_of_an_ad_are_asked_for():
    pairs, counts = structured(vocabulary("svenska"), languages=[("Svenska", "Finska")])
    assert pairs == [("svenska", "requested")]
    assert counts["structured labels not in the skill list"] == 1


def test_a_language_that_is_a_merit_is_one():
    pairs, _ = structured(vocabulary("finska"), merit_languages=[("Finska",)])
    assert pairs == [("finska", "merit")]


def test_a_synonym_in_the_ads_own_field_names_the_skill():
    lists = official("Yrkeskompetensbevis för förare (YKB)")
    assert structured(lists, merit_skills=[("ykb",)])[0] == [("s1", "merit")]


@pytest.mark.parametrize(
    "words",
    [
        "leg. sjuksköterska",
        "Leg. sjuksköterska",
        "leg sjuksköterska",
        "leg.sjuksköterska",
        "legitimerad sjuksköterska",
        "legitimerade sjuksköterskor",
        "legitimation som sjuksköterska",
    ],
)
@pytest.mark.parametrize(
    "label", ["Legitimation som sjuksköterska", "legitimation som sjuksköterska"]
)
def test_every_way_of_writing_a_legitimation_names_the_gate(words, label):
    assert found(f"Du är {words}.", official(label)) == [("s1", words)]


def test_only_the_dot_of_a_shortened_word_joins():
    lists = official("Legitimation som läkare")
    assert found("Du har ont i ditt leg.\nLäkare söks.", lists) == []
    assert found("Du är legitimerad. Läkare söks.", lists) == []


@pytest.mark.parametrize(
    "text",
    [
        "Du kan .NET.",
        "Du kan C++ och .NET. Du är snäll.",
        "Du kan C#/.NET.",
        "Du kan Windows/.NET.",
        "Du kan (.Net).",
        "Du kan .NET/C++.",
        "Krav: .NET",
    ],
)
def test_dot_net_is_found_wherever_a_sentence_ends(text):
    assert ".net" in [words.casefold() for _, words in found(text, vocabulary(".NET"))]


def test_a_name_that_ends_in_dot_net_is_no_address():
    lists = official("ASP.NET, programmeringsspråk", "C#, programmeringsspråk")
    assert found("Du kan C# och ASP.NET.", lists) == [("s2", "C#"), ("s1", "ASP.NET")]
    assert found("Du kan C#.NET.", lists) == [("s2", "C#")]
    assert found("Se www.asp.net, http://asp.net och jobb@asp.net.", lists) == []


def test_addresses_that_end_a_sentence_hold_no_skills():
    lists = vocabulary("svetsning")
    assert found("Du ser mer på svetsning.net. Du ser svetsning.se.", lists) == []


def test_a_place_where_several_terms_begin_is_set_aside_once():
    lists = vocabulary("social dokumentation", "social")
    mentions = find_skills(ads_of("Om oss\nVi kan social dokumentation."), prepare_skills(lists))
    assert mentions.empty
    counts = dict(recipe_of(mentions).steps[-1].counts)
    assert counts["set aside: speaks of the employer, the offer or how to apply"] == 1


def test_pension_as_work_is_found_and_as_an_offer_set_aside_and_counted():
    lists = vocabulary("rådgivning", "rapportering")
    text = "Du har rådgivning om pension som uppgift.\nVi har tjänstepension och rådgivning."
    mentions = find_skills(ads_of(text), prepare_skills(lists))
    assert mentions["start"].tolist() == [text.index("rådgivning")]
    counts = dict(recipe_of(mentions).steps[-1].counts)
    assert counts["set aside: speaks of the employer, the offer or how to apply"] == 1


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
