"""learned_model: a learned relatedness as one JSON text that predicts the same to the last bit."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.files import read_text, write_text
from mobility.foundation.recipe import Recipe, versions
from mobility.relating.learned_model import LearnedModel
from mobility.relating.pair_features import View
from mobility.relating.recalibration import AS_IT_IS, Recalibration
from mobility.saving.layouts import check_layout

FORMAT = 2
"""Number of the file's layout; a later version of the library reads earlier ones (1
had no recalibration)."""

KIND = "learned relatedness"


def write_model(model: LearnedModel, path: str | Path) -> Path:
    """Write what a model has learned, as text that anyone can read and nothing ever runs.

    Parameters
    ----------
    model : LearnedModel
        As `learned_relatedness` gives it.
    path : str or Path
        Where to; JSON. Numbers are written with as many digits as tell them from all others, and
        the content with its SHA-256. The same model gives the same bytes.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    FileProblemError
        If the place cannot be written to.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> model = LearnedModel(
    ...     0.0, (View("field", "same", np.array([0.0, 1.0])),), np.array([1.5, 0.0, 0.0]), 2.0,
    ...     True)
    >>> file = write_model(model, Path(mkdtemp()) / "model.json")
    >>> read_model(file)
    LearnedModel(field; 4 coefficients)
    """
    line = model.recalibration
    content = {
        "intercept": float(model.intercept),
        "views": [
            {"ingredient": view.ingredient, "side": view.side, "knots": view.knots.tolist()}
            for view in model.views
        ],
        "coefficients": model.coefficients.tolist(),
        "shape": float(model.shape),
        "directed": model.directed,
        "version": model.version,
        "recipe": model.recipe.to_records(),
        "recalibration": {
            "kind": line.kind,
            "knots": list(line.knots),
            "values": list(line.values),
            "slope": line.slope,
        },
    }
    whole = {
        "kind": KIND, "format": FORMAT, "versions": versions(), "sha256": _hash(content),
        "content": content,
    }  # fmt: skip
    return write_text(path, json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def read_model(path: str | Path) -> LearnedModel:
    """Open a model that `write_model` wrote.

    Parameters
    ----------
    path : str or Path
        What `write_model` was given.

    Returns
    -------
    LearnedModel
        That predicts the same numbers as the one written.

    Raises
    ------
    FileProblemError
        If the file is missing, no such model, changed by a single digit, or of a later version of
        the library.
    """
    try:
        whole = json.loads(read_text(path))
        if whole["kind"] != KIND:
            raise FileProblemError(path, f"holds {whole['kind']!r}, not {KIND!r}.")
        check_layout(path, whole["format"], reads=FORMAT)
        content = whole["content"]
        if whole["sha256"] != _hash(content):
            raise FileProblemError(path, "was changed after it was written; write it again.")
        return _model(content)
    except (KeyError, ValueError, TypeError, RecursionError, InputError) as error:
        problem = "is no learned model, or is damaged; write it again with write_model."
        raise FileProblemError(path, f"{problem} ({type(error).__name__})") from error


def _model(content: dict[str, Any]) -> LearnedModel:
    """Return the model that a checked content describes."""
    views = tuple(
        View(view["ingredient"], view["side"], np.array(view["knots"], dtype=np.float64))
        for view in content["views"]
    )
    return LearnedModel(
        content["intercept"], views, np.array(content["coefficients"], dtype=np.float64),
        content["shape"], content["directed"], content["version"],
        Recipe.from_records(content["recipe"]), _line(content),
    )  # fmt: skip


def _line(content: dict[str, Any]) -> Recalibration:
    """Return the recalibration that a checked content describes; the first layout had none."""
    if "recalibration" not in content:
        return AS_IT_IS
    line = content["recalibration"]
    return Recalibration(line["kind"], tuple(line["knots"]), tuple(line["values"]), line["slope"])


def _hash(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a content, however it is spaced and ordered in the file."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
