"""Tests of the channel to a process: how the process is started, and that it never outlives its use."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dreamwriter.engine_client.channel import STDERR_LINES, ProcessChannel, engine_command
from dreamwriter.errors import EngineGone
from engine.protocol.events import ModelState, TextPiece
from engine.protocol.messages import Downward, Heartbeat, Hello, Submit, Told, Upward
from engine.protocol.requests import LoadModel, WriteArticle

ROOT = Path(__file__).parents[3]
STUB = [sys.executable, "-P", str(ROOT / "tests" / "contract" / "stub_engine.py"), "usual", "0.2"]
SILENT = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def open_channel() -> Iterator[Callable[[list[str]], ProcessChannel]]:
    channels: list[ProcessChannel] = []

    def open_one(command: list[str]) -> ProcessChannel:
        channels.append(ProcessChannel(command))
        return channels[-1]

    yield open_one
    for channel in channels:
        channel.kill()


def hear(channel: ProcessChannel, wanted: Callable[[Upward], bool], seconds: float = 20) -> Upward:
    """The first message that is wanted."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        message = channel.receive(0.1)
        if message is not None and wanted(message):
            return message
    raise AssertionError("it was not told")


def is_text(message: Upward) -> bool:
    return isinstance(message, Told) and isinstance(message.event, TextPiece)


def alive(pid: int) -> bool:
    """Whether there is such a process, be it a dead one that nobody has asked for its status."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


Open = Callable[[list[str]], ProcessChannel]


def test_the_engine_of_this_installation_greets_before_it_loads(open_channel: Open, tmp_path: Path) -> None:
    channel = open_channel(engine_command(tmp_path))
    hear(channel, lambda message: message == Hello())
    hear(channel, lambda message: message == Told(None, ModelState("starting")))
    hear(channel, lambda message: message == Told(None, ModelState("loading")))
    channel.close()
    assert not alive(channel.pid)


def test_a_folder_that_one_works_in_cannot_stand_in_for_the_engine(
    open_channel: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "engine.py").write_text("raise SystemExit('the wrong engine')")
    monkeypatch.chdir(tmp_path)
    assert hear(open_channel(engine_command()), lambda message: True) == Hello()


def test_a_command_that_is_not_there() -> None:
    with pytest.raises(EngineGone, match="could not be started") as caught:
        ProcessChannel(["/nowhere/engine", "serve"])
    assert "/nowhere/engine" in caught.value.detail


def test_the_last_words_are_kept_and_no_more(open_channel: Open) -> None:
    program = "import sys\nfor i in range(5000): print('line', i, file=sys.stderr)\nsys.exit(3)"
    channel = open_channel([sys.executable, "-c", program])
    with pytest.raises(EngineGone) as caught:
        hear(channel, lambda message: False)
    lines = caught.value.detail.splitlines()
    assert lines[0] == "exit status 3"
    assert lines[-1] == "line 4999"
    assert len(lines) == 1 + STDERR_LINES
    with pytest.raises(EngineGone):
        channel.receive(0)


def test_what_was_said_before_the_end_is_heard(open_channel: Open) -> None:
    channel = open_channel(STUB)
    channel.send(Submit(1, WriteArticle("crash in text")))
    hear(channel, is_text)
    with pytest.raises(EngineGone):
        hear(channel, lambda message: False)
    assert not alive(channel.pid)


def test_close_ends_the_process_in_the_middle_of_work(open_channel: Open) -> None:
    channel = open_channel(STUB)
    channel.send(Submit(1, WriteArticle("stuck")))
    hear(channel, is_text)
    start = time.monotonic()
    channel.close()
    assert time.monotonic() - start < 2
    assert not alive(channel.pid)
    channel.close()


def test_kill_ends_a_process_that_does_not_read(open_channel: Open) -> None:
    channel = open_channel(SILENT)
    start = time.monotonic()
    for _ in range(20):
        channel.send(Submit(1, LoadModel("x" * 1_000_000)))  # more than a pipe holds
    assert time.monotonic() - start < 2
    assert channel.receive(0.05) is None
    channel.kill()
    assert not alive(channel.pid)


def test_ctrl_c_is_for_the_program_not_for_the_engine(open_channel: Open) -> None:
    channel = open_channel(engine_command())
    hear(channel, lambda message: message == Hello())
    assert os.getsid(channel.pid) != os.getsid(0)
    os.kill(channel.pid, signal.SIGINT)
    assert hear(channel, lambda message: isinstance(message, Heartbeat)) == Heartbeat()


def test_the_engine_ends_when_the_program_is_killed() -> None:
    program = (
        "import sys, time\n"
        "from dreamwriter.engine_client.channel import ProcessChannel\n"
        "from engine.protocol.messages import Submit\n"
        "from engine.protocol.requests import WriteArticle\n"
        f"channel = ProcessChannel({STUB!r})\n"
        "channel.send(Submit(1, WriteArticle('stuck')))\n"
        "while getattr(channel.receive(1), 'job', None) != 1: pass\n"
        "print(channel.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()
    assert within(2, lambda: not running(pid))


def running(pid: int) -> bool:
    """Whether the process runs; one that only waits for its status to be asked for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False if Path("/proc").exists() else alive(pid)


def test_messages_go_down_in_their_order(open_channel: Open) -> None:
    channel = open_channel(STUB)
    requests: list[Downward] = [Submit(number, WriteArticle("article")) for number in range(1, 4)]
    for request in requests:
        channel.send(request)
    texts = [hear(channel, is_text) for _ in range(6)]
    assert [text.job for text in texts if isinstance(text, Told)] == [1, 1, 2, 2, 3, 3]
