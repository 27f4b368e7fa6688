import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.errors import InputError
from mobility.foundation.occupations import Occupations
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import standing
from mobility.reaching.understand import NOT_THIS, understand
from mobility.reaching.vocabulary import Vocabulary, vocabulary

LABELS = {
    "s1": "Truckvana",
    "s2": "Hotellstädning",
    "s3": "MS Excel",
    "s4": "Svetsning",
    "s5": "Kemi, undervisning",
    "s6": "Java, programmeringsspråk",
    "s7": "Grävmaskin",
    "s8": "Målning",
    "s9": "Äldreomsorg",
    "s10": "Rörsvetsning",
    "s11": "Plåtsvetsning",
    "s12": "Filmarkivering",
    "g1": "Körkort B",
    "g2": "Körkort C",
    "t1": "Noggrann",
}
KINDS = {name: {"g": "gate", "t": "trait"}.get(name[0], "skill") for name in LABELS}
TITLES = {
    "5120": "Kockar och kallskänkor",
    "5121": "Storhushållskockar",
    "9111": "Städare",
    "8332": "Lastbilsförare m.fl.",
}


@pytest.fixture(scope="module")
def space(skill_list, counts_of) -> SkillSpace:
    table = [
        [4, 3, 2, 1, 1, 1, 0, 2, 3, 0, 1, 0, 1, 0, 2],
        [5, 2, 2, 1, 1, 1, 0, 2, 4, 0, 1, 0, 1, 0, 2],
        [1, 5, 0, 2, 0, 1, 2, 1, 4, 1, 0, 1, 0, 1, 1],
        [3, 0, 1, 4, 1, 0, 3, 0, 0, 2, 1, 1, 3, 4, 0],
    ]
    counts = counts_of(table, list(TITLES), list(LABELS), [10] * 4, version="SSYK 2012")
    titles = pd.DataFrame(
        {"title": list(TITLES.values()), "level": 4}, index=pd.Index(TITLES, name="occupation")
    )
    return skill_space(
        counts, skill_list(KINDS, LABELS), occupations=Occupations(titles, "SSYK 2012")
    )


@pytest.fixture(scope="module")
def words(space) -> Vocabulary:
    return vocabulary(space)


@pytest.mark.parametrize(
    ("typed", "label", "how"),
    [
        ("GRÄVMASKIN", "Grävmaskin", "same"),
        ("s4", "Svetsning", "same"),
        ("grävmaskinen", "Grävmaskin", "inflected"),
        ("målade", "Målning", "inflected"),
        ("truck", "Truckvana", "synonym"),
        ("exel", "MS Excel", "synonym"),
        ("java", "Java, programmeringsspråk", "synonym"),
        ("B-körkort", "Körkort B", "synonym"),
        ("körkort klass c", "Körkort C", "synonym"),
        ("ta hand om äldre", "Äldreomsorg", "synonym"),
        ("welding", "Svetsning", "translated"),
        ("excavators", "Grävmaskin", "translated"),
        ("städat på hotell", "Hotellstädning", "compound part"),
        ("gravmaskin", "Grävmaskin", "misspelled"),
        ("gävmaskin", "Grävmaskin", "misspelled"),
        ("svestning", "Svetsning", "misspelled"),
        ("svetssning", "Svetsning", "misspelled"),
        ("jag har jobbat med svetsning i några år", "Svetsning", "same"),
        ("städare", "Städare", "same"),
        ("noggranna", "Noggrann", "inflected"),
    ],
)
def test_a_word_is_understood_and_it_is_said_how(words, typed, label, how):
    found = understand(typed, words)
    assert found[["status", "label", "how"]].to_dict("records") == [
        {"status": "understood", "label": label, "how": how}
    ]


def test_a_line_holds_several_words_and_phrases(words):
    found = understand("truckkort, städat på hotell; engelska\n- exel • java och svetsning", words)
    assert found["label"].tolist() == [
        "Truckvana", "Hotellstädning", "engelska", "MS Excel", "Java, programmeringsspråk",
        "Svetsning",
    ]  # fmt: skip
    assert found["kind"].tolist()[2] == "language"


def test_a_label_with_a_comma_is_one_phrase(words):
    assert understand("Java, programmeringsspråk", words)["id"].tolist() == ["s6"]


def test_a_word_that_only_begins_a_label_is_a_question_not_an_answer(words):
    found = understand("körkort", words).iloc[0]
    assert (found["status"], found["id"], found["label"]) == ("unsure", "", "")
    assert set(found["alternatives"]) > {("g1", "Körkort B"), ("g2", "Körkort C")}


def test_the_head_of_a_narrower_label_is_a_question(words):
    found = understand("kemi", words).iloc[0]
    assert found["status"] == "unsure"
    assert found["alternatives"] == (("s5", "Kemi, undervisning"),)


def test_a_phrase_understood_only_in_part_is_a_question(words):
    found = understand("svetsning i rymden", words).iloc[0]
    assert (len(understand("svetsning i rymden", words)), found["status"]) == (1, "unsure")
    assert found["alternatives"][0] == ("s4", "Svetsning")


def test_two_slips_are_a_question(words):
    found = understand("bildarkivering", words).iloc[0]  # F→B, m→d: another archive, not a slip
    assert found["status"] == "unsure" or found["status"] == "not understood"


def test_another_first_letter_is_a_question(words):
    found = understand("pålning", words).iloc[0]
    assert found["status"] == "unsure"
    assert ("s8", "Målning") in found["alternatives"]


def test_what_means_nothing_here_is_said_back(words):
    found = understand("blorp", words).iloc[0]
    assert (found["typed"], found["status"], found["how"]) == ("blorp", "not understood", "")
    assert found["alternatives"] == ()


@pytest.mark.parametrize("number", ["811218-9876", "19811218 9876", "8112189876", "811278+9876"])
def test_a_personal_identity_number_is_refused_and_not_repeated(words, number):
    found = understand(f"svetsning {number} java", words)
    assert sorted(found["status"]) == ["refused", "understood", "understood"]
    assert "9876" not in found.to_json()


def test_a_correction_is_taken_as_given(words):
    corrections = {"Körkort": "g2", "truck": NOT_THIS}
    found = understand("körkort, truck", words, corrections=corrections)
    assert found["status"].tolist() == ["understood", "not understood"]
    assert found["id"].tolist() == ["g2", ""]
    assert found["how"].tolist() == ["corrected", "corrected"]
    assert found["alternatives"].tolist() == [(), (("s1", "Truckvana"),)]


def test_a_correction_may_name_a_label_but_not_something_unknown(words):
    assert understand("bil", words, corrections={"bil": "Körkort B"})["id"].tolist() == ["g1"]
    with pytest.raises(InputError, match="'s99' is not an id or label"):
        understand("bil", words, corrections={"bil": "s99"})


def test_synonyms_of_a_user_are_used_and_what_they_mean_elsewhere_is_set_aside(space):
    table = pd.DataFrame({"term": ["kockis", "flygare"], "means": ["5120", "Pilot"]})
    own = vocabulary(space, synonyms=table)
    assert understand("kockis, flygare", own)["id"].tolist() == ["5120", ""]
    assert own.set_aside == ("Pilot",)


def test_terms_of_the_skill_list_are_synonyms(skill_list, counts_of):
    from mobility.foundation.skill_list import SkillList

    skills = skill_list({"k": "skill", "m": "skill"}, {"k": "Knivvana", "m": "Meny"})
    terms = pd.concat(
        [skills.terms, pd.DataFrame({"term": ["filea"], "skill": ["k"], "origin": ["synonym"],
                                     "match": ["any"]})]
    )  # fmt: skip
    counts = counts_of([[3, 1], [2, 1], [0, 3]], ["5120", "5121", "4110"], ["k", "m"], [10] * 3)
    named = skill_space(counts, SkillList.of(skills.skills, terms))
    assert understand("filea", named)[["id", "how"]].to_numpy().tolist() == [["k", "synonym"]]


def test_nothing_typed_gives_an_empty_table_with_all_columns(words):
    found = understand(["", " , ;"], words)
    assert found.empty
    assert list(found.columns)[:4] == ["typed", "status", "kind", "id"]


@given(text=st.text(max_size=40))
def test_any_text_gives_rows_whose_ids_are_known_and_only_the_understood_have_one(words, text):
    found = understand(text, words)
    known = {entry.id for entry in words.entries}
    for row in found.itertuples():
        assert (row.id in known) == (row.status == "understood")
        assert {name for name, _ in row.alternatives} <= known
        assert len(row.alternatives) <= 5
        assert 0 <= row.score <= 1
        assert bool(row.alternatives) == (row.status == "unsure")


@given(typed=st.permutations(["truckkort", "java", "körkort", "blorp"]))
def test_each_word_is_understood_by_itself_whatever_stands_around_it(words, typed):
    together = understand(", ".join(typed), words).set_index("typed").sort_index()
    alone = pd.concat([understand(word, words) for word in typed]).set_index("typed").sort_index()
    pd.testing.assert_frame_equal(together, alone)


def test_what_is_unsure_does_not_count_until_it_is_chosen(space, words):
    found = understand("svetsning, körkort", words)
    certain = found[found["status"] == "understood"]
    person = Person.of(space, skills=certain["id"])
    assert (dict(person.skills), person.gates) == ({"s4": 1.0}, frozenset())
    assert standing(person, space).h[space.skills.get_loc("s4")] == 1.0


@pytest.mark.parametrize(
    "number",
    ["1985-07-09-9805", "1985-07-09 9805", "850709.9805", "850709/9805", "85 07 09 98 05",
     "850709-T123", "19 850709-9805", "８５０７０９-９８０５"],
)  # fmt: skip
def test_a_personal_number_is_refused_and_not_repeated_however_it_is_written(words, number):
    found = understand(f"truckkort {number} svenska", words)
    assert "refused" in set(found["status"])
    assert not found.astype(str).map(lambda cell: "98" in cell or "T12" in cell).to_numpy().any()


@pytest.mark.parametrize(
    "text", ["2019–2021 java", "java 2008-2012", "java 12 år, 3 barn", "010-123"]
)
def test_years_and_small_numbers_are_no_personal_numbers(words, text):
    assert "refused" not in set(understand(text, words)["status"])


def labelled(skill_list, counts_of, *labels):
    """The vocabulary of a space with these skills, and cooks."""
    names = [f"s{n}" for n in range(len(labels))]
    skills = skill_list(dict.fromkeys(names, "skill"), dict(zip(names, labels, strict=True)))
    asked = [[3] * len(names), [1] + [0] * (len(names) - 1), [0] * (len(names) - 1) + [1]]
    counts = counts_of(asked, ["5120", "5121", "4110"], names, [10] * 3)
    return vocabulary(skill_space(counts, skills))


def test_what_is_done_in_one_field_is_asked_about_and_a_kind_of_thing_is_taken(
    skill_list, counts_of
):
    own = labelled(
        skill_list, counts_of, "Provtagning, industri", "Lastbilar, reparationsvana",
        "SVEA, styr- och utvecklingsmodell", "Java, programmeringsspråk",
        "Film/effekter-Autodesk Cleaner", "MS Word",
    )  # fmt: skip
    typed = "provtagning, lasta bilar, sveta, java, cleaner, word"
    found = understand(typed, own).set_index("typed")
    taken = found.loc[found["status"] == "understood", "label"]
    assert dict(taken) == {"java": "Java, programmeringsspråk", "word": "MS Word"}
    assert found.at["provtagning", "alternatives"] == (("s0", "Provtagning, industri"),)


def test_a_phrase_said_with_a_word_less_is_one_phrase(words):
    typed = "vård- och omsorgsprogrammet"
    assert understand(typed, words)["typed"].tolist() == [typed]
