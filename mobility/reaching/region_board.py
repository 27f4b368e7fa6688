"""region_board: for every region and activity, whether it is there, near or far, and why."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import Fault, InputError, UnknownNameError, VersionError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Setting, Step, recipe_of
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.attractive import Attractive, attractive
from mobility.reaching.board import RegionBoard
from mobility.reaching.density import related_matrix, relative, shares, times
from mobility.reaching.location_quotients import location_quotients, region_presence
from mobility.reaching.region_evidence import carriers
from mobility.reaching.region_order import BOTH, ORDERS, Order, density_and_effects

CARRIERS = 5
"""How many present activities are named as evidence of one that is nearly had."""


def region_board(
    counts: RegionalCounts,
    relatedness: Network,
    *,
    period: str | None = None,
    order: Order = "density",
    smallest: int = 5,
    top: int = 10,
    few_links: int = 3,
    few_present: int = 5,
    titles: Mapping[str, str] | None = None,
    pay: pd.DataFrame | None = None,
    vacancies: pd.DataFrame | None = None,
    growth: pd.DataFrame | None = None,
    tested: pd.DataFrame | None = None,
) -> RegionBoard:
    r"""Say what each region has, nearly has and is far from.

    - *strong*: LQ ≥ 1 and at least ``smallest``.
    - *nearly* (a conceivable activity): absent, among the ``top`` of the region in the order
      chosen, and denser (without self) than the mean of what it lacks.
    - *far*: absent, and not that.
    - *abstain*: nothing is said, and ``why``: the count is withheld so that nobody can tell; the
      activity is nowhere in the table; LQ ≥ 1 with fewer than ``smallest``; fewer than
      ``few_links`` activities are related to it; the region has fewer than ``few_present``.

    Nearly had is no forecast: ``tested`` says how often the first ``top`` came true where it could
    be checked.

    Parameters
    ----------
    counts : RegionalCounts
        Jobs, firms or ads by region and activity.
    relatedness : Network
        φ between activities, of the same classification and version; weights of at least 0, where 0
        and no edge are the same.
    period : str, optional
        Which; the last unless told.
    order : {"density", "density and effects"}
        What ranks the absent: density, or density together with how common the activity is, as
        `mobility.reaching.region_order` says. `recovery` and `entry_backtest` try both.
    smallest : int
        The count from which a region has an activity.
    top, few_links, few_present : int
        As above.
    titles : mapping of str to str, optional
        What activities are called; a code without a title stands for itself.
    pay, vacancies, growth : DataFrame, optional
        What makes an activity attractive: ``activity`` (or the kind of activity) and ``pay``,
        ``vacancies`` or ``growth``, with ``region`` (or ``place``) where it differs. As
        `mobility.read_pay`, `mobility.read_vacancies` and `mobility.activity_growth` give them.
        ``attractiveness`` is the mean of the percentile ranks of those given.
    tested : DataFrame, optional
        As `entry_backtest` or `recovery` gives it, of the same ``top``.

    Returns
    -------
    RegionBoard

    Raises
    ------
    VersionError
        If counts and network are of other classifications or versions.
    InputError
        If a setting is below its least, a table does not fit, or ``tested`` is of another ``top``.
    EmptyResultError
        If no activity is a node of the network.
    UnknownNameError
        If there is no such period or order.

    See Also
    --------
    mobility.region_evidence : everything that speaks for one cell.

    References
    ----------
    Hidalgo, C. A. et al. (2018). The principle of relatedness. In Unifying Themes in Complex
    Systems IX, 451-457, https://doi.org/10.1007/978-3-319-96661-8_46. See `density` for others.

    Examples
    --------
    Ore has steel and power, and the mine is related to both: .8 of all that is related to it.

    >>> jobs = pd.DataFrame([
    ...     ("Ore", "steel", 30), ("Ore", "power", 30), ("Ore", "shop", 10),
    ...     ("Sea", "shop", 40), ("Sea", "mine", 9), ("Sea", "steel", 9)],
    ...     columns=["region", "industry", "count"])
    >>> pairs = pd.DataFrame({
    ...     "source": ["mine", "mine", "mine"], "target": ["power", "steel", "shop"],
    ...     "weight": [0.4, 0.4, 0.2]})
    >>> board = region_board(
    ...     RegionalCounts.of(jobs, kind="industry"), Network.from_edges(pairs), top=1,
    ...     few_links=1, few_present=2)
    >>> board.region("Ore")[["activity", "density", "class"]]
      activity  density   class
    0     mine      0.8  nearly
    1    power      0.0  strong
    2    steel      0.0  strong
    3     shop      0.0     far
    """
    _check(counts, relatedness, order, smallest, top, few_links, few_present, tested)
    has = region_presence(counts, period=period, smallest=smallest)
    lq = location_quotients(counts, period=period).to_numpy()
    low, high = counts.bounds(period)
    phi = related_matrix(relatedness, counts.activities)
    m = has.to_numpy()
    d = shares(m, phi)
    nowhere = (high.sum(axis=0) == 0)[None, :]
    links = np.diff(phi.indptr)
    present = (m == 1).sum(axis=1)
    why = _why(m, low, high, lq, nowhere, links < few_links, present < few_present)
    judged = (m == 0) & (why == "")
    rel = relative(d, judged)
    rank = _ranks(density_and_effects(m, d) if order == BOTH else d, judged)
    near = judged & (rank <= top) & (np.nan_to_num(rel) > 0)
    strong = (m == 1) & (why == "")
    kind = np.where(near, "nearly", np.where(strong, "strong", np.where(judged, "far", "abstain")))
    called = [str((titles or {}).get(code, code)) for code in counts.activities]
    offered = attractive(
        counts.regions, counts.activities, pay=pay, vacancies=vacancies, growth=growth
    )
    table = _long(counts, called, phi, low, high, lq, m, d, rel, rank, offered, kind, why)
    evidence = _evidence(near, m, phi, counts, called)
    regions = _regions(counts.regions, low, m, nowhere, kind, few_present)
    told = {name: int((kind == name).sum()) for name in ("strong", "nearly", "far", "abstain")}
    settings: dict[str, Setting] = {
        "period": counts.period(period), "order": order, "smallest": smallest, "top": top,
        "few_links": few_links, "few_present": few_present,
    }  # fmt: skip
    recipe = recipe_of(has).joined(relatedness.recipe)
    for given in (pay, vacancies, growth, tested):
        recipe = recipe if given is None else recipe.joined(recipe_of(given))
    return RegionBoard(
        table, evidence, regions, has, relatedness, top, tested, counts.measure,
        counts.period(period), counts.version, order,
        recipe.then(Step.of("region_board", settings, told)),
    )  # fmt: skip


def _check(
    counts: RegionalCounts, relatedness: Network, order: Order, smallest: int, top: int,
    few_links: int, few_present: int, tested: pd.DataFrame | None,
) -> None:  # fmt: skip
    """Refuse what does not belong together, and settings that mean nothing."""
    if order not in ORDERS:
        raise UnknownNameError("order", order, ORDERS)
    if counts.version != relatedness.version:
        raise VersionError.between(
            "the regional counts", counts.version, "the network", relatedness.version
        )
    least = {"smallest": smallest, "top": top, "few_links": few_links, "few_present": few_present}
    faults = [
        Fault("a whole number of at least 1", column=name, value=str(value))
        for name, value in least.items()
        if value < 1
    ]
    if tested is not None and (tested["k"] != top).any():
        k = int(tested["k"].iloc[0])
        faults.append(Fault(f"tested is of the first {k}, and the board names the first {top}"))
    if faults:
        raise InputError("region_board", faults)


def _why(
    m: np.ndarray, low: np.ndarray, high: np.ndarray, lq: np.ndarray, nowhere: np.ndarray,
    few_links: np.ndarray, few_present: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """Return why nothing is said of a cell, "" where something is; the first reason that holds."""
    small = (m == 0) & (low == high) & (np.nan_to_num(lq) >= 1)
    absent = m == 0
    return np.select(
        [np.isnan(m), np.broadcast_to(nowhere, m.shape), small,
         absent & few_links[None, :], absent & few_present[:, None]],
        ["withheld", "nowhere", "too small", "few links", "few present"],
        default="",
    )  # fmt: skip


def _ranks(d: np.ndarray, judged: np.ndarray) -> np.ndarray:
    """Return the place of each judged cell in its row by falling density, ties in column order."""
    # What differs in the last digit of a sum is a tie.
    keyed = np.where(judged, -np.round(np.nan_to_num(d), 9), np.inf)
    order = np.argsort(keyed, axis=1, kind="stable")
    places = np.empty(d.shape)
    np.put_along_axis(places, order, np.arange(1.0, d.shape[1] + 1)[None, :], axis=1)
    return np.where(judged, places, np.nan)


def _long(
    counts: RegionalCounts, titles: list[str], phi: csr_array, low: np.ndarray, high: np.ndarray,
    lq: np.ndarray, m: np.ndarray, d: np.ndarray, rel: np.ndarray, rank: np.ndarray,
    offered: Attractive, kind: np.ndarray, why: np.ndarray,
) -> pd.DataFrame:  # fmt: skip
    """Return one row per region and activity."""
    shape = m.shape
    ties = csr_array((np.ones(phi.nnz), phi.indices, phi.indptr), shape=phi.shape)
    carried = times((m == 1).astype(np.float64), ties)
    d_low, d_high = (d, d) if np.isfinite(m).all() else _density_range(m, phi)
    table = pd.DataFrame(
        {
            "region": counts.regions.repeat(shape[1]),
            "activity": np.tile(counts.activities.to_numpy(), shape[0]),
            "title": np.tile(np.array(titles, dtype=object), shape[0]),
            "count": pd.array(np.where(low == high, low, np.nan).ravel(), dtype="Int64"),
            "lq": lq.ravel(),
            "present": pd.array(m.ravel(), dtype="boolean"),
            "density": d.ravel(),
            "density_low": d_low.ravel(),
            "density_high": d_high.ravel(),
            "relative_density": rel.ravel(),
            "links": np.tile(np.diff(phi.indptr), shape[0]),
            "carriers": carried.ravel().astype("int64"),
            "rank": pd.array(rank.ravel(), dtype="Int64"),
            "pay": offered.pay.ravel(),
            "vacancies": offered.vacancies.ravel(),
            "growth": offered.growth.ravel(),
            "attractiveness": offered.attractiveness.ravel(),
            "class": kind.ravel(),
            "why": why.ravel(),
        }
    )
    return table.astype(dict.fromkeys(("region", "activity", "title", "class", "why"), "str"))


def _density_range(m: np.ndarray, phi: csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the density if nothing that is open were there, and if all of it were."""
    return shares(np.nan_to_num(m), phi), shares(np.nan_to_num(m, nan=1.0), phi)


def _evidence(
    near: np.ndarray, m: np.ndarray, phi: csr_array, counts: RegionalCounts, titles: list[str]
) -> pd.DataFrame:
    """Return what carries the density of each cell that is nearly had."""
    r, i = np.nonzero(near)
    found = carriers(r, i, np.nan_to_num(m), phi, most=CARRIERS)
    cell, j = found["cell"].to_numpy(), found["j"].to_numpy()
    return pd.DataFrame(
        {
            "region": counts.regions[r[cell]].astype("str"),
            "activity": counts.activities[i[cell]].astype("str"),
            "place": found["place"],
            "carrier": counts.activities[j].astype("str"),
            "carrier_title": pd.array([titles[place] for place in j], dtype="str"),
            "relatedness": found["relatedness"],
            "share": found["share"],
        }
    )


def _regions(
    names: pd.Index, low: np.ndarray, m: np.ndarray, nowhere: np.ndarray, kind: np.ndarray,
    few_present: int,
) -> pd.DataFrame:  # fmt: skip
    """Return a row per region, with a sentence where it is unusual."""
    present = (m == 1).sum(axis=1)
    absent = ((m == 0) & ~nowhere).sum(axis=1)
    opened = np.isnan(m).sum(axis=1)
    every = (absent == 0) & (opened == 0) & (present > 0)
    note = np.select(
        [every, present == 0, present == 1, present < few_present],
        ["every", "none", "one", "few"], default="",
    )  # fmt: skip
    said = {
        "": "",
        "every": "The region has every activity of the table: there is none left to come near.",
        "none": "The region has no activity above its share and minimum size: nothing speaks for "
        "any other, and nothing is said.",
        "one": "The region has one activity only: one is too little to say what is near.",
        "few": "The region has fewer activities than are needed to say what is near.",
    }
    return pd.DataFrame(
        {
            "total": low.sum(axis=1),
            "present": present,
            "absent": absent,
            "open": opened,
            "nearly": (kind == "nearly").sum(axis=1),
            "abstained": (kind == "abstain").sum(axis=1),
            "note": pd.array(note, dtype="str"),
            "said": pd.array([said[word] for word in note], dtype="str"),
        },
        index=names,
    )
