"""regions: in Swedish, what is refused of jobs by region, of moves, and of new jobs' origins."""
# ruff: noqa: E501

from mobility.foundation.sayings import Sayings

REGIONS: Sayings = (
    # Jobs by region.
    (r"There is no count of any region\.", "Tabellen har inget antal för någon region."),
    (r"a region and activity stand once in a period; add their counts up", "en region och bransch som står en gång i perioden; lägg ihop antalen"),
    (r"a range from low to high", "ett intervall från lågt till högt"),
    (r"a period is missing; other rows have one", "perioden saknas; andra rader har en"),
    (r"a count; or say below which counts are withheld", "här saknas ett antal; säg under vilket tal antal är hemliga med --withheld-below eller --flows-withheld-below"),
    (r"0, blank, or at least (\d+), below which counts are withheld", r"0, tomt eller minst \1, som antal är hemliga under"),
    (r"(\d+) rows have a (.*) that is not listed", r"\1 rader har en {2} som inte är uppräknad"),
    (r"region", "region"),
    (r"region (.*) has a second name, (.*)", r"regionen \1 har ett andra namn, \2"),
    (r"is for one heading of codes; here there are several", "gäller en kolumn med koder; här är det flera"),
    (r"the study has no vacancies by place; give a table of jobs or ads by region instead\.", "studien har inga lediga jobb per plats; ge en tabell med jobb eller annonser per region i stället."),
    (r"None of the (\d+) activities is a node of the network \((.*)\)\.", r"Ingen av de \1 branscherna eller yrkena finns i nätverket (\2). Är det rätt tabell och rätt antal siffror (--code-length)?"),
    (r"None of the occupations of the counts is in the space\.", "Inget av yrkena i tabellen finns i studien. Är det rätt klassifikation och rätt antal siffror?"),
    (r"There are (\d+) presences: too few to mask (\S+) of them\.", r"Det finns bara \1 förekomster: för få för att gömma \2 av dem. Skriv --draws 0, så prövas listan inte."),
    (r"No region has (\d+) activities left to judge by\.", r"Ingen region har \1 branscher eller yrken kvar att döma efter. Skriv --draws 0, så prövas listan inte."),
    (r"tested is of the first (\d+), and the board names the first (\d+)", r"listan är prövad på de \1 första men nämner \2"),
    (r"Growth needs two periods; both are (.*)\.", r"Tillväxt kräver två perioder; båda är \1."),
    (r"No region is named, so there is nothing to show\.", "Ingen region är nämnd, så det finns inget att visa."),
    (r"(.*) is the only period, so nothing has grown since", r"\1 är enda perioden, så inget har vuxit sedan dess"),
    (r"(\S+) (.*) stands a second time", r"\1 \2 står en andra gång"),
    (r"(.*) stands twice", r"\1 står två gånger"),
    (r"(.*) is compared with itself", r"\1 jämförs med sig själv"),
    (r"one board is of (.*) and the other of (.*)", r"den ena tavlan gäller \1 och den andra \2"),
    (r"relatedness was made from the file of the counts, and so has seen the answer; .*", "släktskapen är räknad på samma fil som jobben och har alltså sett svaret; ta den från andra regioner eller ur annonser"),
    (r"(.*) is the name of (\d+) places: (.*)\. Give one of them as it stands\.", r"\1 heter \2 platser: \3. Skriv en av dem precis som den står."),
    # Jobs that are hard to fill.
    (r"a region and occupation stand once", "en region och ett yrke får stå tillsammans en gång"),
    # Moves.
    (r"a pair stands once; add its counts up", "ett par som står en gång; lägg ihop antalen"),
    (r"There is no move between two nodes to relate them by\.", "Det finns inget byte mellan två olika att räkna släktskap på."),
    (r"what stands in (\d+) withheld cells did not settle in (\d+) rounds; .*", r"vad som står i \1 hemliga celler går inte att räkna ut: för lite är publicerat. Ta grövre grupper."),
    (r"the margins lack (.*)", r"summorna saknar \1"),
    # Where a new job comes from.
    (r"Nobody moved into (.*), so there is nothing to tell\.", r"Ingen bytte till \1, så det finns inget att berätta."),
    (r"(.*) is the target and cannot be an entrant too", r"\1 är målet och kan inte också vara --entrant"),
    (r"the network does not have (.*), so nothing can be said to be related to it; .*", r"nätverket har inte \1, så inget kan sägas vara besläktat med det; ta släktskapen ur annonser (--relatedness med en studies mapp) där jobbet är för nytt för att ha byten"),
    (r"relatedness was made from the file of the flows; .*", "släktskapen är räknad på samma fil som bytena och har alltså sett svaret; ge tidigare byten med --earlier, eller släktskap ur annonser med --relatedness"),
    (r"relatedness was made from moves into (.*) too; .*", r"släktskapen är räknad också på byten till \1 och har alltså sett svaret; ge tidigare byten med --earlier, eller släktskap ur annonser med --relatedness"),
    (r"relatedness was made from moves of the same period, (.*); use .*", r"släktskapen är räknad på byten i samma period, \1, och har alltså sett svaret; ge tidigare byten med --earlier"),
    (r"No ad of (.*) asks for any skill of the list\.", r"Ingen annons för \1 frågar efter någon kompetens i listan."),
    (r"No older occupation asked for anything that (.*) asks for\.", r"Inget äldre yrke frågade efter något som \1 frågar efter."),
    (r"there is no other occupation to make it up from", "det finns inget annat yrke att sätta samman det av"),
    (r"the ads have skills that the counts do not have", "annonserna har kompetenser som studien inte har"),
    (r"the ads do not add up to the counts of (.*)", r"annonserna stämmer inte med studiens antal för \1"),
    (r"people are of (.*) and skills of (.*)", r"personerna gäller \1 och kompetenserna \2"),
    (r"Neither moves nor skills are given, so there is nothing to show\.", "Varken byten eller kompetenser är givna, så det finns inget att visa."),
)  # fmt: skip
