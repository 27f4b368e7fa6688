"""stance_words: the wordings of Swedish and English ads that tell a stance."""

MERIT = (
    r"\bmeriterand|\bmeriterend|\ben (\w+ )?merit\b|\bsom (\w+ )?merit\b|\bmerit:|"
    r"\bmerit (om|att|med)\b|\bett (\w+ )?plus\b|\bplus om\b|\ben (\w+ )?fördel\b|\bfördel om\b|"
    r"\bdin fördel\b|\bfördelaktigt|\bönskvär|\bett önskemål\b|\bbra (om du|att ha)\b|"
    r"\bpositivt om\b|\bunderlättar\b|\bvärdefullt (om|med)\b|\buppskattas\b|"
    r"\bnice[- ]to[- ]have|\bgood to have\b|\ba (\w+ )?plus\b|\ban (\w+ )?(asset|advantage)\b|"
    r"\ba (\w+ )?(asset|advantage|bonus|merit)\b|\badvantageous|\bmeritorious|\bpreferred\b|"
    r"\bpreferabl[ey]\b|\bdesirable\b|\bdesired\b|\bbeneficial\b|\bideally\b|"
    r"\bbonus (if|points)\b|\bwould be (great|nice)\b"
)
"""What is wished for."""

GLADLY = (
    r"\bser (\w+ ){0,2}gärna\b|\bhar (du )?gärna\b|[,(] ?gärna\b|^gärna\b|\bvill gärna att\b|"
    r"\b(och|samt|eller|men|är|att du|du|som) gärna\b"
)
"""Only where it wishes for something: "du tar gärna ansvar" is a trait, "ansök gärna" no skill."""

DENIED = (
    r"\b(inget|inga|ingen|ej|inte|utan|icke) (ett |något |några |som )?(\w+ ){0,3}"
    r"(krav|krävs|kräver|måste|behövs|nödvändigt?|nödvändiga|hinder|obligatoriskt?)\b|"
    r"\bkrav (\w+ )?(är )?(inte|ej)\b|"
    r"\b(krävs|kräver|krävas|behövs|ställer) (\w+ ){0,2}(inte|ej|ingen|inga|inget)\b|"
    r"\b(du|man|ni) behöver (\w+ )?(inte|ej|ingen|inga|inget)\b"
    r"(?! (bifoga|skicka|oroa|ansök|vänta|bara|enbart))|"
    r"\bbehöver (du|man|ni) (inte|ej|ingen|inga|inget)\b(?! (bifoga|skicka|oroa|ansök|vänta))|"
    r"\bspelar (\w+ )?ingen (\w+ )?roll\b|\binte avgörande\b|\binte vad du har gjort\b|"
    r"\bdu inte (har|kan|är) (\w+ )?(någon|allt|alla|tidigare|erfarenhet|utbild)|"
    r"\boavsett (\w+ )?(erfarenhet|bakgrund|utbildning)|"
    r"\butan (\w+ )?(erfarenhet|utbildning|förkunskap|yrkeserfarenhet)|"
    r"\bnot (\w+ )?(required|necessary|needed|mandatory|essential|a must)\b|"
    r"\b(no|not a) (\w+ ){0,3}(required|needed|necessary|requirement)\b|"
    r"\b(don.t|do not|doesn.t|does not) (have to|need)\b|\bno need\b|\bneedn.t\b|"
    r"\b(without|no) (any )?(prior|previous) (experience|knowledge)\b"
)
"""What is expressly not needed."""

LACKING = r"\bsaknar (du )?(\w+ )?(erfarenhet|utbildning|kunskap)"
"""Of what comes behind it alone: "vill du bli X men saknar erfarenhet" asks for X."""

DEMANDED = (
    r"\bkrav (på|är|för|att)\b|\b(ett|är|som|absolut) (absolut )?krav\b|\bkrav:|\bkrävs\b|"
    r"\bkrävas\b|\b(arbetet|tjänsten|rollen|jobbet|uppdraget|vi|befattningen) (\w+ )?kräver\b|"
    r"\bmåste\b|\bförutsätt|\bnödvändigt?\b|\bobligatorisk|"
    r"\bska(ll)? (du )?(ha|kunna|vara|behärska)\b|\bmandatory\b|\bmust\b(?!-)|\brequired\b|"
    r"\brequires\b|\bessential\b|\byou need\b"
)
"""What there is no way around."""

GIVEN = (
    r"\bvi erbjuder\b(?! (våra kunder|kunder|tjänster|lösningar|produkter|ett brett|också akt))|"
    r"\berbjuds\b|\berbjuder (vi|dig)\b|\bkan erbjuda\b|\berbjuda dig\b|"
    r"\bvi (utbildar|tränar|coachar) dig\b|\blär vi dig\b|\bvi lär (upp )?dig\b|"
    r"\b(får|ges|ger dig) (du )?(\w+ ){0,3}(utbildning|upplärning|introduktion|kurser|förmåner)|"
    r"\bfriskvård|\bwe (will )?(offer|train)\b|\bwe.ll (offer|train|teach)\b|"
    r"\byou will be offered\b|\bon[- ]the[- ]job training\b|\bhealth insurance\b|"
    r"\bcompetitive (salary|pay|compensation)\b|\bparental leave\b|"
    r"\bpaid (time off|vacation|leave)\b"
)
"""What the employer gives or teaches."""

GROWTH = (
    r"\b(intern|interna|egna|betald|betalda) (utbildning|kurs)(ar|er)?\b|"
    r"\bkompetensutveckling\b|\bkarriärmöjlighet|\butvecklingsmöjlighet|"
    r"\bmöjlighet(er|en|erna)? (till|för dig)\b|\b(stora|goda) möjligheter\b|"
    r"\b(får|har|ges) (\w+ ){0,4}(möjlighet(er)?|chans(en)?) att "
    r"(\w+ ){0,4}(utvecklas|växa|påverka|knyta|lära|driva)|\bfår (du )?ta del av\b|"
    r"\bdu (\w+ )?tillgång till\b|\bpersonligt? (och professionell )?utveckling|"
    r"\butvecklas (både|hos|i din|som|på)\b|\bpersonligt? plan\b|"
    r"\bprofessionell utveckling\b|\bstort inflytande\b|\bmedarbetares utveckling\b|"
    r"\bmöjlighet att (arbeta hemifrån|växa|påverka|utvecklas)|"
    r"\bopportunit(y|ies) (to|for) (\w+ )?(grow|growth|learn|develop|development|advance)"
)
"""What the employer promises; among duties the same words are a task ("intern utbildning")."""

ADDRESSED = (
    r"(?<!om )\bdu (har|är|kan|behärskar|ska|bör|talar|pratar|kommer)\b|\bvi söker\b|"
    r"(?<!if )\byou (have|are|can|should|possess|will)\b|\blooking for\b"
)
"""Where a sentence turns to the reader: what stands there is said apart from what is wished."""

MERIT_HEADING = (
    r"\bmerit|\bnice[- ]to[- ]have|\bgood to have|\bdesirable|\bplus\b|\bönskvär|\bfördel\b|"
    r"\bbonus points|\bgärna\b|\bpreferred|\bbra att ha"
)
OF_DEMANDS_TOO = r"(krav|kvalifikation(er)?|kompetens|erfarenhet) ?(och|&|/|samt|eller) ?merit"
"""A heading over demands and wishes together tells neither."""
OFFERED_HEADING = (
    r"erbjud|förmån|benefit|\boffer|\bin it for you|\bget from us|\bfår du\b|\bdu får\b|"
    r"\bvi ger\b|\byou get\b|\byou.ll get\b|\bwhat we give\b"
)
APPLYING_HEADING = (
    r"\bansök|\bapply|\bapplication|kontakt|contact|\burval|rekryteringsprocess|"
    r"\bhur du kommer vidare|\binterested|\bintresserad|\bintressant|facklig|\bupplysning|"
    r"\bmer information|\bläs mer|\bövrig|\bother|\btillträde|start:|plats:|lön:|\bomfattning|"
    r"anställningsform|villkor|\böppen för alla|\bvälkommen|\bbra att veta"
)
APPLYING = (
    r"\bansök|\bcv\b|\bintervju|\burval|personuppgift|rekryteringsprocess|\bundanbe|"
    r"\bannonsförsälj|\bannonssälj|\bpå vår hemsida|\bpå vår webb|\bläs mer|\bread more|"
    r"\bapplication|\bapply\b|\bgdpr|\b(denna|den här|vår|kompetensbaserad) rekrytering|"
    r"\brekryteringen|\bkollektivavtal|\bfacklig|\bbemanningsföretag|\bprovanställning|"
    r"\btjänstepension|\bpension\b"
)
"""How to apply, and what the contract says."""

TO_READER = r"\bdu\b|\bdig\b|\bdin\b|\bditt\b|\bdina\b|\byou\b|\byour\b|\bvi söker\b|\bsöker vi\b"
ASKED = (
    r"erfarenhet|\bkunskap|kunnig|behärska|\bvana\b|\bvan\b|arbetsuppgift|\btjänsten\b|"
    r"\brollen\b|\buppdraget\b|\barbetet\b|\bsöker\b|\bansvar|\bexperience|\bknowledge|"
    r"\bskills?\b|\bfamiliar|\bproficien|\bunderstanding\b|\bresponsib|\bqualif|\bthe role\b|"
    r"\bgod förmåga\b|\butbildning\b|\bflytande\b|\bfluent|\bexamen\b|\bdegree\b|\bförmåga|"
    r"\bkompetens"
)
WISHING = (
    r"\bsöker\b|\bvill att\b|\btror att\b|\bkräver\b|\bser gärna\b|\bförutsätter|\bvärdesätter|"
    r"\bstor vikt\b|\blooking for\b|\bexpect\b|\bkrav\b|\bönskar\b|\bförväntar\b|\bletar\b"
)
"""With these the employer, too, speaks of the reader."""
PASSING = (
    r"\bser fram emot\b|\bvälkommen (in|med|till|att|som)\b|\btillhör du\b|\bdu tillhör\b|"
    r"\bdu söker tjänsten\b|\blook(ing)? forward to\b"
)
"""Turned to the reader, but of no skill: the greeting, and where in the house the work is."""
