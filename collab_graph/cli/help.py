"""help: what every command and every option is for, in plain Swedish and English."""

from typing import Any

from typer import Typer
from typer.main import get_command

from collab_graph.record.faults import Language
from mobility.foundation.help_words import print_in_swedish

PROGRAM = (
    "Vem gör vad för vem, och var ingen har huvudansvaret.\n\n"
    "Börja med template: den skriver en arbetsbok att fylla i. Kontrollera den med check, se de "
    "grå zonerna med zones, och fråga om en situation med ask. In English: --lang en.",
    "Who does what for whom, and where nobody leads.\n\n"
    "Begin with template: it writes a workbook to fill in. Check it with check, see the grey "
    "zones with zones, and ask about a situation with ask.",
)

COMMANDS: dict[str, tuple[str, str, str, str]] = {
    "template": (
        "Skriv en arbetsbok att fylla i.",
        "Write a workbook to fill in.",
        "Arbetsboken öppnas i Excel eller LibreOffice. Bladet Läs mig säger hur ni gör.",
        "The workbook opens in Excel or LibreOffice. Its sheet Read me says what to do.",
    ),
    "check": (
        "Visa allt som är fel eller tveksamt.",
        "Show all that is wrong or doubtful.",
        "Alla fel visas på en gång, med blad, rad, kolumn, vad som står där och vad som väntades. "
        "Med --comments skrivs de också som kommentarer i en kopia.",
        "All faults at once, with sheet, row, column, what stands there and what was expected. "
        "With --comments they are also written as comments into a copy.",
    ),
    "zones": (
        "Hitta var ingen har huvudansvaret.",
        "Find where nobody leads.",
        "Skriver en sida att öppna i webbläsaren och en arbetsbok med alla tabeller.",
        "Writes a page to open in the browser and a workbook with all tables.",
    ),
    "ask": (
        "Fråga vem som har ansvaret i en situation.",
        "Ask who leads in a situation.",
        "Svarar behov för behov: vem som leder, vem som får, och vem som faller på vad. Till "
        "exempel: collab-graph ask underlag.xlsx --situation ålder=24 --situation plats=Norrsjö",
        "Answers need by need: who leads, who may, and who falls on what. Such as: "
        "collab-graph ask record.xlsx --situation age=24 --situation place=Norrsjö",
    ),
    "map": (
        "Rita kartan över vem som gör vad.",
        "Draw the map of who does what.",
        "Skriver en sida att öppna i webbläsaren, med aktörer, uppdrag, insatser och samverkan, "
        "och en arbetsbok med alla tabeller. Med --before står också vad som har ändrats sedan "
        "dess.",
        "Writes a page to open in the browser, with actors, mandates, interventions and ties, and "
        "a workbook with all tables. With --before it also says what has changed since then.",
    ),
    "near-misses": (
        "Se vilka enskilda ändringar som stänger mest.",
        "See which single changes close most.",
        "En ändring är ett värde, en plats eller en tid till i ett uppdrag, ett undantag som "
        "slopas, eller att någon leder som i dag bara stöder.",
        "A change is one more value, place or period of a mandate, an exclusion lifted, or "
        "somebody leading who now only supports.",
    ),
    "repairs": (
        "Se vilka ändringar som tillsammans stänger mest.",
        "See which changes together close most.",
        "Med --budget det som stänger mest för högst så mycket, med --all det billigaste som "
        "stänger allt som går att stänga. En ändring kostar 1 om bladet Kostnader inte säger "
        "annat.",
        "With --budget what closes most for at most that, with --all the cheapest that closes all "
        "that can be closed. A change costs 1 unless the sheet costs says otherwise.",
    ),
    "referrals": (
        "Se var remisser går runt eller tar slut.",
        "See where referrals go round or stop.",
        "Två aktörer som bara remitterar till varandra, och aktörer som tar emot utan att någon "
        "leder där eller längre fram. Bara regler: inga personer räknas.",
        "Two actors that only refer to each other, and actors that receive without anybody "
        "leading there or further on. Rules alone: no persons are counted.",
    ),
    "what-if": (
        "Se vad ändringar skulle öppna och stänga.",
        "See what edits would open and close.",
        "Ändringarna står i en arbetsbok med bladet Ändringar, eller i en CSV-fil, med kolumnerna "
        "åtgärd (ändra, lägg till, ta bort), blad, rad, kolumn och värde. Raden är radens namn, "
        "till exempel ett uppdrag, eller dess nummer. Underlaget ändras inte.",
        "The edits stand in a workbook with the sheet Ändringar (edits), or in a CSV file, with "
        "the columns action (set, add, remove), sheet, row, column and value. The row is what it "
        "is called, such as a mandate, or its number. The record is not changed.",
    ),
    "diff": (
        "Jämför två underlag, eller två dagar i ett.",
        "Compare two records, or two days of one.",
        "Ändrade regler och ändrad befolkning hålls isär. Till exempel: collab-graph diff "
        "förra.xlsx årets.xlsx, eller collab-graph diff underlag.xlsx --at-before 2026-06-30 "
        "--at-after 2026-07-01",
        "Changed rules and changed people are told apart. Such as: collab-graph diff last.xlsx "
        "this.xlsx, or collab-graph diff record.xlsx --at-before 2026-06-30 "
        "--at-after 2026-07-01",
    ),
    "export": (
        "Skriv underlaget i en annan standard.",
        "Write the record in another standard.",
        "HSDS är en katalog över insatser, HXL en tabell över vem som gör vad och var. Sedan står, "
        "blad för blad, vad som inte kom med och varför. Antal personer lämnas aldrig ut.",
        "HSDS is a directory of services, HXL a table of who does what where. Then it says, sheet "
        "by sheet, what did not come along and why. Counts of persons are never handed out.",
    ),
    "import": (
        "Börja en arbetsbok från en annan standard.",
        "Begin a workbook from another standard.",
        "Läser en katalog i HSDS (.json, eller en mapp med CSV) eller en tabell i HXL (.csv) och "
        "skriver ett utkast. Det filen inte säger står som ? att svara på; det som inte har någon "
        "plats räknas upp, och kontaktuppgifter tas bort.",
        "Reads a directory in HSDS (.json, or a folder of CSV) or a table in HXL (.csv) and writes "
        "a draft. What the file does not say is ? to be answered; what has no place is listed, and "
        "ways to reach somebody are dropped.",
    ),
    "demo": (
        "Visa ett påhittat förbund.",
        "Show a made-up association.",
        "Skriver rapporten och kartan för det påhittade samordningsförbund som följer med, som "
        "sidor och arbetsböcker.",
        "Writes the report and the map of the made-up association that comes along, as pages and "
        "workbooks.",
    ),
}
"""Of each command: a line in Swedish and English, then the rest in Swedish and English."""

OPTIONS: dict[tuple[str, str], tuple[str, str]] = {
    ("template", "out"): ("Vad arbetsboken ska heta.", "What the workbook is to be called."),
    ("template", "example"): (
        "Med ett litet påhittat underlag ifyllt.", "With a small made-up record in it.",
    ),
    ("check", "comments"): (
        "Skriv en kopia av arbetsboken med felen som kommentarer, i den här filen.",
        "Write a copy of the workbook with the faults as comments, to this file.",
    ),
    ("export", "out"): (
        "Fil som slutar på .json eller .csv; för HSDS i CSV en mapp.",
        "A file that ends in .json or .csv; for HSDS in CSV a folder.",
    ),
    ("export", "standard"): (
        "hsds: katalog över insatser. hxl: vem gör vad var.",
        "hsds: directory of services. hxl: who does what where.",
    ),
    ("import", "source"): (
        "Katalogen eller tabellen.", "The directory or the table.",
    ),
    ("import", "out"): ("Vad arbetsboken ska heta.", "What the workbook is to be called."),
    ("import", "tag"): (
        "Vilken hashtag en rubrik har, om tabellen inte har några; en gång för varje.",
        "Which hashtag a heading has, where the table has none; once for each.",
    ),
    ("repairs", "budget"): (
        "Vad ändringarna får kosta tillsammans.", "What the changes may cost together.",
    ),
    ("repairs", "everything"): (
        "Stäng allt som går att stänga, så billigt det går.",
        "Close all that can be closed, as cheaply as can be.",
    ),
    ("repairs", "floor"): (
        "Minsta andel (0–1) av varje kommuns luckor som ska stängas.",
        "Least share (0–1) of every municipality's gaps that must be closed.",
    ),
    ("repairs", "alternatives"): (
        "Visa så många olika val av ändringar.", "Show so many different choices of changes.",
    ),
    ("repairs", "front"): (
        "Visa det bästa för varje kostnad där mer stängs, upp till budgeten eller allt.",
        "Show the best at each cost at which more is closed, up to the budget or all.",
    ),
    ("repairs", "costs"): (
        "En CSV-fil med bladet Kostnader, i stället för underlagets.",
        "A CSV file with the sheet costs, in place of the record's.",
    ),
    ("repairs", "level"): (
        "Vad luckan är. Z0: ingen aktör alls. Z1: ingen har huvudansvaret. Z2: ingen som har det "
        "måste.",
        "What the gap is. Z0: no actor at all. Z1: nobody leads. Z2: nobody who leads must.",
    ),
    ("what-if", "edits"): (
        "Arbetsboken eller CSV-filen med ändringar.", "The workbook or CSV file of edits.",
    ),
    ("diff", "before"): (
        "Det äldre underlaget.", "The earlier record.",
    ),
    ("diff", "after"): (
        "Det nyare underlaget; annars samma, med två dagar.",
        "The later record; else the same one, with two days.",
    ),
    ("diff", "at_before"): (
        "Vilken dag före (ÅÅÅÅ-MM-DD); annars underlagets referensdatum.",
        "Which day before (YYYY-MM-DD); else the record's reference date.",
    ),
    ("diff", "at_after"): (
        "Vilken dag efter (ÅÅÅÅ-MM-DD); annars underlagets referensdatum.",
        "Which day after (YYYY-MM-DD); else the record's reference date.",
    ),
    ("diff", "held"): (
        "Vilket underlags befolkning reglerna jämförs för.",
        "For which record's population the rules are compared.",
    ),
    ("", "source"): (
        "Arbetsboken, eller en mapp med CSV-filer.", "The workbook, or a folder of CSV files.",
    ),
    ("", "out"): ("Mapp för sidan och arbetsboken.", "Folder for the page and the workbook."),
    ("", "level"): (
        "Z0: ingen aktör alls. Z1: ingen har huvudansvaret. Z2: ingen som har det måste. Z3: ingen "
        "som har det och måste går att nå.",
        "Z0: no actor at all. Z1: nobody leads. Z2: nobody who leads must. Z3: nobody who leads "
        "and must can be reached.",
    ),
    ("zones", "tau"): (
        "Visa bara zoner med minst så många personer.", "Show only zones of that many persons.",
    ),
    ("", "smallest"): (
        "Visa bara antal från så många personer (minst 5; det dubbla där färre än 5 000 bor).",
        "Show only counts of that many persons (5 at least; twice that where fewer than 5,000 "
        "live).",
    ),
    ("zones", "what_if"): (
        "Ändringar att pröva (som i what-if): sidan får ett avsnitt om vad de öppnar och stänger.",
        "Edits to try (as in what-if): the page has a section on what they open and close.",
    ),
    ("zones", "compare"): (
        "Ett annat underlag att pröva på samma sätt, till exempel nästa års.",
        "Another record to try in the same way, such as next year's.",
    ),
    ("zones", "compare_date"): (
        "En annan dag: sidan får ett avsnitt om vad som öppnas och stängs mellan dagarna.",
        "Another day: the page has a section on what opens and closes between the days.",
    ),
    ("", "at"): (
        "Vilken dag (ÅÅÅÅ-MM-DD); annars underlagets referensdatum.",
        "Which day (YYYY-MM-DD); else the record's reference date.",
    ),
    ("map", "before"): (
        "Ett äldre underlag att jämföra med, till exempel förra årets arbetsbok.",
        "An earlier record to compare with, such as last year's workbook.",
    ),
    ("", "seconds"): (
        "Sluta söka efter så många sekunder.", "Stop searching after that many seconds.",
    ),
    ("ask", "situation"): (
        "En sak som är känd, till exempel ålder=24; en gång för varje.",
        "One thing that is known, such as age=24; once for each.",
    ),
    ("", "as_json"): ("Svara som JSON.", "Answer as JSON."),
    ("", "as_csv"): ("Svara som CSV.", "Answer as CSV."),
    ("", "language"): ("Språk: sv svenska, en engelska.", "Language: sv Swedish, en English."),
}  # fmt: skip
"""Of each option of a command; "" where it is the same in all."""

WRITTEN: dict[str, tuple[str, str]] = {
    "source": ("underlag", "record"),
    "out": ("mapp", "folder"),
    "comments": ("kopia.xlsx", "copy.xlsx"),
    "tau": ("antal", "number"),
    "smallest": ("antal", "number"),
    "at": ("ÅÅÅÅ-MM-DD", "YYYY-MM-DD"),
    "seconds": ("antal", "number"),
    "before": ("underlag", "record"),
    "after": ("underlag", "record"),
    "edits": ("ändringar", "edits"),
    "what_if": ("ändringar", "edits"),
    "compare": ("underlag", "record"),
    "compare_date": ("ÅÅÅÅ-MM-DD", "YYYY-MM-DD"),
    "budget": ("antal", "number"),
    "floor": ("andel", "share"),
    "alternatives": ("antal", "number"),
    "costs": ("kostnader.csv", "costs.csv"),
    "at_before": ("ÅÅÅÅ-MM-DD", "YYYY-MM-DD"),
    "at_after": ("ÅÅÅÅ-MM-DD", "YYYY-MM-DD"),
    "standard": ("hsds|hxl", "hsds|hxl"),
    "tag": ("RUBRIK=#tagg", "HEADING=#tag"),
    "situation": ("NAMN=VÄRDE", "NAME=VALUE"),
    "language": ("sv|en", "sv|en"),
}
"""What is written after an option, or in its place."""
NAMED_FILES = {("template", "out"), ("export", "out"), ("import", "out"), ("import", "source")}
"""Options and arguments that take a file and no folder."""


def command_line(app: Typer, language: Language) -> Any:
    """Return the commands with their help in the language."""
    program = get_command(app)
    which = 0 if language == "sv" else 1
    program.help = PROGRAM[which]
    commands: dict[str, Any] = getattr(program, "commands")  # noqa: B009
    for name, command in commands.items():
        command.short_help = COMMANDS[name][which]
        command.help = f"{COMMANDS[name][which]}\n\n{COMMANDS[name][2 + which]}"
        for parameter in command.params:
            said = OPTIONS.get((name, parameter.name)) or OPTIONS[("", parameter.name)]
            parameter.help = said[which]
            if parameter.name in WRITTEN and (name, parameter.name) not in NAMED_FILES:
                parameter.metavar = WRITTEN[parameter.name][which]
    if language == "sv":
        for command in (program, *commands.values()):
            print_in_swedish(command)
    for parameter in program.params:
        parameter.help = OPTIONS[("", str(parameter.name))][which]  # type: ignore[attr-defined]
    return program
