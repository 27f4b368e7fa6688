"""faults: what is wrong in a cell of a record, said in Swedish and English."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from mobility.foundation.errors import Fault, InputError

Language = Literal["sv", "en"]


@dataclass(frozen=True)
class RecordFault(Fault):
    """A fault that can also be said in Swedish.

    Parameters
    ----------
    expected_sv : str
        What ``expected`` says, in Swedish.
    nearest_sv : str
        What ``nearest`` is called in Swedish; "" where it is called the same.

    Examples
    --------
    >>> fault = RecordFault("a role", value="chef", sheet="Uppdrag", row=4, expected_sv="en roll")
    >>> print(fault.sentence("sv"))
    blad 'Uppdrag', rad 4: 'chef' är inte en roll
    """

    expected_sv: str = ""
    nearest_sv: str = ""

    def at(self, sheet: str, row: int | None, column: str | None) -> "RecordFault":
        """Return the same fault, saying where it stands."""
        return replace(self, sheet=sheet, row=row, column=column)

    def sentence(self, language: Language) -> str:
        """Return the whole sentence, place and all."""
        if language == "en":
            return str(self)
        place = ", ".join(
            part
            for part in (
                f"blad {self.sheet!r}" if self.sheet is not None else "",
                f"rad {self.row}" if self.row is not None else "",
                f"kolumn {self.column!r}" if self.column is not None else "",
            )
            if part
        )
        return f"{place}: {self.remark('sv')}" if place else self.remark("sv")

    def remark(self, language: Language) -> str:
        """Return what is wrong without the place: the text of a comment on the cell itself."""
        here = replace(self, sheet=None, row=None, column=None)
        if language == "en":
            return str(here)
        said = f"{self.value!r} är inte {self.expected_sv}" if self.value else self.expected_sv
        if not self.nearest:
            return said
        stop = "" if said.endswith((".", ")", "?")) else "."
        return f"{said}{stop} Menade du {(self.nearest_sv or self.nearest)!r}?"


def refused(
    source: str,
    expected: str,
    expected_sv: str,
    *,
    value: str | None = None,
    near: str = "",
    near_sv: str = "",
) -> InputError:
    """Return the error of one cell whose place is not known yet."""
    fault = RecordFault(
        expected, value=value, nearest=near or None, expected_sv=expected_sv, nearest_sv=near_sv
    )
    return InputError(source, [fault])


def all_refused(source: str, errors: Iterable[InputError]) -> InputError:
    """Return one error with the faults of several."""
    return InputError(source, [problem for error in errors for problem in error.problems])
