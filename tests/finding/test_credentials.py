"""Credentials: what only an authority, a school or the law confers, and what a course gives."""

import re
from csv import DictReader
from io import StringIO

import pandas as pd
import pytest

from mobility.finding.credentials import (
    NO_CREDENTIALS,
    credential_of,
    decided_credentials,
    decided_of,
)
from mobility.finding.gates import gate_of, licence_of
from mobility.finding.linked_skills import skills_of_links
from mobility.finding.normalize import normal_form
from mobility.finding.skills import prepare_skills
from mobility.foundation.files import read_text
from mobility.foundation.skill_list import SkillList

CONFERRED = (
    "Bevis om skyddad yrkestitel som undersköterska",
    "Polisexamen",
    "Läkarexamen",
    "Sjuksköterskeexamen",
    "Lärarexamen-förskola, fritidshem, grundskolans tidigare år",
    "Doktorsexamen, biologiämnen",
    "FL-certifikat (Flygledarcertifikat)",
    "Ordningsvaktsförordnande",
    "Traktorkort",
    "Sjöingenjör (behörighet)",
    "Tillstånd som försäkringsförmedlare",
    "Auktoriserad revisor",
    "Medlemskap i Advokatsamfundet",
    "Allmänmedicin, specialistkompetens för läkare",
    "EASA-certifikat, kategori B1 (mekanik)",
    "A - Fullständig auktorisation",
    "Förarbevis för snöskoter",
)
HAD_BY_A_COURSE = (
    "Truckkort",
    "Certifikat, heta arbeten",
    "ADR-intyg",
    "Utbildning i Första hjälpen/Hjärt-lungräddning, HLR",
    "Motorsågskörkort Nivå A",
    "Väktarutbildning (grundutbildning)",
    "Undersköterskeutbildning/Undersköterska, utbildad",
    "Gesällbrev, frisör",
    "Yrkesbevis, murare",
    "Certifikat enl köldmedieförordningen Kategori I",
    "Svensk skidlärarexamen, SLAO",
    "Microsoft Certified Professional/MCP",
    "European Computer Driving Licence/ECDL",
    "Auktoriserad nagelterapeut",
    "Förarbevis för skylift",
)
ONLY_SOUNDS_SO = (
    "Examensarbete",
    "Examenshandläggning",
    "Tillståndshandläggning",
    "Autismspektrumtillstånd, specialpedagogik/AST, specialpedagogik",
    "Dataskyddsförordningen/GDPR, erfarenhet",
    "Akutsjukvård",
)
SOUNDING_SO = re.compile(
    r"exam(?:en|inerad)|legitim|specialist(?:komp|omr|be)|behörig|certifi|auktor|bevis|licen[cs]"
    r"|förordn|tillstånd|godkän|kort\b|intyg|diplom|brev,|titel|prästvigd",
    re.IGNORECASE,
)


@pytest.mark.parametrize("label", CONFERRED)
def test_what_an_authority_a_school_or_the_law_confers_is_a_gate(label):
    assert gate_of(label) is not None
    assert licence_of(label) is None


@pytest.mark.parametrize("label", HAD_BY_A_COURSE + ONLY_SOUNDS_SO)
def test_what_a_course_gives_or_only_sounds_so_is_none(label):
    assert gate_of(label) is None


def test_labels_that_open_the_same_share_a_gate():
    assert credential_of("Fartygsbefäl klass VI, inre fart (behörighet)") == credential_of(
        "Sjökapten (behörighet)"
    )
    # The study for it is not yet the certificate.
    assert credential_of("Fartygsbefäl klass VII, examen") == "fartygsbefäl klass vii examen"
    assert gate_of("Behörighet för fastighetsmäklare") == "registrering som fastighetsmäklare"
    assert gate_of("Förarbevis (inkl Klass I)") == "körkort AM"


def test_the_list_says_of_each_line_what_it_is_and_why_and_no_label_twice():
    lines = decided_credentials()
    assert all(line.label and line.kind and line.why for line in lines)
    forms = [line.label if "*" in line.label else normal_form(line.label) for line in lines]
    assert len(set(forms)) == len(forms)
    assert not any(line.gate for line in lines if line.kind in NO_CREDENTIALS)


def test_a_line_with_a_star_decides_only_where_none_names_the_label_whole():
    assert decided_of("Jägmästarexamen").label == "*examen"
    assert decided_of("Jägarexamen").kind == "course"


def test_a_prepared_list_makes_a_gate_of_a_credential_by_its_label_alone():
    skills = pd.DataFrame(
        {"label": ["Polisexamen", "Polisarbete"], "kind": "skill"},
        index=pd.Index(["a", "b"], name="skill"),
    )
    terms = pd.DataFrame(
        [("Polisexamen", "a", "label", "any"), ("Polisarbete", "b", "label", "any"),
         ("högre polisexamen", "b", "synonym", "any")],
        columns=["term", "skill", "origin", "match"],
    )  # fmt: skip
    prepared = prepare_skills(SkillList.of(skills, terms))
    assert prepared.skills["kind"].to_dict() == {"a": "gate", "b": "skill"}


def test_in_a_table_of_links_a_credential_is_a_gate():
    links = pd.DataFrame(
        {"occupation_name": "Polis", "occupation": "3360", "skill": ["Polisexamen", "Förhör"]}
    )
    kinds = skills_of_links(links).skills["kind"]
    assert kinds.to_dict() == {"Polisexamen": "gate", "Förhör": "skill"}


@pytest.mark.shared_data
def test_every_label_of_the_taxonomy_that_sounds_like_a_credential_is_decided(shared_data):
    table = read_text(shared_data("jobtech-taxonomy") / "skills.csv")
    labels = [line["skill"] for line in DictReader(StringIO(table))]
    sounding = [label for label in labels if SOUNDING_SO.search(label)]
    assert len(sounding) > 700
    assert [x for x in sounding if licence_of(x) is None and decided_of(x) is None] == []
    decided = [x for x in labels if (line := decided_of(x)) and line.kind not in NO_CREDENTIALS]
    assert len(decided) == 471


@pytest.mark.shared_data
def test_no_label_of_esco_which_names_what_people_do_is_a_credential(shared_data):
    table = read_text(shared_data("esco-v1.1.1") / "skills_en.csv.gz")
    labels = [line["preferredLabel"] for line in DictReader(StringIO(table))]
    assert [label for label in labels if gate_of(label)] == []
