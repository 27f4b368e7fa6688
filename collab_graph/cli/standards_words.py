"""standards_words: why something did not come along to or from another standard, in Swedish."""

import re

from collab_graph.record.contracts import SHEETS
from collab_graph.record.faults import Language

WHY = tuple(
    (re.compile(english), swedish)
    for english, swedish in (
        # Out.
        (r"the standard has no word for unknown", "standarden kan inte säga okänt"),
        (r"counts of persons are not handed out", "antal personer lämnas inte ut"),
        (
            r"an id of this record's own; names stand in its place",
            "ett id som bara finns i underlaget; namnen står i stället",
        ),
        (r"a role that gives nobody a service", "en roll som inte ger någon en insats"),
        (r"HSDS has no field for it", "HSDS har inget fält för det"),
        (
            r"HSDS says that a service is given, not on what mandate",
            "HSDS säger att en insats ges, inte på vilket uppdrag",
        ),
        (
            r"HSDS has no field for the directory as a whole",
            "HSDS har inget fält för katalogen som helhet",
        ),
        (
            r"HSDS knows only the legal status, which is another thing",
            "HSDS har bara juridisk form, som är något annat",
        ),
        (r"a service area stands alone in HSDS", "ett område står för sig i HSDS"),
        (r"no service is given there", "ingen insats ges där"),
        (r"the intervention says its own", "insatsen säger sitt eget"),
        (
            r"HSDS says whether a service is active, not who has confirmed it",
            "HSDS säger om en insats pågår, inte vem som har bekräftat den",
        ),
        (
            r"HSDS has what a service costs its users, not its financier",
            "HSDS har vad en insats kostar den enskilde, inte finansiären",
        ),
        (r"HSDS has no ties between organisations", "HSDS har ingen samverkan"),
        (r"HSDS has no times of travel", "HSDS har inga restider"),
        (r"a 3W table has no column for it", "en 3W-tabell har ingen kolumn för det"),
        (
            r"a 3W table says who does what, not on what mandate",
            "en 3W-tabell säger vem som gör vad, inte på vilket uppdrag",
        ),
        (
            r"a 3W table has no room for the table as a whole",
            "en 3W-tabell har ingen plats för tabellen som helhet",
        ),
        (r"a row has one organisation", "en rad har en organisation"),
        (
            r"the actor does nothing a 3W table lists",
            "aktören gör inget som står i en 3W-tabell",
        ),
        (r"nothing is done for it", "inget görs för det"),
        (r"nothing is done there", "inget görs där"),
        (r"a 3W table has no times of travel", "en 3W-tabell har inga restider"),
        # In.
        (r"a record has no place for it", "underlaget har ingen plats för det"),
        (
            r"a count, not of a population: a record has no place for it",
            "ett antal, men inte av befolkningen: underlaget har ingen plats för det",
        ),
        (r"a way to reach somebody", "en kontaktuppgift"),
        (
            r"seems to hold a person's name, number or address",
            "ser ut att innehålla en persons namn, nummer eller adress",
        ),
        (r"not active: no mandate is drafted", "pågår inte: inget uppdrag är påbörjat"),
        (r"missing: the .* cannot be placed", "saknas: raden går inte att placera"),
        (
            r"no organisation of the file that can be placed",
            "ingen organisation i filen som går att placera",
        ),
        (r"its id stands already on another service", "dess id står redan på en annan insats"),
        (r"no whole ages with the least first", "inte hela år med det lägsta först"),
        (r"stands beyond the last heading", "står bortom den sista rubriken"),
        (r"no table of HSDS 3", "ingen tabell i HSDS 3"),
        (r"no object of HSDS 3", "inget objekt i HSDS 3"),
        (
            r"no organization, service or service_at_location",
            "varken organization, service eller service_at_location",
        ),
        (r"the column has no hashtag", "kolumnen har ingen hashtag"),
        (r"column (.*) says the same", r"kolumnen \1 säger detsamma"),
        (r"the same as row (\d+)", "samma som en tidigare rad"),
        (r"the row names no organisation", "raden har ingen organisation"),
        (
            r"no date written 2015-03-01 or 1 March 2015",
            "inget datum skrivet 2015-03-01 eller 1 mars 2015",
        ),
    )
)
"""Every reason, and how it is said in Swedish."""
_TITLES = {sheet.name: sheet.title_sv for sheet in SHEETS}
_HEADINGS = {
    (sheet.name, column.name): heading
    for sheet in SHEETS
    for column, heading in zip(sheet.columns, sheet.headings_sv, strict=True)
}


def why_in(why: str, language: Language) -> str:
    """Return a reason in Swedish or English.

    Examples
    --------
    >>> why_in("the same as row 7", "sv"), why_in("a way to reach somebody", "en")
    ('samma som en tidigare rad', 'a way to reach somebody')
    """
    if language == "sv":
        for english, swedish in WHY:
            match = english.fullmatch(why)
            if match is not None:
                return match.expand(swedish)
    return why


def sheet_in(sheet: str, language: Language) -> str:
    """Return the title of a sheet in a language."""
    return _TITLES[sheet] if language == "sv" else sheet


def column_in(sheet: str, column: str, language: Language) -> str:
    """Return the heading of a column in a language; an axis keeps its name."""
    return _HEADINGS.get((sheet, column), column) if language == "sv" else column
