"""corpus: in Swedish, what is refused of archives fetched and of a corpus built of them."""
# ruff: noqa: E501

from mobility.foundation.sayings import Sayings

CORPUS: Sayings = (
    (r"no file was given; say build_corpus\(.*", "ingen fil är given"),
    (r"no line stands in any of (.*); give a file with ads", r"ingen rad finns i någon av \1; ge en fil med annonser"),
    (r"(.*) is no longer the file it was; build another corpus", r"\1 är inte längre den fil den var; bygg en ny samling"),
    (r"is (.*), but must be more than 0", r"är \1 men måste vara mer än 0"),
    (r"(\S+) is (.*), but the corpus was begun with (.*)", r"\1 är \2, men samlingen påbörjades med \3"),
    (r"give the same settings, or another folder", "ge samma inställningar, eller en annan mapp"),
    (r"(.*) is in the corpus but was not given", r"\1 finns i samlingen men är inte given"),
    (r"give all its sources, or another folder", "ge alla dess filer, eller en annan mapp"),
    (r"workers were lost again and again, as when memory runs out; .*", "processer försvann gång på gång, som när minnet tar slut. Säg färre --workers, eller mindre --chunk-megabytes i en annan mapp; samma kommando fortsätter annars där det var."),
    (r"has (\d+) rows in (.*)/, but its manifest says (\d+); .*", r"har \1 rader i \2/ men ska ha \3. Kör samma kommando igen, så görs de skadade delarna om."),
    (r"has (\d+) lines of (.*), of which (\d+) are accounted for\.", r"har \1 rader ur \2, och \3 av dem är redovisade. Bygg samlingen igen."),
    (r"the signatures of part (.*) are missing; build the corpus again", r"del \1 saknar sina avtryck; bygg samlingen igen"),
    (r"the ads of part (.*) are read otherwise now; build the corpus again", r"annonserna i del \1 läses på annat sätt nu; bygg samlingen igen"),
    (r"what ads say of the conditions of work is missing in (\d+) of (\d+) parts; call .*", r"vad annonserna säger om arbetsvillkor saknas i \1 av \2 delar. Kör först: mobility corpus conditions"),
    (r"what ads say of the conditions of work was found in other ads than there are now, .*", "vad annonserna säger om arbetsvillkor gäller andra annonser än de som finns nu, eller hittades på olika sätt. Kör igen: mobility corpus conditions"),
    (r"is damaged in line (\d+) \(.*\); remove that line\.", r"är skadad på rad \1; ta bort den raden."),
    (r"was changed while it was read\.", "ändrades medan den lästes; kör samma kommando igen."),
    # Archives.
    (r"(.*) is no year; say 2016, 2016-2019 or 2026-Q1", r"\1 är inget år; skriv 2016, 2016-2019 eller 2026-Q1"),
    (r"has no (.*) in it, so it is one file's; leave out the years", r"har inte \1 i sig och är alltså en enda fil; utelämna --years"),
    (r"has (.*) in a folder's name; say which years", r"har \1 i mappens namn; säg vilka år med --years"),
    (r"has no link to an archive; say which years\.", "har ingen länk till ett arkiv; säg vilka år med --years."),
    (r"cannot be read \((.*)\); say which years\.", "går inte att läsa; säg vilka år med --years."),
    (r"has (.*) bytes free, and (.*) are to come; make room\.", r"har \1 byte ledigt, och \2 ska komma; gör plats."),
    (r"gave nothing new in (\d+) tries; .*", r"gav inget nytt på \1 försök. Det som har kommit finns kvar; samma kommando fortsätter där."),
    (r"(.*) Nothing of it is kept; try again later\.", "kom inte helt fram. Inget av den är kvar; försök igen senare."),
    (r"is not as it was fetched: its SHA-256 is another; .*", "är inte som den hämtades; flytta undan den och hämta den igen."),
    (r"is there already with (.*) bytes, and the server's has (.*); .*", r"finns redan med \1 byte, och källans har \2; flytta undan den, eller hämta till en annan mapp."),
    (r"is damaged \(.*\); remove it, and what is there is compared by size\.", "är skadad; ta bort den, så jämförs det som finns efter storlek."),
    (r"is no address that begins with https:// or http://\.", "är ingen adress som börjar med https:// eller http://."),
    (r"does not end in the name of a file\.", "slutar inte med namnet på en fil."),
    (r"is sent packed in a way that was not asked for\.", "skickas packad på ett sätt som inte begärdes."),
    (r"cannot be had: the server answers (\d+) \((.*)\)\.", r"finns inte att få: servern svarar \1 (\2)."),
    (r"cannot be trusted: (.*)\.", r"går inte att lita på: \1."),
)  # fmt: skip
