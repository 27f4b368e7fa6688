"""read_vacancies(): advertised vacancies by occupation and place."""

import pytest

from mobility.foundation.errors import InputError
from mobility.reading.vacancies import read_vacancies


def written(folder, text):
    (folder / "vacancies.csv").write_text(text, "utf-8")
    return folder / "vacancies.csv"


def test_codes_keep_their_zeros_and_rows_are_sorted(tmp_path):
    table = read_vacancies(written(tmp_path, "ssyk4,kommun,ads\n5120,Lund,7\n0110,Boden,2\n"))
    assert table.values.tolist() == [["0110", "Boden", 2], ["5120", "Lund", 7]]


def test_other_headings_are_named(tmp_path):
    file = written(tmp_path, "yrke;ort;antal\n5120;Lund;7\n")
    table = read_vacancies(file, occupation="yrke", place="ort", vacancies="antal")
    assert table["vacancies"].tolist() == [7]


def test_every_fault_is_told_with_its_row(tmp_path):
    with pytest.raises(InputError) as refused:
        read_vacancies(written(tmp_path, "ssyk4,kommun,ads\n5120,,7\n5120,Lund,-1\n5120,Lund,x\n"))
    assert [str(problem) for problem in refused.value.problems] == [
        "row 2, column 'place': a value is missing",
        "row 3, column 'vacancies': '-1' is not a whole number of at least 0",
        "row 4, column 'vacancies': 'x' is not a whole number of at least 0",
    ]


def test_a_pair_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(InputError, match="row 3: occupation '5120' in 'Lund' stands twice"):
        read_vacancies(written(tmp_path, "ssyk4,kommun,ads\n5120,Lund,7\n5120,Lund,2\n"))


@pytest.mark.shared_data
def test_the_ads_of_2024_are_all_there(shared_data):
    table = read_vacancies(shared_data("af-sweden") / "ads_2024_ssyk4_kommun.csv")
    assert (len(table), table["vacancies"].sum()) == (44_219, 697_030)
    assert (table["occupation"].nunique(), table["place"].nunique()) == (400, 290)
