"""plans: what a synthetic ad is about, drawn before a word of it is written."""

from dataclasses import dataclass
from functools import cache

from mobility.datasets.drawing import Lots, Weighted
from mobility.datasets.shipped import shipped_rows

HOW_OFTEN = {"expected": 0.85, "core": 0.56, "common": 0.22, "occasional": 0.07}
"""Probability that an ad names a skill, by its place in the unit group's profile."""

STANCE_WEIGHTS: dict[str, tuple[tuple[str, float], ...]] = {
    "expected": (("requested", 9), ("merit", 1)),
    "core": (("requested", 6), ("mentioned", 2.5), ("merit", 1.5)),
    "common": (("requested", 3.5), ("mentioned", 3.5), ("merit", 3)),
    "occasional": (("requested", 2), ("mentioned", 3), ("merit", 5)),
}
SHARE_OFFERED = 0.12
SHARE_NEGATED = 0.06
SHARE_ENGLISH = {"it": 0.5}
SHARE_ENGLISH_ELSEWHERE = 0.165
SPECIALITY_PULL = 3.0
"""How many times likelier an ad is in a municipality whose specialities hold its sector."""


@dataclass(frozen=True)
class Skill:
    """A shipped skill, as an ad says it."""

    skill: str
    labels: dict[str, str]
    synonyms: tuple[str, ...]
    kind: str
    said_as: str


@dataclass(frozen=True)
class Group:
    """A unit group, as ads are drawn from it."""

    occupation: str
    title: str
    field: str
    sector: str
    job_titles: dict[str, tuple[str, ...]]
    profile: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Employer:
    """An invented employer."""

    name: str
    number: str
    domain: str
    about: dict[str, str]
    offers: str


@dataclass(frozen=True)
class Place:
    """A real municipality."""

    municipality: str
    name: str
    region: str
    region_name: str


@dataclass(frozen=True)
class Plan:
    """What one text will say: ``skills`` pairs each skill id with its stance."""

    group: Group
    job_title: int
    language: str
    employer: Employer
    place: Place
    skills: tuple[tuple[str, str], ...]


def draw_plan(lots: Lots) -> Plan:
    """Draw unit group, language, employer, place and skills of one synthetic ad."""
    group = lots.weighted(_groups())
    share = SHARE_ENGLISH.get(group.sector, SHARE_ENGLISH_ELSEWHERE)
    language = "en" if lots.happens(share) else "sv"
    return Plan(
        group=group,
        job_title=lots.whole(0, len(group.job_titles["sv"]) - 1),
        language=language,
        employer=lots.weighted(_employers(group.sector)),
        place=draw_place(lots, group.sector),
        skills=_draw_skills(lots, group),
    )


def draw_place(lots: Lots, sector: str) -> Place:
    """Draw a municipality, the likelier the larger and the more it is known for the sector."""
    return lots.weighted(_places(sector))


def _draw_skills(lots: Lots, group: Group) -> tuple[tuple[str, str], ...]:
    """Draw which skills of the profile the ad names, and how."""
    named, left = [], []
    for skill, how_often in group.profile:
        if lots.happens(HOW_OFTEN[how_often]):
            named.append((skill, _draw_stance(lots, skill, how_often)))
        elif skills_by_id()[skill].said_as in {"work", "knowledge"}:
            left.append(skill)
    for stance, share in (("offered", SHARE_OFFERED), ("negated", SHARE_NEGATED)):
        if left and lots.happens(share):
            skill = lots.one_of(left)
            left.remove(skill)
            named.append((skill, stance))
    return tuple(lots.shuffled(named))


def _draw_stance(lots: Lots, skill: str, how_often: str) -> str:
    """Draw whether a named skill is requested, a merit or part of the tasks."""
    if skills_by_id()[skill].kind == "gate":
        how_often = "expected"
    stance = lots.weighted(_stances(how_often))
    # A certificate or a personal quality is no task: nobody works with "thorough".
    sayable = skills_by_id()[skill].said_as in {"work", "knowledge"}
    return stance if sayable or stance == "merit" else "requested"


@cache
def _stances(how_often: str) -> Weighted[str]:
    pairs = STANCE_WEIGHTS[how_often]
    return Weighted([stance for stance, _ in pairs], [weight for _, weight in pairs])


@cache
def skills_by_id() -> dict[str, Skill]:
    """Return the shipped skills by id."""
    return {
        row["skill"]: Skill(
            row["skill"],
            {"sv": row["label"], "en": row["label_en"]},
            tuple(filter(None, row["synonyms"].split("|"))),
            row["kind"],
            row["said_as"],
        )
        for row in shipped_rows("skills.csv")
    }


@cache
def _groups() -> Weighted[Group]:
    titles = {row["occupation"]: row["title"] for row in shipped_rows("unit_groups.csv")}
    profiles: dict[str, list[tuple[str, str]]] = {}
    for row in shipped_rows("profiles.csv"):
        profiles.setdefault(row["occupation"], []).append((row["skill"], row["how_often"]))
    rows = shipped_rows("ad_groups.csv")
    groups = [
        Group(
            row["occupation"],
            titles[row["occupation"]],
            row["field"],
            row["sector"],
            {
                "sv": tuple(row["job_titles"].split("|")),
                "en": tuple(row["job_titles_en"].split("|")),
            },
            tuple(profiles[row["occupation"]]),
        )
        for row in rows
    ]
    return Weighted(groups, [float(row["weight"]) for row in rows])


@cache
def _employers(sector: str) -> Weighted[Employer]:
    rows = shipped_rows("employers.csv")
    drawn, weights = [], []
    for position, row in enumerate(rows, start=1):
        if sector not in row["sectors"].split("|"):
            continue
        # No organisation number starts with 00; the third digit is at least 2, as it must be.
        number = f"0099{position:06d}"
        about = {"sv": row["about"], "en": row["about_en"]}
        drawn.append(Employer(row["employer"], number, row["domain"], about, row["offers"]))
        weights.append(float(row["weight"]))
    return Weighted(drawn, weights)


@cache
def _places(sector: str) -> Weighted[Place]:
    rows = shipped_rows("municipalities.csv")
    places = [
        Place(row["municipality"], row["name"], row["region"], row["region_name"]) for row in rows
    ]
    weights = [
        float(row["inhabitants_thousands"])
        * (SPECIALITY_PULL if sector in row["specialities"].split("|") else 1.0)
        for row in rows
    ]
    return Weighted(places, weights)
