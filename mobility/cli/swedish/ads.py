"""ads: in Swedish, what is refused of files of job ads, and when nothing in them can be counted."""
# ruff: noqa: E501

from mobility.foundation.sayings import Sayings

ADS: Sayings = (
    (r"is not in JobTech's shape; it has (.*)\. Say which column is which, for example .*", r"har inte JobTechs form; den har {1}. Säg vilken kolumn som är vilken med --column, till exempel --column text=RUBRIK --column occupation=RUBRIK"),
    (r"column (.*) is not in the contract, which has (.*)\.", r"\1 är inget som annonser har; de har \2."),
    (r"names an occupation, but codes mean nothing without their version; .*", "nämner en yrkeskod; säg också vilken klassifikation, som --classification 'SSYK 2012'"),
    (r"column (.*) \(for (.*)\) has no (.*?) that can be read; (.*)\. Dates are .*", r"kolumnen \1 (för \2) har inget som går att läsa; {4}. Datum skrivs ÅÅÅÅ-MM-DD, tal med punkt, ja och nej som ja, nej, yes, no"),
    (r"(.*) has the same content as (.*); give it once", r"\1 har samma innehåll som \2; ge den en gång"),
    (r"(.*) is given twice", r"\1 är given två gånger"),
    (r"is not whole JSON: the list does not end; .*", "är inte hel JSON: listan tar inte slut. Är varje rad en annons ska filen inte börja med en hakparentes"),
    (r"is not whole JSON: the list has something before or after it; .*", "är inte hel JSON: något står före eller efter listan. Är varje rad en annons ska filen inte börja med en hakparentes"),
    (r"is not whole JSON: the list has nothing where item (\d+) should be; .*", r"är inte hel JSON: där post \1 ska stå finns ingenting"),
    (r"is not whole JSON: the list (.*?); .*", "är inte hel JSON: listan går inte att läsa till slutet"),
    (r"is not whole JSON \(.*\); if each line is an ad, each must be complete", "är inte hel JSON; är varje rad en annons måste varje rad vara hel"),
    (r"is one JSON document of more than (.*) bytes; .*", r"är ett enda JSON-dokument på mer än \1 byte; skriv det som en lista av annonser, eller en annons per rad"),
    # Nothing to count.
    (r"None of (\d+) skills was found in (\d+) ads\. Are list and ads in the same language\?", r"Ingen av \1 kompetenser finns i \2 annonser. Är listan och annonserna på samma språk?"),
    (r"No ad of (\d+) can be counted by (\S+) \((.*)\)\.", r"Ingen av \1 annonser går att räkna efter {2} ({3})."),
    (r"No ad of (\d+) can be counted by (.*)\.", r"Ingen av \1 annonser går att räkna efter {2}."),
    (r"None of (\d+) ads can be counted; see .*", r"Ingen av \1 annonser går att räkna."),
    (r"No counted ad has an occupation_title to be a name\.", "Ingen räknad annons har en yrkesbenämning."),
    (r"occupation", "yrke"),
    (r"industry", "bransch"),
    (r"No word is found in (\d+) of (\d+) texts\. Lower min_ads\.", r"Inget ord finns i \1 av \2 texter; annonserna är för få eller för olika."),
    (r"No word is found in (\d+) of (\d+) different texts\. Lower min_texts\.", r"Inget ord finns i \1 av \2 olika texter; annonserna är för få eller för olika."),
    (r"None of (\d+) texts has a group\.", r"Ingen av \1 texter har ett yrke."),
    (r"(The package .*) is not on this machine\. Install it with: (.*)", r"{1} finns inte på datorn. Installera det med: \2"),
    (r"The package (.*)", r"Paketet \1"),
    (r"(.*) is not on this machine\. (.*)", r"\1 finns inte på datorn. \2"),
    (r"synthetic ads are written as '\.jsonl' or '\.jsonl\.gz'\.", "påhittade annonser skrivs som .jsonl eller .jsonl.gz."),
)  # fmt: skip
