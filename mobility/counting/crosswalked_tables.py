"""crosswalked_tables: counts of skills or vacancies by code, told in another classification."""

import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.whole_parts import whole_parts
from mobility.foundation.crosswalk import Crosswalk
from mobility.foundation.errors import InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.foundation.tables import Column, check_table

COUNTS = ("count", "ads", "occupations")
"""Measures that may be shared out and added up."""

VACANCY_COUNTS = ("vacancies", "ads")


def crosswalked_incidence(incidence: Incidence, crosswalk: Crosswalk) -> Incidence:
    r"""Translate the rows of a table of counts into another classification or version.

    .. math:: x'_{as} = \sum_o w_{oa} x_{os}

    Every ad of a code that is split is taken to be like the code as a whole, so its parts come
    out alike: relatedness between parts of one code is made by the crosswalk, not by skills.

    Parameters
    ----------
    incidence : Incidence
        Counts, such as ads by occupation and skill, in the version that the crosswalk leads from.
    crosswalk : Crosswalk

    Returns
    -------
    Incidence
        With fractions where codes are split; sums over all rows are as before. The recipe tells
        how much support went through split codes, rounded.

    Raises
    ------
    VersionError
        If the rows are not in the version that the crosswalk leads from.
    InputError
        With every code that the crosswalk does not have; or if the values are no counts: translate
        counts, and weigh them afterwards.

    Examples
    --------
    >>> ads = pd.DataFrame({"occupation": ["1", "2"], "skill": ["knife", "knife"], "ads": [4, 3]})
    >>> x = Incidence.from_pairs(
    ...     ads, "occupation", "skill", "ads", measure="ads", version="old")
    >>> way = Crosswalk.of(
    ...     pd.DataFrame({"from_code": ["1", "1", "2"], "to_code": ["a", "b", "b"]}),
    ...     from_version="old", to_version="new")
    >>> crosswalked_incidence(x, way).to_frame()
      occupation  skill  ads
    0          a  knife  2.0
    1          b  knife  5.0
    """
    what = f"{incidence.rows.name} codes"
    crosswalk.must_match(incidence.version, what)
    if incidence.measure not in COUNTS:
        said = f"{incidence.measure!r} is no count; translate counts, and weigh them afterwards"
        raise InputError(what, [said])
    shares, new = crosswalk.matrix(incidence.rows, what)
    split = incidence.rows.isin(crosswalk.split)
    counts = {
        "rows before": len(incidence.rows), "rows after": len(new),
        "support": round(float(incidence.support.sum())),
        "support through split codes": round(float(incidence.support[split].sum())),
    }  # fmt: skip
    step = Step.of("crosswalked_incidence", _settings(crosswalk), counts)
    return Incidence(
        values=csr_array(shares.T @ incidence.values),
        rows=new,
        columns=incidence.columns,
        measure=incidence.measure,
        support=shares.T @ incidence.support,
        version=crosswalk.to_version,
        recipe=incidence.recipe.joined(crosswalk.recipe).then(step),
    )


def crosswalked_vacancies(vacancies: pd.DataFrame, crosswalk: Crosswalk) -> pd.DataFrame:
    """Translate a table of vacancies by occupation and place into another classification.

    Parameters
    ----------
    vacancies : DataFrame
        As `vacancies` counts them or `read_vacancies` reads them. The table does not tell its
        version: that its codes are all known to the crosswalk is all that can be checked.
    crosswalk : Crosswalk

    Returns
    -------
    DataFrame
        The same columns; whole numbers, in every place (and period) with the same sum as before;
        occupations that come out with nothing in a place are left out. The recipe tells how many
        vacancies went through split codes.

    Raises
    ------
    InputError
        If a column is missing or a count is none, or with every code that the crosswalk does not
        have.

    Examples
    --------
    >>> jobs = pd.DataFrame({"occupation": ["1", "2"], "place": "Lund", "vacancies": [4, 3]})
    >>> way = Crosswalk.of(
    ...     pd.DataFrame({"from_code": ["1", "1", "2"], "to_code": ["a", "b", "b"]}),
    ...     from_version="old", to_version="new")
    >>> crosswalked_vacancies(jobs, way)
      occupation place  vacancies
    0          a  Lund          2
    1          b  Lund          5
    """
    adding = [name for name in VACANCY_COUNTS if name in vacancies.columns or name == "vacancies"]
    columns = [Column("occupation"), Column("place", filled=False)]
    columns += [Column(name, filled=False) for name in ("place_name", "period")
                if name in vacancies.columns]  # fmt: skip
    columns += [Column(name, "whole number", at_least=0) for name in adding]
    table = check_table(vacancies.reset_index(drop=True), columns, "vacancies")
    codes = pd.Index(sorted(table["occupation"].unique()), dtype="str", name="occupation")
    crosswalk.matrix(codes, "vacancies")
    where = [name for name in ("place", "period") if name in table.columns]
    joined = table.merge(crosswalk.table, left_on="occupation", right_on="from_code")
    joined[adding] = joined[adding].astype("float64").mul(joined["share"], axis=0)
    grouped = joined.groupby(["to_code", *where], dropna=False)
    found = grouped[adding].sum().reset_index().rename(columns={"to_code": "occupation"})
    group = found.groupby(where, dropna=False).ngroup().to_numpy()
    for name in adding:
        whole = whole_parts(found[name].to_numpy(), group)
        found[name] = pd.Series(whole, index=found.index, dtype="Int64")
    found = found[(found[adding] > 0).any(axis=1)]
    if "place_name" in table.columns:
        named = table.dropna(subset=["place"]).drop_duplicates("place").set_index("place")
        found["place_name"] = found["place"].map(named["place_name"]).astype("str")
    found = found.sort_values(["occupation", *where], ignore_index=True)
    order = [name for name in vacancies.columns if name in found.columns]
    split = table["occupation"].isin(crosswalk.split)
    counts = {
        "rows before": len(table), "rows after": len(found),
        "vacancies": int(table["vacancies"].sum()),
        "vacancies through split codes": int(table.loc[split, "vacancies"].sum()),
    }  # fmt: skip
    step = Step.of("crosswalked_vacancies", _settings(crosswalk), counts)
    recipe = recipe_of(vacancies).joined(crosswalk.recipe).then(step)
    return with_recipe(found[order], recipe)


def _settings(crosswalk: Crosswalk) -> dict[str, Setting]:
    """Tell which way was gone."""
    return {
        "from_version": crosswalk.from_version, "to_version": crosswalk.to_version,
        "shares": crosswalk.shares,
    }  # fmt: skip
