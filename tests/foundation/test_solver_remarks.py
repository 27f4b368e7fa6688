"""A line that a solver writes past Python never stands in an answer on its way to a file."""

import subprocess
import sys

SCRIPT = """
import os
from mobility.foundation.solver_remarks import remarks_on_stderr
print("before", end=" ")
with remarks_on_stderr():
    os.write(1, b"remark")
try:
    with remarks_on_stderr():
        raise ValueError
except ValueError:
    pass
print("after")
"""


def test_what_is_written_past_python_goes_to_the_errors_and_the_answer_stays_whole() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert run.stdout == "before after\n"
    assert run.stderr == "remark"
