"""make_sources: write docs/sources.md, what several sources of links and broader ads are worth.

Run it with the folder that holds the tables:

    python docs/make_sources.py FOLDER

FOLDER has ``af-sweden``, ``esco-v1.1.1``, ``jobtech-taxonomy``, ``onet``, ``sv-platsbanken-710``
and ``us-occ-mobility``. None of the twenty people of docs/people.md is asked.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent))

from broader_ads import conditions_section
from coach_tried import (
    BOTH,
    TAKEN_OFF,
    at_most,
    by_preparation,
    chosen_outside,
    dealt,
    levels_above,
    spread,
    with_fourth,
)
from moves_by_unit_group import UsWork, moves_by_unit_group, us_work
from national_space import other_sources, space_of
from orders_tried import (
    RELATED,
    SKILLS,
    TECHNOLOGY,
    WEIGHTS,
    by_jobs,
    mean_with,
    targets,
    us_sources,
)
from orders_tried import unseen as unseen_shares
from several_sources import ONE, filled, orders, shares
from steps_of_moves import steps_section

from mobility.foundation.files import write_text
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import versions
from mobility.reaching.likeness import likeness
from mobility.reaching.skill_space import SkillSpace

HERE = Path(__file__).resolve().parent


def main(folder: Path) -> None:
    """Measure, and write the page."""
    lines = [
        "# What several sources are worth",
        "",
        "Made by `docs/make_sources.py`. Versions:"
        f" {', '.join(f'{name} {said}' for name, said in versions().items())}.",
        "",
        *_sources_section(folder),
        *_tried_section(folder),
        *_coach_section(folder),
        *conditions_section(folder),
    ]
    write_text(HERE / "sources.md", "\n".join(lines) + "\n")


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
    return [*lines, *text.splitlines(), "", *steps_section(space, moves)]


def _tried_section(folder: Path) -> list[str]:
    space = space_of(folder, ("group_*",))
    codes = [str(code) for code in space.occupations]
    work = us_work(folder, codes)
    own = np.array([likeness(space.profiles, h) for h in space.degrees.toarray()])
    others = list(other_sources(folder, of_groups=True))
    base = mean_with(space, own, others)
    from_us = us_sources(folder, work, codes)
    return [
        *_seen_table(space, work, targets(folder, work), own, others, base, from_us),
        *_unseen_table(space, work, own, others, base, from_us),
    ]


def _seen_table(
    space: SkillSpace, work: UsWork, asked: dict[str, np.ndarray], own: np.ndarray,
    others: list[Incidence], base: np.ndarray, from_us: dict[str, Incidence],
) -> list[str]:  # fmt: skip
    """Return the orders that have not seen what they are tried on."""
    vacancies = space.vacancies(None)
    assert vacancies is not None
    employed = work.employed @ work.share
    tried = {"all three": base}
    for names in ([SKILLS], [TECHNOLOGY], [RELATED], [SKILLS, TECHNOLOGY, RELATED]):
        sources = [*others, *(from_us[name] for name in names)]
        tried[f"and {', '.join(names)}"] = mean_with(space, own, sources)
    for said, jobs in (("US employment", employed), ("Swedish vacancies", vacancies)):
        tried |= {f"{said} at {weight}": by_jobs(base, jobs, weight) for weight in WEIGHTS}
    lines = [
        "## What else was tried",
        "",
        "Sources from O*NET beside the three, and jobs at the destination weighed in the order,",
        "((1 + v) / (1 + max v))^p. Besides moves the orders are tried on moves by a strict key",
        "(US occupations that name one unit group only) and on two lists of experts, O*NET's",
        "career changers (an older one, in `us-occ-mobility`) and related occupations (29.3),",
        "which know nothing of sizes. How much more than all three, in percentage points, with the",
        "standard error over origins:",
        "",
        f"| order by | {' | '.join(asked)} |",
        "|---|" + "---:|" * len(asked),
    ]
    met = {name: shares(base, moves) for name, moves in asked.items()}
    for order, score in tried.items():
        cells = []
        for name, moves in asked.items():
            if score is base:
                cells.append(f"{met[name].mean():.1%}")
            elif RELATED in order and name in (RELATED, "career changers"):
                cells.append("–")
            else:
                cells.append(_more(shares(score, moves) - met[name]))
        lines.append(f"| {order} | {' | '.join(cells)} |")
    rank = float(pd.Series(vacancies).corr(pd.Series(employed), method="spearman"))
    text = f"""
A source of related occupations is not tried on the lists of experts, which are of one making. What
comes from the US by titles shares the errors of its key with the moves it is tried on; the strict
key has fewer. Vacancies stand in for Swedish employment, which is not at hand: their rank
correlation with the US employment told of unit groups is {rank:.2f}.
"""
    return [*lines, *text.splitlines(), ""]


def _unseen_table(
    space: SkillSpace, work: UsWork, own: np.ndarray, others: list[Incidence],
    base: np.ndarray, from_us: dict[str, Incidence],
) -> list[str]:  # fmt: skip
    """Return the orders that learn from moves, tried on moves out of origins they did not see."""
    measures = {"own": own} | {
        name: filled(space, [source], own) for name, source in zip(("ESCO", "groups"), others,
        strict=True)
    }  # fmt: skip
    met = unseen_shares(space, work, base, own, others, from_us[RELATED], measures)
    lines = [
        "### Moves as a source, and learned from",
        "",
        "US occupations are dealt into five parts; moves out of four parts are known, those out of",
        "the fifth are asked about. *Moves* are their skill relatedness, both directions together,",
        "as one more source. *Learned* is `mobility.learned_relatedness` of the three likenesses,",
        "the classification and pay, fitted on US moves: what Sweden has, too.",
        "",
        "| order by | share of unseen moves that go to the first ten | more than all three |",
        "|---|---:|---:|",
    ]
    for name, found in met.items():
        more = "–" if name == "all three" else _more(found - met["all three"])
        lines.append(f"| {name} | {found.mean():.1%} | {more} |")
    return [*lines, "", *TRIED.strip("\n").splitlines(), ""]


def _coach_section(folder: Path) -> list[str]:
    """Return what else a coach goes by: texts, names, schooling, places, and the ten dealt."""
    space = space_of(folder, ("group_*",))
    codes, titles = (list(map(str, each)) for each in (space.occupations, space.titles))
    work = us_work(folder, codes)
    own = np.array([likeness(space.profiles, h) for h in space.degrees.toarray()])
    others = list(other_sources(folder, of_groups=True))
    jobs = space.vacancies(None)
    assert jobs is not None
    asked = targets(folder, work)
    orders = with_fourth(space, own, others, jobs, folder)
    with_texts = orders[BOTH]
    tried = {f"and {name}": {t: shares(score, m) for t, m in asked.items()}
             for name, score in orders.items()}  # fmt: skip
    said = {"and all three": tried.pop("and all three")}
    first = said["and all three"]
    lines = [
        "## What else a coach goes by",
        "",
        "Vacancies weigh at 0.1 in all of this section. First, what may stand beside the three",
        "sources as a fourth; how much more than all three:",
        "",
        f"| order by | {' | '.join(asked)} |",
        "|---|" + "---:|" * len(asked),
        _line("all three", [f"{first[t].mean():.1%}" for t in asked]),
    ]
    lines += [_line(name, [_more(met[t] - first[t]) for t in asked]) for name, met in tried.items()]
    base = tried[f"and {BOTH}"]
    symmetric = (with_texts + with_texts.T) / 2
    other = {
        name: {t: shares(score, m) for t, m in asked.items()}
        for name, score in dealt(with_texts, titles).items()
    }
    for weight in (0.2, 0.5):
        other[f"the ten are to differ (by {weight})"] = {
            t: spread(with_texts, symmetric, m, weight) for t, m in asked.items()
        }
    other["at most three of one three-digit group"] = {
        t: at_most(with_texts, codes, m, 3) for t, m in asked.items()
    }
    lines += [
        "",
        "Then other ways to deal the ten places, all with the words of ISCO's tasks and ESCO's",
        "descriptions as fourth source; how much more than in the order of likeness:",
        "",
        f"| order by | {' | '.join(asked)} |",
        "|---|" + "---:|" * len(asked),
    ]
    lines += [_line(name, [_more(met[t] - base[t]) for t in asked]) for name, met in other.items()]
    return [*lines, *WORDS.splitlines(), "", *_schooling_table(folder, work, space, with_texts)]


def _schooling_table(folder: Path, work: UsWork, space: SkillSpace, score: np.ndarray) -> list[str]:
    """Return what it is worth that occupations of a higher skill level come later."""
    asked = by_preparation(folder, work)
    above = levels_above(space)
    met = {name: shares(score, moves) for name, moves in asked.items()}
    lines = [
        "### Schooling",
        "",
        "Each level of SSYK 2012 by which an occupation is above the one held takes so much off",
        "its likeness. *Low preparation*: out of US occupations of O*NET's Job Zones 1 and 2,",
        "which usually ask for a high school diploma or less. How much more than with nothing",
        "taken off:",
        "",
        f"| taken off | {' | '.join(asked)} |",
        "|---|" + "---:|" * len(asked),
        _line("0", [f"{met[name].mean():.1%} of {len(met[name])}" for name in asked]),
    ]
    for off in TAKEN_OFF:
        weighed = score * (1 - off) ** above
        lines.append(
            _line(f"{off}", [_more(shares(weighed, asked[name]) - met[name]) for name in asked])
        )
    gains = [f"{100 * chosen_outside(score, above, asked[name]):+.1f}" for name in asked]
    lines.append(_line("chosen on half of the origins, tried on the others", gains))
    return [*lines, *SCHOOLED.splitlines(), ""]


def _line(name: str, cells: list[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _more(difference: np.ndarray) -> str:
    """Return a mean difference in percentage points, with its standard error."""
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    return f"{100 * difference.mean():+.1f} ± {100 * error:.1f}"


TRIED = """
So `skill_space(…, by_vacancies=0.1)` is recommended beside several sources
(`docs/adr/0011-vacancies-weigh-in-the-order.md`). That destinations' sizes weigh is sure: with
employment every difference is above two standard errors at 0.1. With vacancies the gain is small,
and at 0.2 one of the experts' lists is met less. It is 0 unless given.

Related occupations meet more US moves, by the strict key too. They are not among the recommended
sources: the twenty people, who are Swedish, were met less with them (`docs/people.md`). Moves as a
source meet no more of what they have not seen, carry the division of occupations by sex to whoever
asks (`docs/fairness.md`), and are not offered. What was learned is no better than the plain mean.
"""


WORDS = """
What ISCO and ESCO write of the work meets more of all four, so it is recommended as a fourth source
(`mobility.occupation_words`, `docs/adr/0012-words-and-schooling.md`). On moves the gain is small,
two standard errors; leaving out pairs of unit groups that correspond to the same group of ISCO, and
so have the same texts, changes none of it. Nothing else stands up. The definitions of SSYK have
some forty words each. Catch-all groups are gone to as often as their likeness says, and ten that
are to differ meet fewer moves: what looks like a near copy is where people go.

Tried once, outside this script: the same texts by an English sentence model (all-MiniLM-L6-v2) in
place of words, +0.6 ± 0.4, +0.2 ± 1.4, +1.8 ± 0.5 and +1.8 ± 0.5, or drawn together in 100
dimensions, +0.5 ± 0.4, -0.1 ± 1.4, +2.3 ± 0.4 and +2.2 ± 0.5: more of what experts list, no more
of what people do, and not to be repeated without the model. ESCO's essential links alone, or
optional ones for half, are no better than all alike. The agency's own list of occupations that may
stand in for each other would be a Swedish test. Of a copy of it only a twenty-fifth could be
read by hand: 25 unit groups with 68 others, 57 % of them among the first ten by three sources and
vacancies. That is too few to tell orders apart (differences of 1 to 5 with errors of 1 to 4).
"""

SCHOOLED = """
For people with little schooling half off is best or near it by all three, and held out: to ask them
to study first is what the list does without it. For all people together it is no gain, and by what
experts list, who do not ask about schooling, a loss. So `skill_space(…, by_schooling=0.5)` takes it
off only for those who said an education, and only beyond what it suffices for and what they have
worked at. Nothing is hidden: half off puts what is twice as near as late as what is not.
"""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
