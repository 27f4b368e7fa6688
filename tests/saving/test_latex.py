"""Tables for a paper: nothing in them is a command, and every cell is where it was."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.errors import InputError
from mobility.saving.latex import ESCAPED, escaped, write_latex


def test_numbers_stand_right_and_are_written_as_in_print(tmp_path) -> None:  # type: ignore[no-untyped-def]
    table = pd.DataFrame(
        {
            "n": [12345, 2],
            "gain": [-0.126, float("nan")],
            "name": ["SR", None],
            "yes": [True, False],
        }
    )
    text = write_latex(table, tmp_path / "t.tex", caption="c", label="tab:a-1").read_text("utf-8")
    assert r"\begin{tabular}{rrll}" in text
    assert r"12,345 & $-$0.13 & SR & True \\" in text
    assert r"2 & -- & -- & False \\" in text
    assert r"\label{tab:a-1}" in text


def test_no_cell_heading_or_caption_is_a_command(tmp_path) -> None:  # type: ignore[no-untyped-def]
    evil = r"\input{/etc/passwd} $x_1^2$ 5% & #1 ~ {a} \\ [2em]"
    table = pd.DataFrame({evil: [evil, "[1] first"]})
    text = write_latex(table, tmp_path / "t.tex", caption=evil).read_text("utf-8")
    assert r"\input" not in text
    assert text.count(r"\textbackslash{}input\{/etc/passwd\}") == 3
    assert "\n{}[1] first \\\\\n" in text
    assert len(re.findall(r"(?<!\\)&", text)) == 0


@given(st.text())
def test_every_special_sign_is_escaped_and_the_rest_is_kept(text: str) -> None:
    plain = "".join(letter for letter in text if letter not in ESCAPED)
    assert escaped(plain) == plain
    back = escaped(text)
    # What is left after the known replacements has no sign that LaTeX reads as its own.
    for replacement in sorted(ESCAPED.values(), key=len, reverse=True):
        if replacement.strip("-~ "):
            back = back.replace(replacement, "")
    assert not set(back) & set('\\&%$#_{}^<>|"')


def test_the_same_table_gives_the_same_bytes_and_wrong_places_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    table = pd.DataFrame({"a": [1.5]})
    one = write_latex(table, tmp_path / "1.tex", caption="c").read_bytes()
    assert write_latex(table, tmp_path / "2.tex", caption="c").read_bytes() == one
    with pytest.raises(InputError, match=r"(?s)3 problem.*'.txt'.*no column.*label"):
        write_latex(pd.DataFrame(), tmp_path / "t.txt", caption="c", label="a b")
