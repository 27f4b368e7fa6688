"""swedish: in Swedish, what can be refused beside faults of cells — files, words of the command."""

from mobility.foundation.sayings import Sayings
from mobility.foundation.sayings import in_swedish as by_tables
from mobility.foundation.sayings_of_files import COMMANDS, FILES

_SAID: Sayings = (
    # A file.
    (r"is cut short or damaged \(.*\)\.", "är avkortad eller skadad. Öppna den i Excel och spara om den."),  # noqa: E501
    (r"is damaged \(.*\)\.", "är skadad. Öppna den i Excel och spara om den."),
    (r"is damaged: a part cannot be read \(.*\)\.", "är skadad: en del går inte att läsa. Öppna den i Excel och spara om den."),  # noqa: E501
    (r"is damaged: the sheet (.*) is gone\.", r"är skadad: bladet \1 är borta."),
    (r"cannot be read \(.*\); open it in Excel and save it again\.", "kan inte läsas. Öppna den i Excel och spara om den."),  # noqa: E501
    (r"cannot be copied \(.*\); open it in Excel and save it again\.", "kan inte kopieras. Öppna den i Excel och spara om den."),  # noqa: E501
    (r"is the workbook itself; name another file for the copy\.", "är själva arbetsboken; ge kopian ett annat namn."),  # noqa: E501
    (r"is locked with a password or in the old \.xls form; save it as \.xlsx without one\.", "är låst med lösenord eller i den äldre formen .xls; spara den som .xlsx utan lösenord."),  # noqa: E501
    (r"is no Excel workbook, whatever its name; a CSV belongs in a folder of its own\.", "är ingen Excel-arbetsbok, vad den än heter. CSV-filer läggs i en egen mapp, en fil per blad."),  # noqa: E501
    (r"is a zip, but no Excel workbook; save it as \.xlsx\.", "är en zip-fil men ingen Excel-arbetsbok; spara den som .xlsx."),  # noqa: E501
    (r"defines entities in .*; save it again from Excel\.", "har delar som inget kalkylprogram skriver. Öppna den i Excel och spara om den."),  # noqa: E501
    (r"unpacks to more than (\d+) MB: it holds far more than a record\. Delete .*", r"packas upp till mer än \1 MB: långt mer än ett underlag. Ta bort rader och blad som inte behövs och spara om den."),  # noqa: E501
    (r"is no CSV that can be read \(.*\)\.", "är ingen CSV-fil som går att läsa."),
    (r"is no JSON that can be read \(.*\)\.", "är ingen JSON-fil som går att läsa."),
    # What a record lacks for an answer.
    (r"tau and occurring need a population; the record has none", "--tau frågar efter minst så många personer, men underlaget har ingen befolkning; fyll i bladet Befolkning, eller utelämna --tau"),  # noqa: E501
    (r"the sheet 'needs' has no row; at least one need is needed", "bladet Behov har ingen rad; minst ett behov krävs"),  # noqa: E501
    (r"the sheet 'places' has no row; at least one place is needed", "bladet Platser har ingen rad; minst en plats krävs"),  # noqa: E501
    (r"an axis is called (.*), as every record's own axis of that name is; rename it", r"en axel heter \1, som varje underlag redan har en axel som heter; byt namn på den"),  # noqa: E501
    (r"row (\d+) leaves so much open that it may be more than 10,000 situations; fill some cells", r"rad \1 lämnar så mycket öppet att det kan vara över 10 000 situationer; fyll i några celler till"),  # noqa: E501
    (r"rows with 0 persons admit more than (.*) profiles and needs; fill some of their cells, or leave them out", r"rader med 0 personer släpper igenom fler än \1 situationer; fyll i några av deras celler, eller ta bort dem"),  # noqa: E501
    (r"(.*): (\S+) persons asked for, (\S+) possible(?:; they cannot .*)?", r"\1: \2 personer är angivna, \3 är möjliga tillsammans med de andra antalen; rätta något av dem"),  # noqa: E501
    (r"(.*): (\S+) asked for, (\S+) fitted(?:; they cannot .*)?", r"\1: \2 är angivna, \3 gick att nå tillsammans med de andra antalen; rätta något av dem"),  # noqa: E501
    (r"no persons have all these counts among the situations that can occur; .*", "inga personer kan ha alla dessa antal på en gång; rätta antalen på Marginaler, eller släpp igenom fler situationer"),  # noqa: E501
    # Other standards.
    (r"holds no organization and no service of HSDS 3(; a data package has .*)?", "innehåller varken organization eller service enligt HSDS 3; en mapp ska ha organizations.csv och services.csv"),  # noqa: E501
    (r"no row of HXL hashtags among the first (\d+); .*", r"ingen rad med HXL-hashtaggar bland de första \1; lägg till en under rubrikerna (#org, #sector, #adm1 …), eller säg med --tag vilken rubrik som har vilken hashtag"),  # noqa: E501
    (r"no column is tagged #org: nobody does anything in it", "ingen kolumn har hashtaggen #org: ingen gör något i tabellen"),  # noqa: E501
    (r"no heading (.*) on the first row(?: Did you mean (.*)\?)", r"ingen rubrik \1 på första raden. Menade du \2?"),  # noqa: E501
    (r"no heading (.*) on the first row", r"ingen rubrik \1 på första raden"),
    (r"(.*) is not a hashtag such as #org or #adm1\+name", r"\1 är ingen hashtag som #org eller #adm1+name"),  # noqa: E501
    (r"give a file that ends in \.json, or a folder for CSV files", "ge en fil som slutar på .json, eller en mapp för CSV-filer"),  # noqa: E501
    (r"give a file that ends in \.csv", "ge en fil som slutar på .csv"),
    (r"(.*) lie deeper than the (\d+) levels of HXL", r"\1 ligger djupare än de \2 nivåerna i HXL"),
    # Repairs.
    (r"Invalid value: --front goes with neither --alternatives nor --floor\.", "--front går inte ihop med --alternatives eller --floor."),  # noqa: E501
    (r"Invalid value: --budget or --all, one of them\.", "--budget eller --all, ett av dem."),
    (r"in (.*) at most (.*) of the open cases can be closed, not (.*); lower floor, or let more be changed \(costs\)", r"i \1 går högst \2 av luckorna att stänga, inte \3; sänk --floor, eller tillåt fler ändringar (Kostnader)"),  # noqa: E501
    (r"no changes that cost (.*) together close that share in every municipality; .*", r"inga ändringar som tillsammans kostar \1 stänger den andelen i varje kommun; höj --budget, eller ta --all för att se vad det skulle kosta"),  # noqa: E501
    # Edits, and two records.
    (r"has no sheet 'Ändringar' but (.*); call the one with the edits so\.", r"har inget blad Ändringar, utan \1; kalla bladet med ändringarna så."),  # noqa: E501
    (r"holds no edit; write one a row, with sheet, row, column and value", "har ingen ändring; skriv en per rad, med blad, rad, kolumn och värde"),  # noqa: E501
    (r"the axis (.*) holds (values|number) in the first record and (values|number) in the second; give one of them another name", r"axeln \1 har olika slag i de två underlagen; byt namn på en av dem"),  # noqa: E501
    (r"some persons may have a value that only the changed record knows; .*", "några personer kan ha ett värde som bara det ändrade underlaget har; fyll i deras celler på Befolkning, eller jämför med diff"),  # noqa: E501
    (r"Invalid value: --what-if, --compare and --compare-date do not go together; .*", "--what-if, --compare och --compare-date går inte ihop; ange ett av dem."),  # noqa: E501
    (r"the two days are the same, (.*); give another", r"det är samma dag, \1; ange en annan"),
    # Words of the command.
    (r"Invalid value: --smallest-group (.*): in a group of fewer than (\d+) .* Give .* or more\.", r"--smallest-group \1: i en grupp på färre än \2 går någon att känna igen, så den visas aldrig. Ange \2 eller mer."),  # noqa: E501
    (r"smallest_cell is (.*); in a group of fewer than (\d+) .*", r"i en grupp på färre än \2 går någon att känna igen, så den visas aldrig; ange \2 eller mer, inte \1"),  # noqa: E501
    (r"(\S+) situations of (?:the needs?) (.*) are told apart by rules, more than (\S+); .*", r"reglerna skiljer \1 situationer åt för \2, fler än \3; fyll i bladet Befolkning"),  # noqa: E501
    (r"Invalid value: one record needs two days: say --at-before and --at-after\.", "Ett underlag behöver två dagar: skriv --at-before och --at-after."),  # noqa: E501
    (r"one part is not NAME=VALUE; write such as age=30", "en del är inte skriven NAMN=VÄRDE; skriv till exempel ålder=30"),  # noqa: E501
    (r"(.*) is said twice; say it once, several values between semicolons", r"\1 är sagt två gånger; säg det en gång, flera värden med semikolon emellan"),  # noqa: E501
    (r"Missing argument (.*)\.", r"\1 saknas: arbetsboken, eller mappen med CSV-filer."),
    (r"Invalid value: (.*) does not end in \.xlsx\.", r"\1 slutar inte på .xlsx."),
    (r"Invalid value: --out (.*) does not fit --format (.*)\.", r"--out \1 passar inte --format \2: hsds vill ha .json eller en mapp, hxl .csv."),  # noqa: E501
    (r"Invalid value: --tag (.*) is not HEADING=#tag\.", r"--tag \1 är inte skrivet RUBRIK=#tagg."),
    (r"Invalid value: --tag goes with a table, not with a directory of services\.", "--tag hör till en tabell, inte till en katalog i HSDS."),  # noqa: E501
    (r"Invalid value: --comments goes with a workbook, not with a folder\.", "--comments hör till en arbetsbok, inte till en mapp."),  # noqa: E501
)  # fmt: skip


def in_swedish(sentence: str) -> str:
    """Return a sentence of refusal in Swedish; as it is where nobody has said it in Swedish.

    Examples
    --------
    >>> in_swedish("no such file. Did you mean 'underlag.xlsx'?")
    "filen finns inte. Menade du 'underlag.xlsx'?"
    """
    return by_tables(sentence, _SAID, FILES, COMMANDS) or sentence
