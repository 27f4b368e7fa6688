"""sentences: which sentences of an ad speak of the work, and which of the employer or the offer."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Literal, NamedTuple

from mobility.finding.cues import beginnings, says
from mobility.finding.sentence_cuts import sentence_cuts

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
_MOST_WORDS = 6
_REMEMBERED = 1 << 14
"""Lines whose heading is remembered: the ads of one country share most of their headings."""

BULLETS = tuple("-–*•∙●▪·")
_MARKS = " \t\n\r_:?!#" + "".join(BULLETS)

# The headings of Swedish and English ads, asked in this order.
_OTHER_HEADING = says(
    r"erbjud|förmån|benefit|\boffer|in it for you|\bget from us|\bansök|\bapply|"
    r"\bapplication|kontakt|\bcontact|övrig[at]?\b|urval|rekryteringsprocess|"
    r"hur du kommer vidare|interested|intresserad\?|intressant|facklig|villkor|"
    r"anställningsform|tillträde|upplysning|omfattning|mer information|läs mer|"
    r"^(om|about) (oss|us|företaget|bolaget|arbetsgivaren|verksamheten|the company|our)|"
    r"^vilka är vi|^who are we|^who we are|^why |^varför |^välkommen|^bra att veta|^other|"
    r"företagsbeskrivning|company description|information om företaget|start:|plats:|lön:|"
    r"^öppen för alla|^jobba med oss|^arbetsplatsen|^our culture|^vår kultur",
)
_WORK_HEADING = says(
    r"arbetsuppgift|\brollen\b|\broll\b|uppdrag|kvalifikation|krav\b|merit|\bsöker\b|"
    r"din profil|din bakgrund|kompetens|vem är du|^om (dig|jobbet|tjänsten|arbetet)|"
    r"who are you|who you are|requirement|qualif|responsib|\byou\b|\byour\b|\brole\b|"
    r"job description|\bskills?\b|experience|erfarenhet|tech stack|teknikstack|"
    r"arbetsbeskrivning|jobb+eskrivning|\bingår\b|ansvarsområde|egenskaper|förväntningar|"
    r"looking for|desirable|prerequisites|\btasks\b|(the|this) job|(the|this) position|"
    r"(the|this) assignment|^description|^profil|^du är\b|^du har\b|^du kan\b|nice to have|"
    r"must have|kunskap|utbildning",
)
_OF_SOMEONE = says(r"^om \w+( \w+)?$|^about \w+( \w+)?$")

_OTHER = says(
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
_TERMS = says(r"\bförmån|\bbenefits?\b|kollektivavtal|tjänstepension|\bpension\b")
_HANDLED = says(
    r"handlägg|\bärende|rådgiv|rådge|\brapporter|\badministrera|\bhantera|\bberäkn|\butred|"
    r"\bbedöm|\bfrågor (om|rörande|inom|kring)\b|\barbeta(r|t)? (med|inom)\b|\bkunskap|"
    r"\bkunnig|\berfarenhet|\bkräv|\bkrav\b|\bmeriter|\bbehärska|\bkunna\b|"
    r"\bcases\b|\badvis(e|ing|or)|\breporting\b|\bexperience (of|with|in)\b|\bknowledge\b|"
    r"\brequire"
)
_GIVEN = says(
    r"\bhos oss\b|\bfår du\b|\bdu får\b|\bvi har\b|\bsemester|\bbonus|villkor|avtalsenlig|"
    r"marknadsmässig|\btrygg|\bwe (also )?have\b|\byou (will )?(get|receive)\b|\bvacation|"
    r"\bour benefits\b"
)
_WORK = says(
    r"\bdu\b|\bdig\b|\bdin\b|\bditt\b|\bdina\b|\byou\b|\byour\b|erfarenhet|\bkunskap|kunnig|"
    r"\bkompetens|\bmeriter|\bkrav\b|\bkräv|behärska|\bvana\b|\bvan\b|arbetsuppgift|\bansvar|"
    r"\btjänsten\b|\brollen\b|\buppdraget\b|\barbetet\b|\bsöker\b|\bvi ser gärna\b|"
    r"\bexperience|\bknowledge|\bskills?\b|\bfamiliar|\bproficien|\bunderstanding\b|"
    r"\bexpertise|\bresponsib|\brequire|\bqualif|\bthe role\b|\bmust have\b|"
    r"\bnice to have\b|\babout the job\b|\bgod förmåga\b|\butbildning inom\b|\bflytande\b|"
    r"\bfluent|\bexamen inom\b|\bdegree in\b"
)
_YOU = says(r"\bdu\b|\bdig\b|\byou\b")
_ASKED = says(
    r"\bkrav\b|\bkrävs|\bkräver|meriter|\berfarenhet av\b|kunskap(er)? (i|om|inom|av)\b|"
    r"behärska|ansvarsområde|\bi rollen |\bi tjänsten |\bi arbetet |\bi uppdraget |"
    r"\bbestår (bl\.a\. )?av\b|innefattar|arbetsuppgift|journalsystem|\bingår\b|"
    r"\bexperience (of|with|in)\b|\bknowledge (of|in)\b|\brequired\b|\bansvara"
)
# "Vi har stor erfarenhet av": here the employer speaks of itself.
_OF_ITSELF = re.compile(
    r"(vi (är|har|erbjuder|arbetar|hjälper|levererar|utvecklar)|våra (kunder|tjänster)|företaget|"
    r"bolaget|koncernen|our (customers|clients|company)|we (are|have|deliver|help|provide)|"
    r"the company)\b(?!.*(\bdu\b|\bdig\b|\byou|söker|looking for|krav))"
)


class AdSentences:
    r"""The sentences of one ad by number; what each speaks of is found out when it is asked.

    Parameters
    ----------
    text : str
        The text of an ad.
    cuts : list of int, optional
        Where its sentences begin, from `sentence_cuts`, where many ads are cut at once.

    Examples
    --------
    >>> AdSentences("Krav:\nVana vid truck. Du är glad.").at(8)
    Sentence(start=6, end=22, topic='work')
    """

    def __init__(self, text: str, cuts: list[int] | None = None) -> None:
        self.text = text
        self.cuts = sentence_cuts([text])[0] if cuts is None else cuts
        self._headings: dict[int, Topic | None] = {}
        self._above: dict[int, int] = {}
        self._sentences: dict[int, Sentence] = {}
        self._begun: tuple[int, set[str]] = (-1, set())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.cuts) - 1

    def at(self, place: int) -> Sentence:
        """Return the sentence in which a character stands."""
        number = self.number(place)
        if number not in self._sentences:
            self._sentences[number] = Sentence(*self.span(number), self.topic(number))
        return self._sentences[number]

    def number(self, place: int) -> int:
        """Return the number of the sentence in which a character stands."""
        return min(bisect_right(self.cuts, place), len(self.cuts) - 1) - 1

    def span(self, number: int) -> tuple[int, int]:
        """Return where a sentence begins and ends (end not included)."""
        return self.cuts[number], self.cuts[number + 1]

    def words(self, number: int) -> str:
        """Return a sentence in lower case without the marks around it."""
        start, end = self.span(number)
        return self.text[start:end].strip().casefold().strip(_MARKS)

    def begins(self, number: int) -> set[str]:
        """Return the first letters of every word of a sentence, as `beginnings` gives them."""
        # Those of the last sentence alone: kept for all of them they outgrow a long text.
        if self._begun[0] != number:
            self._begun = number, beginnings(self.words(number))
        return self._begun[1]

    def heading(self, number: int) -> Topic | None:
        """Return what a heading announces; None for a line that is no heading."""
        if number not in self._headings:
            start, end = self.span(number)
            self._headings[number] = _heading(self.text[start:end].strip())
        return self._headings[number]

    def above(self, number: int) -> int:
        """Return the number of the last heading before a sentence; -1 where there is none."""
        at = number
        passed = []
        while at not in self._above:
            passed.append(at)
            if at == 0:
                self._above[at] = -1
            elif self.heading(at - 1) is not None:
                self._above[at] = at - 1
            else:
                at -= 1
        for each in passed:
            self._above[each] = self._above[at]
        return self._above[number]

    def topic(self, number: int) -> Topic:
        """Return what a sentence speaks of."""
        announced = self.heading(number)
        if announced is not None:
            return announced
        over = self.above(number)
        under: Topic = ("open" if over < 0 else self.heading(over)) or "open"
        listed = under == "open" and self.listed(number)
        return _topic(self.words(number), self.begins(number), "work" if listed else under)

    def listed(self, number: int) -> bool:
        """Whether a sentence begins with the mark of a list."""
        start, end = self.span(number)
        return self.text[start:end].lstrip().startswith(BULLETS)


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
    found = AdSentences(text)
    return [Sentence(*found.span(number), found.topic(number)) for number in range(len(found))]


def sentence_at(sentences: list[Sentence], place: int) -> Sentence:
    """Return the sentence in which a character stands."""
    return sentences[bisect_right(sentences, place, key=lambda sentence: sentence.start) - 1]


def _heading(line: str) -> Topic | None:
    """Return what a heading announces; None for a line that is no heading."""
    lead = line.endswith(":")
    if not lead and (line.endswith((".", ",")) or line.startswith(BULLETS)):
        return None
    words = line.casefold().strip(_MARKS)
    if not words or len(words) > (_LONGEST_LEAD if lead else _LONGEST_HEADING):
        return None
    if not lead and len(words.split()) > _MOST_WORDS:
        return None
    return _announced(words, lead=lead)


@lru_cache(maxsize=_REMEMBERED)
def _announced(words: str, *, lead: bool) -> Topic | None:
    """Return what the words of a line announce, if they announce anything."""
    begins = beginnings(words)
    if lead and _ASKED(words, begins):
        return "work"
    if _OTHER_HEADING(words, begins):
        return "other"
    if _WORK_HEADING(words, begins):
        return "work"
    return "other" if _OF_SOMEONE(words, begins) else None


def _topic(words: str, begins: set[str], under: Topic) -> Topic:
    """Return what a sentence under a heading speaks of."""
    if _OTHER(words, begins):
        return "other"
    if _TERMS(words, begins) and (not _HANDLED(words, begins) or _GIVEN(words, begins)):
        return "other"
    if under == "work":
        return "work"
    if _OF_ITSELF.match(words):
        return "other" if under == "other" else "open"
    if under == "other":
        asked = _ASKED(words, begins) or (_YOU(words, begins) and _WORK(words, begins))
        return "work" if asked else "other"
    return "work" if _WORK(words, begins) else "open"
