import pandas as pd
import pytest

from mobility.counting.grouped_regions import grouped_regions
from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reading.employment import read_employment
from mobility.reading.region_groups import read_region_groups


def written(folder, text, name="jobs.csv"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_withheld_counts_are_ranges_and_not_zero_or_the_limit(tmp_path):
    file = written(tmp_path, "region,industry,count\nA,0111,..\nA,0112,<10\nB,0111,12\n")
    found = read_employment(file, withheld_below=10, version="SNI 2007")
    assert found.table[["low", "high"]].to_numpy().tolist() == [[0, 9], [0, 9], [12, 12]]
    low, high = found.bounds()
    assert (low[1, 1], high[1, 1]) == (0, 0)
    counts = dict(found.recipe.steps[-1].counts)
    assert counts == {"rows": 3, "withheld": 2, "jobs": 12}


def test_a_pair_that_is_not_listed_may_be_withheld_too(tmp_path):
    file = written(tmp_path, "region,industry,count\nA,0111,30\nB,0112,12\n")
    _, high = read_employment(file, withheld_below=10, unlisted="withheld").bounds()
    assert high.tolist() == [[30, 9], [9, 12]]


def test_industry_and_occupation_together_are_one_activity(tmp_path):
    file = written(tmp_path, "region,sni,ssyk,n\nA,5610,5120,3\nA,5610,,4\n")
    with pytest.raises(InputError, match="row 3, column 'activity': a value is missing"):
        read_employment(file, activity=("sni", "ssyk"), count="n", kind="industry×occupation")
    file = written(tmp_path, "region,sni,ssyk,n\nA,5610,5120,3\n")
    found = read_employment(file, activity=("sni", "ssyk"), count="n", kind="industry×occupation")
    assert found.activities.tolist() == ["5610 · 5120"]
    assert found.activities.name == "industry×occupation"


def test_every_fault_is_told_at_once(tmp_path):
    file = written(tmp_path, "region,industry,count\nA,0111,3\nA,0112,\n")
    with pytest.raises(InputError, match=r"say below which counts are withheld") as error:
        read_employment(file)
    assert len(error.value.problems) == 1
    with pytest.raises(InputError, match=r"'3' is not 0, blank, or at least 5"):
        read_employment(file, withheld_below=5)
    twice = written(tmp_path, "region,industry,count\nA,0111,3\nA,0111,4\n")
    with pytest.raises(InputError, match=r"' · A · 0111' is not a region and activity"):
        read_employment(twice)


def test_periods_are_in_order_and_the_last_is_meant_unless_told(tmp_path):
    file = written(tmp_path, "region,industry,year,count\nA,1,2015,5\nA,1,2014,3\n")
    found = read_employment(file, period="year")
    assert found.periods == ("2014", "2015")
    assert found.bounds()[0].tolist() == [[5]]
    assert found.bounds("2014")[0].tolist() == [[3]]
    assert repr(found) == "RegionalCounts(1 regions × 1 industry, 8 jobs, 2 periods)"
    with pytest.raises(UnknownNameError, match="No period named '2013' among 2"):
        found.bounds("2013")


def test_a_row_without_a_period_among_others_that_have_one_is_refused():
    table = pd.DataFrame(
        {"region": "A", "industry": ["1", "2"], "count": 1, "period": ["2014", ""]}
    )
    with pytest.raises(InputError, match="row 2: a period is missing"):
        RegionalCounts.of(table, kind="industry")
    with pytest.raises(EmptyResultError, match="no count of any region"):
        RegionalCounts.of(table.head(0), kind="industry")


PLACES = "kommun,lan,fa\nLund,Skåne,Malmö\nEslöv,Skåne,Malmö\nBoden,Norrbotten,Luleå\n"


def test_places_are_added_up_to_counties_and_a_withheld_count_stays_a_range(tmp_path):
    """Lund 30 and Eslöv 0–9: the county has from 30 to 39."""
    file = written(tmp_path, "region,industry,count\nLund,1,30\nEslöv,1,x\nBoden,1,20\n")
    places = written(tmp_path, PLACES, "places.csv")
    groups = read_region_groups(
        places, region="kommun", groups={"county": "lan", "functional region": "fa"}
    )
    counts = read_employment(file, withheld_below=10)
    found = grouped_regions(counts, groups, to="functional region")
    assert found.regions.tolist() == ["Luleå", "Malmö"]
    low, high = found.bounds()
    assert (low.tolist(), high.tolist()) == ([[20], [30]], [[20], [39]])
    assert [step.name for step in found.recipe.steps] == [
        "read_employment", "read_region_groups", "grouped_regions"
    ]  # fmt: skip


def test_a_place_in_no_county_is_named_and_so_is_a_kind_of_region_that_is_not_there(tmp_path):
    counts = RegionalCounts.of(
        pd.DataFrame({"region": ["Lund", "Ale"], "industry": "1", "count": 1}), kind="industry"
    )
    groups = pd.DataFrame({"region": ["Lund", "Lund"], "county": "Skåne"})
    with pytest.raises(InputError, match=r"'Lund' stands twice[\s\S]*'Ale' is in no county"):
        grouped_regions(counts, groups, to="county")
    with pytest.raises(UnknownNameError, match="No kind of region named 'lan'"):
        grouped_regions(counts, groups, to="lan")
    twice = written(tmp_path, "municipality,lan\nLund,Skåne\nLund,Skåne\n")
    with pytest.raises(InputError, match="'Lund' stands already on row 2"):
        read_region_groups(twice, groups={"county": "lan"})


def test_a_heading_that_is_missing_is_named_as_what_it_is_for(tmp_path):
    file = tmp_path / "jobs.csv"
    file.write_text("lan,sni,n\nSkåne,7211,40\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"activity'") as told:
        read_employment(file, region="lan", activity="bransch", count="n", version="SNI 2007")
    assert "activity 0" not in str(told.value)
    assert "bransch" in str(told.value)
