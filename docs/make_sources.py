"""make_sources: write docs/sources.md, what several sources of links and broader ads are worth.

Run it with the folder that holds the tables:

    python docs/make_sources.py FOLDER

FOLDER has ``af-sweden``, ``esco-v1.1.1``, ``jobtech-taxonomy``, ``onet``, ``sv-platsbanken-710``
and ``us-occ-mobility``. None of the twenty people of docs/people.md is asked.
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_people import other_sources, space_of
from moves_by_unit_group import moves_by_unit_group

from mobility.counting.conditions import occupation_conditions
from mobility.finding.conditions import find_conditions
from mobility.foundation.conditions import CONDITIONS, Conditions
from mobility.foundation.files import write_text
from mobility.foundation.recipe import versions
from mobility.reaching.elsewhere import PARTS, UNKNOWN, elsewhere
from mobility.reaching.fit import CLASSES
from mobility.reaching.likeness import likeness
from mobility.reaching.needs import AGAINST, AT_LEAST
from mobility.reaching.person import Person
from mobility.reaching.skill_space import SkillSpace
from mobility.reaching.standing import standing
from mobility.reading.ads import read_ads

HERE = Path(__file__).resolve().parent
AMONG, FEW_ADS, OWN_ADS = 10, 10, 3
ONE, ALL = "the space's own links", "all three"


def main(folder: Path) -> None:
    """Measure, and write the page."""
    lines = [
        "# What several sources are worth",
        "",
        "Made by `docs/make_sources.py`. Versions:"
        f" {', '.join(f'{name} {said}' for name, said in versions().items())}.",
        "",
        *_sources_section(folder),
        *_conditions_section(folder),
    ]
    write_text(HERE / "sources.md", "\n".join(lines) + "\n")


def orders(folder: Path, space: SkillSpace) -> dict[str, np.ndarray]:
    """Return what scores every unit group for somebody who held another, by several orders."""
    own = np.array([likeness(space.profiles, h) for h in space.degrees.toarray()])
    esco, groups = (
        _filled(space, [source], own) for source in other_sources(folder, of_groups=True)
    )
    classes = np.array([_classes(space, row) for row in range(len(own))])
    every = (own + esco + groups) / 3
    return {
        f"{ONE}, class first": own + len(CLASSES) * classes,
        ONE: own,
        "ESCO": esco,
        "links of whole groups": groups,
        f"{ONE} and ESCO": (own + esco) / 2,
        ALL: every,
        f"{ALL}, class first": every + len(CLASSES) * classes,
    }


def shares(score: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Return for every origin which share of its moves goes to the first ten gone to by anybody."""
    count = moves.sum(axis=0) > 0
    found = []
    for origin in np.flatnonzero(moves.sum(axis=1) > 0):
        value = np.where(count, score[origin], -1.0)
        value[origin] = -1.0
        first = np.argsort(-value.round(9), kind="stable")[:AMONG]
        found.append(moves[origin, first].sum() / moves[origin].sum())
    return np.array(found)


def _filled(space: SkillSpace, sources: list, own: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Return likeness by other sources, and the own where they know nothing."""
    found = elsewhere(sources, space.occupations, version=space.version, few_ads=FEW_ADS)
    assert found is not None
    return np.where(found.alike == UNKNOWN, own, found.alike / PARTS)


def _classes(space: SkillSpace, row: int) -> np.ndarray:
    """Return the class of every occupation for somebody who held one."""
    if not space.asked[row]:
        return np.zeros(len(space.occupations), dtype=np.int8)
    return standing(Person({}, occupations=(str(space.occupations[row]),)), space).classes


def _sources_section(folder: Path) -> list[str]:
    space = space_of(folder, ("group_*",))
    moves, number = moves_by_unit_group(folder, [str(code) for code in space.occupations])
    told = {name: shares(score, moves) for name, score in orders(folder, space).items()}
    before = told[f"{ONE}, class first"]
    lines = [
        "## Where people do go, by unit group",
        "",
        f"Moves in one year between {number} US occupations, told of Swedish unit groups by their",
        f"titles (`docs/moves_by_unit_group.py`): {len(before)} unit groups are left and"
        f" {int((moves.sum(axis=0) > 0).sum())} gone to.",
        "Somebody who held the one is asked about the others. The sources are the links of",
        "single occupations (`af-sweden` without `group_*`), ESCO's, and the links of whole",
        "unit groups (`group_skills`), each compared in its own words",
        "(`mobility.reaching.elsewhere`). The last column is a paired difference to the first",
        "row, over origins, with its standard error. The titles are a rough key, but the same",
        "for every order.",
        "",
        "| order by | share of moves that go to the first ten | more than the first row |",
        "|---|---:|---:|",
    ]
    for name, found in told.items():
        more = found - before
        error = more.std(ddof=1) / np.sqrt(len(more))
        said = "–" if found is before else f"{more.mean():+.1%} ± {error:.1%}"
        lines.append(f"| {name} | {found.mean():.1%} | {said} |")
    text = """
So `skill_space(…, elsewhere=[…])` takes the plain mean, no weights fitted, and a class, which rests
on one source, then does not come first. The figures that classes rest on are as they were.
"""
    return [*lines, *text.splitlines(), ""]


def widened(told: Conditions) -> tuple[np.ndarray, np.ndarray]:
    """Return what broader ads say against, and what the ads held back do, of every unit group.

    Unit groups with three ads or more are held back one at a time; the ads of the other unit groups
    of the three-digit group, or of the two-digit one, speak for it if they are ten or more.
    """
    codes = np.array([str(code) for code in told.occupations], dtype=object)
    said, true = [], []
    for row in np.flatnonzero(told.ads >= OWN_ADS):
        for digits in (3, 2):
            inside = np.array([code[:digits] == codes[row][:digits] for code in codes])
            inside[row] = False
            ads = told.ads[inside].sum()
            if ads >= FEW_ADS:
                against, met = (each[inside].sum(axis=0) for each in (told.against, told.met))
                said.append((against / ads >= AGAINST) & (against >= AT_LEAST) & (against > met))
                true.append(told.against[row] / told.ads[row] >= AGAINST)
                break
    return np.array(said), np.array(true)


def _conditions_section(folder: Path) -> list[str]:
    ads = read_ads(folder / "sv-platsbanken-710" / "ads.jsonl")
    said, true = widened(occupation_conditions(ads, find_conditions(ads)))
    lines = [
        "## Conditions that only a broader group's ads speak of",
        "",
        f"{len(said)} unit groups with {OWN_ADS} ads or more are held back one at a time; what the"
        " other ads of their group one or two levels up speak against is set beside their own.",
        "",
        "| need | spoken against | rightly | not spoken against | wrongly |",
        "|---|---:|---:|---:|---:|",
    ]
    for at, name in [*enumerate(CONDITIONS), (slice(None), "all")]:
        one, other = said[:, at].ravel(), true[:, at].ravel()
        lines.append(
            f"| {name} | {one.sum()} | {(one & other).sum()} | {(~one).sum()} |"
            f" {(~one & other).sum()} |"
        )
    text = f"""
Of what they speak against {(said & true).sum() / said.sum():.0%} is right; {true.mean():.0%} would
be by chance. That is enough to be said, and too little to put an occupation behind all others: only
an occupation's own ads do that. The numbers are small.
"""
    return [*lines, *text.splitlines()]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
