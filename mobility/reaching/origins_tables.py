"""origins_tables: who came into a job, by kind of origin and by origin, with intervals."""

import numpy as np
import pandas as pd

from mobility.relating.pair_scores import bootstrap_interval

KINDS = ("related", "unrelated", "entrants")


def kinds_of(
    came: np.ndarray, elsewhere: np.ndarray, kind: np.ndarray, withheld: np.ndarray,
    no_tie: np.ndarray, others: np.ndarray, number: int,
) -> pd.DataFrame:  # fmt: skip
    """Return people, shares and what sizes give, by kind."""
    member = (kind[None, :] == np.arange(number)[:, None]) & others
    people, expected = member @ came, member @ elsewhere
    with np.errstate(invalid="ignore", divide="ignore"):
        share, due = people / people.sum(), expected / expected.sum()
        ratio = np.where(due > 0, share / due, np.nan)
    return pd.DataFrame(
        {
            "origins": (member & (came > 0)).sum(axis=1),
            "people": people,
            "withheld": member @ np.where(withheld, came, 0.0),
            "no_tie": member @ np.where(no_tie, came, 0.0),
            "share": share,
            "expected": due,
            "ratio": ratio,
        },
        index=pd.Index(KINDS[:number], name="kind"),
    )


def kind_intervals(
    came: np.ndarray, elsewhere: np.ndarray, kind: np.ndarray, others: np.ndarray, number: int,
    draws: int, confidence: float, random_state: int,
) -> pd.DataFrame:  # fmt: skip
    """Return the intervals of share and ratio by origins drawn with replacement."""
    there = np.flatnonzero(others & ((came > 0) | (elsewhere > 0)))
    rng = np.random.default_rng(random_state)
    weight = rng.multinomial(len(there), np.full(len(there), 1 / len(there)), size=draws)
    member = kind[there][:, None] == np.arange(number)[None, :]
    people = weight @ (came[there][:, None] * member)
    due = weight @ (elsewhere[there][:, None] * member)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = people / people.sum(axis=1, keepdims=True)
        expected = due / due.sum(axis=1, keepdims=True)
        ratio = np.where(expected > 0, share / expected, np.nan)
    # A draw without any origin of a kind says nothing of its ratio. Leaving such draws out would
    # make the interval that of the others, so there is none where they are more than its tail.
    unsaid = np.isnan(ratio).mean(axis=0) > (1 - confidence) / 2
    ratio[:, unsaid] = np.nan
    bounds = [
        (*bootstrap_interval(share[:, k], confidence=confidence),
         *bootstrap_interval(ratio[:, k], confidence=confidence))
        for k in range(number)
    ]  # fmt: skip
    columns = ["share_low", "share_high", "ratio_low", "ratio_high"]
    return pd.DataFrame(bounds, columns=columns, index=pd.Index(KINDS[:number], name="kind"))


def listed_origins(
    nodes: pd.Index, came: np.ndarray, elsewhere: np.ndarray, kind: np.ndarray,
    withheld: np.ndarray, tie: np.ndarray, others: np.ndarray,
) -> pd.DataFrame:  # fmt: skip
    """Return a row per origin with people, the most first."""
    i = np.flatnonzero(others & (came > 0))
    expected = came.sum() * elsewhere / elsewhere.sum() if elsewhere.sum() > 0 else np.full(
        len(came), np.nan
    )  # fmt: skip
    ratio = np.divide(came, expected, out=np.full(len(came), np.nan), where=expected > 0)
    table = pd.DataFrame(
        {
            "origin": nodes[i].astype("str"),
            "kind": pd.array([KINDS[place] for place in kind[i]], dtype="str"),
            "people": came[i],
            "withheld": withheld[i],
            "relatedness": tie[i],
            "expected": expected[i],
            "ratio": ratio[i],
        }
    )
    keyed = table.assign(_people=-table["people"].round(9))
    ordered = keyed.sort_values(["_people", "origin"], kind="stable", ignore_index=True)
    return ordered.drop(columns="_people")
