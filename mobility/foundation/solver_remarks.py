"""solver_remarks: keep what a solver writes by itself out of what is answered."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def remarks_on_stderr() -> Iterator[None]:
    """Keep a line that HiGHS now and then writes, whatever it is told, out of what is answered.

    It writes past Python to the process's standard output, which may be a table on its way to a
    file; so for that moment the output is the one for errors.
    """
    if sys.stdout is None or sys.stderr is None:
        yield
        return
    sys.stdout.flush()
    answers = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(answers, 1)
        os.close(answers)
