"""The rooms: how large they are, what they are called, and what may not be in them."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, modules

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
VAGUE_FILES = {"manager", "managers", "helper", "helpers", "util", "utils", "misc", "common"}
VAGUE_ENDINGS = ("Manager", "Helper", "Helpers", "Util", "Utils", "Misc")
LATER = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")
DISTRIBUTIONS = {"PIL": "pillow", "PySide6": "pyside6_essentials", "google": "protobuf", "yaml": "pyyaml"}
"""Distributions whose import name differs from theirs."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def source_trees() -> Iterator[tuple[Path, ast.Module]]:
    yield ROOT / "start.py", ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    for module in modules():
        yield module.path, module.tree


def trees_of_tests() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted((ROOT / "tests").rglob("*.py")):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def at(file: Path, node: ast.AST | None = None) -> str:
    line = f":{getattr(node, 'lineno', 0)}" if node is not None else ""
    return f"{file.relative_to(ROOT)}{line}"


def test_files_are_short() -> None:
    long = []
    for file, _ in (*source_trees(), *trees_of_tests()):
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > MAX_FILE_LINES:
            long.append(f"{at(file)} has {lines} lines")
    assert long == [], "\n".join(long)


def test_functions_are_short() -> None:
    long = []
    for file, tree in (*source_trees(), *trees_of_tests()):
        for node in ast.walk(tree):
            if isinstance(node, Function) and node.end_lineno is not None:
                lines = node.end_lineno - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    long.append(f"{at(file, node)} {node.name} has {lines} lines")
    assert long == [], "\n".join(long)


def test_every_module_says_what_lives_there() -> None:
    silent = []
    for file, tree in (*source_trees(), *trees_of_tests()):
        if file.name == "__init__.py" and not tree.body:
            continue
        first = (ast.get_docstring(tree) or "").strip().partition("\n\n")[0]
        if not first or not re.search(r"[.:!?]$", first.strip()):
            silent.append(at(file))
    assert silent == [], "\n".join(silent)


def test_every_folder_with_code_is_a_package() -> None:
    folders = {module.path.parent for module in modules()}
    assert [at(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_names_say_what_a_thing_is() -> None:
    vague = []
    for file, tree in source_trees():
        if file.stem.lower() in VAGUE_FILES or file.parent.name.lower() in VAGUE_FILES:
            vague.append(at(file))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith(VAGUE_ENDINGS):
                vague.append(f"{at(file, node)} {node.name}")
    assert vague == [], "\n".join(vague)


def test_nothing_is_left_for_later() -> None:
    assert [
        at(file) for file, _ in (*source_trees(), *trees_of_tests()) if LATER.search(file.read_text(encoding="utf-8"))
    ] == []


def test_no_foreign_data_is_unpickled() -> None:
    wrong = []
    for module in modules():
        if module.imports & {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal"}:
            wrong.append(f"{at(module.path)} imports {sorted(module.imports)}")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "torch.load":
                safe = any(
                    word.arg == "weights_only" and isinstance(word.value, ast.Constant) and word.value.value is True
                    for word in node.keywords
                )
                if not safe:
                    wrong.append(f"{at(module.path, node)} torch.load without weights_only=True")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec"}:
                wrong.append(f"{at(module.path, node)} {node.func.id}")
    assert wrong == [], "\n".join(wrong)


def asserts(node: ast.AST) -> bool:
    for child in ast.walk(node):
        if isinstance(child, ast.Assert):
            return True
        if isinstance(child, ast.Call):
            name = ast.unparse(child.func).rpartition(".")[2]
            if name in {"raises", "warns"} or name.startswith(("assert", "check", "expect")):
                return True
    return False


def test_every_test_asserts_something() -> None:
    empty = [
        f"{at(file, node)} {node.name}"
        for file, tree in trees_of_tests()
        for node in ast.walk(tree)
        if isinstance(node, Function) and node.name.startswith("test_") and not asserts(node)
    ]
    assert empty == [], "\n".join(empty)


def test_no_test_is_switched_off() -> None:
    off = [
        f"{at(file, node)} {name}"
        for file, tree in trees_of_tests()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (name := ast.unparse(node)) in {"pytest.skip", "pytest.xfail", "pytest.mark.skip", "pytest.mark.skipif",
                                            "pytest.mark.xfail", "pytest.importorskip"}
    ]  # fmt: skip
    assert off == [], "\n".join(off)


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[\[<>=!~; ]", name)[0].lower().replace("-", "_") for name in project["dependencies"]}
    own = {"engine", "dreamwriter", "resources", *sys.stdlib_module_names}
    missing = {}
    for module in modules():
        for name in module.imports:
            top = name.partition(".")[0]
            if top not in own and DISTRIBUTIONS.get(top, top).lower() not in declared:
                missing[top] = module.name
    assert missing == {}


def test_the_readme_shows_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 start.py write " in text
    assert "python3 start.py test" in text
