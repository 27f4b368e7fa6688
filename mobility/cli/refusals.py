"""refusals: how mobility says in Swedish what it refuses."""

import re

import typer

from mobility.cli.swedish import ALL
from mobility.foundation.errors import Fault
from mobility.foundation.refusals import Refusals
from mobility.foundation.sayings import in_swedish

WRONG_WORDS: type[Exception] = typer.BadParameter.__mro__[1]
"""Whatever is wrong with the words of a command; typer has no name of its own for all of it."""


def problem_in_swedish(problem: Fault | str) -> str:
    """Return one problem of a table in Swedish, place and all.

    Examples
    --------
    >>> problem_in_swedish(Fault("a whole number of at least 0", row=4, column="antal", value="-2"))
    "rad 4, kolumn 'antal': '-2' är inte ett heltal, minst 0"
    """
    if not isinstance(problem, Fault):
        return sentence(problem)
    places = (("blad", problem.sheet), ("rad", problem.row), ("kolumn", problem.column))
    place = ", ".join(f"{word} {where!r}" for word, where in places if where is not None)
    expected = sentence(problem.expected)
    said = expected if problem.value is None else f"{problem.value!r} är inte {expected}"
    if problem.nearest:
        said = f"{said.removesuffix('.')}. Menade du {problem.nearest!r}?"
    return f"{place}: {said}" if place else said


def sentence(english: str) -> str:
    """Return a sentence of refusal in Swedish; as it is where nobody has said it in Swedish.

    Examples
    --------
    >>> sentence("No occupation named 'kok' among 429. Did you mean 'kock' or 'kokerska'?")
    "Inget yrke heter 'kok'; det finns 429. Menade du 'kock' eller 'kokerska'?"
    """
    unknown = _UNKNOWN.fullmatch(english)
    if unknown is not None:
        none = next((said for end, said in _NONE.items() if unknown["kind"].endswith(end)), None)
        hint = unknown["near"].replace("' or '", "' eller '") if unknown["near"] else ""
        said = f"{none or 'Inget'} heter {unknown['name']}; det finns {unknown['number']}."
        return f"{said} Menade du {hint}?" if hint else said
    return in_swedish(english, *ALL) or english


_UNKNOWN = re.compile(
    r"No (?P<kind>.+?) named (?P<name>'.*'|\".*\") among (?P<number>\d+)\."
    r"(?: Did you mean (?P<near>.*)\?)?",
    re.DOTALL,
)
_NONE = {
    "kind of place": "Inget slag av plats",
    "kind of region": "Inget slag av region",
    "occupation": "Inget yrke",
    "industry": "Ingen bransch",
    "region": "Ingen region",
    "place": "Ingen plats",
    "period": "Ingen period",
    "skill": "Ingen kompetens",
    "gate": "Ingen behörighet",
    "measure": "Inget mått",
    "rule": "Ingen regel",
    "order": "Ingen ordning",
    "column": "Ingen kolumn",
    "code": "Ingen kod",
    "language": "Inget språk",
}
"""What is not there, by how its kind ends: "SSYK 2012 occupation" is an occupation."""

_SOURCES = {
    "ads": "annonserna",
    "read_ads": "annonserna",
    "columns": "--column",
    "encoding": "--encoding",
    "version": "--classification",
    "code_length": "--code-length",
    "leave_out": "--leave-out",
    "review": "besluten",
    "candidates": "förslagen",
    "prepare_skills": "kompetenserna",
    "terms": "kompetenserna",
    "employers": "arbetsgivarna",
    "pay": "lönerna",
    "commuting": "pendlingen",
    "vacancies": "de lediga jobben",
    "within": "--within",
    "place": "--place",
    "by_vacancies": "--by-vacancies",
    "by_schooling": "--by-schooling",
    "person": "personen",
    "corrections": "--means",
    "needs": "behoven",
    "skill": "kompetensen",
    "occupation": "yrket",
    "skill_space": "studien",
    "regional counts": "jobben",
    "region groups": "regionerna",
    "regions": "--place",
    "region": "--place",
    "region_board": "listan",
    "region_presence": "listan",
    "recovery": "prövningen",
    "compare_regions": "jämförelsen",
    "region_skills": "kompetenserna",
    "hard_to_fill": "jobben",
    "lasting": "--hard-to-fill",
    "flows": "bytena",
    "the other flows": "de andra bytena",
    "earlier flows": "--earlier",
    "skill_relatedness": "släktskapen",
    "origins": "ursprunget",
    "skill_mix": "sammansättningen",
    "the regional counts": "jobben",
    "the network": "nätverket",
    "the counts": "studien",
    "the older": "den äldre studien",
    "the space": "studien",
    "conditions": "villkoren",
    "the occupation list": "yrkeslistan",
    "the table of flows": "bytena",
    "predictors": "måtten",
    "backbone": "regeln",
    "sdsm": "regeln",
    "texts and groups": "annonserna",
    "years": "--years",
    "sources": "filerna",
    "chunk_megabytes": "--chunk-megabytes",
    "corpus": "samlingen",
    "crosswalk": "nyckeln",
    "the crosswalk": "nyckeln",
}
"""What the parts of the library that refuse are called in Swedish."""

_OWN = Refusals("mobility", "--language en", _SOURCES, sentence, problem_in_swedish)
message, usage_message = _OWN.message, _OWN.usage
