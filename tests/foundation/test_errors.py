"""Errors name the thing, show the value and give the way out."""

import pytest

from mobility.foundation.errors import (
    EmptyResultError,
    Fault,
    FileProblemError,
    InputError,
    MissingPackageError,
    MobilityError,
    UnknownNameError,
    VersionError,
)


@pytest.mark.parametrize(
    ("ours", "builtin"),
    [
        (InputError("ads", ["no text"]), ValueError),
        (VersionError.between("ads", "SSYK 96", "titles", "SSYK 2012"), ValueError),
        (FileProblemError("ads.csv", "is empty."), OSError),
        (UnknownNameError("skill", "ovn", ["oven"]), LookupError),
        (EmptyResultError("nothing left"), ValueError),
        (MissingPackageError("torch", "Install it."), ImportError),
    ],
)
def test_every_error_is_ours_and_one_that_python_knows(ours, builtin):
    assert isinstance(ours, MobilityError)
    assert isinstance(ours, builtin)


def test_a_fault_says_where_what_and_what_was_expected():
    fault = Fault("a date", row=3, column="day", value="soon", nearest="2024-01-01")
    assert str(fault) == "row 3, column 'day': 'soon' is not a date Did you mean '2024-01-01'?"


def test_a_fault_of_the_whole_table_needs_no_place():
    assert str(Fault("the table has no rows")) == "the table has no rows"


def test_an_input_error_lists_every_problem_but_shows_twenty():
    error = InputError("ads.csv", [f"line {i} is bad" for i in range(25)])
    assert len(error.problems) == 25
    assert str(error).startswith("ads.csv: 25 problem(s)\n  - line 0 is bad")
    assert str(error).endswith("- line 19 is bad\n  … and 5 more")  # 25 − 20


def test_exactly_twenty_problems_hide_nothing():
    assert "more" not in str(InputError("ads.csv", [f"line {i}" for i in range(20)]))


def test_mixed_versions_name_both_sides_and_the_way_out():
    text = str(VersionError.between("flows", "SIC 2003", "titles", "SIC 2007"))
    assert "flows" in text
    assert "'SIC 2003'" in text
    assert "'SIC 2007'" in text
    assert "crosswalk" in text


def test_an_unknown_name_gives_the_nearest_whatever_the_case():
    error = UnknownNameError("skill", "BOKSLTU", ["bokslut", "bakning"])
    assert error.near == ("bokslut",)
    assert "Did you mean 'bokslut'?" in str(error)
    assert "among 2" in str(error)


def test_an_unknown_code_is_near_those_that_begin_as_it_does():
    """As text 6121 is as like 5121 as 5120 is; in a classification it is another branch."""
    error = UnknownNameError("occupation", "5121", ["6121", "5120", "9412"])
    assert error.near == ("5120",)


def test_an_unknown_name_near_nothing_gives_no_hint():
    assert "Did you mean" not in str(UnknownNameError("skill", "xyzzy", ["oven"]))


def test_a_missing_file_names_the_nearest_file_in_its_folder(tmp_path):
    (tmp_path / "ads.jsonl").write_text("{}")
    error = FileProblemError.missing(tmp_path / "add.jsonl")
    assert "Did you mean 'ads.jsonl'?" in str(error)


def test_a_missing_file_in_a_missing_folder_says_that_the_folder_is_missing(tmp_path):
    error = FileProblemError.missing(tmp_path / "nowhere" / "ads.jsonl")
    assert "does not exist either" in str(error)
