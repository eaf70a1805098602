"""The source tree as data: modules, what they import, and on which floor each room lies."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("engine", "dreamwriter", "resources")

ENGINE_FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "protocol", "config"}),
    frozenset({"sequence", "checkpoint", "memory"}),
    frozenset({"model"}),
    frozenset({"generate"}),
    frozenset({"tasks", "training", "storybook"}),
    frozenset({"evaluate", "demonstrate", "benchmark", "parity"}),
    frozenset({"serve", "cli", "__main__"}),
)
DREAMWRITER_FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "settings", "document"}),
    frozenset({"engine_client", "widgets"}),
    frozenset({"manuscript", "export"}),
    frozenset({"session"}),
    frozenset({"editor", "panels"}),
    frozenset({"window"}),
    frozenset(
        {"app", "benchmark", "cli", "cli_commands", "cli_console", "cli_progress", "cli_words", "screen", "__main__"}
    ),
)
FLOORS = {"engine": ENGINE_FLOORS, "dreamwriter": DREAMWRITER_FLOORS}


@dataclass(frozen=True)
class Module:
    """One source file.

    Attributes:
        name: dotted, such as "engine.model.dream".
        path: where it lies.
        tree: its syntax tree.
        imports: dotted names of every module that it imports anywhere, type-only ones included.
    """

    name: str
    path: Path
    tree: ast.Module = field(repr=False, hash=False, compare=False)
    imports: frozenset[str]

    @property
    def package(self) -> str:
        """The top-level package."""
        return self.name.partition(".")[0]

    @property
    def room(self) -> str:
        """The room in the package: its first folder or file; "" for the package itself."""
        return self.name.split(".")[1] if "." in self.name else ""


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the shipped packages, in order of name."""
    files = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
    names = {module_name(file): file for file in files}
    found = []
    for name, file in names.items():
        tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
        found.append(Module(name, file, tree, frozenset(imported(tree, name, file, names))))
    return tuple(found)


def module_name(file: Path) -> str:
    """The dotted name of a source file."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.Module, name: str, file: Path, known: dict[str, Path]) -> set[str]:
    """Dotted names of the modules that a tree imports; `from a import b` is a.b where that is a module."""
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                found.add(whole if whole in known else base)
    return found


def floor_of(module: Module) -> int | None:
    """The floor of the module's room, from 1; None for a room that is not in the plan."""
    for number, rooms in enumerate(FLOORS[module.package], start=1):
        if module.room in rooms:
            return number
    return None


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Groups of more than one name that reach each other (Tarjan's strongly connected components)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for target in sorted(arrows.get(name, ())):
            if target not in order:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], order[target])
        if low[name] == order[name]:
            group = [stack.pop()]
            while group[-1] != name:
                group.append(stack.pop())
            if len(group) > 1:
                found.append(sorted(group))

    for name in arrows:
        if name not in order:
            visit(name)
    return found
