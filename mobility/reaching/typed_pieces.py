"""typed_pieces: cut free text into words and phrases, and take away the words around them."""

import re

_BREAKS = re.compile(r"[,;\n\r\t•·|]+|\s[-–*]\s|^\s*[-–*]\s|\.(?=\s|$)")
# "Vård- och omsorgsprogrammet" is one thing, said with a word less.
_JOINED = re.compile(r"(?<!-)\s(?:och|samt|and|&|\+)\s", re.IGNORECASE)

_AROUND_TEXT = (
    "jag har haft kan kunna är var vara lite litet mycket bra duktig på med som i inom av att för "
    "till om vid från det den de en ett mitt min mina sin arbetat arbetade arbetar arbeta jobbat "
    "jobbade jobbar jobba jobb hållit hålla gjort göra erfarenhet erfarenheter kunskap kunskaper "
    "van vana gillar tycker också även samt och olika år månader några tidigare grundläggande god "
    "goda have had can am was be a an the little some good at in with as of for to from on my "
    "worked working work works did do done experience knowledge used using skills skilled also "
    "and years months several basic know how a1 a2 b1 b2 c1 c2"
)
AROUND = frozenset(_AROUND_TEXT.split())
"""Words that stand around what somebody can do and say nothing of what it is."""

_GENERAL_TEXT = (
    "köra kör kört körde laga lagar lagat lagade sköta sköter skött passa passar passat ta tar "
    "tagit tog hand ge ger gett gav svara svarar svarat använda använder använt hantera göra "
    "drive driving operate make making take care use handle hjälpa hjälper hjälpt help"
)
GENERAL = frozenset(_GENERAL_TEXT.split())
"""Verbs that say little without what they go with."""


def pieces(text: str, *, joined: bool = False) -> list[str]:
    r"""Return the words and phrases of a text, as typed.

    Parameters
    ----------
    text : str
        Free text.
    joined : bool
        Whether to cut at "och" and "and" too.

    Examples
    --------
    >>> pieces("truckkort, städat på hotell; engelska\nexel")
    ['truckkort', 'städat på hotell', 'engelska', 'exel']
    >>> pieces("svenska och engelska", joined=True)
    ['svenska', 'engelska']
    """
    cut = [
        part for line in _BREAKS.split(text) for part in (_JOINED.split(line) if joined else [line])
    ]
    return [part.strip() for part in cut if part.strip()]


def content(form: str) -> str:
    """Return a folded phrase without numbers and the words around what it says.

    All of it if nothing else is in it; the level of a language is among what is left out.

    Examples
    --------
    >>> content("jag har jobbat med städning på hotell"), content("jag kan")
    ('städning hotell', 'jag kan')
    """
    kept = [word for word in form.split() if word not in AROUND and not word.isdecimal()]
    return " ".join(kept) or form


def telling(form: str) -> str:
    """Return a folded phrase without verbs that could stand with anything, unless they are all.

    Examples
    --------
    >>> telling("köra grävmaskin"), telling("laga")
    ('grävmaskin', 'laga')
    """
    kept = [word for word in form.split() if word not in GENERAL]
    return " ".join(kept) or form
