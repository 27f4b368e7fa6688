"""sex_mix: whether a way of suggesting sends people more to women's or men's work than another."""

from typing import Literal

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.foundation.tables import Column, check_table

LIST_COLUMNS = (
    Column("method"),
    Column("list"),
    Column("occupation"),
    Column("rank", "whole number", at_least=1),
    Column("group", required=False, filled=False),
    Column("vacancies", "whole number", required=False, filled=False, at_least=0),
)
"""One row per occupation suggested: by which method, in which list (one per person or occupation
asked about), at which place, and to which group of askers the list belongs."""

EMPLOYMENT_COLUMNS = (
    Column("occupation"),
    Column("women", "whole number", at_least=0),
    Column("men", "whole number", at_least=0),
)
"""How many women and men work in each occupation."""

EVERYBODY = ""
DRAWN_AT_ONCE = 1_000_000
"""Numbers drawn at a time for the interval, so that many lists fit in memory."""

Weight = Literal["alike", "rank", "vacancies"]


def sex_mix(
    lists: pd.DataFrame,
    employment: pd.DataFrame,
    *,
    baseline: str,
    weight: Weight = "rank",
    draws: int = 2000,
    random_state: int = 0,
) -> pd.DataFrame:
    r"""Compare the share of women in what is suggested with that of a baseline method.

    Of one list :math:`\ell` by one method it is

    .. math:: s_\ell = \sum_{o \in \ell} a_o \, q_o \,/\, \sum_{o \in \ell} a_o, \qquad
              q_o = \frac{\text{women}_o}{\text{women}_o + \text{men}_o}

    with :math:`a_o` = 1 (*alike*), 1 / log2(1 + place) (*rank*, as in DCG) or the vacancies. Means
    are over lists, each weighing the same. The difference is paired: the same lists by both
    methods; its interval is the 2.5th and 97.5th percentile of that mean over lists drawn with
    replacement, all groups from one seed. Flows carry how jobs are divided between women and men,
    so a list made with them can hand the division on even where no sex is asked for.

    Parameters
    ----------
    lists : DataFrame
        As `LIST_COLUMNS` says. A list that lacks a method, or of which no suggested occupation is
        in ``employment``, takes no part in that comparison.
    employment : DataFrame
        As `EMPLOYMENT_COLUMNS` says, in the same classification.
    baseline : str
        The method compared with, such as "skills only".
    weight : {"alike", "rank", "vacancies"}
        How much a suggestion counts.
    draws : int
        How many times lists are drawn for the interval, at least 100.
    random_state : int
        Seed.

    Returns
    -------
    DataFrame
        One row per group and method other than the baseline, sorted; where there are groups, rows
        for all lists together have ``group`` "". ``women`` and ``baseline`` (mean shares, 0–1),
        ``difference`` (-1 to 1) with ``low`` and ``high`` (missing for a single list), ``lists``
        (how many) and ``unknown`` (share of suggestions whose mix is not known). ``attrs`` hold
        ``workforce`` (share of women among all employed), the settings and the recipe.

    Raises
    ------
    InputError
        If a table is not as said, an occupation stands twice in a list or the employment, a list
        is in two groups, vacancies are wanted but not given, or the baseline is no method.
    EmptyResultError
        If no list can be compared.

    References
    ----------
    Efron, B. (1979). Bootstrap methods: another look at the jackknife. The Annals of Statistics
    7(1), 1-26, https://doi.org/10.1214/aos/1176344552.

    Examples
    --------
    Whoever is asked about is sent to nursing (90 % women) by flows, to welding (10 %) by skills:

    >>> lists = pd.DataFrame([("skills", "a", "7212", 1), ("flows", "a", "2221", 1)],
    ...                      columns=["method", "list", "occupation", "rank"])
    >>> employment = pd.DataFrame({"occupation": ["2221", "7212"], "women": [90, 10],
    ...                            "men": [10, 90]})
    >>> found = sex_mix(lists, employment, baseline="skills")
    >>> found[["method", "women", "baseline", "difference"]].round(2).values.tolist()
    [['flows', 0.9, 0.1, 0.8]]
    """
    suggested, employed = _checked(lists, employment, baseline, weight, draws)
    everybody = employed["women"] + employed["men"]
    share = (employed["women"] / everybody.where(everybody > 0)).to_numpy(dtype=np.float64)
    at = pd.Index(employed["occupation"]).get_indexer(pd.Index(suggested["occupation"]))
    mix = np.where(at >= 0, share[at], np.nan)
    rows = suggested.assign(mix=mix, weight=_weights(suggested, weight))
    known = rows[rows["mix"].notna() & (rows["weight"] > 0)]
    sums = (
        known.assign(part=known["mix"] * known["weight"])
        .groupby(["method", "list"], sort=True)[["part", "weight"]]
        .sum()
    )
    of_list = (sums["part"] / sums["weight"]).rename("share").reset_index()
    shares = of_list.pivot_table(index="list", columns="method", values="share")
    if baseline not in shares:
        raise EmptyResultError("Of no list by the baseline is the mix of any occupation known.")
    group_of = rows.drop_duplicates("list").set_index("list")["group"]
    found = []
    for group in sorted({EVERYBODY, *group_of}):
        inside = shares.loc[[group in (EVERYBODY, group_of[name]) for name in shares.index]]
        for method in sorted(set(shares.columns) - {baseline}):
            both = inside[[method, baseline]].dropna()
            if both.empty:
                continue
            apart = (both[method] - both[baseline]).to_numpy()
            low, high = _interval(apart, draws, random_state)
            told = rows[(rows["method"] == method) & rows["list"].isin(both.index)]
            found.append(
                {
                    "group": group,
                    "method": method,
                    "women": both[method].mean(),
                    "baseline": both[baseline].mean(),
                    "difference": apart.mean(),
                    "low": low,
                    "high": high,
                    "lists": len(both),
                    "unknown": told["mix"].isna().mean(),
                }
            )
    if not found:
        raise EmptyResultError(f"No list was made both by {baseline!r} and by another method.")
    settings: dict[str, Setting] = {
        "baseline": baseline,
        "weight": weight,
        "draws": draws,
        "seed": random_state,
    }
    table = pd.DataFrame(found)
    table.attrs.update(settings, workforce=float(employed["women"].sum() / everybody.sum()))
    earlier = recipe_of(lists).joined(recipe_of(employment))
    counts = {"lists": int(suggested["list"].nunique()), "compared": int(table["lists"].max())}
    return with_recipe(table, earlier.then(Step.of("sex_mix", settings, counts)))


def _checked(
    lists: pd.DataFrame, employment: pd.DataFrame, baseline: str, weight: str, draws: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both tables as their contracts have them, or say everything that is wrong."""
    suggested = check_table(lists, LIST_COLUMNS, "lists")
    employed = check_table(employment, EMPLOYMENT_COLUMNS, "employment")
    suggested = suggested.assign(
        group=suggested["group"].fillna(EVERYBODY) if "group" in suggested else EVERYBODY
    )
    faults: list[Fault | str] = []
    methods = sorted(set(suggested["method"]))
    if baseline not in methods:
        faults.append(f"baseline {baseline!r} is no method; there are {', '.join(methods)}")
    if weight not in ("alike", "rank", "vacancies"):
        faults.append(f"weight {weight!r} is none of alike, rank, vacancies")
    if weight == "vacancies" and (
        "vacancies" not in suggested or bool(suggested["vacancies"].isna().any())
    ):
        faults.append("weight='vacancies' needs the column 'vacancies', filled in every row")
    if draws < 100:
        faults.append(f"draws must be at least 100; is {draws}")
    twice = suggested[suggested.duplicated(["method", "list", "occupation"])]
    faults += [
        f"{row['method']!r}, list {row['list']!r}: occupation {row['occupation']!r} stands twice"
        for row in twice.to_dict("records")
    ]
    several = suggested.groupby("list")["group"].nunique()
    faults += [f"list {name!r} is in several groups" for name in several.index[several > 1]]
    repeated = employed.loc[employed["occupation"].duplicated(), "occupation"]
    faults += [f"employment: occupation {code!r} stands twice" for code in sorted(set(repeated))]
    if faults:
        raise InputError("sex mix", faults)
    return suggested, employed


def _weights(suggested: pd.DataFrame, weight: str) -> np.ndarray:
    """Return how much each suggestion counts."""
    if weight == "alike":
        return np.ones(len(suggested))
    if weight == "rank":
        place = suggested["rank"].to_numpy(dtype=np.float64)
        result: np.ndarray = 1 / np.log2(1 + place)
        return result
    return suggested["vacancies"].to_numpy(dtype=np.float64)


def _interval(apart: np.ndarray, draws: int, random_state: int) -> tuple[float, float]:
    """Return the 95 % percentile interval of the mean over lists drawn with replacement."""
    if len(apart) < 2:
        return float("nan"), float("nan")
    draw = np.random.default_rng(random_state)
    block = max(1, DRAWN_AT_ONCE // len(apart))
    sizes = [min(block, draws - done) for done in range(0, draws, block)]
    means = [apart[draw.integers(len(apart), size=(n, len(apart)))].mean(axis=1) for n in sizes]
    low, high = np.percentile(np.concatenate(means), [2.5, 97.5])
    return float(low), float(high)
