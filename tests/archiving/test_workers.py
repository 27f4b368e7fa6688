"""Workers wake while something else is done, and one that dies then stops nothing."""

import os
import signal

import pytest

from mobility.archiving.parts import awake
from mobility.archiving.workers import handed_out, waking


def fallen(_number):
    """Die as a process does that memory ran out for."""
    os.kill(os.getpid(), signal.SIGKILL)


def doubled(number):
    return 2 * number


def test_what_a_worker_does_first_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    awake(0)
    assert list(tmp_path.iterdir()) == []


def test_one_worker_is_not_woken():
    with waking(fallen, workers=1):
        pass


def test_a_worker_that_dies_while_it_wakes_stops_nothing():
    with waking(fallen, workers=2):
        done = 1
    assert done
    assert sorted(handed_out(doubled, range(5), workers=2)) == [0, 2, 4, 6, 8]


def test_what_is_done_meanwhile_may_refuse():
    with pytest.raises(ValueError, match="no"), waking(doubled, workers=2):
        raise ValueError("no")
