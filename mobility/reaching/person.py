"""person: what somebody can, as matching staff would say it — no name, no number, only skills."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.reaching.space import SkillSpace

# A date of birth (with the day plus 60 in coordination numbers) and four more digits. The check
# digit is not tried: a number with a slip of the pen is a person's number all the same.
PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])\s?[-+–]?\s?\d{4}(?!-?\w)"
)


@dataclass(frozen=True)
class Person:
    """Skills, occupations and gates somebody has; nothing that says who it is.

    Parameters
    ----------
    skills : mapping of str to float
        Skill id → degree from 0 to 1; a skill that is simply given has 1. What is said here goes
        before what an occupation implies, so 0 means "held that occupation, but never did this".
    occupations : tuple of str
        Codes of occupations held.
    gates : frozenset of str
        Ids of licences and legitimations held.

    Raises
    ------
    InputError
        If nothing is given, a degree is not from 0 to 1, or a text looks like a personal identity
        number (which is not repeated in the message).

    Examples
    --------
    >>> Person({"knife": 1.0}, occupations=("5120",))
    Person(1 skill, 1 occupation, 0 gates)
    """

    skills: Mapping[str, float]
    occupations: tuple[str, ...] = ()
    gates: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what identifies a person, and degrees that are none; keep the rest in order."""
        refuse_personal_numbers([*self.skills, *self.occupations, *self.gates])
        faults: list[Fault | str] = [
            Fault("a degree from 0 to 1", column=name, value=str(degree))
            for name, degree in self.skills.items()
            if not 0 <= degree <= 1
        ]
        if not self.skills and not self.occupations:
            faults.append("give at least one skill or one occupation")
        if faults:
            raise InputError("person", faults)
        in_order = {name: float(self.skills[name]) for name in sorted(self.skills)}
        object.__setattr__(self, "skills", MappingProxyType(in_order))
        object.__setattr__(self, "occupations", tuple(dict.fromkeys(self.occupations)))
        object.__setattr__(self, "gates", frozenset(self.gates))

    @classmethod
    def of(
        cls,
        space: SkillSpace,
        *,
        skills: Iterable[str] = (),
        occupations: Iterable[str] = (),
        gates: Iterable[str] = (),
    ) -> "Person":
        """Build a person from names as people write them.

        Parameters
        ----------
        space : SkillSpace
            Whose skills and occupations are meant.
        skills, gates : iterable of str
            Ids or labels, in any case; a gate among the skills is taken as a gate.
        occupations : iterable of str
            Codes or titles, in any case.

        Raises
        ------
        UnknownNameError
            If a name is not in the space; the nearest are named.
        InputError
            If a name is shared, is not a gate though given as one, or looks like a personal
            identity number.

        Examples
        --------
        >>> from mobility.reaching.example import kitchens
        >>> person = Person.of(kitchens(), skills=["Knife", "licence"], occupations=["waiters"])
        >>> dict(person.skills), person.occupations, sorted(person.gates)
        ({'knife': 1.0}, ('5131',), ['licence'])
        """
        skills, occupations, gates = list(skills), list(occupations), list(gates)
        refuse_personal_numbers([*skills, *occupations, *gates])
        named = [space.skill(name) for name in skills]
        opened = [space.skill(name) for name in gates]
        both = pd.Index([*named, *opened], dtype="str")
        kinds = dict(zip(both, space.kinds[space.skills.get_indexer(both)], strict=True))
        wrong = [name for name in opened if kinds[name] != "gate"]
        if wrong:
            raise InputError(
                "person", [f"{name!r} is a {kinds[name]}, not a gate" for name in wrong]
            )
        held = {name: 1.0 for name in named if kinds[name] != "gate"}
        through = frozenset(opened) | {name for name in named if kinds[name] == "gate"}
        return cls(held, tuple(space.occupation(name) for name in occupations), through)

    def __repr__(self) -> str:
        """Say how much is known, not what."""
        counts = ((len(self.skills), "skill"), (len(self.occupations), "occupation"))
        said = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts)
        return f"Person({said}, {len(self.gates)} gate{'' if len(self.gates) == 1 else 's'})"


def refuse_personal_numbers(texts: Iterable[str]) -> None:
    """Refuse text that looks like a Swedish personal identity or coordination number.

    Raises
    ------
    InputError
        Saying which text, by its place and not by its content.

    Examples
    --------
    >>> refuse_personal_numbers(["knife", "19121212-1212"])
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: person: 1 problem(s)
      - text 2 looks like a personal identity number; give skills and occupations only
    """
    found = [
        f"text {place} looks like a personal identity number; give skills and occupations only"
        for place, text in enumerate(texts, start=1)
        if PERSONAL_NUMBER.search(text)
    ]
    if found:
        raise InputError("person", found)
