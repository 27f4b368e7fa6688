"""read_skills(): lists of skills as they are, whatever shape they come in."""

import pytest

from mobility.foundation.errors import FileProblemError, InputError
from mobility.reading.skills import read_skills


def written(folder, text, name="skills.csv"):
    (folder / name).write_text(text, "utf-8")
    return folder / name


def terms(skills):
    return list(skills.terms[["term", "skill", "origin"]].itertuples(index=False, name=None))


def test_jobtech_labels_keep_their_ids(tmp_path):
    skills = read_skills(written(tmp_path, "skill_id,skill\nx1,Svetsning\nx2,Bakning\n"))
    assert skills.skills["label"].to_dict() == {"x1": "Svetsning", "x2": "Bakning"}
    assert set(skills.skills["kind"]) == {"skill"}
    assert terms(skills) == [("Svetsning", "x1", "label"), ("Bakning", "x2", "label")]


def test_esco_has_a_synonym_on_each_line_and_hidden_ones_too(tmp_path):
    text = (
        'conceptUri,preferredLabel,altLabels,hiddenLabels\nu1,bake,"bake\nmake; sell bread",baek\n'
    )
    assert terms(read_skills(written(tmp_path, text))) == [
        ("bake", "u1", "label"),
        ("make; sell bread", "u1", "synonym"),
        ("baek", "u1", "synonym"),
    ]


def test_a_vocabulary_is_added_up_and_the_most_frequent_comes_first(tmp_path):
    text = (
        "ssyk_code,skill,skill_type,occurrence_count\n"
        "5120,noggrann,trait,5\n5120,kock,occupation,2\n"
        "5120,kök,competency,3\n5111,kök,competency,4\n5111,kök,trait,6\n"
    )
    skills = read_skills(written(tmp_path, text))
    # kök: 3 + 4 as a competence outweighs 6 as a trait; 13 in all, then noggrann 5, kock 2.
    assert skills.skills["kind"].to_dict() == {
        "kök": "skill",
        "noggrann": "trait",
        "kock": "occupation",
    }
    assert skills.skills.index.tolist() == ["kök", "noggrann", "kock"]
    assert set(skills.terms["origin"]) == {"vocabulary"}


def test_misspelled_terms_of_a_concept_are_its_synonyms(tmp_path):
    text = (
        "term;uuid;concept;type;term_uuid;term_misspelled\n"
        "noggrann;c1;Noggrann;FORMAGA;t1;False\nnogrann;c1;Noggrann;FORMAGA;t2;True\n"
    )
    skills = read_skills(written(tmp_path, text))
    assert skills.skills.loc["c1"].to_dict() == {"label": "Noggrann", "kind": "trait"}
    assert [term for term, _, _ in terms(skills)] == ["Noggrann", "noggrann", "nogrann"]


def test_any_list_is_read_by_naming_its_columns(tmp_path):
    file = written(
        tmp_path, "namn\tandra\tsort\nB-körkort\tkörkort b|b\tgate\nFysik\t\t\n", "a.tsv"
    )
    skills = read_skills(
        file, columns={"label": "namn", "synonyms": "andra", "kind": "sort"}, kind="trait"
    )
    assert skills.skills["kind"].to_dict() == {"B-körkort": "gate", "Fysik": "trait"}
    assert [term for term, _, _ in terms(skills)] == ["B-körkort", "körkort b", "b", "Fysik"]


def test_a_line_that_stands_twice_is_one_skill_and_is_counted(tmp_path):
    skills = read_skills(written(tmp_path, "skill_id,skill\nx1,Bakning\nx1,Bakning\n"))
    assert len(skills.skills) == len(skills.terms) == 1
    assert dict(skills.recipe.steps[0].counts)["repeated"] == 0
    assert dict(skills.recipe.steps[0].counts)["rows"] == 2


def test_every_fault_of_a_list_is_told_at_once(tmp_path):
    text = "skill_id,skill\nx1,Bakning\nx1,Svetsning\n,Fysik\nx4,\n"
    with pytest.raises(InputError) as refused:
        read_skills(written(tmp_path, text))
    assert refused.value.problems == (
        "line 5: the label is missing",
        "line 4: the id is missing",
        "line 3: 'x1' has label 'Svetsning', but 'Bakning' before",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("skill,skill_type,occurrence_count\nkök,colour,3\n", "'colour' is no kind"),
        ("skill,skill_type,occurrence_count\nkök,trait,many\n", "'many' is not a number of ads"),
        ("name,other\nkök,1\n", "columns={'label': 'name'}"),
        ("skill_id,skill\nx1,a,b\n", "line 2: 3 cells under 2 headings"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(tmp_path, text, said):
    with pytest.raises(InputError, match=said):
        read_skills(written(tmp_path, text))


def test_headings_alone_are_no_list(tmp_path):
    with pytest.raises(FileProblemError, match="no rows"):
        read_skills(written(tmp_path, "skill_id,skill\n"))


@pytest.mark.parametrize("columns", [{"skill": "namn"}, {"label": "namn", "colour": "namn"}])
def test_a_mapping_that_means_nothing_is_refused(tmp_path, columns):
    with pytest.raises(InputError, match="columns"):
        read_skills(written(tmp_path, "namn\nFysik\n"), columns=columns)


def test_a_kind_that_is_none_is_refused(tmp_path):
    with pytest.raises(InputError, match="'colour' is not one of"):
        read_skills(written(tmp_path, "skill_id,skill\nx1,a\n"), kind="colour")


@pytest.mark.shared_data
def test_the_national_lists_have_the_counts_their_sources_state(shared_data):
    jobtech = read_skills(shared_data("jobtech-taxonomy") / "skills.csv")
    assert len(jobtech.skills) == len(jobtech.terms) == 6657
    esco = read_skills(shared_data("esco-v1.1.1") / "skills_en.csv.gz")
    assert len(esco.skills) == 13896
    traits = read_skills(shared_data("sv-narval-ontology") / "termer_koncept_formaga.csv")
    assert set(traits.skills["kind"]) == {"trait"}
    # 6,572 terms: 5,619 competences, 637 occupations, 316 traits.
    vocabulary = read_skills(shared_data("sv-ads-2025") / "skills.csv")
    assert vocabulary.skills["kind"].value_counts().to_dict() == {
        "skill": 5619,
        "occupation": 637,
        "trait": 316,
    }
