"""A skill space as one file: the same answers, the same bytes, and nothing that could be run."""

import dataclasses
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.errors import FileProblemError
from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.example import kitchens
from mobility.reaching.needs import ConditionsOfWork
from mobility.reaching.person import Person
from mobility.saving.skill_space import ABOUT, read_space, write_space


def _same(one: object, other: object, where: str) -> None:
    """Compare two things part by part."""
    assert type(one) is type(other), where
    if dataclasses.is_dataclass(one):
        for field in dataclasses.fields(one):
            _same(getattr(one, field.name), getattr(other, field.name), f"{where}.{field.name}")
    elif isinstance(one, csr_array) and isinstance(other, csr_array):
        for part in ("data", "indices", "indptr"):
            _same(getattr(one, part), getattr(other, part), f"{where}.{part}")
        assert one.shape == other.shape, where
    elif isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        assert one.dtype == other.dtype, where
        np.testing.assert_array_equal(one, other, where)
    elif isinstance(one, pd.DataFrame) and isinstance(other, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other)
    elif isinstance(one, pd.Index) and isinstance(other, pd.Index):
        pd.testing.assert_index_equal(one, other)
    else:
        assert one == other, where


def test_a_space_comes_back_as_it_was_part_by_part(tmp_path: Path) -> None:
    space = kitchens()
    again = read_space(write_space(space, tmp_path / "k.space"))
    _same(space, again, "space")


@pytest.mark.shared_data
def test_a_national_space_comes_back_and_answers_the_same(tmp_path: Path, shared_data) -> None:
    from mobility.counting.links import occupation_links
    from mobility.finding.linked_skills import skills_of_links
    from mobility.reaching.skill_space import skill_space
    from mobility.reading.links import read_links
    from mobility.reading.occupations import read_occupations
    from mobility.reading.vacancies import read_vacancies

    taxonomy, table = shared_data("jobtech-taxonomy"), shared_data("af-sweden")
    occupations = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012")
    links = read_links(table / "occupation_skills.csv", taxonomy / "occupations_ssyk4.csv")
    space = skill_space(
        occupation_links(links, version="SSYK 2012"), skills_of_links(links),
        vacancies=read_vacancies(table / "ads_2024_ssyk4_kommun.csv"), occupations=occupations,
    )  # fmt: skip
    again = read_space(write_space(space, tmp_path / "national.space"))
    _same(space, again, "space")
    person = Person.of(space, occupations=["5120"])
    for answer in (adjacent, almost_have):
        pd.testing.assert_frame_equal(
            answer(person, space, place="Boden"), answer(person, again, place="Boden")
        )


def test_the_same_space_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_space(kitchens(), tmp_path / name) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def _altered(tmp_path: Path, change: dict[str, bytes]) -> Path:
    """Write a space with some members of the file replaced."""
    whole = write_space(kitchens(), tmp_path / "k.space")
    altered = tmp_path / "altered.space"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return altered


def test_a_file_of_a_later_version_is_refused_with_the_way_out(tmp_path: Path) -> None:
    whole = write_space(kitchens(), tmp_path / "k.space")
    with zipfile.ZipFile(whole) as held:
        about = json.loads(held.read(ABOUT))
    later = _altered(tmp_path, {ABOUT: json.dumps(about | {"format": 99}).encode()})
    with pytest.raises(FileProblemError, match=r"layout 99.*newer version of the library"):
        read_space(later)


def test_conditions_of_fewer_needs_than_are_asked_today_are_refused(tmp_path: Path) -> None:
    seen = np.zeros((6, len(CONDITIONS) - 1))
    fewer = ConditionsOfWork(seen, seen, np.full(6, 20.0), np.full(6, "unit group", dtype=object))
    path = write_space(dataclasses.replace(kitchens(), conditions=fewer), tmp_path / "old.space")
    with pytest.raises(FileProblemError, match="Write it again with this version"):
        read_space(path)


def test_an_array_of_objects_is_never_opened(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    np.save(buffer, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    poisoned = _altered(tmp_path, {"space.support.npy": buffer.getvalue()})
    with pytest.raises(FileProblemError, match="damaged"):
        read_space(poisoned)


def test_nothing_but_the_parts_of_a_space_is_ever_built(tmp_path: Path) -> None:
    about = {"format": 1, "content": {"part": "Popen", "fields": {"args": "echo"}}}
    with pytest.raises(FileProblemError, match="no skill space"):
        read_space(_altered(tmp_path, {ABOUT: json.dumps(about).encode()}))
    alone = {"format": 1, "content": {"tuple": [1, 2]}}
    with pytest.raises(FileProblemError, match="holds no skill space"):
        read_space(_altered(tmp_path, {ABOUT: json.dumps(alone).encode()}))


@pytest.mark.parametrize("cut", [0, 1, 40, 400, 4000])
def test_a_file_cut_short_or_another_file_is_told_as_such(tmp_path: Path, cut: int) -> None:
    whole = write_space(kitchens(), tmp_path / "k.space").read_bytes()
    broken = tmp_path / "broken.space"
    broken.write_bytes(whole[:cut])
    with pytest.raises(FileProblemError):
        read_space(broken)


def test_a_file_that_unpacks_beyond_its_bounds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = write_space(kitchens(), tmp_path / "k.space")
    monkeypatch.setattr("mobility.saving.skill_space._MOST_BYTES", 5_000)
    padded = tmp_path / "padded.space"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(padded, "w") as new:
        new.writestr("zeros.npy", b"\0" * 100_000, compress_type=zipfile.ZIP_DEFLATED)
        new.writestr(ABOUT, old.read(ABOUT), compress_type=zipfile.ZIP_DEFLATED)
    with pytest.raises(FileProblemError, match="unpacks to more than"):
        read_space(padded)
