"""The command line: `dreamwriter [FILE]` opens the window, `dreamwriter COMMAND ...` does one thing without it.

Exit status: 0 done, 1 a failure, told in a sentence and what to do; 2 bad use, told in one sentence; 130 after Ctrl-C.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from dreamwriter.cli_commands import COMMANDS, DONE, FAILED, INTERRUPTED
from dreamwriter.cli_console import Console, error_json
from dreamwriter.cli_words import parser
from dreamwriter.engine_client.channel import Channel, ProcessChannel, engine_command
from dreamwriter.errors import BadUse, DreamWriterError
from dreamwriter.screen import check_screen, missing_library
from dreamwriter.settings import config_folder, read_settings

BAD_USE = 2
DOCUMENTS = (".textpack", ".textbundle", ".md", ".markdown", ".txt")
"""Names that end so are documents, also where there is no such file."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the words of this process (or those given) at this process's terminal."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows another one; that is no reason to lose an article.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    console = Console(sys.stdout, sys.stderr, open_engine, lambda: read_settings(config_folder()))
    return run(sys.argv[1:] if words is None else words, console)


def run(words: Sequence[str], console: Console, open_window: Callable[[Path | None], int] | None = None) -> int:
    """Run the words and return the exit status. Whatever goes wrong is told in plain words.

    Args:
        open_window: shows the window, with a document or an empty page, until it is closed; this program's if None.
    """
    as_json = "--json" in words
    try:
        show = open_window or show_window
        if is_document(words):
            return show(Path(words[0]).absolute())
        options = parser().parse_args(words)
        if options.command is None:
            return show(None)
        with console.interruptible():
            return COMMANDS[options.command](options, console)
    except BadUse as error:
        return _fail(error, BAD_USE, console, as_json)
    except DreamWriterError as error:
        return _fail(error, FAILED, console, as_json)
    except KeyboardInterrupt:
        console.say("Stopped at once.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the result has gone; a second error at exit helps nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except SystemExit as error:  # argparse ends this way after --help
        return error.code if isinstance(error.code, int) else DONE
    except Exception as error:
        console.say(traceback.format_exc())
        console.say(f"DreamWriter made a mistake of its own ({type(error).__name__}). Please report the lines above.")
        return FAILED


def is_document(words: Sequence[str]) -> bool:
    """Whether the words are one document, rather than a command."""
    if len(words) != 1 or words[0].startswith("-") or words[0] in COMMANDS:
        return False
    return words[0].lower().endswith(DOCUMENTS) or Path(words[0]).is_file()


def show_window(document: Path | None) -> int:
    """Open the window and stay until it is closed.

    Raises:
        NoWindow: there is no screen, or the system lacks something that a window needs.
    """
    check_screen()
    gc.disable()  # nothing of what is loaded now is garbage; later the window collects by itself
    try:
        from dreamwriter.app import run_window  # the commands need no Qt
    except ImportError as error:
        if ".so" not in str(error):
            raise
        raise missing_library(str(error)) from error
    return run_window(document, sys.argv[:1])


def open_engine(model: Path, command: Sequence[str]) -> Channel:
    """Start this installation's engine with a model, or the engine that a person's own command starts."""
    return ProcessChannel(command or engine_command(model, read_settings(config_folder()).memory_gigabytes))


def _fail(error: DreamWriterError, status: int, console: Console, as_json: bool) -> int:
    console.say(one_sentence(error) if status == BAD_USE else str(error))
    if as_json:
        console.result_json({"error": error_json(error)})
    return status


def one_sentence(error: DreamWriterError) -> str:
    """What was wrong and what to do, joined."""
    return f"{error.sentence.rstrip('.')}; {error.advice[:1].lower()}{error.advice[1:]}"


if __name__ == "__main__":
    sys.exit(main())
