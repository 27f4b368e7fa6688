"""reviews: in Swedish, what is refused of decisions about the list of skills."""
# ruff: noqa: E501

from mobility.foundation.sayings import Sayings

REVIEWS: Sayings = (
    (r"a review file is \.csv or \.xlsx, not (.*)\.", r"en fil med beslut slutar på .csv eller .xlsx, inte \1."),
    (r"and (.*) are both there; say which one counts with --review\.", r"och \1 finns båda; säg vilken som gäller med --review."),
    (r"(\d+) cells under (\d+) headings; put a text with commas in quotes", r"\1 celler under \2 rubriker; sätt en text med kommatecken inom citattecken"),
    (r"(.*) is in none of the skill lists\.?", r"\1 finns inte i någon av listorna"),
    (r"merge needs a skill of the lists in 'into'", "merge kräver en kompetens ur listorna i 'into'"),
    (r"(.*) cannot be merged into itself", r"\1 kan inte slås ihop med sig själv"),
    (r"a merge keeps the label of 'into'; rename that skill on a line of its own", "merge behåller namnet på den i 'into'; byt namn på den på en egen rad"),
    (r"(\w+) with 'into' filled in is not clear: write merge to make the two one, or empty 'into' to (\w+) (.*) as it is", r"\1 med 'into' ifyllt är inte tydligt: skriv merge för att slå ihop de två, eller töm 'into' för att låta \1 gälla \3 som den är"),
    (r"rename needs the new label in 'new_label'", "rename kräver det nya namnet i 'new_label'"),
    (r"(\w+) with 'new_label' filled in is not clear: write rename, or empty it", r"\1 med 'new_label' ifyllt är inte tydligt: skriv rename, eller töm det"),
    (r"(.*) is decided already on row (\d+)", r"{1} är redan avgjort på rad \2"),
    (r"(.*) with the term (.*)", r"\1 med ordet \2"),
    (r"the merges of (.*) lead back to where they began(?: \(see row (.*)\))?", r"sammanslagningarna av \1 leder tillbaka dit de började (se rad \2)"),
    (r"(.*) would go into (.*), which row (\d+) rejects", r"\1 skulle gå in i \2, som rad \3 stryker"),
    (r"(.*), by row (\d+), has that label already; to make them one, write merge", r"\1 får det namnet på rad \2; skriv merge för att göra dem till en"),
    (r"(.*) has that label already; to make them one, write merge", r"\1 heter redan så; skriv merge för att göra dem till en"),
    (r"(.*) has no term (.*?)\.?", r"\1 har inget ord \2"),
    (r"a term needs a letter or a digit", "ett ord behöver en bokstav eller en siffra"),
    (r"the term would name (.*), which row (\d+) rejects\.?", r"ordet skulle gälla \1, som rad \2 stryker"),
    (r"(.*) already; to make them one, write merge", r"{1} redan; skriv merge för att göra dem till en"),
    (r"an occupation title is never a skill: it would give the answer away\.?", "en yrkesbenämning är aldrig en kompetens: den skulle avslöja svaret"),
    (r"the term (.*) is given to (.*) already on row (\d+)\.?", r"ordet \1 är redan givet till \2 på rad \3"),
    (r"links have no texts to match; empty 'term' to decide about the skill", "band har inga texter att söka i; töm 'term' för att besluta om kompetensen"),
    (r"a skill of the list to merge into", "en kompetens i listan att slå ihop med"),
    (r"a new name", "ett nytt namn"),
    (r"what the candidate is called", "vad förslaget heter"),
)  # fmt: skip
