#!/usr/bin/env python3
"""Sets DreamWriter up on first use and starts it: `python3 start.py [words for the program]`.

The first start makes `.venv` beside this file and installs DreamWriter there with the versions of
`constraints.txt`; every later start only compares a stamp and hands over. `python3 start.py test
[words for pytest]` installs what the tests need as well and runs them. Standard library only.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is what tells owners of an older Python
    sys.exit(
        "DreamWriter needs Python 3.11 or newer; this is Python %d.%d. Install a newer one from python.org "  # noqa: UP031
        "and start again with it, for example: python3.12 start.py" % sys.version_info[:2]
    )

import contextlib
import hashlib
import json
import os
import platform
import subprocess
import time
import tomllib
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
INTERRUPTED = 130
TAIL_LINES = 12
CAUSES = (
    (
        ("Temporary failure in name resolution", "Name or service not known", "getaddrinfo failed", "nodename nor",
         "NewConnectionError", "Network is unreachable", "Failed to establish a new connection", "ConnectTimeout"),
        "The packages could not be fetched: there is no connection to the package index.",
        "Connect this computer to the internet once, then start again. After that DreamWriter works offline.",
    ),
    (
        ("No space left on device", "Errno 28", "not enough space on the disk"),
        "The disk is full.",
        "Make about 5 GB of room, then start again.",
    ),
    (
        ("Permission denied", "Errno 13", "Access is denied"),
        "Files in this folder may not be written.",
        "Move the folder to a place of your own, then start again.",
    ),
)  # fmt: skip
"""Words in pip's output, what they mean for a person, and what to do."""


class SetUpFailed(Exception):
    """The set-up could not be finished. The text is for people: what happened and what to do."""


def say(sentence: str) -> None:
    """Tell the person at the terminal; standard output stays the program's own."""
    print(sentence, file=sys.stderr, flush=True)


class Setup:
    """The virtual environment of one checkout, and whether it is ready.

    The stamp is written last and taken away before the first installed file changes: an environment
    without a stamp is half made and is made again from nothing.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.stamp = self.venv / "dreamwriter-ready.json"
        folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        self.python = self.venv / folder / name

    def base(self) -> str:
        """What the environment stands on; the place counts, for a moved environment does not work."""
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return " ".join((version, sys.platform, platform.machine(), str(self.root)))

    def key(self) -> str:
        """A hash of everything that the environment was made from and for."""
        digest = hashlib.sha256(self.base().encode())
        for name in ("pyproject.toml", "constraints.txt"):
            digest.update((self.root / name).read_bytes())
        return digest.hexdigest()

    def stamped(self) -> dict[str, object]:
        """What the stamp says, {} when there is none that can be read."""
        try:
            data = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def extras(self) -> set[str]:
        """The extras that the environment was made with."""
        extras = self.stamped().get("extras")
        return {str(extra) for extra in extras} if isinstance(extras, list) else set()

    def ready(self, extras: set[str]) -> bool:
        """Whether the program can be started as it is, with these extras."""
        return self.python.exists() and self.stamped().get("key") == self.key() and extras <= self.extras()

    def make(self, extras: set[str]) -> None:
        """Bring the environment up to date, from nothing where need be.

        Raises:
            SetUpFailed: with plain words.
        """
        whole = extras | self.extras()
        if self.stamped().get("base") != self.base() or not self.works():
            say("Setting DreamWriter up. This happens once and takes a few minutes.")
            say("1 of 3  Making a Python environment in .venv ...")
            self.create()
        else:
            say("Bringing DreamWriter's environment up to date.")
        say("2 of 3  Fetching PyTorch and the other packages (the largest part, up to a few GB) ...")
        target = f".[{','.join(sorted(whole))}]" if whole else "."
        if requires := self.build_requires():
            self.pip(*requires)
        self.pip("--no-build-isolation", "--editable", target)
        said = {"base": self.base(), "key": self.key(), "extras": sorted(whole)}
        half = self.stamp.with_suffix(".part")
        half.write_text(json.dumps(said), encoding="utf-8")
        os.replace(half, self.stamp)
        say("Ready.")

    def works(self) -> bool:
        """Whether the environment's Python runs and has pip."""
        try:
            return subprocess.run([self.python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
        except OSError:
            return False

    def create(self) -> None:
        """Make an empty environment, replacing whatever is there."""
        try:
            import ensurepip  # noqa: F401
            import venv
        except ImportError as error:
            version = f"{sys.version_info[0]}.{sys.version_info[1]}"
            raise SetUpFailed(
                "This Python cannot make virtual environments: its venv or ensurepip part is missing. "
                f"On Debian and Ubuntu: sudo apt install python{version}-venv. Then start again."
            ) from error
        try:
            venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(self.venv)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SetUpFailed(explain(f"{error}\n{getattr(error, 'output', b'')!r}")) from error

    def build_requires(self) -> list[str]:
        """What pip needs before it can install this project; pinned like everything else."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
        return [str(name) for name in project["build-system"]["requires"]]

    def pip(self, *words: str) -> None:
        """Run `pip install` quietly; its output appears only when it fails."""
        command = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
                   "--progress-bar", "off", "--constraint", "constraints.txt", *words]  # fmt: skip
        tail: deque[str] = deque(maxlen=TAIL_LINES)
        seen = 0
        for line in lines_of(command, self.root, tail):
            if line.startswith("Collecting "):
                seen += 1
                if sys.stderr.isatty():
                    print(f"\r        {seen:3d}  {line.split()[1][:50]:50s}", end="", file=sys.stderr, flush=True)
            elif line.startswith("Installing collected packages"):
                self.stamp.unlink(missing_ok=True)
                if seen > 1:
                    clear_line()
                    say(f"3 of 3  Installing {line.count(',') + 1} packages ...")
        clear_line()


def clear_line() -> None:
    """Take the passing line of progress away, where there is one."""
    if sys.stderr.isatty():
        print("\r" + " " * 72 + "\r", end="", file=sys.stderr, flush=True)


def lines_of(command: list[str], folder: Path, tail: deque[str]) -> Iterator[str]:
    """The output of a command, line by line; `tail` keeps the newest ones.

    Raises:
        SetUpFailed: the command failed; says why in plain words and shows the tail.
    """
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            for line in process.stdout:
                tail.append(line.rstrip())
                yield line.strip()
        except BaseException:
            process.terminate()
            raise
        finally:
            process.wait()
    if process.returncode:
        clear_line()
        raise SetUpFailed(explain("\n".join(tail)))


def explain(output: str) -> str:
    """What a failed step's last words mean, and the words themselves."""
    quoted = "\n".join(f"    {line}" for line in output.splitlines() if line.strip())
    for signs, sentence, advice in CAUSES:
        if any(sign in output for sign in signs):
            return f"{sentence} {advice}\n\nThe last words of the set-up were:\n{quoted}"
    return f"The set-up failed. Its last words were:\n{quoted}\n\nStart again to try once more."


@contextlib.contextmanager
def only_one(root: Path, wait: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Hold the lock of this checkout's set-up; wait while another start holds it.

    The operating system lets go of the lock when its owner ends, however it ends.
    """
    try:
        lock = open(root / ".start.lock", "a+b")  # noqa: SIM115 - closed below, after the lock is let go
    except OSError as error:
        raise SetUpFailed(
            f"DreamWriter's folder cannot be written: {root}. Move it to a place of your own, then start again."
        ) from error
    with lock:
        told = False
        while not take(lock.fileno()):
            if not told:
                say("Another start is setting DreamWriter up in this folder; waiting for it ...")
                told = True
            wait(0.5)
        yield


def take(handle: int) -> bool:
    """Try to lock an open file; False when somebody else holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def command_for(setup: Setup, words: list[str]) -> list[str]:
    """The command that the words ask for, run by the environment's Python."""
    if words[:1] == ["test"]:
        return [str(setup.python), "-m", "pytest", "--rootdir", str(setup.root), *words[1:]]
    # -P: a file called torch.py in the folder that somebody happens to stand in is not ours to run.
    return [str(setup.python), "-P", "-m", "dreamwriter", *words]


def hand_over(command: list[str]) -> int:
    """Run the command in place of this process; only Windows, which cannot, comes back with its status."""
    if os.name != "nt":
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # The program heard it too and decides.


def main(words: list[str], setup: Setup) -> int:
    """Set up where need be, then become the program. Returns an exit status where it cannot."""
    extras = {"test"} if words[:1] == ["test"] else set()
    try:
        if not setup.ready(extras):
            with only_one(setup.root):
                if not setup.ready(extras):
                    setup.make(extras)
        if "test" in extras:
            os.chdir(setup.root)
        return hand_over(command_for(setup, words))
    except SetUpFailed as error:
        say(str(error))
        return 1
    except OSError as error:
        say(explain(str(error)))
        return 1
    except KeyboardInterrupt:
        say("\nThe set-up was stopped. The next start takes it up again.")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Setup(ROOT)))
