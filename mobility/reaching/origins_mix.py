"""origins_mix: of which older occupations' skills a new one is made, and what is new in it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.linalg import qr
from scipy.optimize import nnls
from scipy.sparse import csr_array

from mobility.counting.weights import share
from mobility.foundation.errors import (
    EmptyResultError,
    Fault,
    InputError,
    UnknownNameError,
    VersionError,
)
from mobility.foundation.incidence import Incidence
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Setting, Step
from mobility.reaching.mix_tables import mix_parts, new_skills
from mobility.relating.draw_settings import faults_of_draws
from mobility.relating.one_thread import one_thread
from mobility.relating.pair_scores import bootstrap_interval

FEW_ADS = 10
"""Below so many ads of the new occupation its mix rests on few."""


@dataclass(frozen=True, eq=False, repr=False)
class SkillMix:
    """Of which older occupations a new one is made; by `skill_mix`.

    Parameters
    ----------
    parts : DataFrame
        The largest share first: ``occupation``, ``share`` of the mix (they add up to 1) with
        ``share_low`` and ``share_high``, ``drawn`` (in which part of the draws it is in the mix),
        ``twin``, the other older occupation whose skills are most like its own, and
        ``twin_likeness`` (cosine, 0 to 1): near 1, the one could stand for the other.
    novelty, novelty_low, novelty_high : float
        What no mix makes up, 0 (nothing) to 1 (all). The interval is missing where most draws ask
        for nothing: its ads are too few.
    by_chance : float
        About how much of the novelty is there because its ads are few: what another such draw of
        ads adds. The interval is without it, so it can lie below the novelty.
    skills : DataFrame
        Those asked for more than the mix explains, the most telling first: ``skill``, ``asked``
        (share of its ads), ``explained`` (by the mix), ``left`` (the difference), ``part`` (of the
        novelty; they add up to 1 with those asked for less) and ``before`` (largest share in any
        older occupation; 0 if the skill was in none).
    target : str
        The new occupation.
    ads : float
        How many ads it rests on.
    redrawn : str
        What the interval is of: "ads", or "skills", which is too narrow where skills go together.
    same_period : bool
        Whether the older occupations are of the same table, and not older at all.
    version : str
        Classification and version of the occupations.
    recipe : Recipe
        How it came about.
    """

    parts: pd.DataFrame
    novelty: float
    novelty_low: float
    novelty_high: float
    by_chance: float
    skills: pd.DataFrame
    target: str
    ads: float
    redrawn: str
    same_period: bool
    version: str = ""
    recipe: Recipe = NO_STEPS

    def __repr__(self) -> str:
        """Say of how many occupations it is made, and how much is new."""
        return f"SkillMix({self.target}: {len(self.parts)} older, novelty {self.novelty:.0%})"


@one_thread()
def skill_mix(
    counts: Incidence,
    target: str,
    *,
    older: Incidence | None = None,
    ads: Incidence | None = None,
    draws: int = 200,
    confidence: float = 0.95,
    random_state: int = 0,
    progress: Progress = silent,
) -> SkillMix:
    r"""Make up an occupation from older ones by their skills, and say what is left over.

    .. math:: \min_{a \ge 0} \lVert p_t - \textstyle\sum_o a_o p_o \rVert^2, \qquad
              \text{share}_o = a_o / \textstyle\sum_{o'} a_{o'}, \qquad
              \text{novelty} = \lVert p_t - \textstyle\sum_o a_o p_o \rVert^2 / \lVert p_t \rVert^2

    with :math:`p_{os}` the share of the ads of o that ask for s. Where two older occupations ask
    for nearly the same, either can stand in the mix: ``twin`` and the intervals tell. Few ads look
    newer than they are, since chance fits no mix: ``by_chance`` says by about how much, and the
    interval of novelty (the basic bootstrap) is corrected for it.

    Parameters
    ----------
    counts : Incidence
        Occupation × skill, ads; of now.
    target : str
        The new or growing occupation, a row of it.
    older : Incidence, optional
        The same of an earlier period, or any baseline; the target itself is left out of it. Without
        it, all others of ``counts``: of what it is now alike, not of what it came from.
    ads : Incidence, optional
        Each ad of the target × skill. Then whole ads are drawn anew. Without them each skill's
        count is, by itself (binomial), and intervals are too narrow where skills go together.
    draws : int
        How often.
    confidence : float
        Probability that an interval holds, between 0 and 1.
    random_state : int
        The seed.
    progress : Progress
        Told after each draw.

    Returns
    -------
    SkillMix

    Raises
    ------
    UnknownNameError
        If there is no such occupation; the nearest are named.
    VersionError
        If the two tables are of other classifications or versions.
    EmptyResultError
        If its ads ask for nothing, or for nothing that any older occupation asked for.
    InputError
        If a setting is out of its range, or the ads are not those of the target.

    References
    ----------
    Lawson, C. L. and Hanson, R. J. (1974). Solving Least Squares Problems. Prentice-Hall,
    https://doi.org/10.1137/1.9781611971217 (the method).

    Examples
    --------
    All of its ads ask for one skill of a, half for one of b, all for one that nobody had:

    >>> def table(rows, support):
    ...     pairs = pd.DataFrame(rows, columns=["occupation", "skill", "ads"])
    ...     return Incidence.from_pairs(
    ...         pairs, "occupation", "skill", "ads", support=pd.Series(support))
    >>> now = table([("new", "knife", 8), ("new", "menu", 4), ("new", "drone", 8)], {"new": 8})
    >>> before = table([("a", "knife", 6), ("b", "menu", 5)], {"a": 6, "b": 5})
    >>> found = skill_mix(now, "new", older=before)
    >>> found.parts.set_index("occupation")["share"].round(2).to_dict(), round(found.novelty, 2)
    ({'a': 0.67, 'b': 0.33}, 0.44)
    >>> found.skills[["skill", "asked", "before"]]
       skill  asked  before
    0  drone    1.0     0.0
    """
    base = counts if older is None else older
    _check(counts, base, target, ads, draws, confidence)
    skills = counts.columns.union(base.columns, sort=True)
    others = np.flatnonzero(base.rows != target)
    names = base.rows[others]
    profiles = _dense(share(base), skills, others)
    row = int(counts.rows.get_indexer(pd.Index([target]))[0])
    mine = _dense(share(counts), skills, np.array([row]))[0]
    if not mine.any():
        raise EmptyResultError(f"No ad of {target!r} asks for any skill of the list.")
    able = profiles @ mine > 0
    if not able.any():
        raise EmptyResultError(f"No older occupation asked for anything that {target!r} asks for.")
    fit = _Mix(profiles[able].T)
    a = fit.mix(mine)
    drawn = _redrawn(counts, row, ads, skills, mine, draws, random_state)
    mixes, news = np.empty((draws, len(a))), np.empty(draws)
    for number, profile in enumerate(drawn):
        mixes[number] = fit.mix(profile)
        news[number] = _novelty(profile, fit.columns @ mixes[number])
        progress("skill mix", number + 1, draws)
    explained = fit.columns @ a
    novelty = _novelty(mine, explained)
    low, high = bootstrap_interval(news, confidence=confidence)
    # A draw in which no ad asks for anything is neither new nor old.
    drawn_anew = news[np.isfinite(news)]
    by_chance = float(drawn_anew.mean()) - novelty if len(drawn_anew) else np.nan
    support = float(counts.support[row])
    settings: dict[str, Setting] = {
        "target": target, "older": "same table" if older is None else "given",
        "redrawn": "skills" if ads is None else "ads", "draws": draws, "confidence": confidence,
        "random_state": random_state,
    }  # fmt: skip
    told = {
        "ads": round(support), "older occupations": len(names),
        "without a skill in common": int((~able).sum()), "in the mix": int((a > 0).sum()),
    }  # fmt: skip
    recipe = counts.recipe if older is None else counts.recipe.joined(older.recipe)
    return SkillMix(
        mix_parts(names[able], profiles[able], a, mixes, confidence), novelty,
        # Redrawn ads are noisier than those they are drawn from by as much as these are than the
        # truth, so the draws are mirrored in the novelty found.
        float(np.clip(2 * novelty - high, 0, 1)), float(np.clip(2 * novelty - low, 0, 1)),
        float(np.clip(by_chance, 0, 1)),
        new_skills(skills, mine, explained, profiles), target, support,
        "skills" if ads is None else "ads", older is None, counts.version,
        recipe.then(Step.of("skill_mix", settings, told)),
    )  # fmt: skip


class _Mix:
    """Older profiles as columns, made small once so that many mixes are quick."""

    def __init__(self, columns: np.ndarray) -> None:
        self.columns = columns
        q, r = qr(columns, mode="economic")
        self._q: np.ndarray = q
        self._r: np.ndarray = r

    def mix(self, profile: np.ndarray) -> np.ndarray:
        """Return the non-negative weights that come nearest."""
        found: np.ndarray = nnls(self._r, self._q.T @ profile)[0]
        return found


def _check(
    counts: Incidence, base: Incidence, target: str, ads: Incidence | None, draws: int,
    confidence: float,
) -> None:  # fmt: skip
    """Refuse what is not there or does not belong together."""
    if target not in counts.rows:
        raise UnknownNameError(str(counts.rows.name), target, map(str, counts.rows))
    if counts.version != base.version:
        raise VersionError.between("the counts", counts.version, "the older", base.version)
    faults: list[Fault | str] = [*faults_of_draws(draws, confidence)]
    if not (base.rows != target).any():
        faults.append("there is no other occupation to make it up from")
    if ads is not None:
        place = counts.columns.get_indexer(ads.columns)
        if (place < 0).any():
            faults.append("the ads have skills that the counts do not have")
        else:
            row = int(counts.rows.get_indexer(pd.Index([target]))[0])
            held = np.zeros(len(counts.columns))
            held[place] = np.asarray((ads.values > 0).sum(axis=0)).ravel()
            if not np.array_equal(held, counts.values[[row]].toarray().ravel()):
                faults.append(f"the ads do not add up to the counts of {target!r}")
    if faults:
        raise InputError("skill_mix", faults)


def _dense(table: Incidence, skills: pd.Index, rows: np.ndarray) -> np.ndarray:
    """Return some rows by the skills given, 0 where there is none."""
    made = np.zeros((len(rows), len(skills)))
    made[:, skills.get_indexer(table.columns)] = table.values[rows].toarray()
    return made


def _novelty(profile: np.ndarray, explained: np.ndarray) -> float:
    """Return the part of a profile that is left over; 0 where nothing was drawn."""
    whole = float(profile @ profile)
    left = profile - explained
    return float(left @ left) / whole if whole > 0 else np.nan


def _redrawn(
    counts: Incidence, row: int, ads: Incidence | None, skills: pd.Index, mine: np.ndarray,
    draws: int, random_state: int,
) -> np.ndarray:  # fmt: skip
    """Return profiles as other draws of its ads would have given them."""
    rng = np.random.default_rng(random_state)
    if ads is None:
        number = round(float(counts.support[row]))
        return np.asarray(rng.binomial(number, np.clip(mine, 0, 1), (draws, len(mine))) / number)
    # Ads that ask for nothing of the list are ads too.
    number = max(len(ads.rows), round(float(counts.support[row])))
    weight = rng.multinomial(number, np.full(number, 1 / number), size=draws)[:, : len(ads.rows)]
    asks = csr_array((np.ones(ads.values.nnz), ads.values.indices, ads.values.indptr),
                     shape=ads.values.shape)  # fmt: skip
    made = np.zeros((draws, len(skills)))
    made[:, skills.get_indexer(ads.columns)] = weight @ asks / number
    return made
