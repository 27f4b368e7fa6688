"""credentials: what only an authority, school or law confers, so that nobody nearly has it."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from mobility.finding.normalize import normal_form
from mobility.foundation.shipped_lines import shipped_lines

NO_CREDENTIALS = ("course", "task")
"""Kinds of what only sounds like a credential: had by a course or a test open to anyone, or work
with such things; both are learnable."""

BY_LAW_ALONE = ("degree", "protected title")
"""Kinds that close an occupation only where law says so, however many ads ask for them: "or the
like" is added to degrees, and who lacks a protected title may still do the work."""

_SHIPPED = Path(__file__).parent / "credentials.csv"


class Credential(NamedTuple):
    """One line of the list: a label, or with * many, and what was decided of it.

    Parameters
    ----------
    label : str
        As the source of skills writes it; * stands for anything.
    kind : str
        What it is, "degree" or "permit" say; one of `NO_CREDENTIALS` where it is learnable.
    gate : str
        The gate it opens, where several labels open one; else "".
    why : str
        Who confers it, or why it is learnable.
    """

    label: str
    kind: str
    gate: str
    why: str


@cache
def decided_credentials() -> tuple[Credential, ...]:
    """Return every line of the shipped list, in its order.

    The list, ``credentials.csv`` beside this file, was made by reading all labels of JobTech
    Taxonomy's skills that name a degree, a certificate, a permit or the like. A credential is what
    an authority, a school or the law confers: examinations, legitimations and the specialties
    behind them, protected titles, appointments, permits, certificates of competency at sea and in
    the air, and the driving licences that law demands. A certificate that anyone can take in a
    course or a test ("Truckkort", "Certifikat, heta arbeten", a craft's "Gesällbrev") is learnable:
    its kind is "course".

    Examples
    --------
    >>> [line.why for line in decided_credentials() if line.label == "Ordningsvaktsförordnande"]
    ['Given by the police']
    """
    return tuple(Credential(**line) for line in shipped_lines(_SHIPPED))


@lru_cache(maxsize=2**16)
def decided_of(label: str) -> Credential | None:
    """Return the line of the list that decides about a label; None if none does.

    A line that names the label whole decides before those with *; of these the first does.

    Parameters
    ----------
    label : str
        The label of a skill, in any case and punctuation.

    Returns
    -------
    Credential or None

    Examples
    --------
    >>> decided_of("Läkarexamen").kind, decided_of("Truckkort").kind, decided_of("Svetsning")
    ('degree', 'course', None)
    """
    form = normal_form(label)
    whole, many, lines = _compiled()
    if form in whole:
        return whole[form]
    found = many.fullmatch(form)
    return None if found is None else lines[int(str(found.lastgroup)[1:])]


def credential_of(label: str) -> str | None:
    """Return the gate that a label means by being a credential; None if it is none.

    Parameters
    ----------
    label : str
        The label of a skill.

    Returns
    -------
    str or None
        What the gate goes by: the normal form of the label, or the name that it shares with other
        labels that open the same.

    Examples
    --------
    >>> credential_of("Läkarexamen"), credential_of("Sjökapten (behörighet)")
    ('läkarexamen', 'behörighet som fartygsbefäl')
    >>> credential_of("Truckkort") is None, credential_of("Examenshandläggning") is None
    (True, True)
    """
    line = decided_of(label)
    if line is None or line.kind in NO_CREDENTIALS:
        return None
    return line.gate or normal_form(label)


def by_law_alone(label: str) -> bool:
    """Whether a label is a credential of the kinds `BY_LAW_ALONE`.

    Parameters
    ----------
    label : str
        The label of a skill.

    Returns
    -------
    bool

    Examples
    --------
    >>> by_law_alone("Civilingenjörsexamen"), by_law_alone("Ordningsvaktsförordnande")
    (True, False)
    """
    line = decided_of(label)
    return line is not None and line.kind in BY_LAW_ALONE


@cache
def _compiled() -> tuple[dict[str, Credential], re.Pattern[str], tuple[Credential, ...]]:
    """Return the lines by the normal form of whole labels, and one pattern of those with *."""
    lines = decided_credentials()
    whole = {normal_form(line.label): line for line in lines if "*" not in line.label}
    many = [
        f"(?P<n{number}>{_pattern(line.label)})"
        for number, line in enumerate(lines)
        if "*" in line.label
    ]
    return whole, re.compile("|".join(many)), lines


def _pattern(label: str) -> str:
    """Return a label with * as a pattern of normal forms; a space beside * is part of it."""
    parts = []
    for part in label.split("*"):
        before = " " if part[:1] in " ," else ""
        after = " " if part[-1:] == " " else ""
        inner = re.escape(normal_form(part))
        parts.append(f"{before}{inner}{after}" if inner else part)
    return ".*".join(parts)
