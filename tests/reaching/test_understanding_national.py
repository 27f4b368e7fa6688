"""How well typed words are understood with the labels of a national list."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from mobility.counting.links import occupation_links
from mobility.counting.occupation_names import named_links
from mobility.finding.linked_skills import skills_of_links
from mobility.reaching.occupation_names import with_occupation_names
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reaching.understand import understand
from mobility.reaching.vocabulary import Vocabulary, vocabulary
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from tests.typed_forms import typed_forms

pytestmark = pytest.mark.shared_data
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def space(shared_data) -> SkillSpace:
    taxonomy = shared_data("jobtech-taxonomy")
    occupations = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012")
    links = read_links(
        shared_data("af-sweden") / "occupation_skills.csv",
        taxonomy / "occupations_ssyk4.csv",
        leave_out=("group_*",),
    )
    counts = occupation_links(links, version="SSYK 2012")
    found = skill_space(counts, skills_of_links(links), occupations=occupations)
    return with_occupation_names(found, named_links(links, version="SSYK 2012"))


@pytest.fixture(scope="module")
def words(space) -> Vocabulary:
    return vocabulary(space)


def test_typed_forms_are_understood_and_under_two_per_cent_wrongly(space, words):
    """600 forms, made by script: slips of the pen, other endings, no å, ä and ö."""
    result: Counter[str] = Counter()
    labels = [str(label) for label in space.labels]
    for seed in range(2):
        for _, typed, label in typed_forms(labels, 60, seed):
            found = understand(typed, words)
            taken = found.loc[found["status"] == "understood", "label"].tolist()
            right = taken == [label] and len(found) == 1
            result["right" if right else "wrong" if taken else "asked or said back"] += 1
    assert result.total() == 600
    assert result["right"] / 600 >= 0.97
    assert result["wrong"] / 600 < 0.02


def test_a_skill_the_list_does_not_hold_is_seldom_taken_for_a_misspelling_of_another(words):
    """Every twenty-fifth label of one word is typed while it is hidden from the vocabulary."""
    from dataclasses import replace

    hidden = [n for n, entry in enumerate(words.entries) if " " not in entry.label
              and entry.kind == "skill" and entry.label.isalpha()][::25]  # fmt: skip
    wrong = 0
    for number in hidden:
        without = {
            name: {form: rest for form, found in getattr(words, name).items()
                   if (rest := tuple(n for n in found if n != number))}
            for name in ("labels", "synonyms", "hints")
        }  # fmt: skip
        found = understand(words.entries[number].label, replace(words, **without))
        taken = (found["status"] == "understood") & (found["how"] == "misspelled")
        wrong += bool(taken.any())
    assert wrong / len(hidden) < 0.05


@pytest.mark.parametrize(
    ("file", "understood", "with_question"),
    [("everyday_phrases.csv", 0.5, 0.8), ("everyday_phrases_later.csv", 0.4, 0.75)],
)
def test_everyday_phrases_are_understood_or_asked_about(words, file, understood, with_question):
    """The first sixty were written before anything was built, the next forty after."""
    phrases = pd.read_csv(HERE / file)
    right = asked = wrong = 0
    for phrase in phrases.itertuples():
        found = understand(str(phrase.typed), words)
        taken = found.loc[found["status"] == "understood", "label"].str.casefold()
        offered = pd.Series([label for row in found["alternatives"] for _, label in row], dtype=str)
        fits = taken.str.contains(str(phrase.right))
        right += len(taken) == len(found) and fits.all()
        wrong += int((~fits).any())
        asked += int(offered.str.casefold().str.contains(str(phrase.right)).any())
    assert right / len(phrases) >= understood
    assert (right + asked) / len(phrases) >= with_question
    assert wrong / len(phrases) < 0.02


def test_job_titles_of_everyday_speech_lead_to_finer_occupations(words):
    found = understand("usk", words).iloc[0]
    assert found["status"] == "unsure"
    first, second = found["alternatives"][:2]
    assert first[0].startswith("5321:Undersköterska")
    assert second[0].startswith("5323:Undersköterska")


@pytest.mark.parametrize("typed", ["dokumentation", "rådgivning"])
def test_a_general_word_is_asked_about_not_taken_for_one_kind_of_it(words, typed):
    found = understand(typed, words).iloc[0]
    assert found["status"] == "unsure"
    assert any(label.lower().startswith(typed + ",") for _, label in found["alternatives"])


@pytest.mark.parametrize("typed", ["undervisning", "försäljning"])
def test_a_general_word_with_a_label_of_any_kind_is_that_label(words, typed):
    found = understand(typed, words).iloc[0]
    assert (found["status"], found["label"]) == ("understood", f"{typed.capitalize()}, erfarenhet")
