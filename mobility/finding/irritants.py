"""irritants: phrases of ads about substances that irritate or cause allergy."""

import re

STEMS = (
    "kemi ämnen lösningsm rengöringsm städm desinf diskm färg blek härdplast isocyan epox akrylat "
    "lim lack cement damm rök ångor avgas doft lukt parfym syror skär oljor bekämpning "
    "växtskydd allerg tål tolerate känslig andning friskluft pälsdjur chemical solvent fume dust "
    "epoxy resin scent smell odo disinfect cleaning pesticide hair fragrance respirator latex"
)
"""Beginnings of words; a sentence without any has none of the phrases below."""

_NO = r"(?:inte|ej|inga|ingen|inget|icke|utan|aldrig|slipper|no|not|cannot|without|never)"
_ELSEWHERE = (
    r"(?:kund(?:er|erna)?|inom|system\w*|försälj\w*|sälj\w*|inköp\w*|leverant\w*|utveckl\w*|"
    r"analys\w*|lag(?:ar|stiftning\w*)|regler|regelverk\w*|register|customers?|sales|software|"
    r"within|regulat\w*)"
)
_WORDS = rf"(?:(?!{_NO}(?!\w)|{_ELSEWHERE}(?!\w))\w+[\s,/]+){{0,4}}?"
"""Up to four words in between that neither deny nor lead to what others do."""

_HANDLED = (
    r"(?:\w*kemikalier(?:na)?|kemiska\s+(?:ämnen|produkter|preparat|medel)|kemtekniska\s+produkter|"
    r"(?:frätande|irriterande|allergiframkallande)\s+(?:ämnen|produkter|medel)|lösningsmedel|"
    r"(?:starka|farliga|hälsofarliga)\s+(?:(?:och|eller)\s+\w+\s+)?ämnen|lim|lacker|"
    r"(?:rengörings|städ|desinfektions|disk|blek|bekämpnings|växtskydds)medel|hårfärg(?:er)?|"
    r"epox[iy]\w*|härdplast(?:er)?|\w*isocyanat(?:er)?|akrylat(?:er)?|cement|syror|"
    r"skär(?:vätsk|olj)(?:a|or)|(?:hazardous\s+|strong\s+|cleaning\s+)?chemicals|solvents|"
    r"hair\s+dyes?|epoxy|resins|pesticides|disinfectants|cleaning\s+(?:agents|products))"
)
_IN_THE_AIR = (
    r"(?:\w*damm|svetsrök|lödrök|rök(?:gaser)?|avgaser|ångor|allergener|parfym(?:er)?|"
    r"pälsdjur|(?:starka?\s+)?(?:dofter|lukter)|stark\s+(?:doft|lukt)|(?:\w+\s+)?dust|"
    r"(?:welding\s+)?fumes|allergens|(?:strong\s+)?(?:scents|smells|odou?rs))"
)
_EITHER = rf"(?:{_HANDLED}|{_IN_THE_AIR})"

_HANDLES = (
    r"(?:hanter(?:a|ar|ing|as)(?:\s+av)?|arbet(?:a|ar|e)\s+med|jobb(?:a|ar)\s+med|"
    r"använd(?:a|er|ning)(?:\s+av)?|bland(?:a|ar|ning)(?:\s+av)?|"
    r"handl(?:e|es|ing)(?:\s+of)?|work(?:ing|s)?\s+with|us(?:e|es|ing)(?:\s+of)?)"
)
_MEETS = (
    r"(?:utsätt(?:s|as)\s+(?:du\s+|man\s+)?(?:(?!inte|ej|aldrig)\w+\s+)?för|exponer(?:as|ing)\s+(?:för|av)|(?:i\s+)?kontakt\s+med|"
    r"miljö(?:er)?\s+(?:med|där)|expos(?:ed|ure)\s+to|contact\s+with|environment\s+with)"
)
_OCCURS = r"(?:förekommer|ingår|används|finns\s+i\s+(?:arbetsmiljön|miljön|lokalen|lokalerna))"
_ALLERGIC = (
    r"(?:(?:vara|är|ha|har|lida|lider|av|någon|några|känd|kända|svår|svåra|be|have|any|an|are)\s+)"
    r"{0,3}[\w-]*(?:allergi(?:er|ker|sk|ska)?|allerg(?:y|ies|ic))"
)
_MINDS = (
    r"(?:(?:över)?känslig(?:het)?|rädd|rädsla|problem|besvär|sensitive|afraid|bothered)\s+"
    r"(?:mot|för|med|av|to|of|by)"
)

TOLERATED = (
    rf"{_NO}\s+{_ALLERGIC}|"
    rf"{_NO}\s+(?:\w+\s+){{0,2}}{_MINDS}\s+(?:\w+[\s,]+){{0,3}}?{_EITHER}|"
    r"[\w-]*allergi(?:er)?\s+(?:är|kan\s+vara|utgör)\s+(?:ett\s+)?hinder|"
    rf"(?:tål|tåla|tåler|tolerate)\s+(?:\w+[\s,]+){{0,3}}?(?:{_EITHER}|djur|hundar?|katt(?:er)?)"
)
"""What an applicant must bear: "you have no allergy to animals" means that there are animals."""

STRAIN = (
    rf"{TOLERATED}|{_HANDLES}\s+{_WORDS}{_HANDLED}|{_MEETS}\s+{_WORDS}{_EITHER}|"
    rf"{_EITHER}(?:\s+(?:och|eller|and)\s+\w+)?\s+{_OCCURS}|"
    rf"{_OCCURS}\s+{_WORDS}{_EITHER}|"
    rf"(?:innebär|arbet(?:a|ar|e)\s+med|sköter|sköta)\s+{_WORDS}kemikaliehantering|"
    rf"kemikaliehantering\s+{_OCCURS}|svetsrök|lödrök|(?:slip|trä|sten|mjöl|kvarts|betong|spannmåls)damm|"
    r"(?:buller|smuts|rök|lukt|värme)\s*(?:,|/|och|eller)\s*damm|"
    r"damm\s*(?:,|/|och|eller)\s*(?:buller|smuts|rök|lukt|värme)|"
    r"dammigt|dammiga?\s+(?:\w+\s+){0,2}(?:miljö|arbets|lokal|jobb)\w*|"
    r"(?:arbets)?(?:miljön|lokalen|lokalerna|arbetet)\s+(?:är|kan\s+vara)\s+(?:\w+[\s,]+){0,2}dammiga?|"
    r"sprut(?:lackera|lackering|måla|målning)|(?:smutsig|bullrig|varm|kall)[at]?\s*(?:,|och|eller)\s*dammiga?|"
    r"härdplast(?:utbildning|behörighet|arbete)\w*|(?:utbildning|kurs|intyg)\s+(?:i|för|om)\s+"
    r"(?:härdplast\w*|\w*isocyanat\w*|allergiframkallande\s+\w+)|"
    r"epox[iy](?:golv|beläggning|målning|behandling|arbete|massa)\w*|"
    r"färg(?:a|ar|ning\s+av)\s+(?:hår(?:et)?|fransar|bryn|ögonbryn)|hårfärgning(?:ar)?|"
    r"(?:klippa?|klippning(?:ar)?|slingor|toning(?:ar)?)\s*(?:,|/|och|&)\s*färg(?:a|ning|ningar)|"
    r"färg(?:a|ning|ningar)\s*(?:,|/|och|&)\s*(?:klippa?|klippning(?:ar)?|slingor|toning(?:ar)?)|"
    r"frans-?\s*och\s+brynfärgning|hair\s+colou?ring|colou?r(?:ing)?\s+hair|"
    r"andningsskydd|andningsmask|friskluftsmask|respirators?|"
    r"dusty(?:\s+\w+)?\s+(?:environment|work|conditions)"
)
"""Phrases that speak of such substances in the work."""

_KIND = (
    r"(?:(?:starka|farliga|skadliga|irriterande|kemiska|hazardous|harmful|harsh|strong)\s+"
    r"(?:(?:och|eller|or|and)\s+\w+\s+)?)?"
)
_DENIED = rf"{_NO}(?!\s+(?:bara|minst|enbart|endast|sällan|även|också|only)(?!\w))"
MET = (
    rf"{_DENIED}\s+{_KIND}{_EITHER}|"
    rf"{_DENIED}\s+(?:(?!{_MINDS})\w+\s+){{0,2}}(?:med|för|hanter\w+|använd\w+|with|to|handle|use)\s+"
    rf"{_KIND}{_EITHER}|"
    rf"(?:{_HANDLES}|{_MEETS})\s+{_DENIED}\s+{_KIND}{_EITHER}|"
    r"(?:damm|parfym|doft|kemikalie|allergi)fri(?:tt|a)?|"
    r"(?:dust|fragrance|scent|perfume|chemical)-?\s?free"
)
"""Phrases that say the work is without them."""

_TOLERATED = re.compile(TOLERATED)


def must_be_tolerated(phrase: str) -> bool:
    """Whether a phrase names what an applicant must bear, and so is not turned by "not".

    Examples
    --------
    >>> must_be_tolerated("ingen allergi"), must_be_tolerated("hantera kemikalier")
    (True, False)
    """
    return _TOLERATED.match(phrase) is not None
