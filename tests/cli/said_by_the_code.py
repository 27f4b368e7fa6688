"""The sentences a file refuses with, as its code makes them, with 7 for whatever is filled in."""

import ast
from collections.abc import Iterator
from pathlib import Path

HELD = {"FileProblemError": 1, "EmptyResultError": 0, "BadParameter": 0, "Fault": 0}
"""Which argument of each holds the sentence; that of InputError is a list."""
MOST = 40
"""Ways of filling in one sentence that are looked at."""


def refusals(file: Path) -> Iterator[str]:
    """Every sentence that is raised or listed as a fault in a file."""
    tree = ast.parse(file.read_text("utf-8"))
    constants = _assigned(tree.body)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        names = {**constants, **_assigned(list(ast.walk(function)))}
        for node in ast.walk(function):
            if not isinstance(node, ast.Call):
                continue
            kind = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if kind in HELD and len(node.args) > HELD[kind]:
                yield from _texts(node.args[HELD[kind]], names)
            elif kind == "InputError" and len(node.args) == 2:
                for item in _items(node.args[1], names):
                    yield from _texts(item, names)


def _assigned(nodes: list[ast.AST] | list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """What each name is given, wherever; a list also gets what is added to it."""
    names: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names.setdefault(node.targets[0].id, []).append(node.value)
        elif isinstance(node, ast.AugAssign | ast.AnnAssign) and isinstance(node.target, ast.Name):
            if node.value is not None:
                names.setdefault(node.target.id, []).append(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append":
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            if isinstance(owner, ast.Name):
                made = ast.List(elts=list(node.args), ctx=ast.Load())
                names.setdefault(owner.id, []).append(made)
    return names


def _items(node: ast.expr, names: dict[str, list[ast.expr]], depth: int = 0) -> Iterator[ast.expr]:
    """The members of a list, however it is written."""
    if depth > 3:
        return
    if isinstance(node, ast.List | ast.Tuple):
        for item in node.elts:
            yield from (
                _items(item.value, names, depth + 1) if isinstance(item, ast.Starred) else [item]
            )
    elif isinstance(node, ast.ListComp | ast.GeneratorExp):
        yield node.elt
    elif isinstance(node, ast.IfExp):
        yield from _items(node.body, names, depth + 1)
        yield from _items(node.orelse, names, depth + 1)
    elif isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from _items(part, names, depth + 1)
    elif isinstance(node, ast.Name):
        for value in names.get(node.id, []):
            yield from _items(value, names, depth + 1)


def _texts(node: ast.expr, names: dict[str, list[ast.expr]], depth: int = 0) -> list[str]:
    """The texts an expression may be; none where it is no text."""
    found: list[str] = []
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        found = [node.value]
    elif isinstance(node, ast.Name) and depth < 3:
        found = [
            text for value in names.get(node.id, []) for text in _texts(value, names, depth + 1)
        ]
    elif isinstance(node, ast.IfExp):
        found = [*_texts(node.body, names, depth), *_texts(node.orelse, names, depth)]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        ends = _texts(node.right, names, depth) or ["7"]
        found = [start + end for start in _texts(node.left, names, depth) for end in ends]
    elif isinstance(node, ast.JoinedStr):
        found = [""]
        for part in node.values:
            ends = _filled(part, names, depth)
            found = [start + end for start in found for end in ends][:MOST]
    return found


def _filled(part: ast.expr, names: dict[str, list[ast.expr]], depth: int) -> list[str]:
    """What may stand at one place of a sentence."""
    if isinstance(part, ast.Constant):
        return [str(part.value)]
    assert isinstance(part, ast.FormattedValue)
    if part.conversion == ord("r"):
        return ["'7'"]
    return _texts(part.value, names, depth + 1) or ["7"]
