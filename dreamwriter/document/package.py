"""A document as the files of a TextBundle, and back.

    info.json                  what the standard says, what other programs wrote, and ours under "org.dreamwriter"
    text.md                    the page, readable by every Markdown program
    assets/NAME                pictures that the page shows
    dreamwriter/takes/HASH.png pictures of takes that the page does not show

Files and keys that we do not know are kept.
"""

from __future__ import annotations

import json
import posixpath
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dreamwriter.document.assets import Asset, looked_at
from dreamwriter.document.blocks import Blocks, Figure
from dreamwriter.document.document import Document, Extras, Metadata
from dreamwriter.document.images import image_targets, path_of, with_targets
from dreamwriter.document.markdown_reader import read_markdown
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.pack_limits import MAX_TEXT_BYTES, PackLimits, too_large
from dreamwriter.document.takes import FigureHistory, history_from_json, history_to_json
from dreamwriter.document.written_blocks import WrittenBlocks
from dreamwriter.errors import BadDocument, CannotSave

OUR_KEY = "org.dreamwriter"
UNREAD_KEY = "org.dreamwriter.unread"
"""Where our own data goes when it cannot be understood, so that it is not lost."""
TAKES_FOLDER = "dreamwriter/takes/"
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_BOM = b"\xef\xbb\xbf"
_TEXT_NAMES = ("text.md", "text.markdown", "text.txt")


def document_from_files(files: Mapping[str, bytes]) -> Document:
    """The document that the files of a pack or bundle are.

    Args:
        files: content by path. Untrusted.

    Raises:
        BadDocument: there is no text, it is too large or no UTF-8, info.json is damaged, or a picture is.
    """
    folder = _folder_of(files)
    beside = {name: data for name, data in files.items() if not name.startswith(folder)}
    own = {name.removeprefix(folder): data for name, data in files.items() if name.startswith(folder)}
    text_name = _text_name(own)
    info = _read_info(own.pop("info.json", b"{}"))
    source, bom = read_text(own.pop(text_name))
    with looked_at({name: data for name, data in own.items() if _is_picture(name)}) as asset_of:
        segments = read_markdown(source)
        blocks = tuple(block for segment in segments for block in segment.blocks)
        assets = _assets(blocks, own, asset_of)
        taken = [name for name in own if name.startswith(TAKES_FOLDER) and _is_picture(name)]
        pictures = {asset.sha256: asset for asset in (*assets.values(), *map(asset_of, taken))}
    for name in taken:
        del own[name]
    for target in assets:
        own.pop(path_of(target), None)
    ours = info.pop(OUR_KEY, None)
    try:
        metadata, ids, histories = _read_ours(ours)
    except ValueError:
        metadata, ids, histories = Metadata(), (), {}
        info[UNREAD_KEY] = ours
    extras = Extras(own, beside, info, folder, segments, text_name, bom)
    return Document(_with_ids(blocks, ids, histories), assets, pictures, histories, metadata, extras)


def files_from_document(document: Document, known: WrittenBlocks | None = None) -> dict[str, bytes]:
    """The files that a document is, in the order in which they go into a pack.

    Args:
        known: see `write_markdown`.

    Raises:
        CannotSave: the name of a picture or of an unknown file leads out of the document.
    """
    document = _with_assets_inside(document)
    extras = document.extras
    text = write_markdown(document.blocks, extras.segments, known).encode("utf-8")
    info = json.dumps(_info(document), ensure_ascii=False, indent=2).encode("utf-8")
    own = {"info.json": info, extras.text_name: (_BOM if extras.bom else b"") + text}
    for target, asset in document.assets.items():
        own[path_of(target)] = asset.data
    shown = {asset.sha256 for asset in document.assets.values()}
    for history in document.histories.values():
        for take in history.takes:
            picture = document.pictures.get(take.asset)
            if picture is not None and picture.sha256 not in shown:
                own[f"{TAKES_FOLDER}{picture.sha256}{picture.suffix}"] = picture.data
    own.update({name: data for name, data in extras.files.items() if name not in own})
    files = {extras.folder + name: data for name, data in own.items()} | dict(extras.beside)
    limits = PackLimits()
    try:
        return {limits.add_name(name): data for name, data in files.items()}
    except BadDocument as error:
        raise CannotSave(
            "The document holds a file whose name cannot be saved.", "Give the picture another name.", error.detail
        ) from error


def read_text(data: bytes) -> tuple[str, bool]:
    """The text of a file, and whether it began with a byte order mark.

    Raises:
        BadDocument: it is too large, or no UTF-8.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise too_large(f"more than {MAX_TEXT_BYTES // 1024**2} MB of text")
    bom = data.startswith(_BOM)
    try:
        return data.removeprefix(_BOM).decode("utf-8"), bom
    except UnicodeDecodeError as error:
        raise BadDocument(
            "The text of the document is not in UTF-8.", "Save it as UTF-8 in the program it comes from.", str(error)
        ) from error


def read_assets(blocks: Blocks, files: Mapping[str, bytes]) -> dict[str, Asset]:
    """The pictures that blocks show, by target, as far as they are among the files.

    Raises:
        BadDocument: a file that calls itself a picture is none, or is too large.
    """
    with looked_at({name: data for name, data in files.items() if _is_picture(name)}) as asset_of:
        return _assets(blocks, files, asset_of)


def _assets(blocks: Blocks, files: Mapping[str, bytes], asset_of: Callable[[str], Asset]) -> dict[str, Asset]:
    paths = {target: path_of(target) for target in image_targets(blocks)}
    return {target: asset_of(path) for target, path in paths.items() if path in files and _is_picture(path)}


def _is_picture(path: str) -> bool:
    return path.lower().endswith(PICTURE_SUFFIXES)


def _folder_of(files: Mapping[str, bytes]) -> str:
    """The folder inside a zip that holds the bundle, with a slash at its end; "" when it is the zip itself."""
    if any(name in files for name in _TEXT_NAMES):
        return ""
    folders = {name.partition("/")[0] for name in files if name.partition("/")[2] in _TEXT_NAMES}
    folders.discard("__MACOSX")
    return f"{folders.pop()}/" if len(folders) == 1 else ""


def _text_name(files: Mapping[str, bytes]) -> str:
    found = next((name for name in _TEXT_NAMES if name in files), None)
    if found is None:
        raise BadDocument(
            "There is no text in it, so it is no TextPack and no TextBundle.", "Choose a file that holds a text.md."
        )
    return found


def _read_info(data: bytes) -> dict[str, Any]:
    try:
        info = json.loads(data)
        if not isinstance(info, dict):
            raise ValueError("no record")
    except (ValueError, RecursionError) as error:
        raise BadDocument(
            "The file info.json in the document is damaged.",
            "Unpack the document and open its text.md alone, or take another copy.",
            str(error),
        ) from error
    return info


def _read_ours(value: object) -> tuple[Metadata, tuple[tuple[str, str], ...], dict[str, FigureHistory]]:
    """Metadata, (target, figure id) in reading order, and histories; ValueError when they are damaged."""
    if value is None:
        return Metadata(), (), {}
    try:
        ours: Any = value
        words = [ours.get(key, default) for key, default in (("title", ""), ("author", ""), ("language", "en"))]
        ids = tuple((figure["target"], figure["id"]) for figure in ours.get("figures", []))
        histories = {key: history_from_json(history) for key, history in ours.get("histories", {}).items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("our data is damaged") from error
    if not all(isinstance(word, str) for word in (*words, *(word for pair in ids for word in pair))):
        raise ValueError("our data is damaged")
    return Metadata(*words), ids, histories


def _with_ids(blocks: Blocks, ids: tuple[tuple[str, str], ...], taken: Mapping[str, FigureHistory]) -> Blocks:
    """Figures know their history again by target and order; new ones get new ids."""
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for target, figure_id in reversed(ids):
        waiting[target].append(figure_id)
    used = {figure_id for _, figure_id in ids} | set(taken)
    out = []
    number = 0
    for block in blocks:
        if isinstance(block, Figure):
            if waiting[block.target]:
                block = replace(block, figure_id=waiting[block.target].pop())
            else:
                while f"figure-{(number := number + 1)}" in used:
                    pass
                block = replace(block, figure_id=f"figure-{number}")
        out.append(block)
    return tuple(out)


def _with_assets_inside(document: Document) -> Document:
    """The document with all its pictures under assets/, where the standard wants them."""
    renamed = {target: asset.target for target, asset in document.assets.items() if not _is_inside(path_of(target))}
    if not renamed:
        return document
    assets = {renamed.get(target, target): asset for target, asset in document.assets.items()}
    blocks = with_targets(document.blocks, lambda target: renamed.get(target, target))
    return replace(document, blocks=blocks, assets=assets)


def _is_inside(path: str) -> bool:
    return path.startswith("assets/") and posixpath.normpath(path) == path


def _info(document: Document) -> dict[str, Any]:
    standard = {
        "version": 2,
        "type": "net.daringfireball.markdown",
        "transient": False,
        "creatorIdentifier": "org.dreamwriter.app",
    }
    ours = {
        "version": 1,
        "title": document.metadata.title,
        "author": document.metadata.author,
        "language": document.metadata.language,
        "figures": [{"id": f.figure_id, "target": f.target} for f in document.figures() if f.figure_id],
        "histories": {key: history_to_json(history) for key, history in document.histories.items()},
    }
    return {**standard, **document.extras.info, OUR_KEY: ours}
