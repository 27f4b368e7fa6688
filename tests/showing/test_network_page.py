"""The network page as text: whole, small, the same every time."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.network import Network
from mobility.showing import own_page as module
from mobility.showing.network_content import network_content
from mobility.showing.network_page import network_page, write_network_page
from mobility.showing.network_view import NetworkView
from tests.town import SCRIPT, town, town_view

TEMPLATES = module._TEMPLATES
OTHER_PAGES = ("matcher", "validation", "region", "origins", "compare", "corpus", "svg_picture")


def test_the_page_is_the_same_every_time():
    assert network_page(town_view()) == network_page(town_view())


def test_the_file_holds_the_page(tmp_path):
    path = write_network_page(town_view(), tmp_path / "town.html", language="en")
    assert path.read_text("utf-8") == network_page(town_view(), language="en")


def test_a_title_of_ones_own_is_shown_in_both_languages():
    page = network_page(town_view(title="Norrbottens yrken"))
    assert page.count("<title>Norrbottens yrken</title>") == 1
    assert page.count('"title":"Norrbottens yrken"') == 2


def test_no_hostile_title_is_ever_markup():
    assert SCRIPT not in network_page(town_view(title=SCRIPT, source=SCRIPT))


def test_four_hundred_occupations_are_well_under_three_megabytes():
    draw = np.random.default_rng(0)
    names = [f"{i:04d}" for i in range(400)]
    i, j = np.triu_indices(400, 1)
    picked = np.sort(draw.choice(len(i), 2000, replace=False))
    index = np.array(names)
    edges = pd.DataFrame(
        {"source": index[i[picked]], "target": index[j[picked]], "weight": draw.random(2000)}
    )
    skills = pd.DataFrame(
        {
            "occupation": np.repeat(index, 10),
            "skill": [f"en kompetens med ett långt namn, nummer {k}" for k in range(4000)],
            "share": 0.5,
        }
    )
    page = network_page(NetworkView.of(Network.from_edges(edges), skills=skills))
    assert len(page.encode()) < 1_500_000


def said(view, key, language="sv"):
    """A sentence of the page as it stands in its content."""
    content = network_page(view).split('id="page-content">')[1].split("</script>")[0]
    return json.loads(content)["texts"][language][key]


def test_a_page_of_words_never_speaks_of_skills():
    view = town_view(compared="words")
    content = network_page(view).split('id="page-content">')[1].split("</script>")[0]
    for language, skill in (("sv", "kompetens"), ("en", "skill")):
        texts = json.loads(content)["texts"][language]
        # The other measures are of skills; words are compared by cosine alone.
        shown = {key: text for key, text in texts.items() if key not in OTHER_MEASURES}
        assert [key for key, text in shown.items() if skill in text.casefold()] == []
    assert said(view, "title") == "Yrken vars annonser liknar varandra"
    assert "<title>Yrken vars annonser liknar varandra</title>" in network_page(view)


OTHER_MEASURES = {
    f"measure_{name}" for name in ("proximity", "damped_proximity", "jaccard", "effective_use")
}


def test_a_page_of_a_table_of_links_rests_on_occupation_names_and_calls_none_few():
    view = town_view(counted="occupations")
    assert said(view, "ads_rest", "en") == "occupation names the picture rests on"
    assert said(view, "ads_rest") == "yrkesnamn som bilden vilar på"
    assert "inte från annonser" in said(view, "note_ads")
    assert network_content(view)["few_ads"] == 0
    assert network_content(town_view())["few_ads"] == 10


def test_a_page_without_vacancies_does_not_say_that_size_shows_them():
    nodes = town().nodes.drop(columns="vacancies")
    view = NetworkView.of(town().with_nodes(nodes))
    assert (
        said(view, "key_dot_more", "en") == "The dots are alike: the number of jobs is not known."
    )
    assert "area" in said(town_view(), "key_dot_more", "en")


@pytest.mark.parametrize("name", ["words", "occupations", "no_jobs"])
def test_sentences_that_suit_a_kind_of_page_replace_others_and_fill_in_the_same(name):
    for key, texts in json.loads((TEMPLATES / f"{name}.json").read_text("utf-8")).items():
        assert set(texts) == {"sv", "en"}
        assert "{" not in "".join([*texts.values(), *sentences()[key].values()])


def sentences():
    return json.loads((TEMPLATES / "network.json").read_text("utf-8"))


def test_every_sentence_that_is_asked_for_exists_and_every_one_is_used():
    written = "".join(
        path.read_text("utf-8")
        for path in sorted(TEMPLATES.glob("*.[hj]*[ls]"))
        if not path.name.startswith(OTHER_PAGES)
    )
    shell = json.loads((TEMPLATES.parents[1] / "foundation/templates/page.json").read_text("utf-8"))
    asked = set(re.findall(r'say\("(\w+)"', written))
    asked |= set(re.findall(r'data-(?:text|label|title|placeholder)="(\w+)"', written))
    asked |= set(re.findall(r'heading: "(\w+)"', written))
    known = {*sentences(), *shell, "title"}
    assert asked - known == set()
    by_name = (
        "measure_",
        "formula_",
        "level_",
        "one_",
        "single_",
        "several_",
        "own_title",
        "jobs",
        "table_caption",
        "code",
        "group",
    )
    unused = {key for key in sentences() if key not in asked and not key.startswith(by_name)}
    assert unused == set()


@pytest.mark.parametrize("key", sorted(sentences()))
def test_both_languages_fill_in_the_same_things(key):
    said = sentences()[key]
    assert set(said) == {"sv", "en"}
    filled = {language: set(re.findall(r"\{(\w+)", said[language])) for language in said}
    assert filled["sv"] == filled["en"]


def linear(colour):
    """The light of a colour written #rrggbb, from 0 to 1 for red, green and blue."""
    channels = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def oklab(light):
    """Where a colour stands in Ottosson's (2020) space, in which distances are as they are seen."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    axes = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return axes @ np.cbrt(cones @ np.clip(light, 0, 1))


VISIONS = {
    "typical": np.eye(3),
    "without red cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "without green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}
"""Machado, Oliveira and Fernandes (2009), https://doi.org/10.1109/TVCG.2009.113, severity 1."""


@pytest.mark.parametrize("vision", VISIONS)
def test_twelve_group_colours_stay_apart_for_every_colour_vision(vision):
    code = (TEMPLATES / "colours.js").read_text("utf-8")
    fills = re.findall(r'"(#[0-9a-f]{6})"', code.split("const fills")[1].split("]")[0])
    assert len(fills) == 12
    seen = [oklab(np.asarray(VISIONS[vision]) @ linear(fill)) for fill in fills]
    nearest = min(np.linalg.norm(a - b) for k, a in enumerate(seen) for b in seen[:k])
    # A difference of about 0.02 is just noticed side by side.
    assert nearest > 0.08


def test_group_colours_are_visible_on_white():
    code = (TEMPLATES / "colours.js").read_text("utf-8")
    for fill in re.findall(r'"(#[0-9a-f]{6})"', code.split("const none")[0]):
        luminance = linear(fill) @ [0.2126, 0.7152, 0.0722]
        assert 1.05 / (luminance + 0.05) > 2.2, fill
