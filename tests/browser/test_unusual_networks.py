"""The network page of networks that are small, bare, crowded or wordy: each still a good page."""

import re

import pandas as pd
import pytest

from mobility.foundation.network import Network
from mobility.showing.network_page import network_page
from mobility.showing.network_view import NetworkView

pytestmark = pytest.mark.browser

TABS = ("tab-groups", "tab-occupation", "tab-table")
LONG = "Yrke {} inom " + "sammansattaordutanmellanslag" * 4  # 120 letters and no place to break


def codes(n):
    return [f"{1000 + i}" for i in range(n)]


def occupations(n, *, groups=1, title="Yrke {}", **known):
    """A node table with occupations dealt out to groups; in none for ``groups=0``."""
    community = [i % groups + 1 if groups else 0 for i in range(n)]
    columns = {"title": [title.format(i) for i in range(n)], "community": community, **known}
    return pd.DataFrame(columns, index=pd.Index(codes(n), name="occupation"))


def chain(n):
    return pd.DataFrame({"source": codes(n)[:-1], "target": codes(n)[1:], "weight": 0.5})


def network(nodes, edges=None):
    given = chain(1).astype({"weight": "float64"}) if edges is None else edges
    return Network.from_edges(given, nodes=nodes, measure="cosine", version="SSYK 2012")


CASES = {
    "one occupation": lambda: network(occupations(1, groups=0, vacancies=[5], ads=[4])),
    "no edges": lambda: network(occupations(40, groups=0, vacancies=7, ads=20)),
    "thirty groups": lambda: network(occupations(90, groups=30, vacancies=7, ads=20), chain(90)),
    "long titles": lambda: network(occupations(12, groups=2, title=LONG, ads=3), chain(12)),
    "no vacancies": lambda: network(occupations(12, groups=2, ads=30), chain(12)),
    "nothing but titles": lambda: network(occupations(12, groups=2), chain(12)),
}


@pytest.fixture
def case(opened, request):
    html = network_page(NetworkView.of(CASES[request.param]()))
    return lambda width: opened(html, width=width, height=760)


def choose(page, code):
    page.find("#search").send_keys(f"{code}\n")


@pytest.mark.parametrize("case", CASES, indirect=True)
@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_cut_blank_or_complained_about(case, width):
    page = case(width)
    choose(page, "1000")
    for tab in TABS:
        page.js("document.getElementById(arguments[0]).click()", tab)
        view = page.find(f"#{page.find(f'#{tab}').get_attribute('aria-controls')}")
        assert not re.search(r"\b(NaN|undefined|null|Infinity)\b", page.find("body").text)
        for element in (page.find("html"), view):
            assert (
                page.js("return arguments[0].scrollWidth - arguments[0].clientWidth", element) <= 0
            )
    assert page.complaints() == []


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_every_dot_is_inside_the_picture_and_above_the_key_of_sizes(case):
    page = case(1200)
    outside = page.js(
        "const box = document.getElementById('network').getBoundingClientRect();"
        "const key = document.getElementById('sizes').getBoundingClientRect();"
        "return window.networkPicture.places().filter(({ x, y }) => x < 0 || y < 0"
        " || x > box.width || y > box.height"
        " || (key.width && x + box.left < key.right && y + box.top > key.top))"
    )
    assert outside == []


@pytest.mark.parametrize("case", ["thirty groups"], indirect=True)
def test_the_thirteenth_group_is_a_ring_and_the_twenty_fifth_is_grey(case):
    page = case(1200)
    looks = page.js(
        "return [...document.querySelectorAll('#groups .swatch')].map((e) => e.style.cssText)"
    )
    assert len(looks) == 30
    assert len(set(looks[:24])) == 24
    assert "4px" in looks[12]
    assert "4px" not in looks[11]
    assert len(set(looks[24:])) == 1


@pytest.mark.parametrize("case", ["no edges"], indirect=True)
def test_without_lines_there_is_no_slider_for_lines(case):
    assert not case(1200).find(".strength").is_displayed()


@pytest.mark.parametrize("case", ["no vacancies"], indirect=True)
def test_without_vacancies_the_page_promises_no_sizes_and_has_no_column_of_them(case):
    page = case(1200)
    assert "antalet jobb är inte känt" in page.find(".key").text
    assert not page.find("#sizes").is_displayed()
    page.find("#tab-table").click()
    assert page.texts("#table thead button") == ["Yrke", "Annonser"]
    assert page.texts("#table .code")[:2] == ["1000", "1001"]  # by title
    choose(page, "1000")
    assert page.texts(".figure strong") == ["30"]


@pytest.mark.parametrize("case", ["nothing but titles"], indirect=True)
def test_what_is_not_known_of_any_occupation_is_left_out(case):
    page = case(1200)
    page.find("#tab-table").click()
    assert page.texts("#table thead button") == ["Yrke"]


LABELS = """
const level = page.data.levels[0];
const [width, height] = [900, 500];
const written = [];
const context = {
  measureText: (text) => ({ width: 7 * text.length }),
  fillText() {},
  strokeText: (text, x, y) => {
    const half = 3.5 * text.length;
    written.push({ text, left: x - half, right: x + half, top: y - 6, bottom: y + 6 });
  },
};
const order = level.code.map((code, i) => i);
const scene = { ...level, lines: level.title.map((title) => [title]), bySize: order };
const state = { chosen: null, hovered: null, near: new Set(), groups: new Set() };
const view = { width, height, covered: [], ...drawing.whole(scene, width, height) };
drawing.labels(context, scene, state, view);
const crossed = written.filter((a) => written.some((b) => a !== b && a.left < b.right
  && a.right > b.left && a.top < b.bottom && a.bottom > b.top));
const covers = (label, i) => {
  const x = (scene.x[i] - view.centre.x) * view.scale + width / 2;
  const y = (scene.y[i] - view.centre.y) * view.scale + height / 2;
  const across = x - Math.max(label.left, Math.min(x, label.right));
  const down = y - Math.max(label.top, Math.min(y, label.bottom));
  const radius = scene.radius[i] * view.scale;
  return level.title[i] !== label.text && Math.hypot(across, down) < radius - 1;
};
const covering = written.filter((label) => order.some((i) => covers(label, i)));
return [written.length, crossed, covering, scene.radius[0] * view.scale];
"""


def test_labels_never_cover_each_other_nor_a_large_dot_of_another_occupation(opened):
    nodes = occupations(16, groups=3, title="Ett ganska långt namn på {}", vacancies=100, ads=20)
    everyone = [(a, b, 0.5) for a in codes(16) for b in codes(16) if a < b]
    edges = pd.DataFrame(everyone, columns=["source", "target", "weight"])
    page = opened(network_page(NetworkView.of(network(nodes, edges))))
    written, crossed, covering, radius = page.js(LABELS)
    assert radius > 11  # every dot here is a large one
    assert written >= 4
    assert crossed == []
    assert covering == []
