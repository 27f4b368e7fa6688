"""lists: in Swedish, what is refused of lists: skills, occupations, links, vacancies and pay."""
# ruff: noqa: E501

from mobility.foundation.sayings import Sayings

LISTS: Sayings = (
    (r"no file was given", "ingen fil är given"),
    (r"no file was given; say .*", "ingen fil är given"),
    (r"no skill list was given; give one or more\.", "ingen lista av kompetenser är given; ge minst en."),
    # Lines of a list.
    (r"line (\d+): the (.*) is missing", r"rad \1: \2 saknas"),
    (r"line (\d+): (.*) is no kind; known are (.*)", r"rad \1: \2 är inget slag; de som finns är \3"),
    (r"line (\d+): (.*) is not a number of ads", r"rad \1: \2 är inget antal annonser"),
    (r"line (\d+): (.*) has (label|title|kind|parent|broader) (.*), but (.*) before", r"rad \1: \2 heter eller är \4, men \5 tidigare"),
    (r"line (\d+): occupation (.*) has a second unit group, (.*)", r"rad \1: yrket \2 har en andra yrkesgrupp, \3"),
    (r"line (\d+): (.*)", r"rad \1: {2}"),
    # Headings nobody has explained.
    (r"is no list known by its columns; it has (.*)\. Say which is which, .*", r"är ingen lista som känns igen på sina kolumner; den har {1}. Kalla kolumnerna 'label' (kompetensen) och gärna 'skill' (id), 'synonyms' och 'kind' i filen"),
    (r"is no classification known by its columns; it has (.*)\. Say which is which: .*", r"är ingen klassifikation som känns igen på sina kolumner; den har {1}. Kalla kolumnerna 'code' och 'title' i filen"),
    (r"no column is named for (.*?); say .*", r"ingen kolumn är given för {1}"),
    (r"no column is named for (.*), in the links or in the groups", r"ingen kolumn är given för \1, varken bland banden eller grupperna"),
    (r"group_columns: no column is named for (.*)", r"ingen kolumn i grupperna är given för \1"),
    (r"group_columns: (.*) is not one of (.*)", r"\1 är inget av {2}"),
    (r"the (label|title|text|skill|id|occupation|pay)", r"\1"),
    # Occupations, links, vacancies, pay.
    (r"None of (\d+) ads has an occupation code\.", r"Ingen av \1 annonser har en yrkeskod."),
    (r"(.*): no link is left of (\d+); (\d+) were left out by source and (\d+) are of occupations without a unit group\.", r"\1: inget band är kvar av \2; \3 är utelämnade med --leave-out, och \4 gäller yrken utan yrkesgrupp."),
    (r"no column is named for 'source', so none can be left out", "ingen kolumn är given för 'source', så inget kan utelämnas"),
    (r"(.*) matches no source; there are (.*)", r"\1 passar inte in på någon källa; det finns \2"),
    (r"occupation (\S+) in (.*) stands twice", r"yrket \1 i \2 står två gånger"),
    (r"keep one row a pair: one period \(or name its column\), one kind of place", "behåll en rad för varje yrke och plats: en period, och ett slag av plats"),
    (r"occupation (.*) stands twice", r"yrket \1 står två gånger"),
    (r"keep one row an occupation: where=.*", "behåll en rad för varje yrke: välj region, sektor, kön och år i tabellen"),
    (r"occupation (.*): (\d+) figures; one, or three \(low, middle, high\)", r"yrket \1 har \2 tal; det ska vara ett, eller tre (lågt, mitten, högt)"),
    (r"(.*): no figure is left; (\d+) were set aside\.", r"\1: inget tal är kvar; \2 är bortsorterade."),
    (r"is not an object from codes to figures\.", "är inte en JSON-fil med tal efter kod."),
    (r"is not JSON \(.*\)\.", "är ingen JSON-fil som går att läsa."),
    (r"another name than 'region', which is the place itself", "ett annat namn än 'region', som är platsen själv"),
    (r"is JSON: columns, where and codes are for tables", "är JSON; kolumner väljs bara i tabeller"),
    (r"the id (.*) stands for different skills in two lists", r"id \1 står för olika kompetenser i två listor"),
    (r"skill (.*) is not in the list", r"kompetensen \1 finns inte i listan"),
    (r"a code of (.*?)( \(\d+ ads?\))?", r"en kod i \1"),
    # Industries of employers.
    (r"has no employer with an industry \((.*)\)", r"har ingen arbetsgivare med bransch (\1)"),
    (r"the number of a legal person is expected", "här ska en juridisk persons nummer stå"),
    (r"a code of five digits", "en kod med fem siffror"),
    (r"has (\d+) bytes, but must have (\d+) to (\d+); make one with .*", r"har \1 byte men ska ha \2 till \3"),
)  # fmt: skip
