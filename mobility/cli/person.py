"""person: the commands almost-have and adjacent, and how a person is told to them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from mobility.cli.arguments import AsCsv, AsJson
from mobility.cli.journeys import Commuting, journeys, say_unadvertised
from mobility.cli.order_options import BySchooling, ByVacancies, Crosswalk, Elsewhere, Esco, Order
from mobility.cli.output import progress_bar, put_blocks, put_table, result_form, say
from mobility.cli.spaces import space_of_study
from mobility.cli.words import said
from mobility.foundation.conditions import CONDITIONS
from mobility.reaching.adjacent import adjacent as adjacent_occupations
from mobility.reaching.almost_have import almost_have as almost_had_skills
from mobility.reaching.needs import NOT_KNOWN, OWN_ADS
from mobility.reaching.person import Person
from mobility.reaching.schooling import level_in
from mobility.reaching.skill_space import SkillSpace
from mobility.reaching.understand import NOT_UNDERSTOOD, REFUSED, UNDERSTOOD, UNSURE, understand
from mobility.reaching.vocabulary import vocabulary

UNUSABLE = 1
NEED_COLUMNS = ("conditions_against", "usual_against", "needs_unknown")
"""What speaks against a need, and of which needs nothing is known."""
_WORDS_OF = {
    UNDERSTOOD: "understood",
    UNSURE: "unsure",
    NOT_UNDERSTOOD: "not understood",
    REFUSED: "refused",
}

Folder = Annotated[Path, typer.Argument(help="Folder that `mobility study` wrote.")]
Text = Annotated[
    list[str] | None,
    typer.Option(
        "--text", help="What the person can, in own words: 'truckkort, exel'. Repeatable."
    ),
]
Means = Annotated[
    list[str] | None,
    typer.Option("--means", help="What a typed word means: 'exel=MS Excel', or '…=not this'."),
]
Have = Annotated[
    list[str] | None, typer.Option("--skill", help="A skill the person has. Repeatable.")
]
Held = Annotated[
    list[str] | None,
    typer.Option("--occupation", help="An occupation held, by code or title. Repeatable."),
]
Years = Annotated[
    list[str] | None,
    typer.Option("--years", help="Years in an occupation: 5120=2.5. Repeatable."),
]
Gates = Annotated[
    list[str] | None, typer.Option("--gate", help="A licence or legitimation held. Repeatable.")
]
Needs = Annotated[
    list[str] | None,
    typer.Option("--need", help="A condition the work must meet, such as part_time. Repeatable."),
]
Speaks = Annotated[
    list[str] | None,
    typer.Option("--speaks", help="A language and its level A1–C2: svenska=B1. Repeatable."),
]
Education = Annotated[
    str | None, typer.Option("--education", help="Highest education: level 1–7 or its name.")
]
Place = Annotated[
    str | None, typer.Option("--place", help="Whose vacancies are counted, by code or name.")
]
Within = Annotated[
    float | None,
    typer.Option("--within", min=0, help="Count places within so many minutes; needs --commuting."),
]
Most = Annotated[int, typer.Option("--most", min=1, help="Lines to show; 0 is not allowed.")]
Speak = Annotated[Literal["sv", "en"], typer.Option("--language", help="Of the results.")]


def almost_have(
    folder: Folder,
    text: Text = None,
    means: Means = None,
    skill: Have = None,
    occupation: Held = None,
    years: Years = None,
    gate: Gates = None,
    need: Needs = None,
    speaks: Speaks = None,
    education: Education = None,
    place: Place = None,
    within: Within = None,
    commuting: Commuting = None,
    most: Most = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = "sv",
) -> None:
    """List the skills a person nearly has, and what each one opens."""
    form = result_form(as_json, as_csv)
    space, read, person = _told(
        folder, commuting, language, Order(), text=text, means=means, skills=skill,
        occupations=occupation, years=years, gates=gate, needs=need, speaks=speaks,
        education=education,
    )  # fmt: skip
    answer = almost_had_skills(person, space, place=place, within=within)
    answer.attrs["understood"] = read.to_dict("records")
    shown = ["label", "class", "near", "bridge_label", "opens_reached", "opens_adjacent"]
    put_table(answer.head(most), form=form, language=language, shown=shown)
    if answer.empty:
        say(said("nothing near", language).format(tau=answer.attrs["tau"]))
    _say_notes(answer, language)


def adjacent(
    folder: Folder,
    text: Text = None,
    means: Means = None,
    skill: Have = None,
    occupation: Held = None,
    years: Years = None,
    gate: Gates = None,
    need: Needs = None,
    speaks: Speaks = None,
    education: Education = None,
    place: Place = None,
    within: Within = None,
    commuting: Commuting = None,
    elsewhere: Elsewhere = None,
    esco: Esco = None,
    crosswalk: Crosswalk = None,
    by_vacancies: ByVacancies = 0.0,
    by_schooling: BySchooling = 0.0,
    most: Most = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = "sv",
) -> None:
    """List the occupations a person reaches or nearly reaches, with what is held and missing."""
    form = result_form(as_json, as_csv)
    order = Order(elsewhere or (), by_vacancies, by_schooling, esco=esco, crosswalk=crosswalk)
    space, read, person = _told(
        folder, commuting, language, order, text=text, means=means, skills=skill,
        occupations=occupation, years=years, gates=gate, needs=need, speaks=speaks,
        education=education,
    )  # fmt: skip
    answer = adjacent_occupations(person, space, place=place, within=within)
    answer.attrs["understood"] = read.to_dict("records")
    if form == "table":
        here = "vacancies_here" if place else "vacancies"
        put_blocks(
            _needs_in_words(answer.head(most), person, language),
            heading=["occupation", "title", "class", "fit", "stretch", here, "note"],
            below=["held", "almost", "missing", "blocked_by", "gates_missing", *NEED_COLUMNS],
            language=language,
        )
    else:
        put_table(answer.head(most), form=form, language=language)
    _say_notes(answer, language)


def _needs_in_words(
    answer: pd.DataFrame, person: Person, language: Literal["sv", "en"]
) -> pd.DataFrame:
    """Write needs in words, with those added that nothing is known of."""
    both = zip(answer["conditions_rest_on"], answer["usual_against"], strict=True)
    unknown = [
        tuple(sorted(person.needs - set(usual))) if rests_on == NOT_KNOWN else ()
        for rests_on, usual in both
    ]
    answer = answer.assign(needs_unknown=pd.Series(unknown, index=answer.index, dtype="object"))
    words = {
        need: each.label if language == "sv" else each.label_en for need, each in CONDITIONS.items()
    }
    for column in NEED_COLUMNS:
        answer[column] = answer[column].map(lambda needs: tuple(words[need] for need in needs))
    both = zip(answer["conditions_against"], answer["conditions_rest_on"], strict=True)
    answer["conditions_against"] = [
        tuple(f"{need}{_whose(rests_on, language)}" for need in needs) for needs, rests_on in both
    ]
    return answer


def _whose(rests_on: str, language: Literal["sv", "en"]) -> str:
    """Return in brackets which broader group's ads are meant; nothing where they are its own."""
    if rests_on == OWN_ADS:
        return ""
    group = rests_on if language == "en" else f"{rests_on.partition('-')[0]}-siffrig grupp"
    return f" ({said('broader group', language).format(group=group)})"


def _told(
    folder: Path,
    commuting: Path | None,
    language: Literal["sv", "en"],
    order: Order,
    *,
    text: Sequence[str] | None,
    means: Sequence[str] | None,
    skills: Sequence[str] | None,
    occupations: Sequence[str] | None,
    years: Sequence[str] | None,
    gates: Sequence[str] | None,
    needs: Sequence[str] | None,
    speaks: Sequence[str] | None,
    education: str | None,
) -> tuple[SkillSpace, pd.DataFrame, Person]:
    """Open a study, say what was understood of the free text, and make the person."""
    if not (text or skills or occupations or years):
        raise typer.BadParameter("Say at least one --text, --skill, --occupation or --years.")
    lasted = {name: _number(length) for name, length in _pairs(years, "--years", "5120=2.5")}
    corrections = dict(_pairs(means, "--means", "exel=MS Excel"))
    with progress_bar() as progress:
        minutes = journeys(commuting, language)
        space, _ = space_of_study(folder, progress, commuting=minutes, order=order)
    say_unadvertised(space, commuting, language)
    read = understand(text or [], vocabulary(space), corrections=corrections)
    _say_understood(read, language)
    ids = {kind: read.loc[read["kind"].eq(kind), "id"].tolist() for kind in read["kind"].unique()}
    known = [*ids.get("skill", []), *ids.get("gate", []), *ids.get("trait", [])]
    held = [*(occupations or ()), *ids.get("occupation", [])]
    if not (known or held or skills or lasted):
        say(said("nothing understood", language))
        raise typer.Exit(UNUSABLE)
    person = Person.of(
        space,
        skills=[*(skills or ()), *known],
        occupations=held,
        gates=gates or (),
        years=lasted,
        needs=needs or (),
        languages={**_languages(read), **dict(_pairs(speaks, "--speaks", "svenska=B1"))},
        education=education,
    )
    return space, read, person


def _languages(read: pd.DataFrame) -> dict[str, str]:
    """Return the languages that were typed with a level."""
    spoken = read[read["kind"].eq("language")]
    levels = zip(spoken["id"], map(level_in, spoken["typed"]), strict=True)
    return {str(name): level for name, level in levels if level is not None}


def _pairs(given: Sequence[str] | None, option: str, example: str) -> list[tuple[str, str]]:
    """Return what stands on each side of the last equals sign."""
    for pair in given or ():
        if "=" not in pair:
            raise typer.BadParameter(f"{option} {pair!r} is not of the form {example}.")
    cut = [pair.rpartition("=") for pair in given or ()]
    return [(name.strip(), value.strip()) for name, _, value in cut]


def _number(text: str) -> float:
    """Return a number of years, with a point or a comma."""
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise typer.BadParameter(f"--years: {text!r} is not a number of years.") from error


def _say_understood(read: pd.DataFrame, language: Literal["sv", "en"]) -> None:
    """Say of everything typed how it was understood, and how to set it right."""
    for row in read.to_dict("records"):
        word = said(_WORDS_OF[row["status"]], language)
        line = f"{row['typed']}: {word}"
        if row["label"]:
            kind, how = said(row["kind"], language), said(row["how"], language)
            line += f" · {row['label']} ({kind}, {how})"
        elif row["alternatives"]:
            either = ", ".join(repr(label) for _, label in row["alternatives"])
            line += f" · {said('did you mean', language)}: {either}"
        say(line)
        if row["kind"] == "language":
            say(f"  {said('a language is no skill here', language)}")
    if not read.empty:
        say(said("set it right", language))


def _say_notes(answer: pd.DataFrame, language: Literal["sv", "en"]) -> None:
    """Say what an answer about a person is, and what it is not."""
    for note in answer.attrs["notes"].values():
        say(note[language])
