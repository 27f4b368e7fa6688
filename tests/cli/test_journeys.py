"""A table of journeys given to a command: read as it was saved, and its places looked up."""

from pathlib import Path

import pytest

from mobility.cli.app import main

HEADINGS = "place_from,place_to,minutes\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study") / "demo"
    assert main(["demo", "--out", str(folder), "--ads", "300"]) == 0
    return folder


def asked(demo: Path, file: Path, *more: str) -> list[str]:
    return ["adjacent", str(demo), "--skill", "truckkort", "--commuting", str(file), *more]


def test_a_table_saved_by_a_spreadsheet_is_read_and_a_misspelled_place_is_told(
    demo, tmp_path, capsys
):
    file = tmp_path / "restider.csv"
    text = f"{HEADINGS}Göteborg,Malmö,20\nGöteborg,Atlantis,30\n"
    file.write_bytes(text.encode("latin-1"))
    for command in (
        asked(demo, file, "--place", "Göteborg", "--within", "30"),
        ["matcher", str(demo), "--commuting", str(file), "--out", str(tmp_path / "m.html")],
    ):
        assert main(command) == 0
        said = capsys.readouterr().err
        assert "restider.csv: läst som cp1252, inte UTF-8" in said
        assert "1 av platserna har inga annonserade jobb (rättstavade?): Atlantis" in said


def test_a_refusal_names_the_file_and_its_line_in_both_languages(demo, tmp_path, capsys):
    file = tmp_path / "restider.csv"
    file.write_text(f"{HEADINGS}Göteborg,Malmö,20\nGöteborg,Malmö,25\n", "utf-8")
    for language, said in (
        ("sv", "rad 3: minuterna från 'Göteborg' till 'Malmö' står två gånger"),
        ("en", "row 3: the minutes from 'Göteborg' to 'Malmö' are given twice"),
    ):
        assert main(asked(demo, file, "--language", language)) == 1
        refused = capsys.readouterr().err
        assert "restider.csv" in refused
        assert said in refused


def test_a_table_of_places_that_are_all_unknown_is_refused_with_how_to_write_them(
    demo, tmp_path, capsys
):
    file = tmp_path / "restider.csv"
    file.write_text(f"{HEADINGS}Atlantis,Avalon,20\n", "utf-8")
    assert main(asked(demo, file)) == 1
    assert "ingen av de 2 platserna har lediga jobb; skriv platser som" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["adjacent", "almost-have", "matcher"])
def test_every_command_says_the_headings_of_the_table(command, capsys):
    main([command, "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    for heading in ("place_from", "place_to", "minutes"):
        assert heading in shown
