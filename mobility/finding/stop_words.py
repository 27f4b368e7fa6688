"""stop_words: the shipped list of words that are no skill, or one only in the right place."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mobility.finding.normalize import normal_form
from mobility.foundation.shipped_lines import shipped_lines

_SHIPPED = Path(__file__).parent / "stop_words.csv"


@dataclass(frozen=True)
class StopWords:
    """Words by what is done with them; all keys are normal forms.

    Parameters
    ----------
    never : dict of str to str
        Words that are never looked for, with the reason.
    endings : dict of str to str
        Endings of such words, with the reason ("branschen"); in the file with a hyphen before.
    work : frozenset of str
        General words: a skill only where the sentence speaks of the work.
    tool : frozenset of str
        Names of tools that are also words or letters: R, Go, Access.
    language : frozenset of str
        Languages whose name is also an adjective: svenska, English.
    """

    never: dict[str, str]
    endings: dict[str, str]
    work: frozenset[str]
    tool: frozenset[str]
    language: frozenset[str]

    def reason(self, term: str) -> str | None:
        """Return why a term is never looked for; None if it may be.

        Examples
        --------
        >>> stop_words().reason("Vi"), stop_words().reason("Python")
        ('common word', None)
        """
        form = normal_form(term)
        if form in self.never:
            return self.never[form]
        return next((why for end, why in self.endings.items() if form.endswith(end)), None)

    def needs_context(self, term: str) -> bool:
        """Whether a term counts only where its context speaks for it."""
        form = normal_form(term)
        return form in self.work or form in self.tool or form in self.language


@cache
def stop_words() -> StopWords:
    """Return the shipped list, ``stop_words.csv`` beside this file.

    Its column ``treatment`` is ``never``, ``never ending``, ``work``, ``tool`` or ``language``;
    ``why`` is the reason that stands in `SkillList.dropped`.
    """
    lines: dict[str, dict[str, str]] = {}
    for line in shipped_lines(_SHIPPED):
        key = normal_form(line["word"])
        lines.setdefault(line["treatment"], {})[key] = line["why"]
    return StopWords(
        never=lines["never"],
        endings=lines["never ending"],
        work=frozenset(lines["work"]),
        tool=frozenset(lines["tool"]),
        language=frozenset(lines["language"]),
    )
