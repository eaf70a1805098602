"""The program as a process: what it loads, and how soon its window is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def loaded(code: str, names: tuple[str, ...]) -> list[str]:
    """Which modules a new process has loaded after it ran the code."""
    code = f"{code}\nimport sys\nprint(*[name for name in {names!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.stdout.split()


def test_the_window_loads_no_tensor_library() -> None:
    code = "import dreamwriter.app\nfrom dreamwriter.window.first_frame import load_the_rest\nload_the_rest()"
    heavy = ("torch", "transformers", "diffusers", "accelerate", "numpy", "safetensors", "sentencepiece",
             "huggingface_hub", "engine.model", "engine.sequence", "engine.checkpoint")  # fmt: skip
    assert loaded(code, heavy) == []


def test_the_first_page_waits_for_nothing_that_it_does_not_show() -> None:
    later = ("PIL", "markdown", "typst", "importlib.metadata", "email", "html5lib", "psutil", "asyncio",
             "dreamwriter.export", "dreamwriter.window.settings_dialog")  # fmt: skip
    assert loaded("import dreamwriter.cli, dreamwriter.app", later) == []
