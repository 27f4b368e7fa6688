"""sentence_encoder: a sentence-transformers model on this machine, as an `Encoder`."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mobility.foundation.errors import FileProblemError, MissingPackageError


class SentenceEncoder:
    """Encodes texts with a model in a folder; nothing is fetched and nothing is sent.

    Parameters
    ----------
    model_folder : str or Path
        A folder that sentence-transformers saved a model in. A model of English misleads in
        Swedish ads: give one that has read Swedish.

    Raises
    ------
    FileProblemError
        If there is no such folder.
    MissingPackageError
        If sentence-transformers is not installed.
    """

    def __init__(self, model_folder: str | Path) -> None:
        folder = Path(model_folder)
        if not folder.is_dir():
            raise FileProblemError(folder, "is no folder with a model; give where it was saved.")
        try:
            from sentence_transformers import SentenceTransformer
        except ModuleNotFoundError as error:
            way_out = "Install it with: pip install 'labour-graphs[embeddings]'"
            raise MissingPackageError("The package sentence-transformers", way_out) from error
        self._folder = folder
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector of length 1 a text: float32 of shape (n_texts, d)."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def __repr__(self) -> str:
        """Say which model it is."""
        return f"SentenceEncoder({self._folder.name!r})"
