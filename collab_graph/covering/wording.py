"""wording: the shortest way to say which situations a box holds, in Swedish and English."""

from collections.abc import Sequence
from datetime import date, timedelta

from collab_graph.covering.atoms import PLACE, TIME, Half
from collab_graph.covering.mandate_boxes import System
from collab_graph.record.axes import Axis
from collab_graph.record.faults import Language
from collab_graph.record.names import folded

_LEVELS = {
    "Z0": ("ingen aktör alls", "no actor at all"),
    "Z1": ("ingen har huvudansvaret", "nobody has the lead"),
    "Z2": ("den som leder får, men måste inte", "whoever leads may, but need not"),
    "Z3": ("ansvaret finns bara på pappret", "the lead exists only on paper"),
    "covered": ("någon har huvudansvaret", "somebody has the lead"),
    "?": ("det beror på något som inte är känt", "it hangs on something unknown"),
}
_BARE = {"ja", "nej", "yes", "no", "oklart", "unclear", "okänt", "unknown"}
_ORDER = {"values": 0, "number": 1, PLACE: 2, TIME: 3}
_AGE = {"ålder", "age"}


def level_text(level: str, language: Language) -> str:
    """Return what a level means.

    Examples
    --------
    >>> level_text("Z1", "sv")
    'ingen har huvudansvaret'
    """
    return _LEVELS[level][language == "en"]


def verdict(situation: str, level: str, language: Language) -> str:
    """Return one sentence: who, and what they are left with.

    Examples
    --------
    >>> verdict("sjukskriven", "Z1", "sv"), verdict("SGI: nej", "Z0", "sv")
    ('sjukskriven: ingen har huvudansvaret.', 'SGI: nej – ingen aktör alls.')
    """
    between = " – " if ": " in situation else ": "
    return f"{situation}{between}{level_text(level, language)}."


def need_text(system: System, mask: int, language: Language) -> str:
    """Return the labels of the needs in a mask."""
    labels = system.need_labels[language]
    return _listed([x for bit, x in enumerate(labels) if mask >> bit & 1], language)


def all_needs_text(system: System, mask: int, language: Language) -> str:
    """Return the labels of the needs in a mask, all of them together: "a, b och c"."""
    labels = [x for bit, x in enumerate(system.need_labels[language]) if mask >> bit & 1]
    last = " och " if language == "sv" else " and "
    return last.join([", ".join(labels[:-1]), *labels[-1:]]) if len(labels) > 1 else labels[0]


def situation_text(system: System, masks: Sequence[int], language: Language) -> str:
    """Return the shortest wording of a box: only the axes that limit it, places last.

    Numbers are ranges; places are named by the smallest part of the tree that holds exactly them;
    where fewer values are left out than admitted, those are named ("utom …").

    Parameters
    ----------
    system : System
        Whose labels are used.
    masks : sequence of int
        One mask per axis, as `Boxes.to_masks` gives them; the need is not said.
    language : "sv" or "en"
        Swedish or English.

    Returns
    -------
    str
        Such as "sjuk utan SGI, 30–64 år, i Norrsjö"; "alla" where nothing limits it.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> system = System.of(Record.from_tables(example_tables()))
    >>> situation_text(system, (0b01, 1, 0b11, 1), "sv")
    'under 30 år'
    """
    kinds = {axis.name: axis.kind for axis in system.atoms.axes}
    limited = [
        (name, mask)
        for name, mask, full in zip(
            system.atoms.space.axes[:-1], masks, system.atoms.full, strict=False
        )
        if mask != full
    ]
    # What somebody is comes before how old, and where and when come last.
    limited.sort(key=lambda pair: _ORDER[kinds.get(pair[0], pair[0])])
    parts = [axis_text(system, name, mask, language) for name, mask in limited]
    return ", ".join(parts) or ("alla" if language == "sv" else "everybody")


def axis_text(system: System, name: str, mask: int, language: Language) -> str:
    """Return what a mask of one axis says, such as "30–64 år" or "i Norrsjö"."""
    key = (name, mask, language)
    if key not in system.said:
        system.said[key] = _axis_text(system, name, mask, language)
    return system.said[key]


def _axis_text(system: System, name: str, mask: int, language: Language) -> str:
    if name == PLACE:
        return _place_text(system, mask, language)
    if name == TIME:
        return _time_text(system, mask, language)
    axis = next(axis for axis in system.atoms.axes if axis.name == name)
    if axis.kind == "number":
        return _number_text(axis, system.atoms.numbers[name], mask, language)
    return _value_text(axis, system.atoms.axes, mask, language)


def actor_name(system: System, actor: str) -> str:
    """Return what an actor is called."""
    return system.actor_names[actor]


def _listed(words: Sequence[str], language: Language, *, last: str = "") -> str:
    word = last or ("och" if language == "sv" else "and")
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {word} {words[-1]}"


def _value_text(axis: Axis, axes: Sequence[Axis], mask: int, language: Language) -> str:
    """Name the admitted values, or those left out where they are fewer."""
    inside = [v for bit, v in enumerate(axis.values) if mask >> bit & 1]
    outside = [v for bit, v in enumerate(axis.values) if not mask >> bit & 1]
    either = "eller" if language == "sv" else "or"
    title = "" if _stands_alone(axis, axes, language) else f"{axis.title(language)}: "
    if 0 < len(outside) < len(inside):
        said = _listed([axis.label(v, language) for v in outside], language, last=either)
        without = ("utom " if title else "inte ") if language == "sv" else (
            "except " if title else "not "
        )  # fmt: skip
        return f"{title}{without}{said}"
    return title + _listed([axis.label(v, language) for v in inside], language, last=either)


def _stands_alone(axis: Axis, axes: Sequence[Axis], language: Language) -> bool:
    """Whether labels say by themselves what is meant: no bare yes or no, none of another axis.

    Those of an assessment never do: who assesses must be said.
    """
    if axis.assessor:
        return False
    own = {folded(axis.label(value, language)) for value in axis.values}
    others = {folded(a.label(v, language)) for a in axes if a is not axis for v in a.values}
    return not own & (_BARE | others)


def _number_text(axis: Axis, pieces: Sequence[Half], mask: int, language: Language) -> str:
    """Write admitted numbers as ranges; an age needs no more than its unit."""
    runs = _runs(mask)
    ranges = [(pieces[first][0], pieces[last][1]) for first, last in runs]
    swedish = language == "sv"
    is_age = folded(axis.title(language)) in _AGE
    unit = " år" if swedish and is_age else ""
    said = []
    for low, after in ranges:
        high = None if after is None else after - 1
        at_low = low is None or (axis.lowest is not None and low <= axis.lowest)
        at_high = high is None or (axis.highest is not None and high >= axis.highest)
        if low is not None and low == high:
            said.append(f"{low}{unit}")
        elif at_low and not at_high:
            said.append(f"under {after}{unit}")
        elif at_high and not at_low:
            more = ("och äldre" if is_age else "eller mer") if swedish else (
                "and older" if is_age else "or more"
            )  # fmt: skip
            said.append(f"{low}{unit} {more}")
        else:
            said.append(f"{low}–{high}{unit}")
    text = _listed(said, language, last="eller" if swedish else "or")
    if is_age:
        return text if swedish else f"aged {text}"
    return f"{axis.title(language)}: {text}"


def _runs(mask: int) -> list[tuple[int, int]]:
    """Return the runs of bits that are set, first and last of each."""
    runs: list[tuple[int, int]] = []
    for bit in range(mask.bit_length()):
        if mask >> bit & 1:
            if runs and runs[-1][1] == bit - 1:
                runs[-1] = (runs[-1][0], bit)
            else:
                runs.append((bit, bit))
    return runs


def _place_text(system: System, mask: int, language: Language) -> str:
    """Name places by the largest parts of the tree that hold none but them."""
    full = system.atoms.full[system.atoms.space.position(PLACE)]
    inside, outside = _fewest(system, mask), _fewest(system, full & ~mask)
    if 0 < len(outside) < len(inside):
        names = _listed(outside, language)
        return f"utom i {names}" if language == "sv" else f"except in {names}"
    return f"i {_listed(inside, language)}" if language == "sv" else f"in {_listed(inside, language)}"  # fmt: skip # noqa: E501


def _fewest(system: System, mask: int) -> list[str]:
    """Return the names of the highest places that lie wholly in a mask."""
    table = system.record.tables["places"]
    whole = {
        place: below
        for place in table["place"]
        if (below := system.atoms.of_places(place)) and below & ~mask == 0
    }
    parent = dict(zip(table["place"], table["parent"], strict=True))
    name = dict(zip(table["place"], table["name"], strict=True))
    return [name[place] for place in whole if parent[place] not in whole]


def _time_text(system: System, mask: int, language: Language) -> str:
    """Say periods by their first and last day."""
    swedish = language == "sv"
    said = []
    for first, last in _runs(mask):
        low, after = system.atoms.periods[first][0], system.atoms.periods[last][1]
        high = None if after is None else after - timedelta(days=1)
        said.append(_period(low, high, swedish=swedish))
    return _listed(said, language, last="eller" if swedish else "or")


def _period(low: date | None, high: date | None, *, swedish: bool) -> str:
    if low is None:
        return f"till och med {high}" if swedish else f"until {high}"
    if high is None:
        return f"från och med {low}" if swedish else f"from {low}"
    return f"{low} – {high}"
