"""The page and the paper's table of a validation: what they say is what was found."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import recipe_of
from mobility.reaching.validation import validate
from mobility.reaching.validation_by_size import validate_by_size
from mobility.reaching.validation_nulls import NULLS
from mobility.showing import own_page as module
from mobility.showing.validation_page import validation_page, write_validation_page
from mobility.showing.validation_table import validation_table
from mobility.showing.validation_view import SHOWN, ValidationView, validation_content

HOSTILE = '</script><script>alert("x")</script>'


def _world() -> tuple[dict[str, Network], Flows]:
    rng = np.random.default_rng(0)
    names = pd.Index([f"{n:02}" for n in range(12)], name="occupation", dtype="str")
    related = np.exp(rng.normal(0, 1, (12, 12)))
    counts = rng.poisson(2 * related)
    np.fill_diagonal(counts, 0)
    i, j = np.nonzero(counts)
    table = pd.DataFrame({"origin": names[i], "destination": names[j], "count": counts[i, j]})
    flows = Flows(table, names, version="SSYK 2012", period="2020")

    def network(weight: np.ndarray) -> Network:
        edges = pd.DataFrame({"source": names[i], "target": names[j], "weight": weight[i, j]})
        return Network.from_edges(edges, directed=True, version="SSYK 2012")

    return {HOSTILE: network(rng.random((12, 12))), "true": network(related)}, flows


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return validate(*_world(), least_expected=1, draws=40)


def _said(page: str) -> dict[str, object]:
    content = re.search(r'id="page-content">(.*?)</script>', page, re.DOTALL)
    assert content
    return json.loads(content[1])  # type: ignore[no-any-return]


def test_the_page_holds_every_figure_as_it_was_found(found: pd.DataFrame) -> None:
    said = _said(validation_page(ValidationView.of(found)))["data"]
    seen = 0
    for target in said["targets"]:  # type: ignore[index]
        for row in target["rows"]:
            line = found[(found["target"] == target["name"]) & (found["name"] == row["name"])]
            for score, figures in row["figures"].items():
                columns = [
                    f"{score}{end}"
                    for end in ("", "_low", "_high", "_gain", "_gain_low", "_gain_high")
                ]
                assert figures == pytest.approx(line[columns].iloc[0].tolist(), abs=1e-6)
                assert row["best_null"][score] == line[f"{score}_best_null"].iloc[0]
                seen += 1
    assert seen == 3 * len(found)


def test_measures_come_by_gain_once_size_is_controlled_and_nulls_last(found: pd.DataFrame) -> None:
    rows = ValidationView.of(found).rows
    for _, part in rows.groupby("target"):
        assert part["name"].tolist()[:2] == ["true", HOSTILE]
        assert part["null"].tolist() == [False] * 2 + [True] * len(NULLS)


def test_no_name_is_ever_markup_and_the_page_asks_for_nothing(found: pd.DataFrame) -> None:
    page = validation_page(ValidationView.of(found, title=HOSTILE, source=HOSTILE))
    assert HOSTILE not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "default-src &#39;none&#39;" in page


def test_the_page_is_the_same_every_time_and_the_file_holds_it(found, tmp_path) -> None:  # type: ignore[no-untyped-def]
    view = ValidationView.of(found)
    path = write_validation_page(view, tmp_path / "v.html", language="en")
    assert path.read_text("utf-8") == validation_page(view, language="en")


def test_every_sentence_that_the_script_says_is_there_and_used(found: pd.DataFrame) -> None:
    texts = json.loads((module._TEMPLATES / "validation.json").read_text("utf-8"))
    used = "".join(
        (module._TEMPLATES / f"validation.{end}").read_text("utf-8") for end in ("js", "html")
    )
    built = {f"{score}{end}" for score in ("auc", "average_precision", "precision_at_k")
             for end in ("", "_means")}  # fmt: skip
    built |= {"any_move_means", "size_controlled_means", "size_controlled_means_once", "own_title"}
    built |= {name for name in texts if name.startswith("head_")} | set(NULLS)
    assert all(name in used or name in built for name in texts)
    assert all(set(said) == {"sv", "en"} for said in texts.values())
    assert set(NULLS) <= set(texts)
    settings = validation_content(ValidationView.of(found))["settings"]
    assert set(settings) == set(SHOWN)  # type: ignore[call-overload]
    assert None not in settings.values()  # type: ignore[attr-defined]


def test_a_score_that_is_not_defined_is_a_dash_on_paper_and_nothing_on_the_page() -> None:
    predictors, flows = _world()
    found = validate(predictors, flows, least_expected=1e6, draws=4)
    table = validation_table(found)
    assert set(table.loc[table["target"] == "size-controlled", "AUC"]) == {"–"}
    content = validation_content(ValidationView.of(found))
    figures = content["targets"][1]["rows"][0]["figures"]["auc"]  # type: ignore[index]
    assert figures == [None] * 6


def test_the_table_of_a_paper_says_figures_with_intervals_and_names_nulls(
    found: pd.DataFrame,
) -> None:
    table, line = validation_table(found, decimals=3), found.iloc[1]
    expected = f"{line['auc']:.3f} ({line['auc_low']:.3f} to {line['auc_high']:.3f})"
    assert table.loc[1, "AUC"] == expected
    assert table.loc[2, "measure"] == "size alone (null)"
    assert "precision at 10" in table.columns
    assert "-" not in "".join(table["AUC over best null"])
    assert recipe_of(table) == recipe_of(found)


def test_strata_are_named_by_their_expected_moves() -> None:
    found = validate_by_size(*_world(), strata=2, draws=4)
    table = validation_table(found[found["stratum"] != "1"])
    assert table["expected moves"].iloc[-1] == "mean of all"
    assert re.fullmatch(r"[\d.]+ to [\d.]+", table["expected moves"].iloc[0])
    assert table["pairs"].iloc[0] == 66


def test_another_table_is_refused_with_what_it_lacks(found: pd.DataFrame) -> None:
    with pytest.raises(InputError, match=r"(?s)'auc' is missing.*decimals"):
        validation_table(found.drop(columns="auc"), decimals=0)
    bare = found.copy()
    bare.attrs = {}
    with pytest.raises(InputError, match=r"(?s)'auc_low' is missing.*does not carry the recipe"):
        ValidationView.of(bare.drop(columns="auc_low"))
    with pytest.raises(EmptyResultError, match="no row"):
        ValidationView.of(found.head(0))
