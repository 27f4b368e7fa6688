"""explanations: what every column of the workbook is for, in plain Swedish and English."""

from collab_graph.record.faults import Language

SHEETS_SAID: dict[str, tuple[str, str]] = {
    "about": (
        "Vad underlaget heter och vilken dag det gäller.",
        "What the record is called and which day it is about.",
    ),
    "actors": (
        "Organisationer och deras enheter. En enhet skriver sin organisation under 'ingår i'.",
        "Organisations and their units. A unit names its organisation as its parent.",
    ),
    "axes": (
        "Det som beskriver en persons situation: ålder, SGI, inskriven …",
        "What describes a person's situation: age, right to sickness benefit, registered …",
    ),
    "values": (
        "Vilka värden varje axel kan ha. Ålder och andra tal behöver inga.",
        "Which values each axis may have. Age and other numbers need none.",
    ),
    "needs": (
        "Det en person kan behöva, till exempel försörjning eller samordning.",
        "What a person may need, such as income or coordination.",
    ),
    "places": (
        "Kommuner och län. En kommun skriver sitt län under 'ligger i'.",
        "Municipalities and counties. A municipality names its county as its parent.",
    ),
    "travel": (
        "Restid mellan platser, i minuter. Frivilligt.",
        "Travel time between places, in minutes. Optional.",
    ),
    "mandates": (
        "Ett uppdrag per rad: vem gör vad, för vem, var och på vilken grund.",
        "One mandate a row: who does what, for whom, where and on what ground.",
    ),
    "exclusions": (
        "När ett uppdrag ändå inte gäller. Alla ifyllda celler på raden måste stämma.",
        "When a mandate does not hold after all. Every filled cell of the row must be met.",
    ),
    "interventions": ("Insatser som ges. Frivilligt.", "Interventions that are given. Optional."),
    "collaborations": (
        "Överenskommelser och annan samverkan. Frivilligt.",
        "Agreements and other collaboration. Optional.",
    ),
    "population": (
        "Hur många personer som delar en situation. Bara antal, aldrig personer. Frivilligt.",
        "How many persons share a situation. Counts only, never persons. Optional.",
    ),
    "margins": (
        "Antal per värde, när antal per situation saknas. Frivilligt.",
        "Counts per value, where counts per situation are missing. Optional.",
    ),
    "costs": (
        "Vad det kostar att ändra ett uppdrag, och vad som inte går. Frivilligt.",
        "What it costs to change a mandate, and what cannot be changed. Optional.",
    ),
}
"""One sentence a sheet."""

_EVERYWHERE: dict[str, tuple[str, str]] = {
    "note": ("Fritt. Inga namn på personer.", "Free text. No names of persons."),
    "reference": (
        "Lagrum, avtal eller dokument, så att andra kan slå upp det.",
        "Section of law, agreement or document, so that others can look it up.",
    ),
    "label_sv": ("Vad det kallas på svenska.", "What it is called in Swedish."),
    "label_en": ("Vad det kallas på engelska. Frivilligt.", "What it is called in English."),
    "needs": (
        "Ett eller flera behov från bladet Behov, med semikolon emellan.",
        "One need or several from the sheet needs, between semicolons.",
    ),
    "places": (
        "Var det gäller; flera med semikolon. Ett län gäller alla sina kommuner. Tomt = överallt.",
        "Where it holds; several between semicolons. A county covers its municipalities. "
        "Blank = everywhere.",
    ),
    "valid_from": ("Första dagen, ÅÅÅÅ-MM-DD.", "The first day, YYYY-MM-DD."),
    "valid_to": (
        "Sista dagen som räknas med, ÅÅÅÅ-MM-DD. Tomt = tills vidare.",
        "The last day included, YYYY-MM-DD. Blank = until further notice.",
    ),
    "degree": ("Procent av heltid, till exempel 25–100.", "Percent of full time, such as 25–100."),
    "source": ("Lag, överenskommelse eller praxis.", "Law, agreement or practice."),
    "persons": ("Antal personer.", "Number of persons."),
}

_COLUMNS: dict[tuple[str, str], tuple[str, str]] = {
    ("about", "key"): ("Ändra inte orden här.", "Do not change the words here."),
    ("about", "value"): ("Fyll i här. Referensdatum: ÅÅÅÅ-MM-DD.", "Fill in here."),
    ("actors", "actor"): ("En kort beteckning, till exempel FK.", "A short id, such as FK."),
    ("actors", "name"): ("Organisationens hela namn. Aldrig en persons.", "The full name of the organisation. Never a person's."),  # noqa: E501
    ("actors", "parent"): ("Den organisation enheten ingår i. Tomt för en organisation.", "The organisation the unit is part of. Blank for an organisation."),  # noqa: E501
    ("actors", "kind"): ("Välj i listan.", "Choose from the list."),
    ("axes", "axis"): ("En kort beteckning. Blir rubrik för en kolumn på Uppdrag, Undantag och Befolkning.", "A short id. Becomes the heading of a column on mandates, exclusions and population."),  # noqa: E501
    ("axes", "kind"): ("'värden' (se bladet Värden) eller 'tal' (ålder, månader).", "'values' (see the sheet values) or 'number' (age, months)."),  # noqa: E501
    ("axes", "assessor"): ("Vem som bedömer, om det är en bedömning: en aktör. Bedömer flera samma sak: en axel var, lika före @, till exempel förmåga@FK och förmåga@AF.", "Who assesses, if it is a judgement: an actor. Where several assess the same: one axis each, alike before @, such as ability@FK and ability@AF."),  # noqa: E501
    ("axes", "concept"): ("Vilket begrepp som bedöms, till exempel arbetsförmåga enligt 27 kap. SFB.", "Which concept is judged."),  # noqa: E501
    ("axes", "lowest"): ("Minsta talet.", "The smallest number."),
    ("axes", "highest"): ("Största talet.", "The largest number."),
    ("values", "axis"): ("Axeln från bladet Axlar.", "The axis, from the sheet axes."),
    ("values", "value"): ("En kort beteckning, till exempel ja. 'inte bedömd' är ingen bedömning; 'oklart' är det.", "A short id, such as yes. 'not assessed' is no assessment; 'unclear' is one."),  # noqa: E501
    ("needs", "need"): ("En kort beteckning.", "A short id."),
    ("needs", "is_coordination"): ("ja, om behovet är att någon håller ihop.", "yes, if the need is that somebody coordinates."),  # noqa: E501
    ("places", "place"): ("En kort beteckning eller kod.", "A short id or code."),
    ("places", "name"): ("Platsens namn.", "The name of the place."),
    ("places", "parent"): ("Länet, eller den större plats den ligger i.", "The county or larger place it lies in."),  # noqa: E501
    ("places", "inhabitants"): ("Antal invånare.", "Number of inhabitants."),
    ("travel", "from"): ("Plats.", "Place."),
    ("travel", "to"): ("Plats.", "Place."),
    ("travel", "minutes"): ("Minuter med det färdmedel som de flesta har.", "Minutes by the means that most have."),  # noqa: E501
    ("mandates", "mandate"): ("En egen beteckning för raden.", "An id of the row's own."),
    ("mandates", "actor"): ("Vem som har uppdraget.", "Whose mandate it is."),
    ("mandates", "role"): ("Bedöma, besluta, utföra, samordna, betala eller informera. Bara besluta och utföra täcker ett behov.", "Assess, decide, deliver, coordinate, pay or inform. Only decide and deliver cover a need."),  # noqa: E501
    ("mandates", "strength"): ("Huvudansvar, delat ansvar eller stöd.", "Lead, shared or support."),
    ("mandates", "force"): ("Ska (skyldig), kan (får) eller projekt.", "Must, may or project."),
    ("mandates", "capacity"): ("Antal platser. Tomt = inte begränsat.", "Number of places. Blank = no limit."),  # noqa: E501
    ("mandates", "occupied"): ("Hur många platser som är upptagna.", "How many places are taken."),
    ("mandates", "wait_days"): ("Väntan i dagar.", "The wait in days."),
    ("mandates", "entry"): ("'egen ansökan' eller 'remiss från AKTÖR; AKTÖR'. Tomt = öppet.", "'self' or 'referral from ACTOR; ACTOR'. Blank = open."),  # noqa: E501
    ("mandates", "residual"): ("ja, om uppdraget träder in bara när ingen annan gör det.", "yes, if it steps in only when nobody else does."),  # noqa: E501
    ("mandates", "yields_to"): ("Aktörer eller uppdrag som går före.", "Actors or mandates that go first."),  # noqa: E501
    ("mandates", "may_decline"): ("ja, om aktören får säga nej.", "yes, if the actor may say no."),
    ("mandates", "cost"): ("Kronor per år.", "Cost a year."),
    ("mandates", "financier"): ("Vem som betalar: en organisation.", "Who pays: an organisation."),
    ("mandates", "checked_on"): ("När raden senast stämdes av, ÅÅÅÅ-MM-DD.", "When the row was last checked."),  # noqa: E501
    ("mandates", "checked_by"): ("En roll eller organisation. Aldrig en persons namn.", "A role or an organisation. Never a person's name."),  # noqa: E501
    ("mandates", "status"): ("Utkast, bekräftad av aktören, eller omtvistad.", "Draft, confirmed by the actor, or disputed."),  # noqa: E501
    ("exclusions", "mandate"): ("Uppdraget som undantaget hör till.", "The mandate it belongs to."),
    ("exclusions", "source"): ("Lag, överenskommelse eller praxis. Tomt = som uppdraget.", "Law, agreement or practice. Blank = as the mandate."),  # noqa: E501
    ("interventions", "intervention"): ("En egen beteckning för raden.", "An id of the row's own."),
    ("interventions", "name"): ("Vad insatsen heter.", "What the intervention is called."),
    ("interventions", "actor"): ("Vem som ger den.", "Who gives it."),
    ("interventions", "mandate"): ("Uppdraget den ges på.", "The mandate it rests on."),
    ("interventions", "method"): ("Hur man arbetar.", "How one works."),
    ("interventions", "target_group"): ("För vem.", "For whom."),
    ("interventions", "entry_state"): ("Var personen står när insatsen börjar.", "Where the person stands when it begins."),  # noqa: E501
    ("interventions", "exit_state"): ("Var personen står när den slutar.", "Where the person stands when it ends."),  # noqa: E501
    ("interventions", "orientation"): ("Jobb, hälsa eller båda.", "Job, health or both."),
    ("collaborations", "collaboration"): ("En egen beteckning för raden.", "An id of the row's own."),  # noqa: E501
    ("collaborations", "actors"): ("Minst två aktörer, med semikolon emellan.", "Two actors or more, between semicolons."),  # noqa: E501
    ("collaborations", "kind"): ("Välj i listan.", "Choose from the list."),
    ("population", "place"): ("Kommunen.", "The municipality."),
    ("population", "needs"): ("Alla behov som personerna har på en gång.", "All needs that the persons have at once."),  # noqa: E501
    ("margins", "axis"): ("Axeln, eller behov.", "The axis, or need."),
    ("margins", "value"): ("Ett värde, ett spann eller ett behov.", "A value, a range or a need."),
    ("margins", "place"): ("Platsen. Tomt = hela området.", "The place. Blank = the whole area."),
    ("costs", "change"): ("Vad som ändras: ett värde eller en plats till, längre tid, ett undantag som slopas, styrka, tvång eller en ny gränsgångare. Tomt = alla.", "What is changed: one more value or place, a longer period, an exclusion lifted, strength, force or a new spanner. Blank = all."),  # noqa: E501
    ("costs", "mandate"): ("Uppdraget som ändras. Tomt = alla.", "The mandate that is changed. Blank = all."),  # noqa: E501
    ("costs", "actor"): ("Vems uppdrag, med alla enheter; för en gränsgångare vem som kan bli det. Tomt = alla.", "Whose mandate, all units included; of a spanner who may become one. Blank = all."),  # noqa: E501
    ("costs", "source"): ("Om det som ändras är lag, överenskommelse eller praxis. Tomt = alla.", "Whether what is changed is law, agreement or practice. Blank = all."),  # noqa: E501
    ("costs", "possible"): ("nej, om det inte går att ändra här. Den rad gäller som fyller flest av kolumnerna före; av dem som fyller lika många gäller ett nej.", "no, if it cannot be changed here. The row holds that fills most of the columns before; of those that fill equally many a no holds."),  # noqa: E501
    ("costs", "cost"): ("Ett tal; en vanlig ändring kostar 1. Tomt utan 'ja' = går inte.", "A number; an ordinary change costs 1. Blank without a yes = not possible."),  # noqa: E501
}  # fmt: skip

AXIS_COLUMN = ("en kolumn per axel", "one column an axis")
"""What the columns of axes are called where they are explained together."""

_AXIS = (
    "En axel. Tomt = spelar ingen roll. ? = vet inte. Flera värden med semikolon. Tal: 16–29, "
    "under 30, 30 och äldre.",
    "An axis. Blank = any value. ? = not known. Several values between semicolons. Numbers: "
    "16–29, under 30, 30 and older.",
)


def sheet_said(sheet: str, language: Language) -> str:
    """Return what a sheet is for, in one sentence."""
    return SHEETS_SAID[sheet][0 if language == "sv" else 1]


def column_said(sheet: str, column: str, language: Language) -> str:
    """Return what a column is for; one that no sheet has of its own is an axis.

    Examples
    --------
    >>> column_said("mandates", "status", "en")
    'Draft, confirmed by the actor, or disputed.'
    """
    said = _COLUMNS.get((sheet, column)) or _EVERYWHERE.get(column)
    return said[0 if language == "sv" else 1] if said else axis_said(language)


def axis_said(language: Language) -> str:
    """Return what the column of any axis is for."""
    return _AXIS[0 if language == "sv" else 1]


def must_said(language: Language) -> str:
    """Return how a column says that it must be filled in."""
    return "Måste fyllas i." if language == "sv" else "Must be filled in."


def room_said(language: Language) -> str:
    """Return what a blank heading beside the columns of a sheet is for."""
    return (
        "Skriv en axel från bladet Axlar här, till exempel ålder; en axel per kolumn."
        if language == "sv"
        else "Write an axis of the sheet axes here, such as age; one axis a column."
    )


READ_ME_SV = (
    ("Läs mig", True),
    ("Här samlar ni vem som gör vad, för vem, var och på vilken grund.", False),
    ("Ni får tillbaka var ingen har huvudansvaret, och vad det beror på.", False),
    ("", False),
    ("Så gör ni", True),
    ("1.  Om: skriv vad underlaget heter och vilken dag det gäller.", False),
    ("2.  Aktörer, Behov och Platser: skriv en rad för var och en.", False),
    ("3.  Axlar: det som avgör vem som får hjälp, till exempel ålder eller SGI.", False),
    ("4.  Värden: vilka svar varje axel kan ha, till exempel ja, nej, oklart.", False),
    ("5.  Uppdrag: en rad per uppdrag. Skriv varje axel som rubrik på en egen kolumn", False),
    ("     längst till höger, där rubrikerna är ljusa. Även på Undantag och Befolkning.", False),
    ("6.  Spara (.xlsx) och kontrollera:  collab-graph check underlag.xlsx", False),
    ("     Då visas alla fel på en gång, med blad, rad och kolumn.", False),
    ("7.  Se var ingen har huvudansvaret:  collab-graph zones underlag.xlsx", False),
    ("", False),
    ("Bladet Kolumner förklarar varje kolumn och visar hur det kan se ut.", False),
    ("Ett helt ifyllt exempel:  collab-graph template --example exempel.xlsx", False),
    ("Frivilliga blad: Restider, Undantag, Insatser, Samverkan, Befolkning, Marginaler,", False),
    ("Kostnader.", False),
    ("", False),
    ("Så skriver ni i en cell", True),
    ("Tom cell: spelar ingen roll.     ?: vi vet inte.     oklart: ett svar som andra.", False),
    ("Flera svar: semikolon emellan, till exempel  ja; oklart", False),
    ("Tal: 16–29, under 30, 30 och äldre, 65+.   Datum: 2026-01-13.", False),
    ("Väg in: egen ansökan, eller remiss från FK; AF.", False),
    ("En lista i cellen hjälper till; där flera får stå skriver ni dem själva.", False),
    ("Mörk rubrik: samma för alla. Ljus rubrik: en axel som ni själva har lagt till.", False),
    ("Peka på en rubrik, så står det vad kolumnen är till för.", False),
    ("", False),
    ("Detta får aldrig stå här", True),
    ("Personnummer och namn på personer. Skriv roller och organisationer.", False),
    ("Befolkning är antal, aldrig enskilda personer.", False),
)  # fmt: skip
READ_ME_EN = (
    ("Read me", True),
    ("Here you gather who does what, for whom, where and on what ground.", False),
    ("You get back where nobody leads, and why.", False),
    ("", False),
    ("What to do", True),
    ("1.  about: write what the record is called and which day it is about.", False),
    ("2.  actors, needs and places: one row for each.", False),
    ("3.  axes: what decides who gets help, such as age or right to sickness benefit.", False),
    ("4.  values: which answers each axis may have, such as yes, no, unclear.", False),
    ("5.  mandates: one row a mandate. Write every axis as the heading of its own column,", False),
    ("     far right, where headings are light. Same on exclusions and population.", False),
    ("6.  Save (.xlsx) and check:  collab-graph check --lang en record.xlsx", False),
    ("     It shows all faults at once, with sheet, row and column.", False),
    ("7.  See where nobody leads:  collab-graph zones --lang en record.xlsx", False),
    ("", False),
    ("The sheet Columns explains every column and shows what may stand there.", False),
    ("A filled-in example:  collab-graph template --lang en --example example.xlsx", False),
    ("Optional: travel, exclusions, interventions, collaborations, population, margins,", False),
    ("costs.", False),
    ("", False),
    ("How to write in a cell", True),
    ("Blank: any value.     ?: we do not know.     unclear: an answer like others.", False),
    ("Several answers: between semicolons, such as  yes; unclear", False),
    ("Numbers: 16–29, under 30, 30 and older, 65+.   Dates: 2026-01-13.", False),
    ("Way in: self, or referral from FK; AF.", False),
    ("A list in the cell helps; where several may stand, type them yourselves.", False),
    ("Dark heading: the same for everybody. Light heading: an axis that you have added.", False),
    ("Point at a heading to read what the column is for.", False),
    ("", False),
    ("What must never stand here", True),
    ("Personal identity numbers and names of persons. Write roles and organisations.", False),
    ("The population is counts, never single persons.", False),
)  # fmt: skip
"""Lines of the first sheet, and whether each is a heading."""
