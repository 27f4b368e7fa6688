"""words: what the command line says, in Swedish and English."""

from collab_graph.record.faults import Language
from collab_graph.showing.report_counts import SPARSE_FACTOR

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
    "no comments": (
        "Inget fel att kommentera: ingen kopia är skriven.",
        "No fault to comment on: no copy is written.",
    ),
    "no version": (
        "Bladet Om säger ingen mallversion, så underlaget är läst som den här. Skriv mallversion "
        "där, så kan senare program läsa det:",
        "The sheet about says no template_version, so the record was read as the present one. "
        "Write template_version there, and later programs can read it:",
    ),
    "template": ("En arbetsbok att fylla i:", "A workbook to fill in:"),
    "page": ("Sida", "Page"),
    "workbook": ("Arbetsbok", "Workbook"),
    "map": ("Karta", "Map"),
    "changes": ("Ändringar", "Changes"),
    "borders stopped": (
        "Sökningen efter grå zoner avbröts; kartan kan sakna gränser.",
        "The search for grey zones was stopped; the map may lack borders.",
    ),
    "zones": ("Grå zoner", "Grey zones"),
    "conversation": (
        "Ett underlag för samtal, inte ett beslut.",
        "A basis for conversation, not a decision.",
    ),
    "incomplete": (
        "Sökningen avbröts; allt finns med från antal personer:",
        "The search was stopped; everything is here from this many persons:",
    ),
    "not carried": ("Celler som inte kom med", "Cells not carried"),
    "left": ("Utan plats", "Without a place"),
    "dropped": ("Borttaget", "Dropped"),
    "to answer": (
        "Uppdrag där styrka, tvång och grund står som ? att svara på; check visar dem",
        "Mandates with strength, force and source as ? to be answered; check shows them",
    ),
    "zones opened": ("nya", "new"),
    "zones closed": ("försvinner", "gone"),
    "zones grown": ("växer", "growing"),
    "zones shrunk": ("krymper", "shrinking"),
    "any need": ("Lägst av en persons behov", "Lowest of a person's needs"),
    "mark C": ("Dubbelt ansvar", "Contested"),
    "mark L": ("Svarte Petter", "Last resort"),
    "mark ZK": ("Ingen håller ihop", "Uncoordinated"),
    "newly": ("nya", "newly"),
    "no longer": ("inte längre", "no longer"),
    "rules": ("regler", "rules"),
    "people": ("befolkning", "people"),
    "persons": ("personer", "persons"),
    "cells": ("situationer", "situations"),
    "counted in persons": (
        "Räknat i personer; antal under {n} visas inte ({twice} där färre än 5 000 bor).",
        "Counted in persons; counts below {n} are not shown ({twice} where fewer than 5,000 live).",
    ),
    "counted in cells": (
        "Räknat i situationer: underlaget har ingen befolkning.",
        "Counted in situations: the record has no population.",
    ),
    "modelled": ("Personerna är beräknade ur marginaler.", "The persons are modelled on margins."),
    "not shown": ("visas inte", "not shown"),
    "cost": ("Kostnad", "Cost"),
    "free place": ("ledig plats", "free place"),
    "free places": ("lediga platser", "free places"),
    "contested with": ("kan ge dubbelt ansvar med", "may be contested with"),
    "gaps of": ("luckor hos", "gaps of"),
    "a gap": (
        "En lucka är ett behov hos en person: den som har två öppna behov har två luckor.",
        "A gap is one need of one person: whoever has two open needs has two gaps.",
    ),
    "zones stopped": (
        "Sökningen efter zoner avbröts; allt annat är fullständigt.",
        "The search for zones was stopped; all else is complete.",
    ),
    "more regions": ("Fler rader", "More rows"),
    "circle": ("går runt", "goes round"),
    "dead end": ("tar slut", "stops"),
    "circles": (
        "Remisser som går runt, utan att någon leder där eller längre fram:",
        "Referrals that go round, and nobody leads there or further on:",
    ),
    "dead ends": (
        "Remisser som tar slut: man kommer in, men ingen leder där eller längre fram:",
        "Referrals that stop: one gets in, and nobody leads there or further on:",
    ),
    "no circle": ("Inga remisser går runt.", "No referrals go round."),
    "no dead end": (
        "Inga remisser tar slut utan att någon leder.",
        "No referrals stop without anybody who leads.",
    ),
    "column what": ("vad", "what"),
    "column need": ("behov", "need"),
    "column actor": ("aktör", "actor"),
    "column refers_to": ("kan remittera till", "may refer to"),
    "column situation": ("situation", "situation"),
    "only in before": ("Finns bara före", "Only before"),
    "only in after": ("Finns bara efter", "Only after"),
    "axis": ("axeln", "the axis"),
    "value": ("värdet", "the value"),
    "need": ("behovet", "the need"),
    "place": ("platsen", "the place"),
    "sheet": ("blad", "sheet"),
    "row": ("rad", "row"),
    "column": ("kolumn", "column"),
}
"""Swedish and English for each key."""


def said(key: str, language: Language) -> str:
    """Return the word for a key in the language."""
    return WORDS[key][0 if language == "sv" else 1]


def how_counted(smallest: int | None, language: Language) -> str:
    """Return what was counted, and from how many persons a group is shown; None in situations."""
    if smallest is None:
        return said("counted in cells", language)
    return said("counted in persons", language).format(n=smallest, twice=SPARSE_FACTOR * smallest)
