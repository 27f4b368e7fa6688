"""mix_tables: the older occupations a new one is made of, and the skills that are new in it."""

import numpy as np
import pandas as pd

from mobility.relating.pair_scores import bootstrap_interval


def mix_parts(
    names: pd.Index, profiles: np.ndarray, a: np.ndarray, mixes: np.ndarray, confidence: float
) -> pd.DataFrame:
    """Return the occupations of the mix with their intervals, and what could stand for each."""
    total = mixes.sum(axis=1, keepdims=True)
    shares = np.divide(mixes, total, out=np.full(mixes.shape, np.nan), where=total > 0)
    i = np.flatnonzero(a > 0)
    bounds = [bootstrap_interval(shares[:, place], confidence=confidence) for place in i]
    length = np.linalg.norm(profiles, axis=1, keepdims=True)
    unit = np.divide(profiles, length, out=np.zeros_like(profiles), where=length > 0)
    alike = unit[i] @ unit.T
    alike[np.arange(len(i)), i] = -1.0
    twin = alike.argmax(axis=1)
    table = pd.DataFrame(
        {
            "occupation": names[i].astype("str"),
            "share": a[i] / a.sum(),
            "share_low": [low for low, _ in bounds],
            "share_high": [high for _, high in bounds],
            "drawn": (mixes[:, i] > 0).mean(axis=0),
            "twin": names[twin].astype("str"),
            "twin_likeness": alike[np.arange(len(i)), twin].clip(0, 1),
        }
    )
    if len(names) == 1:
        table = table.assign(twin="", twin_likeness=np.nan)
    keyed = table.assign(_share=-table["share"].round(9))
    ordered = keyed.sort_values(["_share", "occupation"], kind="stable", ignore_index=True)
    return ordered.drop(columns="_share")


def new_skills(
    skills: pd.Index, mine: np.ndarray, explained: np.ndarray, profiles: np.ndarray
) -> pd.DataFrame:
    """Return the skills that are asked for more than the mix explains."""
    left = mine - explained
    squared = left**2
    part = squared / squared.sum() if squared.sum() > 0 else squared
    # What rounding leaves is not new.
    i = np.flatnonzero(left > 1e-9)
    table = pd.DataFrame(
        {
            "skill": skills[i].astype("str"),
            "asked": mine[i],
            "explained": explained[i],
            "left": left[i],
            "part": part[i],
            "before": profiles[:, i].max(axis=0) if len(i) else np.zeros(0),
        }
    )
    keyed = table.assign(_left=-table["left"].round(9))
    ordered = keyed.sort_values(["_left", "skill"], kind="stable", ignore_index=True)
    return ordered.drop(columns="_left")
