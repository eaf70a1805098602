"""An engine process with the real server, whose model is a scenario: `python stub_engine.py OPENING [HEARTBEAT]`."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from dreamwriter.engine_client.scripted import Babble, Crash, Freeze, Pause, Step
from engine.errors import BadCheckpoint
from engine.protocol.events import Cancelled, JobEvent, ModelState
from engine.protocol.messages import Hello
from engine.protocol.requests import Request
from engine.protocol.values import Stats
from engine.serve.command import claim_pipe
from engine.serve.server import ModelFacts, serve
from tests.contract.scenarios import OPENINGS, job_steps


class StubRunner:
    """Does the steps of a scenario, with real crashes and real silence."""

    def __init__(self, opening: tuple[Step, ...], upward: BinaryIO) -> None:
        self._opening = opening
        self._upward = upward

    def load(self, folder: Path, progress: Callable[[float], None]) -> ModelFacts:
        """The part of the opening that comes after the greeting."""
        print("a library prints this while it loads")
        opening, self._opening = self._opening, ()
        for step in opening:
            if isinstance(step, ModelState) and step.failure is not None:
                failure = step.failure
                raise BadCheckpoint(failure.sentence, failure.advice, failure.detail)
            if isinstance(step, ModelState):
                progress(step.progress)
            else:
                act(step, self._upward)
        return ModelFacts("scripted", 2048)

    def run(self, request: Request, cancelled: Callable[[], bool]) -> Iterator[JobEvent]:
        """The steps of the job."""
        for step in job_steps(request):
            if cancelled():
                yield Cancelled(Stats())
                return
            if isinstance(step, Pause | Crash | Freeze | Babble | Hello | ModelState):
                act(step, self._upward)
            else:
                yield step


def act(step: Step, upward: BinaryIO) -> None:
    """Do what is no event."""
    match step:
        case Pause(seconds):
            time.sleep(seconds)
        case Crash():
            os.kill(os.getpid(), signal.SIGKILL)
        case Freeze():
            os.kill(os.getpid(), signal.SIGSTOP)
        case Babble(data):
            upward.write(data)
            upward.flush()
            os._exit(0)


def main() -> None:
    """Serve stdin and stdout."""
    opening = OPENINGS[sys.argv[1]]
    downward, upward = claim_pipe()
    if not isinstance(opening[0], Hello):
        act(opening[0], upward)
    serve(StubRunner(opening, upward), Path("stub"), downward, upward, float(sys.argv[2]), lambda: os._exit(0))
    os._exit(0)


if __name__ == "__main__":
    main()
