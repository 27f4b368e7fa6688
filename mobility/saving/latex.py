"""latex: a table for a paper, as LaTeX with the rules of booktabs."""

from pathlib import Path

import pandas as pd
from pandas.api.types import is_bool_dtype, is_float_dtype, is_numeric_dtype

from mobility.foundation.errors import InputError
from mobility.foundation.files import write_text

ESCAPED = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "−": r"$-$", "≥": r"$\geq$", "≤": r"$\leq$", "×": r"$\times$", "–": "--", "—": "---",
    "\u00a0": "~", "\n": " ", "\r": " ", "\t": " ",
}  # fmt: skip
"""What LaTeX would read as its own, and signs that a plain document lacks."""


def write_latex(
    table: pd.DataFrame, path: str | Path, *, caption: str, label: str = "", decimals: int = 2
) -> Path:
    r"""Write a table as a LaTeX float that ``\input`` puts into a paper.

    The paper says ``\usepackage{booktabs}`` and, for `"`, has a T1 font encoding. Nothing in a
    heading, a cell or the caption is read as a command.

    Parameters
    ----------
    table : DataFrame
        What to write, such as `validation_table` gives; the index is left out.
    path : str or Path
        Where to, ending in ``.tex``.
    caption : str
        What the table shows; it stands above it.
    label : str
        For ``\ref``; letters, digits, ``:``, ``-`` and ``.``; "" for none.
    decimals : int
        Digits after the point of numbers that are not whole.

    Returns
    -------
    Path
        The file written; the same table gives the same bytes.

    Raises
    ------
    InputError
        If the suffix is another, the table has no column, or the label has other characters; all
        faults at once.
    FileProblemError
        If the place cannot be written to.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> scores = pd.DataFrame({"measure": ["tf_idf & co"], "AUC": [0.625]})
    >>> with TemporaryDirectory() as folder:
    ...     file = write_latex(scores, f"{folder}/scores.tex", caption="100 % real")
    ...     print(file.read_text("utf-8"))
    \begin{table}
    \centering
    \caption{100 \% real}
    \begin{tabular}{lr}
    \toprule
    measure & AUC \\
    \midrule
    tf\_idf \& co & 0.62 \\
    \bottomrule
    \end{tabular}
    \end{table}
    <BLANKLINE>
    """
    place = Path(path)
    faults = []
    if place.suffix != ".tex":
        faults.append(f"suffix {place.suffix!r} is not '.tex'")
    if not len(table.columns):
        faults.append("the table has no column")
    if not all(letter.isascii() and (letter.isalnum() or letter in ":-.") for letter in label):
        faults.append(f"the label {label!r} has other characters than letters, digits, ':-.'")
    if faults:
        raise InputError(str(place), faults)
    sides = "".join("r" if _right(table[name]) else "l" for name in table.columns)
    cells = [_cells(table[name], decimals) for name in table.columns]
    lines = [
        r"\begin{table}",
        r"\centering",
        rf"\caption{{{escaped(caption)}}}",
        *([rf"\label{{{label}}}"] if label else []),
        rf"\begin{{tabular}}{{{sides}}}",
        r"\toprule",
        _row([escaped(str(name)) for name in table.columns]),
        r"\midrule",
        *(_row(list(row)) for row in zip(*cells, strict=True)),
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]
    return write_text(place, "\n".join(lines) + "\n")


def escaped(text: str) -> str:
    r"""Return text that LaTeX prints and does not run.

    Examples
    --------
    >>> print(escaped(r"50 % of \alpha_1"))
    50 \% of \textbackslash{}alpha\_1
    """
    return "".join(ESCAPED.get(letter, letter) for letter in text)


def _right(column: pd.Series) -> bool:
    """Whether a column is of numbers, which stand to the right."""
    return is_numeric_dtype(column) and not is_bool_dtype(column)


def _cells(column: pd.Series, decimals: int) -> list[str]:
    """Return every cell as LaTeX; an en dash where nothing is known."""
    if is_float_dtype(column):
        texts = [f"{value:,.{decimals}f}".replace("-", "−") for value in column.fillna(0)]
    elif _right(column):
        texts = [f"{value:,}".replace("-", "−") for value in column.fillna(0)]
    else:
        texts = [str(value) for value in column]
    missing = column.isna()
    return ["--" if blank else escaped(text) for text, blank in zip(texts, missing, strict=True)]


def _row(cells: list[str]) -> str:
    r"""Return one line of the table; braces keep a cell that begins with ``[`` from the row above.

    LaTeX takes a bracket after ``\\`` for the space between two rows.
    """
    safe = [f"{{}}{cell}" if cell.startswith(("[", "*")) else cell for cell in cells]
    return " & ".join(safe) + r" \\"
