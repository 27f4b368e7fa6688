"""Employers and their industries: no person is kept, and every row is accounted for."""

import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.ads import Ads
from mobility.foundation.errors import InputError, VersionError
from mobility.reading.ads import read_ads
from mobility.reading.coverage import ad_coverage
from mobility.reading.employer_industries import with_industries
from mobility.reading.employer_register import Employers, read_employers
from mobility.reading.employers import legal_person
from tests.reading.archive_shapes import as_lines, enriched, without_numbers

HEADING = "PeOrgNr\tForetagsnamn\tFtgStat\tNg1\tNg2\tNg3\tNg4\tNg5"


def written(folder, *rows, heading=HEADING):
    file = folder / "scb_bulkfil.txt"
    file.write_bytes("\r\n".join([heading, *rows]).encode("latin-1"))
    return file


def row(number, *codes, name="Kök & Bår AB"):
    return "\t".join([number, name, "1", *codes, *[""] * (5 - len(codes))])


def counts(employers):
    return dict(employers.recipe.steps[0].counts)


def table(employers):
    return {int(n): int(c) for n, c in zip(employers.numbers, employers.industries, strict=True)}


def test_the_main_industry_of_each_employer_is_read(tmp_path):
    file = written(
        tmp_path,
        row("165566778899", "56100", "78200"),
        row("162021000654", "84111"),
        row("5566778800", "01110"),
        row('"165566778811"', '"78200"'),
        row("165566778822", "", "56.100"),
        row("165566778833", "00000", "85100"),
    )
    employers = read_employers(file)
    assert table(employers) == {
        5566778899: 56100,
        2021000654: 84111,
        5566778800: 1110,
        5566778811: 78200,
        5566778822: 56100,
        5566778833: 85100,
    }
    assert repr(employers) == "Employers(6 employers, 1 agencies, 'SNI 2007')"


def test_every_row_is_an_employer_or_counted_with_why_it_is_none(tmp_path):
    file = written(
        tmp_path,
        row("165566778899", "56100"),
        row("165566778899", "78200"),
        row("198112189876", "96021", name="Ann Ek"),
        row("8112189876", "96021"),
        row("811218-9876", "96021"),
        row("200112709876", "96021"),
        row("", "56100"),
        row("19811218-T876", "56100"),
        row("165566778800"),
        row("165566778801", "5610"),
        "165566778802\t56100",
        "",
    )
    assert counts(read_employers(file)) == {
        "rows": 11,
        "employers": 1,
        "another number of columns": 1,
        "no industry": 1,
        "no usable number": 2,
        "number stands twice": 1,
        "persons": 4,
        "unreadable industry": 1,
    }


def test_nothing_of_a_person_is_kept(tmp_path):
    file = written(
        tmp_path, row("165566778899", "56100"), row("198112189876", "96021", name="Ann Ek")
    )
    employers = read_employers(file)
    everything = f"{employers!r} {table(employers)} {employers.recipe.to_json()}"
    for private in ("8112189876", "Ann", "96021"):
        assert private not in everything


@settings(max_examples=200, deadline=None)
@given(
    day=st.dates(),
    coordination=st.booleans(),
    last=st.integers(0, 9999),
    mark=st.sampled_from(["", "-"]),
    century=st.sampled_from(["", "18", "19", "20"]),
)
def test_a_persons_number_in_any_writing_is_never_an_employers(
    day, coordination, last, mark, century
):
    """A coordination number has 60 added to its day."""
    born = f"{day.year % 100:02d}{day.month:02d}{day.day + 60 * coordination:02d}"
    number = f"{century}{born}{mark}{last:04d}"
    assert legal_person(number) is None
    own = pd.DataFrame({"employer": [number], "industry": ["56100"]})
    with pytest.raises(InputError, match="the number of a legal person is expected"):
        Employers.from_table(own, version="SNI 2007")


def test_the_file_is_read_as_it_is_packed(tmp_path):
    plain = written(tmp_path, row("165566778899", "56100"))
    packed = tmp_path / "scb_bulkfil.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("scb_bulkfil_JE.txt", plain.read_bytes())
    assert table(read_employers(packed)) == table(read_employers(plain))


def test_a_file_of_other_columns_is_refused_with_those_it_has(tmp_path):
    with pytest.raises(InputError, match=r"no column 'PeOrgNr'.*'OrgNr'.*Did you mean 'OrgNr'"):
        read_employers(written(tmp_path, heading="OrgNr\tNg1"))


def test_a_file_of_persons_only_is_refused_without_showing_one(tmp_path):
    with pytest.raises(InputError, match=r"no employer with an industry \(persons: 1, rows: 1\)"):
        read_employers(written(tmp_path, row("198112189876", "96021")))


def test_a_table_of_ones_own_is_checked_without_showing_a_persons_number():
    own = pd.DataFrame(
        {
            "employer": ["5566778899", "8112189876", "556677-8899", "2021000654"],
            "industry": ["56100", "96021", "78200", "8411"],
        }
    )
    with pytest.raises(InputError) as refused:
        Employers.from_table(own, version="SNI 2007")
    said = str(refused.value)
    assert "3 problem(s)" in said
    assert "row 3" in said
    assert "'8411' is not a code of five digits" in said
    assert "8112189876" not in said


@pytest.fixture
def register():
    own = pd.DataFrame(
        {
            "employer": ["5566778899", "2021000654", "5560000001"],
            "industry": ["56100", "01110", "78200"],
        }
    )
    return Employers.from_table(own, version="SNI 2007")


def test_ads_get_the_industry_of_their_employer_and_each_is_accounted_for(tmp_path, register):
    def by(number, digits):
        return enriched(number, employer={"name": "X", "organization_number": digits})

    file = tmp_path / "ads.jsonl"
    file.write_bytes(
        as_lines(
            by(1, "5566778899"),
            by(2, "202100-0654"),
            by(3, "5560000001"),
            by(4, "5569999999"),
            by(5, "8112189876"),
            without_numbers(6),
        )
    )
    ads = with_industries(read_ads(file, pseudonym_key=b"0123456789abcdef"), register)
    assert ads.table["industry"].fillna("").tolist() == ["56100", "01110", "78200", "", "", ""]
    assert ads.industry_version == "SNI 2007"
    assert dict(ads.recipe.steps[-1].counts) == {
        "ads": 6,
        "industry of their own": 0,
        "found in the register": 3,
        "employer not in the register": 1,
        "no number of a legal person": 2,
        "of temporary-work agencies": 1,
    }
    coverage = ad_coverage(ads)
    # 2021 has five ads, three with an industry, one of them by an agency; 2017 has no number.
    assert coverage.loc["2021", "industry"] == 3 / 5
    assert coverage.loc["2021", "temporary_work"] == 1 / 3
    assert coverage.loc["2017", "industry"] == 0
    assert pd.isna(coverage.loc["2017", "temporary_work"])


def test_an_industry_of_the_ads_own_is_kept_and_another_version_refused(register):
    own = pd.DataFrame(
        {"ad": ["1", "2"], "text": "x", "industry": ["47111", None], "employer": "5566778899"}
    )
    ads = with_industries(Ads.from_table(own, industry_version="SNI 2007"), register)
    assert ads.table["industry"].tolist() == ["47111", "56100"]
    with pytest.raises(VersionError, match="SNI 2002"):
        with_industries(Ads.from_table(own, industry_version="SNI 2002"), register)


def test_ads_without_any_employer_get_no_industry(register):
    ads = Ads.from_table(pd.DataFrame({"ad": ["1"], "text": "x"}))
    assert with_industries(ads, register).table["industry"].isna().all()
