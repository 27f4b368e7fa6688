"""draw_settings: how many draws an interval may rest on, and what confidence it may have."""

from mobility.foundation.errors import Fault


def faults_of_draws(draws: int, confidence: float) -> list[Fault]:
    """Return what is wrong with the settings of an interval from draws.

    Parameters
    ----------
    draws : int
        At least 2.
    confidence : float
        Between 0 and 1.

    Examples
    --------
    >>> [fault.column for fault in faults_of_draws(1, 0.95)]
    ['draws']
    """
    faults = []
    if draws < 2:
        faults.append(Fault("a whole number of at least 2", column="draws", value=str(draws)))
    if not 0 < confidence < 1:
        faults.append(Fault("a number between 0 and 1", column="confidence", value=str(confidence)))
    return faults
