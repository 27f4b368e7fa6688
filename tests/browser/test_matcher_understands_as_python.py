"""What the matcher page makes of typed words, beside what Python makes of them."""

import random
from pathlib import Path

import pandas as pd
import pytest

from mobility.reaching.understand import understand
from mobility.reaching.vocabulary import vocabulary
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.typed_forms import typed_forms

pytestmark = pytest.mark.browser

PHRASES = Path(__file__).parents[1] / "reaching" / "everyday_phrases.csv"
ASK = """
return arguments[0].map((text) => understanding.understand(text).map((row) => [row.typed,
  row.status, row.kind ?? "", row.id ?? "", row.label ?? "", row.how,
  row.alternatives.map((one) => [one.id, one.label])]));
"""
WRITTEN = (
    "truckkort, städat på hotell, engelska, exel",
    "Jag har jobbat med barn och äldre i flera år. Har B-körkort!",
    "usk\nlastbilschaffis • c körkort; leg sjuksköterska",
    "C#, .NET, c++ , node.js",
    "kassa + kundtjänst samt lager",
    "- svetsa\n- köra truck - packa",
    "zzzzqqq, 12, , --, ÅÄÖ",
    "knife, hygiene, menu",
    "Straße, ﬁnans, na\u0308tverk",
)


@pytest.fixture(params=["synthetic", pytest.param("national", marks=pytest.mark.shared_data)])
def space(request):
    return request.getfixturevalue(request.param)


def texts(space) -> list[str]:
    """Everyday phrases, labels with slips and endings, and lines of several of both."""
    draw = random.Random(8)
    phrases = pd.read_csv(PHRASES)["typed"].tolist()
    made = [typed for _, typed, _ in typed_forms(sorted(map(str, space.labels)), 12)]
    titles = draw.sample(sorted(map(str, space.titles)), 12)
    joined = [
        draw.choice([", ", " och ", " "]).join(draw.sample(phrases + made, 2)) for _ in range(20)
    ]
    return [*WRITTEN, *phrases, *made, *titles, *joined]


def test_the_page_understands_what_python_understands(opened, space):
    page = opened(matcher_page(MatcherView.of(space)))
    asked = texts(space)
    words = vocabulary(space)
    statuses = set()
    for text, found in zip(asked, page.js(ASK, asked), strict=True):
        expected = [
            [row["typed"], row["status"], row["kind"], row["id"], row["label"], row["how"],
             [list(pair) for pair in row["alternatives"]]]
            for row in understand(text, words).to_dict("records")
        ]  # fmt: skip
        assert found == expected, text
        statuses |= {row[1] for row in found}
    assert statuses == {"understood", "unsure", "not understood"}


@pytest.mark.parametrize(
    "typed", ["19121212-1212", "1212121212", "truck, 19121212 1212", "121272+1212"]
)
def test_a_personal_identity_number_is_known_as_in_python(opened, space, typed):
    page = opened(matcher_page(MatcherView.of(space)))
    assert "refused" in set(understand(typed, vocabulary(space))["status"])
    assert page.js("return understanding.isPersonalNumber(arguments[0])", typed)
    said = page.js("return understanding.understand(arguments[0])", typed)
    assert "1212" not in str(said)
