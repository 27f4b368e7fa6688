"""The page of a validation in a browser: it opens offline, in two languages, wide and narrow."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.reaching.validation import validate
from mobility.showing.validation_page import validation_page
from mobility.showing.validation_view import ValidationView

pytestmark = pytest.mark.browser
LONG = "a measure with a name that is much longer than any strip beside it " * 2


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    names = pd.Index([f"{n:02}" for n in range(20)], name="occupation", dtype="str")
    related = np.exp(rng.normal(0, 1, (20, 20)))
    counts = rng.poisson(2 * related)
    np.fill_diagonal(counts, 0)
    i, j = np.nonzero(counts)
    flows = Flows(
        pd.DataFrame({"origin": names[i], "destination": names[j], "count": counts[i, j]}), names
    )
    edges = pd.DataFrame({"source": names[i], "target": names[j], "weight": related[i, j]})
    a, b = np.nonzero(~np.eye(20, dtype=bool))
    noise = pd.DataFrame({"source": names[a], "target": names[b], "weight": rng.random(len(a))})
    predictors = {
        "true": Network.from_edges(edges, directed=True),
        LONG: Network.from_edges(noise, directed=True),
    }
    return validate(predictors, flows, least_expected=1.5, draws=40)


@pytest.fixture(scope="module")
def html(found: pd.DataFrame) -> str:
    return validation_page(ValidationView.of(found), language="en")


def test_it_asks_for_nothing_and_nothing_goes_wrong(opened, html: str) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    for score in ("average_precision", "precision_at_k", "auc"):
        page.find(f'[data-score="{score}"]').click()
        page.find('[data-language="sv"]').click()
        page.find('[data-language="en"]').click()
    assert page.complaints() == []
    assert set(page.asked_for()) == {page.url}


def test_each_dot_stands_where_the_axis_says(opened, html: str, found: pd.DataFrame) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    script = """
      const panel = document.querySelectorAll('.target')[1];
      const ticks = [...panel.querySelectorAll('.axis text')];
      const middle = (one) => {
        const box = one.getBoundingClientRect();
        return box.left + box.width / 2;
      };
      const [first, last] = [ticks[0], ticks.at(-1)];
      const scale = (x) => Number(first.textContent) + (x - middle(first))
        * (last.textContent - first.textContent) / (middle(last) - middle(first));
      return [...panel.querySelectorAll('li.line')].map((line) => [
        line.querySelector('.name').textContent, scale(middle(line.querySelector('.dot')))]);
    """
    shown = dict(page.js(script))
    controlled = found[found["target"] == "size-controlled"].set_index("name")["auc"]
    assert len(shown) == 6
    for name in ("true", LONG, "size alone", "classification"):
        assert shown.get(name, shown.get("classification's code")) == pytest.approx(
            controlled[name], abs=0.01
        )


def test_a_measure_is_marked_better_only_where_its_whole_interval_is(opened, html: str) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    script = """
      return [...document.querySelectorAll('.target:last-child li:not(.null)')].map((line) => [
        line.querySelector('.name').textContent, line.querySelector('.dot').classList[1]]);
    """
    assert dict(page.js(script)) == {"true": "beats", LONG: "not"}


@pytest.mark.parametrize("width", [320, 760, 1440])
def test_nothing_is_cut_off_however_narrow(opened, html: str, width: int) -> None:  # type: ignore[no-untyped-def]
    page = opened(html, width=width)
    assert page.js("return document.documentElement.scrollWidth") <= width


def test_both_languages_say_everything(opened, html: str) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    english = page.texts("main h1, main h2, main h3, .lede, #means, #note, .target > p")
    page.find('[data-language="sv"]').click()
    swedish = page.texts("main h1, main h2, main h3, .lede, #means, #note, .target > p")
    assert len(swedish) == len(english)
    assert all(a != b for a, b in zip(swedish, english, strict=True) if a)
    assert "storlek ensam" in page.texts(".line.null .name")
    assert page.js("return document.documentElement.lang") == "sv"


def test_the_table_has_a_line_for_each_measure_null_and_target(opened, html: str) -> None:  # type: ignore[no-untyped-def]
    page = opened(html)
    assert len(page.all("#table tbody tr")) == 2 * (2 + 4)


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(  # type: ignore[no-untyped-def]
    opened, complaints_of_axe, html: str, width: int
) -> None:
    assert complaints_of_axe(opened(html, width=width)) == []
