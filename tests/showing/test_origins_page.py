"""The page of a new job's origins: what it holds, its workbook, and names as text."""

import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.reaching.origins import Origins, origins
from mobility.reaching.origins_mix import SkillMix, skill_mix
from mobility.saving.origins_workbook import write_origins_workbook
from mobility.showing.origins_page import origins_page
from mobility.showing.origins_view import OriginsView, origins_content

EVIL = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def people() -> Origins:
    """Of 40 who came to drone 30 are from a, which is related; of 100 elsewhere 50."""
    moves = Flows.of(
        pd.DataFrame({"origin": ["a", "b", "a", "b"], "destination": ["drone", "drone", "c", "c"],
                      "count": [30, 10, 50, 50]}), kind="occupation",
    )  # fmt: skip
    pairs = pd.DataFrame({"source": ["a"], "target": ["drone"], "weight": [0.5]})
    return origins(moves, Network.from_edges(pairs), "drone", draws=50)


@pytest.fixture(scope="module")
def mix() -> SkillMix:
    """Half of a, half of b, and a skill that was in neither."""
    ads = pd.DataFrame(
        [("drone", "map", 8), ("drone", "flight", 8), ("drone", "=licence", 4), ("a", "map", 6),
         ("b", "flight", 5)], columns=["occupation", "skill", "ads"],
    )  # fmt: skip
    support = pd.Series({"drone": 8, "a": 6, "b": 5})
    return skill_mix(
        Incidence.from_pairs(ads, "occupation", "skill", "ads", support=support), "drone", draws=50
    )


def test_the_page_has_the_figures_of_both(people: Origins, mix: SkillMix) -> None:
    content = origins_content(OriginsView.of(people, mix, titles={"a": "Mappers"}))
    related = content["people"]["kinds"][0]  # type: ignore[index]
    assert (related["share"], related["expected"], related["ratio"]) == (750, 500, 1500)
    assert content["people"]["origins"][0]["title"] == "Mappers"  # type: ignore[index]
    # 1² + 1² are made up, .5² is left of 2.25.
    assert content["mix"]["novelty"] == round(1000 * 0.25 / 2.25)  # type: ignore[index]
    assert [part["share"] for part in content["mix"]["parts"]] == [500, 500]  # type: ignore[index]
    assert content["mix"]["few"] is True  # type: ignore[index]


def test_one_of_the_two_is_enough(people: Origins, mix: SkillMix) -> None:
    assert origins_content(OriginsView.of(people))["mix"] is None
    assert origins_content(OriginsView.of(mix=mix))["people"] is None
    with pytest.raises(EmptyResultError):
        OriginsView.of()


def test_two_jobs_are_not_shown_as_one(people: Origins, mix: SkillMix) -> None:
    other = SkillMix(**{**mix.__dict__, "target": "robot"})
    with pytest.raises(InputError, match="'drone' and skills of 'robot'"):
        OriginsView.of(people, other)


def test_names_stay_text(people: Origins, mix: SkillMix) -> None:
    page = origins_page(OriginsView.of(people, mix, titles={"drone": EVIL, "a": EVIL}))
    assert EVIL not in page
    assert page == origins_page(OriginsView.of(people, mix, titles={"drone": EVIL, "a": EVIL}))


def test_the_workbook_has_headings_in_words_and_no_formula(
    people: Origins, mix: SkillMix, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    view = OriginsView.of(people, mix, titles={"a": "=1+1"})
    path = write_origins_workbook(view, tmp_path / "origins.xlsx", language="en")
    sheets = pd.read_excel(path, sheet_name=None)
    assert list(sheets)[1:] == [
        "Where its people came from", "All origins", "Which older occupations it is m",
        "Skills that are new",
    ]  # fmt: skip
    assert sheets["All origins"]["Name"].tolist() == ["'=1+1", "b"]
    assert sheets["Skills that are new"]["Skill"].tolist() == ["'=licence"]
    again = write_origins_workbook(view, tmp_path / "again.xlsx", language="en")
    assert again.read_bytes() == path.read_bytes()
