"""encoder: what any model that turns texts into vectors must offer."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np


class Encoder(Protocol):
    """Turns texts into vectors in which nearness is likeness of meaning."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector a text.

        Parameters
        ----------
        texts : sequence of n str
            The texts.

        Returns
        -------
        ndarray of shape (n, d)
            float32; every row has length 1.
        """
        ...
