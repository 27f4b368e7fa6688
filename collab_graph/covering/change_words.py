"""change_words: a single change in words, as one would ask for it across a table."""

from collections.abc import Sequence
from datetime import date, timedelta

from collab_graph.covering.atoms import NEED, PLACE
from collab_graph.covering.mandate_boxes import Mandate, System
from collab_graph.covering.wording import actor_name, all_needs_text, axis_text, need_text
from collab_graph.record.faults import Language

_STANDING = {
    "strength": ("låt {who} leda, inte bara stödja", "let {who} lead, not only support"),
    "shared": ("låt {who} leda, inte bara dela ansvaret", "let {who} lead, not only share"),
    "force": ("gör det till en skyldighet för {who}", "make it a duty of {who}"),
    "capacity": ("ge {who} plats för en till", "give {who} room for one more"),
    "entry": ("låt var och en själv söka till {who}", "let people apply to {who} themselves"),
}


def added_text(system: System, actor: str, axis: str, mask: int, language: Language) -> str:
    """Return the wish that an actor admits more on one axis.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> system = System.of(Record.from_tables(example_tables()))
    >>> added_text(system, "FK", "age", 0b01, "sv"), added_text(system, "FK", "age", 0b01, "en")
    ('låt Försäkringskassan ta emot även under 30 år', 'let Försäkringskassan also admit people aged under 30')
    """  # noqa: E501
    who, what = actor_name(system, actor), axis_text(system, axis, mask, language)
    if axis == PLACE:
        return f"låt {who} verka även {what}" if language == "sv" else f"let {who} work {what} too"
    between = _between(system, axis, what, language)
    if language == "sv":
        return f"låt {who} ta emot även{between}{what}"
    return f"let {who} also admit{between}{what}"


def _between(system: System, axis: str, what: str, language: Language) -> str:
    """Return what joins a wish to a value: labels that name their axis are circumstances."""
    if ": " in what:
        return " vid " if language == "sv" else " people with "
    if language == "sv":
        return " "
    return " people " if axis in system.atoms.numbers else " people: "


def several_text(
    system: System, actor: str, axis: str, masks: Sequence[int], language: Language
) -> str:
    """Return the wish that an actor admits several values more on one axis, in one sentence.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> system = System.of(Record.from_tables(example_tables()))
    >>> several_text(system, "FK", "age", [0b01, 0b10], "sv")
    'låt Försäkringskassan ta emot även under 30 år eller 30 år och äldre'
    """
    whole = [added_text(system, actor, axis, mask, language) for mask in masks]
    said = [axis_text(system, axis, mask, language) for mask in masks]
    first, *more = said
    # What all of them begin with ("i ", "Svenska: ") is said once.
    shared = first.split(": ")[0] + ": " if ": " in first else first.split(" ")[0] + " "
    cut = ": " in first or axis == PLACE
    rest = [one.removeprefix(shared) if cut else one for one in more]
    last = (" och " if language == "sv" else " and ") if axis == PLACE else (" eller " if language == "sv" else " or ")  # fmt: skip # noqa: E501
    joined = last.join([", ".join([first, *rest[:-1]]), *rest[-1:]])
    return whole[0].replace(first, joined)


def which_text(system: System, mandate: Mandate, language: Language) -> str:
    """Return what tells a mandate from the others of its actor: its needs and, if need be, its id.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[1, ["actor", "age"]] = "AF", "30–66"
    >>> system = System.of(Record.from_tables(tables))
    >>> which_text(system, system.mandates[1], "sv")
    ' – gäller arbete (uppdraget m2)'
    """
    others = [
        other.covered
        for other in system.mandates
        if other.actor == mandate.actor and other.name != mandate.name and other.covered
    ]
    if not others or not mandate.covered:
        return ""
    needs, english = all_needs_text(system, mandate.covered, language), language == "en"
    said = f" – concerning {needs}" if english else f" – gäller {needs}"
    if mandate.covered not in others:
        return said
    return f"{said} ({'mandate' if english else 'uppdraget'} {mandate.name})"


def held_text(system: System, actor: str, needs: int, language: Language) -> str:
    """Return the wish that a mandate to coordinate names further needs.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> system = System.of(Record.from_tables(example_tables()))
    >>> held_text(system, "FK", 0b1, "sv"), held_text(system, "FK", 0b1, "en")
    ('låt Försäkringskassan hålla ihop även arbete', 'let Försäkringskassan hold arbete together too')
    """  # noqa: E501
    who, what = actor_name(system, actor), all_needs_text(system, needs, language)
    if language == "sv":
        return f"låt {who} hålla ihop även {what}"
    return f"let {who} hold {what} together too"


def period_text(system: System, actor: str, kind: str, value: str, language: Language) -> str:
    """Return the wish that a mandate begins earlier or ends later."""
    who, english = actor_name(system, actor), language == "en"
    if kind == "until":
        if not value:
            return f"let {who} go on without end" if english else f"låt {who} fortsätta utan slut"
        return f"let {who} go on until {value}" if english else f"låt {who} fortsätta till och med {value}"  # fmt: skip # noqa: E501
    if not value:
        return f"let {who} have begun already" if english else f"låt {who} ha börjat redan tidigare"
    return f"let {who} begin on {value}" if english else f"låt {who} börja den {value}"


def exclusion_text(system: System, actor: str, said: str, language: Language) -> str:
    """Return the wish that an exclusion, named with its article, is lifted."""
    who = actor_name(system, actor)
    return f"låt {who} slopa {said}" if language == "sv" else f"let {who} lift {said}"


def no_longer_text(system: System, actor: str, axis: str, mask: int, language: Language) -> str:
    """Return the wish that one value is no longer excluded."""
    who = actor_name(system, actor)
    if axis == NEED:
        what = need_text(system, mask, language)
    else:
        what = axis_text(system, axis, mask, language)
    if language == "sv":
        return f"låt {who} sluta undanta: {what}"
    return f"let {who} stop excluding: {what}"


def standing_text(
    system: System, actor: str, kind: str, value: str, language: Language, *, before: str
) -> str:
    """Return the wish that a mandate leads, must, has room, is quick enough or can be entered.

    Of one that is to lead ``before`` is what it does now: it shares the lead, or supports.
    """
    who, english = actor_name(system, actor), language == "en"
    if kind == "wait_days":
        if english:
            return f"shorten the wait for {who} to {value} days at most"
        return f"korta väntan hos {who} till högst {value} dagar"
    return _STANDING["shared" if before == "shared" else kind][english].format(who=who)


def day_before(after: date | None) -> str:
    """Return the last day of a half-open period as text; "" where it has no end."""
    return "" if after is None else (after - timedelta(days=1)).isoformat()
