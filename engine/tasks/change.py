"""Changes: pictures dreamed from other pictures and a wish. The model first says what the new picture will show."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from engine.errors import BadRequest
from engine.generate.interleaved import begin_prompt
from engine.generate.job import Ending, Job, Moment
from engine.generate.painting import Commission
from engine.generate.pen import Pen
from engine.generate.settings import plan_painting
from engine.generate.text_stream import TextStream
from engine.protocol.events import Notice
from engine.protocol.requests import Compose, EditPicture, SameSubject
from engine.protocol.values import PicturePart, TextSettings
from engine.sequence import instructions
from engine.sequence.chat import Turn
from engine.sequence.layout import Given
from engine.tasks.checks import check_takes, check_words
from engine.tasks.pictures import opened
from engine.tasks.prompts import STOPS, chat_prompt, check_room
from engine.tasks.takes import paint_takes

CAPTION_TOKENS = 80
CAPTION_CUT = Notice("cut", "What the new picture shows ran to the limit of its length, so its caption is cut short.")
GREEDY = TextSettings(temperature=0.0)
Change = EditPicture | SameSubject | Compose


def edit_picture(job: Job, request: EditPicture) -> Generator[Moment | Notice, None, Ending]:
    """The picture, changed as wished; what was not wished otherwise stays."""
    wish = check_words(request.wish, "the wish", job.loaded.tokenizer)
    content = instructions.edit(Given(0), _one_line(request.picture.caption), wish)
    return (yield from _change(job, request, "edit", wish, content, [request.picture]))


def same_subject(job: Job, request: SameSubject) -> Generator[Moment | Notice, None, Ending]:
    """The subject of the references, as wished."""
    wish = check_words(request.wish, "the wish", job.loaded.tokenizer)
    if not request.references:
        raise BadRequest("There is no picture of the subject.", "Choose at least one picture that shows it.")
    content = instructions.same_subject([Given(place) for place in range(len(request.references))], wish)
    return (yield from _change(job, request, "same-subject", wish, content, request.references))


def compose(job: Job, request: Compose) -> Generator[Moment | Notice, None, Ending]:
    """Two pictures in one, as wished."""
    wish = check_words(request.wish, "the wish", job.loaded.tokenizer)
    first, second = request.first, request.second
    content = instructions.compose(Given(0), _one_line(first.caption), Given(1), _one_line(second.caption), wish)
    return (yield from _change(job, request, "compose", wish, content, [first, second]))


def _change(
    job: Job,
    request: Change,
    mode: str,
    wish: str,
    content: tuple[str | Given, ...],
    pictures: Sequence[PicturePart],
) -> Generator[Moment | Notice, None, Ending]:
    count = check_takes(request.count)
    plan = plan_painting(request.paint, job.loaded)
    seen = [job.see(opened(picture)) for picture in pictures]
    prompt = chat_prompt(job, [Turn("user", content), Turn("assistant", None)], seen)
    check_room(job, prompt, pictures=1)
    begin_prompt(job, prompt)
    caption = yield from _new_caption(job, request.seed)
    if caption is None:
        return "cancelled"
    commission = Commission(0, mode, request.seed, plan, caption or wish)
    return (yield from paint_takes(job, commission, count, caption))


def _new_caption(job: Job, seed: int) -> Generator[Notice, None, str | None]:
    """Let the model say what the new picture shows, in one line; None when cancelled.

    It ends where the model would dream, whether or not it says so by itself. At the limit of its length it is cut, and
    the person told.
    """
    pen = Pen(job.reader, job.loaded.tokenizer, GREEDY, seed)
    stream = TextStream(job.loaded.tokenizer, STOPS)
    caption = ""
    cut = False
    room = min(CAPTION_TOKENS, job.reader.cache.room - job.reader.picture_cost)
    with job.tally.writing():
        for _ in range(room):
            if job.cancelled():
                return None
            token = pen.choose(may_dream=True)
            if token in (pen.dream, pen.end):
                break
            caption += stream.push(token)
            if stream.stopped or "\n" in caption.lstrip():
                break
            job.tally.text_tokens += 1
            pen.write(token)
        else:
            cut = True
    if cut:
        yield CAPTION_CUT
    caption += stream.flush()
    return caption.strip().partition("\n")[0].strip(" *")


def _one_line(text: str) -> str:
    return " ".join(text.split())
