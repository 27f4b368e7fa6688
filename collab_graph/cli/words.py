"""words: what the command line says, in Swedish and English."""

from collab_graph.record.faults import Language

WORDS: dict[str, tuple[str, str]] = {
    "actors": ("aktörer", "actors"),
    "axes": ("axlar", "axes"),
    "needs": ("behov", "needs"),
    "places": ("platser", "places"),
    "mandates": ("uppdrag", "mandates"),
    "exclusions": ("undantag", "exclusions"),
    "interventions": ("insatser", "interventions"),
    "collaborations": ("samverkan", "collaborations"),
    "population": ("rader befolkning", "population rows"),
    "faults": ("Fel", "Faults"),
    "warnings": ("Varningar", "Warnings"),
    "usable": ("Underlaget går att använda.", "The record can be used."),
    "unusable": ("Underlaget går inte att använda ännu.", "The record cannot be used yet."),
    "comments": ("Felen står som kommentarer i", "The faults stand as comments in"),
    "template": ("En arbetsbok att fylla i:", "A workbook to fill in:"),
    "page": ("Sida", "Page"),
    "workbook": ("Arbetsbok", "Workbook"),
    "zones": ("Grå zoner", "Grey zones"),
    "conversation": (
        "Ett underlag för samtal, inte ett beslut.",
        "A basis for conversation, not a decision.",
    ),
    "incomplete": (
        "Sökningen avbröts; allt finns med från antal personer:",
        "The search was stopped; everything is here from this many persons:",
    ),
    "sheet": ("blad", "sheet"),
    "row": ("rad", "row"),
    "column": ("kolumn", "column"),
}
"""Swedish and English for each key."""


def said(key: str, language: Language) -> str:
    """Return the word for a key in the language."""
    return WORDS[key][0 if language == "sv" else 1]
