"""The rules of the house: which room imports which, and how large a room, file and function is."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = (".py", ".js", ".css", ".html")
MOST_FILES, MOST_LINES, MOST_OF_A_FUNCTION = 15, 200, 40
WITH_STREAMLIT = ("bp/app/", "pages/", "streamlit_app.py", "tests/", "benchmarks/in_app/")

# Rooms with a file for each verdict, as many as there are.
A_FILE_EACH = {"bp/diagnosis/verdicts", "tests/diagnosis/verdicts"}

# A room and the rooms nearest to it that it may import; what those may import, it may, too.
ROOMS: dict[str, set[str]] = {}
for room, nearest in {
    "nn": (),
    "data": (),
    "gradient_check": ("nn",),
    "graph": ("nn",),
    "training": ("nn", "data"),
    "parallel": ("training",),
    "diagnosis": ("training",),
    "analysis": ("training",),
    "examine": ("gradient_check",),
    "search": ("diagnosis",),
    "store": ("diagnosis",),
    "lessons": ("diagnosis", "gradient_check", "graph"),
    "charts": ("diagnosis", "analysis", "gradient_check", "graph"),
    "report": ("charts", "store"),
    "command_line": ("report", "parallel", "search"),
    "app": ("report", "parallel", "search", "examine", "lessons"),
}.items():
    ROOMS[room] = {room, *nearest}.union(*(ROOMS[each] for each in nearest))


def files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("This is no git checkout, so nobody knows which files belong to it.")
    paths = map(Path, listed.stdout.splitlines())
    return [path for path in paths if path.suffix in CODE and (ROOT / path).exists()]


FILES = files()
PYTHON = [path for path in FILES if path.suffix == ".py"]


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots"
            yield node.module or ""


def test_imports_point_one_way() -> None:
    wrong = [
        f"{path} imports {name}"
        for path in PYTHON
        if path.parts[0] == "bp" and len(path.parts) > 2
        for name in imported(path)
        if name.startswith("bp.") and name.split(".")[1] not in ROOMS.get(path.parts[1], ())
    ]
    assert wrong == []


def test_nothing_imports_pages_tests_or_benchmarks() -> None:
    wrong = [
        f"{path} imports {name}"
        for path in PYTHON
        for name in imported(path)
        if name.split(".")[0] in ("pages", "tests", "benchmarks")
        and path.parts[0] not in (name.split(".")[0], "tests")
    ]
    assert wrong == []


def test_the_network_needs_numpy_alone() -> None:
    allowed = {"bp", "numpy", *sys.stdlib_module_names}
    found = {
        name.split(".")[0]
        for path in PYTHON
        if path.parts[:2] == ("bp", "nn")
        for name in imported(path)
    }
    assert found <= allowed


def test_only_the_app_knows_streamlit() -> None:
    wrong = [
        str(path)
        for path in PYTHON
        if not str(path).startswith(WITH_STREAMLIT)
        and any(name.split(".")[0] == "streamlit" for name in imported(path))
    ]
    assert wrong == []


def test_a_room_has_few_files() -> None:
    rooms = Counter(path.parent for path in FILES)
    found = {str(room): n for room, n in rooms.items() if n > MOST_FILES}
    assert {room: n for room, n in found.items() if room not in A_FILE_EACH} == {}


def test_a_file_is_short() -> None:
    lengths = {str(path): len((ROOT / path).read_text().splitlines()) for path in FILES}
    assert {path: n for path, n in lengths.items() if n > MOST_LINES} == {}


def test_a_function_is_short() -> None:
    long = [
        f"{path}: {node.name}"
        for path in PYTHON
        if "migrations" not in path.parts  # each is a list of columns, and history
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MOST_OF_A_FUNCTION
    ]
    assert long == []
