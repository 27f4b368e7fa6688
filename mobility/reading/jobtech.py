"""jobtech: ads in the shapes of the Swedish Public Employment Service's open data."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from mobility.reading.drafts import BROKEN_JSON, EMPTY_TEXT, NOT_AN_AD, REMOVED_AD, Draft, Reject
from mobility.reading.json_records import Record, decoded

OCCUPATION_VERSION = "SSYK 2012"
MUST = 10
"""Weight from which a wish of the employer is a requirement."""

_UNIT_GROUP = re.compile(r"[0-9]{4}")
_MARKS = frozenset(
    {
        "description",
        "employer",
        "headline",
        "must_have",
        "number_of_vacancies",
        "occupation",
        "occupation_field",
        "occupation_group",
        "publication_date",
        "removed",
        "workplace_address",
    }
)


class _Concept(msgspec.Struct):
    label: str | None = None
    weight: float | None = None
    legacy_ams_taxonomy_id: str | int | None = None


_Concepts = list[_Concept] | _Concept | None
_Any = TypeVar("_Any")


class _Description(msgspec.Struct):
    text: str | None = None
    text_formatted: str | None = None


class _Employer(msgspec.Struct):
    organization_number: str | int | None = None
    name: str | None = None


class _Scope(msgspec.Struct):
    min: float | str | None = None
    max: float | str | None = None


class _Address(msgspec.Struct):
    municipality: str | None = None
    municipality_code: str | int | None = None
    region: str | None = None
    region_code: str | int | None = None


class _Wishes(msgspec.Struct):
    skills: list[_Concept] | None = None
    languages: list[_Concept] | None = None
    education: list[_Concept] | None = None
    education_level: list[_Concept] | None = None


class _Found(msgspec.Struct):
    skill: list[str | None] | None = None
    trait: list[str | None] | None = None


class _Keywords(msgspec.Struct):
    enriched: _Found | None = None


class _Ad(msgspec.Struct):
    id: str | int | None = None
    original_id: str | int | None = None
    headline: str | None = None
    description: _Description | str | None = None
    text: str | None = None
    occupation_group: _Concepts = None
    workplace_address: list[_Address] | _Address | None = None
    publication_date: str | None = None
    number_of_vacancies: int | float | str | None = None
    employer: _Employer | None = None
    detected_language: str | None = None
    experience_required: bool | str | None = None
    scope_of_work: list[_Scope] | _Scope | None = None
    driving_license: list[_Concept] | None = None
    access_to_own_car: bool | str | None = None
    must_have: _Wishes | None = None
    nice_to_have: _Wishes | None = None
    keywords: _Keywords | None = None
    removed: bool | None = None


_NO_EMPLOYER, _NO_WISHES = _Employer(), _Wishes()

_COLUMN_OF = {
    "id": "ad",
    "workplace_address": "region",
    "occupation_group": "occupation",
    "publication_date": "date",
    "number_of_vacancies": "openings",
    "detected_language": "language",
    "scope_of_work": "scope_min",
    "driving_license": "driving_licence",
    "access_to_own_car": "own_car",
    "must_have": "required_skills",
    "nice_to_have": "merit_skills",
    "keywords": "enriched_skills",
}
"""The column that is counted as unreadable where a field is not as it should be."""

_Fields = dict[str, msgspec.Raw]


def keys_of(record: Record) -> tuple[str, ...]:
    """Return the names of a record's fields; none if it is no JSON object."""
    try:
        return tuple(decoded(record.json, _Fields))
    except msgspec.DecodeError:
        return ()


def is_jobtech(keys: Iterable[str]) -> bool:
    """Whether fields are those of a JobTech ad: at least two of its own names are there."""
    return len(_MARKS.intersection(keys)) >= 2


def drafts_of(given: Iterable[Record | Draft | Reject]) -> Iterator[Draft | Reject]:
    """Turn JobTech records into ads.

    Parameters
    ----------
    given : iterable of Record, Draft or Reject
        What `mobility.reading.json_records.json_records` yields; drafts and rejects are passed on.

    Yields
    ------
    Draft or Reject
        One for each record. The occupation is the unit group, the four digits in
        ``occupation_group.legacy_ams_taxonomy_id``; the number under ``occupation`` belongs to an
        older list of titles and is not read. An ad without ``id`` is called by its
        ``original_id``. What an enriched archive found in the text (``keywords.enriched``: skills
        and traits) is kept; what it cut out of headlines (``keywords.extracted``) is not. A wish
        of weight 10 or more is a requirement whichever list it stands in; without a weight the
        list decides. Contact persons, e-mail and phone fields are never read.
    """
    for record in given:
        yield _ad(record) if isinstance(record, Record) else record


def _ad(record: Record) -> Draft | Reject:
    """Turn one record into an ad, or say why it is none."""
    try:
        ad, unreadable = _decoded(record.json)
    except msgspec.ValidationError as error:
        return Reject(record.file, record.line, None, NOT_AN_AD, str(error))
    except msgspec.DecodeError as error:
        return Reject(record.file, record.line, None, BROKEN_JSON, str(error))
    original = _number(ad.original_id)
    number = _number(ad.id) or original
    text = _text(ad)
    if text.strip():
        values = {"ad": number, "original_id": original, "text": text, **_fields(ad)}
        if not _UNIT_GROUP.fullmatch(values["occupation"] or "0000"):
            unreadable = (*unreadable, "occupation")
        return Draft(record.file, record.line, values, unreadable)
    if ad.removed:
        return Reject(record.file, record.line, number, REMOVED_AD, None)
    if not (number or ad.headline or ad.description or ad.occupation_group):
        keys = ", ".join(map(repr, keys_of(record)[:8])) or "nothing"
        return Reject(record.file, record.line, None, NOT_AN_AD, f"the record has {keys}")
    return Reject(record.file, record.line, number, EMPTY_TEXT, (ad.publication_date or "")[:10])


def _number(given: str | int | None) -> str | None:
    """Return an id as text, None where there is nothing in it."""
    return str(given if given is not None else "").strip() or None


def _decoded(json: str | bytes) -> tuple[_Ad, tuple[str, ...]]:
    """Return the ad, and the columns whose field is of a type that no JobTech shape has."""
    try:
        return decoded(json, _Ad), ()
    except msgspec.ValidationError:
        given = decoded(json, _Fields)
    fields, unreadable = {}, []
    for field in msgspec.structs.fields(_Ad):
        try:
            if field.name in given:
                fields[field.name] = decoded(given[field.name], field.type)
        except msgspec.ValidationError:
            unreadable.append(_COLUMN_OF.get(field.name, field.name))
    return _Ad(**fields), tuple(unreadable)


def _text(ad: _Ad) -> str:
    """Return the text of an ad wherever its shape keeps it."""
    if isinstance(ad.description, str):
        return ad.description
    if ad.description is not None:
        if ad.description.text and ad.description.text.strip():
            return ad.description.text
        if ad.description.text_formatted:
            return without_markup(ad.description.text_formatted)
    return ad.text or ""


_BREAK = re.compile(r"<(?:br|/p|/div|/li|/ul|/ol|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")


def without_markup(markup: str) -> str:
    r"""Return the words of an HTML text, with a line end where a block ends.

    Examples
    --------
    >>> without_markup("<p>Kock &amp; bagare</p><ul><li>5 &lt; 6</li></ul>")
    'Kock & bagare\n5 < 6\n\n'
    """
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", markup)))


def _unit_group(concept: _Concept | None) -> str | None:
    """Return the code of a unit group as text; written as a number it has lost its zeros."""
    code = concept.legacy_ams_taxonomy_id if concept else None
    return f"{code:04d}" if isinstance(code, int) else code


def _fields(ad: _Ad) -> dict[str, Any]:
    """Return the columns of an ad other than its id and its text."""
    group, address = _first(ad.occupation_group), _first(ad.workplace_address)
    scope, employer = _first(ad.scope_of_work), ad.employer or _NO_EMPLOYER
    must, nice = ad.must_have or _NO_WISHES, ad.nice_to_have or _NO_WISHES
    return {
        "headline": ad.headline,
        "occupation": _unit_group(group),
        "occupation_title": group and group.label,
        "region": address and address.region_code,
        "region_name": address and address.region,
        "municipality": address and address.municipality_code,
        "municipality_name": address and address.municipality,
        "date": ad.publication_date,
        "openings": ad.number_of_vacancies,
        "employer": employer.organization_number or employer.name,
        "language": ad.detected_language,
        "experience_required": ad.experience_required,
        "scope_min": scope and scope.min,
        "scope_max": scope and scope.max,
        "driving_licence": _labels(ad.driving_license),
        "own_car": ad.access_to_own_car,
        "education": _wanted(must.education_level, nice.education_level, required=True)
        + _wanted(must.education, nice.education, required=True),
        "languages": _wanted(must.languages, nice.languages, required=True),
        "merit_languages": _wanted(must.languages, nice.languages, required=False),
        "required_skills": _wanted(must.skills, nice.skills, required=True),
        "merit_skills": _wanted(must.skills, nice.skills, required=False),
        "enriched_skills": _enriched(ad.keywords),
    }


def _enriched(keywords: _Keywords | None) -> tuple[str, ...]:
    """Return each skill and trait the source found once, skills first."""
    if keywords is None or keywords.enriched is None:
        return ()
    found = keywords.enriched
    words = (*(found.skill or ()), *(found.trait or ()))
    return tuple(dict.fromkeys(word.strip() for word in words if word and word.strip()))


def _first(value: list[_Any] | _Any | None) -> _Any | None:
    """Return the object itself, or the first of a list: archives wrap single objects in lists."""
    if isinstance(value, list):
        return value[0] if value else None
    return value


def _wanted(
    must: list[_Concept] | None, nice: list[_Concept] | None, *, required: bool
) -> tuple[str, ...]:
    """Return the labels of the wishes that are requirements, or of those that are not."""
    if not must and not nice:
        return ()
    weighed = [(c, MUST) for c in must or []] + [(c, 0) for c in nice or []]
    return _labels([c for c, listed in weighed if _is_must(c.weight, listed) is required])


def _is_must(weight: float | None, listed: int) -> bool:
    """Whether a wish is a requirement by its weight, or by its list where it has none."""
    return (listed if weight is None else weight) >= MUST


def _labels(concepts: list[_Concept] | None) -> tuple[str, ...]:
    """Return each label once, in the order given."""
    if not concepts:
        return ()
    return tuple(dict.fromkeys(c.label.strip() for c in concepts or [] if c.label))
