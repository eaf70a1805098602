"""The architecture: imports point downwards, without circles, and the two packages meet in one room only."""

from __future__ import annotations

import subprocess
import sys

from tests.house.tree import FLOORS, ROOT, Module, circles, floor_of, modules

NETWORK = {"socket", "ssl", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "huggingface_hub"}
OFFLINE_PARTS = {"urllib.parse"}
DOWNLOADS = {"engine.checkpoint.download"}
QT = {"PySide6", "shiboken6", "PyQt6", "PyQt5"}


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def in_plan() -> list[Module]:
    return [module for module in modules() if module.package in FLOORS and module.room]


def test_every_room_is_in_the_plan() -> None:
    strangers = [module.name for module in in_plan() if floor_of(module) is None]
    assert strangers == [], "\n".join(strangers)


def test_imports_point_downwards() -> None:
    by_name = {module.name: module for module in in_plan()}
    upwards = []
    for module in by_name.values():
        for name in module.imports:
            target = by_name.get(name)
            if target is None or target.package != module.package:
                continue
            here, there = floor_of(module), floor_of(target)
            assert here is not None
            assert there is not None
            if there > here:
                upwards.append(f"{module.name} (floor {here}) imports {name} (floor {there})")
    assert upwards == [], "\n".join(upwards)


def test_no_circles_between_modules() -> None:
    names = {module.name for module in modules()}
    assert circles({module.name: set(module.imports & names) for module in modules()}) == []


def test_no_circles_between_rooms() -> None:
    arrows: dict[str, set[str]] = {}
    for module in in_plan():
        here = f"{module.package}.{module.room}"
        reached = {".".join(name.split(".")[:2]) for name in module.imports if name.partition(".")[0] in FLOORS}
        arrows.setdefault(here, set()).update(reached - {here})
    assert circles(arrows) == []


def test_dreamwriter_enters_one_room_of_the_engine() -> None:
    wrong = [
        f"{module.name} imports {name}"
        for module in modules()
        if module.package == "dreamwriter"
        for name in module.imports
        if inside(name, "engine") and not inside(name, "engine.protocol")
    ]
    assert wrong == [], "\n".join(wrong)


def test_the_engine_does_not_know_the_window() -> None:
    wrong = [
        f"{module.name} imports {name}"
        for module in modules()
        if module.package == "engine"
        for name in module.imports
        if inside(name, "dreamwriter") or name.partition(".")[0] in QT
    ]
    assert wrong == [], "\n".join(wrong)


def test_the_protocol_and_the_resources_need_the_standard_library_only() -> None:
    allowed = {*sys.stdlib_module_names, "engine", "resources"}
    wrong = []
    for module in modules():
        if inside(module.name, "engine.protocol") or module.package == "resources" or module.name == "engine.errors":
            for name in module.imports:
                own = not inside(name, "engine") or inside(name, "engine.protocol") or name == "engine.errors"
                if name.partition(".")[0] not in allowed or not own:
                    wrong.append(f"{module.name} imports {name}")
    assert wrong == [], "\n".join(wrong)


def test_only_the_download_may_use_the_network() -> None:
    wrong = [
        f"{module.name} imports {name}"
        for module in modules()
        if module.name not in DOWNLOADS
        for name in module.imports
        if name.partition(".")[0] in NETWORK and name not in OFFLINE_PARTS
    ]
    assert wrong == [], "\n".join(wrong)


def test_the_window_side_loads_no_tensor_library() -> None:
    names = [m.name for m in modules() if m.package == "dreamwriter" or inside(m.name, "engine.protocol")]
    names = [name for name in names if not name.endswith("__main__")]
    code = "\n".join(
        [f"import {name}" for name in names]
        + ["import sys", "print([n for n in ('torch', 'transformers', 'diffusers', 'numpy') if n in sys.modules])"]
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.strip() == "[]"


def test_circles_are_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b"}, "b": set(), "c": {"a", "b"}}) == []
