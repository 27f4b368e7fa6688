"""matcher_words: every way of typing what the page knows, as plain lists for its scripts."""

from collections.abc import Mapping

import numpy as np

from mobility.finding.gates import GATES
from mobility.reaching.named_occupations import GROUP, OWN
from mobility.reaching.space import SkillSpace
from mobility.reaching.translations import everyday_speech, in_swedish, translations
from mobility.reaching.typed_pieces import AROUND, GENERAL
from mobility.reaching.vocabulary import Vocabulary


def packed_words(words: Vocabulary, space: SkillSpace) -> dict[str, object]:
    """Return what can be meant, and by which forms, for the page to understand as Python does.

    Parameters
    ----------
    words : Vocabulary
        Of the same space.
    space : SkillSpace
        Whose positions the page counts in.

    Returns
    -------
    dict
        ``entries``: a letter each ("s" skill, "t" trait, "g" gate, "o" occupation, "l" language)
        and positions (among skills; among unit groups and, after them, occupation names; among
        ``languages``); ``labels``,
        ``synonyms``, ``hints``, ``gates``: forms with numbers of entries (a list where there are
        several); ``gate_patterns``: names with patterns of a whole form; ``translations``,
        ``in_swedish``, ``speech``: forms with forms; ``around``, ``general``: empty words.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> from mobility.reaching.vocabulary import vocabulary
    >>> space = kitchens()
    >>> found = packed_words(vocabulary(space), space)
    >>> found["entries"][0].replace("l", ""), found["labels"]["cooks"] == found["labels"]["5120"]
    ('goooooossssss', True)
    """
    skills = {str(name): place for place, name in enumerate(space.skills)}
    finer = space.occupation_names
    held = [*space.occupations, *(() if finer is None else finer.ids)]
    occupations = {str(name): place for place, name in enumerate(held)}
    spoken = [entry.id for entry in words.entries if entry.kind == "language"]
    languages = {name: place for place, name in enumerate(spoken)}
    among = {"occupation": occupations, "language": languages}
    places = [among.get(entry.kind, skills)[entry.id] for entry in words.entries]
    return {
        "languages": spoken,
        "entries": ["".join(entry.kind[0] for entry in words.entries), places],
        "labels": _plain(words.labels),
        "synonyms": _plain(words.synonyms),
        "hints": _plain(words.hints),
        "gates": _plain(words.gates),
        "gate_patterns": [[gate.name, gate.pattern] for gate in GATES],
        "translations": {word: list(meant) for word, meant in translations().items()},
        "in_swedish": {word: list(meant) for word, meant in in_swedish().items()},
        "speech": {word: list(meant) for word, meant in everyday_speech().items()},
        "around": sorted(AROUND),
        "general": sorted(GENERAL),
    }


def packed_names(space: SkillSpace) -> dict[str, object] | None:
    """Return occupations finer than unit groups, as whole numbers; None where there are none.

    Parameters
    ----------
    space : SkillSpace
        What the page is about.

    Returns
    -------
    dict or None
        ``titles``; ``groups``, positions of unit groups; ``support``; ``own``, positions of those
        that rest on their own ads alone; ``of_group``, of those that have nothing of their own;
        ``pseudo_ads``; ``counts``: for every name a flat list of
        pairs (step from the skill before, ads that ask for it).
    """
    finer = space.occupation_names
    if finer is None:
        return None
    counts = finer.counts.sorted_indices()
    rows = []
    for start, end in zip(counts.indptr[:-1], counts.indptr[1:], strict=True):
        step = np.diff(counts.indices[start:end], prepend=0)
        pairs = np.column_stack([step, counts.data[start:end]])
        rows.append(pairs.astype(np.int64).ravel().tolist())
    return {
        "titles": [str(title) for title in finer.titles],
        "groups": finer.groups.tolist(),
        "support": finer.support.astype(np.int64).tolist(),
        "own": np.flatnonzero(finer.rests_on == OWN).tolist(),
        "of_group": np.flatnonzero(finer.rests_on == GROUP).tolist(),
        "pseudo_ads": finer.pseudo_ads,
        "counts": rows,
    }


def _plain(forms: Mapping[str, tuple[int, ...]]) -> dict[str, object]:
    """Return numbers as they are where there is one, else as a list."""
    return {form: one[0] if len(one) == 1 else list(one) for form, one in forms.items()}
