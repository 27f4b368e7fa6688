"""sentences: which sentences of an ad speak of the work, and which of the employer or the offer."""

import re
from bisect import bisect_left, bisect_right
from typing import Literal, NamedTuple

from mobility.finding.cues import Cues
from mobility.finding.sentence_cuts import (
    BULLETS,
    LONGEST_HEADING,
    LONGEST_LEAD,
    MARKS,
    MOST_WORDS,
    Cuts,
    sentence_cuts,
)

Topic = Literal["work", "open", "other"]
"""``work``: duties or what is asked for; ``other``: the employer, the offer, how to apply;
``open``: nothing says which."""


class Sentence(NamedTuple):
    """A stretch of text and what it speaks of; ``end`` is not included."""

    start: int
    end: int
    topic: Topic


CUES, HEADING_CUES = Cues(), Cues()
"""What is asked of sentences, and of headings; here and for their stance."""

# The headings of Swedish and English ads, asked in this order.
_OTHER_HEADING = HEADING_CUES.says(
    r"erbjud|förmån|benefit|\boffer|in it for you|\bget from us|\bansök|\bapply|"
    r"\bapplication|kontakt|\bcontact|övrig[at]?\b|urval|rekryteringsprocess|"
    r"hur du kommer vidare|interested|intresserad\?|intressant|facklig|villkor|"
    r"anställningsform|tillträde|upplysning|omfattning|mer information|läs mer|"
    r"^(om|about) (oss|us|företaget|bolaget|arbetsgivaren|verksamheten|the company|our)|"
    r"^vilka är vi|^who are we|^who we are|^why |^varför |^välkommen|^bra att veta|^other|"
    r"företagsbeskrivning|company description|information om företaget|start:|plats:|lön:|"
    r"^öppen för alla|^jobba med oss|^arbetsplatsen|^our culture|^vår kultur",
)
_WORK_HEADING = HEADING_CUES.says(
    r"arbetsuppgift|\brollen\b|\broll\b|uppdrag|kvalifikation|krav\b|merit|\bsöker\b|"
    r"din profil|din bakgrund|kompetens|vem är du|^om (dig|jobbet|tjänsten|arbetet)|"
    r"who are you|who you are|requirement|qualif|responsib|\byou\b|\byour\b|\brole\b|"
    r"job description|\bskills?\b|experience|erfarenhet|tech stack|teknikstack|"
    r"arbetsbeskrivning|jobb+eskrivning|\bingår\b|ansvarsområde|egenskaper|förväntningar|"
    r"looking for|desirable|prerequisites|\btasks\b|(the|this) job|(the|this) position|"
    r"(the|this) assignment|^description|^profil|^du är\b|^du har\b|^du kan\b|nice to have|"
    r"must have|kunskap|utbildning",
)
_OF_SOMEONE = HEADING_CUES.says(r"^om \w+( \w+)?$|^about \w+( \w+)?$")

_OTHER = CUES.says(
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
_TERMS = CUES.says(r"\bförmån|\bbenefits?\b|kollektivavtal|tjänstepension|\bpension\b")
_HANDLED = CUES.says(
    r"handlägg|\bärende|rådgiv|rådge|\brapporter|\badministrera|\bhantera|\bberäkn|\butred|"
    r"\bbedöm|\bfrågor (om|rörande|inom|kring)\b|\barbeta(r|t)? (med|inom)\b|\bkunskap|"
    r"\bkunnig|\berfarenhet|\bkräv|\bkrav\b|\bmeriter|\bbehärska|\bkunna\b|"
    r"\bcases\b|\badvis(e|ing|or)|\breporting\b|\bexperience (of|with|in)\b|\bknowledge\b|"
    r"\brequire"
)
_GIVEN = CUES.says(
    r"\bhos oss\b|\bfår du\b|\bdu får\b|\bvi har\b|\bsemester|\bbonus|villkor|avtalsenlig|"
    r"marknadsmässig|\btrygg|\bwe (also )?have\b|\byou (will )?(get|receive)\b|\bvacation|"
    r"\bour benefits\b"
)
_WORK = CUES.says(
    r"\bdu\b|\bdig\b|\bdin\b|\bditt\b|\bdina\b|\byou\b|\byour\b|erfarenhet|\bkunskap|kunnig|"
    r"\bkompetens|\bmeriter|\bkrav\b|\bkräv|behärska|\bvana\b|\bvan\b|arbetsuppgift|\bansvar|"
    r"\btjänsten\b|\brollen\b|\buppdraget\b|\barbetet\b|\bsöker\b|\bvi ser gärna\b|"
    r"\bexperience|\bknowledge|\bskills?\b|\bfamiliar|\bproficien|\bunderstanding\b|"
    r"\bexpertise|\bresponsib|\brequire|\bqualif|\bthe role\b|\bmust have\b|"
    r"\bnice to have\b|\babout the job\b|\bgod förmåga\b|\butbildning inom\b|\bflytande\b|"
    r"\bfluent|\bexamen inom\b|\bdegree in\b"
)
_YOU = CUES.says(r"\bdu\b|\bdig\b|\byou\b")
_ASKED = CUES.says(
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
_MAYBE_OF_ITSELF = CUES.says(r"\b(?:vi|våra|företaget|bolaget|koncernen|our|we|the)\b")
"""Where the first word of a sentence is none of these, it does not match `_OF_ITSELF`."""


class AdSentences:
    r"""The sentences of one ad by number; what each speaks of is found out when it is asked.

    Parameters
    ----------
    text : str
        The text of an ad.
    cuts : Cuts, optional
        Where its sentences begin, from `sentence_cuts`, where many ads are cut at once.

    Examples
    --------
    >>> AdSentences("Krav:\nVana vid truck. Du är glad.").at(8)
    Sentence(start=6, end=22, topic='work')
    """

    def __init__(self, text: str, cuts: Cuts | None = None) -> None:
        self.text = text
        self.cuts, self._listed, self._in_list, self._blank, self._short = (
            sentence_cuts([text])[0] if cuts is None else cuts
        )
        self._headings: dict[int, Topic | None] = {}
        self._above = [-1]
        self._next = 0
        self._sentences: dict[int, Sentence] = {}

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
        return words_of_line(self.text[start:end])

    def marks(self, number: int) -> int:
        """Return what the words of a sentence can be part of, as `Cues.marks` gives it."""
        return CUES.marks(self.words(number))

    def heading(self, number: int) -> Topic | None:
        """Return what a heading announces; None for a line that is no heading."""
        if not self._short[number]:
            return None
        if number not in self._headings:
            start, end = self.span(number)
            marks, words = self.marks(number), self.words(number)
            line = self.text[start:end].strip()
            self._headings[number] = announced_by(line, marks, HEADING_CUES.marks(words))
        return self._headings[number]

    def above(self, number: int) -> int:
        """Return the number of the last heading before a sentence; -1 where there is none."""
        while self._next < number:
            at = self._short.find(1, self._next, number)
            if at < 0:
                self._next = number
            else:
                if self.heading(at) is not None:
                    self._above.append(at)
                self._next = at + 1
        return self._above[bisect_left(self._above, number) - 1]

    def under(self, number: int) -> Topic:
        """Return what the last heading before a sentence announces; "open" where there is none."""
        over = self.above(number)
        return ("open" if over < 0 else self.heading(over)) or "open"

    def topic(self, number: int) -> Topic:
        """Return what a sentence speaks of."""
        announced = self.heading(number)
        if announced is not None:
            return announced
        return topic_of(
            self.words(number),
            self.marks(number),
            under=self.under(number),
            listed=self.listed(number),
        )

    def listed(self, number: int) -> bool:
        """Whether a sentence begins with the mark of a list."""
        return self._listed[number] == 1

    def in_list(self, number: int) -> bool:
        """Whether a sentence is an item of a list, or stands behind one on its line."""
        return self._in_list[number] == 1

    def blank(self, number: int) -> bool:
        """Whether nothing of a sentence is seen."""
        return self._blank[number] == 1


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


def words_of_line(line: str) -> str:
    """Return a line in lower case without the marks around it."""
    return line.strip().casefold().strip(MARKS)


def topic_of(words: str, marks: int, *, under: Topic, listed: bool) -> Topic:
    """Return what a sentence that is no heading speaks of.

    Parameters
    ----------
    words : str
        The sentence, from `words_of_line`.
    marks : int
        What its words can be part of.
    under : str
        What the heading over it announces; "open" where there is none.
    listed : bool
        Whether it begins with a bullet.
    """
    if _is_of_other(words, marks):
        return "other"
    if under == "work" or (under == "open" and listed):
        return "work"
    if marks & _MAYBE_OF_ITSELF.bits and _OF_ITSELF.match(words):
        return under
    return "work" if _is_of_work(words, marks, under) else under


def announced_by(line: str, marks: int, of_heading: int) -> Topic | None:
    """Return what a heading announces; None for a line that is no heading.

    Parameters
    ----------
    line : str
        The line without the blanks around it.
    marks, of_heading : int
        What its words can be part of: of a sentence, and of a heading.
    """
    lead = line.endswith(":")
    if not lead and (line.endswith((".", ",")) or line.startswith(BULLETS)):
        return None
    words = line.casefold().strip(MARKS)
    if not words or len(words) > (LONGEST_LEAD if lead else LONGEST_HEADING):
        return None
    if not lead and len(words.split()) > MOST_WORDS:
        return None
    if lead and _ASKED(words, marks):
        return "work"
    if _OTHER_HEADING(words, of_heading):
        return "other"
    if _WORK_HEADING(words, of_heading):
        return "work"
    return "other" if _OF_SOMEONE(words, of_heading) else None


def _is_of_other(words: str, marks: int) -> bool:
    """Whether a sentence speaks of the employer or the offer, whatever the heading over it."""
    if _OTHER(words, marks):
        return True
    if not _TERMS(words, marks):
        return False
    return not _HANDLED(words, marks) or _GIVEN(words, marks)


def _is_of_work(words: str, marks: int, under: Topic) -> bool:
    """Whether a sentence speaks of the work itself; under "Om oss" it must say so to the reader."""
    if under == "open":
        return _WORK(words, marks)
    return _ASKED(words, marks) or (_YOU(words, marks) and _WORK(words, marks))
