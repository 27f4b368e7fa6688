"""Networks go out and come in again in four formats."""

import pandas as pd
import pytest

from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.network import Network
from mobility.foundation.network_files import FORMATS, read_network, write_network
from mobility.foundation.recipe import Recipe, Step


@pytest.fixture
def kitchen() -> Network:
    nodes = pd.DataFrame(
        {"title": ["Cook", "Waiter å", None], "ads": [12, 7, 0]},
        index=pd.Index(["0110", "5131", "9412"], name="occupation"),
    )
    edges = pd.DataFrame({"source": ["5131"], "target": ["0110"], "weight": [0.1 + 0.2]})
    recipe = Recipe().then(Step.of("relatedness", {"measure": "proximity"}))
    return Network(nodes, edges, False, "proximity", "SSYK 2012", recipe)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("directed", [False, True])
def test_a_network_comes_back_as_it_went_out(tmp_path, kitchen, kind, directed):
    edges = pd.DataFrame({"source": ["5131"], "target": ["0110"], "weight": [0.1 + 0.2]})
    sent = Network(kitchen.nodes, edges, directed, "proximity", "SSYK 2012", kitchen.recipe)
    back = read_network(write_network(sent, tmp_path / f"kitchen.{kind}"))
    assert back.directed is directed
    assert list(back.nodes.index) == ["0110", "5131", "9412"]
    assert back.nodes["title"].iloc[1] == "Waiter å"
    assert pd.isna(back.nodes["title"].iloc[2])
    ends = ["source", "target", "weight"]
    assert back.edges[ends].to_dict("records") == sent.edges[ends].to_dict("records")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_tables_carry_kind_measure_version_and_recipe(tmp_path, kitchen, kind):
    back = read_network(write_network(kitchen, tmp_path / "kitchen", format=kind), format=kind)
    assert back.nodes.index.name == "occupation"
    assert (back.measure, back.version) == ("proximity", "SSYK 2012")
    assert back.recipe == kitchen.recipe


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_network_gives_the_same_bytes(tmp_path, kitchen, kind):
    def content(name: str) -> list[bytes]:
        place = write_network(kitchen, tmp_path / name / f"k.{kind}")
        files = sorted(place.iterdir()) if place.is_dir() else [place]
        return [file.read_bytes() for file in files]

    assert content("one") == content("two")


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path, kitchen):
    with pytest.raises(InputError, match="'csv', 'parquet', 'graphml', 'gexf'"):
        write_network(kitchen, tmp_path / "kitchen.dot")


def test_text_that_is_no_graphml_is_named_as_such(tmp_path):
    place = tmp_path / "x.graphml"
    place.write_text("not xml", "utf-8")
    with pytest.raises(FileProblemError, match="is not graphml"):
        read_network(place)
