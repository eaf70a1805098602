"""The set-up: made once, repaired when half made, quick afterwards, and plain when it cannot be done.

Real virtual environments and a real pip, on a project of two files that needs nothing from anywhere.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).resolve().parents[1]
BACKEND = '''
"""A build backend for a project whose two programs print their words."""
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "dreamwriter-0-py3-none-any.whl"
    echo = "import json, sys; print(json.dumps(sys.argv[1:])); sys.exit(len(sys.argv) - 1)"
    info = "dreamwriter-0.dist-info"
    files = {
        "dreamwriter/__main__.py": echo,
        "pytest/__main__.py": echo,
        f"{info}/METADATA": "Metadata-Version: 2.1\\nName: dreamwriter\\nVersion: 0\\nProvides-Extra: test\\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\\n" for name in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
'''
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def write_project(folder: Path) -> Path:
    shutil.copy(ROOT / "start.py", folder / "start.py")
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "constraints.txt").write_text("")
    return folder


def start_in(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the folder's start.py as a person would, with no package index in reach."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    offline = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", **environment}
    command = [sys.executable, str(folder / "start.py"), *words]
    return subprocess.run(
        command, cwd=folder.parent, env={**kept, **offline}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that was set up once."""
    folder = write_project(tmp_path_factory.mktemp("project"))
    first = start_in(folder, "write", "a red fox", "--seed", "7")
    assert "This happens once" in first.stderr
    assert "Ready." in first.stderr
    assert json.loads(first.stdout) == ["write", "a red fox", "--seed", "7"]
    assert first.returncode == 4
    return folder


def processor_seconds() -> float:
    """What all ended children have used so far; unlike the clock it does not count other programs."""
    times = os.times()
    return times.children_user + times.children_system


def test_a_later_start_is_quick_and_silent(project: Path) -> None:
    start_in(project)
    plain, started = [], []
    for _ in range(3):
        before = processor_seconds()
        subprocess.run([start.Setup(project).python, "-P", "-m", "dreamwriter"], capture_output=True, check=True)
        plain.append(processor_seconds() - before)
        before = processor_seconds()
        ran = start_in(project)
        started.append(processor_seconds() - before)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "[]\n", "")
    assert min(started) - min(plain) < 0.4


def test_the_tests_get_their_own_extra_and_their_words(project: Path) -> None:
    ran = start_in(project, "test", "-k", "fox")
    assert "up to date" in ran.stderr
    assert json.loads(ran.stdout) == ["--rootdir", str(project), "-k", "fox"]
    assert start.Setup(project).extras() == {"test"}
    assert start_in(project, "models").stderr == ""


def test_new_pins_are_installed_into_the_same_environment(project: Path) -> None:
    kept = project / ".venv" / "kept"
    kept.touch()
    (project / "constraints.txt").write_text("numpy<99\n")
    ran = start_in(project, "models")
    assert "up to date" in ran.stderr
    assert json.loads(ran.stdout) == ["models"]
    assert kept.exists()


def test_a_failed_update_leaves_a_working_environment(project: Path) -> None:
    setup = start.Setup(project)
    before = setup.stamp.read_text()
    (project / "pyproject.toml").write_text(PROJECT.replace("[]", '["no-such-thing-anywhere"]'))
    ran = start_in(project, "models")
    assert ran.returncode == 1
    assert "no-such-thing-anywhere" in ran.stderr
    assert setup.stamp.read_text() == before
    (project / "pyproject.toml").write_text(PROJECT)
    assert json.loads(start_in(project, "models").stdout) == ["models"]


def test_an_interrupted_set_up_is_made_again(project: Path) -> None:
    setup = start.Setup(project)
    setup.stamp.unlink()
    setup.python.unlink()
    (project / ".venv" / "half").touch()
    ran = start_in(project, "models")
    assert "This happens once" in ran.stderr
    assert json.loads(ran.stdout) == ["models"]
    assert not (project / ".venv" / "half").exists()


def test_without_a_network_it_says_so(project: Path) -> None:
    (project / "pyproject.toml").write_text(PROJECT.replace("[]", '["wheel-of-fortune"]'))
    ran = start_in(project, "models", PIP_NO_INDEX="0", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="1")
    (project / "pyproject.toml").write_text(PROJECT)
    assert ran.returncode == 1
    assert "there is no connection to the package index" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_moved_folder_is_set_up_again(project: Path) -> None:
    setup = start.Setup(project)
    assert setup.ready(set())
    said = json.loads(setup.stamp.read_text())
    setup.stamp.write_text(json.dumps({**said, "base": said["base"] + "/elsewhere", "key": "of another place"}))
    assert not setup.ready(set())
    setup.stamp.write_text("{ half a stamp")
    assert not setup.ready(set())
    setup.stamp.write_text(json.dumps(said))
    assert setup.ready(set())


def test_two_at_once_wait_for_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open(tmp_path / ".start.lock", "a+b") as other:
        assert start.take(other.fileno())
        waits: list[float] = []

        def wait(seconds: float) -> None:
            waits.append(seconds)
            other.close()

        with start.only_one(tmp_path, wait):
            assert waits == [0.5]
    assert "waiting for it" in capsys.readouterr().err


def test_what_pip_says_is_explained() -> None:
    assert start.explain("OSError: [Errno 28] No space left on device").startswith("The disk is full.")
    assert start.explain("error: PermissionError: [Errno 13]").startswith("Files in this folder")
    assert "    boom" in start.explain("boom")


def test_an_older_python_can_read_the_sentence_for_it() -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    first = next(node for node in tree.body if isinstance(node, ast.If))
    assert "Python 3.11 or newer" in ast.unparse(first)
    before = [node for node in tree.body if node.lineno < first.lineno]
    assert [ast.unparse(node) for node in before[1:]] == ["import sys"]
