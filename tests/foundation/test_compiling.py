"""Compiled loops: the same answer, whether or not what was compiled can be kept."""

import numpy as np
from numba.core.dispatcher import Dispatcher

from mobility.foundation.compiling import compiled


def total(numbers):
    found = 0
    for number in numbers:
        found += number
    return found


def test_a_loop_says_compiled_what_it_says_in_python():
    assert compiled(total)(np.arange(5)) == total(range(5)) == 10


def test_where_nothing_can_be_kept_a_loop_is_compiled_all_the_same(monkeypatch):
    def refused(_self):
        raise RuntimeError("cannot cache function: no locator available")

    monkeypatch.setattr(Dispatcher, "enable_caching", refused)
    assert compiled(total)(np.arange(5)) == 10
