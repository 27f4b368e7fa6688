"""refusals: how collab-graph says in Swedish what it refuses."""

import typer

from collab_graph.cli.swedish import in_swedish
from collab_graph.record.faults import Language, RecordFault
from mobility.foundation.errors import Fault
from mobility.foundation.refusals import Refusals

WRONG_WORDS: type[Exception] = typer.BadParameter.__mro__[1]
"""Whatever is wrong with the words of a command; typer has no name of its own for all of it."""


def in_language(problem: Fault | str, language: Language) -> str:
    """Return one problem as a sentence, place and all."""
    if isinstance(problem, RecordFault):
        return problem.sentence(language)
    return in_swedish(str(problem)) if language == "sv" else str(problem)


_SOURCES = {
    "situations": "situationen",
    "grey_zones": "sökningen",
    "record": "underlaget",
    "repairs": "åtgärderna",
    "costs": "kostnaderna",
    "population": "befolkningen",
    "margins": "marginalerna",
}
"""What the parts of the library that refuse are called in Swedish."""

_OWN = Refusals(
    "collab-graph", "--lang en", _SOURCES, in_swedish, lambda problem: in_language(problem, "sv")
)
message, usage_message = _OWN.message, _OWN.usage
