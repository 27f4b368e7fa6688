"""typed_forms: forms that people could type for the labels of a list, made by script."""

import random
from collections.abc import Iterator

from mobility.finding.inflection import inflected
from mobility.finding.normalize import normal_form
from mobility.reaching.word_variants import without_marks

KINDS = ("deletion", "swap", "doubling", "inflection", "no marks")


def typed_forms(labels: list[str], each: int, seed: int = 0) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, typed, label): so many of each kind, every one different from its label."""
    chance = random.Random(seed)
    usable = [label for label in labels if len(normal_form(label)) >= 6]
    for kind in KINDS:
        made = 0
        while made < each:
            label = chance.choice(usable)
            typed = _made(normal_form(label), kind, chance)
            if typed and normal_form(typed) != normal_form(label):
                made += 1
                yield kind, typed, label


def _made(form: str, kind: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(form) - 1)
    if kind == "deletion":
        return form[:at] + form[at + 1 :]
    if kind == "swap":
        return form[:at] + form[at + 1] + form[at] + form[at + 2 :]
    if kind == "doubling":
        return form[:at] + form[at] + form[at:]
    if kind == "no marks":
        return without_marks(form)
    first, _, last = form.rpartition(" ")
    # A person types one of the forms that are words: the definite singular or the plural.
    likely = [one for one in inflected(last) if one.endswith(("en", "et", "n", "ar", "er", "or"))]
    return f"{first} {chance.choice(likely)}".strip() if likely else ""
