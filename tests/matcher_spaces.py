"""Skill spaces for the tests of the matcher page, and people drawn at random from them."""

import json
import random
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.conditions import occupation_conditions
from mobility.counting.links import occupation_links
from mobility.counting.occupation_names import named_ads, named_links
from mobility.counting.occupation_skills import occupation_skills
from mobility.counting.vacancies import vacancies
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_occupations, demo_skills
from mobility.finding.conditions import find_conditions
from mobility.finding.find import find_skills
from mobility.finding.linked_skills import skills_of_links
from mobility.finding.skills import prepare_skills
from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.incidence import Incidence
from mobility.foundation.skill_list import SkillList
from mobility.reaching.occupation_names import with_occupation_names
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reading.ads import read_ads
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.pay import read_pay
from mobility.reading.vacancies import read_vacancies


def synthetic_space(folder: Path) -> SkillSpace:
    """The generator's ads: two periods, journeys, pay, conditions; some have few ads."""
    file = folder / "ads.jsonl"
    lines = (json.dumps(ad, ensure_ascii=False) for ad in synthetic_ads(900, random_state=4))
    file.write_text("\n".join(lines), "utf-8")
    ads, known = read_ads(file), demo_occupations()
    skills = prepare_skills(
        demo_skills(), ads=ads, occupation_titles=known.table["title"], traits=True
    )
    found = find_skills(ads, skills)
    counts = occupation_skills(ads, found, occupations=known)
    now = vacancies(ads, place="municipality")
    before = now.assign(vacancies=now["vacancies"].to_numpy()[::-1], period="2023")
    places = sorted(now["place"].dropna().unique())
    journeys = pd.DataFrame(
        [(a, b, 10 * abs(i - k)) for i, a in enumerate(places) for k, b in enumerate(places)],
        columns=["place_from", "place_to", "minutes"],
    )
    paid = pd.DataFrame({"occupation": counts.rows[::2], "pay": 25_000.0})
    space = skill_space(
        counts,
        skills,
        vacancies=pd.concat([now.assign(period="2024"), before], ignore_index=True),
        commuting=journeys[journeys["minutes"] <= 60],
        occupations=known,
        pay=paid,
        conditions=occupation_conditions(ads, find_conditions(ads)),
        few_ads=25,
    )
    return with_occupation_names(space, named_ads(ads, found))


def national_space(taxonomy: Path, sweden: Path) -> SkillSpace:
    """The national table of links, with vacancies, pay, occupation names and links of groups."""
    known = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012")
    links = read_links(
        sweden / "occupation_skills.csv", taxonomy / "occupations_ssyk4.csv", leave_out=("group_*",)
    )
    of_groups = read_links(
        sweden / "occupation_skills.csv",
        taxonomy / "occupations_ssyk4.csv",
        leave_out=("calculated_skills", "taxonomy"),
    )
    space = skill_space(
        occupation_links(links, version=known.version),
        skills_of_links(links),
        vacancies=read_vacancies(sweden / "ads_2024_ssyk4_kommun.csv"),
        occupations=known,
        pay=read_pay(sweden / "ssyk_salary.json"),
        elsewhere=[occupation_links(of_groups, version=known.version)],
        by_vacancies=0.1,
    )
    return with_occupation_names(space, named_links(links, version=known.version))


def schooling_drawn(space: SkillSpace) -> pd.DataFrame:
    """Demands for education and languages, drawn for every other occupation."""
    draw = random.Random(3)
    rows = [
        (str(code), asks, what, draw.randint(1, 9), 20)
        for code in space.occupations[::2]
        for asks, what in (
            ("education", str(draw.randint(2, 7))),
            ("language", "engelska"),
            ("language", "svenska"),
        )
    ]
    asked = pd.DataFrame(rows, columns=["occupation", "asks", "what", "ads", "of"])
    asked.attrs["version"] = space.version
    return asked


def dense_space() -> SkillSpace:
    """400 occupations that ask for three hundred of 6,000 skills each, near ones for the same."""
    chance = np.random.default_rng(1)
    codes = [f"{100 + 7 * group}{number}" for group in range(100) for number in range(4)]
    skills = [f"s{number:04d}" for number in range(6000)]
    centre = np.repeat(chance.random(100) * len(skills), 4)
    asked = (centre[:, None] + chance.normal(0, 150, (400, 400))).astype(int) % len(skills)
    ads = np.zeros((len(codes), len(skills)))
    np.add.at(ads, (np.arange(len(codes))[:, None], asked), chance.integers(1, 30, asked.shape))
    support = np.full(len(codes), 400.0)
    rows, columns = pd.Index(codes, name="occupation"), pd.Index(skills, name="skill")
    counts = Incidence(csr_array(np.minimum(ads, 400)), rows, columns, "ads", support, "made")
    names = pd.DataFrame({"label": skills, "kind": "skill"}, index=columns)
    terms = pd.DataFrame({"term": skills, "skill": skills, "origin": "label", "match": "any"})
    jobs = pd.DataFrame({"occupation": codes, "place": "Here", "vacancies": range(400)})
    return skill_space(counts, SkillList.of(names, terms), vacancies=jobs)


def somebody(space: SkillSpace, draw: random.Random) -> tuple[Person, str | None, float | None]:
    """Draw skills, traits and gates with degrees, occupations with years, a place and minutes."""
    named = draw.sample(list(space.skills), draw.randint(0, min(6, len(space.skills))))
    kind = dict(zip(space.skills, space.kinds, strict=True))
    finer = space.occupation_names
    held = [*space.occupations, *(() if finer is None else finer.ids)]
    groups = draw.sample(list(space.occupations), draw.randint(0 if named else 1, 2))
    occupations = list(map(str, dict.fromkeys([*groups, *draw.sample(held, draw.randint(0, 1))])))
    # What an occupation asks for is more telling than any skill at random.
    for code in groups:
        row = space.weights[[space.occupations.get_loc(code)]].indices
        some = draw.sample(list(row), min(len(row), draw.randint(0, 2)))
        named += [str(space.skills[s]) for s in some]
    gates = [name for name in space.skills if kind[name] == "gate"]
    through = {name for name in named if kind[name] == "gate"}
    through |= set(draw.sample(gates, min(len(gates), draw.randint(0, 3))))
    skills = {name: draw.choice([1, 1, 1, 0.5, 0.3, 0]) for name in named if kind[name] != "gate"}
    if not skills and not occupations:
        occupations = [str(space.occupations[0])]
    years = {code: draw.choice([0.2, 0.7, 1, 9]) for code in occupations if draw.random() < 0.4}
    assert space.demand is not None
    place = draw.choice([None, *map(str, space.demand.by_place.columns)])
    journeys = space.demand.minutes is not None and place is not None
    within = draw.choice([None, 0, 30]) if journeys else None
    needs = frozenset(draw.sample(sorted(CONDITIONS), draw.choice([0, 0, 1, 3])))
    person = Person(skills, tuple(occupations), frozenset(through), years, needs=needs)
    return person, place, within


def question(person: Person, place: str | None, within: float | None) -> dict[str, object]:
    """The same person as the page is asked."""
    return {
        "skills": dict(person.skills),
        "occupations": list(person.occupations),
        "years": dict(person.years),
        "gates": sorted(person.gates),
        "needs": sorted(person.needs),
        "place": place,
        "within": within,
    }
