"""skill_space: make, from counts, everything that answers to a person rest on."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, diags_array

from mobility.counting.weights import effective_use, share
from mobility.finding.gates import gate_of
from mobility.foundation.conditions import Conditions
from mobility.foundation.errors import EmptyResultError, InputError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.foundation.occupations import Occupations
from mobility.foundation.pay import PAY_COLUMNS
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, recipe_of
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import check_table
from mobility.reaching.demand import demand
from mobility.reaching.elsewhere import elsewhere as _elsewhere
from mobility.reaching.fit_threshold import fit_threshold
from mobility.reaching.gates import gates_required, with_named_gates
from mobility.reaching.gates_by_law import BY_LAW_VERSION, GATE_COLUMNS, NO_LAW, gates_by_law
from mobility.reaching.near import degrees
from mobility.reaching.near_threshold import near_threshold
from mobility.reaching.needs import conditions_of_work
from mobility.reaching.space import SkillSpace
from mobility.reaching.space_input import check_by_schooling, check_by_vacancies, labels_and_kinds
from mobility.reaching.usual_conditions import (
    NO_USUAL,
    USUAL_VERSION,
    checked_usual,
    usual_conditions,
    usually_against,
)
from mobility.relating.proximity import damped_proximity

__all__ = ["SkillSpace", "skill_space"]

MOSTLY = 0.5
"""A skill is mostly offered or negated when more than this share of its mentions are."""


def skill_space(
    counts: Incidence,
    skills: SkillList,
    *,
    vacancies: pd.DataFrame | None = None,
    commuting: pd.DataFrame | None = None,
    pay: pd.DataFrame | None = None,
    conditions: Conditions | None = None,
    occupations: Occupations | None = None,
    offered_or_negated: pd.Series | None = None,
    few_ads: int = 10,
    gates: pd.DataFrame | None = None,
    usual: pd.DataFrame | None = None,
    elsewhere: Sequence[Incidence] = (),
    by_vacancies: float = 0.0,
    by_schooling: float = 0.0,
    progress: Progress = silent,
) -> SkillSpace:
    r"""Compute once, from counts, all that answers to a person rest on.

    - ``w(o, s)`` = counts / support, for skills; gates stand outside with their shares, and traits
      outside altogether. Columns of kind "occupation" are taken out first.
    - M = 1[specialization ≥ 1] over skills, traits and gates; C = MᵀM; u = its diagonal;
      φ̂_ij = C_ij / (max(u_i, u_j) + 2) for i ≠ j.
    - τ with its hit rate and θ, as `mobility.reaching.near_threshold` and
      `mobility.reaching.fit_threshold` say. Where ads of single unit groups are too few for θ, it
      is found between broader groups; ``fit_threshold.rests_on`` says which.

    Parameters
    ----------
    counts : Incidence
        Occupation × skill; measure "ads" (in how many ads) or "occupations" (link tables: by how
        many occupations of the group); ``support`` says of how many. Row labels are codes of one
        length, three digits or more, one digit a level.
    skills : SkillList
        Labels and kinds of the columns.
    vacancies : DataFrame, optional
        Columns ``occupation``, ``vacancies`` and, where split, ``place`` and ``place_name``; an
        occupation's total is the sum of its rows, so a blank place is "no place named", or all
        where the table is not split. With a column ``period`` answers count the last period and
        the trend compares it with those before; ``place_name`` lets a place be named by both.
    commuting : DataFrame, optional
        Columns ``place_from``, ``place_to`` (codes or names) and ``minutes``, for answers
        ``within`` so many minutes.
    pay : DataFrame, optional
        What occupations pay, as `mobility.read_pay` gives it: ``occupation`` and ``pay``.
    conditions : Conditions, optional
        What ads say of nights, lifting, scope and the like, as `mobility.occupation_conditions`
        gives it, of the same classification. They may be other ads than those counted.
    occupations : Occupations, optional
        Titles of the codes; without it a code is its own title.
    offered_or_negated : Series, optional
        By skill id, the share (0–1) of its mentions that are offered or negated; above .5 the
        skill is never almost had.
    few_ads : int
        An occupation with fewer ads gets the weights of its group one level up, all ads of the
        group together, and θ is not found from it. Only for measure "ads": links are a list, not
        a sample.
    gates : DataFrame, optional
        Licences that law requires, as `mobility.reaching.gates_by_law.gates_by_law` gives them.
        Without it the shipped table holds where the counts are of SSYK 2012, and none elsewhere.
    usual : DataFrame, optional
        What is usual of the work where a unit group has fewer than ``few_ads`` ads of its own in
        ``conditions``, as `mobility.reaching.usual_conditions.usual_conditions` gives it. Without
        it the shipped table, which is judged and not measured, holds where the counts are of
        SSYK 2012, and none elsewhere; a table without lines leaves it out.
    elsewhere : sequence of Incidence
        Other sources that say which skills the same occupations need, in words of their own: they
        are compared inside themselves and move only the order of answers, by
        `mobility.reaching.elsewhere.joined`, in which a class then does not come first. What is
        held, almost had, fits or is counted rests on ``counts`` alone.
    by_vacancies : float
        How much it weighs in the order of answers that there is work: likeness is multiplied by
        ((1 + v) / (1 + max v)) ** ``by_vacancies``, v the vacancies of an occupation in all places.
        0, so that they do not weigh, to 1; at .1 ten times as many vacancies count like a quarter
        more likeness (docs/adr/0011). It moves the order only.
    by_schooling : float
        What is taken off likeness in the order of answers for each level of SSYK 2012 by which an
        occupation asks for more schooling than a person says they have, or worked at: 0, so that
        schooling does not weigh, to 1; at .5 half is left of it one level up (docs/adr/0012). It
        moves the order only, and for nobody whose education is not said.
    progress : Progress
        Called for each occupation while the thresholds are found.

    Returns
    -------
    SkillSpace

    Raises
    ------
    InputError
        If the counts, the vacancies or the shares are not as said above; all faults at once.
    VersionError
        If the counts are of another classification than ``occupations`` or a source elsewhere.
    EmptyResultError
        If there is too little to find τ or θ from, or to compare by a source elsewhere.

    References
    ----------
    Alabdulkareem, A., Frank, M. R., Sun, L., AlShebli, B., Hidalgo, C. and Rahwan, I. (2018).
    Unpacking the polarization of workplace skills. Science Advances 4(7),
    https://doi.org/10.1126/sciadv.aao6030 (effective use and its proximity; the damping by 2, τ
    and θ are this library's).

    Examples
    --------
    >>> links = pd.DataFrame(
    ...     [("5120", "knife"), ("5120", "hygiene"), ("5121", "knife"), ("5121", "hygiene"),
    ...      ("4110", "pen")], columns=["occupation", "skill"])
    >>> counts = Incidence.from_pairs(links, "occupation", "skill", measure="occupations",
    ...                               support=pd.Series({"5120": 1, "5121": 1, "4110": 1}))
    >>> names = ["hygiene", "knife", "pen"]
    >>> skills = SkillList.of(
    ...     pd.DataFrame({"label": names, "kind": "skill"}, index=pd.Index(names, name="skill")),
    ...     pd.DataFrame({"term": names, "skill": names, "origin": "label", "match": "any"}))
    >>> skill_space(counts, skills)
    SkillSpace(3 occupations × 3 skills, τ 0.000 with hit rate 0.80, θ 1.000)
    """
    labels, kinds = labels_and_kinds(counts, skills, offered_or_negated)
    if occupations is not None:
        occupations.must_match(counts.version, "the counts")
    kept = kinds != "occupation"
    counts = counts.select(
        np.arange(len(counts.rows)), kept, Step.of("without occupation titles", {},
        {"kept": int(kept.sum()), "taken out": int((~kept).sum())}),
    )  # fmt: skip
    by_law = (
        (gates_by_law() if counts.version == BY_LAW_VERSION else NO_LAW)
        if gates is None
        else (check_table(gates, GATE_COLUMNS, "gates"))
    )
    counts, labels, kinds = with_named_gates(counts, labels[kept], kinds[kept], by_law)
    is_skill = kinds == "skill"
    presence = effective_use(counts).values
    together = (presence.T @ presence).tocsr()
    codes = [str(code) for code in counts.rows]
    pooled = (counts.measure == "ads") & (counts.support < few_ads)
    widened = _widened(counts, pooled, [code[:-1] for code in codes])
    shares = share(widened).values
    weights = _only(shares, is_skill)
    if not weights.nnz:
        raise EmptyResultError("No occupation asks for any skill; all columns are of other kinds.")
    near = near_threshold(
        weights,
        presence=presence,
        together=together,
        candidates=is_skill,
        found=counts.values,
        groups=[code[:-2] for code in codes],
        progress=progress,
    )
    only_skills = counts.select(np.arange(len(codes)), is_skill, Step.of("skills only"))
    fitting = fit_threshold(only_skills, few_ads=few_ads)
    if commuting is not None and vacancies is None:
        raise InputError("commuting", ["was given without vacancies, whose places it is about"])
    check_by_vacancies(by_vacancies, given=vacancies is not None)
    check_by_schooling(by_schooling, counts.version)
    if conditions is not None and conditions.version != counts.version:
        raise VersionError.between("conditions", conditions.version, "the counts", counts.version)
    if usual is None:
        usual = usual_conditions() if counts.version == USUAL_VERSION else NO_USUAL
    usual = checked_usual(usual)
    judged = usually_against(usual, counts.rows)
    paid = None if pay is None else check_table(pay, PAY_COLUMNS, "pay")
    needed, beyond = (
        (None, 0) if vacancies is None else demand(vacancies, counts.rows, commuting=commuting)
    )
    through = gates_required(
        _only(shares, kinds == "gate"), counts.rows, counts.columns, labels,
        kinds=kinds, law=by_law, sampled=counts.measure == "ads",
    )  # fmt: skip
    titles = codes if occupations is None else occupations.titles(codes)
    settings: dict[str, Setting] = {
        "few_ads": few_ads,
        "tau": near.tau,
        "hit_rate": near.hit_rate,
        "theta": fitting.theta,
        "theta_rests_on": fitting.rests_on,
        "sources_elsewhere": len(elsewhere),
        "by_vacancies": by_vacancies,
        "by_schooling": by_schooling,
    }
    found = {
        "occupations": len(codes),
        "occupations without skills": int((np.diff(weights.indptr) == 0).sum()),
        "occupations widened": int(pooled.sum()),
        "skills": int(is_skill.sum()),
        "traits and gates": int((~is_skill).sum()),
        "pairs behind tau": near.false_values,
        "pairs behind the hit rate": near.hidden_values,
        "pairs behind theta": fitting.pairs,
        "occupations with something judged usual": int(judged.any(axis=1).sum()),
        "vacancies of other occupations": beyond,
        "occupations that require a gate": int((np.diff(through.required.indptr) > 0).sum()),
    }
    earlier = counts.recipe.joined(skills.recipe)
    if vacancies is not None:
        earlier = earlier.joined(recipe_of(vacancies))
    if conditions is not None:
        earlier = earlier.joined(conditions.recipe)
    if judged.any():
        earlier = earlier.joined(recipe_of(usual))
    for source in elsewhere:
        earlier = earlier.joined(source.recipe)
    if pay is not None:
        earlier = earlier.joined(recipe_of(pay))
    return SkillSpace(
        occupations=counts.rows,
        skills=counts.columns,
        titles=np.array(titles, dtype=object),
        labels=labels,
        kinds=kinds,
        weights=weights,
        gate_shares=_only(shares, kinds == "gate"),
        degrees=degrees(weights),
        presence=presence,
        together=together,
        proximity=damped_proximity(presence),
        frequency=together.diagonal(),
        never_almost=~is_skill
        | _mostly(offered_or_negated, counts.columns)
        | np.array([gate_of(str(label)) is not None for label in labels]),
        support=counts.support,
        pooled=pooled,
        pooled_support=widened.support,
        near_threshold=near,
        fit_threshold=fitting,
        demand=needed,
        measure=counts.measure,
        version=counts.version,
        recipe=earlier.then(Step.of("skill_space", settings, found)),
        gates_required=through,
        terms=skills.terms.loc[
            skills.terms["skill"].isin(counts.columns), ["term", "skill"]
        ].reset_index(drop=True),
        pay=None if paid is None else _paid(paid, counts.rows),
        pay_unit="" if paid is None else _pay_unit(paid),
        conditions=None
        if conditions is None and not judged.any()
        else conditions_of_work(conditions, counts.rows, few_ads=few_ads, usual=judged),
        elsewhere=_elsewhere(elsewhere, counts.rows, version=counts.version, few_ads=few_ads),
        by_vacancies=by_vacancies,
        by_schooling=by_schooling,
    )


def _widened(counts: Incidence, pooled: np.ndarray, groups: list[str]) -> Incidence:
    """Give each pooled row the sum of the rows of its group, and the support of them together."""
    labels = np.array(groups, dtype=object)
    adding = csr_array(
        np.where(pooled[:, None], labels[:, None] == labels[None, :], np.eye(len(labels)) > 0),
        dtype=np.float64,
    )
    return Incidence(
        csr_array(adding @ counts.values), counts.rows, counts.columns, counts.measure,
        adding @ counts.support, counts.version, counts.recipe,
    )  # fmt: skip


def _only(matrix: csr_array, columns: np.ndarray) -> csr_array:
    """Return the matrix with all other columns empty."""
    kept = csr_array(matrix @ diags_array(columns.astype(np.float64)))
    kept.eliminate_zeros()
    kept.sort_indices()
    return kept


def _paid(pay: pd.DataFrame, occupations: pd.Index) -> np.ndarray:
    """Return the pay of each occupation, nan where not known."""
    if pay["occupation"].duplicated().any():
        twice = sorted(set(pay.loc[pay["occupation"].duplicated(), "occupation"]))
        raise InputError("pay", [f"occupation {code!r} stands twice" for code in twice])
    known = pay.set_index("occupation")["pay"].reindex(occupations)
    return np.asarray(known.to_numpy(dtype=np.float64))


def _pay_unit(pay: pd.DataFrame) -> str:
    """Return what the figure is, as far as the table says: "SEK per month, median, 2023"."""
    said = (pay.attrs.get(name, "") for name in ("unit", "statistic", "year"))
    return ", ".join(str(each) for each in said if each)


def _mostly(offered_or_negated: pd.Series | None, skills: pd.Index) -> np.ndarray:
    """Whether each skill is mostly offered or negated; one without a share is not."""
    if offered_or_negated is None:
        return np.zeros(len(skills), dtype=bool)
    shares = offered_or_negated.reindex(skills, fill_value=0.0).to_numpy(dtype=np.float64)
    result: np.ndarray = shares > MOSTLY
    return result
