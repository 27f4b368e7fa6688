"""gates: the licences, legitimations and other credentials that nobody nearly has."""

import re
from functools import lru_cache
from typing import NamedTuple

from mobility.finding.credentials import credential_of
from mobility.finding.normalize import normal_form


class Gate(NamedTuple):
    """One gate: what it is called, and the normal forms of the terms that mean it."""

    name: str
    pattern: str


_ANY_PROFESSION = "yrkeslegitimation"
_LEGITIMATIONS = {
    "apotekare": "apotekare",
    "arbetsterapeut": "arbetsterapeut",
    "audionom": "audionom",
    "barnmorska": "barnmorske?a?",
    "biomedicinsk analytiker": "biomedicinska? analytiker",
    "dietist": "dietist",
    "djursjukskötare": "djursjukskötare?",
    "fysioterapeut": "fysioterapeut",
    "hälso- och sjukvårdskurator": "(?:hälso och sjukvårds)?kurator",
    "kiropraktor": "kiropraktor",
    "logoped": "logoped",
    "läkare": "läkar",
    "naprapat": "naprapat",
    "optiker": "optiker",
    "ortopedingenjör": "ortopedingenjör",
    "psykolog": "psykolog",
    "psykoterapeut": "psykoterapeut",
    "receptarie": "receptarie",
    "röntgensjuksköterska": "röntgensjuksköterske?a?",
    "sjukgymnast": "sjukgymnast",
    "sjukhusfysiker": "sjukhusfysiker",
    "sjuksköterska": "sjuksköterske?a?",
    "tandhygienist": "tandhygienist",
    "tandläkare": "tandläkare?",
    "veterinär": "veterinär",
    "lärare": "(?:speciall|yrkesl|grundl|ämnesl|l)ärare?",
    "förskollärare": "förskollärare?",
    _ANY_PROFESSION: "yrkes",
}
_CLASSES = "am|a1|a2|a|b|be|b96|c1|c1e|c|ce|d1|d1e|d|de"

GATES: tuple[Gate, ...] = (
    *(
        Gate(
            f"körkort {code.upper()}",
            rf"(?:giltigt |svenskt |manuellt )*(?:{code} (?:körkort|behörighet)|"
            rf"körkort(?: klass| med behörighet)? {code})",
        )
        for code in _CLASSES.split("|")
    ),
    Gate("körkort", r"(?:giltigt |svenskt )*körkort"),
    Gate(
        "yrkeskompetensbevis (YKB)",
        r"(?:yrkeskompetensbevis|yrkesförarkompetens)(?: .*)?|(?:giltigt )?ykb(?: .*)?",
    ),
    Gate("taxiförarlegitimation", r"taxi(?:förar)?(?:legitimation|leg)|taxikörkort"),
    Gate("lokförarbevis", r"lokförarbevis|förarbevis för tåg"),
    Gate(
        "flygcertifikat",
        r"(?:commercial|airline transport) pilot licen[cs]e(?: cpl| atpl)?|flygcertifikat"
        r"|trafikflygarcertifikat",
    ),
    Gate("flygledarcertifikat", r"flygledarcertifikat|air traffic controller licen[cs]e"),
    Gate("godkännande som trafiklärare", r"godkän(?:nande som|d) trafiklärare"),
    *(
        Gate(
            f"legitimation: {name}",
            rf"(?:svensk )?legitimation som {stem}[a-zåäö]*|(?:{stem})s?legitimation"
            rf"|leg(?:itimerade?)? {stem}[a-zåäö]*",
        )
        for name, stem in _LEGITIMATIONS.items()
    ),
)
"""Every licence class of the Swedish driving licence, the professional driver's certificate, taxi,
the licences of train drivers, pilots, flight controllers and driving instructors, and each
legitimation of health care and teaching. Certificates one can take in a course (truck, hot
works, HLR) are learnable and not among them. Degrees, titles, appointments and permits are gates
too: `mobility.finding.credentials` lists them."""

_COMPILED = tuple((gate.name, re.compile(gate.pattern)) for gate in GATES)


def gate_of(label: str) -> str | None:
    """Return the gate a label means, a licence or any other credential; None if it is none.

    Parameters
    ----------
    label : str
        The label of a skill, or another name of it.

    Returns
    -------
    str or None
        The name of the gate, as `licence_of` gives it, else as
        `mobility.finding.credentials.credential_of` does.

    Examples
    --------
    >>> gate_of("B-körkort"), gate_of("Legitimation som sjuksköterska"), gate_of("Truckkort")
    ('körkort B', 'legitimation: sjuksköterska', None)
    >>> gate_of("Polisexamen")
    'polisexamen'
    """
    return licence_of(label) or credential_of(label)


@lru_cache(maxsize=2**16)
def licence_of(term: str) -> str | None:
    """Return which of `GATES` a term means; None if none.

    Parameters
    ----------
    term : str
        Any way of writing it.

    Returns
    -------
    str or None
        The name of the gate.

    Examples
    --------
    >>> licence_of("CE körkort"), licence_of("leg. sjuksköterska"), licence_of("Polisexamen")
    ('körkort CE', 'legitimation: sjuksköterska', None)
    """
    form = normal_form(term)
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(form)), None)


def licence_gate(name: str) -> str | None:
    """Return the gate that an entry of an ad's own licence field means; None if it is none.

    Parameters
    ----------
    name : str
        A class alone, as JobTech has it, or with the word for a licence.

    Returns
    -------
    str or None
        The name of the gate.

    Examples
    --------
    >>> licence_gate("B"), licence_gate("Körkort C1"), licence_gate("B licence")
    ('körkort B', 'körkort C1', None)
    """
    return (licence_of(name) or licence_of(f"körkort {name}")) if normal_form(name) else None


_NEXT_LOWER = {
    "CE": "C C1E BE",
    "C": "C1",
    "C1E": "C1 BE",
    "C1": "B",
    "DE": "D D1E BE",
    "D": "D1",
    "D1E": "D1 BE",
    "D1": "B",
    "BE": "B96",
    "B96": "B",
    "B": "AM",
    "A": "A2",
    "A2": "A1",
    "A1": "AM",
}
"""The classes that each class of the driving licence directly contains: körkortslagen (1998:488)
2 kap., and for the heavy classes that one has B before."""


def gates_that_open(gate: str) -> tuple[str, ...]:
    """Return the gates whose holder also satisfies one, itself first.

    A driving licence of a class contains those below it (CE ⊃ C ⊃ C1 ⊃ B ⊃ AM, DE ⊃ D ⊃ D1 ⊃ B);
    "körkort" without a class is any from B up. Every other gate is satisfied by itself alone.

    Parameters
    ----------
    gate : str
        The name of a gate, as `gate_of` gives it.

    Returns
    -------
    tuple of str
        Names of gates, the gate itself first, then by name.

    Examples
    --------
    >>> gates_that_open("körkort C")
    ('körkort C', 'körkort CE')
    >>> gates_that_open("legitimation: läkare")
    ('legitimation: läkare',)
    """
    if gate == "körkort":
        return (gate, *gates_that_open("körkort B"))
    named = {f"körkort {code}": code for code in (*_NEXT_LOWER, "AM")}
    if gate not in named:
        return (gate,)
    above = [name for name, code in named.items() if named[gate] in _contained(code)]
    return (gate, *sorted(above))


def _contained(code: str) -> set[str]:
    """Return every class that a class of the driving licence contains, without itself."""
    lower = _NEXT_LOWER.get(code, "").split()
    return set(lower).union(*(_contained(each) for each in lower))


def everyday_forms(label: str) -> tuple[str, ...]:
    """Return how ads write a legitimation: as a word before the profession, whole or shortened.

    Parameters
    ----------
    label : str
        A label such as "Legitimation som sjuksköterska" or "lärarlegitimation".

    Returns
    -------
    tuple of str
        Empty for labels that are no legitimation of one profession ("speciallärarlegitimation" is
        one of several that fall under the same gate).

    Examples
    --------
    >>> everyday_forms("Sjuksköterskelegitimation")
    ('leg sjuksköterska', 'legitimerad sjuksköterska', 'legitimerade sjuksköterska')
    >>> everyday_forms("B-körkort")
    ()
    """
    form = normal_form(label)
    if "legitimation" not in form:
        return ()
    name = (licence_of(form) or "").removeprefix("legitimation: ")
    if name not in _LEGITIMATIONS or name == _ANY_PROFESSION:
        return ()
    joined = form.startswith(normal_form(name)[:-1]) and form.endswith("legitimation")
    if not joined and form != f"legitimation som {normal_form(name)}":
        return ()
    return tuple(f"{word} {name}" for word in ("leg", "legitimerad", "legitimerade"))
