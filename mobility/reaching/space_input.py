"""space_input: whether counts, skills and shares are such that a skill space can rest on them."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.skill_list import SkillList
from mobility.reaching.gates_by_law import BY_LAW_VERSION

MEASURES = ("ads", "occupations")


def labels_and_kinds(
    counts: Incidence, skills: SkillList, offered_or_negated: pd.Series | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return labels and kinds of the columns, or refuse what was given with every fault in it.

    Raises
    ------
    InputError
        If a column is not in the skill list; a row is not labelled by a code of three digits or
        more, as long as the others; a count is larger than its row's support; the measure is none
        of `MEASURES`; or a share is not from 0 to 1.
    """
    faults = [
        Fault(f"skill {name!r} is not in the skill list")
        for name in counts.columns[~counts.columns.isin(skills.skills.index)]
    ]
    codes = [str(code) for code in counts.rows]
    length = max(map(len, codes), default=0)
    faults += [
        Fault("a code of digits, three or more, as long as the others", value=code)
        for code in codes
        if not (code.isdecimal() and len(code) == length >= 3)
    ]
    more = counts.values.max(axis=1).toarray().ravel() > counts.support
    faults += [
        Fault(f"occupation {code!r} has a skill counted more often than its support")
        for code in counts.rows[more]
    ]
    if counts.measure not in MEASURES:
        faults.append(Fault("'ads' or 'occupations', the measure of counts", value=counts.measure))
    if not codes:
        faults.append(Fault("there is no occupation"))
    if offered_or_negated is not None:
        outside = ~offered_or_negated.between(0, 1)
        faults += [
            Fault("a share from 0 to 1", column=str(name), value=str(value))
            for name, value in offered_or_negated[outside].items()
        ]
    if faults:
        raise InputError("skill_space", faults)
    listed = skills.skills.reindex(counts.columns)
    return listed["label"].to_numpy(dtype=object), listed["kind"].to_numpy(dtype=object)


def check_by_vacancies(weight: float, *, given: bool) -> None:
    """Refuse a weight of vacancies that is none, or has nothing to weigh.

    Raises
    ------
    InputError
        If it is not from 0 to 1, or above 0 where no vacancies are ``given``.
    """
    faults = []
    if not 0 <= weight <= 1:
        faults.append(f"is {weight!r}, not from 0 (vacancies do not weigh) to 1")
    if weight and not given:
        faults.append(f"is {weight!r}, but no vacancies were given; pass vacancies, or leave it 0")
    if faults:
        raise InputError("by_vacancies", faults)


def check_by_schooling(weight: float, version: str) -> None:
    """Refuse a weight of schooling that is none, or codes whose skill levels are not known.

    Raises
    ------
    InputError
        If it is not from 0 to 1, or above 0 where ``version`` is another than SSYK 2012.
    """
    faults = []
    if not 0 <= weight <= 1:
        faults.append(f"is {weight!r}, not from 0 (schooling does not weigh) to 1")
    if weight and version != BY_LAW_VERSION:
        said = (
            f"is {weight!r}, but levels are known of {BY_LAW_VERSION} only, and the counts are of"
        )
        faults.append(f"{said} {version or 'no named classification'}; leave it 0")
    if faults:
        raise InputError("by_schooling", faults)
