"""matcher_view: what the matcher page knows — a skill space as whole numbers, and nobody's data."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.recipe import Recipe, recipe_of
from mobility.reaching.above_schooling import LEVEL_OF_EDUCATION, parts_above
from mobility.reaching.answer import notes
from mobility.reaching.path_steps import MOST_LEVELS_UP, alike_at_least, alike_between
from mobility.reaching.schooling import EDUCATION
from mobility.reaching.space import SkillSpace
from mobility.reaching.steps_up import SCHOOLING, YEARS
from mobility.reaching.vocabulary import Vocabulary, vocabulary
from mobility.reaching.why_not_words import WORDS
from mobility.showing.matcher_demand import packed_conditions, packed_demand
from mobility.showing.matcher_entry import packed_first_rung, packed_schooling
from mobility.showing.matcher_words import packed_names, packed_words

KINDS = {"skill": "s", "trait": "t", "gate": "g"}
"""One letter a column, in the order of the skills."""


@dataclass(frozen=True, eq=False, repr=False)
class MatcherView:
    """Everything the matcher page shows and reckons with, without HTML.

    Parameters
    ----------
    content : dict
        Plain lists, text and whole numbers, as `packed` gives them.
    notes : dict
        What every answer says about itself, by key and language.
    recipe : Recipe
        How it came about.
    title, source : str
        Heading of the page (its own if empty) and where the data come from.
    synthetic : bool
        Whether the data are made up; the page then says so.
    """

    content: dict[str, object]
    notes: dict[str, dict[str, str]]
    recipe: Recipe
    title: str = ""
    source: str = ""
    synthetic: bool = False

    @classmethod
    def of(
        cls,
        space: SkillSpace,
        *,
        words: Vocabulary | None = None,
        entry: pd.DataFrame | None = None,
        schooling: pd.DataFrame | None = None,
        title: str = "",
        source: str = "",
        synthetic: bool = False,
    ) -> "MatcherView":
        """Gather from a skill space what the page needs.

        Parameters
        ----------
        space : SkillSpace
            As `skill_space` makes it.
        words : Vocabulary, optional
            What may be typed, where there is more than the space itself has; see `vocabulary`.
        entry : DataFrame, optional
            How often ads ask for experience, as `mobility.entry_requirements` gives it, for the
            occupations to begin with.
        schooling : DataFrame, optional
            Which education and languages ads require, as `mobility.schooling_asked` gives it.
        title, source : str
            Heading, and where the data come from.
        synthetic : bool
            Whether the data are made up.

        Returns
        -------
        MatcherView

        Raises
        ------
        InputError
            If a weight is no whole number of ads divided by what its occupation rests on, or the
            entry table breaks its contract.
        VersionError
            If schooling is of another classification.

        Examples
        --------
        >>> from mobility.reaching.example import kitchens
        >>> MatcherView.of(kitchens()).content["codes"][:2]
        ['4110', '4111']
        """
        content = packed(space)
        content["words"] = packed_words(words or vocabulary(space), space)
        content["first_rung"] = packed_first_rung(space, entry)
        content["schooling"] = packed_schooling(space, schooling)
        content["why_not"] = WORDS
        recipe = space.recipe
        for table in (entry, schooling):
            recipe = recipe if table is None else recipe.joined(recipe_of(table))
        return cls(content, notes(space), recipe, title, source, synthetic)

    def __repr__(self) -> str:
        """Say how much is in it."""
        codes, labels = self.content["codes"], self.content["labels"]
        assert isinstance(codes, list)
        assert isinstance(labels, list)
        return f"MatcherView({len(codes)} occupations × {len(labels)} skills)"


def packed(space: SkillSpace) -> dict[str, object]:
    r"""Return a skill space as whole numbers, from which a browser gets the same fractions.

    A weight is packed as its numerator; the denominator stands once per occupation. C and φ̂ are
    left out: they follow from M. So each fraction is divided once, in the browser as here, and is
    the same to the last bit.

    Parameters
    ----------
    space : SkillSpace
        What the page is about.

    Returns
    -------
    dict
        ``codes``, ``titles``, ``support``, ``rests`` (ads behind the weights), ``pooled``
        (positions of occupations that rest on the level above) and ``pooled_level``; ``labels``,
        ``ids`` (None where ids are labels), ``kinds`` (a letter each, see `KINDS`), ``rank`` (order
        of labels), ``never`` (positions of skills mostly offered or negated); ``asked``: for every
        occupation a flat list of pairs (step from the skill before, 2 · numerator + M);
        ``requirements`` (label in both languages, positions of the gates any of which satisfies
        it) and ``required`` (for every occupation the numbers of its requirements); ``names``,
        ``conditions`` and what is known of the demand, as `packed_names`, `packed_conditions` and
        `packed_demand` say; ``steps`` (how alike two occupations of a step are at least, and how
        many skill levels it may go up); ``tau``, ``theta``, ``hit_rate``, ``measure``, ``version``.

    Raises
    ------
    InputError
        If a weight is no whole number of ads divided by what its occupation rests on.

    Examples
    --------
    Clerks need paper (number 4 of the labels, from 0) and a pen (one further on), each in the one
    occupation of the group, 2 · 1, and use both effectively, + 1:

    >>> from mobility.reaching.example import kitchens
    >>> found = packed(kitchens())
    >>> found["labels"][4:6], found["asked"][0]
    (['paper', 'pen'], [4, 3, 1, 3])
    """
    ids, labels = [str(name) for name in space.skills], [str(label) for label in space.labels]
    skills_only = space.kinds == "skill"
    never = np.flatnonzero(space.never_almost & skills_only)
    return {
        "codes": [str(code) for code in space.occupations],
        "titles": [str(title) for title in space.titles],
        "support": _whole(space.support),
        "rests": _whole(space.pooled_support),
        "pooled": np.flatnonzero(space.pooled).tolist(),
        "pooled_level": space.pooled_level,
        "labels": labels,
        "ids": None if ids == labels else ids,
        "kinds": "".join(KINDS[kind] for kind in space.kinds),
        "rank": space.label_rank.tolist(),
        "never": never.tolist(),
        "asked": _asked(space),
        **_gates(space),
        "names": packed_names(space),
        "conditions": packed_conditions(space),
        "tau": space.tau,
        "theta": space.theta,
        "steps": [alike_at_least(space, alike_between(space)), MOST_LEVELS_UP],
        **_profiles(space),
        "hit_rate": space.near_threshold.hit_rate,
        "measure": space.measure,
        "version": space.version,
        **packed_demand(space),
    }


def _profiles(space: SkillSpace) -> dict[str, object]:
    """Return how telling a skill is by the number of occupations that ask, and ‖z · v‖ of each."""
    number = len(space.occupations)
    telling = np.log(number / np.maximum(np.arange(number + 1), 1)) ** 2
    telling[0] = 0.0
    others = space.elsewhere
    return {
        "telling": telling.tolist(),
        "lengths": space.profiles.length.tolist(),
        "elsewhere": None if others is None else [others.sources, others.alike.tolist()],
        "pull": None if space.pull is None else space.pull.tolist(),
        "by_vacancies": space.by_vacancies,
        "above": _above(space),
    }


def _above(space: SkillSpace) -> list[object] | None:
    """Return what schooling does to the order; None where no skill level is known.

    What is left of likeness by levels above the person's, the level of each occupation and of each
    education, of levels that may be a step up the schooling and the years that stand for it, and
    the names of educations where they are asked about for this alone.
    """
    if not space.levels.any():
        return None
    suffices = [LEVEL_OF_EDUCATION[education] for education in EDUCATION]
    steps = [[level, SCHOOLING[level], YEARS[level]] for level in SCHOOLING]
    names = [list(each) for each in EDUCATION.values()] if space.by_schooling else []
    return [parts_above(space).tolist(), space.levels.tolist(), suffices, steps, names]


def _whole(values: np.ndarray) -> list[int]:
    """Return whole numbers as such."""
    result: list[int] = values.astype(np.int64).tolist()
    return result


def _asked(space: SkillSpace) -> list[list[int]]:
    """Return for every occupation, flat, (step from the skill before, 2 · numerator + M)."""
    numerators = _numerators(space.weights, space) + _numerators(space.gate_shares, space)
    both = csr_array(2 * numerators + space.presence)
    both.sort_indices()
    rows = []
    for o in range(both.shape[0]):
        place = slice(both.indptr[o], both.indptr[o + 1])
        step = np.diff(both.indices[place], prepend=0)
        rows.append(np.column_stack([step, both.data[place]]).astype(np.int64).ravel().tolist())
    return rows


def _gates(space: SkillSpace) -> dict[str, object]:
    """Return what occupations require, and what satisfies it."""
    through = space.gates_required
    if through is None:
        return {"requirements": [], "required": [[] for _ in space.occupations]}
    said = [
        [one.label, one.label_en or one.label, _columns(through.opened_by, row)]
        for row, one in enumerate(through.requirements)
    ]
    required = [_columns(through.required, row) for row in range(len(space.occupations))]
    return {"requirements": said, "required": required}


def _columns(matrix: csr_array, row: int) -> list[int]:
    """Return the columns of a row that are not empty, rising."""
    found: list[int] = sorted(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist())
    return found


def _numerators(shares: csr_array, space: SkillSpace) -> csr_array:
    """Return of how many ads (occupations) each share is, or refuse what is no such share."""
    rests = np.repeat(space.pooled_support, np.diff(shares.indptr))
    counts = np.rint(shares.data * rests)
    wrong = np.flatnonzero(counts / rests != shares.data)
    if len(wrong):
        row = np.repeat(np.arange(shares.shape[0]), np.diff(shares.indptr))
        raise InputError(
            "matcher page",
            [
                Fault(
                    f"a whole number divided by the {rests[k]:g} that "
                    f"{space.occupations[row[k]]!r} rests on",
                    column=str(space.skills[shares.indices[k]]),
                    value=repr(float(shares.data[k])),
                )
                for k in wrong
            ],
        )
    return csr_array((counts, shares.indices, shares.indptr), shape=shares.shape)
