"""sentences: which sentences of an ad speak of the work, and which of the employer or the offer."""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import Literal, NamedTuple

Topic = Literal["work", "open", "other"]
"""``work``: duties or what is asked for; ``other``: the employer, the offer, how to apply;
``open``: nothing says which."""


class Sentence(NamedTuple):
    """A stretch of text and what it speaks of; ``end`` is not included."""

    start: int
    end: int
    topic: Topic


_LONGEST_HEADING = 70
_LONGEST_LEAD = 200

_BREAK = re.compile(r"\n+|(?<=[.!?])[ \t]+(?=(?:[-–*•] ?)?[A-ZÅÄÖ])|(?=[•∙●▪])")

# The headings of Swedish and English ads, asked in this order.
_HEADINGS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    (
        "other",
        re.compile(
            r"erbjud|förmån|benefit|\boffer|in it for you|\bget from us|\bansök|\bapply|"
            r"\bapplication|kontakt|\bcontact|övrig[at]?\b|urval|rekryteringsprocess|"
            r"hur du kommer vidare|interested|intresserad\?|intressant|facklig|villkor|"
            r"anställningsform|tillträde|upplysning|omfattning|mer information|läs mer|"
            r"^(om|about) (oss|us|företaget|bolaget|arbetsgivaren|verksamheten|the company|our)|"
            r"^(vilka är vi|who (are we|we are)|why |varför |välkommen|bra att veta|other)|"
            r"företagsbeskrivning|company description|information om företaget|start:|plats:|lön:|"
            r"^(öppen för alla|jobba med oss|arbetsplatsen|our culture|vår kultur)",
        ),
    ),
    (
        "work",
        re.compile(
            r"arbetsuppgift|\brollen\b|\broll\b|uppdrag|kvalifikation|\w*krav\b|merit|\bsöker\b|"
            r"din profil|din bakgrund|kompetens|vem är du|^om (dig|jobbet|tjänsten|arbetet)|"
            r"who (are you|you are)|requirement|qualif|responsib|\byou\b|\byour\b|\brole\b|"
            r"job description|\bskills?\b|experience|erfarenhet|tech stack|teknikstack|"
            r"arbetsbeskrivning|jobb+eskrivning|\bingår\b|ansvarsområde|egenskaper|förväntningar|"
            r"looking for|desirable|prerequisites|\btasks\b|(the|this) (job|position|assignment)|"
            r"^(description|profil|du (är|har|kan)\b)|nice to have|must have|kunskap|utbildning",
        ),
    ),
    ("other", re.compile(r"^(om|about) \w+( \w+)?$")),
)

_OTHER = re.compile(
    r"\berbjud(er|s|a)?\b|\berbjudande|friskvård|personuppgift|\bansök(an|er|ningar|ningen)\b|"
    r"\bcv\b|rekryteringsprocess|rekryterings?(företag|bolag|tjänster)|bemanning(sföretag)?\b|"
    r"\bintervju|\bwe offer\b|\bwellness\b|"
    r"\b(your|send( in)?( an?)?|submit( an?)?) applications?\b|"
    r"\bapplications? (deadline|process|period|form|must|will be|are (welcome|reviewed))\b|"
    r"\bapply (now|today|here|by|before|via|through|online|for (this|the|a))\b|"
    r"\b(how to|please|welcome to|want to|don.t hesitate to) apply\b|"
    r"(denna|den här|vår|kompetensbaserad) rekrytering|rekryteringen|\brekryterar\b|"
    r"undanbe|annonsförsälj|annonssälj|på vår hemsida|på vår webb|läs mer|read more"
)
# Terms of employment are also what some people work with: pay, pension, social insurance.
_TERMS = re.compile(r"\bförmån|\bbenefits?\b|kollektivavtal|tjänstepension|\bpension\b")
_HANDLED = re.compile(
    r"handlägg|\bärende|rådgiv|rådge|\brapporter|\badministrera|\bhantera|\bberäkn|\butred|"
    r"\bbedöm|\bfrågor (om|rörande|inom|kring)\b|\barbeta(r|t)? (med|inom)\b|\bkunskap|"
    r"\bkunnig|\berfarenhet|\bkräv|\bkrav\b|\bmeriter|\bbehärska|\bkunna\b|"
    r"\bcases\b|\badvis(e|ing|or)|\breporting\b|\bexperience (of|with|in)\b|\bknowledge\b|"
    r"\brequire"
)
_GIVEN = re.compile(
    r"\bhos oss\b|\bfår du\b|\bdu får\b|\bvi har\b|\bsemester|\bbonus|villkor|avtalsenlig|"
    r"marknadsmässig|\btrygg|\bwe (also )?have\b|\byou (will )?(get|receive)\b|\bvacation|"
    r"\bour benefits\b"
)
_WORK = re.compile(
    r"\b(du|dig|din|ditt|dina|you|your)\b|erfarenhet|\bkunskap|kunnig|\bkompetens|\bmeriter|"
    r"\bkrav\b|\bkräv|behärska|\bvana\b|\bvan\b|arbetsuppgift|\bansvar|\btjänsten\b|\brollen\b|"
    r"\buppdraget\b|\barbetet\b|\bsöker\b|\bvi ser gärna\b|\bexperience|\bknowledge|\bskills?\b|"
    r"\bfamiliar|\bproficien|\bunderstanding\b|\bexpertise|\bresponsib|\brequire|\bqualif|"
    r"\bthe role\b|\bmust have\b|\bnice to have\b|\babout the job\b|\bgod förmåga\b|"
    r"\butbildning inom\b|"
    r"\bflytande\b|\bfluent|\bexamen inom\b|\bdegree in\b"
)
_YOU = re.compile(r"\b(du|dig|you)\b")
_ASKED = re.compile(
    r"\bkrav\b|\bkrävs|\bkräver|meriter|\berfarenhet av\b|kunskap(er)? (i|om|inom|av)\b|behärska|"
    r"ansvarsområde|\bi (rollen|tjänsten|arbetet|uppdraget) |\bbestår (bl\.a\. )?av\b|innefattar|"
    r"arbetsuppgift|journalsystem|\bingår\b|"
    r"\bexperience (of|with|in)\b|\bknowledge (of|in)\b|\brequired\b|\bansvara"
)
# "Vi har stor erfarenhet av": here the employer speaks of itself.
_OF_ITSELF = re.compile(
    r"^(vi (är|har|erbjuder|arbetar|hjälper|levererar|utvecklar)|våra (kunder|tjänster)|företaget|"
    r"bolaget|koncernen|our (customers|clients|company)|we (are|have|deliver|help|provide)|"
    r"the company)\b(?!.*(\bdu\b|\bdig\b|\byou|söker|looking for|krav))"
)
_BULLETS = "-–*•∙●▪·"


def sentences_of(text: str) -> list[Sentence]:
    r"""Cut an ad into sentences and say what each speaks of.

    A heading ("Om oss", "Arbetsuppgifter", "We offer") holds until the next heading; a sentence's
    own words ("du", "erfarenhet av"; "vi erbjuder", "ansökan") come before the heading.

    Parameters
    ----------
    text : str
        The text of an ad.

    Returns
    -------
    list of Sentence
        In order, covering the whole text.

    Examples
    --------
    >>> [s.topic for s in sentences_of("Om oss\nStarka inom resor.\nKrav:\nVana vid truck.")]
    ['other', 'other', 'work', 'work']
    """
    cuts = sorted({0, *(match.end() for match in _BREAK.finditer(text)), len(text)})
    under: Topic = "open"
    found: list[Sentence] = []
    for start, end in pairwise(cuts):
        words = text[start:end].casefold().strip().strip(" \t\n\r_:?!#" + _BULLETS)
        heading = _heading(words, text[start:end])
        if heading is not None:
            under = heading
        listed = under == "open" and text[start:end].lstrip()[:1] in tuple(_BULLETS)
        found.append(Sentence(start, end, heading or _topic(words, "work" if listed else under)))
    return found


def sentence_at(sentences: list[Sentence], place: int) -> Sentence:
    """Return the sentence in which a character stands."""
    return sentences[bisect_right(sentences, place, key=lambda sentence: sentence.start) - 1]


def _heading(words: str, raw: str) -> Topic | None:
    """Return what a heading announces; None for a line that is no heading."""
    lead = raw.rstrip().endswith(":")
    if not words or len(words) > (_LONGEST_LEAD if lead else _LONGEST_HEADING):
        return None
    line = raw.strip()
    if not lead and (line.endswith((".", ",")) or line[0] in _BULLETS or len(words.split()) > 6):
        return None
    if lead and _ASKED.search(words):
        return "work"
    for topic, pattern in _HEADINGS:
        if pattern.search(words):
            return topic
    return None


def _topic(words: str, under: Topic) -> Topic:
    """Return what a sentence under a heading speaks of."""
    handled = _HANDLED.search(words) and not _GIVEN.search(words)
    if _OTHER.search(words) or (_TERMS.search(words) and not handled):
        return "other"
    if under != "work" and _OF_ITSELF.search(words):
        return "other" if under == "other" else "open"
    if under == "other":
        asked = _ASKED.search(words) or (_YOU.search(words) and _WORK.search(words))
        return "work" if asked else "other"
    return "work" if under == "work" or _WORK.search(words) else "open"
