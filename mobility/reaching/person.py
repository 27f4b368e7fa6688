"""person: what somebody can, as matching staff would say it — no name, no number, only skills."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.errors import Fault, InputError
from mobility.reaching.needed import need_named
from mobility.reaching.personal_number import refuse_personal_numbers
from mobility.reaching.reading_names import Reading
from mobility.reaching.schooling import (
    CEFR,
    EDUCATION,
    education_level,
    language_level,
    language_name,
)
from mobility.reaching.space import SkillSpace

__all__ = ["Person", "practice", "refuse_personal_numbers"]

MOST_YEARS = 80.0

REFUSED = {
    "name": "who somebody is has nothing to do with what work is near",
    "personal_number": "who somebody is has nothing to do with what work is near",
    "sex": "an answer that knows the sex passes on how jobs are divided between women and men",
    "gender": "an answer that knows the sex passes on how jobs are divided between women and men",
    "origin": "where somebody comes from is no skill; say the languages",
    "country": "where somebody comes from is no skill; say the languages",
    "citizenship": "where somebody comes from is no skill; say the languages",
    "age": "how old somebody is is no skill; say the years in each occupation",
    "born": "how old somebody is is no skill; say the years in each occupation",
    "health": "say what the work must be like, with needs",
    "disability": "say what the work must be like, with needs",
    "religion": "what somebody believes is no skill",
}
"""What is never taken, and why."""


@dataclass(frozen=True)
class Person:
    """What somebody can, has done and needs; nothing that says who it is.

    Parameters
    ----------
    skills : mapping of str to float
        Skill id → degree from 0 to 1; a skill that is simply given has 1. What is said here goes
        before what an occupation implies, so 0 means "held that occupation, but never did this".
    occupations : tuple of str
        Codes of unit groups held, or ids of finer occupation names.
    gates : frozenset of str
        Ids of licences and legitimations held.
    years : mapping of str to float
        Occupation held → years in it; one without counts as long enough. `practice` says what they
        do to what the occupation implies.
    education : int or None
        Level 1–7, as `mobility.reaching.schooling.EDUCATION` has them; None is "not said".
    languages : mapping of str to str
        Language, in Swedish and lower case → level A1–C2.
    needs : frozenset of str
        Conditions the work must meet, of `mobility.foundation.conditions.CONDITIONS`.

    Raises
    ------
    InputError
        With everything that is wrong at once: nothing is given, a degree is not from 0 to 1, years
        are of no occupation held, a level is none, or a text looks like a personal identity number
        (which is not repeated in the message).

    Examples
    --------
    >>> Person({"knife": 1.0}, occupations=("5120",))
    Person(1 skill, 1 occupation, 0 gates)
    """

    skills: Mapping[str, float]
    occupations: tuple[str, ...] = ()
    gates: frozenset[str] = frozenset()
    years: Mapping[str, float] = field(default_factory=dict)
    education: int | None = None
    languages: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what identifies a person, and degrees that are none; keep the rest in order."""
        refuse_personal_numbers(
            [*self.skills, *self.occupations, *self.gates, *self.languages, *self.needs]
        )
        faults = _faults(self)
        if faults:
            raise InputError("person", faults)
        in_order = {name: float(self.skills[name]) for name in sorted(self.skills)}
        years = {name: float(self.years[name]) for name in sorted(self.years)}
        spoken = {name: self.languages[name] for name in sorted(self.languages)}
        object.__setattr__(self, "skills", MappingProxyType(in_order))
        object.__setattr__(self, "occupations", tuple(dict.fromkeys(self.occupations)))
        object.__setattr__(self, "gates", frozenset(self.gates))
        object.__setattr__(self, "years", MappingProxyType(years))
        object.__setattr__(self, "languages", MappingProxyType(spoken))
        object.__setattr__(self, "needs", frozenset(self.needs))

    @classmethod
    def of(
        cls,
        space: SkillSpace,
        *,
        skills: Iterable[str] = (),
        occupations: Iterable[str] = (),
        gates: Iterable[str] = (),
        years: Mapping[str, float] | None = None,
        education: str | int | None = None,
        languages: Mapping[str, str] | None = None,
        needs: Iterable[str] = (),
        **refused: object,
    ) -> "Person":
        """Build a person from names as people write them.

        Parameters
        ----------
        space : SkillSpace
            Whose skills and occupations are meant.
        skills, gates : iterable of str
            Ids or labels, in any case; a gate among the skills is taken as a gate.
        occupations : iterable of str
            Codes, titles or occupation names, in any case.
        years : mapping of str to float, optional
            Years in an occupation, by code, title or name; it need not stand among
            ``occupations`` too.
        education : str or int, optional
            Level 1–7 or its name ("gymnasium", "bachelor").
        languages : mapping of str to str, optional
            Language → A1–C2 or "native".
        needs : iterable of str
            Conditions the work must meet, by id or label of
            `mobility.foundation.conditions.CONDITIONS`.
        **refused : object
            Nothing else is taken: no name, number, sex, origin or age. What is given is not
            repeated; the message says why.

        Raises
        ------
        UnknownNameError
            If one name is not in the space and nothing else is wrong; the nearest are named.
        InputError
            With everything that is wrong at once.

        Examples
        --------
        >>> from mobility.reaching.example import kitchens
        >>> person = Person.of(kitchens(), skills=["Knife", "licence"], occupations=["waiters"])
        >>> dict(person.skills), person.occupations, sorted(person.gates)
        ({'knife': 1.0}, ('5131',), ['licence'])
        """
        skills, occupations, gates = list(skills), list(occupations), list(gates)
        years, languages = dict(years or {}), dict(languages or {})
        refuse_personal_numbers([*skills, *occupations, *gates, *years, *languages])
        reading = Reading()
        reading.problems += [_why_refused(keyword) for keyword in refused]
        named = reading.each(space.skill, skills)
        opened = reading.each(space.skill, gates)
        held = reading.each(space.occupation, occupations)
        lasted = {
            code: length
            for name, length in years.items()
            for code in reading.each(space.occupation, [name])
        }
        level = None if education is None else reading.unless(education_level(education))
        spoken = {
            language_name(name): found
            for name, said in languages.items()
            if (found := reading.unless(language_level(name, said))) is not None
        }
        asked = [found for need in needs if (found := reading.unless(need_named(need))) is not None]
        kinds = _kinds(space, [*named, *opened])
        reading.problems += [
            f"{name!r} is a {kinds[name]}, not a gate" for name in opened if kinds[name] != "gate"
        ]
        reading.stop()
        return cls(
            {name: 1.0 for name in named if kinds[name] != "gate"},
            (*held, *lasted),
            frozenset(opened) | {name for name in named if kinds[name] == "gate"},
            lasted,
            level,
            spoken,
            frozenset(asked),
        )

    def __repr__(self) -> str:
        """Say how much is known, not what."""
        counts = ((len(self.skills), "skill"), (len(self.occupations), "occupation"))
        said = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts)
        return f"Person({said}, {len(self.gates)} gate{'' if len(self.gates) == 1 else 's'})"


def practice(years: float | None) -> float:
    r"""Share of what an occupation implies that somebody keeps who has held it for so long.

    .. math:: p(y) = \min(1, \max(\tfrac12, y))

    A year goes once through the seasons of a work; after it, everything the occupation implies is
    taken as implied. Somebody who has done the work at all keeps half: what every ad of it asks for
    is then just held (h = .5), and what fewer ask for is not.

    Parameters
    ----------
    years : float or None
        Years in the occupation; None, "not said", counts as enough.

    Returns
    -------
    float
        From 0.5 to 1; multiplies the degrees that the occupation implies.

    Examples
    --------
    >>> [practice(years) for years in (0.2, 0.75, 3, None)]
    [0.5, 0.75, 1.0, 1.0]
    """
    return 1.0 if years is None else min(1.0, max(0.5, float(years)))


def _faults(person: Person) -> list[Fault | str]:
    """Return everything that is wrong with a person."""
    faults: list[Fault | str] = [
        Fault("a degree from 0 to 1", column=name, value=str(degree))
        for name, degree in person.skills.items()
        if not 0 <= degree <= 1
    ]
    if not person.skills and not person.occupations:
        faults.append("give at least one skill or one occupation")
    for name, length in person.years.items():
        if name not in person.occupations:
            faults.append(Fault("an occupation held", column="years", value=name))
        if not 0 <= length <= MOST_YEARS:
            said = f"a number of years from 0 to {MOST_YEARS:g}"
            faults.append(Fault(said, column=name, value=str(length)))
    if person.education is not None and person.education not in EDUCATION:
        faults.append(Fault("a level from 1 to 7", column="education", value=str(person.education)))
    faults += [
        Fault(f"one of {', '.join(CEFR)}", column=name, value=level)
        for name, level in person.languages.items()
        if level not in CEFR
    ]
    faults += [
        Fault("one of " + ", ".join(CONDITIONS), column="needs", value=need)
        for need in sorted(person.needs)
        if need not in CONDITIONS
    ]
    return faults


def _why_refused(keyword: str) -> str:
    """Say why something about a person is not taken."""
    reason = REFUSED.get(keyword)
    if reason is not None:
        return f"{keyword!r} is not taken: {reason}"
    return (
        f"{keyword!r} is not taken; a person has skills, occupations, gates, years, education, "
        "languages and needs"
    )


def _kinds(space: SkillSpace, names: list[str]) -> dict[str, str]:
    """Return the kind of each skill id."""
    index = pd.Index(names, dtype="str")
    return dict(zip(index, space.kinds[space.skills.get_indexer(index)], strict=True))
