"""What each command of the command line does. Heavy rooms are loaded by the commands that need them."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dreamwriter.cli_console import Console, error_json
from dreamwriter.errors import BadDocument, BadUse, DreamWriterError
from dreamwriter.session.answers import ask as ask_engine
from dreamwriter.session.models import choose_model, list_models
from dreamwriter.session.pictures import Painted, PaintRequest, edit_request, paint
from dreamwriter.session.progress import Progress
from dreamwriter.session.targets import DOCUMENT_SUFFIXES, PICTURE_SUFFIXES, check_target, numbered
from engine.protocol.requests import Illustrate, WriteArticle
from engine.protocol.values import PicturePart

if TYPE_CHECKING:
    from dreamwriter.session.article import Written

DONE, FAILED, INTERRUPTED = 0, 1, 130
LARGEST_RANDOM_SEED = 2**31


def write(options: argparse.Namespace, console: Console) -> int:
    """`dreamwriter write`: a sentence becomes an article in a file."""
    from dreamwriter.session.article import write_article
    from dreamwriter.session.keeping import keep

    check_target(options.output, DOCUMENT_SUFFIXES)
    model = choose_model(options.model, console.settings())
    seed = _seed(options)
    request = WriteArticle(options.prompt, options.pictures, options.length, seed)
    notices: tuple[str, ...] = ()
    with console.progress() as line:
        with console.jobs(model) as jobs:
            written = write_article(jobs, request, line.show)
        if written.document.blocks:
            line.show(Progress("saving", 1.0))
            notices = keep(written.document, options.output)
    for notice in (*written.notices, *notices):
        console.say(notice)
    if not written.document.blocks and written.error is not None:
        raise written.error
    if options.json:
        console.result_json(_article_json(written, options.output, seed))
    if not written.document.blocks:
        console.say("Stopped before the first word; no file was made.")
        return INTERRUPTED
    if written.error is not None:  # said here, for a program has its one object already
        console.say(f"What was finished is kept in {options.output} (seed {seed}). {written.error}")
        return FAILED
    if not written.complete:
        console.say(f"Stopped. What was finished is kept in {options.output} (seed {seed}).")
    elif written.cut:
        console.say(f"{options.output}: {_article_words(written)}, seed {seed}; it ended at the limit of its length.")
    else:
        console.say(f"{options.output}: {_article_words(written)}, seed {seed}.")
    return INTERRUPTED if console.stop.wished else DONE


def illustrate(options: argparse.Namespace, console: Console) -> int:
    """`dreamwriter illustrate`: a text becomes one or more pictures."""
    seed = _seed(options)
    return _paint(Illustrate(options.text, options.count, seed), options, console)


def edit(options: argparse.Namespace, console: Console) -> int:
    """`dreamwriter edit`: a picture and a wish become a new picture."""
    check_target(options.output, PICTURE_SUFFIXES)
    picture = PicturePart(_read_picture(options.image), options.caption)
    reference = PicturePart(_read_picture(options.reference)) if options.reference else None
    request = edit_request(picture, options.wish, _seed(options), reference, options.strength)
    return _paint(request, options, console)


def ask(options: argparse.Namespace, console: Console) -> int:
    """`dreamwriter ask`: a question about a picture is answered on standard output."""
    picture = PicturePart(_read_picture(options.image))
    model = choose_model(options.model, console.settings())
    seed = options.seed or 0
    with console.progress() as line, console.jobs(model) as jobs:
        answer = ask_engine(jobs, picture, options.question, seed, line.show)
    if options.json:
        said = {"answer": answer.text, "complete": answer.complete, "cut": answer.cut}
        console.result_json({**said, "stats": asdict(answer.stats)})
    elif answer.text:
        console.result(answer.text)
    if answer.cut:
        console.say("The answer ended at the limit of its length.")
    return INTERRUPTED if console.stop.wished else DONE


def export(options: argparse.Namespace, console: Console) -> int:
    """`dreamwriter export`: a document becomes another kind of file."""
    from dreamwriter.document.files import open_document
    from dreamwriter.export.export import export as export_document

    check_target(options.output, DOCUMENT_SUFFIXES)
    if options.output.exists() and options.document.exists() and options.output.samefile(options.document):
        raise BadUse("The document and the output are the same file.", "Choose another name for the output.")
    document = open_document(options.document)
    with console.progress() as line:
        line.show(Progress("saving"))
        notices = export_document(document, options.output)
    for notice in notices:
        console.say(notice)
    console.say(f"{options.output} is written.")
    return INTERRUPTED if console.stop.wished else DONE


def models(options: argparse.Namespace, console: Console) -> int:
    """`dreamwriter models`: the models that are there."""
    found = list_models(console.settings())
    if options.json:
        console.result_json({"models": [{**asdict(entry), "path": str(entry.path)} for entry in found]})
        return DONE
    for entry in found:
        where = "included" if entry.included else str(entry.path)
        console.result(f"{entry.name}  ({entry.bytes / 1e6:.0f} MB, {where})")
        if entry.description:
            console.result(f"    {entry.description}")
    if not found:
        console.say("There is no model here. `python -m engine import SOURCE TARGET` brings one.")
    return DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Console], int]] = {
    "write": write,
    "illustrate": illustrate,
    "edit": edit,
    "ask": ask,
    "export": export,
    "models": models,
}


def _paint(request: PaintRequest, options: argparse.Namespace, console: Console) -> int:
    """Paint, writing each picture to its file as soon as it is there."""
    from dreamwriter.session.keeping import keep_picture

    targets = numbered(options.output, request.count)
    for target in targets:
        check_target(target, PICTURE_SUFFIXES)
    model = choose_model(options.model, console.settings())
    kept: list[dict[str, Any]] = []

    def keep(painted: Painted) -> None:
        target = targets[painted.index]
        keep_picture(painted.data, target)
        kept.append({"path": str(target), "caption": painted.caption, "recipe": asdict(painted.recipe)})

    with console.progress() as line:
        try:
            with console.jobs(model) as jobs:
                painting = paint(jobs, request, line.show, keep)
        except DreamWriterError:
            if kept:
                line.say(f"What was finished is kept in {', '.join(entry['path'] for entry in kept)}.")
            raise
    for notice in painting.notices:
        console.say(notice)
    if options.json:
        console.result_json({"pictures": kept, "complete": painting.complete, "stats": asdict(painting.stats)})
    for entry in kept:
        console.say(f"{entry['path']} (seed {entry['recipe']['seed']}) {entry['caption']}".rstrip())
    if not kept:
        console.say("Stopped before a picture was finished; no file was made.")
    return INTERRUPTED if console.stop.wished else DONE


def _seed(options: argparse.Namespace) -> int:
    """The seed that was asked for, else a new one; it is told with the result, so that nothing is lost."""
    return secrets.randbelow(LARGEST_RANDOM_SEED) if options.seed is None else options.seed


def _read_picture(file: Path) -> bytes:
    """The bytes of a picture file, looked at before an engine is started for it."""
    from dreamwriter.document.assets import MAX_PICTURE_BYTES, read_asset

    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_PICTURE_BYTES + 1)
    except OSError as error:
        raise BadDocument(
            f"The picture {file} cannot be read: {error.strerror}.", "Name a PNG, JPEG or WebP file."
        ) from error
    return read_asset(data, str(file)).data


def _article_words(written: Written) -> str:
    from dreamwriter.document.blocks import Heading, Paragraph, plain_text

    document = written.document
    read = [block for block in document.blocks if isinstance(block, Heading | Paragraph)]
    words = sum(len(plain_text(block.content).split()) for block in read)
    pictures = len(list(document.figures()))
    painted = f"{pictures} picture{'' if pictures == 1 else 's'}"
    return f"{document.title or 'untitled'}, {words} words, {painted}, {written.stats.seconds:.0f} s"


def _article_json(written: Written, output: Path, seed: int) -> dict[str, Any]:
    from dreamwriter.document.blocks import plain_text

    document = written.document
    figures = [
        {"caption": plain_text(figure.caption), "alt": figure.alt, "recipe": take and asdict(take)}
        for figure in document.figures()
        for take in [getattr(document.take_of(figure), "recipe", None)]
    ]
    return {
        "output": str(output) if document.blocks else None,
        "title": document.title,
        "figures": figures,
        "seed": seed,
        "complete": written.complete,
        "cut": written.cut,
        "error": written.error and error_json(written.error),
        "notices": list(written.notices),
        "stats": asdict(written.stats),
    }
