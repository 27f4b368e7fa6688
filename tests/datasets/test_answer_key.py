"""The answer key tells how well skills are found, and the ads hold a network that makes sense."""

import pandas as pd
import pytest

from mobility.counting.occupation_skills import occupation_skills
from mobility.counting.weights import tf_idf
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import demo_occupations, demo_skills, shipped_rows
from mobility.finding.find import find_skills
from mobility.foundation.ads import Ads
from mobility.reading.ads import read_ads
from mobility.relating.nearest import nearest
from mobility.relating.relatedness import relatedness


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Ads:
    return read_ads(write_synthetic_ads(tmp_path_factory.mktemp("demo") / "ads.jsonl.gz"))


@pytest.fixture(scope="module")
def mentions(read) -> pd.DataFrame:
    return find_skills(read, demo_skills())


@pytest.mark.parametrize(
    ("how", "share"),
    [
        ("label", 0.97),
        ("synonym", 0.95),
        ("definite", 0.9),
        ("elliptic", 0.9),
        ("structured", 0.95),
    ],
)
def test_nearly_every_planted_skill_is_found_however_it_is_said(planted, mentions, how, share):
    found = set(zip(mentions["ad"], mentions["skill"], strict=True))
    traits = demo_skills().skills.query("kind == 'trait'").index
    rows = planted[(planted["how"] == how) & ~planted["skill"].isin(traits)]
    hits = [pair in found for pair in zip(rows["ad"], rows["skill"], strict=True)]
    assert sum(hits) / len(hits) >= share


def test_hardly_anything_is_found_that_was_not_planted(planted, mentions):
    key = set(zip(planted["ad"], planted["skill"], strict=True))
    found = set(zip(mentions["ad"], mentions["skill"], strict=True))
    assert len(found - key) / len(found) <= 0.02


def test_the_nearest_unit_group_is_mostly_of_the_same_kind_of_work(read, mentions):
    weights = tf_idf(occupation_skills(read, mentions, occupations=demo_occupations()))
    first = nearest(relatedness(weights, between="occupation", measure="cosine"), weights, n=1)
    sector = {row["occupation"]: row["sector"] for row in shipped_rows("ad_groups.csv")}
    same = first["occupation"].map(sector) == first["neighbour"].map(sector)
    assert len(first) >= 60
    # Seventeen sectors: by chance about one pair in ten would share one.
    assert same.mean() >= 0.6
