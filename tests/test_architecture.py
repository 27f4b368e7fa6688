"""The plan of the house, read from the code."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOBILITY = {
    "foundation": 0,
    "reading": 1,
    "finding": 1,
    "counting": 1,
    "relating": 2,
    "reaching": 3,
    "archiving": 3,
    "showing": 4,
    "saving": 5,
    "datasets": 6,
    "walk": 6,
    "cli": 7,
}
COLLAB_GRAPH = {
    "record": 0,
    "reading": 1,
    "covering": 1,
    "linking": 2,
    "following": 3,
    "showing": 4,
    "saving": 5,
    "datasets": 6,
    "walk": 6,
    "cli": 7,
}
PLAN = {"mobility": MOBILITY, "collab_graph": COLLAB_GRAPH}
SOURCES = sorted([*(ROOT / "mobility").rglob("*.py"), *(ROOT / "collab_graph").rglob("*.py")])


def imported(source: Path) -> list[str]:
    """Every module a file imports, wherever in the file."""
    names = []
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source} has a relative import"
            assert all(alias.name != "*" for alias in node.names), f"{source} has a star import"
            names.append(node.module or "")
    return names


def room(module: str) -> str:
    """The room of a module of ours: the second part of its name."""
    return module.split(".")[1] if "." in module else ""


def module_of(source: Path) -> str:
    return ".".join(source.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("package", PLAN)
def test_a_room_imports_only_from_the_floors_below_it(package):
    floors, wrong = PLAN[package], []
    for source in SOURCES:
        name = module_of(source)
        own = room(name)
        if not name.startswith(f"{package}.") or own not in floors:
            continue
        for module in imported(source):
            if module.startswith(f"{package}.") and room(module) != own:
                assert room(module) in floors, f"{module} is in no room of the plan"
                if floors[room(module)] >= floors[own]:
                    wrong.append(f"{name} imports {module}")
    assert wrong == []


def test_every_room_stands_in_the_plan():
    for package, floors in PLAN.items():
        files = [p for p in (ROOT / package).iterdir() if p.suffix == ".py" or p.is_dir()]
        rooms = {p.stem for p in files} - {"__pycache__", "__init__", "__main__"}
        assert rooms <= set(floors), package


def test_there_are_no_import_cycles_between_files():
    edges = {
        module_of(s): [m for m in imported(s) if m.startswith(("mobility.", "collab_graph."))]
        for s in SOURCES
    }
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join([*path, module])
        if module in done or module not in edges:
            return
        for below in edges[module]:
            visit(below, (*path, module))
        done.add(module)

    for module in edges:
        visit(module, ())


def test_collab_graph_imports_only_the_ground_floor_of_mobility():
    for source in SOURCES:
        if module_of(source).startswith("collab_graph"):
            for module in imported(source):
                assert not module.startswith("mobility") or room(module) == "foundation"


def test_mobility_does_not_know_collab_graph():
    for source in SOURCES:
        if module_of(source).startswith("mobility"):
            assert not any(m.startswith("collab_graph") for m in imported(source))


@pytest.mark.parametrize("source", SOURCES, ids=module_of)
def test_a_file_opens_with_one_sentence_saying_what_it_is_for(source):
    text = ast.get_docstring(ast.parse(source.read_text("utf-8")))
    assert text, f"{source.name} has no docstring"
    assert text.splitlines()[0].rstrip().endswith((".", ":"))


def test_files_are_opened_in_one_place():
    """Only foundation/files.py calls open(); addresses.py, elsewhere than here."""
    allowed = {"mobility.foundation.files", "mobility.foundation.addresses"}
    wrong = []
    for source in SOURCES:
        if module_of(source) in allowed:
            continue
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
                if name in {"open", "read_text", "read_bytes", "write_bytes"} and not (
                    isinstance(called, ast.Name) and name != "open"
                ):
                    wrong.append(f"{module_of(source)}:{node.lineno} calls {name}")
    assert wrong == []


def test_nothing_is_unpickled():
    """joblib, which can unpickle files, hands out work in one file and is not asked to load."""
    for source in SOURCES:
        never = {"pickle", "joblib", "shelve", "marshal"} & set(imported(source))
        if module_of(source) == "mobility.archiving.workers":
            assert "joblib.load" not in source.read_text("utf-8")
            never -= {"joblib"}
        assert not never


def test_importing_mobility_is_light():
    """Under a second of the processor's time, and none of the packages that take long."""
    script = (
        "import sys, time; start = time.process_time(); import mobility; "
        "took = time.process_time() - start; "
        "heavy = {'torch', 'pyvis', 'igraph', 'sklearn', 'sentence_transformers', "
        "'duckdb', 'joblib', 'dask', 'fsspec'};"
        "heavy &= set(sys.modules); "
        "print(took); assert not heavy, heavy"
    )
    best = min(
        float(
            subprocess.run(
                [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
            ).stdout
        )
        for _ in range(3)
    )
    assert best < 1.0
