"""jobtech_shape: a written ad as the record that JobTech's interfaces and archives hold."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from mobility.datasets.drawing import Lots, Weighted
from mobility.datasets.plans import Place, Plan, Skill, draw_place, skills_by_id
from mobility.datasets.sentences import BY_LANGUAGE
from mobility.datasets.wording import Said, Written

FIRST_DAY = date(2021, 1, 4)
DAYS = 3 * 365 - 10
MUST, NICE = 10, 5
"""Weights of must_have and nice_to_have."""
LICENCES = {
    "b-korkort": "B",
    "c-korkort": "C",
    "ce-korkort": "CE",
    "d-korkort": "D",
}
LANGUAGES = ("svenska", "engelska", "arabiska", "finska", "tyska", "teckensprak")
OPENINGS = Weighted((1, 2, 3, 4, 5, 8, 10, 20), (72, 11, 5, 3, 4, 2, 2, 1))
SCOPES = Weighted(((100, 100), (75, 100), (50, 100), (50, 75), (75, 75), (10, 50)),
                  (68, 9, 7, 6, 6, 4))  # fmt: skip
SHARE_WITHOUT_GROUP = 0.03
SHARE_IN_LISTS = 0.08
SHARE_WITHOUT_MUNICIPALITY = 0.015
SHARE_STRUCTURED = 0.25


@dataclass(frozen=True)
class Circumstances:
    """What stands around a text: when, where, how many, in which shape.

    Parameters
    ----------
    day : date
        Day of publication.
    place : Place
        Where the work is.
    openings : int
        Number of vacancies.
    scope : tuple of int
        Least and most percent of full time.
    group : str
        ``whole``, ``blank`` (the group's fields are empty) or ``absent``.
    in_lists : bool
        Whether occupation, group and field are one-element lists, as in enriched archives.
    named_place : bool
        Whether the municipality is given; else the region only.
    structured : tuple of Said
        Skills that must_have and nice_to_have hold.
    """

    day: date
    place: Place
    openings: int
    scope: tuple[int, int]
    group: str
    in_lists: bool
    named_place: bool
    structured: tuple[Said, ...]


def draw_circumstances(lots: Lots, plan: Plan, written: Written) -> Circumstances:
    """Draw everything about an ad that is not its text."""
    group = "whole"
    if lots.happens(SHARE_WITHOUT_GROUP):
        group = lots.one_of(("blank", "absent"))
    return Circumstances(
        day=FIRST_DAY + timedelta(days=lots.whole(0, DAYS)),
        place=plan.place,
        openings=lots.weighted(OPENINGS),
        scope=lots.weighted(SCOPES),
        group=group,
        in_lists=lots.happens(SHARE_IN_LISTS),
        named_place=not lots.happens(SHARE_WITHOUT_MUNICIPALITY),
        structured=_draw_structured(lots, written),
    )


def posted_again(lots: Lots, before: Circumstances) -> Circumstances:
    """Return the same ad some weeks later."""
    return replace(before, day=before.day + timedelta(days=lots.whole(14, 120)))


def posted_elsewhere(lots: Lots, before: Circumstances, sector: str) -> Circumstances:
    """Return the same ad in another municipality, about the same day."""
    place = draw_place(lots, sector)
    while place == before.place:
        place = draw_place(lots, sector)
    day = before.day + timedelta(days=lots.whole(0, 7))
    return replace(before, day=day, place=place, named_place=True)


def _draw_structured(lots: Lots, written: Written) -> tuple[Said, ...]:
    """Draw which requested skills and merits stand in the ad's own fields as well."""
    if not lots.happens(SHARE_STRUCTURED):
        return ()
    chosen: dict[str, Said] = {}
    for said in written.said:
        skill = skills_by_id()[said.skill]
        wanted = said.stance in {"requested", "merit"} and skill.kind != "trait"
        if wanted and skill.skill not in LICENCES and lots.happens(0.5):
            chosen.setdefault(skill.skill, Said(skill.skill, said.stance, "structured"))
    return tuple(chosen.values())


def jobtech_record(
    number: int, plan: Plan, written: Written, around: Circumstances
) -> dict[str, Any]:
    """Return an ad in JobTech's shape.

    Parameters
    ----------
    number : int
        Running number, from 1; it becomes the id ``synthetic-000001``.
    plan, written, around
        What the ad is about, its words, and what stands around them.
    """
    closing = around.day + timedelta(days=14 + number % 30)
    licences = _licences(written)
    lower, upper = around.scope
    scope = (
        BY_LANGUAGE[plan.language].full_time
        if lower == 100
        else BY_LANGUAGE[plan.language].part_time.format(lower=lower, upper=upper)
    )
    mail = f"{plan.employer.domain}.example"
    return {
        "id": f"synthetic-{number:06d}",
        "external_id": None,
        "headline": written.headline,
        "application_deadline": f"{closing}T23:59:59",
        "number_of_vacancies": around.openings,
        "description": {"text": written.text or None, "conditions": scope},
        "employment_type": _concept("Vanlig anställning"),
        "duration": _concept("Tills vidare"),
        "working_hours_type": _concept("Heltid" if lower == 100 else "Deltid"),
        "scope_of_work": {"min": lower, "max": upper},
        "employer": {
            "phone_number": None,
            "email": f"jobb@{mail}",
            "organization_number": plan.employer.number,
            "name": plan.employer.name,
            "workplace": plan.employer.name,
        },
        "application_contacts": [
            {
                "name": "Exempel Exempelsson",
                "description": None,
                "email": f"exempel.exempelsson@{mail}",
                "telephone": None,
            }
        ],
        "experience_required": number % 3 != 0,
        "access_to_own_car": "B" in licences and number % 7 == 0,
        "driving_license_required": bool(licences),
        "driving_license": [_concept(licence) for licence in licences] or None,
        **_occupation(plan, around),
        "workplace_address": _address(around),
        "must_have": _asked_for(plan, around, "requested", MUST),
        "nice_to_have": _asked_for(plan, around, "merit", NICE),
        "publication_date": f"{around.day}T00:00:00",
        "last_publication_date": f"{closing}T23:59:59",
        "removed": False,
        "removed_date": None,
        "source_type": "SYNTHETIC",
    }


def _concept(label: str | None, legacy: str | None = None) -> dict[str, str | None]:
    """Return a concept as JobTech writes it; no real concept id is used."""
    return {"concept_id": None, "label": label, "legacy_ams_taxonomy_id": legacy}


def _occupation(plan: Plan, around: Circumstances) -> dict[str, Any]:
    """Return title, unit group and field; the title's number is an invented old title code."""
    code = plan.group.occupation
    title = plan.group.job_titles["sv"][plan.job_title]
    group: dict[str, str | None] | None = _concept(plan.group.title, code)
    if around.group == "blank":
        group = _concept(None)
    elif around.group == "absent":
        group = None
    concepts = {
        "occupation": _concept(title, f"{9 - plan.job_title}{code}"),
        "occupation_group": group,
        "occupation_field": _concept(plan.group.field),
    }
    if not around.in_lists:
        return dict(concepts)
    return {name: [] if concept is None else [concept] for name, concept in concepts.items()}


def _address(around: Circumstances) -> dict[str, str | None]:
    named = around.named_place
    return {
        "municipality": around.place.name if named else None,
        "municipality_code": around.place.municipality if named else None,
        "region": around.place.region_name,
        "region_code": around.place.region,
        "country": "Sverige",
        "country_code": "199",
        "street_address": None,
        "postcode": None,
        "city": None,
    }


def _licences(written: Written) -> list[str]:
    """Return the licence classes that the text asks for."""
    asked = {said.skill for said in written.said if said.stance == "requested"}
    return [licence for skill, licence in LICENCES.items() if skill in asked]


def _asked_for(plan: Plan, around: Circumstances, stance: str, weight: int) -> dict[str, Any]:
    """Return must_have or nice_to_have."""
    asked = [skills_by_id()[said.skill] for said in around.structured if said.stance == stance]
    experience = stance == "requested" and bool(around.structured)
    title = plan.group.job_titles["sv"][plan.job_title]
    return {
        "skills": [_weighed(s, weight) for s in asked if s.skill not in LANGUAGES],
        "languages": [_weighed(s, weight) for s in asked if s.skill in LANGUAGES],
        "work_experiences": [{**_concept(title), "weight": weight}] if experience else [],
        "education": [],
        "education_level": [],
    }


def _weighed(skill: Skill, weight: int) -> dict[str, Any]:
    """Return a structured skill; its concept id is this package's own skill id."""
    label = skill.labels["sv"]
    named = {**_concept(label[:1].upper() + label[1:]), "concept_id": skill.skill}
    return {**named, "weight": weight}
