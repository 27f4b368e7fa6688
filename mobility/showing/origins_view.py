"""origins_view: everything the page of a new job's origins shows, without any HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.reaching.origins import Origins
from mobility.reaching.origins_mix import FEW_ADS, SkillMix

MOST_ORIGINS, MOST_SKILLS = 200, 40
THOUSANDTHS = 1000
KIND = ("people", "withheld", "no_tie", "share", "share_low", "share_high", "expected", "ratio",
        "ratio_low", "ratio_high")  # fmt: skip
ORIGIN = ("people", "relatedness", "expected", "ratio")
PART = ("share", "share_low", "share_high", "drawn", "twin_likeness")
SKILL = ("asked", "explained", "left", "part", "before")
"""Numbers that the page shows of each kind, origin, part of the mix and skill."""


@dataclass(frozen=True, eq=False, repr=False)
class OriginsView:
    """What the page of origins shows; build it with `OriginsView.of`.

    Parameters
    ----------
    people : Origins or None
        From where its people came.
    mix : SkillMix or None
        Of which older occupations' skills it is made.
    titles : mapping of str to str
        What codes, and skills, are called.
    title, source : str
        Heading ("" for the page's own) and where the data come from.
    synthetic : bool
        Whether the data are made up, which the page says in a banner.
    recipe : Recipe
        Printed at the foot of the page.
    """

    people: Origins | None
    mix: SkillMix | None
    titles: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    source: str = ""
    synthetic: bool = False
    recipe: Recipe = NO_STEPS

    @classmethod
    def of(
        cls,
        people: Origins | None = None,
        mix: SkillMix | None = None,
        *,
        titles: Mapping[str, str] | None = None,
        title: str = "",
        source: str = "",
        synthetic: bool = False,
    ) -> "OriginsView":
        """Put together what is known of where a new job comes from.

        Parameters
        ----------
        people : Origins, optional
            As `mobility.origins` gives it.
        mix : SkillMix, optional
            As `mobility.skill_mix` gives it, of the same job.
        titles : mapping of str to str, optional
            What codes and skills are called; one without a title stands for itself.
        title, source : str
            Heading, and where the data come from, as a sentence.
        synthetic : bool
            Whether the data are made up.

        Returns
        -------
        OriginsView

        Raises
        ------
        EmptyResultError
            If neither is given.
        InputError
            If the two are of different jobs.
        """
        given = [one for one in (people, mix) if one is not None]
        if not given:
            raise EmptyResultError(
                "Neither moves nor skills are given, so there is nothing to show."
            )
        if len({one.target for one in given}) > 1:
            raise InputError("OriginsView", [
                Fault(f"people are of {given[0].target!r} and skills of {given[1].target!r}")
            ])  # fmt: skip
        recipe = given[0].recipe if len(given) == 1 else given[0].recipe.joined(given[1].recipe)
        return cls(
            people, mix, dict(titles or {}), title, source, synthetic,
            recipe.then(Step.of("OriginsView.of")),
        )  # fmt: skip

    def __repr__(self) -> str:
        """Say of which job, and what is known."""
        known = [name for name, one in (("people", self.people), ("mix", self.mix)) if one]
        return f"OriginsView({self.target}: {' and '.join(known)})"

    @property
    def target(self) -> str:
        """The code of the job."""
        one = self.people or self.mix
        return "" if one is None else one.target

    def called(self, code: str) -> str:
        """Return what a code or skill is called."""
        return str(self.titles.get(code, code))


def origins_content(view: OriginsView) -> dict[str, object]:
    """Return plain lists, text and whole numbers, with None where something is not known.

    Returns
    -------
    dict
        ``target``, ``title``, ``version``, ``source``; ``people``: None, or ``period``,
        ``confidence``, ``kinds`` (``kind``, ``origins``, and in thousandths ``people``,
        ``withheld``, ``no_tie``, ``share``, ``expected``, ``ratio`` with ``_low`` and ``_high``)
        and ``origins``, the largest; ``mix``: None, or ``ads``, ``few``, ``redrawn``,
        ``same_period``, ``novelty`` with interval and ``by_chance``, ``parts`` and ``skills``.
    """
    first = view.people or view.mix
    return {
        "target": view.target,
        "title": view.called(view.target),
        "version": "" if first is None else first.version,
        "source": view.source,
        "people": None if view.people is None else _people(view, view.people),
        "mix": None if view.mix is None else _mix(view, view.mix),
    }


def _people(view: OriginsView, found: Origins) -> dict[str, object]:
    """Return from where people came, as plain content."""
    kinds = found.kinds
    listed = found.origins.head(MOST_ORIGINS)
    return {
        "period": found.period,
        "confidence": found.confidence,
        "number": len(found.origins),
        "kinds": [
            {
                "kind": str(kind),
                "origins": int(number),
                **_scaled(dict(zip(KIND, figures, strict=True))),
            }
            for kind, number, figures in zip(
                kinds.index, kinds["origins"], kinds[list(KIND)].to_numpy(), strict=True
            )
        ],
        "origins": [
            {
                "code": row["origin"],
                "title": view.called(row["origin"]),
                "kind": row["kind"],
                "withheld": bool(row["withheld"]),
                **_scaled({name: row[name] for name in ORIGIN}),
            }
            for row in listed.to_dict("records")
        ],
    }  # fmt: skip


def _mix(view: OriginsView, found: SkillMix) -> dict[str, object]:
    """Return the mix of older occupations, as plain content."""
    return {
        "ads": round(found.ads),
        "few": found.ads < FEW_ADS,
        "redrawn": found.redrawn,
        "same_period": found.same_period,
        **_scaled({
            "novelty": found.novelty, "novelty_low": found.novelty_low,
            "novelty_high": found.novelty_high, "by_chance": found.by_chance,
        }),
        "parts": [
            {
                "code": row["occupation"],
                "title": view.called(row["occupation"]),
                "twin": view.called(row["twin"]) if row["twin"] else "",
                **_scaled({name: row[name] for name in PART}),
            }
            for row in found.parts.to_dict("records")
        ],
        "skills": [
            {
                "skill": view.called(row["skill"]),
                **_scaled({name: row[name] for name in SKILL}),
            }
            for row in found.skills.head(MOST_SKILLS).to_dict("records")
        ],
    }  # fmt: skip


def _scaled(row: Mapping[str, float]) -> dict[str, int | None]:
    """Return numbers in thousandths, None where not known."""
    return {
        name: round(THOUSANDTHS * float(value)) if np.isfinite(float(value)) else None
        for name, value in row.items()
    }


def origins_sheets(view: OriginsView, said: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """Return the sheets of a workbook under headings in words.

    Parameters
    ----------
    view : OriginsView
        What to show.
    said : mapping of str to str
        The sentences of the page in one language.

    Returns
    -------
    dict of str to DataFrame
        By the name of the sheet.
    """
    lines = [
        said["lede"], f"{view.called(view.target)} ({view.target})", view.source,
        *str(view.recipe).splitlines(),
    ]  # fmt: skip
    sheets = {said["sheet_first"]: pd.DataFrame({said["sheet_first"]: [x for x in lines if x]})}
    if view.people is not None:
        kinds = view.people.kinds.reset_index()
        kinds["kind"] = kinds["kind"].map(lambda kind: said[f"kind_{kind}"])
        sheets[said["people_title"]] = _headed(kinds, said)
        listed = view.people.origins.copy()
        listed.insert(1, "title", listed["origin"].map(view.called))
        listed["kind"] = listed["kind"].map(lambda kind: said[f"kind_{kind}"])
        sheets[said["origins_title"]] = _headed(listed, said)
    if view.mix is not None:
        parts = view.mix.parts.copy()
        parts.insert(1, "title", parts["occupation"].map(view.called))
        sheets[said["mix_title"]] = _headed(parts, said)
        skills = view.mix.skills.copy()
        skills["skill"] = skills["skill"].map(view.called)
        sheets[said["new_title"]] = _headed(skills, said)
    return sheets


def _headed(table: pd.DataFrame, said: Mapping[str, str]) -> pd.DataFrame:
    """Return a table under headings in words."""
    return table.rename(columns={name: said[f"head_{name}"] for name in table.columns})
