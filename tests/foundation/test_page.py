"""The page shell: one file, two languages, nothing asked of anyone."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.embedded_json import embedded_json
from mobility.foundation.errors import InputError, MissingPackageError, UnknownNameError
from mobility.foundation.page import render_page
from mobility.foundation.recipe import Recipe, Step
from mobility.foundation.vis_network import _newest, vis_network_script

HOSTILE = "</script><script>alert(1)</script>"
TITLE = {"sv": "Kök", "en": "Kitchen"}


class Elements(HTMLParser):
    """Every element with its attributes, and the text of every script."""

    def __init__(self, html):
        super().__init__()
        self.found, self.scripts, self._in_script = [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data):
        if self._in_script:
            self.scripts[-1] += data


@pytest.fixture
def shell(tmp_path):
    """Render a page around a body given as a template."""

    def render(template="<p>{{ text.hello }}</p>", **changed):
        body = tmp_path / "body.html"
        body.write_text(template, "utf-8")
        texts = {"hello": {"sv": "Hej", "en": "Hello"}}
        given = {"title": TITLE, "texts": texts, "data": {}, "recipe": Recipe(), **changed}
        return render_page(body, **given)

    return render


def test_the_page_opens_in_the_language_asked_for_and_holds_the_other(shell):
    page = shell(language="en")
    assert '<html lang="en">' in page
    assert "<title>Kitchen</title>" in page
    assert "<p>Hello</p>" in page
    assert '"hello":"Hej"' in page


def test_a_language_there_is_none_of_is_refused(shell):
    with pytest.raises(UnknownNameError, match="No page language named 'fi'"):
        shell(language="fi")


def test_a_sentence_that_lacks_a_language_is_named(shell):
    with pytest.raises(InputError, match="'hello' has no 'en'"):
        shell(texts={"hello": {"sv": "Hej"}})


def test_no_element_of_the_page_points_anywhere(shell):
    elements = Elements(shell(draws_network=True))
    pointing = [
        (tag, name)
        for tag, attributes in elements.found
        for name, value in attributes.items()
        if name in {"src", "srcset", "href", "action", "data", "poster"} and value != "#main"
    ]
    assert pointing == []
    assert {tag for tag, _ in elements.found}.isdisjoint(
        {"link", "iframe", "object", "embed", "base"}
    )


def test_the_policy_refuses_everything_but_the_scripts_of_the_page(shell):
    elements = Elements(shell(draws_network=True))
    policy = next(a["content"] for t, a in elements.found if t == "meta" and "http-equiv" in a)
    assert policy.startswith("default-src 'none'; ")
    assert "script-src 'unsafe" not in policy
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    programs = elements.scripts[1:]  # the first is the data
    digests = {base64.b64encode(hashlib.sha256(p.encode()).digest()).decode() for p in programs}
    assert digests == allowed


def test_what_comes_from_data_stays_text(shell):
    recipe = Recipe().then(Step.of("read_ads", {"file": HOSTILE}, {"ads": 3}))
    page = shell(
        "<h1>{{ text.title }}</h1>",
        title={"sv": HOSTILE, "en": HOSTILE},
        data={"title": HOSTILE},
        recipe=recipe,
    )
    plain = shell("<h1>{{ text.title }}</h1>", recipe=Recipe().then(Step.of("read_ads", {}, {})))
    assert HOSTILE not in page
    assert len(Elements(page).scripts) == len(Elements(plain).scripts)


def test_the_recipe_stands_at_the_foot_with_settings_counts_and_versions(shell):
    recipe = Recipe().then(Step.of("read_ads", {"file": "ads.csv", "sha256": "ab12"}, {"ads": 710}))
    foot = shell(recipe=recipe).split("<footer>")[1].split("</footer>")[0]
    words = re.sub(r"<[^>]+>", " ", foot).split()
    for word in ("read_ads", "ads.csv", "ab12", "710", "numpy", "labour-graphs"):
        assert word in words


def test_a_banner_says_that_the_data_are_made_up_only_when_they_are(shell):
    assert "Påhittade data." in shell(synthetic=True).split("page-content")[0]
    assert "Påhittade data." not in shell().split("page-content")[0]


def test_the_same_input_gives_the_same_page(shell):
    assert shell(data={"b": 1, "a": [2]}) == shell(data={"b": 1, "a": [2]})


def test_vis_network_is_there_only_when_the_page_draws_one(shell):
    assert "vis-network" not in shell()
    assert "vis-network" in shell(draws_network=True)


@pytest.mark.parametrize("code", ["let a = '</script>';", "// <!-- "])
def test_a_script_that_would_end_its_element_is_refused(shell, tmp_path, code):
    script = tmp_path / "own.js"
    script.write_text(code, "utf-8")
    with pytest.raises(InputError, match=r"own\.js"):
        shell(scripts=[script])


@pytest.mark.parametrize("code", ["a { background: url(x) }", "@import 'x';", "</style>"])
def test_a_style_sheet_that_would_fetch_something_is_refused(shell, tmp_path, code):
    style = tmp_path / "own.css"
    style.write_text(code, "utf-8")
    with pytest.raises(InputError, match=r"own\.css"):
        shell(styles=[style])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_embedded_json_reads_back_as_it_was_and_cannot_end_its_element(content):
    text = str(embedded_json(content))
    assert json.loads(text) == content
    assert not set(text) & set("<>&\u2028\u2029")


def test_embedded_json_refuses_what_is_not_a_number():
    with pytest.raises(ValueError, match="not JSON compliant"):
        embedded_json({"weight": float("nan")})


def test_vis_network_reaches_for_nothing():
    code = vis_network_script()
    assert "sourceMappingURL" not in code
    assert "</script" not in code.casefold()
    assert "vis.js" in code[:2000]  # its licence notice goes with it


def test_the_newest_of_several_versions_is_taken(tmp_path):
    scripts = [tmp_path / f"vis-{v}" / "vis-network.min.js" for v in ("9.0.4", "9.1.2", "9.1.10")]
    assert _newest(scripts).parent.name == "vis-9.1.10"


def test_a_pyvis_without_its_drawing_library_is_said_in_one_sentence():
    with pytest.raises(MissingPackageError, match="Install it with"):
        _newest([])
