"""A learned model comes back as it was, or not at all."""

import hashlib
import json

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import FileProblemError
from mobility.foundation.recipe import Recipe, Step
from mobility.relating.learned_model import LearnedModel, predict_relatedness
from mobility.relating.pair_features import View
from mobility.relating.recalibration import AS_IT_IS, Recalibration
from mobility.saving.learned_model import read_model, write_model

PAY = pd.Series([9.1, 9.7, 10.3], index=["a", "b", "c"])
NODES = pd.Index(["a", "b", "c"], name="occupation")


def model():
    rng = np.random.default_rng(0)
    views = tuple(
        View("pay", side, np.sort(rng.normal(size=4)))
        for side in ("origin", "destination", "difference")
    )
    recipe = Recipe((Step.of("learned_relatedness", {"folds": 5}, {"pairs": 6}),))
    line = Recalibration("broken line", (-0.3, 1 / 3, 1.1), (-0.1, 0.2, 0.7), 2 / 3)
    return LearnedModel(0.1, views, rng.normal(size=15), 1.7, True, "SSYK 2012", recipe, line)


def test_a_model_comes_back_and_predicts_the_same_to_the_last_bit(tmp_path):
    before = model()
    after = read_model(write_model(before, tmp_path / "model.json"))
    assert after.recipe == before.recipe
    assert after.version == "SSYK 2012"
    assert after.recalibration == before.recalibration
    a, b = (predict_relatedness(m, {"pay": PAY}, nodes=NODES).edges for m in (before, after))
    pd.testing.assert_frame_equal(a, b, check_exact=True)
    again = write_model(after, tmp_path / "again.json")
    assert again.read_bytes() == (tmp_path / "model.json").read_bytes()


def test_a_model_of_the_first_layout_is_read_as_one_that_was_not_recalibrated(tmp_path):
    path = write_model(model(), tmp_path / "model.json")
    whole = json.loads(path.read_text("utf-8"))
    del whole["content"]["recalibration"]
    text = json.dumps(
        whole["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode("utf-8")
    whole |= {"format": 1, "sha256": hashlib.sha256(text).hexdigest()}
    path.write_text(json.dumps(whole), "utf-8")
    assert read_model(path).recalibration == AS_IT_IS


def test_a_recalibration_that_does_not_rise_is_refused(tmp_path):
    falling = model()
    object.__setattr__(falling.recalibration, "values", (0.2, 0.1, 0.7))
    path = write_model(falling, tmp_path / "model.json")
    with pytest.raises(FileProblemError, match="no learned model, or is damaged"):
        read_model(path)


@pytest.mark.parametrize("place", ["intercept", "shape", "version", "coefficients"])
def test_a_model_changed_after_it_was_written_is_refused(tmp_path, place):
    path = write_model(model(), tmp_path / "model.json")
    whole = json.loads(path.read_text("utf-8"))
    held = whole["content"][place]
    whole["content"][place] = [*held[:-1], 0.5] if place == "coefficients" else "9"
    path.write_text(json.dumps(whole), "utf-8")
    with pytest.raises(FileProblemError, match="was changed after it was written"):
        read_model(path)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.99])
def test_a_model_cut_short_is_refused(tmp_path, keep):
    path = write_model(model(), tmp_path / "model.json")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(FileProblemError, match="no learned model, or is damaged"):
        read_model(path)


@pytest.mark.parametrize("content", ["{}", "[1]", '"x"', '{"kind": 1, "format": 1}', "\u00e5"])
def test_what_is_no_model_is_refused(tmp_path, content):
    path = tmp_path / "model.json"
    path.write_text(content, "utf-8")
    with pytest.raises(FileProblemError):
        read_model(path)


def test_a_model_of_a_later_library_is_refused_by_its_number(tmp_path):
    path = write_model(model(), tmp_path / "model.json")
    whole = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(whole | {"format": 3}), "utf-8")
    with pytest.raises(FileProblemError, match="layout 3; this library reads up to 2"):
        read_model(path)
