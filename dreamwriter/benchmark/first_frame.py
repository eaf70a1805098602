"""One start of the window, as a person starts it; it says when it can be seen, and ends."""

from __future__ import annotations

import sys
from pathlib import Path

from dreamwriter.cli import open_engine, run
from dreamwriter.cli_console import Console
from dreamwriter.settings import config_folder, read_settings


def main() -> int:
    """Print a line when the first frame is there, then another one when the model is."""
    console = Console(sys.stdout, sys.stderr, open_engine, lambda: read_settings(config_folder()))
    return run((), console, _show)


def _show(document: Path | None) -> int:
    from dreamwriter.app import Program, run_window
    from dreamwriter.engine_client.client import EngineState

    def began(program: Program) -> None:
        def hear(state: EngineState) -> None:
            if state.name == "ready":
                print("ready", flush=True)
                program.window.close()

        print("seen", flush=True)
        program.worker.state_changed.connect(hear)

    return run_window(document, sys.argv[:1], began)


if __name__ == "__main__":
    sys.exit(main())
