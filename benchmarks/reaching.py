"""reaching: a skill space opened, one person answered, and a thousand at once."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import numpy as np
import pandas as pd

from mobility.foundation.incidence import Incidence
from mobility.foundation.skill_list import SkillList
from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.batch import Answers, answers
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.saving.skill_space import read_space, write_space

PLACES = ("A", "B", "C")


def made_space(size: str) -> SkillSpace:
    """Make a space as large as the national one: occupations of a group share most skills."""
    occupations, skills, each = (40, 300, 12) if size == "small" else (400, 5700, 46)
    chance = np.random.default_rng(1)
    codes = [
        f"{100 + 7 * group}{number}" for group in range(occupations // 4) for number in range(4)
    ]
    centre = np.repeat(chance.random(occupations // 4) * skills, 4)
    spread = chance.normal(0, 0.6 * each, (occupations, each))
    spread[:, : each // 3] = chance.normal(0, 0.1 * skills, (occupations, each // 3))
    asked = (centre[:, None] + spread).astype(int) % skills
    links = pd.DataFrame(
        {
            "occupation": np.repeat(codes, each),
            "skill": [f"s{number:04d}" for number in asked.ravel()],
        }
    ).drop_duplicates()
    counts = Incidence.from_pairs(
        links, "occupation", "skill", measure="occupations",
        support=pd.Series(1, index=codes), version="made",
    )  # fmt: skip
    names = pd.DataFrame({"label": counts.columns, "kind": "skill"}, index=counts.columns)
    terms = pd.DataFrame(
        {"term": counts.columns, "skill": counts.columns, "origin": "label", "match": "any"}
    )
    vacancies = pd.DataFrame(
        {
            "occupation": np.tile(codes, len(PLACES)),
            "place": np.repeat(PLACES, occupations),
            "vacancies": chance.integers(0, 50, occupations * len(PLACES)),
        }
    )
    return skill_space(counts, SkillList.of(names, terms), vacancies=vacancies)


def made_people(space: SkillSpace, number: int) -> list[Person]:
    """Draw persons who have held one or two occupations and can a few things besides."""
    chance = np.random.default_rng(2)
    codes, skills = space.occupations.to_numpy(), space.skills.to_numpy()
    return [
        Person(
            dict.fromkeys(chance.choice(skills, chance.integers(0, 5)), 1.0),
            tuple(chance.choice(codes, chance.integers(1, 3))),
        )
        for _ in range(number)
    ]


class OpeningASpace:
    """Read a skill space from its file; ready to answer when it is there."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Make a space and write it."""
        space = made_space(size)
        self.folder = TemporaryDirectory()
        self.path = write_space(space, Path(self.folder.name) / "made.space")
        self.what = f"{len(space.occupations)} occupations, {len(space.skills):,} skills"

    def time_ours(self) -> SkillSpace:
        """Open it."""
        return read_space(self.path)

    def teardown(self) -> None:
        """Take the file away."""
        self.folder.cleanup()


class OnePerson:
    """Both answers to one person; the note has the median and p95 over many."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Make a space and persons."""
        self.space = made_space(size)
        self.people = made_people(self.space, 10 if size == "small" else 200)
        self.asked = 0
        self.time_ours()
        taken = []
        for _ in self.people:
            start = time.perf_counter()
            self.time_ours()
            taken.append(1e3 * (time.perf_counter() - start))
        median, most = np.percentile(taken, [50, 95])
        self.what = (
            f"median {median:.1f} ms, p95 {most:.1f} ms; "
            f"{len(self.space.occupations)} occupations, {len(self.space.skills):,} skills"
        )

    def time_ours(self) -> int:
        """Answer the next person."""
        person = self.people[self.asked % len(self.people)]
        self.asked += 1
        found = adjacent(person, self.space, place="A"), almost_have(person, self.space, place="A")
        return sum(map(len, found))


class ManyPersons:
    """A thousand persons at once, beside the same one by one."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Make a space and persons."""
        self.space = made_space(size)
        self.people = made_people(self.space, 20 if size == "small" else 1000)
        self.what = f"{len(self.people):,} persons, {len(self.space.occupations)} occupations"

    def time_ours(self) -> Answers:
        """Answer all at once."""
        return answers(self.people, self.space, place="A")

    def time_one_by_one(self) -> int:
        """Answer each alone."""
        found = [
            (adjacent(person, self.space, place="A"), almost_have(person, self.space, place="A"))
            for person in self.people
        ]
        return len(found)
