"""occupation_words: which words stand in what is written of each occupation."""

import re

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step, recipe_of
from mobility.foundation.tables import Column, check_table

TEXT_COLUMNS = (Column("occupation"), Column("text"))
"""One line per text: the code of the occupation it is written of."""

_WORD = re.compile(r"[^\W\d_]{3,}")


def occupation_words(texts: pd.DataFrame, *, version: str = "") -> Incidence:
    r"""Count in how many texts of each occupation a word stands, each further text for less.

    .. math:: x_{ow} = 1 + \ln n_{ow}

    with n the number of texts of o in which w stands at all. The words are those of three letters
    or more, in small letters and otherwise as they are written. A word that stands with one
    occupation only makes nothing alike and is left out. What is written of occupations (tasks,
    descriptions, definitions) can so be one more source to compare them by, as
    ``skill_space(…, elsewhere=…)`` takes it: words that stand with most occupations tell little
    there, and need no list to be left out.

    Parameters
    ----------
    texts : DataFrame
        As `TEXT_COLUMNS` says, in one language. An occupation may have any number of texts; a text
        that stands twice counts once.
    version : str
        Classification and version of the codes, such as "SSYK 2012".

    Returns
    -------
    Incidence
        Rows "occupation", columns "word", both sorted; measure "words": :math:`x_{ow}`, and the
        largest of the occupation as its ``support``. An occupation none of whose words stands with
        another has a row without values.

    Raises
    ------
    InputError
        If the table lacks a column or a value.
    EmptyResultError
        If no word stands with two occupations.

    References
    ----------
    Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    Information Processing & Management 24(5), 513-523,
    https://doi.org/10.1016/0306-4573(88)90021-0 (the logarithm of how often). What it is worth:
    docs/sources.md.

    Examples
    --------
    Both fry; that the cook bakes stands in two texts, 1 + ln 2 = 1.69, and with nobody else:

    >>> texts = pd.DataFrame({"occupation": ["5120", "5120", "9411", "9411"],
    ...     "text": ["Fry and bake.", "Bake pizza; fry!", "Fry in a pan.", "Wash the pan, fry."]})
    >>> words = occupation_words(texts)
    >>> list(words.columns), words.row("5120").round(2).to_dict()
    (['fry'], {'fry': 1.69})
    """
    held = check_table(texts, TEXT_COLUMNS, "texts").drop_duplicates()
    found = [sorted(set(_WORD.findall(text.lower()))) for text in held["text"].tolist()]
    pairs = pd.DataFrame(
        {
            "occupation": np.repeat(held["occupation"].to_numpy(), [len(each) for each in found]),
            "word": [word for each in found for word in each],
        }
    )
    counted = pairs.value_counts(["occupation", "word"], sort=False).reset_index(name="texts")
    shared = counted["word"].duplicated(keep=False)
    if not shared.any():
        raise EmptyResultError("No word of three letters or more stands with two occupations.")
    kept = counted[shared].assign(weight=lambda table: 1 + np.log(table["texts"]))
    rows = pd.Index(sorted(set(held["occupation"])), name="occupation")
    counts = {
        "texts": len(held),
        "repeated": len(texts) - len(held),
        "words": int(kept["word"].nunique()),
        "words of one occupation": int((~shared).sum()),
    }
    return Incidence.from_pairs(
        kept,
        "occupation",
        "word",
        "weight",
        measure="words",
        rows=rows,
        support=kept.groupby("occupation")["weight"].max(),
        version=version,
        recipe=recipe_of(texts).then(Step.of("occupation_words", {"version": version}, counts)),
    )
