"""Made-up ads in the shapes of the yearly archives, each as its year has it."""

import json
from typing import Any


def concept(label: str | None, code: str | None = None) -> dict[str, Any]:
    """A concept as the archives write it."""
    return {"concept_id": None, "label": label, "legacy_ams_taxonomy_id": code}


def enriched(number: int = 1, **changed: Any) -> dict[str, Any]:
    """An ad of an enriched archive (2016 on): a made id, lists of one, keywords."""
    return {
        "id": f"{number:040x}",
        "external_id": None,
        "original_id": str(20_000_000 + number),
        "headline": "Kock till skola",
        "application_deadline": "2021-05-01T23:59:59",
        "number_of_vacancies": 1,
        "description": {"text": "Du lagar lunch.", "text_formatted": None, "conditions": None},
        "employer": {"name": "Exempel AB", "organization_number": "5566778899", "workplace": None},
        "occupation": [concept("Kock, storhushåll", "5770")],
        "occupation_group": [concept("Kockar och kallskänkor", "5120")],
        "occupation_field": [concept("Hotell, restaurang, storhushåll", "8")],
        "workplace_address": {
            "municipality": "Lund",
            "municipality_code": "1281",
            "region": "Skåne län",
            "region_code": "12",
        },
        "must_have": {"skills": [], "languages": [], "work_experiences": []},
        "nice_to_have": {"skills": [], "languages": [], "work_experiences": []},
        "publication_date": "2021-04-01T00:00:00",
        "last_publication_date": "2021-05-01T23:59:59",
        "removed": False,
        "detected_language": "sv",
        "keywords": {
            "extracted": {
                "occupation": ["kock"],
                "skill": [],
                "location": ["lund"],
                "employer": ["exempel"],
            },
            "enriched": {
                "occupation": ["kock"],
                "skill": ["matlagning", "knivar"],
                "trait": ["noggrann"],
                "location": ["lund"],
                "compound": ["kock"],
            },
        },
        **changed,
    }


def without_numbers(number: int = 1, **changed: Any) -> dict[str, Any]:
    """An ad of 2016–2020: as later ones, but no employer has an organisation number."""
    employer = {"name": "Exempel AB", "organization_number": None, "workplace": None}
    return enriched(
        number, **{"publication_date": "2017-04-01T00:00:00", "employer": employer, **changed}
    )


def before_2016(number: int = 1, **changed: Any) -> dict[str, Any]:
    """An ad of 2006–2015: no id, no codes of groups, no count of vacancies, objects not lists."""
    return {
        "id": None,
        "original_id": None,
        "external_id": None,
        "headline": f"Kock {number}",
        "number_of_vacancies": None,
        "description": {"text": f"Du lagar lunch i kök {number}.", "text_formatted": None},
        "employer": {"name": "Exempel AB", "organization_number": None},
        "occupation": concept("Kock, storhushåll", "5770"),
        "occupation_group": concept(None),
        "occupation_field": concept(None),
        "workplace_address": {"municipality_code": "1281", "municipality": None},
        "must_have": None,
        "nice_to_have": None,
        "publication_date": "2010-04-01T00:00:00",
        "removed": None,
        **changed,
    }


def as_lines(*ads: dict[str, Any]) -> bytes:
    """Ads as JSON Lines."""
    return b"".join(json.dumps(ad, ensure_ascii=False).encode() + b"\n" for ad in ads)


def as_list(*ads: dict[str, Any]) -> bytes:
    """Ads as one JSON list, as the oldest years were published."""
    return json.dumps(list(ads), ensure_ascii=False).encode()
