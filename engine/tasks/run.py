"""Carries out any request: the door through which the engine's process enters the tasks."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

import torch

from engine.errors import BadRequest
from engine.generate.job import Ending, Job, Moment, Painted
from engine.generate.reader import Reader
from engine.generate.settings import check_seed
from engine.memory.shortage import shortage
from engine.memory.threads import Threads, choose_threads
from engine.model.loaded import Loaded
from engine.protocol.events import Cancelled, Finished, JobEvent, Measured, Notice
from engine.protocol.mark import MarkSource
from engine.protocol.requests import (
    Ask,
    Compose,
    Continue,
    Describe,
    EditPicture,
    Illustrate,
    LoadModel,
    Measure,
    Request,
    Rewrite,
    SameSubject,
    Vary,
    WriteArticle,
)
from engine.tasks.article import continue_document, write_article
from engine.tasks.ask import ask, describe
from engine.tasks.change import compose, edit_picture, same_subject
from engine.tasks.illustrate import illustrate
from engine.tasks.measure import measure
from engine.tasks.pictures import ready
from engine.tasks.rewrite import rewrite
from engine.tasks.vary import vary


def new_reader(loaded: Loaded) -> Reader:
    """What reads for a loaded model, to be kept for all its jobs. Measures how many threads writing should use."""
    reader = Reader(loaded.model)
    token = loaded.tokenizer.bos_id
    narrow = choose_threads(lambda: reader.step(token) if reader.cache.room else reader.cache.keep(0))
    reader.cache.keep(0)
    return Reader(loaded.model, Threads(wide=torch.get_num_threads(), narrow=narrow))


def run(request: Request, loaded: Loaded, reader: Reader, cancelled: Callable[[], bool]) -> Iterator[JobEvent]:
    """Carry out a request; yields events, `Finished` or `Cancelled` last.

    Args:
        loaded: the model.
        reader: from `new_reader(loaded)`; keeps what it read for the next request.
        cancelled: asked after each token and each denoising step; the job then ends with `Cancelled`.

    Raises:
        BadRequest: the request cannot be carried out.
        BadPicture: it holds bytes that are no picture.
        OutOfMemory: the machine has too little memory for it.
    """
    job = Job(loaded, reader, cancelled)
    try:
        ending = yield from _events(job, request)
    except (MemoryError, RuntimeError) as error:
        reader.cache.keep(0)
        too_little = shortage(error)
        if too_little is None:
            raise
        raise too_little from error
    finally:
        # Between jobs torch's own thread count is what pictures are painted with.
        reader.threads.use_wide()
    if ending == "cancelled":
        yield Cancelled(job.tally.stats())
    else:
        yield Finished(ending, job.tally.stats())


def _events(job: Job, request: Request) -> Generator[JobEvent, None, Ending]:
    source: MarkSource = "edited" if isinstance(request, Vary) and request.strength < 1 else "generated"
    moments = _moments(job, request)
    while True:
        try:
            moment = next(moments)
        except StopIteration as end:
            ending: Ending = end.value
            return ending
        yield ready(moment, source) if isinstance(moment, Painted) else moment


def _moments(job: Job, request: Request) -> Generator[Moment | Notice | Measured, None, Ending]:
    if isinstance(request, LoadModel):
        raise BadRequest("A model cannot be loaded by a model.", "Ask the engine itself.")
    if isinstance(request, Measure):
        return (yield from measure(job, request))
    check_seed(request.seed)
    match request:
        case WriteArticle():
            return (yield from write_article(job, request))
        case Continue():
            return (yield from continue_document(job, request))
        case Rewrite():
            return (yield from rewrite(job, request))
        case Illustrate():
            return (yield from illustrate(job, request))
        case EditPicture():
            return (yield from edit_picture(job, request))
        case SameSubject():
            return (yield from same_subject(job, request))
        case Compose():
            return (yield from compose(job, request))
        case Vary():
            return (yield from vary(job, request))
        case Ask():
            return (yield from ask(job, request))
        case Describe():
            return (yield from describe(job, request))
