"""The help of `mobility`: every command and every option, in Swedish and in English."""

import re

import pytest

from mobility.cli import main
from mobility.cli.app import app
from mobility.cli.help import WRITTEN, command_line, every_command
from mobility.cli.swedish.help import HELP

ENGLISH = dict(every_command(command_line(app, "en")))
PATHS = sorted(ENGLISH)


def sentences(path):
    """Give what the help of a command tells in English, by the name of what it tells of."""
    command = ENGLISH[path]
    yield path, command.help
    for parameter in command.params:
        yield f"{path} {parameter.name}", parameter.help.removesuffix("  [default: sv]")


def unsaid(path):
    """Name what of a command has no help at all, or none in Swedish."""
    return [name for name, said in sentences(path) if not said or said not in HELP]


def test_the_walk_sees_the_commands_within_a_command():
    assert {"", "region", "almost-have", "corpus", "corpus build"} <= set(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_every_command_and_every_option_has_its_swedish(path):
    assert unsaid(path) == []


def test_an_option_without_swedish_is_named(monkeypatch):
    monkeypatch.delitem(HELP, "Where the data come from, said on the page.")
    assert unsaid("matcher") == ["matcher source"]


def test_no_swedish_stands_for_a_sentence_that_no_command_says():
    assert set(HELP) == {said for path in PATHS for _, said in sentences(path)}


def test_no_sentence_stands_in_english_among_the_swedish():
    assert [english for english, swedish in HELP.items() if english == swedish] == []
    foreign = re.compile(r"\b(the|of|which|where|folder|file|unless|told|repeatable)\b", re.I)
    assert [swedish for swedish in HELP.values() if foreign.search(swedish)] == []


def test_options_and_commands_named_in_english_are_named_in_swedish():
    for english, swedish in HELP.items():
        named = set(re.findall(r"--[a-z-]+|`[^`]+`", english))
        assert named <= set(re.findall(r"--[a-z-]+|`[^`]+`", swedish)), swedish


@pytest.mark.parametrize("path", PATHS)
def test_help_is_printed_in_swedish_unless_english_is_asked_for(path, capsys):
    told = " ".join(ENGLISH[path].help.split())
    heard = {}
    for language, words in (("sv", []), ("en", ["--language", "en"])):
        assert main([*path.split(), *words, "--help"]) == 0
        heard[language] = " ".join(capsys.readouterr().out.split())
    assert HELP[told] in heard["sv"]
    assert told not in heard["sv"]
    assert told in heard["en"]
    assert "Visa den här hjälpen." in heard["sv"]
    assert "Show this message and exit." in heard["en"]


@pytest.mark.parametrize("path", PATHS)
def test_no_heading_and_no_kind_of_value_is_left_in_english(path, capsys):
    assert main([*path.split(), "--help"]) == 0
    heard = capsys.readouterr().out
    for word in ("Usage", "Options", "Arguments", "Commands", "[default", "required", "[ARGS]"):
        assert word not in heard
    # What is chosen from is shown as it is to be written.
    kinds = set(re.findall(r"<[^ >]+>", heard)) - {"<sv|en>", "<zero|withheld>"}
    assert kinds == set()


def test_what_is_written_after_an_option_belongs_to_an_option_there_is():
    names = {parameter.name for command in ENGLISH.values() for parameter in command.params}
    options = {name for path in PATHS for name, _ in sentences(path)}
    assert [name for name in WRITTEN if name not in names | options] == []


@pytest.mark.parametrize(
    "words",
    [
        ["--language", "en", "region", "--help"],
        ["region", "--help", "--language", "en"],
        ["region", "--language=en", "--help"],
    ],
)
def test_the_language_may_stand_before_the_command_and_after_the_help(words, capsys):
    assert main(words) == 0
    heard = capsys.readouterr().out
    assert "Folder for page and workbook." in heard
    assert "Mapp för sidan" not in heard


def test_english_before_the_command_holds_for_what_the_command_says(tmp_path, capsys):
    ads = tmp_path / "ads.csv"
    ads.write_text("id,description,ssyk4\n1,Vi söker en kock.,5120\n", "utf-8")
    columns = ["--column", "text=description"]
    assert main(["--language", "en", "check", str(ads), *columns]) == 0
    assert "lines in" in "".join(capsys.readouterr())
    assert main(["check", str(ads), *columns]) == 0
    assert "rader in" in "".join(capsys.readouterr())


def test_no_words_at_all_are_answered_with_help_in_swedish(capsys):
    assert main([]) == 2
    assert "Kommandon:" in capsys.readouterr().err
    assert main(["corpus"]) == 2
    assert "Bygg en samling" in capsys.readouterr().err
