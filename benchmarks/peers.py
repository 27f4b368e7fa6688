"""peers: what another package makes of a table, run in a Python of its own."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

PYTHON = "LABOUR_GRAPHS_PEERS_PYTHON"
"""The environment variable that names a Python with the peers (their pins are not ours)."""

WORK = Path(__file__).with_name("peer_work.py")
LABELS = ("source", "target", "row", "column", "column_1", "column_2")


@dataclass(frozen=True)
class PeerResult:
    """What a peer found, its best time, and the versions it ran with."""

    table: pd.DataFrame
    seconds: float
    versions: dict[str, str]


def peers_python() -> str | None:
    """Return the Python that has the peers, None where none is named."""
    return os.environ.get(PYTHON)


def ask_peer(act: str, table: pd.DataFrame, *, repeats: int = 1) -> PeerResult:
    """Have a peer do one act of `peer_work` on a table, in the Python that has it.

    Parameters
    ----------
    act : str
        One of ``peer_work.ACTS``.
    table : DataFrame
        ``source``, ``target``, ``weight`` or ``row``, ``column``, ``value``.
    repeats : int
        How often; the best time counts.

    Returns
    -------
    PeerResult

    Raises
    ------
    LookupError
        If the environment names no Python with the peers.
    RuntimeError
        If the peer failed, with the last line that it said.
    """
    python = peers_python()
    if python is None:
        raise LookupError(f"{PYTHON} names no Python that has the peers")
    with tempfile.TemporaryDirectory() as folder:
        given, result = Path(folder) / "given.csv", Path(folder) / "result.csv"
        table.to_csv(given, index=False)
        command = [python, str(WORK), act, str(given), str(result), str(repeats)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{act}: {done.stderr.strip().splitlines()[-1]}")
        said = json.loads(done.stdout.splitlines()[-1])
        found = pd.read_csv(result, dtype=dict.fromkeys(LABELS, "str"), keep_default_na=False,
                            na_values=[""])  # fmt: skip
    return PeerResult(found, said["seconds"], said["versions"])
