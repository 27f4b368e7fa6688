"""contracts: the tables of a record, their columns, and what a cell of each may hold."""

from dataclasses import dataclass

from mobility.foundation.tables import Column

ROLES = ("assess", "decide", "deliver", "coordinate", "pay", "inform")
COVERING_ROLES = ("decide", "deliver")
"""The roles that cover a need; "coordinate" covers only a need that is itself coordination."""

STRENGTHS = ("lead", "shared", "support")
FORCES = ("must", "may", "project")
SOURCES = ("law", "agreement", "practice")
STATUSES = ("draft", "confirmed", "disputed")
ACTOR_KINDS = ("party", "association", "provider", "employer", "civil society", "unit")
AXIS_KINDS = ("values", "number")
ORIENTATIONS = ("job", "health", "both")
TIES = ("agreement", "referral", "co-location", "joint team", "shared funding", "meeting")

REPAIRS = ("value", "place", "period", "exclusion", "strength", "force", "spanner")
"""What a change of a mandate changes: one more value or place, a longer period, an exclusion
lifted, that it leads, that it must; "spanner" is a new mandate to coordinate."""

ANY = ""
"""A blank cell: every value is admitted."""
UNKNOWN = "?"
"""A cell nobody could fill in: not the same as "oklart", which is a value like others."""


@dataclass(frozen=True)
class Sheet:
    """One table of a record.

    Parameters
    ----------
    name : str
        Name in code and in English.
    title_sv : str
        Name of the sheet in a Swedish workbook.
    columns : tuple of Column
        What a row holds.
    headings_sv : tuple of str
        The Swedish heading of each column, in their order.
    per_axis : bool
        Whether one more column stands for every axis of the record, headed by the axis.
    required : bool
        Whether a record without it is no record.
    """

    name: str
    title_sv: str
    columns: tuple[Column, ...]
    headings_sv: tuple[str, ...]
    per_axis: bool = False
    required: bool = False

    def __post_init__(self) -> None:
        """Hold headings and columns to each other."""
        assert len(self.columns) == len(self.headings_sv), self.name


def _text(name: str, **options: object) -> Column:
    """Return a text column that may be left out or blank."""
    return Column(name, required=False, filled=False, **options)  # type: ignore[arg-type]


def _of(name: str, kind: str, **options: object) -> Column:
    """Return a column of a kind that may be left out or blank."""
    return Column(name, kind, required=False, filled=False, **options)  # type: ignore[arg-type]


ABOUT = Sheet(
    "about",
    "Om",
    (Column("key", unique=True), _text("value")),
    ("uppgift", "värde"),
    required=True,
)
"""``title``, ``reference_date``, ``template_version``, ``synthetic`` (yes or no)."""

ACTORS = Sheet(
    "actors",
    "Aktörer",
    (
        Column("actor", unique=True),
        Column("name"),
        _text("parent"),
        Column("kind", required=False, filled=False, allowed=ACTOR_KINDS),
        _text("note"),
    ),
    ("aktör", "namn", "ingår i", "slag", "anmärkning"),
    required=True,
)
"""A tree: a unit names the organisation it is part of as ``parent``."""

AXES = Sheet(
    "axes",
    "Axlar",
    (
        Column("axis", unique=True),
        Column("label_sv"),
        _text("label_en"),
        Column("kind", allowed=AXIS_KINDS),
        _text("assessor"),
        _text("concept"),
        _of("lowest", "whole number"),
        _of("highest", "whole number"),
    ),
    ("axel", "benämning", "engelska", "slag", "bedömare", "begrepp", "lägst", "högst"),
    required=True,
)
"""An assessed ability is one axis per assessor and legal concept: both are named."""

VALUES = Sheet(
    "values",
    "Värden",
    (Column("axis"), Column("value"), Column("label_sv"), _text("label_en")),
    ("axel", "värde", "benämning", "engelska"),
    required=True,
)
"""The values of every axis of kind "values", in their order; declared, never inferred."""

NEEDS = Sheet(
    "needs",
    "Behov",
    (
        Column("need", unique=True),
        Column("label_sv"),
        _text("label_en"),
        _of("is_coordination", "yes/no"),
    ),
    ("behov", "benämning", "engelska", "är samordning"),
    required=True,
)

PLACES = Sheet(
    "places",
    "Platser",
    (
        Column("place", unique=True),
        Column("name"),
        _text("parent"),
        _of("inhabitants", "whole number", at_least=0),
    ),
    ("plats", "namn", "ligger i", "invånare"),
    required=True,
)
"""A tree: a mandate for a county holds in every municipality below it."""

TRAVEL = Sheet(
    "travel",
    "Restider",
    (Column("from"), Column("to"), Column("minutes", "number", at_least=0)),
    ("från", "till", "minuter"),
)

MANDATES = Sheet(
    "mandates",
    "Uppdrag",
    (
        Column("mandate", unique=True),
        Column("actor"),
        Column("needs"),
        Column("role", allowed=ROLES),
        Column("strength", allowed=STRENGTHS),
        Column("force", allowed=FORCES),
        _text("places"),
        _text("degree"),
        _of("valid_from", "date"),
        _of("valid_to", "date"),
        _of("capacity", "number", at_least=0),
        _of("occupied", "number", at_least=0),
        _of("wait_days", "number", at_least=0),
        _text("entry"),
        _of("residual", "yes/no"),
        _text("yields_to"),
        _of("may_decline", "yes/no"),
        _of("cost", "number", at_least=0),
        _text("financier"),
        Column("source", allowed=SOURCES),
        _text("reference"),
        _of("checked_on", "date"),
        _text("checked_by"),
        Column("status", required=False, filled=False, allowed=STATUSES),
        _text("note"),
    ),
    (
        "uppdrag", "aktör", "behov", "roll", "styrka", "tvång", "platser", "omfattning",
        "gäller från", "gäller till", "kapacitet", "upptagna", "väntan dagar", "väg in",
        "träder in sist", "viker för", "får tacka nej", "kostnad", "finansiär", "grund",
        "hänvisning", "kontrollerad den", "kontrollerad av", "läge", "anmärkning",
    ),
    per_axis=True,
    required=True,
)  # fmt: skip
"""``needs``, ``places`` and ``entry`` may name several, between semicolons; ``entry`` is "self" or
"referral from ACTOR". ``checked_by`` names a role or an organisation, never a person."""

EXCLUSIONS = Sheet(
    "exclusions",
    "Undantag",
    (
        Column("mandate"),
        _text("needs"),
        _text("places"),
        Column("source", required=False, filled=False, allowed=SOURCES),
        _text("reference"),
        _text("note"),
    ),
    ("uppdrag", "behov", "platser", "grund", "hänvisning", "anmärkning"),
    per_axis=True,
)
"""A mandate does not hold where every filled cell of one of its exclusions is met. ``source`` says
whether that is law, agreement or practice, since practice often narrows what the law gives; blank =
the mandate's own."""

INTERVENTIONS = Sheet(
    "interventions",
    "Insatser",
    (
        Column("intervention", unique=True),
        Column("name"),
        Column("actor"),
        _text("mandate"),
        _text("needs"),
        _text("places"),
        _text("method"),
        _text("target_group"),
        _text("entry_state"),
        _text("exit_state"),
        Column("orientation", required=False, filled=False, allowed=ORIENTATIONS),
        _text("degree"),
        _text("note"),
    ),
    (
        "insats", "namn", "aktör", "uppdrag", "behov", "platser", "metod", "målgrupp",
        "läge in", "läge ut", "inriktning", "omfattning", "anmärkning",
    ),
)  # fmt: skip

COLLABORATIONS = Sheet(
    "collaborations",
    "Samverkan",
    (
        Column("collaboration", unique=True),
        Column("actors"),
        Column("kind", allowed=TIES),
        _text("needs"),
        _text("places"),
        _of("valid_from", "date"),
        _of("valid_to", "date"),
        _text("reference"),
        _text("note"),
    ),
    (
        "samverkan", "aktörer", "slag", "behov", "platser", "gäller från", "gäller till",
        "hänvisning", "anmärkning",
    ),
)  # fmt: skip
"""An agreement is a collaboration of kind "agreement" that names every actor it binds."""

POPULATION = Sheet(
    "population",
    "Befolkning",
    (Column("place"), Column("needs"), Column("persons", "number", at_least=0)),
    ("plats", "behov", "personer"),
    per_axis=True,
)
"""How many persons share a profile; ``needs`` is the *set* of their needs. May be missing."""

MARGINS = Sheet(
    "margins",
    "Marginaler",
    (Column("axis"), Column("value"), _text("place"), Column("persons", "number", at_least=0)),
    ("axel", "värde", "plats", "personer"),
)
"""Counts per value only; profiles fitted from them are marked as modelled. Used where the
population counts nobody; rows of it with 0 persons then say which situations can occur, and no
others do. ``axis`` may also be "need" ("behov"): persons who have that need, who may have others
too."""

MARGIN_OF_NEED = "need"
"""What stands as the axis of a margin that counts the persons with a need."""

COSTS = Sheet(
    "costs",
    "Kostnader",
    (
        Column("change", required=False, filled=False, allowed=REPAIRS),
        _text("mandate"),
        _text("actor"),
        Column("source", required=False, filled=False, allowed=SOURCES),
        _of("possible", "yes/no"),
        _of("cost", "number", at_least=0),
        _text("note"),
    ),
    ("ändring", "uppdrag", "aktör", "grund", "möjlig", "kostnad", "anmärkning"),
)
"""What a change of a mandate costs; a blank cell before ``possible`` means any. Of the rows that
fit a change the one that says most holds; of those one that says that it cannot be made, else the
last. It cannot be made where ``possible`` is no, or the cost is blank and ``possible`` not yes;
where no row fits, or one with yes and no cost, it costs 1."""

SHEETS = (
    ABOUT, ACTORS, AXES, VALUES, NEEDS, PLACES, TRAVEL, MANDATES, EXCLUSIONS, INTERVENTIONS,
    COLLABORATIONS, POPULATION, MARGINS, COSTS,
)  # fmt: skip
"""Every table of a record, in the order of the workbook."""
