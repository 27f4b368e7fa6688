"""why_not_words: what stands between a person and an occupation, in Swedish and English."""

import math

from mobility.foundation.conditions import CONDITIONS

WORDS = {
    "sv": {
        "reached": (
            "{title} är inom räckhåll när det gäller kompetens: du har {fit} av det som "
            "efterfrågas."
        ),
        "adjacent": (
            "{title} är nära: du har {fit} av det som efterfrågas, de flesta närbesläktade yrken "
            "har minst {theta} gemensamt, och med det du nästan kan når du dit."
        ),
        "far": (
            "{title} är långt från det du kan nu: du har {fit} av det som efterfrågas; de flesta "
            "närbesläktade yrken har minst {theta} gemensamt."
        ),
        "": "Om {title} säger underlaget inte vilka kompetenser som efterfrågas.",
        "held": "{title} har du redan arbetat som.",
        "missing": "Det som fattas mest: {names}.",
        "set": "Med {names} skulle det vara inom räckhåll.",
        "gates": "Men det krävs {names}; utan det är yrket stängt.",
        "against": "Annonserna talar emot det du behöver: {names}.",
        "usual": "Det som är vanligt i yrket (bedömt, inte ur annonser) talar emot det du behöver: "
        "{names}.",
        "not known": "Om arbetet passar det du behöver är inte känt.",
        "here": "Lediga jobb här: {number}.",
        "all": "Lediga jobb i allt: {number}.",
        "and": " och ",
        "of ads": "{label} ({share} av annonserna)",
    },
    "en": {
        "reached": "{title} is within reach by skills: you have {fit} of what is asked for.",
        "adjacent": (
            "{title} is near: you have {fit} of what is asked for, most related occupations share "
            "at least {theta}, and with what you almost can you get there."
        ),
        "far": (
            "{title} is far from what you can now: you have {fit} of what is asked for; most "
            "related occupations share at least {theta}."
        ),
        "": "Of {title} the data do not say which skills are asked for.",
        "held": "{title} is what you have worked as already.",
        "missing": "What is missing most: {names}.",
        "set": "With {names} it would be reached.",
        "gates": "But it requires {names}; without that the occupation is closed.",
        "against": "The ads speak against what you need: {names}.",
        "usual": "What is usual in the occupation (judged, not from ads) speaks against what you "
        "need: {names}.",
        "not known": "Whether the work is as you need it is not known.",
        "here": "Vacancies here: {number}.",
        "all": "Vacancies in all: {number}.",
        "and": " and ",
        "of ads": "{label} ({share} of the ads)",
    },
}
"""By language: the sentences, by what they say; a class, or "" where nothing is known."""

NAMED = 5
"""A set of more skills than this is not spelled out."""


def sentences(
    *,
    title: str,
    found_class: str,
    held: bool,
    fit: float,
    theta: float,
    missing: tuple[str, ...],
    smallest_set: tuple[str, ...],
    gates_lacking: tuple[str, ...],
    conditions_against: tuple[tuple[str, float], ...],
    usual_against: tuple[str, ...],
    not_known: bool,
    vacancies_here: int | None,
    vacancies: int | None,
) -> dict[str, str]:
    """Say in words where a person stands to an occupation and what is in the way.

    Parameters
    ----------
    title, found_class, held, fit, theta, smallest_set, gates_lacking, conditions_against,
    usual_against, vacancies_here, vacancies
        As on `mobility.reaching.why_not.WhyNot`.
    missing : tuple of str
        Labels of the skills that are missing most.
    not_known : bool
        Whether something is needed of which nothing is known.

    Returns
    -------
    dict of str to str
        "sv" and "en".
    """
    told = {}
    for language, words in WORDS.items():
        share = {"fit": _percent(fit), "theta": _percent(theta)}
        said = [words["held" if held else found_class].format(title=title, **share)]
        if missing and smallest_set:
            said.append(words["missing"].format(names=_listed(missing, words)))
            if len(smallest_set) <= NAMED:
                said.append(words["set"].format(names=_listed(smallest_set, words)))
        if gates_lacking:
            said.append(words["gates"].format(names=_listed(gates_lacking, words)))
        if conditions_against:
            spoken = tuple(_condition(need, part, language) for need, part in conditions_against)
            said.append(words["against"].format(names=_listed(spoken, words)))
        if usual_against:
            usual = tuple(_need(need, language) for need in usual_against)
            said.append(words["usual"].format(names=_listed(usual, words)))
        if not_known:
            said.append(words["not known"])
        if vacancies_here is not None:
            said.append(words["here"].format(number=vacancies_here))
        elif vacancies is not None:
            said.append(words["all"].format(number=vacancies))
        told[language] = " ".join(said)
    return told


def _condition(need: str, part: float, language: str) -> str:
    """Return a need in words with the share of ads against it."""
    return WORDS[language]["of ads"].format(label=_need(need, language), share=_percent(part))


def _need(need: str, language: str) -> str:
    """Return a need in words."""
    condition = CONDITIONS[need]
    return condition.label if language == "sv" else condition.label_en


def _listed(names: tuple[str, ...], words: dict[str, str]) -> str:
    """Return names with commas, and the last with "and"."""
    *first, last = names
    return words["and"].join([", ".join(first), last]) if first else last


def _percent(share: float) -> str:
    """Return a share as whole per cent, halves up; sums that differ in their last digit alike."""
    return "" if math.isnan(share) else f"{math.floor(round(share * 100, 9) + 0.5)} %"
