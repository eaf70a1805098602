"""The program as a process: what it loads, and how soon its window is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_window_loads_no_tensor_library() -> None:
    code = (
        "import sys, dreamwriter.app\n"
        "heavy = ('torch', 'transformers', 'diffusers', 'numpy', 'safetensors', 'engine.model')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.strip() == "[]"
