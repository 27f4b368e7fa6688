"""words: what the command line says, in Swedish and English."""

from typing import Literal

Language = Literal["sv", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "ads": ("annonser", "ads"),
    "ads in": ("rader in", "lines in"),
    "counted": ("räknade", "counted"),
    "duplicates": ("dubbletter", "duplicates"),
    "rejects": ("bortsorterade", "rejects"),
    "why": ("varför", "why"),
    "lines": ("rader", "lines"),
    "page": ("sida", "page"),
    "folder": ("mapp", "folder"),
    "open it": ("Öppna sidan i en webbläsare", "Open the page in a web browser"),
    "synthetic": (
        "Syntetiska annonser: påhittade av en generator.",
        "Synthetic ads: made up by a generator.",
    ),
    "conditions known": (
        "Yrken med annonser nog om arbetets villkor",
        "Occupations with enough ads on the conditions of work",
    ),
    "understood": ("förstått", "understood"),
    "unsure": ("osäkert", "unsure"),
    "not understood": ("inte förstått", "not understood"),
    "refused": (
        "ser ut som ett personnummer; det används inte och sparas inte",
        "looks like a personal identity number; it is not used and not kept",
    ),
    "did you mean": ("menade du", "did you mean"),
    "set it right": (
        "Fel? Säg vad ordet betyder med --means 'ord=kompetens', eller 'ord=not this'.",
        "Wrong? Say what a word means with --means 'word=skill', or 'word=not this'.",
    ),
    "nothing understood": (
        "Inget av det som skrevs kunde användas. Välj ett förslag ovan med --means, eller säg en "
        "kompetens med --skill eller ett yrke med --occupation.",
        "Nothing of what was typed could be used. Choose a suggestion above with --means, or say a "
        "skill with --skill or an occupation with --occupation.",
    ),
    "a language is no skill here": (
        "språk jämförs med vad annonser kräver, men räknas inte som kompetens här",
        "languages are compared with what ads ask, but do not count as a skill here",
    ),
    "same": ("samma", "same"),
    "inflected": ("böjt", "inflected"),
    "synonym": ("synonym", "synonym"),
    "compound part": ("sammansatt", "compound part"),
    "misspelled": ("felstavat", "misspelled"),
    "translated": ("översatt", "translated"),
    "corrected": ("rättat", "corrected"),
    "gate": ("behörighet", "gate"),
    "trait": ("egenskap", "trait"),
    "language": ("språk", "language"),
    "blocked_by": ("stängs av", "blocked by"),
    "nothing": ("Inget att visa.", "Nothing to show."),
    "nothing near": (
        "Ingen kompetens ligger tillräckligt nära: gränsen τ är {tau:.2f}.",
        "No skill comes near enough: the threshold τ is {tau:.2f}.",
    ),
    "coverage": ("Täckning per år (andel av annonserna)", "Coverage per year (share of ads)"),
    "why set aside": ("Varför rader sorterades bort", "Why lines were set aside"),
    "share": ("andel", "share"),
    "year": ("år", "year"),
    "occupation": ("yrke", "occupation"),
    "title": ("benämning", "title"),
    "industry": ("bransch", "industry"),
    "region": ("län", "region"),
    "municipality": ("kommun", "municipality"),
    "employer": ("arbetsgivare", "employer"),
    "text": ("text", "text"),
    "skill": ("kompetens", "skill"),
    "label": ("kompetens", "skill"),
    "near": ("närhet", "nearness"),
    "bridge_label": ("brygga", "bridge"),
    "class": ("klass", "class"),
    "fit": ("passar nu", "fits now"),
    "stretch": ("kan nå", "could fit"),
    "held": ("har", "held"),
    "almost": ("nästan", "almost"),
    "missing": ("saknar", "missing"),
    "gates_missing": ("krav som saknas", "gates missing"),
    "vacancies": ("annonserade jobb", "vacancies"),
    "vacancies_here": ("jobb här", "vacancies here"),
    "opens_reached": ("öppnar nu", "opens now"),
    "opens_adjacent": ("öppnar nära", "opens near"),
    "note": ("obs", "note"),
    "few ads": ("få annonser", "few ads"),
    "adjacent": ("nära", "adjacent"),
    "reached": ("nådd", "reached"),
    "far": ("långt borta", "far"),
    "learnable": ("går att lära", "learnable"),
    "probably held, unstated": ("har troligen", "probably held, unstated"),
    "goes with it only": ("följer bara med", "goes with it only"),
    "occupations": ("yrken", "occupations"),
    "skills": ("kompetenser", "skills"),
    "edges kept": ("band kvar", "edges kept"),
    "groups": ("grupper", "groups"),
    "reason": ("skäl", "reason"),
    "all": ("alla", "all"),
    "unknown": ("okänt", "unknown"),
    "empty text": ("tom text", "empty text"),
    "broken JSON": ("trasig JSON", "broken JSON"),
    "not UTF-8 text": ("inte UTF-8-text", "not UTF-8 text"),
    "line too long": ("för lång rad", "line too long"),
    "removed ad": ("borttagen annons", "removed ad"),
    "ad id stands twice": ("annons-id står två gånger", "ad id stands twice"),
    "wrong number of cells": ("fel antal celler", "wrong number of cells"),
    "decisions kept from": ("Beslut som behålls ur", "Decisions kept from"),
    "no usable ad": ("Ingen annons går att använda.", "No ad can be used."),
    "not an ad": ("ingen annons", "not an ad"),
}
"""Swedish and English for each key; a key without an entry is said as it is."""


def said(key: str, language: Language) -> str:
    """Return the word for a key in the language; the key itself where there is no other."""
    swedish, english = WORDS.get(key, (key, key))
    return swedish if language == "sv" else english
