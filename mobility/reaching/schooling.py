"""schooling: levels of education and of languages, by the names people give them."""

from mobility.finding.normalize import normal_form
from mobility.foundation.errors import Fault

EDUCATION = {
    1: ("förgymnasial utbildning kortare än 9 år", "less than 9 years of school"),
    2: ("grundskola", "compulsory school"),
    3: ("gymnasium, högst 2 år", "upper secondary school, at most 2 years"),
    4: ("gymnasium", "upper secondary school"),
    5: ("yrkeshögskola eller högskola kortare än 3 år", "post-secondary, under 3 years"),
    6: ("högskola 3 år eller längre", "higher education, 3 years or more"),
    7: ("forskarutbildning", "doctorate"),
}
"""The seven levels that Statistics Sweden groups SUN 2020 into, in Swedish and English."""

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
"""Levels of the Common European Framework of Reference for Languages, the lowest first."""

_EDUCATION_NAMES = {
    "ingen": 1, "none": 1, "folkskola": 1, "förgymnasial": 2, "grundskola": 2, "primary": 2,
    "compulsory": 2, "compulsory school": 2, "gymnasium 2 år": 3, "yrkesskola": 3,
    "gymnasial": 4, "gymnasium": 4, "gymnasieskola": 4, "gymnasial utbildning": 4,
    "upper secondary": 4, "secondary": 4, "high school": 4, "yrkeshögskola": 5, "yh": 5,
    "högskoleexamen": 5, "kvalificerad yrkesutbildning": 5, "vocational college": 5,
    "higher vocational": 5, "högskola": 6, "universitet": 6, "kandidat": 6, "bachelor": 6,
    "magister": 6, "master": 6, "civilingenjör": 6, "university": 6, "forskarutbildning": 7,
    "licentiat": 7, "doktor": 7, "doktorsexamen": 7, "doctorate": 7, "phd": 7,
}  # fmt: skip

NATIVE = frozenset({"modersmål", "native", "mother tongue", "flytande", "fluent"})
"""What people call the level of a first language."""


def education_level(said: str | int) -> int | Fault:
    """Return the level, 1–7, of an education as people name it, or what is wrong with it.

    Examples
    --------
    >>> education_level("Gymnasium"), education_level(6), education_level("yrkeshögskola")
    (4, 6, 5)
    """
    named = {normal_form(name): level for level, names in EDUCATION.items() for name in names}
    form = normal_form(str(said))
    level = (_EDUCATION_NAMES | named).get(form, int(form) if form.isdecimal() else 0)
    if level in EDUCATION:
        return level
    levels = ", ".join(f"{number} {names[0]}" for number, names in EDUCATION.items())
    return Fault(
        f"a level from 1 to 7 ({levels}), or its name", column="education", value=str(said)
    )


def language_level(language: str, said: str) -> str | Fault:
    """Return a level A1–C2 of a language, or what is wrong with it; a native speaker has C2.

    Examples
    --------
    >>> language_level("svenska", "b1"), language_level("somali", "modersmål")
    ('B1', 'C2')
    """
    level = "C2" if normal_form(said) in NATIVE else said.strip().upper()
    if level in CEFR:
        return level
    return Fault(f"one of {', '.join(CEFR)} or 'native'", column=language, value=said)


def level_in(typed: str) -> str | None:
    """Return the level A1–C2 that stands in a typed text; None if none does.

    Examples
    --------
    >>> level_in("svenska B1"), level_in("engelska modersmål"), level_in("svenska")
    ('B1', 'C2', None)
    """
    words = normal_form(typed).split()
    named = [word.upper() for word in words if word.upper() in CEFR]
    return named[0] if named else "C2" if NATIVE & set(words) else None


def language_name(said: str) -> str:
    """Return the Swedish lower-case name of a language, or the name as given if it is not known.

    Examples
    --------
    >>> language_name("Swedish"), language_name("Arabiska"), language_name("Inuktitut")
    ('svenska', 'arabiska', 'inuktitut')
    """
    form = normal_form(said)
    return _SWEDISH_NAMES.get(form, form)


_SWEDISH_NAMES = {
    "swedish": "svenska", "english": "engelska", "arabic": "arabiska", "bosnian": "bosniska",
    "danish": "danska", "finnish": "finska", "french": "franska", "german": "tyska",
    "greek": "grekiska", "italian": "italienska", "chinese": "kinesiska", "kurdish": "kurdiska",
    "norwegian": "norska", "persian": "persiska", "farsi": "persiska", "polish": "polska",
    "portuguese": "portugisiska", "romanian": "rumänska", "russian": "ryska",
    "serbian": "serbiska", "somali": "somaliska", "spanish": "spanska", "thai": "thailändska",
    "tigrinya": "tigrinska", "turkish": "turkiska", "ukrainian": "ukrainska",
    "swedish sign language": "svenska teckenspråket", "sign language": "teckenspråk",
}  # fmt: skip
LANGUAGES = frozenset({*_SWEDISH_NAMES.values(), "albanska", "amhariska", "bengali", "bulgariska",
    "dari", "estniska", "hindi", "japanska", "koreanska", "kroatiska", "lettiska", "litauiska",
    "makedonska", "nederländska", "pashto", "punjabi", "samiska", "slovakiska", "slovenska",
    "swahili", "tamil", "tjeckiska", "ungerska", "urdu", "uzbekiska", "vietnamesiska"})  # fmt: skip
"""Languages known by name, in Swedish; others may be given all the same."""
