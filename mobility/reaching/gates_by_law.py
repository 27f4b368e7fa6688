"""gates_by_law: the licences that law requires of unit groups, shipped or given by a user."""

from pathlib import Path

import pandas as pd

from mobility.finding.gates import gate_of, gates_that_open
from mobility.foundation.shipped_lines import shipped_lines
from mobility.foundation.tables import Column, check_table

BY_LAW_VERSION = "SSYK 2012"
"""The classification of the codes in the shipped table."""

GATE_COLUMNS = (
    Column("occupation"),
    Column("any_of"),
    Column("label"),
    Column("label_en", required=False, filled=False),
    Column("reference", required=False, filled=False),
)
"""One line per unit group and requirement; ``any_of`` names the gates that satisfy it, as
`mobility.finding.gates.gate_of` names them, with "|" between."""

NO_LAW = check_table(pd.DataFrame({c.name: [] for c in GATE_COLUMNS}), GATE_COLUMNS, "gates")
"""The table of laws without a line."""

_SHIPPED = Path(__file__).parent / "gates_by_law.csv"


def gates_by_law() -> pd.DataFrame:
    """Return the licences that Swedish law requires of unit groups (SSYK 2012), as shipped.

    Typed in from public law: patientsäkerhetslagen (2010:659) chapter 4, skollagen (2010:800)
    chapter 2, lagen (2009:302) on animal health care, körkortslagen (1998:488), taxitrafiklagen
    (2012:211), lagen (2007:1157) on professional drivers, and the laws on train drivers,
    driving instructors, pilots, air traffic controllers, officers at sea, police, military
    officers, judges, prosecutors, estate agents and advocates. It is a support for sorting, no
    legal advice. A unit group is in it where the licence is needed for most of its work:
    counsellors, special educators, teachers of vocational subjects, technicians beside orthotists,
    auditors, electricians, aircraft mechanics, guards and seamen are not. Nor are assistant nurses:
    their title is protected (patientsäkerhetslagen chapter 4), their work is open to others.
    Doctors in training (AT) are entered with the physician's licence though a special appointment
    also lets them work.

    Returns
    -------
    DataFrame
        As `GATE_COLUMNS` says; a copy with lines changed can be given to `skill_space`.

    Examples
    --------
    >>> law = gates_by_law().set_index("occupation")
    >>> law.loc["8332", "label"].tolist()
    ['Körkort C', 'Yrkeskompetensbevis (YKB)']
    """
    return check_table(pd.DataFrame(shipped_lines(_SHIPPED)), GATE_COLUMNS, _SHIPPED.name)


def named_by_law(law: pd.DataFrame) -> tuple[str, ...]:
    """Return every gate that satisfies a requirement of the table, sorted.

    Examples
    --------
    >>> [name for name in named_by_law(gates_by_law()) if name.startswith("körkort D")]
    ['körkort D', 'körkort D1', 'körkort D1E', 'körkort DE']
    """
    return tuple(sorted({name for any_of in law["any_of"] for name in satisfying(any_of)}))


def canonical(label: str) -> str:
    """Return the name that a gate goes by whatever its label, or the label itself.

    Examples
    --------
    >>> canonical("C-körkort"), canonical("Flygcertifikat")
    ('körkort C', 'flygcertifikat')
    """
    return gate_of(label) or label.casefold()


def satisfying(any_of: str) -> tuple[str, ...]:
    """Return every gate that satisfies one of those named."""
    named = [name.strip() for name in any_of.split("|")]
    return tuple(dict.fromkeys(each for name in named for each in gates_that_open(name)))
