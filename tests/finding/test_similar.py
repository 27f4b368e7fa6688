"""Skills by meaning: the nearest term, from a threshold that was measured."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.finding.find import find_skills
from mobility.finding.judged_phrases import phrases_to_judge, threshold_from_judged
from mobility.finding.phrases import encoded, phrases_of
from mobility.finding.similar import similar_skills
from mobility.finding.similarity_threshold import similarity_threshold
from mobility.finding.skills_near_phrases import skills_near_phrases
from mobility.finding.uncovered import Word
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.mentions import MENTION_COLUMNS
from mobility.foundation.recipe import recipe_of
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import check_table
from mobility.relating.corpus_encoder import CorpusEncoder


class Places:
    """An encoder that knows where each word lies on a circle, in degrees; others are far off."""

    def __init__(self, degrees):
        self.degrees = degrees

    def encode(self, texts):
        angles = [np.radians(self.degrees.get(text.casefold(), 180.0)) for text in texts]
        return np.array([(np.cos(a), np.sin(a)) for a in angles], dtype=np.float32)

    def __repr__(self):
        return "Places()"


def list_of(terms):
    """A skill list from skill → terms; the first is the label."""
    labels = pd.DataFrame(
        {"skill": list(terms), "label": [t[0] for t in terms.values()], "kind": "skill"}
    )
    rows = [(term, skill, "label", "any") for skill, own in terms.items() for term in own]
    return SkillList.of(
        labels.set_index("skill"), pd.DataFrame(rows, columns=["term", "skill", "origin", "match"])
    )


def ads_of(*texts):
    return Ads.from_table(
        pd.DataFrame(
            {"ad": [f"{k:03}" for k in range(len(texts))], "text": texts, "language": "sv"}
        )
    )


KITCHEN = list_of({"k": ["knivslipning"], "t": ["truckkort"]})
DEGREES = {"knivslipning": 0, "truckkort": 90, "vassa eggar": 20, "gaffeltruckbevis": 60}


def test_a_phrase_names_the_skill_of_the_nearest_term_if_it_is_near_enough():
    ads = ads_of("Krav:\nVassa eggar, gaffeltruckbevis, knivslipning.")
    exact = find_skills(ads, KITCHEN)
    encoder = Places(DEGREES)
    # "vassa eggar" is 20° from knivslipning: cos 20° = .94; the licence 30° from truckkort: .87.
    strict = similar_skills(ads, exact, KITCHEN, encoder, threshold=0.9)
    assert strict[["skill", "start", "end"]].values.tolist() == [["k", 6, 17]]
    found = similar_skills(ads, exact, KITCHEN, encoder, threshold=0.85)
    text = ads.table["text"][0]
    spans = zip(found["skill"], found["start"], found["end"], strict=True)
    assert [(skill, text[a:b]) for skill, a, b in spans] == [
        ("k", "Vassa eggar"), ("t", "gaffeltruckbevis"),
    ]  # fmt: skip
    assert set(found["source"]) == {"similar"}
    step = recipe_of(found).steps[-1]
    assert dict(step.settings)["threshold"] == 0.85
    assert dict(step.counts)["mentions"] == 2


def test_only_what_is_asked_for_is_read_and_ads_with_one_text_get_the_same():
    text = "Om oss\nVassa eggar.\nKrav:\nGaffeltruckbevis."
    ads = ads_of(text, "Krav:\nInget.", text)
    found = similar_skills(ads, find_skills(ads, KITCHEN), KITCHEN, Places(DEGREES), threshold=0.8)
    assert found[["ad", "skill"]].values.tolist() == [["000", "t"], ["002", "t"]]


@pytest.mark.parametrize("threshold", [-1, 1.2])
def test_a_threshold_that_is_no_cosine_is_refused(threshold):
    ads = ads_of("Krav:\nVassa eggar.")
    with pytest.raises(InputError, match="cosine"):
        similar_skills(ads, find_skills(ads, KITCHEN), KITCHEN, Places({}), threshold=threshold)


def test_phrases_are_cut_after_four_words_and_at_words_that_are_everywhere():
    run = [Word(word, 0, 0) for word in ["en", "två", "tre", "fyra", "fem", "och", "7", "sex"]]
    found = [" ".join(w.word for w in p) for p in phrases_of([run], frozenset({"och"}))]
    assert found == ["en två tre fyra", "fem", "sex"]


def test_an_encoder_is_not_asked_for_texts_it_does_not_know():
    texts = ["kniv ugn kök", "kniv ugn sked"] * 5
    encoder = CorpusEncoder.from_texts([f"{t} {k}x" for k, t in enumerate(texts)], min_texts=2)
    rows, vectors = encoded(["kniv", "aldrig", "ugn"], encoder, lambda *_: None)
    assert rows.tolist() == [0, 2]
    assert vectors.shape[0] == 2
    with pytest.raises(EmptyResultError, match="none of 1 terms"):
        similar_skills(
            ads_of("a"),
            find_skills(ads_of("a"), list_of({"x": ["aldrig"]})),
            list_of({"x": ["aldrig"]}),
            encoder,
            threshold=0.5,
        )


@pytest.fixture(scope="module")
def held_out():
    """Forty skills of two unlike terms each."""
    return list_of({f"s{k:02}": [f"alfa{k:02}ord", f"beta{k:02}ord"] for k in range(40)})


class OwnPlanes:
    """Each skill's two terms meet at 10°, or at 40° where its number is a multiple of four."""

    def encode(self, texts):
        vectors = np.zeros((len(texts), 81), dtype=np.float32)
        for row, text in enumerate(texts):
            word = text.casefold()
            if word[:4] in ("alfa", "beta") and word[4:6].isdigit():
                k = int(word[4:6])
                angle = 0.0 if word.startswith("alfa") else np.radians(40 if k % 4 == 0 else 10)
                vectors[row, 2 * k : 2 * k + 2] = np.cos(angle), np.sin(angle)
            else:
                vectors[row, 80] = 1.0
        return vectors

    def __repr__(self):
        return "OwnPlanes()"


def workshop(skills):
    """Eighty ads that name one term each."""
    ads = ads_of(
        *(
            f"Om oss\nVi har roligt nummer{k}.\nKrav:\nErfarenhet av "
            f"{'alfa' if k < 40 else 'beta'}{k % 40:02}ord. Du trivs med uppgift{k}."
            for k in range(80)
        )
    )
    return ads, skills, find_skills(ads, skills)


def test_the_threshold_is_the_lowest_that_holds_the_precision(held_out):
    ads, skills, mentions = workshop(held_out)
    assert len(mentions) == 80
    found = similarity_threshold(ads, mentions, skills, OwnPlanes(), precision=0.9)
    # All 80 held-out hits are right: 60 at cos 10° = .985, 20 at cos 40° = .766; nothing else is
    # near. So the lowest cosine of a right hit holds, with precision 1 and every hit.
    assert found.threshold == pytest.approx(np.cos(np.radians(40)), abs=2e-4)
    assert (found.precision, found.hit_rate) == (1.0, 1.0)
    assert found.judged == 40  # the other half of the ads


def test_phrases_of_the_employer_that_are_near_a_term_raise_the_threshold(held_out):
    # The employer's phrase of every ad lies on a term but for 30°: .866 is between the two.
    class Nearer(OwnPlanes):
        def encode(self, texts):
            vectors = super().encode(texts)
            for row, text in enumerate(texts):
                if text.startswith("nummer"):
                    vectors[row] = 0
                    vectors[row, :2] = np.cos(np.radians(-30)), np.sin(np.radians(-30))
            return vectors

    ads, skills, mentions = workshop(held_out)
    found = similarity_threshold(ads, mentions, skills, Nearer(), precision=0.9)
    assert found.threshold == pytest.approx(np.cos(np.radians(10)), abs=2e-4)
    assert found.precision == 1.0
    assert 0.5 < found.hit_rate < 1.0  # the skills 40° apart are no longer found
    assert found.curve["precision"].iloc[0] < 0.9


def test_a_precision_that_nothing_holds_is_refused_with_the_best_there_is(held_out):
    class Confused(OwnPlanes):
        def encode(self, texts):
            return np.tile(np.array([[1.0, 0.0]], dtype=np.float32), (len(texts), 1))

    ads, skills, mentions = workshop(held_out)
    with pytest.raises(EmptyResultError, match=r"No threshold holds .* the best is 0\.0"):
        similarity_threshold(ads, mentions, skills, Confused(), precision=0.9)
    with pytest.raises(InputError, match="at most 1"):
        similarity_threshold(ads, mentions, skills, Confused(), precision=1.5)


def test_labels_alone_cannot_be_held_out():
    ads = ads_of(*(f"Krav:\nKnivslipning nummer{k}." for k in range(50)))
    with pytest.raises(EmptyResultError, match=r"0 hits name a skill .* Add synonyms"):
        similarity_threshold(ads, find_skills(ads, KITCHEN), KITCHEN, Places(DEGREES))


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([*DEGREES, "och", "en kock", "hej"]), min_size=1, max_size=6),
        min_size=1,
        max_size=5,
    ),
    st.floats(-0.5, 1.0),
)
def test_mentions_lie_in_their_texts_and_none_overlaps_another(rows, threshold):
    ads = ads_of(*("Krav:\n" + ", ".join(words) + "." for words in rows))
    exact = find_skills(ads, KITCHEN)
    found = similar_skills(ads, exact, KITCHEN, Places(DEGREES), threshold=threshold)
    both = pd.concat([exact, found]).sort_values(["ad", "start"])
    check_table(both, MENTION_COLUMNS, "mentions")
    follows = both["ad"].eq(both["ad"].shift()) & (both["start"] < both["end"].shift())
    assert not follows.any()
    length = ads.table.set_index("ad")["text"].str.len()
    assert (both["end"].to_numpy() <= both["ad"].map(length).to_numpy()).all()


def judged_as(*groups):
    """Judged phrases from (how many, cosine, judgement); phrases are numbered through."""
    rows = [(cosine, said) for number, cosine, said in groups for _ in range(number)]
    return pd.DataFrame(
        {
            "phrase": [f"p{k:03}" for k in range(len(rows))],
            "skill": "s",
            "label": "S",
            "cosine": [cosine for cosine, _ in rows],
            "example": "…",
            "judged": [said for _, said in rows],
        }
    )


def test_what_is_near_counts_by_the_one_reading_and_not_by_the_other():
    judged = judged_as((80, 0.9, "same"), (80, 0.7, "near"), (80, 0.5, "other"), (9, 0.99, None))
    # By "same" all 80 of .9 are right and nothing below; by "near" the 80 of .7 are, too.
    same = threshold_from_judged(judged, precision=0.9)
    near = threshold_from_judged(judged, precision=0.9, reading="near")
    assert (same.threshold, near.threshold) == pytest.approx((0.9, 0.7), abs=1e-4)
    assert (same.precision, same.hit_rate, near.precision, near.hit_rate) == (1, 1, 1, 1)
    counts = dict(near.recipe.steps[-1].counts)
    assert counts == {"phrases": 249, "judged": 240, "right": 160}
    # No step is below the furthest right phrase, however little is asked for.
    assert threshold_from_judged(judged, precision=0.1).threshold == same.threshold


def test_a_precision_that_no_judged_phrases_hold_is_refused_with_the_best():
    judged = judged_as((40, 0.9, "near"), (40, 0.9, "other"), (4, 0.95, "same"))
    with pytest.raises(EmptyResultError, match=r"0\.8 by the reading 'same' .* best is 0\.\d"):
        threshold_from_judged(judged)
    with pytest.raises(EmptyResultError, match="59 phrases are judged; 60 are needed"):
        threshold_from_judged(judged_as((59, 0.9, "same"), (50, 0.8, None)))
    with pytest.raises(InputError, match=r"(?s)precision.*reading"):
        threshold_from_judged(judged, precision=0, reading="sibling")
    with pytest.raises(InputError, match="judged"):
        threshold_from_judged(judged.assign(judged="perhaps"))


def test_phrases_are_drawn_that_would_be_found_and_say_nothing_of_their_cosine_by_order():
    ads = ads_of("Krav:\nVassa eggar. Gaffeltruckbevis. Hundar.", "Krav:\nVassa eggar.")
    mentions = find_skills(ads, KITCHEN)
    drawn = phrases_to_judge(ads, mentions, KITCHEN, Places(DEGREES), from_cosine=0.8)
    assert drawn[["phrase", "label"]].to_numpy().tolist() == [
        ["gaffeltruckbevis", "truckkort"],  # 30° apart, .87
        ["vassa eggar", "knivslipning"],  # 20° apart, .94; in both ads, and drawn once
    ]
    assert drawn["cosine"].tolist() == pytest.approx(np.cos(np.radians([30, 20])), abs=1e-6)
    assert drawn["example"].str.contains("«Vassa eggar»").tolist() == [False, True]
    assert drawn["judged"].isna().all()
    found = similar_skills(ads, mentions, KITCHEN, Places(DEGREES), threshold=0.8)
    assert set(found["skill"]) == set(drawn["skill"])
    one = phrases_to_judge(ads, mentions, KITCHEN, Places(DEGREES), from_cosine=0.8, n=1)
    assert len(one) == 1
    with pytest.raises(EmptyResultError, match=r"nearer to a term than 0\.940"):
        phrases_to_judge(ads, mentions, KITCHEN, Places(DEGREES), from_cosine=0.99)
    with pytest.raises(InputError, match=r"(?s)from_cosine.*n"):
        phrases_to_judge(ads, mentions, KITCHEN, Places(DEGREES), from_cosine=2, n=0)


def test_a_phrase_gets_the_skills_of_its_nearest_terms_each_once():
    skills = list_of({"k": ["knivslipning", "vassa eggar"], "t": ["truckkort"]})
    near = skills_near_phrases(
        ["gaffeltruckbevis", "gaffeltruckbevis"], skills, Places(DEGREES), n=5
    )
    # 30° to the truck; 40° to the sharp edges, the nearer term of the knives.
    assert near["skill"].tolist() == ["t", "k"]
    assert near["cosine"].tolist() == pytest.approx(np.cos(np.radians([30, 40])), abs=1e-6)
    assert near["rank"].tolist() == [1, 2]
    with pytest.raises(InputError, match=r"(?s)is empty.*at least 1"):
        skills_near_phrases([" "], skills, Places(DEGREES), n=0)
    assert len(skills_near_phrases([], skills, Places(DEGREES))) == 0
